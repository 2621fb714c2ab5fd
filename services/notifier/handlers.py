"""One batch, one transaction: keep the matches, make the notices of them anew, queue what changed for the offices."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from services.notifier import figures, store
from services.notifier.metrics import NOTICES
from services.notifier.notices import compose
from services.notifier.store import Notice, Told
from services.notifier.telling import webhook_body
from shared import webhooks
from shared.events import envelope
from shared.events.base import utcnow
from shared.events.envelope import Envelope
from shared.events.identity import notice_id
from shared.events.matches import MatchesChanged, OutcomeGiven
from shared.events.topics import OUTCOMES
from shared.spine import outbox
from shared.spine.database import Connection, sql


class Handlers:
    """What happens to a batch of matches, and to a republish."""

    async def matches(self, connection: Connection, events: Sequence[Envelope[MatchesChanged]]) -> None:
        """Tell the offices what changed."""
        told = await store.apply(connection, [event.payload for event in events if event.payload is not None])
        locales = await store.locales(connection)
        for vacancy_id, state in told.items():
            changed = _changed(vacancy_id, state)
            standing = {**state.notices, **{(notice.area, notice.role): notice for notice in changed}}
            await figures.tell(connection, vacancy_id, state.matches, standing)
            for notice in changed:
                await store.put_notice(connection, notice)
                if notice.area in locales and (notice.sent or notice.content is not None):
                    body = webhook_body(notice, locales[notice.area], utcnow())
                    await webhooks.put(connection, notice.area, notice.id, notice.revision, body)
                else:
                    # What the office cannot have heard of need not be taken back.
                    await webhooks.forget(connection, notice.id, notice.area)

    async def republish(self, connection: Connection, ids: Sequence[UUID] | None) -> int:
        """Put the outcomes and figures of all or some vacancies in the outbox again."""
        rows = await connection.fetch(sql(store.PACKAGE, "outcomes_held"))
        outcomes = [(row["sequence"], OutcomeGiven.model_validate(row["state"])) for row in rows]
        drafts = [
            envelope.write(OUTCOMES, str(outcome.vacancy_id), outcome, sequence)
            for sequence, outcome in outcomes
            if ids is None or outcome.vacancy_id in ids
        ]
        await outbox.add(connection, drafts)
        return len(drafts) + await figures.republish(connection, ids)


def _changed(vacancy_id: UUID, told: Told) -> list[Notice]:
    wanted = compose(told.vacancy, told.matches, told.top_k)
    changed = []
    for area, role in sorted(wanted.keys() | told.notices.keys()):
        held, content = told.notices.get((area, role)), wanted.get((area, role))
        if held is None:
            notice = Notice(notice_id(vacancy_id, area, role), vacancy_id, area, role, 1, content)
        elif held.content != content:
            notice = replace(held, revision=held.revision + 1, content=content)
        else:
            continue
        change = "withdrawn" if content is None else "opened" if held is None else "changed"
        NOTICES.labels(change, role).inc()
        changed.append(notice)
    return changed
