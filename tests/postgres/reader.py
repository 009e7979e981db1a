"""A reader of one kind, in a process of its own: reads until its input is closed.

Arguments: a URL and the kind. Prints what it saw as JSON: how many answers, how many
mixed ones, the words of the releases, the errors, and the longest wait in seconds.
"""

import json
import select
import sys
import time

import psycopg

WORDS = """
    select dim_company.name, dim_measure.name, (select count(*) from {0}fact_figure)
    from {0}dim_company cross join {0}dim_measure
"""
ROWS = {"first": 300, "second": 500}


def parts(ask, pause):
    """Read the parts of an answer one by one, as a report does."""
    company = ask("select name from scopebook.dim_company")[0]
    time.sleep(pause)
    rows = ask("select count(*) from scopebook.fact_figure")[0]
    return company, ask("select name from scopebook.dim_measure")[0], rows


def statements(url, schema="scopebook.", **options):
    connection = psycopg.connect(url, autocommit=True, **options)
    return lambda: connection.execute(WORDS.format(schema)).fetchone()


def reconnecting(url):
    def read():
        with psycopg.connect(url, autocommit=True) as connection:
            return connection.execute(WORDS.format("scopebook.")).fetchone()

    return read


def pooled(url):
    import sqlalchemy as sa

    engine = sa.create_engine(url.replace("postgresql:", "postgresql+psycopg:"))

    def read():
        with engine.connect() as connection:
            return connection.execute(sa.text(WORDS.format("scopebook."))).fetchone()

    return read


def transactions(url, level, pause, first="select 1"):
    connection = psycopg.connect(url)
    connection.isolation_level = level

    def read():
        with connection.transaction():
            connection.execute(first)
            return parts(lambda query: connection.execute(query).fetchone(), pause)

    return read


COMMITTED = psycopg.IsolationLevel.READ_COMMITTED
REPEATABLE = psycopg.IsolationLevel.REPEATABLE_READ

KINDS = {
    "statement": statements,
    "prepared": lambda url: statements(url, prepare_threshold=0),
    "search_path": lambda url: statements(
        url,
        "",
        options="-c search_path=scopebook -c plan_cache_mode=force_generic_plan",
    ),
    "reconnecting": reconnecting,
    "pooled": pooled,
    "read_committed": lambda url: transactions(url, COMMITTED, 0.02),
    "repeatable_read": lambda url: transactions(url, REPEATABLE, 0.02),
    "slow_report": lambda url: transactions(
        url, REPEATABLE, 0.1, "select pg_sleep(0.1)"
    ),
}


def main(url, kind):
    read = KINDS[kind](url)
    seen = {"answers": 0, "mixed": [], "words": [], "errors": [], "longest": 0.0}
    while not select.select([sys.stdin], [], [], 0)[0]:
        started = time.monotonic()
        try:
            company, measure, rows = read()
        except Exception as error:
            seen["errors"].append(str(error))
            break
        seen["longest"] = max(seen["longest"], time.monotonic() - started)
        seen["answers"] += 1
        if company != measure or rows != ROWS[company]:
            seen["mixed"].append([company, measure, rows])
        if company not in seen["words"]:
            seen["words"].append(company)
        time.sleep(0.02)
    print(json.dumps(seen))


if __name__ == "__main__":
    main(*sys.argv[1:])
