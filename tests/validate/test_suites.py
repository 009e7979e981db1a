"""Names of suites are cheap to know; the suites themselves come when they run."""

import subprocess
import sys

from pipelines.validate.suites import describe_suite

WITHOUT_SUITES = """
import sys
from pipelines.validate.suite_checks import load_quarantine, load_suite_checks

load_quarantine(), load_suite_checks()
print("great_expectations" in sys.modules)
"""


def test_dagster_learns_of_the_checks_without_great_expectations():
    run = subprocess.run(
        [sys.executable, "-c", WITHOUT_SUITES], capture_output=True, text=True
    )

    assert (run.stdout, run.stderr) == ("False\n", "")


def test_a_suite_is_described_by_its_module():
    assert describe_suite("metric_total").startswith(
        "Expectations of metric_total: printed and computed totals"
    )


def test_a_table_without_a_module_is_described_as_well():
    assert describe_suite("dim_other") == (
        "Expectations of dim_other: keys are unique, references exist."
    )
