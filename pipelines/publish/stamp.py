"""What every file of a release says of the release: its name, its run and its time."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Stamp:
    """The name of a release, the run that made it, when (UTC), and by which code."""

    name: str
    run_id: str
    created_at: datetime
    code_version: str
