"""What one sentence states: figures, changes and targets, before they become rows."""

from dataclasses import dataclass, field
from decimal import Decimal

from pipelines.ingest.numbers import ReadNumber
from pipelines.ingest.understanding.claims import Change
from pipelines.ingest.understanding.sentence_periods import Period
from pipelines.ingest.understanding.sentences import Sentence


@dataclass(slots=True, kw_only=True)
class Finding:
    """A figure, a stated change, or a figure with its change.

    ``org_unit`` is None for the whole company and ``scope`` where the sentence names
    none. ``direction`` is that of the change, with its sign.
    """

    sentence: Sentence
    start: int
    end: int
    measure: str
    measure_text: str | None = None
    scope: str | None = None
    scope_text: str | None = None
    org_unit: str | None = None
    org_unit_text: str | None = None
    period: Period | None = None
    number: ReadNumber | None = None
    value_text: str | None = None
    unit_text: str | None = None
    unit_term: str | None = None
    change: Change | None = None
    direction: int = 0
    basis: str | None = None
    note: str | None = None
    sureness: Decimal = Decimal("1.00")
    reasons: list[str] = field(default_factory=list)
    is_target: bool = False
    is_count: bool = False
    is_spoken: bool = False
    echoes: list["Finding"] = field(default_factory=list)

    def doubt(self, reason: str, sureness: str) -> None:
        """Note why the finding is less sure, and by how much."""
        self.reasons.append(reason)
        self.sureness *= Decimal(sureness)
