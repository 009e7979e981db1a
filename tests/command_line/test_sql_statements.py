"""Text is parted into statements where DuckDB sees their ends, and nowhere else."""

import pytest

from pipelines.command_line.sql_statements import (
    is_ended,
    last_statement,
    split_statements,
)


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("", []),
        (" ;; -- nothing\n ; /* ; */", []),
        ("select 1", [("select 1", 1)]),
        ("select 1;", [("select 1", 1)]),
        ("select 1;\n\nselect 2", [("select 1", 1), ("select 2", 3)]),
        (
            "-- first\nselect 1\n;select 2;",
            [("-- first\nselect 1", 2), ("select 2", 3)],
        ),
        (
            "select ';', \"a;b\", $$;$$ -- ;\n/* ; */ from t;select 2",
            [("select ';', \"a;b\", $$;$$ -- ;\n/* ; */ from t", 1), ("select 2", 2)],
        ),
        ("select '排;放';select 2", [("select '排;放'", 1), ("select 2", 1)]),
        ("select 1; 'open; ", [("select 1", 1), ("'open;", 1)]),
        ("select 1;\n/* open;", [("select 1", 1), ("/* open;", 1)]),
        ("selec 1; select 2", [("selec 1", 1), ("select 2", 1)]),
        ("select -;select 2", [("select -", 1), ("select 2", 1)]),
    ],
)
def test_statements_have_their_text_and_the_line_on_which_they_begin(text, statements):
    assert split_statements(text) == statements


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        ("", False),
        ("select 1", False),
        ("select 1;", True),
        ("select 1; -- done", True),
        ("select 1; /* done */\n", True),
        ("select 1; select 2", False),
        ("select ';", False),
        ("select 1; 'open", False),
        ("select 1; /* open", False),
        ("select 1 -- ;", False),
        ("select $$;", False),
    ],
)
def test_a_statement_ends_with_a_semicolon_that_is_not_in_a_text(text, ended):
    assert is_ended(text) is ended


@pytest.mark.parametrize(
    ("text", "last"),
    [("sel", "sel"), ("select 'é'; sel", " sel"), ("select 1;", ""), ("a ';", "a ';")],
)
def test_what_follows_the_last_semicolon_is_the_statement_that_is_typed(text, last):
    assert last_statement(text) == last
