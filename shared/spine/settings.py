"""What every service can be told by its environment. Each service adds its own fields in its settings.py."""

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class SpineSettings(BaseSettings):
    """Settings of the spine, read from KOHTAANTO_... (see .env.example)."""

    model_config = SettingsConfigDict(env_prefix="KOHTAANTO_", extra="ignore")

    database_url: str = Field(
        pattern=r"^postgres(ql)?://", description="Postgres, as this service's own role: postgresql://..."
    )
    database_pool: int = Field(default=8, ge=3, description="Connections a process may hold")
    kafka_bootstrap_servers: str = Field(description="host:port, comma separated")
    kafka_embedded: str = Field(
        default="", description="Set by the one-machine runner: the id of this run of the embedded broker"
    )
    kafka_session_timeout_ms: int = Field(default=30_000, ge=1_000)
    topic_prefix: str = Field(default="", description="Put before every topic and group, to share a cluster")
    host: str = "127.0.0.1"
    port: int = Field(default=8000, description="HTTP: /health, /metrics and the service's own door")
    batch_records: int = Field(default=500, ge=1, le=10_000)
    relay_poll_ms: int = Field(default=50, ge=10, le=5_000)
    ready_age_s: float = Field(default=60, description="A last batch older than this, with lag, is not ready")
    dead_letter_run: int = Field(default=100, description="More invalid records in a row than this: the service halts")
    dead_letter_ratio: float = Field(default=0.5, description="A larger share of the last 1,000 than this: it halts")
    log_level: str = "INFO"
    sabotage: str = Field(default="", description="Test only: the guarantee to remove, to prove that the suite sees it")
