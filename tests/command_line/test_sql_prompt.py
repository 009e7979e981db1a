"""The prompt of `scopebook sql`, as somebody at a terminal meets it."""

import os
import stat
import sys

import pexpect
import pytest

from tests.command_line.conftest import TABLES
from tests.conftest import PROJECT_FOLDER

PROMPT = "scopebook >"
CTRL_D, CTRL_P = "\x04", "\x10"
#: How a program asks a terminal where its cursor is, and what that answers.
CURSOR_ASKED, CURSOR = "\x1b[6n", "\x1b[1;1R"
#: What is sent when a line was entered: the keys are then those of a usual terminal.
LINE_ENTERED = "\x1b[?2004l"
RUN = ["-c", "from pipelines.command_line import app; app()", "sql"]


def start(warehouse_folder, state_folder, *options, **environment):
    """Start the command in a terminal of its own."""
    process = pexpect.spawn(
        sys.executable,
        [*RUN, "--warehouse", str(warehouse_folder), *options],
        encoding="utf-8",
        timeout=20,
        dimensions=(40, 120),
        env=os.environ
        | {
            "TERM": "xterm",
            "XDG_STATE_HOME": str(state_folder),
            "PYTHONPATH": str(PROJECT_FOLDER),
            **environment,
        },
    )
    process.delaybeforesend = 0
    return process


class Terminal:
    """A terminal in which the prompt runs."""

    def __init__(self, *arguments):
        """Start the command, and wait for its prompt."""
        self.process = start(*arguments, PROMPT_TOOLKIT_NO_CPR="1")
        self.process.expect_exact(PROMPT)

    def type(self, keys, *expected):
        """Type, and wait until each of some texts is there, in their order."""
        self.process.send(keys)
        for text in expected:
            self.process.expect_exact(text)

    def ask(self, line, *expected):
        """Type a line, and wait for texts and the next prompt."""
        self.type(f"{line}\r", *expected)
        self.process.expect_exact(PROMPT)

    def leave(self, keys=CTRL_D):
        """End the prompt, and return its exit code."""
        self.process.send(keys)
        self.process.expect(pexpect.EOF)
        self.process.close()
        return self.process.exitstatus


@pytest.fixture
def open_terminal(warehouse_folder, tmp_path):
    terminals = []

    def open_terminal(*options, state_folder=tmp_path / "state"):
        terminals.append(Terminal(warehouse_folder, state_folder, *options))
        return terminals[-1]

    yield open_terminal
    for terminal in terminals:
        terminal.process.close(force=True)


@pytest.mark.usefixtures("published")
def test_a_statement_may_have_several_lines_and_ends_with_a_semicolon(open_terminal):
    terminal = open_terminal()

    terminal.ask("select ';' as a,\r40 + 2 as b;", "│ ; │ 42 │")
    terminal.ask("select 1 + 1; select 2 + 2;", "│       2 │", "│       4 │")
    terminal.ask("from nothing; select 7 * 7;", "error", "There is no table nothing")
    assert "49" not in terminal.process.before
    assert terminal.leave() == 0


@pytest.mark.usefixtures("published")
def test_tab_completes_tables_and_the_columns_of_the_table_that_is_named(open_terminal):
    terminal = open_terminal()

    terminal.type("select count(*) as n from fact_fi\t", "gure")
    terminal.ask(";", "│ 2 │")
    terminal.type("from fact_claim select claim_id, change_te\t", "xt")
    terminal.ask(";", "│ c_1      │ 63.5        │")


@pytest.mark.usefixtures("published")
def test_what_was_typed_is_there_in_the_next_session(open_terminal, tmp_path):
    first = open_terminal()
    first.ask("select 6 *\r7 as answer;", "│     42 │")
    assert first.leave("\\q\r") == 0

    second = open_terminal()
    # The file is read while one may type already.
    while second.process.expect_exact(["answer", pexpect.TIMEOUT], timeout=0.3):
        second.process.send(CTRL_P)
    second.ask("", "│     42 │")
    assert second.leave("exit\r") == 0
    history = tmp_path / "state" / "scopebook" / "sql_history"
    assert stat.S_IMODE(history.stat().st_mode) == 0o600


@pytest.mark.usefixtures("published")
def test_a_history_that_cannot_be_kept_is_told_and_no_hindrance(
    open_terminal, tmp_path
):
    (tmp_path / "file").touch()

    terminal = open_terminal(state_folder=tmp_path / "file")

    assert "what you type is not kept" in terminal.process.before
    terminal.ask("select 6 * 7;", "42")


def test_tables_and_columns_are_described(open_terminal, publish):
    publish(
        f"{TABLES}; comment on table fact_claim is 'Stated changes, as read.';"
        "comment on column fact_claim.context is 'The printed words around it.';"
        "create macro claims_of(company) as table from fact_claim"
    )
    terminal = open_terminal()

    terminal.ask("\\d", "claims_of(company)", "fact_claim", "Stated changes, as read.")
    terminal.ask(
        "\\d FACT_CLAIM",
        "fiscal_year",
        "integer",
        "context",
        "The printed words around it.",
        "Grain: one row per claim_id.",
        "Refers to: company_id in dim_company.",
    )
    terminal.ask(
        "\\d fact_claims", "There is no table fact_claims. Similar: fact_claim"
    )
    terminal.ask('\\d "', 'There is no table "')


@pytest.mark.usefixtures("published")
def test_the_form_of_the_rows_can_be_chosen(open_terminal):
    terminal = open_terminal("--format", "json")

    terminal.ask("select 1 as x;", '{"x": 1}')
    terminal.ask("\\o csv")
    terminal.ask("select 6 * 7 as x;", "x\r\n42\r\n")
    terminal.ask("\\o xml", "table, csv, json")
    terminal.ask("\\?", "\\d TABLE", "Ctrl-C")
    terminal.ask("\\x", "no such command. There are \\d \\o \\? \\q")


@pytest.mark.usefixtures("published")
def test_ctrl_c_drops_the_line_or_ends_the_query(open_terminal):
    terminal = open_terminal()

    terminal.type("select 'never as", "never")
    terminal.process.sendintr()
    terminal.process.expect_exact(PROMPT)
    terminal.ask("select 6 * 7;", "│      42 │")
    terminal.type("select sleep_ms(60000);\r", LINE_ENTERED)
    # The keys are a usual terminal's a moment after the line was entered.
    while terminal.process.expect_exact(["was ended", pexpect.TIMEOUT], timeout=0.3):
        terminal.process.sendintr()
    terminal.process.expect_exact(PROMPT)
    terminal.ask("select 7 * 7;", "│      49 │")


@pytest.mark.usefixtures("published")
def test_a_limit_is_told_and_the_prompt_goes_on(open_terminal):
    terminal = open_terminal("--timeout", "0.3", "--memory-mb", "64")

    terminal.ask("select sleep_ms(60000);", "more than 0.3 seconds", "--timeout")
    terminal.ask("select range(100000000);", "more than 64 MB", "--memory-mb")
    terminal.ask("select 6 * 7;", "42")


@pytest.mark.usefixtures("published")
def test_a_newer_release_is_told_and_read(open_terminal, publish):
    terminal = open_terminal()
    terminal.ask("select count(*) as n from fact_figure;", "│ 2 │")

    newer = publish("create table fact_figure as from range(765)").name
    terminal.ask(
        "select count(*) as n from fact_figure;", f"Release {newer} is read", "│ 765 │"
    )
    terminal.ask("select 1;")
    assert "is read" not in terminal.process.before


@pytest.mark.usefixtures("published")
def test_a_newer_release_shows_while_nothing_is_typed(
    warehouse_folder, tmp_path, publish
):
    process = start(warehouse_folder, tmp_path)
    process.expect_exact(CURSOR_ASKED)
    process.send(CURSOR)
    process.expect_exact("\\? help")

    publish("create table fact_figure as from range(765)")

    process.expect_exact("the next query reads it.")
    process.close(force=True)


def test_without_a_release_there_is_no_prompt(warehouse_folder, tmp_path):
    process = start(warehouse_folder, tmp_path)

    process.expect("nothing is published yet")
    process.expect(pexpect.EOF)
    process.close()
    assert process.exitstatus == 1
