"""Events as anybody may read them: CloudEvents by the official SDK, and schemas that old readers can stand."""

import copy
import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from cloudevents.core.bindings.kafka import KafkaMessage, from_binary_event
from cloudevents.core.formats.json import JSONFormat

from shared.events import envelope
from shared.events.topics import TOPICS, VACANCIES_SUBMITTED
from shared.events.vacancies import VacancySubmitted
from tests.support.compatibility import breaks

OLD = Path(__file__).parent / "schemas-v1"


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.name)
def test_an_old_reader_stands_it(topic: Any) -> None:
    old = json.loads((OLD / f"{topic.name}.json").read_text())
    assert breaks(old, topic.payload.model_json_schema()) == []


def test_what_an_old_reader_could_not_stand_is_noticed() -> None:
    old = VacancySubmitted.model_json_schema()
    spoilt = []
    for spoil in (
        lambda s: s["properties"].pop("title"),
        lambda s: s["required"].remove("title"),
        lambda s: s["properties"]["status"]["enum"].append("paused"),
        lambda s: s["properties"]["title"].update(type="integer"),
        lambda s: s["properties"]["title"].update(maxLength=10_000),
        lambda s: s["$defs"]["LanguageSkill"]["properties"].pop("level"),
    ):
        new = copy.deepcopy(old)
        spoil(new)
        spoilt.append(breaks(old, new))
    assert all(spoilt)
    fine = copy.deepcopy(old)
    fine["properties"]["new"] = {"type": "string"}
    assert breaks(old, fine) == []


def test_the_official_sdk_reads_our_events() -> None:
    id_ = uuid4()
    payload = VacancySubmitted(vacancy_id=id_, source="s", external_id="x", status="open", title="Kokki")
    draft = envelope.write(VACANCIES_SUBMITTED, str(id_), payload, 7, "00-" + "a" * 32 + "-" + "b" * 16 + "-01")
    message = KafkaMessage(
        headers={name: text.encode() for name, text in draft.headers.items()},
        key=draft.key.encode(),
        value=draft.value or b"",
    )
    event = from_binary_event(message, JSONFormat())
    assert event.get_type() == "fi.kohtaanto.vacancies.submitted.v1"
    assert event.get_source() == "/kohtaanto/ingest"
    assert event.get_subject() == str(id_)
    assert event.get_extension("sequence") == "7"
    assert event.get_extension("partitionkey") == str(id_)
    assert event.get_data()["title"] == "Kokki"
