"""What DuckDB 1.4 and 1.5 read of a release: files outlive the programs that made them.

Each version is installed once, into a folder of its own that git ignores.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

CLIENTS = Path(__file__).resolve().parents[2] / ".old-clients"

ASK = """
import json, sys, duckdb
with duckdb.connect(sys.argv[1], read_only=True) as snapshot:
    tables = [name for (name,) in snapshot.execute(
        "select table_name from information_schema.tables").fetchall()]
    for name in tables:
        snapshot.execute(f'from "{name}"').fetchall()
    print(json.dumps({
        "version": duckdb.__version__,
        "tables": len(tables),
        "fact": snapshot.execute(
            "select figure_id, amount::varchar from fact_figure order by all"
        ).fetchall(),
        "mart": snapshot.execute(
            "select amount_tco2e::varchar, is_in_total_market from mart_emissions "
            "order by fiscal_year"
        ).fetchall(),
        "known": snapshot.execute(
            "select figure_id from figure_as_known_on('2024-03-01') order by all"
        ).fetchall(),
        "unknown": snapshot.execute(
            "select count(*) from figure_as_known_on('2024-02-29')"
        ).fetchall(),
    }))
"""


@pytest.fixture(params=["1.4.*", "1.5.0"])
def client(request):
    folder = CLIENTS / f"duckdb-{request.param.removesuffix('.*')}"
    if not (folder / "duckdb" / "__init__.py").is_file():
        installed = subprocess.run(
            [
                *(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"),
                *("--disable-pip-version-check", "--target", str(folder)),
                f"duckdb=={request.param}",
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        assert installed.returncode == 0, (
            f"DuckDB {request.param} could not be installed, so nobody knows whether "
            f"it reads a release. Is there a package index? {installed.stderr}"
        )
    return request.param, folder


def test_an_old_client_reads_every_table_view_and_macro(client, rich_release):
    wanted, folder = client
    answer = subprocess.run(
        [sys.executable, "-c", ASK, str(rich_release / "scopebook.duckdb")],
        env={"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 0, answer.stderr
    told = json.loads(answer.stdout)
    assert told.pop("version").startswith(wanted.removesuffix("*"))
    assert told.pop("tables") > 80
    assert told == {
        "fact": [["f_1", "-5.250000"], ["f_2", "1000000.000000"]],
        "mart": [["1000000.000000", True], ["-5.250000", True]],
        "known": [["f_1"], ["f_2"]],
        "unknown": [[0]],
    }
