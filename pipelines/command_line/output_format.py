"""The forms in which answers and logs can be written."""

from enum import StrEnum


class OutputFormat(StrEnum):
    """How the rows of a query are written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


class ReportFormat(StrEnum):
    """How a report on the warehouse is written."""

    TABLE = "table"
    JSON = "json"


class LogFormat(StrEnum):
    """How it is logged what happens in a run."""

    TEXT = "text"
    JSON = "json"
