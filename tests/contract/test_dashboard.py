"""The dashboard asks for figures that the services have."""

import json
import re
from pathlib import Path

from prometheus_client import REGISTRY

from kohtaanto.services import build, unconnected
from shared.events.topics import SERVICES
from shared.spine.database import open_pool

ROOT = Path(__file__).resolve().parents[2]


async def test_every_figure_of_the_dashboard_exists() -> None:
    for name in SERVICES:  # imports every service's metrics
        pool = await open_pool("postgresql://nowhere", name, 3)
        build(name, unconnected(name), pool)
        await pool.close()
    known = {f"{family.name}{end}" for family in REGISTRY.collect() for end in ("", "_total", "_bucket")}
    dashboard = json.loads((ROOT / "deploy/grafana/dashboards/kohtaanto.json").read_text())
    asked = {
        name
        for panel in dashboard["panels"]
        for target in panel["targets"]
        for name in re.findall(r"kohtaanto_\w+", target["expr"])
    }
    assert len(asked) > 8
    assert asked <= known
