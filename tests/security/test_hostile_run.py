"""A run over hostile documents, with secrets set: what it leaves behind, and tells.

What documents say and are called is text wherever it goes, and secrets go nowhere. All
of it is about one run, because a run takes many seconds.
"""

import csv
import json
import re
from itertools import chain

import dagster as dg
import openpyxl
import pytest
from lxml import html
from markdown_it import MarkdownIt

from pipelines.publish.exports.published_tables import published_tables
from pipelines.schema import load_schema
from tests.security.conftest import SECRETS, WRONG_PASSWORD
from tests.security.payloads import PAYLOADS, file_name

#: What a line would begin with if a name could forge one, wherever lines are told.
FORGED = re.compile(r'^(\{"level": "ERROR"|release    forged)', re.MULTILINE)
#: How text begins that a spreadsheet takes for a formula, in full width as well.
FORMULA = re.compile("^[=+\\-@\t\r\n\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}]")
NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][-+]?\d+)?")
#: Elements that load, run, send or replace something.
ACTIVE = ("script", "iframe", "object", "embed", "form", "base", "svg", "img", "meta")


def words(text):
    """Text as the listing of documents and the readers take it: without blank ends."""
    return text.strip()


def test_the_warehouse_has_every_payload_as_it_was_written(snapshot):
    found = snapshot.sql(
        "select title, publisher, attribution from dim_document "
        "where url like 'javascript:%'"
    ).fetchall()

    assert {words(title) for title, *_ in found} == {
        words(payload) for payload in PAYLOADS.values()
    }
    assert all(len({words(cell) for cell in row}) == 1 for row in found)


def test_what_a_sheet_says_is_kept_as_it_was_printed(snapshot):
    kept = {
        column: {
            words(text)
            for (text,) in snapshot.execute(
                f"select distinct {column} from quarantine_figure"
            ).fetchall()
            if text is not None
        }
        for column in ("value_text", "unit_text", "measure_text", "period_text")
    }

    for column, texts in kept.items():
        lost = {words(payload) for payload in PAYLOADS.values()} - texts
        assert lost == set(), column


def test_every_table_is_there_and_no_other(snapshot):
    made = {name for (name,) in snapshot.sql("show tables").fetchall()}

    expected = {
        name
        for name in load_schema()
        if name.startswith(("audit_", "dim_", "fact_", "mart_", "metric_", "raw_"))
    }
    assert expected <= made
    assert not [name for name in made if not re.fullmatch("[a-z0-9_]+", name)]


def test_the_figures_beside_a_payload_are_published(snapshot):
    [(companies,)] = snapshot.sql(
        "select count(distinct company_id) from fact_emissions "
        "where fiscal_year = 2024 and amount_tco2e = 1234567"
    ).fetchall()

    assert companies >= 2 * len(PAYLOADS) - 2


def test_no_file_is_written_by_the_name_of_another(attack):
    made = [
        path
        for folder in ("published", "audit", "raw")
        for path in (attack.desk.warehouse / folder).rglob("*")
    ]

    assert made
    assert [
        path for path in made if not re.fullmatch(r"[\w.-]{1,100}", path.name)
    ] == []
    assert {path.name for path in attack.desk.warehouse.parent.iterdir()} == {
        "reports",
        "warehouse",
    }


def pages(attack):
    site = sorted((attack.release / "site").rglob("*.html"))
    audit = sorted((attack.desk.warehouse / "audit").rglob("*.html"))
    assert len(site) > len(PAYLOADS)
    assert len(audit) > len(PAYLOADS)
    return [*site, *audit]


def test_pages_run_nothing_but_their_own_scripts(attack):
    for path in pages(attack):
        page = html.fromstring(path.read_bytes())
        for script in page.iter("script"):
            source = script.get("src")
            if source is None:
                assert script.get("type") == "application/json", path
                json.loads(script.text)
            else:
                assert re.fullmatch(r"(\.\./)?assets/\w+\.js", source), path
        for element in page.iter(*ACTIVE):
            source = element.get("src") or element.get("content") or ""
            assert "evil" not in source, path
            assert element.tag not in ("iframe", "object", "embed", "form", "base")
        handlers = page.xpath("//@*[starts-with(name(), 'on')]")
        assert handlers == [], path


def test_pages_lead_nowhere_but_to_themselves_and_the_web(attack):
    for path in pages(attack):
        page = html.fromstring(path.read_bytes())
        for link in page.xpath("//@href | //@src | //@action | //@formaction"):
            if re.match("https?://", link):
                assert "evil.example" not in link, path
            elif not link.startswith(("#", "data:image/")):
                assert ":" not in link, (path, link)
                target = (path.parent / link.split("#")[0]).resolve()
                assert target.is_relative_to(attack.desk.warehouse.resolve()), link
                assert target.exists(), (path, link)


def test_pages_show_the_payload(attack):
    overview = html.fromstring((attack.release / "site/index.html").read_bytes())
    shown = {
        " ".join(cell.text_content().split())
        for cell in overview.xpath("//table[@id='companies']//th/a")
    }

    for kind in ("script", "image", "markdown", "sql", "template", "markup"):
        assert any(" ".join(PAYLOADS[kind].split()) in each for each in shown), kind


def test_no_cell_of_csv_is_a_formula(attack):
    files = sorted((attack.release / "csv").glob("*.csv"))
    assert files
    for file in files:
        with file.open(encoding="utf-8", newline="") as opened:
            for cell in chain.from_iterable(csv.reader(opened)):
                assert not FORMULA.match(cell) or NUMBER.fullmatch(cell), (file, cell)


def test_the_workbook_has_no_formula_and_no_link(attack):
    workbook = openpyxl.load_workbook(attack.release / "scopebook.xlsx")

    for sheet in workbook:
        for cell in chain.from_iterable(sheet.iter_rows()):
            assert cell.data_type != "f", (sheet.title, cell.coordinate)
            assert cell.hyperlink is None, (sheet.title, cell.coordinate)
    assert not workbook.defined_names.keys() - {"_xlnm._FilterDatabase"}


def test_the_data_package_leads_to_the_web_or_to_a_document(attack):
    package = json.loads((attack.release / "datapackage.json").read_text("utf-8"))

    titles = {source["title"] for source in package["sources"]}
    assert {words(PAYLOADS["script"]), words(PAYLOADS["line"])} <= {*map(words, titles)}
    for source in package["sources"]:
        assert source["path"] == source["document"], source
    for resource in package["resources"]:
        assert re.fullmatch(r"[\w/.]+", resource["path"])


def test_the_manifest_names_only_files_of_the_release(attack):
    manifest = json.loads((attack.release / "manifest.json").read_text("utf-8"))

    for name in chain(manifest["files"], manifest["tables"]):
        assert re.fullmatch(r"[\w/.-]+", name)
    paths = {document["path"] for document in manifest["inputs"]["documents"]}
    for name in map(file_name, PAYLOADS.values()):
        assert f"{name}/{name}.csv" in paths


def test_the_same_text_is_in_postgres(attack, snapshot):
    query = "select document_id, title, publisher, path, url from {}dim_document"
    expected = snapshot.sql(query.format("")).fetchall()
    with attack.server.connect() as connection:
        found = connection.execute(query.format("scopebook.")).fetchall()
        tables = connection.execute(
            "select tablename from pg_tables where schemaname = 'scopebook'"
        ).fetchall()

    assert sorted(found) == sorted(expected)
    names = {table.name for table in published_tables(snapshot)}
    assert {name for (name,) in tables} <= names | {"release"}


def test_dagster_shows_payloads_as_text(attack):
    """Its pages render Markdown, with HTML in it: both stay what they are, text."""
    markdown = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    shown = 0
    home = attack.desk.warehouse / "dagster"
    with dg.DagsterInstance.from_config(str(home)) as instance:
        [run] = [run for run in instance.get_runs() if run.is_success]
        for entry in instance.all_logs(run.run_id):
            for text in markdown_in(entry.dagster_event):
                rendered = html.fromstring(f"<div>{markdown.render(text)}</div>")
                tags = {element.tag for element in rendered.iter()}
                assert tags <= SHOWN, (tags - SHOWN, text)
                shown += "alert(1)" in rendered.text_content()
    assert shown


#: What Scopebook's own Markdown renders to.
SHOWN = {"div", "p", "ul", "li", "code"}
SHOWN |= {"table", "thead", "tbody", "tr", "th", "td"}


def markdown_in(event):
    """Every Markdown text that an event carries."""
    if event is None:
        return
    told = event.event_specific_data
    carrier = getattr(told, "materialization", None) or told
    for value in (getattr(carrier, "metadata", None) or {}).values():
        if isinstance(value, dg.MarkdownMetadataValue):
            yield value.value or ""


def assert_harmless(text):
    assert {sign for sign in text if not sign.isprintable()} <= {"\n"}
    assert FORGED.search(text) is None, FORGED.search(text)


def test_what_a_run_prints_is_harmless(attack):
    assert "\nrelease    2" in attack.told
    assert_harmless(attack.told)


@pytest.mark.parametrize(
    "command",
    [
        ["status"],
        ["quarantine"],
        ["quarantine", "--limit", "1000"],
        ["review"],
        ["sql", "select * from dim_document"],
        ["sql", "select title, path, url from dim_document"],
        ["sql", "select distinct company_id, context, unit_text from fact_figure"],
        ["sql", PAYLOADS["line"]],
        ["trace", PAYLOADS["line"]],
        ["diff", PAYLOADS["ansi"], PAYLOADS["line"]],
    ],
    ids=lambda command: " ".join(command)[:30].encode("unicode_escape").decode(),
)
def test_what_commands_print_is_harmless(attack, command):
    told = attack.call(*command)

    assert told
    assert_harmless(told)


def test_what_leads_to_a_figure_is_harmless(attack, snapshot):
    figures = snapshot.sql(
        "select figure_id from fact_figure semi join "
        "(from dim_document where url like 'javascript:%') using (document_id) "
        "where org_unit_id = 'group' and fiscal_year = 2024"
    ).fetchall()
    assert len(figures) >= len(PAYLOADS) - 1

    for (figure,) in figures:
        assert_harmless(attack.call("trace", figure))


def test_every_line_of_the_log_is_an_object_of_ours(attack):
    records = [json.loads(line) for line in attack.logged.split("\n") if line]

    assert attack.logged.isascii()
    assert {record["event"] for record in records} == {
        "run_started",
        "run_succeeded",
        "step_started",
        "step_succeeded",
        "table_made",
        "check_passed",
        "check_failed",
        "document",
        "log",
    }
    documents = {each["document"] for each in records if each["event"] == "document"}
    for payload in PAYLOADS.values():
        assert f"by folder {file_name(payload)}/report.csv" in documents


@pytest.fixture(scope="module")
def failed(attack, tmp_path_factory):
    """What is told by a run that fails, and by a publish with a wrong password."""
    desk = attack.desk.copy(tmp_path_factory.mktemp("failed"))
    (desk.reports / "catalogue.csv").write_text("no,listing\n")
    with pytest.MonkeyPatch.context() as environment:
        url = f"postgresql://postgres:{WRONG_PASSWORD}@127.0.0.1:{attack.server.port}/x"
        environment.setenv("SCOPEBOOK_POSTGRES", url)
        environment.setattr("pipelines.alerts.sending.WAITS", (0.0,))
        run = desk.run()
        published = type(attack)(desk, attack.server, "", "").call("publish")
    assert run.exit_code == 1
    assert "catalogue.csv" in run.stderr
    return desk, run.output + published


def secrets_in(data):
    return [secret for secret in SECRETS if secret.encode() in data]


def test_a_run_that_succeeds_tells_no_secret(attack):
    assert secrets_in((attack.told + attack.logged).encode()) == []


def test_a_run_that_fails_tells_no_secret(failed):
    _, told = failed

    assert "password authentication failed" in told
    assert secrets_in(told.encode()) == []


def test_no_file_of_the_warehouse_holds_a_secret(failed):
    desk, _ = failed
    files = [path for path in desk.warehouse.rglob("*") if path.is_file()]

    assert {"runs.db", "scopebook.duckdb", "index.html"} <= {
        file.name for file in files
    }
    assert [
        (str(file), found) for file in files if (found := secrets_in(file.read_bytes()))
    ] == []
