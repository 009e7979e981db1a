"""Comparing releases says what differs, and why."""

import json

import duckdb
import pytest

from pipelines.empty_warehouse import create_empty_warehouse
from pipelines.errors import NothingPublishedError, ReleaseError
from pipelines.publish import difference as difference_module
from pipelines.publish.difference import compare_releases, find_releases
from pipelines.publish.manifest import code_version

ROWS = """
    insert into dim_document by name
    select
        unnest(['d_1', 'd_2']) as document_id,
        unnest(['acme/a.pdf', 'beta/b.pdf']) as path,
        unnest(['acme', 'beta']) as company_id,
        unnest(['A', 'B']) as title,
        'pdf' as reader,
        '1' as reader_version;
    insert into fact_figure by name
    select
        unnest(['f_1', 'f_2', 'f_3']) as figure_id,
        unnest(['d_1', 'd_1', 'd_2']) as document_id,
        unnest(['acme', 'acme', 'beta']) as company_id,
        'group' as org_unit_id,
        'operational_control' as boundary,
        'ghg_emissions_gross' as measure,
        unnest(['scope_1', 'scope_3', 'scope_1']) as scope,
        2023 as fiscal_year,
        date '2023-12-31' as period_end,
        'number' as value_kind,
        unnest([10, 20, 30]) as amount,
        unnest([10, 20, 30]) as low,
        unnest([10, 20, 30]) as high,
        'tCO2e' as canonical_unit,
        unnest(['1', '2', '1']) as page,
        unnest([1.00, 0.60, 1.00]) as confidence;
    insert into fact_best_figure by name
    select * exclude (value_kind, page, confidence)
    from (
        select company_id, org_unit_id, boundary, measure, scope, fiscal_year,
            period_end, amount, low, high, canonical_unit, figure_id,
            value_kind, page, confidence
        from fact_figure
    );
    insert into metric_value by name
    select
        company_id || '/group/2023/' || scope as metric_id,
        company_id,
        org_unit_id,
        boundary,
        fiscal_year,
        measure as metric,
        scope,
        amount,
        low,
        high,
        'tCO2e' as unit,
        [figure_id] as figure_ids
    from fact_figure;
    insert into fact_claim by name
    select 'c_1' as claim_id, 'd_1' as document_id, 'acme' as company_id,
        'group' as org_unit_id, 'ghg_emissions_gross' as measure, 'scope_1' as scope,
        2023 as fiscal_year, 'relative' as change_kind, '%' as change_unit,
        -5 as change;
    insert into metric_claim_check by name
    select 'c_1' as claim_id, 'confirmed' as verdict;
"""

MANIFEST = {"code_version": "1", "settings": {"review_threshold": "0.50"}, "tables": {}}


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A database of all tables, to be copied: making it takes the longest."""
    file = tmp_path_factory.mktemp("template") / "scopebook.duckdb"
    with duckdb.connect(file) as connection:
        create_empty_warehouse(connection)
        connection.execute(ROWS)
    return file.read_bytes()


@pytest.fixture
def release(tmp_path, template):
    def release(name, statements="", **manifest):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "scopebook.duckdb").write_bytes(template)
        with duckdb.connect(folder / "scopebook.duckdb") as connection:
            connection.execute(statements or "select 1")
        (folder / "manifest.json").write_text(json.dumps({**MANIFEST, **manifest}))
        return folder

    return release


@pytest.fixture
def changes(release):
    """Change one of two equal releases; tell what differs, by kind."""

    def changes(statements, before="", **manifest):
        old = release("old", before)
        new = release("new", f"{before};{statements}", **manifest)
        with compare_releases(old, new) as difference:
            rows = difference.connection.execute(
                "select kind, change, reason, coalesce(id, ''), old_amount, "
                "new_amount, fields from difference order by kind, id"
            ).fetchall()
        return [
            (*row[:4], *(_number(each) for each in row[4:6]), row[6]) for row in rows
        ]

    return changes


def _number(value):
    return None if value is None else float(value)


def short(rows):
    return [row[:4] for row in rows]


def test_equal_releases_do_not_differ(changes):
    assert changes("") == []


def test_a_new_document_explains_its_figures_facts_and_metrics(changes):
    added = """
        insert into dim_document by name select 'd_9' as document_id,
            'acme/new.pdf' as path, 'acme' as company_id, 'N' as title;
        insert into fact_figure by name select * replace ('f_9' as figure_id,
            'd_9' as document_id, 2024 as fiscal_year, 9 as amount,
            date '2024-12-31' as period_end) from fact_figure where figure_id = 'f_1';
        insert into fact_best_figure by name select * replace ('f_9' as figure_id,
            2024 as fiscal_year, 9 as amount, date '2024-12-31' as period_end)
            from fact_best_figure where figure_id = 'f_1';
        insert into metric_value by name select * replace ('m_9' as metric_id,
            9 as amount, ['f_9'] as figure_ids)
            from metric_value where figure_ids = ['f_1'];
    """

    assert changes(added) == [
        ("document", "added", "new_document", "acme/new.pdf", None, None, []),
        ("fact", "added", "new_document", "f_9", None, 9, []),
        ("figure", "added", "new_document", "f_9", None, 9, []),
        ("metric", "added", "new_document", "m_9", None, 9, []),
    ]


def test_what_a_document_told_goes_with_it(changes):
    gone = """
        delete from dim_document where document_id = 'd_2';
        delete from fact_figure where document_id = 'd_2';
        delete from fact_best_figure where company_id = 'beta';
        delete from metric_value where company_id = 'beta';
    """

    assert changes(gone) == [
        ("document", "gone", "document_gone", "beta/b.pdf", None, None, []),
        ("fact", "gone", "document_gone", "f_3", 30, None, []),
        ("figure", "gone", "document_gone", "f_3", 30, None, []),
        ("metric", "gone", "document_gone", "beta/group/2023/scope_1", 30, None, []),
    ]


EDIT = """
    update dim_document set document_id = 'd_1x' where document_id = 'd_1';
    update fact_claim set document_id = 'd_1x', claim_id = 'c_1x';
    update metric_claim_check set claim_id = 'c_1x';
    update fact_figure set document_id = 'd_1x', figure_id = figure_id || 'x'
    where document_id = 'd_1';
"""


def test_an_edited_document_is_compared_figure_by_figure(changes):
    """All of its figures have new ids; only one says something else."""
    edited = f"{EDIT}; update fact_figure set amount = 11 where figure_id = 'f_1x'"

    assert changes(edited) == [
        (
            *("document", "changed", "document_edited", "acme/a.pdf", None, None),
            ["bytes: d_1 → d_1x"],
        ),
        (
            *("figure", "changed", "document_edited", "f_1x", 10, 11),
            ["amount: 10 → 11"],
        ),
    ]


def test_figures_of_one_fact_in_one_document_are_paired_in_their_order(changes):
    twice = (
        "insert into fact_figure by name select * replace ('f_0' as figure_id, "
        "'7' as page, 12 as amount) from fact_figure where figure_id = 'f_1'"
    )
    edited = f"{EDIT}; update fact_figure set amount = 13 where figure_id = 'f_0x'"

    assert [row for row in changes(edited, before=twice) if row[0] == "figure"] == [
        ("figure", "changed", "document_edited", "f_0x", 12, 13, ["amount: 12 → 13"])
    ]


def test_a_new_version_of_a_reader_is_the_reason(changes):
    assert short(
        changes(
            "update dim_document set reader_version = '2' where document_id = 'd_1'; "
            "update fact_figure set amount = 1 where figure_id = 'f_1'"
        )
    ) == [
        ("document", "changed", "document_read_otherwise", "acme/a.pdf"),
        ("figure", "changed", "document_read_otherwise", "f_1"),
    ]


def test_a_correction_is_told_with_what_it_changed(changes):
    assert changes(
        "update fact_figure set amount = 1, correction = 'a typo' "
        "where figure_id = 'f_1';"
        "update fact_best_figure set amount = 1 where figure_id = 'f_1';"
        "update metric_value set amount = 1 where figure_ids = ['f_1']"
    ) == [
        ("fact", "changed", "correction", "f_1", 10, 1, ["amount: 10 → 1"]),
        (
            *("figure", "changed", "correction", "f_1", 10, 1),
            ["amount: 10 → 1", "correction: nothing → a typo"],
        ),
        (
            *("metric", "changed", "correction", "acme/group/2023/scope_1", 10, 1),
            ["amount: 10 → 1"],
        ),
    ]


def test_a_figure_that_a_review_rejected_is_in_quarantine(changes):
    assert changes(
        "insert into stg_review by name select 1 as line, 'f_2' as statement_id, "
        "'reject' as decision;"
        "delete from fact_figure where figure_id = 'f_2';"
        "insert into quarantine_figure by name select 'f_2' as figure_id, "
        "['reading_is_sure'] as expectations"
    ) == [
        (
            *("figure", "gone", "review", "f_2", 20, None),
            ["is in quarantine: reading_is_sure"],
        )
    ]


def test_another_review_threshold_is_the_reason_for_what_lies_between(changes):
    settings = {"settings": {"review_threshold": "0.70"}}

    assert short(
        changes("delete from fact_figure where figure_id = 'f_2'", **settings)
    ) == [("figure", "gone", "review_threshold", "f_2")]


def test_the_catalogue_is_the_reason_where_it_says_something_else(changes):
    assert changes(
        "update dim_document set title = 'C' where document_id = 'd_1'; "
        "update fact_best_figure set is_restated = true where figure_id = 'f_1'"
    ) == [
        (
            "document",
            "changed",
            "catalogue",
            "acme/a.pdf",
            None,
            None,
            ["title: A → C"],
        ),
        (
            *("fact", "changed", "other_figures", "f_1", 10, 10),
            ["is_restated: nothing → true"],
        ),
    ]


def test_a_claim_can_come_out_otherwise(changes):
    assert changes("update metric_claim_check set verdict = 'contradicted'") == [
        (
            *("claim", "changed", "unknown", "c_1", -5, -5),
            ["verdict: confirmed → contradicted"],
        )
    ]


@pytest.mark.parametrize(
    ("manifest", "reason"),
    [
        ({"code_version": "2"}, "code_version"),
        ({"tables": {"reference_scope": {"content_hash": "x"}}}, "reference_list"),
        (
            {"code_version": "2", "tables": {"reference_scope": {"content_hash": "x"}}},
            "code_version_or_reference_list",
        ),
        ({}, "unknown"),
    ],
)
def test_what_nothing_else_explains_is_the_work_of_code_or_lists(
    changes, manifest, reason
):
    rows = changes(
        "update metric_value set amount = 1 where company_id = 'beta'", **manifest
    )

    assert short(rows) == [("metric", "changed", reason, "beta/group/2023/scope_1")]


def test_what_changed_for_all_figures_is_told(release):
    old = release("old", tables={"reference_scope": {"content_hash": "a"}})
    new = release(
        "new",
        code_version="2",
        settings={"review_threshold": "0.60"},
        tables={"reference_scope": {"content_hash": "b"}},
    )

    with compare_releases(old, new) as difference:
        assert difference.causes == (
            "code version: 1 → 2",
            "reference lists: reference_scope",
            "review threshold: 0.50 → 0.60",
        )


def test_an_older_layout_is_compared_by_what_both_have(release):
    old = release(
        "old",
        "alter table fact_figure drop column correction; drop table metric_value",
    )
    new = release("new", "update fact_figure set amount = 1 where figure_id = 'f_1'")

    with compare_releases(old, new) as difference:
        assert difference.not_compared == (
            "fact_figure.correction (not in old)",
            "metric_value (not in old)",
        )
        assert difference.summary().fetchall() == [
            ("figure", "changed", "code_version", 1)
        ]


def test_a_damaged_release_is_named(release):
    old, new = release("old"), release("new")
    (new / "scopebook.duckdb").write_bytes(b"no database")

    with (
        pytest.raises(ReleaseError, match="new: this release cannot be read"),
        compare_releases(old, new),
    ):
        pass


def make(warehouse_folder, *names):
    for name in names:
        folder = warehouse_folder / "published" / "releases" / name
        folder.mkdir(parents=True)
        (folder / "scopebook.duckdb").touch()
    (warehouse_folder / "published" / "current").symlink_to(f"releases/{names[-1]}")


FIRST, SECOND, THIRD = (f"2026010{day}T000000Z-aaaaaaaa" for day in (1, 2, 3))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ([], (SECOND, THIRD)),
        ([FIRST], (FIRST, THIRD)),
        ([SECOND, FIRST], (SECOND, FIRST)),
    ],
)
def test_releases_are_found_by_name(warehouse_folder, asked, found):
    make(warehouse_folder, FIRST, SECOND, THIRD)

    old, new = find_releases(warehouse_folder, asked)

    assert (old.name, new.name) == found


def test_a_release_can_be_named_by_its_folder(warehouse_folder, release):
    make(warehouse_folder, FIRST)
    elsewhere = release("elsewhere")

    assert find_releases(warehouse_folder, [str(elsewhere), FIRST])[0] == elsewhere


def test_an_unknown_release_is_answered_with_those_that_there_are(warehouse_folder):
    make(warehouse_folder, FIRST, SECOND)

    with pytest.raises(ReleaseError, match=f"nope: .*{FIRST}, {SECOND}"):
        find_releases(warehouse_folder, ["nope"])


def test_one_release_cannot_be_compared(warehouse_folder):
    make(warehouse_folder, FIRST)

    with pytest.raises(NothingPublishedError, match="there is 1 release"):
        find_releases(warehouse_folder, [])


def test_the_columns_that_are_compared_are_those_of_a_release(template, tmp_path):
    """A column that no release has any more would be left out in silence."""
    file = tmp_path / "scopebook.duckdb"
    file.write_bytes(template)
    with duckdb.connect() as connection:
        connection.execute(f"attach '{file}' as old_release (read_only)")
        connection.execute(f"attach '{file}' as new_release (read_only)")
        assert difference_module._take_sides(connection, "old", "new") == ()
    assert code_version()
