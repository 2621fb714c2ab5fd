"""Wiring: what the matcher reads, and what it does beside."""

from services.matcher.engine import Engine
from services.matcher.handlers import Handlers
from services.matcher.hot_reader import HotReader
from services.matcher.matching import Matching
from services.matcher.rules import default_rules, read_rules
from services.matcher.settings import Settings
from services.matcher.shards import Shards
from shared.events.topics import SEEKERS_NORMALISED, VACANCIES_NORMALISED
from shared.spine.database import Pool
from shared.spine.service import Service


def build(settings: Settings, pool: Pool) -> Service:
    """The matcher, ready to run. Raises RulesError."""
    rules = read_rules(settings.rules_file) if settings.rules_file else default_rules()
    matching = Matching(Engine(rules), pool)
    handlers = Handlers(matching)
    service = Service("matcher", settings, pool, handlers.republish)
    reader = HotReader(settings, pool, matching)
    shards = Shards(matching, reader, pool, lambda: service.streams.partitions(SEEKERS_NORMALISED))
    service.reads(VACANCIES_NORMALISED, handlers.vacancies)
    service.reads(
        SEEKERS_NORMALISED, handlers.seekers, scope=shards.working, keep=service.streams.owns, listener=shards
    )
    service.works("hot reader", reader.run)
    service.works("shards", shards.follow)
    service.ready.append(shards.not_ready)
    return service
