"""An address shows where it leads, and never the password."""

import pytest

from pipelines.errors import SettingsError
from pipelines.publish.postgres.address import read_address

SECRET = "s3cr%40t"  # noqa: S105


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        (f"postgresql://ana:{SECRET}@db:5433/esg", "postgresql://ana@db:5433/esg"),
        (f"postgres://ana:{SECRET}@db/esg?sslmode=require", "postgresql://ana@db/esg"),
        (f"postgresql://db/esg?user=ana&password={SECRET}", "postgresql://ana@db/esg"),
        ("postgresql:///esg?host=/run/pg", "postgresql:///run/pg/esg"),
    ],
)
def test_what_is_shown_is_where_it_leads(url, shown):
    address = read_address(url)

    assert str(address) == shown
    assert "s3cr" not in repr(address)
    assert address.hide("FATAL: s3cr%40t is s3cr@t") in (
        "FATAL: *** is ***",
        "FATAL: s3cr%40t is s3cr@t" if SECRET not in url else None,
    )


def test_the_options_of_the_url_are_kept():
    url = read_address("postgresql://db/esg?connect_timeout=3&sslmode=require").url

    assert url.startswith("postgresql://db/esg?connect_timeout=3&sslmode=require&")
    assert url.count("connect_timeout") == 1


@pytest.mark.parametrize(
    "url",
    [
        f"mysql://ana:{SECRET}@db/esg",
        f"postgresql+psycopg://ana:{SECRET}@db/esg",
        "postgresql://ana:s3cr#t@db/esg",
        "postgresql://ana:s3cr%t@db/esg",
        "postgresql://ana:s3cr/t@db/esg",
        "postgresql://ana:s3cr t@db/esg",
        "s3cr",
    ],
)
def test_what_is_no_url_is_refused_without_being_repeated(url):
    with pytest.raises(SettingsError, match="Write it as postgresql://user") as refused:
        read_address(url)
    assert "s3cr" not in str(refused.value)
