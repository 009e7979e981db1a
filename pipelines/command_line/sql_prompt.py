"""The prompt of `scopebook sql`: queries and a few commands, at a terminal."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import typer
from prompt_toolkit import PromptSession
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.lexers import PygmentsLexer

from pipelines.command_line.output_format import OutputFormat
from pipelines.command_line.queries import query_text
from pipelines.command_line.rows import print_rows
from pipelines.command_line.sql import Wish, answer_query
from pipelines.command_line.sql_completion import COMMANDS, SqlCompleter, Word
from pipelines.command_line.sql_statements import is_ended, split_statements
from pipelines.command_line.text import printable
from pipelines.errors import QueryError, ScopebookError
from pipelines.publish.snapshot_process import Answer, SnapshotProcess

HELP = r"""
A statement ends with ; and may have several lines. Tab completes.

\d             tables and views, and what they hold
\d TABLE       its columns, what they mean, and what there is one row of
\o FORMAT      writes rows as table, csv or json from now on
\?             this help
\q             ends, as Ctrl-D does

Ctrl-C drops what is typed, or ends the query that runs.
"""
LARGEST_LIST = 10_000


def run_prompt(warehouse_folder: Path, wish: Wish) -> None:
    """Answer what is typed until its end.

    Raises:
        NothingPublishedError: there is no release.
        ReleaseError: the release is not as it was published.
    """
    with SnapshotProcess(warehouse_folder, wish.limits) as snapshot:
        snapshot.open()
        SqlPrompt(snapshot, wish).run()


class SqlPrompt:
    """A prompt: what it asks, and how it writes rows."""

    def __init__(self, snapshot: SnapshotProcess, wish: Wish) -> None:
        """Take a snapshot whose release is open."""
        self._snapshot = snapshot
        self._output_format = wish.output_format
        self._limit = wish.limit
        self._words: list[Word] = []
        self._words_of: str | None = None
        self._session: PromptSession[str] = PromptSession(
            history=_open_history(),
            completer=SqlCompleter(self._load_words),
            complete_while_typing=False,
            lexer=PygmentsLexer.from_filename("query.sql"),
            multiline=True,
            prompt_continuation="......... > ",
            key_bindings=_key_bindings(),
            enable_history_search=True,
            bottom_toolbar=self._toolbar,
            refresh_interval=1.0,
        )

    def run(self) -> None:
        """Read and answer until the end of the input or the command for it."""
        sys.stdout.write(f"Scopebook, release {self._snapshot.release}. Help: \\?\n")
        while True:
            try:
                text = self._session.prompt("scopebook > ").strip()
            except KeyboardInterrupt:
                continue
            except EOFError:
                return
            if text.rstrip("; ") in ("\\q", "exit", "quit"):
                return
            self._answer(text)

    def _answer(self, text: str) -> None:
        """Answer what was typed; tell what cannot be, and where the release changed."""
        try:
            self._follow_release()
            if text.startswith("\\"):
                self._obey(text)
            else:
                for statement in split_statements(text):
                    answer_query(
                        self._snapshot, statement.text, self._output_format, self._limit
                    )
        except KeyboardInterrupt:
            self._snapshot.end()
            _tell("The query was ended.")
        except ScopebookError as error:
            typer.secho("error: ", fg=typer.colors.RED, bold=True, nl=False, err=True)
            _tell(str(error))

    def _follow_release(self) -> None:
        if self._snapshot.newer_release() is None:
            return
        before = self._snapshot.release
        self._snapshot.end()
        _tell(f"Release {self._snapshot.open()} is read from here on, after {before}.")

    def _toolbar(self) -> str:
        newer = self._snapshot.newer_release()
        if newer is None:
            return f" release {self._snapshot.release}   \\? help"
        return f" Release {newer} was published: the next query reads it."

    def _obey(self, text: str) -> None:
        command, *arguments = text.rstrip("; ").split()
        commands: dict[str, Callable[[Sequence[str]], None]] = {
            "\\d": self._describe,
            "\\o": self._choose_format,
            "\\?": lambda _: _tell(HELP.strip()),
        }
        if command not in commands:
            message = f"{command}: no such command. There are {' '.join(COMMANDS)}"
            raise QueryError(message)
        commands[command](arguments)

    def _describe(self, arguments: Sequence[str]) -> None:
        """List all tables, or describe those that are named."""
        if not arguments:
            self._print("prompt_tables", {})
        for name in arguments:
            if not self._ask("prompt_columns", {"name": name}).fetchmany(1):
                # DuckDB's refusal names the tables that may have been meant.
                quoted = name.replace('"', '""')
                self._snapshot.ask(f'describe "{quoted}"')
            self._print("prompt_columns", {"name": name})
            _tell_schema(name.lower())

    def _choose_format(self, arguments: Sequence[str]) -> None:
        if list(arguments) not in [[form] for form in OutputFormat]:
            message = f"\\o takes one of {', '.join(OutputFormat)}."
            raise QueryError(message)
        self._output_format = OutputFormat(arguments[0])

    def _load_words(self) -> Sequence[Word]:
        """Return the words of the release that is read; none where it cannot be."""
        if self._words_of != self._snapshot.release:
            try:
                rows = self._ask("prompt_words", {}).fetchall()
            except ScopebookError:  # the next query says why
                return []
            self._words = [Word(*row) for row in rows]
            self._words_of = self._snapshot.release
        return self._words

    def _print(self, query: str, parameters: dict[str, str]) -> None:
        print_rows(self._ask(query, parameters), self._output_format, LARGEST_LIST)

    def _ask(self, query: str, parameters: dict[str, str]) -> Answer:
        return self._snapshot.ask(query_text(query), parameters)


def _tell_schema(table: str) -> None:
    """Say what there is one row of, and what the table refers to, where it is known."""
    from pipelines.schema import load_schema

    schema = load_schema().get(table)
    if schema is None:
        return
    _tell(schema.meaning)
    _tell(f"Grain: one row per {', '.join(schema.grain)}.")
    for columns, (other, _) in schema.references.items():
        _tell(f"Refers to: {', '.join(columns)} in {other}.")


def _tell(message: str) -> None:
    typer.echo(printable(message), err=True)


def _key_bindings() -> KeyBindings:
    """Let Enter ask when a statement or a command is whole, and else begin a line."""
    bindings = KeyBindings()

    @bindings.add("enter")
    def _(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        text = buffer.text.strip()
        is_command = text.startswith("\\") or text in ("", "exit", "quit")
        if is_command or is_ended(text):
            buffer.validate_and_handle()
        else:
            buffer.newline()

    return bindings


def _open_history() -> History:
    """Open the file of what was typed before, which is its user's only.

    Where the file cannot be written, what is typed is remembered until the end.
    """
    file = _state_folder() / "sql_history"
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.touch(mode=0o600)
        with file.open("ab"):
            return FileHistory(file)
    except OSError as error:
        _tell(f"{file}: what you type is not kept ({error.strerror}).")
        return InMemoryHistory()


def _state_folder() -> Path:
    """Return the folder that the XDG Base Directory Specification has for this."""
    named = Path(os.environ.get("XDG_STATE_HOME", ""))
    state = named if named.is_absolute() else Path.home() / ".local" / "state"
    return state / "scopebook"
