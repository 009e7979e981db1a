"""SECURITY.md names what is there: each file of the code and each test."""

import re

import pytest
from pydantic import SecretStr

from pipelines.settings import Settings
from tests.conftest import PROJECT_FOLDER

PAGE = (PROJECT_FOLDER / "SECURITY.md").read_text(encoding="utf-8")
#: The table names a file beside another of the same folder by its name alone.
FOLDERS = ("", "pipelines", "pipelines/ingest", "pipelines/publish", "tests/ingest")


@pytest.mark.parametrize(
    "name",
    sorted(set(re.findall(r"`([\w./-]+(?:\.py|\.md|\.example|/))`", PAGE))),
)
def test_what_the_page_names_is_there(name):
    assert any((PROJECT_FOLDER / folder / name).exists() for folder in FOLDERS)


def test_every_setting_that_it_calls_a_secret_is_one():
    secret = {
        f"SCOPEBOOK_{name.upper()}"
        for name, field in Settings.model_fields.items()
        if SecretStr in getattr(field.annotation, "__args__", ())
    }
    assert set(re.findall(r"`(SCOPEBOOK_\w+)`", PAGE)) == secret
