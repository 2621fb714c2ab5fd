"""Random rows from few titles and places, so that the oracle knows what each means."""

import random
from typing import Any

from tests.support import oracle


def vacancy(rng: random.Random, number: int) -> dict[str, Any]:
    row: dict[str, Any] = {
        "external_id": f"v{number}",
        "title": rng.choice(list(oracle.TITLES)),
        "place": rng.choice(list(oracle.PLACES)),
        "employer": f"Työnantaja {rng.randrange(5)}",
        "experience_years": rng.choice([0, 0, 2, 5]),
        "status": rng.choice(["open", "open", "open", "closed"]),
    }
    if rng.random() < 0.2:
        row["remote"] = "full"
    if rng.random() < 0.2:
        row["licences"] = ["hygiene-passport"]
    return row


def seeker(rng: random.Random, number: int) -> dict[str, Any]:
    mobility: dict[str, Any] = {"whole_country": rng.random() < 0.3, "remote": rng.random() < 0.3}
    if rng.random() < 0.4:
        mobility["areas"] = [rng.choice(list(oracle.PLACES.values()))[0]]
    if rng.random() < 0.5:
        mobility["commute_km"] = rng.choice([0, 20, 80])
    return {
        "reference": f"s{number}",
        "status": rng.choice(["active", "active", "active", "active", "inactive"]),
        "place": rng.choice(list(oracle.PLACES)),
        "occupations": [
            {"title": rng.choice(list(oracle.TITLES)), "experience_years": rng.randrange(8)}
            for _ in range(rng.choice([1, 1, 2]))
        ],
        "licences": ["hygiene-passport"] if rng.random() < 0.5 else [],
        "mobility": mobility,
    }
