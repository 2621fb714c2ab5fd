"""Where webhooks may go: not into our own network, for addresses that somebody else sets."""

import asyncio
import ipaddress
import socket
from urllib.parse import urlsplit


async def is_public(url: str) -> bool:
    """Whether every address of a URL's host is one of the public internet. A name that cannot be resolved is not."""
    try:
        parts, loop = urlsplit(url), asyncio.get_running_loop()
        found = await loop.getaddrinfo(parts.hostname or "", parts.port or 443, type=socket.SOCK_STREAM)
        addresses = [ipaddress.ip_address(entry[4][0]) for entry in found]
    except (OSError, ValueError, UnicodeError):
        return False
    return bool(addresses) and all(address.is_global for address in addresses)
