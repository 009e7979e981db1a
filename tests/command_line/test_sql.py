"""`scopebook sql` answers queries, exactly, and refuses the rest in one line."""

import csv
import io
import json
from decimal import Decimal

import pytest

pytestmark = pytest.mark.usefixtures("published")

EXACT = """
    select
        12345678901234567890.123456789::decimal(38, 9) as amount,
        0.000000100::decimal(28, 9) as small,
        1e300::double as large,
        date '2024-03-31' as period_end,
        timestamp '2026-11-23 18:15:30' as started_at,
        null as nothing,
        '' as empty,
        true as is_current,
        ['f_1', null] as figure_ids,
        {'low': 1.50} as bounds
"""


def test_csv_is_exact(ask):
    result = ask("sql", EXACT, "--format", "csv")

    assert result.stdout == (
        "amount,small,large,period_end,started_at,nothing,empty,is_current,"
        "figure_ids,bounds\n"
        "12345678901234567890.123456789,0.0000001,1e+300,2024-03-31,"
        '2026-11-23T18:15:30,,"",true,"[""f_1"", null]","{""low"": 1.5}"\n'
    )


def test_csv_keeps_whatever_a_text_holds(ask):
    texts = ["a,b", 'say "1"', "two\nlines", " edged ", "", "=1+1", "排放"]

    rows = ", ".join(f"('{text}')" for text in texts)
    result = ask("sql", f"from (values {rows}) as texts (text)", "--format", "csv")

    read = csv.reader(io.StringIO(result.stdout, newline=""))
    assert [row[0] for row in read] == ["text", *texts]


def test_json_is_exact(ask):
    result = ask("sql", EXACT, "--format", "json")

    assert json.loads(result.stdout, parse_float=Decimal) == [
        {
            "amount": Decimal("12345678901234567890.123456789"),
            "small": Decimal("0.0000001"),
            "large": Decimal("1e+300"),
            "period_end": "2024-03-31",
            "started_at": "2026-11-23T18:15:30",
            "nothing": None,
            "empty": "",
            "is_current": True,
            "figure_ids": ["f_1", None],
            "bounds": {"low": Decimal("1.5")},
        }
    ]


def test_json_has_no_word_for_what_is_not_a_number(ask):
    result = ask("sql", "select 'nan'::double as x, 'inf'::float as y", "--format=json")

    assert json.loads(result.stdout) == [{"x": None, "y": None}]


def test_json_keeps_columns_of_one_name_apart(ask):
    result = ask("sql", "select 1 as x, 2 as x", "--format", "json")

    assert json.loads(result.stdout) == [{"x": 1, "x_1": 2}]


@pytest.mark.parametrize(
    ("output_format", "expected"), [("json", "[]\n"), ("csv", "figure_id\n")]
)
def test_no_rows_are_an_answer_too(ask, output_format, expected):
    result = ask(
        "sql",
        "select figure_id from fact_figure where false",
        "--format",
        output_format,
    )

    assert (result.exit_code, result.stdout) == (0, expected)


def test_programs_get_all_rows(ask):
    result = ask("sql", "from range(25000)", "--format", "csv", "--limit", "1")

    assert result.stdout.count("\n") == 25_001


def test_a_table_is_cut_and_says_so_beside_it(ask):
    result = ask("sql", "from range(3)", "--limit", "2")

    assert [line for line in result.stdout.splitlines() if "│" in line] == [
        "│     0 │",
        "│     1 │",
    ]
    assert "first 2 rows" in result.stderr


def test_a_table_that_is_whole_says_nothing(ask):
    assert ask("sql", "from range(2)", "--limit", "2").stderr == ""


def test_a_table_shows_text_as_text(ask):
    result = ask("sql", "select measure_words from quarantine_figure")

    assert "emissions \ufffd[31m[bold]" in result.stdout


def test_a_query_may_come_from_the_standard_input(ask):
    result = ask("sql", "-", "--format", "csv", input="select 1 as x")

    assert result.stdout == "x\n1\n"


@pytest.mark.parametrize("dash", [[], ["-"]])
def test_statements_from_the_standard_input_are_answered_in_turn(ask, dash):
    statements = "select 1 as x; -- one\nselect ';' as y;;\n"
    result = ask("sql", *dash, "--format", "csv", input=statements)

    assert (result.exit_code, result.stdout) == (0, "x\n1\ny\n;\n")


def test_the_first_statement_without_an_answer_ends_them_and_is_told_by_its_line(ask):
    statements = "select 1 as x;\n\n-- two\nfrom nothing;\nselect 3 as z"
    result = ask("sql", "--format", "csv", input=statements)

    assert (result.exit_code, result.stdout) == (1, "x\n1\n")
    assert result.stderr.startswith("error: line 4: There is no table nothing.")


@pytest.mark.parametrize("text", ["", "  ;\n-- nothing\n"])
def test_an_input_without_a_statement_is_an_error(ask, text):
    result = ask("sql", input=text)

    assert result.exit_code == 1
    assert "no statement" in result.stderr


def test_an_input_that_is_not_utf_8_is_an_error(ask):
    result = ask("sql", input=b"select '\xff'")

    assert result.exit_code == 1
    assert "Save the file as UTF-8" in result.stderr


@pytest.mark.parametrize(
    ("option", "query", "message"),
    [
        ("--timeout=0.3", "select sleep_ms(60000)", "more than 0.3 seconds"),
        ("--memory-mb=64", "select range(100000000)", "more than 64 MB of memory"),
    ],
)
def test_a_query_that_meets_a_limit_says_which_and_how_to_raise_it(
    ask, option, query, message
):
    result = ask("sql", option, query)

    assert result.exit_code == 1
    assert message in result.stderr
    assert option.partition("=")[0] in result.stderr


@pytest.mark.parametrize("option", ["--timeout=0", "--memory-mb=1", "--timeout=1e99"])
def test_a_limit_that_is_none_is_refused(ask, option):
    assert ask("sql", option, "select 1").exit_code == 2


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("from fact_figures", "no table fact_figures. Similar: fact_figure"),
        ("from FACT_FIGURS", "Similar: fact_figure"),
        ("from xyz", "no table xyz. All of them: scopebook sql 'show tables'"),
        ("select nothing from fact_figure", "nothing"),
        ("selec 1", 'syntax error at or near "selec"'),
        ("select 'x'::integer", "Could not convert"),
        ("select ?", "parameter"),
        ("select 1; select 2", "2 statements; ask one query at a time"),
        ("delete from fact_figure", "DELETE is not a query"),
        ("set threads = 1", "SET is not a query"),
        ("attach 'x'", "ATTACH is not a query"),
        ("copy fact_figure to 'x.csv'", "COPY is not a query"),
        ("/* nothing */", "empty"),
        ("", "empty"),
        ("from read_text('/etc/passwd')", "disabled"),
    ],
)
def test_what_cannot_be_answered_is_said_in_one_line(ask, query, message):
    result = ask("sql", query)

    assert result.exit_code == 1
    assert message in result.stderr
    assert result.stderr.count("\n") == 1
    assert "LINE 1" not in result.stderr
    assert result.stdout == ""


def test_an_error_on_the_way_is_an_error(ask):
    result = ask("sql", "select if(range = 9999, error('stop'), 'x') from range(10000)")

    assert result.exit_code == 1
    assert "stop" in result.stderr


@pytest.mark.parametrize(
    "query", ["show tables", "describe fact_figure", "summarize fact_figure"]
)
def test_tables_can_be_looked_over(ask, query):
    assert "figure" in ask("sql", query).stdout
