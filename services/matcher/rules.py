"""The rules file: read, checked, and said clearly where it is wrong."""

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

Share = Annotated[float, Field(ge=0, le=1)]


class RulesError(ValueError):
    """The rules file cannot be used; the message says which key, and why."""


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RelationRules(_Table):
    """What each relation between two occupations is worth."""

    same_occupation: Share
    same_unit_group: Share
    shared_skills: Share
    same_minor_group: Share
    shared_skills_needed: Annotated[int, Field(ge=1)]


class Weights(_Table):
    """What the score is made of."""

    relation: Share
    skills: Share
    experience: Share
    distance: Share

    @model_validator(mode="after")
    def _whole(self) -> Self:
        total = self.relation + self.skills + self.experience + self.distance
        if abs(total - 1) > 1e-9:
            raise ValueError(f"the weights add up to {total:g}, not to 1")
        return self


class DistanceRules(_Table):
    """How distance counts."""

    nearness_km: Annotated[float, Field(gt=0)]


class Rules(_Table):
    """All of the rules."""

    version: Annotated[str, Field(min_length=1, max_length=50)]
    top_k: Annotated[int, Field(ge=1, le=100)]
    cap: Annotated[int, Field(ge=1, le=1000)]
    threshold: Share
    lowest_confidence: Share
    commute_default_km: Annotated[float, Field(ge=0, le=500)]
    grace_days: Annotated[int, Field(ge=0, le=365)]
    relation: RelationRules
    weights: Weights
    distance: DistanceRules


def load_rules(text: str) -> Rules:
    """The rules in a TOML text. Raises RulesError."""
    try:
        return Rules.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise RulesError(f"not TOML: {error}") from None
    except ValidationError as error:
        found = (f"{'.'.join(str(part) for part in item['loc']) or 'rules'}: {item['msg']}" for item in error.errors())
        raise RulesError("; ".join(found)) from None


def read_rules(path: Path) -> Rules:
    """The rules in a file. Raises RulesError, with the path."""
    try:
        return load_rules(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise RulesError(f"the rules file {path} cannot be read ({type(error).__name__})") from None
    except RulesError as error:
        raise RulesError(f"the rules file {path}: {error}") from None


@cache
def default_rules() -> Rules:
    """The rules that ship with the service."""
    return load_rules(files("services.matcher").joinpath("rules.toml").read_text(encoding="utf-8"))
