"""What the charts draw: one Vega-Lite specification a kind, and the data of each page.

The specifications are made once a site, with Altair, and lie in ``assets/charts.js``;
pages hold their data alone. Colours are chosen to be told apart by colour-blind
readers, and to stand out on light and on dark paper; text takes its colour from the
style sheet, so that a change of theme needs no new drawing.
"""

import json
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from pipelines.publish.site.rows import Row
from pipelines.publish.site.words import tonnes

if TYPE_CHECKING:
    import altair as alt

#: Verdicts in the order in which they are told, with their colours.
VERDICTS = {
    "confirmed": "#178a78",
    "contradicted": "#d0572f",
    "unverifiable": "#858b96",
}
_METHODS = {
    "market-based": "#3f7fc9",
    "location-based": "#d0812a",
    "method not stated": "#858b96",
    "one method": "#178a78",
}
_METHOD_NAMES = {
    "market": "market-based",
    "location": "location-based",
    "unspecified": "method not stated",
}
_SCOPES = {"Scope 1": "#178a78", "Scope 2": "#3f7fc9", "Scope 3": "#a06bd0"}

_FAMILIES = {
    "scope_1": "Scope 1",
    "scope_2": "Scope 2",
    "scope_1_2": "Scopes 1 and 2",
    "scope_3": "Scope 3",
    "scope_1_2_3": "Scopes 1, 2 and 3",
    "scope_3_plus": "Scope 3+",
}
_DATA = "points"


def chart_script() -> str:
    """Return the script that holds every specification, by the kind of chart."""
    specs = {
        "emissions": _emissions(),
        "emissions_with_breaks": _emissions_with_breaks(),
        "verdicts": _verdicts(),
        "coverage": _coverage(),
    }
    text = json.dumps({kind: _spec(chart) for kind, chart in specs.items()})
    return f"window.scopebookCharts = {text};\n"


def drawing_script() -> str:
    """Return Vega, Vega-Lite and Vega-Embed in one script that asks no network.

    Raises:
        ValueError: the bundled libraries cannot draw what Altair describes.
    """
    import altair as alt
    import vl_convert

    version = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
    script = vl_convert.javascript_bundle(
        "window.vegaEmbed = vegaEmbed;", vl_version=version
    )
    return f"/* See LICENSES.txt. */\n(() => {{\n{script}\n}})();\n"


def emission_panels(points: Iterable[Row]) -> list[Row]:
    """Make the charts of a company: one for each measure and kind of scope.

    Scopes differ by orders of magnitude, so each has a scale of its own; methods of
    Scope 2 are drawn together, never added. A single year needs no chart.
    """
    panels = []
    for (measure, family), group in groupby(
        points, itemgetter("measure_name", "family")
    ):
        rows = [row for row in group if row["amount"] is not None]
        if len({row["fiscal_year"] for row in rows}) < 2:
            continue
        boundaries = len({row["boundary"] for row in rows}) > 1
        data = [_point(row, boundaries) for row in rows]
        has_breaks = any(row["is_series_break"] for row in rows)
        panels.append(
            {
                "kind": "emissions_with_breaks" if has_breaks else "emissions",
                "measure": measure,
                "scope": _FAMILIES.get(family, rows[0]["scope_name"]),
                "data": data,
                "text": _panel_text(measure, family, data),
            }
        )
    return panels


def verdict_data(claims: Sequence[Row]) -> list[Row]:
    """Count the claims of each verdict."""
    return [
        {
            "verdict": verdict,
            "claims": sum(claim["verdict"] == verdict for claim in claims),
        }
        for verdict in VERDICTS
    ]


def coverage_data(years: Iterable[Row]) -> list[Row]:
    """Count the companies that state each scope, year by year."""
    return [
        {"year": year["fiscal_year"], "scope": scope, "companies": year[column]}
        for year in years
        for scope, column in zip(
            _SCOPES, ("scope_1", "scope_2", "scope_3"), strict=True
        )
    ]


def _point(row: Row, boundaries: bool) -> Row:
    series = _METHOD_NAMES.get(row["method"], "one method")
    boundary = row["boundary"].replace("_", " ")
    line = f"{series}/{row['boundary']}/{row['segment']}"
    point = {
        "year": row["fiscal_year"],
        "amount": float(row["amount"]),
        "low": float(row["low"]),
        "high": float(row["high"]),
        "series": series,
        "line": line,
        "origin": row["origin"],
        "break": row["is_series_break"],
    }
    return point | {"boundary": boundary} if boundaries else point


def _panel_text(measure: str, family: str, data: Sequence[Row]) -> str:
    """Say in words what a panel draws, for readers who do not see it."""
    told = []
    ordered = sorted(data, key=itemgetter("series", "year"))
    for series, group in groupby(ordered, itemgetter("series")):
        points = list(group)
        first, last = points[0], points[-1]
        name = "" if series == "one method" else f"{series}, "
        told.append(
            f"{name}{first['year']}: {tonnes(first['amount'])} CO2e, "
            f"{last['year']}: {tonnes(last['amount'])} CO2e"
        )
    scope = _FAMILIES.get(family, "")
    return f"{measure}, {scope}. {'; '.join(told)}. The table below has every figure."


def _spec(chart: "alt.LayerChart | alt.FacetChart") -> dict[str, Any]:
    spec = chart.to_dict()
    # The version of the schema is an address; pages name none that they do not need.
    del spec["$schema"]
    return spec


def _emissions() -> "alt.LayerChart | alt.FacetChart":
    import altair as alt

    color = (
        alt.Color("series:N")
        .legend(None)
        .scale(domain=list(_METHODS), range=list(_METHODS.values()))
    )
    years = alt.X("year:Q").title(None).scale(nice=False, zero=False, padding=18)
    x = years.axis(
        # Between two years there is none.
        labelExpr="datum.value % 1 ? '' : format(datum.value, 'd')",
        grid=False,
        tickCount=6,
    )
    amounts = alt.Axis(
        tickCount=4, labelExpr="replace(format(datum.value, '~s'), 'G', 'bn')"
    )
    y = alt.Y("amount:Q").title(None).axis(amounts)
    data = alt.NamedData(_DATA)
    base = alt.Chart(data).encode(x=x, color=color, detail="line:N")
    tooltip = [
        alt.Tooltip("year:Q", title="Fiscal year", format="d"),
        alt.Tooltip("series:N", title="Scope 2"),
        alt.Tooltip("amount:Q", title="tCO2e", format=",.2~f"),
        alt.Tooltip("low:Q", title="at least", format=",.2~f"),
        alt.Tooltip("high:Q", title="at most", format=",.2~f"),
        alt.Tooltip("origin:N", title="Figure"),
    ]
    band = base.mark_area(opacity=0.22).encode(
        y=alt.Y("low:Q").title(None), y2="high:Q"
    )
    whisker = base.mark_rule(strokeWidth=9, opacity=0.28).encode(
        y=alt.Y("low:Q").title(None), y2="high:Q"
    )
    line = base.mark_line(strokeWidth=2).encode(y=y)
    printed = alt.datum.origin == "printed"
    marks = base.mark_point(size=58, strokeWidth=2, filled=False, opacity=1).encode(
        y=y,
        shape=alt.Shape("series:N")
        .legend(None)
        .scale(domain=list(_METHODS), range=["circle", "square", "diamond", "circle"]),
        fill=alt.Fill("series:N")
        .legend(None)
        .scale(domain=list(_METHODS), range=list(_METHODS.values())),
        fillOpacity=alt.condition(printed, alt.value(1), alt.value(0)),
        tooltip=tooltip,
    )
    layers = alt.layer(band, whisker, line, marks)
    return layers.properties(width="container", height=170)


def _emissions_with_breaks() -> "alt.LayerChart | alt.FacetChart":
    """Add where a series breaks: a kind of its own, as nothing is no range to draw."""
    import altair as alt

    breaks = (
        alt.Chart(alt.NamedData(_DATA))
        .transform_filter("datum.break")
        .transform_calculate(between="datum.year - 0.5")
        .mark_rule(strokeDash=[4, 4], strokeWidth=1.5, color="#858b96")
        .encode(x="between:Q")
    )
    return _emissions() + breaks


def _verdicts() -> "alt.LayerChart | alt.FacetChart":
    import altair as alt

    base = alt.Chart(alt.NamedData(_DATA)).encode(
        x=alt.X("claims:Q").title("stated changes").axis(tickMinStep=1, grid=False),
        y=alt.Y("verdict:N")
        .title(None)
        .sort(list(VERDICTS))
        .axis(ticks=False, domain=False, labelPadding=8),
    )
    bars = base.mark_bar(height=26, cornerRadiusEnd=3).encode(
        color=alt.Color("verdict:N")
        .legend(None)
        .scale(domain=list(VERDICTS), range=list(VERDICTS.values()))
    )
    numbers = base.mark_text(align="left", dx=6, fontSize=13, fontWeight=600).encode(
        text="claims:Q"
    )
    return alt.layer(bars, numbers).properties(width="container", height=150)


def _coverage() -> "alt.LayerChart | alt.FacetChart":
    import altair as alt

    bars = (
        alt.Chart(alt.NamedData(_DATA))
        .mark_bar()
        .encode(
            x=alt.X("year:O").title(None).axis(labelAngle=0, labelOverlap=True),
            xOffset=alt.XOffset("scope:N"),
            y=alt.Y("companies:Q").title("companies").axis(tickCount=4, tickMinStep=1),
            color=alt.Color("scope:N")
            .legend(None)
            .scale(domain=list(_SCOPES), range=list(_SCOPES.values())),
            tooltip=["year:O", "scope:N", "companies:Q"],
        )
    )
    return alt.layer(bars).properties(width="container", height=150)
