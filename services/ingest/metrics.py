"""Ingest's own figures."""

from prometheus_client import Counter

ROWS = Counter("kohtaanto_rows", "Rows pushed, by what became of them", ["kind", "status"])
REFUSALS = Counter("kohtaanto_refusals", "Why rows were refused", ["kind", "code"])
EXPIRED = Counter("kohtaanto_vacancies_expired", "Vacancies closed because their last day had passed")
ERASED = Counter("kohtaanto_seekers_erased", "Seekers erased")
OUTCOMES = Counter("kohtaanto_outcomes_received", "Outcomes that came back from offices", ["outcome"])
