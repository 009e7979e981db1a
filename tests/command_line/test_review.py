"""What waits for review is listed, and decisions are written where runs read them."""

import json

import pytest

WAITING = """
    create table stg_review_subject as
    select
        unnest(['f_1', 'c_1', 'f_2']) as statement_id,
        'acme/report.pdf' as document,
        '12' as page,
        'line 3' as locator,
        'ghg_emissions_gross' as measure,
        'scope_1' as scope,
        'FY2024' as period,
        unnest(['1,200', '5 %', null]) as value;
    create table stg_figure as
    select
        unnest(['f_1', 'f_2']) as figure_id,
        2024 as fiscal_year,
        0.31::decimal(3, 2) as confidence,
        unnest([2, 3]) as ordinal,
        unnest(['needs_review', 'sure']) as review_state;
    create table stg_worded_figure as
    select
        unnest(['f_1', 'f_2']) as figure_id,
        'tCO2e' as unit_text,
        ['unit from the heading'] as reasons,
        'Scope 1 1,200 980' as context;
    create table stg_claim as
    select
        'c_1' as claim_id,
        2024 as fiscal_year,
        0.40::decimal(3, 2) as confidence,
        []::varchar[] as reasons,
        'down 5 %' as context,
        1 as ordinal,
        'needs_review' as review_state;
"""


@pytest.fixture
def waiting(publish, tmp_path, monkeypatch):
    """Publish a release in which a figure and a claim wait."""
    monkeypatch.setenv("SCOPEBOOK_REPORTS", str(tmp_path / "reports"))
    (tmp_path / "reports").mkdir()
    publish(WAITING)
    return tmp_path / "reports" / "reviews.csv"


@pytest.mark.usefixtures("waiting")
def test_figures_and_claims_that_wait_are_listed_with_what_one_needs_to_decide(ask):
    result = ask("review", "--format", "json")

    place = {"document": "acme/report.pdf", "page": "12", "locator": "line 3"}
    meaning = {"measure": "ghg_emissions_gross", "scope": "scope_1"}
    assert json.loads(result.stdout) == [
        {
            "id": "c_1",
            **place,
            **meaning,
            "fiscal_year": 2024,
            "value": "5 %",
            "unit": None,
            "confidence": 0.4,
            "reasons": [],
            "context": "down 5 %",
        },
        {
            "id": "f_1",
            **place,
            **meaning,
            "fiscal_year": 2024,
            "value": "1,200",
            "unit": "tCO2e",
            "confidence": 0.31,
            "reasons": ["unit from the heading"],
            "context": "Scope 1 1,200 980",
        },
    ]


def test_a_decision_is_written_once_for_each_that_is_named(ask, waiting):
    result = ask("review", "accept", "f_1", "c_1", "f_1", "--reviewer", "Ana")

    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("2 decisions written to ")
    header, *lines = waiting.read_text(encoding="utf-8").splitlines()
    assert header == (
        "document,page,locator,measure,scope,period,value,decision,reviewer,"
        "reviewed_on,note"
    )
    assert [line.split(",accept,Ana,")[0] for line in lines] == [
        'acme/report.pdf,12,line 3,ghg_emissions_gross,scope_1,FY2024,"1,200"',
        "acme/report.pdf,12,line 3,ghg_emissions_gross,scope_1,FY2024,5 %",
    ]


def test_who_decides_is_the_user_of_the_machine(ask, waiting, monkeypatch):
    monkeypatch.setenv("LOGNAME", "ada")

    ask("review", "reject", "f_1", "--note", "of another year, I think")

    [_, line] = waiting.read_text(encoding="utf-8").splitlines()
    assert ",reject,ada,2" in line
    assert line.endswith(',"of another year, I think"')


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("f_none", "f_none: the current release has no figure or claim of this id"),
        ("f_2", "f_2: prints no number by which a review could name it"),
    ],
)
def test_what_cannot_be_named_is_refused_and_nothing_is_written(
    ask, waiting, named, told
):
    result = ask("review", "accept", "f_1", named)

    assert result.exit_code == 1
    assert told in result.stderr
    assert not waiting.exists()


@pytest.mark.usefixtures("published")
def test_a_release_that_knows_no_reviews_says_what_to_do(ask):
    result = ask("review")

    assert result.exit_code == 1
    assert "Make a new one with `scopebook run`" in result.stderr
