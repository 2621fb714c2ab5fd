"""Title models of taxonomies that are in no database, trained once and kept in the user's cache directory."""

import os
from collections.abc import Callable
from pathlib import Path
from secrets import token_hex

from services.normaliser.occupations.title_model import TitleModel, digest, shipped_model
from shared.esco import Taxonomy

Tell = Callable[[str], None]
Train = Callable[[Taxonomy, Tell], bytes]


def _training(taxonomy: Taxonomy, tell: Tell) -> bytes:
    from services.normaliser.occupations.title_training import train  # noqa: PLC0415 - scipy is only needed here

    return train(taxonomy, tell)


def model_of(taxonomy: Taxonomy, stored: bytes | None, tell: Tell, train: Train = _training) -> TitleModel:
    """The model of a taxonomy: the stored, shipped or cached one, or one trained now (a minute or two)."""
    wanted = digest(taxonomy)
    raw = stored or shipped_model(wanted) or _cached(wanted)
    if raw is None:
        raw = train(taxonomy, tell)
        _put(wanted, raw, tell)
    return TitleModel.load(raw)


def cache_directory() -> Path:
    """Where models are kept: under XDG_CACHE_HOME, or ~/.cache."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kohtaanto" / "title-models"


def _cached(wanted: str) -> bytes | None:
    try:
        return (cache_directory() / f"{wanted}.model").read_bytes()
    except OSError:
        return None


def _put(wanted: str, raw: bytes, tell: Tell) -> None:
    """Keep it, whole or not at all: another command may read it at this moment."""
    kept = cache_directory() / f"{wanted}.model"
    beside = kept.with_name(f".{wanted}.{token_hex(4)}")
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(raw)
        beside.replace(kept)
    except OSError as error:
        tell(f"the model is not kept for the next time ({error})")
