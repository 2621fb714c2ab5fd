"""What ingest can be told beside the spine's settings."""

from pydantic import Field, HttpUrl, SecretStr

from shared.webhooks import WebhookSettings


class Settings(WebhookSettings):
    """Settings of ingest."""

    erasure_key: SecretStr = Field(
        min_length=16, description="Secret that keys the hashes of erased references; keep it, or the erased come back"
    )
    expiry_poll_s: float = Field(default=30, gt=0, description="How often vacancies past their last day are closed")
    chunk_rows: int = Field(default=500, ge=1, le=5_000, description="Rows of a push in one transaction")
    longest_row_bytes: int = Field(default=1_048_576, ge=1_024, description="A longer row of a push is refused")
    expanded_bytes: int = Field(
        default=4_294_967_296, ge=1_024, description="A compressed body that holds more breaks off"
    )
    push_days: int = Field(
        default=14, ge=1, description="How long a push can be asked for, and sent again under its key"
    )
    quota_rows_per_minute: int = Field(default=600_000, ge=1, description="Of a source that has no quota of its own")
    quota_bytes_per_minute: int = Field(default=1_073_741_824, ge=1, description="The same for bytes, expanded")
    quota_open_rows: int = Field(default=1_000_000, ge=1, description="The same for rows that are open at a time")
    snapshot_most_share: float = Field(
        default=0.3, gt=0, le=1, description="A snapshot that would close more of the open rows than this is held back"
    )
    snapshot_always: int = Field(default=5, ge=0, description="Closing this few is never suspicious")
    webhook_private_addresses: bool = Field(
        default=False, description="Let sources have webhooks sent to addresses that are not of the public internet"
    )
    oauth_issuer: str = Field(default="", description="Who issues tokens to sources; empty: keys only")
    oauth_audience: str = Field(default="kohtaanto", description="Whom the tokens must be meant for")
    oauth_jwks_url: HttpUrl | None = Field(default=None, description="Where the issuer's public keys are")
