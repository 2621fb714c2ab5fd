"""Keys by which sources and offices come in: shown once, kept as a hash."""

import hashlib
import secrets

PREFIX = "kht_"
SHOWN = 12


def new_key() -> str:
    """A key that nobody can guess."""
    return PREFIX + secrets.token_urlsafe(32)


def key_hash(key: str) -> bytes:
    """What is kept of a key. Plain SHA-256 is enough: the key has 256 random bits, not a person's choice."""
    return hashlib.sha256(key.encode()).digest()
