"""How well documents are read, how fast, and in how much memory.

Quality is measured on a development set of real reports that lies beside the checkout
and is no part of it: text pages whose every emissions figure is labelled, whole PDF
reports of which some are, and a press article. It brings its own scoring script. Where
the set is missing, only the bundled documents are measured, and only for their speed.

Speed counts the CPU time of the worker processes, their start included; memory is the
most that any one of them took.
"""

import csv
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipelines.ingest.document_files import DESCRIPTIONS, walk
from pipelines.ingest.readers import FIGURE_SHEETS, reader_for
from pipelines.ingest.workers import Job, read_documents

PROJECT_FOLDER = Path(__file__).resolve().parents[1]
BUNDLED = PROJECT_FOLDER / "reports"
DEVELOPMENT_SET = PROJECT_FOLDER.parent / "shared" / "extraction"

SCORE = re.compile(r"recall (\S+) precision (\S+) f1 (\S+)")
NEAR = 0.005
# Not every figure of a report is labelled; those that nobody labelled do not count.
PARTIAL = ("--partial",)


@dataclass(frozen=True)
class Documents:
    """Some documents of the development set, and the answers that belong to them."""

    name: str
    folder: Path
    gold: Path
    options: tuple[str, ...] = ()


def main() -> None:
    """Print one table of quality and one of cost."""
    sets = list_sets()
    if not sets:
        print(f"{DEVELOPMENT_SET} is not there, so quality is not measured.\n")
    print_table(
        ("documents", "precision", "recall", "F1"), [measure_quality(s) for s in sets]
    )
    folders = [(each.name, each.folder) for each in sets] + [("bundled", BUNDLED)]
    header = ("documents", "files", "pages", "pages/s and core", "peak MB per worker")
    print_table(header, [measure_cost(*each) for each in folders])


def list_sets() -> list[Documents]:
    """List the parts of the development set that are there."""
    folder = DEVELOPMENT_SET / "dev"
    known = [
        Documents("text pages", folder / "text", folder / "text_gold.csv"),
        Documents("PDF reports", folder / "pdf", folder / "pdf_gold.csv", PARTIAL),
        Documents("press article", folder / "article", folder / "article_gold.csv"),
    ]
    return [each for each in known if each.gold.exists()]


def measure_quality(documents: Documents) -> tuple[str, ...]:
    """Return precision, recall and F1 of what is extracted."""
    if "kind" in next(read_rows(documents.gold)):
        return (documents.name, *score_statements(documents))
    with tempfile.NamedTemporaryFile(suffix=".csv") as predicted:
        predicted.write(extract(documents.folder).encode())
        predicted.flush()
        script = DEVELOPMENT_SET / "score.py"
        answer = run(script, predicted.name, documents.gold, *documents.options)
    found = SCORE.search(answer)
    if not found:
        sys.exit(f"{script} printed no scores: {answer}")
    recall, precision, f1 = found.groups()
    return documents.name, precision, recall, f1


def score_statements(documents: Documents) -> tuple[str, str, str]:
    """Compare all that an article states, of any measure, with its answers."""
    gold = list(read_rows(documents.gold))
    printed = {
        "figure": extract(documents.folder),
        "claim": extract(documents.folder, "--claims"),
        "target": extract(documents.folder, "--targets"),
    }
    stated = [
        (kind, row)
        for kind, text in printed.items()
        for row in csv.DictReader(text.splitlines())
    ]
    expected = [*map(by_kind, gold), *(("claim", row) for row in gold if has_both(row))]
    found = sum(any(agrees(*answer, *each) for each in stated) for answer in expected)
    right = sum(any(agrees(*answer, *each) for answer in expected) for each in stated)
    recall, precision = found / len(expected), right / len(stated) if stated else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return f"{precision:.3f}", f"{recall:.3f}", f"{f1:.3f}"


def by_kind(row: dict[str, str]) -> tuple[str, dict[str, str]]:
    """Say whether an answer is a figure, a claim or a target."""
    return row["kind"], row


def has_both(row: dict[str, str]) -> bool:
    """Tell whether an answer is a figure with a stated change."""
    return row["kind"] == "figure" and bool(row["change_pct"])


def agrees(
    kind: str, answer: dict[str, str], read_as: str, row: dict[str, str]
) -> bool:
    """Tell whether a statement is the one that an answer names."""
    prefix = "target_" if kind == "target" else ""
    return (
        kind == read_as
        and row["measure"] == prefix + answer["measure"]
        and answer["org_unit"] in row["org_unit"]
        and row["scope"].startswith(answer["scope"])
        and answer["fiscal_year"] in row["fiscal_year"]
        and amounts_agree(kind, answer, row)
    )


def amounts_agree(kind: str, answer: dict[str, str], row: dict[str, str]) -> bool:
    """Compare values, or changes; a target of a year has no other number."""
    if kind == "target":
        return True
    name = "change_pct" if kind == "claim" else "value"
    truth, read = float(answer[name]), float(row[name] or "nan")
    return abs(read - truth) <= NEAR * abs(truth)


def measure_cost(name: str, folder: Path) -> tuple[str, ...]:
    """Read all documents of a folder that need a worker; return speed and memory.

    The workers of one folder are told from those of others by a process of their own.
    """
    answer = run(Path(__file__), "--cost", folder)
    return (name, *answer.split())


def print_cost(folder: Path) -> None:
    """Print files, pages, pages a second and core, and the memory of a worker."""
    jobs = list(list_jobs(folder))
    pages = sum(
        (answer.document.page_count or 1)
        for _, answer in read_documents(jobs)
        if answer.document
    )
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = usage.ru_utime + usage.ru_stime
    print(len(jobs), pages, f"{pages / seconds:.1f}", f"{usage.ru_maxrss / 1024:.0f}")


def list_jobs(folder: Path) -> Iterator[Job]:
    """List the documents of a folder that are no figure sheets."""
    for path in sorted(walk(folder)):
        reader = reader_for(path) if path.name not in DESCRIPTIONS else None
        if reader and reader is not FIGURE_SHEETS:
            yield Job(path, reader.name)


def extract(folder: Path, *options: str) -> str:
    """Return what ``scopebook extract`` prints of a folder, as CSV."""
    script = "from pipelines.command_line import app; app()"
    return run("-c", script, "extract", folder, "--format", "csv", *options)


def run(*arguments: object) -> str:
    """Return what a Python process prints."""
    return subprocess.run(  # noqa: S603  (our own arguments)
        [sys.executable, *map(str, arguments)],
        check=True,
        cwd=PROJECT_FOLDER,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ).stdout


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    """Read the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def print_table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """Print a table as docs/extraction.md shows it; without rows, nothing."""
    lines = [" | ".join(row) for row in rows]
    if lines:
        rule = " | ".join("---" for _ in header)
        print(*(f"| {line} |" for line in (" | ".join(header), rule, *lines)), sep="\n")
        print()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--cost"]:
        print_cost(Path(sys.argv[2]))
    else:
        main()
