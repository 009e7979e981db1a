"""What became of the attempts of one kind of fault."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


class LostError(Exception):
    """A fault did harm that no later run repairs, or that a reader has seen."""


class NotTriedError(Exception):
    """A kind of fault cannot be tried here, and why."""


@dataclass
class Tally:
    """The attempts of one kind: each survived, or is lost with a reason."""

    kind: str
    tried: int = 0
    losses: list[str] = field(default_factory=list)
    notes: Counter[str] = field(default_factory=Counter)

    @property
    def survived(self) -> int:
        """How many attempts did no harm."""
        return self.tried - len(self.losses)

    @contextmanager
    def attempt(self, name: str) -> Iterator[None]:
        """Count what the block tries; it is lost if the block says so."""
        self.tried += 1
        try:
            yield
        except LostError as error:
            self.losses.append(f"{name}: {error}")

    def lines(self) -> Iterator[str]:
        """Tell the tally in a line, and every loss in one more."""
        told = ", ".join(f"{count} {what}" for what, count in self.notes.items())
        yield (
            f"{self.kind:<34} tried {self.tried:>6,}  survived {self.survived:>6,}  "
            f"lost {len(self.losses):>3}" + (f"  ({told})" if told else "")
        )
        yield from (f"  lost: {loss}" for loss in self.losses)


def require(condition: object, message: str) -> None:
    """Hold what must be true against what is.

    Raises:
        LostError: it does not hold.
    """
    if not condition:
        raise LostError(message)
