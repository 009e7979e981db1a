"""The pages say what the tables hold, lead to the print, and run nothing of it."""

import re
from decimal import Decimal

import duckdb
import pytest
from lxml import html

from pipelines.publish.site import words, write_site
from tests.publish.site_rows import HOSTILE, STAMP, fill


@pytest.fixture(scope="module")
def connection():
    with duckdb.connect(config={"threads": 1}) as connection:
        fill(connection)
        yield connection


@pytest.fixture(scope="module")
def release(connection, tmp_path_factory):
    folder = tmp_path_factory.mktemp("release")
    (folder / "scopebook.xlsx").touch()
    write_site(connection, folder, STAMP)
    return folder


@pytest.fixture
def open_page(release):
    return lambda path: html.fromstring((release / "site" / path).read_bytes())


def texts(page, path):
    return [" ".join(found.text_content().split()) for found in page.xpath(path)]


def test_every_company_of_which_something_is_stated_has_a_page(open_page, release):
    links = open_page("index.html").xpath("//table[@id='companies']//th/a/@href")

    assert len(links) == 62
    assert "companies/acme.html" in links
    assert all((release / "site" / link).is_file() for link in links)


def test_the_overview_says_which_scopes_a_company_states_in_which_year(open_page):
    [row] = open_page("index.html").xpath(
        "//table[@id='companies']//tr[th/a[@href='companies/plain-7.html']]"
    )

    assert [cell.text_content() for cell in row] == [
        "Plain 7",
        *["1 2"] * 3,
        "2023",
        "15.0\N{NO-BREAK SPACE}k",
        "60.0\N{NO-BREAK SPACE}k",
        "",
        "",
    ]


def test_a_figure_leads_to_its_document_page_and_print(open_page):
    page = open_page("companies/plain-7.html")
    row = page.get_element_by_id("f_plain-7_scope_1_2022")

    assert texts(row, ".//td[contains(@class, 'strong')]") == ["10,000"]
    assert texts(row, ".//summary/q") == [f"10{HOSTILE}"]
    [inside, outside] = row.xpath("td[@class='source']/a/@href")
    assert inside == "#document-1"
    assert page.get_element_by_id("document-1") is not None
    assert outside == 'https://example.org/report.pdf?a=1&b="2"#page=12'


def test_a_total_that_nobody_printed_leads_to_its_parts(open_page):
    page = open_page("companies/acme.html")
    [row] = page.xpath(
        "//tr[td/span='computed' and td='2023'][th='Scopes 1 and 2, market-based']"
    )

    assert texts(row, ".//td[contains(@class, 'strong')]") == ["75,000"]
    targets = row.xpath("td[@class='source']/a/@href")
    assert sorted(targets) == [
        "#f_acme_scope_1_2023",
        "#f_acme_scope_2_market_2023",
    ]
    assert all(page.get_element_by_id(target[1:]) is not None for target in targets)


def test_a_company_page_tells_claims_restatements_and_targets(open_page):
    page = open_page("companies/acme.html")

    assert texts(page, "//li[@id='c_contradicted']/dl/div/dd") == [
        "\N{MINUS SIGN}5.0 %",
        "+100.0 %",
    ]
    assert "+50.0 %" in texts(page, "//section[@id='restatements']//td")
    assert page.xpath("//section[@id='targets']//meter/@value") == ["12.5000"]
    assert texts(
        page, "//section[@id='targets']//span[contains(@class, 'verdict')]"
    ) == ["✗ behind"]


def test_the_quality_page_says_what_failed_what_is_held_back_and_the_cure(open_page):
    page = open_page("quality.html")

    assert texts(page, "//ul[@class='tiles']//b") == ["9 of 12", "1", "1", "0 of 0"]
    assert texts(page, "//table[@id='quarantined']//td")[2] == "The unit is not known."
    assert (
        "sql/reference/unit_alias.csv"
        in texts(page, "//table[@id='quarantined']//td")[3]
    )
    assert texts(page, "//table[@id='documents-not-read']//td") == [
        "failed",
        "It is no PDF. Save it anew.",
    ]


def test_only_downloads_that_are_there_are_linked(open_page, release):
    links = open_page("index.html").xpath("//ul[@class='downloads']//a/@href")

    assert links == ["../scopebook.xlsx"]
    assert (release / "site" / links[0]).resolve().is_file()


def test_no_page_leads_to_a_place_that_is_not_there(release):
    site = release / "site"
    for file in site.rglob("*.html"):
        page = html.fromstring(file.read_bytes())
        for link in page.xpath("//@href | //@src"):
            if link.startswith("https://"):
                continue
            path, _, anchor = link.partition("#")
            target = (file.parent / path).resolve() if path else file
            assert target.exists(), (file.name, link)
            if anchor:
                there = html.fromstring(target.read_bytes())
                assert there.xpath("//*[@id=$id]", id=anchor), (file.name, link)


def test_nothing_that_is_printed_becomes_a_script_or_an_address(release):
    for file in (release / "site").rglob("*.html"):
        page = html.fromstring(file.read_bytes())
        assert not page.xpath("//*[@onclick]"), file.name
        assert not page.xpath("//@href[starts-with(., 'javascript')]"), file.name
        for script in page.iter("script"):
            is_data = script.get("type") == "application/json"
            assert is_data or not script.text_content(), file.name


def test_no_page_names_another_server_but_as_a_link(release):
    for file in (release / "site").rglob("*.html"):
        page = html.fromstring(file.read_bytes())
        loaded = page.xpath("//@src | //link/@href | //form/@action")
        assert not [each for each in loaded if "//" in each], file.name
        assert page.xpath("//meta[@http-equiv='Content-Security-Policy']"), file.name


def test_a_strange_company_id_stays_in_the_folder(release):
    names = {file.name for file in (release / "site" / "companies").iterdir()}

    assert words.page_name("../../Évil") in names
    assert all(re.fullmatch(r"[a-z0-9_-]+\.html", name) for name in names)


@pytest.mark.parametrize(
    "company_id",
    ["../x", "A", "a/b", "a_b", "con", "lpt1", "", "a" * 200, "中国", "-a"],
)
def test_page_names_are_safe_and_their_own(company_id):
    name = words.page_name(company_id)

    assert re.fullmatch(r"[a-z0-9-]+_[0-9a-f]{12}\.html", name)
    assert name != words.page_name(company_id + "x")


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org",
        "https://",
        "https://[",
        "java\nscript:alert(1)",
        "https://a\tb",
    ],
)
def test_only_addresses_on_the_web_are_followed(url):
    assert words.safe_url(url, "3") is None


def test_an_address_is_opened_at_the_page_where_it_names_no_other():
    assert (
        words.safe_url("https://a.org/r.pdf", "24-25") == "https://a.org/r.pdf#page=24"
    )
    assert words.safe_url("http://a.org/r#part", "24") == "http://a.org/r#part"
    assert words.safe_url("https://a.org/r", None) == "https://a.org/r"


def test_numbers_are_written_for_people_and_for_programs():
    space = "\N{NO-BREAK SPACE}"
    minus = "\N{MINUS SIGN}"
    assert words.number(Decimal("4449171.000000")) == "4,449,171"
    assert words.number(Decimal("100.000000")) == "100"
    assert words.number(Decimal("-0.120000")) == f"{minus}0.12"
    assert words.plain(Decimal("-4449171.500000")) == "-4449171.5"
    assert words.plain(None) == ""
    assert words.compact(Decimal(1_234_567_890)) == f"1.2{space}bn"
    assert words.tonnes(Decimal("718491")) == f"718{space}kt"
    assert words.tonnes(Decimal("12")) == f"12{space}t"
    assert words.percent(Decimal("-5.04")) == f"{minus}5.0{space}%"
    assert words.percent(None) == "–"
    assert words.band(Decimal("1.5"), Decimal("2.5")) == "1.5 to 2.5"
    assert words.band(Decimal(1), Decimal(1)) == "exact"


def test_a_site_is_never_written_over_another(connection, release):
    with pytest.raises(FileExistsError, match="site"):
        write_site(connection, release, STAMP)


def test_an_empty_release_has_pages_too(empty_warehouse, tmp_path):
    write_site(empty_warehouse, tmp_path, STAMP)

    index = html.fromstring((tmp_path / "site" / "index.html").read_bytes())
    assert texts(index, "//ul[@class='tiles']//b")[:3] == ["0", "–", "0"]
