"""What is held back is listed with its reason and its cure, and can be filled in."""

import json

import pytest

from tests.command_line.conftest import TABLES

HELD_BACK = """
    create table raw_figure as
    select
        'f_odd' as figure_id,
        'd_1' as document_id,
        3 as ordinal,
        '64' as page,
        'row 9' as locator,
        null::varchar as company_text,
        null::varchar as org_unit_text,
        'emissions' as measure_text,
        '1' as scope_text,
        null::varchar as boundary_text,
        'FY2024' as period_text,
        '1,200' as value_text,
        'barrels' as unit_text;
    create table raw_claim as
    select
        'c_odd' as claim_id,
        'd_1' as document_id,
        2 as ordinal,
        '65' as page,
        'line 3' as locator,
        null::varchar as company_text,
        null::varchar as org_unit_text,
        'vibes' as measure_text,
        null::varchar as scope_text,
        null::varchar as boundary_text,
        'FY2024' as period_text,
        '10' as change_text,
        '%' as change_unit_text;
    create table reference_remedy as
    select * from (
        values
        ('measure_is_known', 'measure', 'Add the words to the list.'),
        ('reading_is_sure', null, 'Look at the page.'),
        ('unit_is_known', 'unit', 'Say which unit is meant.')
    ) as remedies (expectation, field, remedy);
    update quarantine_figure set expectations = ['reading_is_sure', 'unit_is_known'];
"""


@pytest.fixture
def held_back(publish):
    """Publish a release that holds a figure and a claim back."""
    return publish(TABLES + HELD_BACK)


@pytest.mark.usefixtures("held_back")
def test_what_is_held_back_is_listed_with_its_reason_and_its_cure(ask):
    result = ask("quarantine", "--format", "json")

    assert json.loads(result.stdout) == [
        {
            "id": "c_odd",
            "document": "Acme/report-2024.csv",
            "page": "65",
            "locator": "line 3",
            "measure": "vibes",
            "scope": None,
            "period": "FY2024",
            "printed": "10 %",
            "expectations": ["measure_is_known"],
            "reason": "The measure is known.",
            "cure": "Add the words to the list.",
            "correction": None,
        },
        {
            "id": "f_odd",
            "document": "Acme/report-2024.csv",
            "page": "64",
            "locator": "row 9",
            "measure": "emissions \x1b[31m[bold]",
            "scope": "1",
            "period": "FY2024",
            "printed": "12 barrels",
            "expectations": ["reading_is_sure", "unit_is_known"],
            "reason": "The unit is printed and known.",
            "cure": "Look at the page. Say which unit is meant.",
            "correction": None,
        },
    ]


@pytest.mark.usefixtures("held_back")
def test_what_a_correction_can_cure_is_printed_to_be_filled_in(ask):
    result = ask("quarantine", "--corrections")

    assert result.stdout.splitlines() == [
        "document,page,locator,measure,period,value,field,printed,corrected,"
        "corrected_by,corrected_on,reason,source",
        "Acme/report-2024.csv,65,line 3,vibes,FY2024,10,measure,vibes,,,,,",
        'Acme/report-2024.csv,64,row 9,emissions,FY2024,"1,200",unit,barrels,,,,,',
    ]


@pytest.mark.usefixtures("held_back")
def test_a_table_shows_as_many_rows_as_asked_for(ask):
    result = ask("quarantine", "--limit", "1")

    assert "c_odd" in result.stdout
    assert "f_odd" not in result.stdout
    assert "These are the first 1 rows" in result.stderr


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("option", ["--limit=1", "--corrections"])
def test_a_release_that_knows_no_remedies_says_what_to_do(ask, option):
    result = ask("quarantine", option)

    assert result.exit_code == 1
    assert "Make a new one with `scopebook run`" in result.stderr
