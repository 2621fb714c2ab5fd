"""Guarantees that the tests may remove, to prove that the suite would notice. Never set outside the tests."""

from typing import Literal, get_args

Guarantee = Literal["guard", "fence", "offset-after-commit", "outbox-order"]
_removed: set[str] = set()


def remove(names: str) -> None:
    """Remove the guarantees named, comma separated. Raises ValueError for an unknown one."""
    wanted = {name.strip() for name in names.split(",") if name.strip()}
    if unknown := wanted - set(get_args(Guarantee)):
        raise ValueError(f"unknown guarantee: {', '.join(sorted(unknown))}")
    _removed.clear()
    _removed.update(wanted)


def stands(name: Guarantee) -> bool:
    """Whether a guarantee is kept; always so in production."""
    return name not in _removed
