"""`scopebook trace` leads from a number back to the words in the document."""

import pytest

pytestmark = pytest.mark.usefixtures("published")

FIGURE = """\
figure f_2024
  of           acme, group, operational_control, FY2024, emission_reductions, \
scope_unspecified
  printed      2.320 MtCO2e
  read as      2,320,000 tCO2e
  unit         magnitude: Tonnes would be less than a single truck emits.
  document     Sustainability Report 2024, Acme Corp, 2024-07
  file         Acme/report-2024.csv
  page         63
  at           table 2, row 4
  address      https://acme.example/2024.pdf

"""


def indented(text):
    return "".join(
        f"  {line}" if line.strip() else line for line in text.splitlines(True)
    )


def test_a_figure_leads_to_its_page(ask):
    assert ask("trace", "f_2024").stdout == FIGURE


def test_a_metric_leads_to_its_figures(ask):
    result = ask("trace", "acme/group/2024/emission_reductions/scope_unspecified")

    assert result.stdout == (
        "emission_reductions = 2,320,000 tCO2e\n"
        "  metric       acme/group/2024/emission_reductions/scope_unspecified\n"
        "  company      acme\n"
        "  org unit     group\n"
        "  fiscal year  FY2024\n"
        "  scope        scope_unspecified\n"
        "  boundary     operational_control\n"
        "\n"
    ) + indented(FIGURE)


@pytest.mark.parametrize(
    "name",
    [
        "acme/group/2024/emission_reductions",
        "acme/group/FY2024/emission_reductions/",
    ],
)
def test_the_scope_may_be_left_out(ask, name):
    result = ask("trace", name)

    assert result.stdout.startswith("emission_reductions = 2,320,000 tCO2e\n")
    assert "change_pct" not in result.stdout


def test_the_first_parts_of_a_name_find_all_metrics_below_it(ask):
    output = ask("trace", "acme/group").stdout

    assert output.startswith("emission_reductions = 2,320,000 tCO2e\n")
    assert "\nemission_reductions_change_pct = 63.4954 %\n" in output


def test_a_part_of_a_word_is_not_a_name(ask):
    assert ask("trace", "acme/gro").exit_code == 1


def test_a_claim_leads_to_its_verdict_and_to_both_figures(ask):
    output = ask("trace", "c_1").stdout

    assert output.startswith(
        "claim c_1: confirmed\n"
        "  of           acme, group, operational_control, FY2024, "
        "emission_reductions, scope_unspecified\n"
        "  printed      63.5 percent year on year\n"
        "  recomputed   63.4954 %; rounding allows 63.1 to 63.9\n"
    )
    assert "  context      a 63.5 percent improvement\n" in output
    assert "\n  figure f_2023\n" in output
    assert "\n  figure f_2024\n" in output


def test_a_figure_in_quarantine_says_why(ask):
    output = ask("trace", "f_odd").stdout

    assert output.startswith("figure f_odd: in quarantine\n")
    assert "  printed      12 barrels\n" in output
    assert "  quarantine   unit_is_known: The unit is printed and known.\n" in output


def test_what_a_document_prints_cannot_command_the_terminal(ask):
    output = ask("trace", "f_odd").stdout

    assert "emissions \ufffd[31m[bold]" in output
    assert "\x1b" not in output


def test_a_claim_in_quarantine_says_why(ask):
    output = ask("trace", "c_odd").stdout

    assert output.startswith("claim c_odd: in quarantine\n")
    assert "  of           acme, FY2024, vibes\n" in output
    assert "measure_is_known: The measure is known." in output


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "acme/group/2024/emission_reduction",
            "near to it: acme/group/2024/emission_reductions/scope_unspecified, ",
        ),
        ("f_none", "no figure of this id"),
        ("c_none", "no claim of this id"),
        ("%", "no metric, figure or claim"),
    ],
)
def test_what_is_not_there_is_said_with_what_is_near(ask, name, message):
    result = ask("trace", name)

    assert result.exit_code == 1
    assert message in result.stderr
    assert result.stdout == ""
