"""The questions that people ask have the answers that the page of queries prints."""

import duckdb
import pytest

from docs.write_queries import PAGE, read_questions, result_of, show, with_results

TEXT = PAGE.read_text(encoding="utf-8")
QUESTIONS = list(read_questions(TEXT))
SMALL_PAGE = """# Questions

## Years

### Which years are there?

Two of them.

```sql
select 2024 as fiscal_year, 1234567 as tco2e
```
{result}
### And what else?

Nothing is asked here.
"""
RESULT = """
| fiscal_year | tco2e |
| ---: | ---: |
| 2024 | 1,234,567 |
"""
STALE = """
| fiscal_year |
| --- |
| 1999 |
| 2000 |
"""


def test_there_are_twenty_questions_and_each_block_of_sql_is_of_one():
    assert len(QUESTIONS) >= 20
    assert TEXT.count("```sql") == len(QUESTIONS)
    assert len({asked.question for asked in QUESTIONS}) == len(QUESTIONS)


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked.question)
def test_the_printed_result_is_what_the_snapshot_answers(asked, bundled):
    assert asked.result == result_of(asked.query, bundled)


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked.question)
def test_a_result_has_a_few_rows(asked):
    assert 1 <= asked.result.count("\n") - 2 <= 8


@pytest.mark.parametrize("before", ["", STALE, RESULT])
def test_a_result_is_put_below_its_query_and_replaces_what_was_there(before):
    with duckdb.connect() as connection:
        page = with_results(SMALL_PAGE.format(result=before), connection)

    assert page == SMALL_PAGE.format(result=RESULT)


@pytest.mark.parametrize(
    ("value", "name", "shown"),
    [
        (2024, "base_fiscal_year", "2024"),
        (6300, "missing", "6,300"),
        (-447500, "missing", "-447,500"),
        (0.5, "share", "0.5"),
        (True, "is_on_track", "true"),
        (None, "reason", ""),
        ("a | b * c\nd", "reason", r"a \| b \* c d"),
    ],
)
def test_a_value_is_written_for_people(value, name, shown):
    assert show(value, name) == shown
