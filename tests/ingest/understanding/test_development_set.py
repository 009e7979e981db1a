"""Real reports beside the checkout, scored against what experts found there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[3]
EXTRACTION = CHECKOUT.parent / "shared" / "extraction"
SCORER = EXTRACTION / "score.py"
LONGEST_SECONDS = 300

pytestmark = pytest.mark.skipif(
    not SCORER.exists(),
    reason=f"The reports in {EXTRACTION} are not beside the checkout",
)


def _run(*arguments: str | Path) -> str:
    """Run Python with arguments from the checkout, and return what it prints."""
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        timeout=LONGEST_SECONDS,
        check=True,
    ).stdout


def _score(kind: str, folder: Path, *options: str) -> dict[str, float]:
    """Extract the figures of a kind of documents as a user does, and score them."""
    documents = EXTRACTION / "dev" / kind
    command = "from pipelines.command_line import app; app()"
    predicted = folder / f"{kind}.csv"
    predicted.write_text(
        _run("-c", command, "extract", documents, "--format", "csv"), encoding="utf-8"
    )
    gold = EXTRACTION / "dev" / f"{kind}_gold.csv"
    said = _run(SCORER, predicted, gold, *options)
    return {name: float(value) for name, value in re.findall(r"(\w+) ([\d.]+)", said)}


def test_text_pages_are_read_as_the_experts_did(tmp_path: Path) -> None:
    score = _score("text", tmp_path)

    assert score["cells"] > 200
    assert score["precision"] >= 0.90
    assert score["recall"] >= 0.80


def test_figures_of_whole_reports_are_found(tmp_path: Path) -> None:
    score = _score("pdf", tmp_path, "--partial")

    assert score["cells"] > 50
    assert score["precision"] >= 0.90
    assert score["recall"] >= 0.75
