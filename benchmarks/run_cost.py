"""What a run costs, in CPU seconds, and how much of it is importing libraries.

Each line is the median of five processes. The last line is what is left for Scopebook's
own code, DuckDB, Dagster's bookkeeping and the suites.
"""

import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

PROJECT_FOLDER = Path(__file__).resolve().parents[1]
REPEATS = 5


def main() -> None:
    """Time the imports, a first run, and a run with nothing new."""
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Path(folder) / "warehouse"
        imports = measure("-c", "import dagster, great_expectations")
        first = measure(*run_command(warehouse), before=lambda: clear(warehouse))
        again = measure(*run_command(warehouse))
    for name, seconds in [
        ("importing dagster and great_expectations", imports),
        ("scopebook run, all documents new", first),
        ("scopebook run, nothing new", again),
        ("a first run beside the imports", first - imports),
    ]:
        print(f"{name:<42} {seconds:6.2f} s of CPU")


def run_command(warehouse: Path) -> list[str]:
    """The arguments of a run on the bundled reports."""
    return [
        "-c",
        "from pipelines.command_line import app; app()",
        "run",
        "--reports",
        str(PROJECT_FOLDER / "reports"),
        "--warehouse",
        str(warehouse),
    ]


def clear(warehouse: Path) -> None:
    """Remove what an earlier run left."""
    shutil.rmtree(warehouse, ignore_errors=True)


def measure(*arguments: str, before: object = None) -> float:
    """Return the median CPU seconds of a Python process, its children with it."""
    seconds = []
    for _ in range(REPEATS):
        if callable(before):
            before()
        start = used()
        subprocess.run(  # noqa: S603  (our own arguments)
            [sys.executable, *arguments],
            check=True,
            cwd=PROJECT_FOLDER,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        seconds.append(used() - start)
    return median(seconds)


def used() -> float:
    """CPU seconds of all child processes that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main()
