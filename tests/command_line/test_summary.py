"""After a run, its numbers, the headlines, and what to look after."""

import io

import pytest
from rich.console import Console

from pipelines.command_line.summary import print_summary

pytestmark = pytest.mark.usefixtures("published")


@pytest.fixture
def summary(warehouse_folder):
    def summary(*warnings):
        console = Console(file=io.StringIO(), width=200)
        print_summary(console, warehouse_folder, "run-1", warnings)
        return [line.rstrip() for line in console.file.getvalue().splitlines()]

    return summary


def test_it_counts_documents_figures_and_claims(summary, published):
    assert summary()[1:6] == [
        "documents  2 read, 0 unchanged, 1 not read",
        "figures    2 accepted, 1 in quarantine",
        "claims     1 confirmed, 0 contradicted, 0 unverifiable",
        f"release    {published.name}",
        f"snapshot   {published.parents[1] / 'current' / 'scopebook.duckdb'}",
    ]


def test_a_headline_says_what_it_measures(summary):
    assert (
        "Acme Corp  FY2024  Emission reductions achieved  2,320,000 tCO2e  +63.5 %"
        "  on FY2023"
    ) in summary()


def test_warnings_are_told_and_many_are_counted(summary):
    lines = summary(*(f"document {number}" for number in range(12)))

    assert lines[-11:-9] == ["warning: document 0", "warning: document 1"]
    assert lines[-1] == "… and 2 more, in the log that `scopebook dev` shows."
