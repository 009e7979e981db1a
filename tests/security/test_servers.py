"""Whatever starts a server has it listen on this machine alone."""

import re

from dagster_webserver.cli import dagster_webserver

from tests.conftest import PROJECT_FOLDER

#: Every address of a machine, as programs and configurations write it.
EVERYWHERE = re.compile(r"0\.0\.0\.0|\[::\]|listen_addresses\s*=\s*'\*'|--host[= ]\*")
#: A container has a network of its own: Docker publishes the port, on loopback.
INSIDE_A_CONTAINER = {
    "deploy/compose.yaml": (
        "command: [dagster-webserver, --host, 0.0.0.0, --port, "
        '"3000", --workspace, workspace.yaml]'
    )
}
SERVERS = re.compile(
    r"\b(dagster-webserver|dagster dev|superset run|http\.server|ThreadingHTTPServer|"
    r"socket\.create_server|serve_forever)\b"
)
FOLDERS = (".", ".ci", "benchmarks", "bi", "deploy", "pipelines")
#: Where words only speak of servers.
TOLD = (".md", ".lock", ".csv", ".txt", ".json", ".js", ".html", ".toml")


def files():
    """Every file that starts something, or from which something takes its settings."""
    for folder in FOLDERS:
        pattern = "*" if folder == "." else "**/*"
        for path in (PROJECT_FOLDER / folder).glob(pattern):
            name = path.relative_to(PROJECT_FOLDER)
            if {".venv", "__pycache__"} & {*name.parts} or path.suffix in TOLD:
                continue
            if path.is_file():
                yield str(name), path.read_text(encoding="utf-8", errors="replace")


def test_nothing_listens_on_every_address():
    found = {
        (name, line.strip())
        for name, text in files()
        for line in text.splitlines()
        if EVERYWHERE.search(line)
    }

    assert found == set(INSIDE_A_CONTAINER.items())


def test_whatever_starts_a_server_names_the_address():
    starting = {name: text for name, text in files() if SERVERS.search(text)}

    assert {
        "deploy/compose.yaml",
        "deploy/systemd/scopebook-webserver.service",
        "pipelines/command_line/dev.py",
    } <= set(starting)
    for name, text in starting.items():
        assert "127.0.0.1" in text, name


def test_the_webserver_listens_on_this_machine_unless_told_otherwise():
    defaults = {each.name: each.default for each in dagster_webserver.params}

    assert defaults["host"] == "127.0.0.1"
