"""`python -m examples.generator` writes examples/feeds anew: small feeds with a few broken rows among the good."""

import json
from pathlib import Path

from examples.generator.feeds import write_feeds
from examples.generator.seekers import seeker_rows
from examples.generator.vacancies import SOURCES

FEEDS = Path(__file__).resolve().parents[1] / "feeds"
VACANCIES, SEEKERS, SEED = 320, 1400, 20250101
BROKEN = {
    "revontuli-rekry": [
        '{"external_id":"broken-1","title":"Sairaanhoitaja","place":"Oulu"',
        '{"external_id":"broken-2","place":"Oulu"}',
        '{"external_id":"broken-3","title":"Kokki","place":"Vaasa","status":"maybe"}',
        # The public specimen of an identity code, as somebody might paste it into a text.
        '{"external_id":"broken-4","title":"Lähihoitaja","place":"Pori","description":"Kysy: 131052-308T"}',
    ],
    "satamatyo": [
        '{"external_id":"broken-5","title":"Trukinkuljettaja","place":"Kotka","experience_years":"monta"}',
        '{"external_id":"broken-6","title":"Ahtaaja","place":"Rauma","languages":[{"code":"fi","level":"Z9"}]}',
    ],
    "hoivaporras": ['["not","an","object"]', '{"external_id":"broken-8","title":"Hoitaja","salary":3000}'],
}


def main() -> None:
    """Write the feeds and the list of their sources."""
    for old in FEEDS.glob("*"):
        old.unlink()
    write_feeds(FEEDS, VACANCIES, SEEKERS, SEED)
    (FEEDS / "seekers.ndjson").unlink()
    sources = []
    for source in SOURCES:
        path = FEEDS / f"vacancies-{source}.ndjson"
        lines = path.read_text(encoding="utf-8").splitlines()
        for place, broken in enumerate(BROKEN[source]):
            lines.insert(10 * (place + 1), broken)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        sources.append({"name": source, "kind": "broker", "file": path.name, "broken": len(BROKEN[source])})
    of_area: dict[str, list[str]] = {}
    for area, row in seeker_rows(SEEKERS, SEED):
        of_area.setdefault(area, []).append(json.dumps(row, ensure_ascii=False, separators=(",", ":")))
    for area, rows in sorted(of_area.items()):
        path = FEEDS / f"seekers-{area}.ndjson"
        path.write_text("\n".join(rows) + "\n", encoding="utf-8")
        sources.append({"name": f"te-{area}", "kind": "authority", "area": area, "file": path.name, "broken": 0})
    (FEEDS / "sources.json").write_text(json.dumps(sources, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
