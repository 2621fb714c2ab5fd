"""Settings of the normaliser beside the spine's."""

from pydantic import Field

from shared.spine.settings import SpineSettings


class Settings(SpineSettings):
    """Settings of the normaliser."""

    renormalise_per_s: int = Field(
        default=500, ge=1, le=100_000, description="Rows a process reads again a second after an answer or a taxonomy"
    )
