"""One batch, one transaction: vacancies are written down, seekers are matched."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.matcher import store
from services.matcher.matching import Matching
from services.matcher.telling import events_of_ledger
from shared.events.envelope import Envelope
from shared.events.identity import shard_of
from shared.events.seekers import SeekerNormalised
from shared.events.vacancies import VacancyNormalised
from shared.spine import outbox
from shared.spine.consumer import AfterCommit
from shared.spine.database import Connection
from shared.spine.guard import newest


@dataclass(frozen=True)
class Handlers:
    """What happens to a batch of vacancies, and to one of seekers."""

    matching: Matching

    async def vacancies(self, connection: Connection, events: Sequence[Envelope[VacancyNormalised]]) -> None:
        """Write vacancies down; the hot reader of every process matches them."""
        await store.apply_vacancies(
            connection, {UUID(event.key): (event.sequence, event.payload) for event in newest(events)}
        )

    async def seekers(self, connection: Connection, events: Sequence[Envelope[SeekerNormalised]]) -> AfterCommit | None:
        """Keep seekers and match them; those of shards that went to another process are that one's."""
        held = self.matching.held
        news = {
            UUID(event.key): (event.sequence, event.payload) for event in newest(events) if shard_of(event.key) in held
        }
        if not news:
            return None
        plan = await self.matching.seekers(connection, news)
        return lambda: self.matching.accept(plan)

    async def republish(self, connection: Connection, ids: Sequence[UUID] | None) -> int:
        """Put all that was told, of all or of some vacancies, in the outbox again."""
        drafts = events_of_ledger(await store.ledger_held(connection, ids), self.matching.engine.rules)
        await outbox.add(connection, drafts)
        return len(drafts)
