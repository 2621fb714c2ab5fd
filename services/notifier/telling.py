"""A notice as data: what a webhook carries and the inbox shows. Pure."""

import json
from datetime import datetime
from typing import Any

from services.notifier.store import Notice
from services.notifier.wording import words


def view(notice: Notice, locale: str) -> dict[str, Any]:
    """A notice with its text in the office's language."""
    return {
        "notice_id": str(notice.id),
        "revision": notice.revision,
        "area": notice.area,
        "role": notice.role,
        "status": "withdrawn" if notice.content is None else "open",
        "vacancy_id": str(notice.vacancy_id),
        "text": words(notice.content, notice.role, locale),
        **(notice.content or {}),
    }


def webhook_body(notice: Notice, locale: str, now: datetime) -> str:
    """The body of a webhook, in the form of Standard Webhooks: type, timestamp, data."""
    kind = "withdrawn" if notice.content is None else "changed" if notice.sent else "opened"
    body = {"type": f"notice.{kind}", "timestamp": now.isoformat(), "data": view(notice, locale)}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))
