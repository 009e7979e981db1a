"""The forms in which the rows of a query can be written."""

from enum import StrEnum


class OutputFormat(StrEnum):
    """How the rows of a query are written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
