"""Where a run reads from and writes to, how many releases stay, what needs review."""

from decimal import Decimal
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT_FOLDER = Path(__file__).resolve().parents[1]

REVIEW_THRESHOLD = Decimal("0.50")


class Settings(BaseSettings):
    """The settings of a run, from arguments or ``SCOPEBOOK_*`` variables.

    ``warehouse`` lies beside ``reports`` unless it is given. Figures and claims that
    were read with less confidence than ``review_threshold`` need a review. No document
    may take more than ``reading_seconds`` and ``reading_memory_mb`` to be read. DuckDB
    takes up to ``memory_mb`` and then writes to the disk: 600 do for a million figures.
    A run that has lost more than a few figures stops, unless told to ``accept_loss``.
    """

    model_config = SettingsConfigDict(
        env_prefix="SCOPEBOOK_", env_ignore_empty=True, extra="ignore"
    )

    reports: Path = PROJECT_FOLDER / "reports"
    warehouse: Path | None = None
    releases_kept: int = Field(default=3, ge=1)
    review_threshold: Decimal = Field(default=REVIEW_THRESHOLD, ge=0, le=1)
    reading_seconds: float = Field(default=120.0, gt=0)
    reading_memory_mb: int = Field(default=2048, ge=256)
    memory_mb: int = Field(default=600, ge=256)
    accept_loss: bool = False

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
