"""The normaliser needs no settings beside the spine's."""

from shared.spine.settings import SpineSettings


class Settings(SpineSettings):
    """Settings of the normaliser."""
