"""What the commands of an operator read from the environment, beside the services' own settings."""

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class MigrateSettings(BaseSettings):
    """Settings of `kohtaanto migrate`."""

    model_config = SettingsConfigDict(env_prefix="KOHTAANTO_", extra="ignore")

    admin_database_url: str = Field(
        pattern=r"^postgres(ql)?://", description="Postgres as an administrator, who may make roles and schemas"
    )
    role_password: str | None = Field(default=None, description="Password of the services' roles; none: left as it is")
    kafka_bootstrap_servers: str = Field(description="host:port, comma separated")
    kafka_partitions: int = Field(default=12, ge=1, le=96)
    kafka_replication: int = Field(default=1, ge=1)
    topic_prefix: str = ""
