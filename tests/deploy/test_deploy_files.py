"""The files of deploy/ hold what docs/deploy.md says, as far as it is told here.

systemd itself verifies its units. An image is not built: that takes a registry.
"""

import re
import subprocess

import pytest
import yaml

from pipelines.settings import Settings
from tests.conftest import PROJECT_FOLDER

DEPLOY = PROJECT_FOLDER / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
#: Where Debian has it; the tests fail where it is missing.
SYSTEMD_ANALYZE = "/usr/bin/systemd-analyze"
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))


def verify(folder, change=""):
    """Let systemd verify the units, as if the project lay where they expect it."""
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8")
        text = re.sub(r"/opt/scopebook/\.venv/bin/\S+", "/bin/true", text)
        (folder / unit.name).write_text(text.replace("[Service]", f"[Service]{change}"))
    return subprocess.run(
        [SYSTEMD_ANALYZE, "verify", *(folder / unit.name for unit in UNITS)],
        capture_output=True,
        text=True,
        check=False,
    )


def test_systemd_accepts_every_unit(tmp_path):
    result = verify(tmp_path)

    assert (result.returncode, result.stderr) == (0, "")


def test_systemd_would_tell_of_a_mistake(tmp_path):
    assert "Protect" in verify(tmp_path, "\nProtectSystm=yes").stderr


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.stem)
def test_a_unit_may_write_to_the_warehouse_alone(unit):
    text = unit.read_text(encoding="utf-8")

    for line in (
        "User=scopebook",
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
        "PrivateTmp=yes",
        "CapabilityBoundingSet=",
        "ReadWritePaths=/var/lib/scopebook",
    ):
        assert f"\n{line}\n" in text
    assert re.search(r"\nMemoryMax=\d+G\n", text)
    assert "0.0.0.0" not in text  # noqa: S104


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.stem)
def test_the_programs_of_a_unit_are_installed(unit):
    named = re.findall(r"/opt/scopebook/([\w./-]+)", unit.read_text(encoding="utf-8"))

    assert named
    assert [name for name in named if not (PROJECT_FOLDER / name).exists()] == []


def test_only_the_page_is_published_and_to_this_machine_alone(compose):
    ports = {name: each.get("ports") for name, each in compose["services"].items()}

    assert {name: port for name, port in ports.items() if port} == {
        "webserver": ["127.0.0.1:3000:3000"]
    }


def test_every_lasting_service_of_compose_has_a_health_check(compose):
    lasting = {
        name for name, each in compose["services"].items() if each["restart"] != "no"
    }

    assert lasting == {"postgres", "webserver", "daemon"}
    assert all("healthcheck" in compose["services"][name] for name in lasting)


def test_containers_of_ours_have_no_rights_and_no_secret_of_their_own(compose):
    for name in ("prepare", "webserver", "daemon"):
        service = compose["services"][name]
        assert service["cap_drop"] == ["ALL"]
        assert service["read_only"] is True
        url = service["environment"]["SCOPEBOOK_DAGSTER_POSTGRES"]
        assert ":${POSTGRES_PASSWORD:?" in url


def test_what_compose_mounts_and_builds_from_is_there(compose):
    for service in compose["services"].values():
        for volume in service["volumes"]:
            source = volume.split(":")[0]
            if source.startswith("./"):
                assert (DEPLOY / source).is_file()
    dockerfile = compose["services"]["prepare"]["build"]["dockerfile"]
    assert (PROJECT_FOLDER / dockerfile).is_file()


def test_the_image_runs_as_nobody_in_particular_and_installs_from_the_lock():
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")

    assert text.count("\nFROM ") == 2
    assert "\nUSER 10001:10001\n" in text
    assert "--require-hashes --requirement requirements-deploy.lock" in text
    assert "index-url" not in text


def test_every_setting_of_the_example_exists():
    text = (DEPLOY / "scopebook.env.example").read_text(encoding="utf-8")
    names = re.findall(r"SCOPEBOOK_([A-Z_]+)=", text)

    assert names
    assert {name.lower() for name in names} <= set(Settings.model_fields)
