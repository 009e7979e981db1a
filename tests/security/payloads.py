"""What names and words of documents carry to whoever shows or keeps them."""

import csv
from pathlib import Path

from openpyxl import Workbook

#: A payload of each kind, as a cell, a title or a company's name may be.
PAYLOADS = {
    "sql": "Robert'); drop table raw_figure; --",
    "quotes": "a\"b'c\\'d''e",
    "path": "../../../../etc/passwd",
    "script": '"></script><script>alert(1)</script>',
    "image": "'\"><img src=x onerror=alert(1)><svg onload=alert(1)>",
    "markdown": "[x](javascript:alert(1)) ![y](http://evil.example/y.png) `a|b` **c**",
    "formula": "=cmd|'/C calc'!A0",
    "plus": '+HYPERLINK("http://evil.example","x")',
    "minus": "-2+3",
    "at": "@SUM(1+1)",
    "tab": "\t=1+1",
    "ansi": "\x1b[31mred\x1b]0;title\x07\x1b[2J\x9b31m",
    "line": 'end\n{"level": "ERROR", "event": "forged"}\r\nrelease    forged\x85\u2028',
    "direction": "report\u202efdp.exe\u2066\u200f",
    "template": "{{ 7*7 }}{% raw %}${7*7}#{7*7}<%= 7*7 %>",
    "format": "%s %n %(x)s %d $1 \\1 {0} {x!r}",
    "markup": "[red]red[/red] [link=http://evil.example]x[/link] :smile: [/]",
    "long": "long " + "x" * 3000,
}

HEADER = ["page", "locator", "org_unit", "measure", "scope", "period", "value", "unit"]
HEADER += ["change", "basis", "note"]
DESCRIBED = ["path", "company", "title", "publisher", "source_kind", "published_on"]
DESCRIBED += ["url", "attribution"]
#: What the name of a sheet may not hold.
_BANNED = "[]:*?/\\"


def write_hostile_reports(reports: Path) -> None:
    """Write documents whose names and words are payloads, and describe them."""
    catalogue = [DESCRIBED]
    for kind, payload in PAYLOADS.items():
        sheet = reports / file_name(payload) / f"{file_name(payload)}.csv"
        write_rows(sheet, HEADER, *_figures(payload))
        relative = str(sheet.relative_to(reports))
        url = f"javascript:alert('{kind}')"
        described = [payload] * 3 + ["press", "2024-05", url, payload]
        catalogue.append([relative, *described])
    # What the folder's name says of the company, where the catalogue says nothing.
    for payload in PAYLOADS.values():
        unlisted = reports / f"by folder {file_name(payload)}" / "report.csv"
        write_rows(unlisted, HEADER, *_figures(payload)[1:])
    write_rows(reports / "catalogue.csv", *catalogue)
    _write_workbook(reports / "sheets" / "=1+1.xlsx")
    unreadable = reports / file_name(PAYLOADS["line"]) / file_name(PAYLOADS["ansi"])
    unreadable.with_suffix(".exe").write_bytes(b"MZ")
    page = "".join(
        f"<h1>{payload}</h1><table><tr><th>{payload}</th><th>2024</th></tr>"
        f"<tr><td>Scope 1 (tCO2e) {payload}</td><td>1,234</td></tr></table>"
        for payload in PAYLOADS.values()
    )
    html = reports / "pages" / "report.html"
    html.parent.mkdir()
    html.write_text(f"<html><title>{PAYLOADS['script']}</title>{page}</html>")


def file_name(payload: str) -> str:
    """Return a payload as a file may be called: at most 80 characters, not hidden."""
    return payload.replace("/", "\N{DIVISION SLASH}").lstrip(".\t")[:80]


def write_rows(file: Path, *rows: list[str]) -> None:
    """Write a CSV file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows(rows)


def _figures(payload: str) -> list[list[str]]:
    """Figures that are accepted, with words of the payload; and one that is held."""
    told = {"page": payload, "locator": payload, "org_unit": payload}
    told |= {"basis": payload, "note": payload}
    rows = [
        {"measure": "ghg_emissions_gross", "scope": "1", "value": "1,234,567"}
        | {"unit": "tCO2e", "period": "FY2024", "change": "5"},
        {"measure": "ghg_emissions_gross", "scope": "1", "value": "1,200,000"}
        | {"unit": "tCO2e", "period": "FY2023"},
        {"measure": payload, "scope": payload, "value": payload}
        | {"unit": payload, "period": payload, "change": payload},
    ]
    group = rows[0] | told | {"org_unit": "group"}
    everyone = [group, *(row | told for row in rows)]
    return [[row.get(column, "") for column in HEADER] for row in everyone]


def _write_workbook(file: Path) -> None:
    """Write a sheet for each payload, under as much of it as Excel lets a name be."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for number, payload in enumerate(PAYLOADS.values()):
        name = "".join(
            sign for sign in payload if sign.isprintable() and sign not in _BANNED
        )
        sheet = workbook.create_sheet(f"{name.strip(chr(39))[:26]} {number}")
        words = "".join(sign for sign in payload if sign >= " ")[:200]
        sheet.append([f"Emissions {words}", "2023", "2024"])
        sheet.append(["Scope 1 (tCO2e)", 1234 + number, 2345 + number])
    file.parent.mkdir()
    workbook.save(file)
