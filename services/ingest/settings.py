"""What ingest can be told beside the spine's settings."""

from pydantic import Field, SecretStr

from shared.spine.settings import SpineSettings


class Settings(SpineSettings):
    """Settings of ingest."""

    erasure_key: SecretStr = Field(
        min_length=16, description="Secret that keys the hashes of erased references; keep it, or the erased come back"
    )
    expiry_poll_s: float = Field(default=30, gt=0, description="How often vacancies past their last day are closed")
    chunk_rows: int = Field(default=500, ge=1, le=5_000, description="Rows of a push in one transaction")
    longest_row_bytes: int = Field(default=1_048_576, ge=1_024, description="A longer line of a push is refused")
