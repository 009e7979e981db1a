"""The mutation check makes mistakes as people do, and notices what it should."""

from dataclasses import replace
from pathlib import Path
from random import Random

import duckdb
import pytest

from benchmarks.audit_mutations import (
    Alarms,
    audit,
    find_false_alarms,
    judge,
    prepare,
    read_list,
    write_page,
)
from benchmarks.audit_mutations_kinds import (
    KINDS,
    World,
    draw_mutations,
    read_world,
)

NOTICED_BY = {
    "duplicate_line": ("quarantined", "stg_figure.is_stated_once"),
    "stated_change_wrong": (
        "reported",
        "metric_claim_check: a stated change is not confirmed any more",
    ),
}


@pytest.fixture(scope="module")
def clean_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("audit") / "clean.duckdb"
    prepare(file)
    return file


def number(text, value, low, high):
    return {
        "figure_id": "f_1",
        "locator": "row 1",
        "value_text": text,
        "value": value,
        "value_low": low,
        "value_high": high,
        "alternative_value": None,
        "alternative_low": None,
        "alternative_high": None,
        "value_kind": "number",
        "confidence": 1,
        "fact": {},
    }


def test_every_kind_is_told_and_made():
    assert [kind["name"] for kind in read_list("kinds.toml")] == list(KINDS)


def test_a_number_is_printed_and_read_wrongly_alike():
    world = World([number("1234", 1234, 1233.5, 1234.5)], [], [], [])
    [mutation] = draw_mutations(world, "sign_flipped", 10, seed=1)
    assert mutation.changes == {
        "value_text": "-1234",
        "value": -1234,
        "value_low": -1234.5,
        "value_high": -1233.5,
    }


def test_a_kind_that_would_change_nothing_does_not_apply():
    world = World([number("77", 77, 76.5, 77.5)], [], [], [])
    assert [*draw_mutations(world, "digits_transposed", 10, seed=1)] == []


def test_the_same_seed_draws_the_same_mistakes():
    figures = [
        number(f"{each}", each, each - 0.5, each + 0.5)
        for each in Random(1).sample(range(1001, 9999), 50)  # noqa: S311
    ]
    world = World(figures, [], [], [])

    def draw(seed):
        return [*draw_mutations(world, "digit_doubled", 5, seed)]

    assert draw(1) == draw(1)
    assert draw(1) != draw(2)


def test_the_strongest_notice_counts():
    clean = Alarms(warnings={"a.b": 1}, set_apart={("c.d", "f_1")})
    same = Alarms(warnings={"a.b": 1}, set_apart={("c.d", "f_1")})
    warned = Alarms(warnings={"a.b": 2}, set_apart={("c.d", "f_1")})
    compared = Alarms(
        warnings={"a.b": 1, "a.are_those_of_the_last_release": 1},
        set_apart={("c.d", "f_1")},
    )
    both = Alarms(warnings={"a.b": 2}, set_apart={("c.d", "f_2")})
    assert judge(clean, same) == ("missed", ())
    assert judge(clean, warned) == ("reported", ("a.b",))
    assert judge(clean, compared) == (
        "compared",
        ("a.are_those_of_the_last_release",),
    )
    assert judge(clean, both) == ("quarantined", ("c.d",))
    assert judge(clean, Alarms(stops={"e.f"})) == ("stopped", ("e.f",))


def test_what_is_not_known_to_be_wrong_is_a_false_alarm():
    told = find_false_alarms(Alarms(stops={"a.b"}, warnings={"c.d": 1}))
    assert told == [
        "false alarm: a.b stops the clean data",
        "false alarm: c.d blames a row not known to be wrong",
    ]


def test_the_result_is_written_between_its_marks(tmp_path):
    page = tmp_path / "audit.md"
    page.write_text("a\n<!-- mutations: start -->\nold\n<!-- mutations: end -->\nz\n")
    write_page(page, "new")
    write_page(page, "newer")
    assert page.read_text() == (
        "a\n<!-- mutations: start -->\n\nnewer\n\n<!-- mutations: end -->\nz\n"
    )


def test_mistakes_in_the_bundled_reports_are_noticed(clean_file):
    clean = audit(clean_file)
    with duckdb.connect(clean_file, read_only=True) as connection:
        world = read_world(connection)
        confirmed = {
            claim
            for (claim,) in connection.execute(
                "select claim_id from metric_claim_check where verdict = 'confirmed'"
            ).fetchall()
        }
    # Of a claim that nothing could confirm, nobody can say that it is wrong.
    claims = [claim for claim in world.claims if claim["claim_id"] in confirmed]
    world = replace(world, claims=claims)
    for kind, expected in NOTICED_BY.items():
        [mutation] = draw_mutations(world, kind, 1, seed=8)
        noticed, by = judge(clean, audit(clean_file, mutation))
        assert noticed == expected[0], mutation
        assert expected[1] in by, mutation
