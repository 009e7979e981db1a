"""Every error that a user may meet. Each message names the place and the remedy."""


class ScopebookError(Exception):
    """The root of the errors that the command line prints without a traceback."""


class SettingsError(ScopebookError):
    """A setting from the environment is not what it has to be."""


class SchemaError(ScopebookError):
    """A table or a column stands in sql/schema.toml without what it has to say."""


class ReportsFolderError(ScopebookError):
    """The reports folder is missing, or its catalogue cannot be read."""


class UnreadableDocumentError(ScopebookError):
    """A document cannot be read; it is recorded and the run goes on."""


class NothingReadError(ScopebookError):
    """None of the documents that a command was given could be read."""


class ReviewError(ScopebookError):
    """A decision cannot be written as it was asked."""


class WarehouseBusyError(ScopebookError):
    """Another run holds the warehouse."""


class WarehouseFolderError(ScopebookError):
    """The warehouse folder cannot be written."""


class WarehouseMemoryError(ScopebookError):
    """A table needs more memory than DuckDB may take."""


class RunFailedError(ScopebookError):
    """A run did not come to its publish; the current release is untouched."""


class NothingPublishedError(ScopebookError):
    """The warehouse has no release yet."""


class ReleaseError(ScopebookError):
    """A release could not be written whole; the current one is untouched."""


class QueryError(ScopebookError):
    """An ad-hoc query cannot be answered as it was asked."""


class NotTracedError(ScopebookError):
    """Nothing in the published release has the name that was to be traced."""
