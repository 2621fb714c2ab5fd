"""What the matcher can be told beside the spine's settings."""

from pathlib import Path

from pydantic import Field

from shared.spine.settings import SpineSettings


class Settings(SpineSettings):
    """Settings of the matcher."""

    rules_file: Path | None = Field(
        default=None, description="The rules of matching; by default those that ship with it"
    )
