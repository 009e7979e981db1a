"""What reads the releases: shown in the lineage, made elsewhere.

They tell whoever changes a table who will notice. Each names the tables that it reads.
"""

import dagster as dg

GROUP = "exposures"

EXPOSURES = (
    dg.AssetSpec(
        "release_page",
        deps=["published_snapshot"],
        group_name=GROUP,
        kinds={"html"},
        description=(
            "The page of each release, site/index.html beside its database: overview, "
            "a page per company, methods and data quality. See docs/site.md."
        ),
    ),
    dg.AssetSpec(
        "release_files",
        deps=["published_snapshot"],
        group_name=GROUP,
        kinds={"parquet", "csv", "excel"},
        description=(
            "Parquet of every published table, CSV and Excel of the marts, and a data "
            "package that describes them. See docs/files.md."
        ),
    ),
    dg.AssetSpec(
        "ad_hoc_sql",
        deps=["published_snapshot"],
        group_name=GROUP,
        kinds={"duckdb"},
        description=(
            "Whoever asks the snapshot in SQL: scopebook sql, the DuckDB command line, "
            "Python, notebooks. See docs/sql.md."
        ),
    ),
    dg.AssetSpec(
        "superset_dashboard",
        deps=[
            "mart_emissions",
            "mart_changes",
            "mart_claims",
            "mart_progress",
            "quarantine_figure",
            "published_snapshot",
        ],
        group_name=GROUP,
        kinds={"superset"},
        description=(
            "The dashboard in bi/superset: emissions, changes and claims, progress to "
            "targets, data quality. See docs/bi.md."
        ),
    ),
)
