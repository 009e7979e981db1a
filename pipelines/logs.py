"""What happens in a run as lines of JSON, an object each, for programs that read logs.

Each has ``time`` (UTC), ``level``, ``event`` and ``message``, and what applies of
``run_id``, ``stage``, ``step``, ``table``, ``document``, ``document_id``, ``status``,
``figures``, ``claims``, ``rows``, ``seconds``, ``check`` and ``error``. Names and texts
of documents cannot forge a line: JSON escapes what ends one, and all that is not ASCII.
"""

import json
import logging
import os
import re
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    import dagster as dg

Fields = dict[str, Any]

#: The part of an address or of connection settings that is nobody's business.
_CREDENTIALS = re.compile(r"(?<=://)[^/\s@]*@|(?<=\bpassword=)('[^']*'|\S+)", re.I)
#: Settings whose whole value is secret, as whoever has it can use it.
_SECRET_SETTINGS = re.compile(r"^SCOPEBOOK_.*(PASSWORD|TOKEN|SMTP|WEBHOOK|POSTGRES)")
_HIDDEN = "***"
#: Of what else a record may tell, as its ``extra``.
_TOLD = ("document", "document_id", "status", "seconds", "figures", "claims", "stage")


class JsonLines(logging.Handler):
    """Writes what is logged of a run, and what Dagster records of it, as JSON."""

    def __init__(self, stages: Mapping[str, str], stream: TextIO | None = None) -> None:
        """Take the stage of each step, by the step's name, and where to write."""
        super().__init__()
        self._stages = stages
        self._stream = stream
        self._run_id: str | None = None
        self._stage: str | None = None
        self._began: dict[str, float] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line, or none for what only Dagster's own UI has a use for."""
        try:
            fields = self._fields(record)
            if fields is not None:
                self._write(record, fields)
        except Exception:
            self.handleError(record)

    def tell(self, level: int, message: str, **fields: object) -> None:
        """Write a line about the run as a whole."""
        record = logging.LogRecord("scopebook", level, "", 0, message, None, None)
        self._write(record, {"message": message, **fields})

    def _write(self, record: logging.LogRecord, fields: Fields) -> None:
        # The error output may be another one by now than when the run began.
        stream = self._stream or sys.stderr
        stream.write(json_line(record, {"run_id": self._run_id} | fields))
        stream.flush()

    def _fields(self, record: logging.LogRecord) -> Fields | None:
        told = getattr(record, "dagster_meta", None)
        if told is None:
            stated = {
                name: vars(record)[name] for name in _TOLD if name in vars(record)
            }
            event = "document" if "document" in stated else "log"
            return {"stage": self._stage, "event": event} | stated
        self._run_id = told.get("run_id") or self._run_id
        event = told.get("dagster_event")
        if event is None:
            if record.levelno < logging.INFO:
                return None
            step = told.get("step_key")
            return {
                "event": "log",
                "stage": self._stage,
                "step": step,
                "message": told.get("orig_message"),
            }
        return self._event_fields(event, record.created)

    def _event_fields(self, event: "dg.DagsterEvent", at: float) -> Fields | None:
        from pipelines.run_records import materialized_rows, step_stage

        kind = event.event_type_value
        step = event.step_key
        if step is not None:
            self._stage = step_stage(step, self._stages) or self._stage
        named: Fields = {
            "level": "INFO",
            "event": _EVENTS.get(kind),
            "message": event.message,
            "stage": self._stage if step else None,
            "step": step,
        }
        if kind in ("STEP_START", "RUN_START", "PIPELINE_START"):
            self._began[step or ""] = at
        elif kind in ("STEP_SUCCESS", "STEP_FAILURE") or kind.startswith("PIPELINE_"):
            began = self._began.get(step or "")
            named["seconds"] = round(at - began, 3) if began is not None else None
        match kind:
            case "ASSET_MATERIALIZATION":
                table = event.asset_key.to_user_string() if event.asset_key else None
                return named | {
                    "event": "table_made",
                    "table": table,
                    "rows": materialized_rows(event),
                    "message": f"{table} was made.",
                }
            case "ASSET_CHECK_EVALUATION":
                check = event.asset_check_evaluation_data
                stops = check.severity.value == "ERROR"
                level = "INFO" if check.passed else "ERROR" if stops else "WARNING"
                return named | {
                    "event": "check_passed" if check.passed else "check_failed",
                    "check": check.check_name,
                    "level": level,
                    "message": check.description,
                }
            case "STEP_FAILURE" | "PIPELINE_FAILURE":
                return named | {"level": "ERROR", "error": _error_of(event)}
        return named if kind in _EVENTS else None


#: Dagster's names of what it records, in ours; what is not here is not written.
_EVENTS = {
    "PIPELINE_START": "run_started",
    "PIPELINE_SUCCESS": "run_succeeded",
    "PIPELINE_FAILURE": "run_failed",
    "PIPELINE_CANCELED": "run_canceled",
    "STEP_START": "step_started",
    "STEP_SUCCESS": "step_succeeded",
    "STEP_FAILURE": "step_failed",
    "STEP_UP_FOR_RETRY": "step_waits_for_retry",
    "STEP_RESTARTED": "step_restarted",
}


def json_line(record: logging.LogRecord, fields: Fields) -> str:
    """Write a record as one line of JSON, without secrets and empty fields."""
    at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
    line: Fields = {"time": at, "level": record.levelname}
    line |= {name: value for name, value in fields.items() if value is not None}
    line.setdefault("message", record.getMessage())
    shown = {
        name: without_secrets(value) if isinstance(value, str) else value
        for name, value in line.items()
    }
    return json.dumps(shown, ensure_ascii=True, default=str) + "\n"


def without_secrets(text: str) -> str:
    """Hide passwords in addresses, and the secrets that the environment holds."""
    for name, value in os.environ.items():
        if value and _SECRET_SETTINGS.match(name):
            text = text.replace(value, _HIDDEN)
    return _CREDENTIALS.sub(lambda found: _HIDDEN + "@" * found[0].endswith("@"), text)


def json_logger(stages: Mapping[str, str]) -> "dg.LoggerDefinition":
    """Make the logger that writes JSON in the place of Dagster's own on the console."""
    import dagster as dg

    from pipelines.ingest.assets import DOCUMENT_LOG

    @dg.logger({}, description="Writes what happens in a run as lines of JSON.")
    def json_lines(_context: dg.InitLoggerContext) -> logging.Logger:
        handler = JsonLines(stages)
        logger = logging.Logger("json", logging.DEBUG)
        logger.addHandler(handler)
        # A process of Dagster has one run after the other: the last is told.
        documents = logging.getLogger(DOCUMENT_LOG)
        documents.handlers = [handler]
        documents.setLevel(logging.INFO)
        return logger

    return json_lines


def _error_of(event: "dg.DagsterEvent") -> str | None:
    error = getattr(event.event_specific_data, "error", None)
    while error is not None and error.cause is not None:
        error = error.cause
    return error.message.strip() if error is not None else None
