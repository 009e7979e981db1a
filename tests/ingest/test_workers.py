"""Reading in processes: within limits, whatever a document does to its process."""

import subprocess
import sys
import time

import pytest

from pipelines.ingest import workers
from pipelines.ingest.workers import Job, Limits, read_documents

SHEET = "measure,period,value\nghg_emissions_gross,FY2024,{}\n"
FIGURES = '[{{"measure": "ghg_emissions_gross", "period": "FY2024", "value": {}}}]'

# What a worker does instead of reading, by the name of its document.
MISBEHAVING = """
import os, sys, time
from pipelines.ingest import workers

def misbehave(job, read=workers.read_document):
    match job.path.stem:
        case "hangs": time.sleep(60)
        case "crashes": os.abort()
        case "fails": raise ValueError("strange bytes")
        case "explodes": bytearray(8_000_000_000)
        case "prints": os.write(1, b"noise")
        case "exits": os._exit(3)
    return read(job)

workers.read_document = misbehave
workers.serve()
"""


@pytest.fixture
def make_jobs(tmp_path):
    """Return a function that writes documents and returns the jobs to read them."""

    def make(*names):
        jobs = []
        for number, name in enumerate(names, start=1):
            path = tmp_path / f"{name}.json"
            path.write_text(FIGURES.format(number), encoding="utf-8")
            jobs.append(Job(path, "json_facts"))
        return jobs

    return make


@pytest.fixture
def misbehaving(monkeypatch):
    monkeypatch.setattr(workers, "SERVE", MISBEHAVING)


def read(jobs, **limits):
    """Read jobs, and return what came of each: its figures' values or its problem."""
    answers = dict(read_documents(jobs, Limits(**limits)))
    return [
        answers[at].problem
        or [int(figure.number.value) for figure in answers[at].document.figures]
        for at in range(len(jobs))
    ]


def test_every_document_is_read(make_jobs):
    assert read(make_jobs("a", "b", "c", "d")) == [[1], [2], [3], [4]]


def test_a_document_that_cannot_be_read_says_why(make_jobs):
    good, bad, gone = make_jobs("good", "bad", "gone")
    bad.path.write_text("{", encoding="utf-8")
    gone.path.unlink()

    first, second, third = read([good, bad, gone])

    assert first == [1]
    assert second.startswith("bad.json is not JSON")
    assert third.startswith("The file cannot be opened: No such file")


@pytest.mark.usefixtures("misbehaving")
def test_a_document_that_hangs_is_left(make_jobs):
    started = time.monotonic()

    first, second = read(make_jobs("hangs", "good"), seconds=2)

    assert first.startswith("hangs.json was not read within 2 seconds. Save it anew")
    assert second == [2]
    assert time.monotonic() - started < 20


@pytest.mark.usefixtures("misbehaving")
@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("crashes", "ended the process that read it (signal 6)"),
        ("fails", "ended the process that read it (ValueError: strange bytes)"),
        ("exits", "ended the process that read it (code 3)"),
        ("explodes", "takes more than 1,000 MB to read"),
    ],
)
def test_a_document_that_ends_its_process_is_told(make_jobs, name, problem):
    jobs = make_jobs("before", name, "after", "later")

    before, told, after, later = read(jobs, memory_mb=1000)

    assert told.startswith(f"{name}.json {problem}. Save it anew")
    assert [before, after, later] == [[1], [3], [4]]


@pytest.mark.usefixtures("misbehaving")
def test_what_a_library_prints_does_no_harm(make_jobs):
    assert read(make_jobs("prints", "good")) == [[1], [2]]


def test_figure_sheets_need_no_process(tmp_path, monkeypatch):
    monkeypatch.setattr(workers, "SERVE", "raise SystemExit('a worker was started')")
    path = tmp_path / "sheet.csv"
    path.write_text(SHEET.format(7), encoding="utf-8")

    assert read([Job(path, "figure_sheet")]) == [[7]]


def test_progress_is_told(make_jobs, tmp_path):
    path = tmp_path / "sheet.csv"
    path.write_text(SHEET.format(7), encoding="utf-8")
    told = []

    jobs = [*make_jobs("a", "b"), Job(path, "figure_sheet")]
    list(read_documents(jobs, on_progress=lambda *each: told.append(each)))

    assert [each[:2] for each in told] == [(1, 3), (2, 3), (3, 3)]
    assert {each[2] for each in told} == {"a.json", "b.json", "sheet.csv"}
    assert told[0][2] == "sheet.csv"


def test_no_process_stays_when_reading_is_given_up(make_jobs, monkeypatch):
    started = []

    class Watched(subprocess.Popen):
        def __init__(self, *args, **more):
            super().__init__(*args, **more)
            started.append(self)

    monkeypatch.setattr(workers.subprocess, "Popen", Watched)

    answers = read_documents(make_jobs("a", "b", "c"))
    next(answers)
    answers.close()

    assert started
    assert all(process.poll() is not None for process in started)


def test_a_worker_imports_the_readers_only():
    code = (
        "import sys, pipelines.ingest.workers; "
        "print(*{name.split('.')[0] for name in sys.modules})"
    )

    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()

    heavy = {"dagster", "duckdb", "great_expectations", "pydantic", "pypdfium2", "lxml"}
    assert not heavy & set(loaded)
