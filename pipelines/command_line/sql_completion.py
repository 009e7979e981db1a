"""Completes words of a query: what the statement speaks of comes first."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from pipelines.command_line.output_format import OutputFormat
from pipelines.command_line.sql_statements import last_statement

#: Words after which a table is named, and what may stand between: other tables.
BEFORE_TABLE = re.compile(r"\b(from|join|describe|summarize|table)\s+(\w+\s*,\s*)*\w*$")
BEGUN_WORD = re.compile(r"(?:(\w+)\.)?(\w*)$")
ALIAS = re.compile(r"\b(\w+)\s+(?:as\s+)?(\w+)")
COMMANDS = {
    "\\d": "tables, or the columns of one",
    "\\o": "how rows are written",
    "\\?": "help",
    "\\q": "end",
}


class Word(NamedTuple):
    """A word that may be meant; ``owner`` is the table that has a column."""

    kind: str
    word: str
    owner: str | None
    meaning: str | None


class SqlCompleter(Completer):
    """Completes names of tables, columns and functions, and keywords.

    ``load_words`` gives the words of the release that is read.
    """

    def __init__(self, load_words: Callable[[], Sequence[Word]]) -> None:
        """Take where the words come from; they are asked for when one is wanted."""
        self._load_words = load_words

    def get_completions(
        self,
        document: Document,
        complete_event: CompleteEvent,  # noqa: ARG002  (as upstream has it)
    ) -> Iterator[Completion]:
        """Complete the word before the cursor."""
        before = document.text_before_cursor
        if before.lstrip().startswith("\\"):
            yield from self._complete_command(before.lstrip())
            return
        begun = BEGUN_WORD.search(before)
        assert begun is not None  # noqa: S101  (it matches nothing, too)
        statement = last_statement(before) + document.text_after_cursor
        words = self._rank(last_statement(before).lower(), statement.lower(), begun[1])
        yield from _matching(words, begun[2])

    def _complete_command(self, before: str) -> Iterator[Completion]:
        command, space, begun = before.partition(" ")
        if not space:
            yield from _matching(
                (Word("", *each) for each in _with_meanings(COMMANDS)), command
            )
        elif command == "\\o":
            yield from _matching(
                (Word("", form, None, None) for form in OutputFormat), begun
            )
        elif command == "\\d":
            tables = (word for word in self._load_words() if word.kind == "table")
            yield from _matching(tables, begun)

    def _rank(self, before: str, statement: str, qualifier: str | None) -> list[Word]:
        """Put the words into the order in which they are likely to be meant."""
        by_kind: dict[str, list[Word]] = defaultdict(list)
        for word in self._load_words():
            by_kind[word.kind].append(word)
        named = _named_tables(statement, {word.word for word in by_kind["table"]})
        columns = by_kind["column"]
        if qualifier is not None:
            owner = named.get(qualifier.lower())
            return [column for column in columns if column.owner == owner]
        tables = [*by_kind["table"], *by_kind["table function"]]
        own = [column for column in columns if column.owner in named.values()]
        others = [*by_kind["function"], *by_kind["keyword"]]
        if BEFORE_TABLE.search(before):
            return [*tables, *by_kind["keyword"]]
        # Columns of all tables only while no table is named: there are hundreds.
        return [*own, *tables, *others] if own else [*tables, *columns, *others]


def _with_meanings(commands: dict[str, str]) -> Iterator[tuple[str, None, str]]:
    return ((command, None, meaning) for command, meaning in commands.items())


def _named_tables(statement: str, tables: set[str]) -> dict[str, str]:
    """Return the tables that a statement names, by their names and aliases there."""
    named = {word: word for word in re.findall(r"\w+", statement) if word in tables}
    # One that overlaps the last is found too: "from a as b, c d".
    for match in re.finditer(rf"(?={ALIAS.pattern})", statement):
        if match[1] in tables:
            named.setdefault(match[2], match[1])
    return named


def _matching(words: Iterable[Word], begun: str) -> Iterator[Completion]:
    """Offer the words that begin as the begun one, each once."""
    offered = set()
    for word in words:
        if word.word not in offered and word.word.startswith(begun.lower()):
            offered.add(word.word)
            yield Completion(
                word.word,
                start_position=-len(begun),
                display_meta=word.meaning or word.kind,
            )
