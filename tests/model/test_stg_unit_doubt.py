"""A unit that is printed by mistake is found by what else is known of the company."""

import pytest

from tests.model.printed import document, figure

KG = {"unit_text": "kg CO2e"}
KT = {"unit_text": "kt CO2e"}
PRESS = {"source_kind": "press", "publisher": "News"}


@pytest.fixture
def readings(model):
    """How the units of several documents are read, by document."""

    def readings(*figures, **documents):
        rows_of = model(
            raw_document=[
                document(name, **changes) for name, changes in documents.items()
            ],
            raw_figure=list(figures),
        )
        return {row["document_id"]: row for row in rows_of("from stg_unit_reading")}

    return readings


def test_kilograms_are_tonnes_where_the_other_report_says_so(readings):
    found = readings(
        figure("12000", document_id="a", period_text="FY2023"),
        figure("12500", document_id="b", **KG),
        a={},
        b={},
    )

    assert found["a"]["unit"] == "tCO2e"
    assert (found["b"]["unit"], found["b"]["decided_by"]) == ("tCO2e", "series")
    assert "Kilograms are printed where metric tons are meant" in found["b"]["reason"]


def test_a_missing_thousand_is_found(readings):
    found = readings(
        figure("717", document_id="a", unit_text="tonnes"),
        figure("717096", document_id="b"),
        a={},
        b={},
    )

    assert (found["a"]["unit"], found["b"]["unit"]) == ("ktCO2e", "tCO2e")


def test_where_either_could_be_wrong_neither_is_decided(readings):
    found = readings(
        figure("717096", document_id="a", **KT),
        figure("717096", document_id="b"),
        a={},
        b={},
    )

    assert {row["unit"] for row in found.values()} == {None}
    assert {row["unit_state"] for row in found.values()} == {"undecided"}
    assert "either could be wrong" in found["a"]["reason"]


def test_the_better_source_decides_between_two(readings):
    found = readings(
        figure("717", document_id="a", unit_text="tonnes"),
        figure("717096", document_id="b"),
        a=PRESS,
        b={},
    )

    assert (found["a"]["unit"], found["b"]["unit"]) == ("ktCO2e", "tCO2e")


def test_the_issuers_unit_stands_against_a_mistake_of_the_press(readings):
    found = readings(
        figure("717", document_id="a", unit_text="tonnes"),
        figure("717096", document_id="b", unit_text="tonnes"),
        a={},
        b=PRESS,
    )

    assert (found["a"]["unit"], found["b"]["unit"]) == ("tCO2e", "tCO2e")


def test_of_three_the_odd_one_is_wrong(readings):
    found = readings(
        figure("717096", document_id="a", **KT),
        figure("717096", document_id="b", period_text="FY2023"),
        figure("0.7", document_id="c", unit_text="million tonnes"),
        a={},
        b={},
        c=PRESS,
    )

    assert {name: row["unit"] for name, row in found.items()} == {
        "a": "tCO2e",
        "b": "tCO2e",
        "c": "MtCO2e",
    }


@pytest.mark.parametrize("value", ["12000", "1200000", "120", "4"])
def test_growth_is_no_confusion(readings, value):
    found = readings(
        figure("12000", document_id="a", period_text="FY2023"),
        figure(value, document_id="b"),
        a={},
        b={},
    )

    assert {row["decided_by"] for row in found.values()} == {"reference"}


def test_a_column_is_judged_as_a_whole(readings):
    found = readings(
        figure("12000", document_id="a"),
        figure("900", document_id="a", scope_text="3"),
        figure("70", document_id="a", scope_text="2"),
        figure("12", document_id="b", unit_text="tonnes"),
        figure("900", document_id="b", scope_text="3", unit_text="tonnes"),
        figure("70", document_id="b", scope_text="2", unit_text="tonnes"),
        a={},
        b={},
    )

    assert {row["unit"] for row in found.values()} == {"tCO2e"}


def test_columns_are_held_against_the_middle_of_all(readings):
    found = readings(
        figure("717", document_id="a", unit_text="tonnes"),
        figure("717", document_id="b", **KT),
        figure("720", document_id="c", **KT),
        a={},
        b={},
        c={},
    )

    assert {row["unit"] for row in found.values()} == {"ktCO2e"}
