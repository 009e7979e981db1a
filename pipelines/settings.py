"""Where a run reads and writes, what it may take, what needs review, who is told."""

from decimal import Decimal
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from pipelines.alerts.receivers import (
    MailServer,
    Webhook,
    read_addresses,
    read_mail_server,
    read_webhook,
)

PROJECT_FOLDER = Path(__file__).resolve().parents[1]

REVIEW_THRESHOLD = Decimal("0.50")

_DAGSTER_DRIVER = "postgresql+psycopg2://"


class Settings(BaseSettings):
    """The settings of a run, from arguments or ``SCOPEBOOK_*`` variables.

    ``warehouse`` lies beside ``reports`` unless it is given. Figures and claims that
    were read with less confidence than ``review_threshold`` need a review. No document
    may take more than ``reading_seconds`` and ``reading_memory_mb`` to be read. DuckDB
    takes up to ``memory_mb`` and then writes to the disk: 600 do for a million figures.
    A run that has lost more than a few figures stops, unless told to ``accept_loss``.

    A run that takes longer than ``run_seconds`` is ended. Where another holds the
    warehouse it waits ``wait_seconds``: by default, runs of the command line not at all
    and those of Dagster for a quarter of an hour. Dagster looks at the reports every
    ``quiet_seconds``, and acts on what two looks find alike. With ``log_format`` json,
    its runs write what happens as lines of JSON.

    Alerts of failed runs go to ``alert_webhook``, and by the mail server ``smtp`` from
    ``alert_email_from`` to the addresses ``alert_email_to``; they link to Dagster's UI
    at ``ui_url``. With ``dagster_postgres``, a URL, Dagster keeps its records there.
    With ``postgres``, another URL, each run publishes there too, as
    ``postgres_schema``.
    What holds passwords is secret, and no error repeats it.
    """

    model_config = SettingsConfigDict(
        env_prefix="SCOPEBOOK_",
        env_ignore_empty=True,
        extra="ignore",
        hide_input_in_errors=True,
    )

    reports: Path = PROJECT_FOLDER / "reports"
    warehouse: Path | None = None
    releases_kept: int = Field(default=3, ge=1)
    review_threshold: Decimal = Field(default=REVIEW_THRESHOLD, ge=0, le=1)
    reading_seconds: float = Field(default=120.0, gt=0)
    reading_memory_mb: int = Field(default=2048, ge=256)
    memory_mb: int = Field(default=600, ge=256)
    accept_loss: bool = False
    run_seconds: float = Field(default=7200.0, gt=0, le=80_000)
    wait_seconds: float | None = Field(default=None, ge=0)
    quiet_seconds: int = Field(default=30, ge=1, le=3600)
    log_format: Literal["text", "json"] = "text"
    ui_url: str = "http://127.0.0.1:3000"
    alert_webhook: SecretStr | None = None
    smtp: SecretStr | None = None
    alert_email_from: str | None = None
    alert_email_to: str | None = None
    dagster_postgres: SecretStr | None = None
    postgres: SecretStr | None = None
    postgres_schema: str = "scopebook"

    @field_validator("alert_webhook")
    @classmethod
    def _check_webhook(cls, value: SecretStr | None) -> SecretStr | None:
        if value:
            read_webhook(value.get_secret_value())
        return value

    @field_validator("smtp")
    @classmethod
    def _check_mail_server(cls, value: SecretStr | None) -> SecretStr | None:
        if value:
            read_mail_server(value.get_secret_value())
        return value

    @field_validator("dagster_postgres")
    @classmethod
    def _check_driver(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not value.get_secret_value().startswith(_DAGSTER_DRIVER):
            # With the driver that SQLAlchemy takes by itself, Dagster keeps no event.
            message = f"the URL has to begin with {_DAGSTER_DRIVER}"
            raise ValueError(message)
        return value

    @field_validator("alert_email_from", "alert_email_to")
    @classmethod
    def _check_addresses(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value:
            read_addresses(value)
            if not info.data.get("smtp"):
                message = "a mail server is needed too, in SCOPEBOOK_SMTP"
                raise ValueError(message)
        return value

    @model_validator(mode="after")
    def _resolve_folders(self) -> Self:
        self.reports = self.reports.expanduser().absolute()
        warehouse = self.warehouse or self.reports.parent / "warehouse"
        self.warehouse = warehouse.expanduser().absolute()
        return self

    @property
    def warehouse_folder(self) -> Path:
        """The warehouse's folder, which is always known once settings are made."""
        assert self.warehouse is not None  # noqa: S101  (set by the validator)
        return self.warehouse

    @property
    def webhook(self) -> Webhook | None:
        """The webhook that takes alerts, if there is one."""
        if self.alert_webhook is None:
            return None
        return read_webhook(self.alert_webhook.get_secret_value())

    @property
    def mail_server(self) -> MailServer | None:
        """The server that takes alerts by e-mail, if there is one."""
        if self.smtp is None:
            return None
        return read_mail_server(self.smtp.get_secret_value())

    @property
    def mail_recipients(self) -> tuple[str, ...]:
        """Who gets alerts by e-mail."""
        return read_addresses(self.alert_email_to or "")
