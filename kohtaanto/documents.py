"""The committed documents: a JSON Schema for each topic, and an AsyncAPI document for each service.

`python -m kohtaanto.documents` writes them, `--check` says whether they are what the models generate.
"""

import asyncio
import json
import sys
from pathlib import Path

from kohtaanto.services import build, unconnected
from shared.events.topics import SERVICES, TOPICS
from shared.spine.database import open_pool

ROOT = Path(__file__).resolve().parents[1]
SCHEMAS = ROOT / "shared" / "events" / "schemas"
ASYNCAPI = ROOT / "docs" / "asyncapi"


async def documents() -> dict[Path, str]:
    """Every generated document by its path."""
    found = {SCHEMAS / f"{topic.name}.json": _pretty(topic.payload.model_json_schema()) for topic in TOPICS}
    for name in SERVICES:
        settings = unconnected(name)
        pool = await open_pool(settings.database_url, name, settings.database_pool)
        document = json.loads(build(name, settings, pool).streams.document())
        await pool.close()
        found[ASYNCAPI / f"{name}.json"] = _pretty(document)
    return found


def _pretty(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def main() -> None:
    """Write the documents, or check them."""
    found = asyncio.run(documents())
    if "--check" in sys.argv:
        stale = [path for path, text in found.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
        for path in stale:
            print(f"{path.relative_to(ROOT)} is not what the models generate: run `make schemas`", file=sys.stderr)
        sys.exit(1 if stale else 0)
    for path, text in found.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
