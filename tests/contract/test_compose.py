"""docker-compose.yml cannot be run here: it is held against the compose schema and the settings the services read."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from kohtaanto.services import settings_of
from kohtaanto.settings import MigrateSettings
from shared.events.topics import SERVICES

ROOT = Path(__file__).resolve().parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
EXAMPLE = (ROOT / ".env.example").read_text()


def test_it_is_a_compose_file() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    done = subprocess.run([*command, str(ROOT / "docker-compose.yml")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_it_has_the_whole_exchange() -> None:
    assert set(COMPOSE["services"]) == {*SERVICES, "migrate", "postgres", "kafka", "prometheus", "grafana"}
    ports = set()
    for name in SERVICES:
        service = COMPOSE["services"][name]
        assert service["command"] == ["run", name]
        assert "container_name" not in service, "a fixed name cannot be scaled"
        ports.add(service["environment"]["KOHTAANTO_PORT"])
    scraped = yaml.safe_load((ROOT / "deploy/prometheus/prometheus.yml").read_text())["scrape_configs"]
    assert {str(job["dns_sd_configs"][0]["port"]) for job in scraped} == ports
    assert {job["dns_sd_configs"][0]["names"][0] for job in scraped} == set(SERVICES)


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_starts_on_what_it_is_given(name: Any) -> None:
    given = COMPOSE["services"][name]["environment"]
    fields = {f"KOHTAANTO_{field.upper()}": field for field in settings_of(name).model_fields}
    assert set(given) <= set(fields), "compose sets what the service does not read"
    filled = {fields[key]: re.sub(r"\$\{[^}]*\}", "a-secret-long-enough", value) for key, value in given.items()}
    settings = settings_of(name).model_validate(filled)
    assert f"kohtaanto_{name}:" in settings.database_url, "each service comes as its own role"


def test_migrate_starts_on_what_it_is_given() -> None:
    given = {
        key.removeprefix("KOHTAANTO_").lower(): value
        for key, value in COMPOSE["services"]["migrate"]["environment"].items()
    }
    assert set(given) <= set(MigrateSettings.model_fields)
    MigrateSettings.model_validate(given)


def test_the_example_names_every_setting_and_every_secret() -> None:
    classes = [MigrateSettings, *(settings_of(name) for name in SERVICES)]
    wanted = {f"KOHTAANTO_{field.upper()}" for settings in classes for field in settings.model_fields}
    wanted |= set(re.findall(r"\$\{(\w+)", (ROOT / "docker-compose.yml").read_text()))
    assert wanted <= set(re.findall(r"^#?\s?([A-Z_]+)=", EXAMPLE, re.MULTILINE))


def test_files_mounted_are_here() -> None:
    for service in COMPOSE["services"].values():
        for volume in service.get("volumes", ()):
            path = volume.split(":")[0]
            assert not path.startswith("./") or (ROOT / path).exists(), path
