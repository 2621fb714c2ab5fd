"""`make bench-normaliser`: how well and how fast the normaliser reads, beside its peers; the last line is JSON.

`TITLES=DIR` names a directory with `melo-sv` and `melo-en`, `ESCO=DIR` one version of ESCO's CSV download; by default
those of the reference data beside the checkout, where they are. What is missing is said and left out.
`WITHOUT_SERVERS=1` leaves out what needs Java for Apache Kafka.
"""

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

from benchmarks import duplicates, normaliser_pipeline
from benchmarks.normaliser_titles import of_melo, of_our_titles, of_speed
from benchmarks.titles import imported
from deploy.kafka.jars import KafkaUnavailable

REFERENCE = Path(__file__).resolve().parents[2] / "shared" / "reference"
ADVERTS = 100_000


def main() -> None:
    """Measure everything there is."""
    titles = Path(os.environ.get("TITLES") or REFERENCE / "titles")
    esco = Path(os.environ.get("ESCO") or REFERENCE / "esco" / "v1.0.8")
    taxonomy = imported([esco])[0] if esco.is_dir() else None
    if taxonomy is None:
        print(f"no ESCO in {esco}: the starter taxonomy only", file=sys.stderr)
    own, own_peers = of_our_titles(taxonomy)
    melo, melo_peers = of_melo(titles, taxonomy)
    peers = {"own": own_peers} | melo_peers
    found: dict[str, Any] = melo | own | of_speed(esco if taxonomy else None) | {"peers": peers}
    found["duplicates"] = duplicates.measure(ADVERTS)
    found["pipeline"] = _pipeline()
    print(json.dumps(found))


def _pipeline() -> dict[str, Any] | None:
    if os.environ.get("WITHOUT_SERVERS"):
        return None
    try:
        return asyncio.run(normaliser_pipeline.measure())
    except KafkaUnavailable as error:
        print(f"no Apache Kafka here, so nothing is measured end to end: {error}", file=sys.stderr)
        return None


if __name__ == "__main__":
    main()
