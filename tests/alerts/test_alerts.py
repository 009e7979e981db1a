"""A failed run is told to a webhook and by e-mail; both are real, on this machine.

A receiver that is down is not the run's concern.
"""

import dataclasses
import http.server
import json
import logging
import socketserver
import threading
from datetime import UTC, datetime

import dagster as dg
import pytest
from pydantic import ValidationError

from pipelines.alerts import sending
from pipelines.alerts.alert import Alert
from pipelines.alerts.sending import send_alert
from pipelines.alerts.sensors import close_dead, report_failures
from pipelines.errors import ReportsFolderError
from pipelines.settings import Settings

SECRET = "s3cret-t0ken"  # noqa: S105

ALERT = Alert(
    run_id="0123456789abcdef",
    job="refresh",
    started_from="command line",
    started_at=datetime(2026, 1, 2, 2, 0, tzinfo=UTC),
    failed=("raw_tables",),
    reason="/r: no such folder of reports. Make it.",
    url="http://127.0.0.1:3000/runs/0123456789abcdef",
    warehouse="/w",
    machine="here",
)


@dg.job
def empty_job():
    """Stands for the job of a run that is recorded and never executed."""


class Posted(http.server.BaseHTTPRequestHandler):
    """Keeps what is posted, and answers what the test says."""

    def do_POST(self):
        """Take one alert."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append((self.path, self.headers["Content-Type"], body))
        answers = self.server.answers
        self.send_response(answers.pop(0) if answers else 204)
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    def log_message(self, *_):
        """Say nothing."""


class Mailed(socketserver.StreamRequestHandler):
    """Speaks as much SMTP as a letter takes; keeps commands and letters."""

    def handle(self):
        """Take the letters of one session."""
        self.say("220 here")
        for line in self.rfile:
            command = line.decode().strip()
            self.server.taken.append(command)
            word = command.split()[0].upper()
            if word == "EHLO":
                self.say("250-here\r\n250 AUTH PLAIN")
            elif word == "AUTH":
                self.say(self.server.answers.get("AUTH", "235 welcome"))
            elif word == "RCPT":
                self.say(self.server.answers.get("RCPT", "250 fine"))
            elif word == "DATA":
                self.say("354 go on")
                letter = []
                while (text := self.rfile.readline()) != b".\r\n":
                    letter.append(text.decode())
                self.server.taken.append("".join(letter))
                self.say("250 taken")
            elif word == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 fine")

    def say(self, answer):
        """Answer with a line."""
        self.wfile.write(answer.encode() + b"\r\n")


@pytest.fixture
def receiver():
    """Start receivers on free ports of this machine, and stop them."""
    servers = []

    def start(server_class, handler, answers):
        server = server_class(("127.0.0.1", 0), handler)
        server.taken, server.answers = [], answers
        threading.Thread(target=server.serve_forever, args=(0.01,)).start()
        servers.append(server)
        return server

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def webhook(receiver):
    return receiver(http.server.ThreadingHTTPServer, Posted, [])


@pytest.fixture
def mail(receiver):
    return receiver(socketserver.ThreadingTCPServer, Mailed, {})


@pytest.fixture(autouse=True)
def no_waits(monkeypatch):
    monkeypatch.setattr(sending, "WAITS", (0.0, 0.0, 0.0))


@pytest.fixture
def settings(webhook, mail, tmp_path):
    return Settings(
        reports=tmp_path / "reports",
        alert_webhook=f"http://127.0.0.1:{webhook.server_address[1]}/hook/{SECRET}",
        smtp=f"smtp://me:{SECRET}@127.0.0.1:{mail.server_address[1]}",
        alert_email_to="ann@example.org, bob@example.org",
        ui_url="https://dagster.example.org/",
    )


def send(settings, caplog):
    log = logging.getLogger("test")
    problems = send_alert(settings, ALERT, log)
    assert SECRET not in "\n".join([*problems, caplog.text])
    return problems


def test_an_alert_is_posted_as_json(settings, webhook, caplog):
    assert send(settings, caplog) == []

    [(path, kind, body)] = webhook.taken
    posted = json.loads(body)
    assert (path, kind) == (f"/hook/{SECRET}", "application/json")
    assert ALERT.reason in posted.pop("text")
    assert posted == {
        "event": "run_failed",
        "run_id": "0123456789abcdef",
        "job": "refresh",
        "started_from": "command line",
        "started_at": "2026-01-02T02:00:00+00:00",
        "failed": ["raw_tables"],
        "reason": "/r: no such folder of reports. Make it.",
        "url": "http://127.0.0.1:3000/runs/0123456789abcdef",
        "warehouse": "/w",
        "machine": "here",
    }


def test_an_alert_is_mailed_to_everybody(settings, mail, caplog):
    assert send(settings, caplog) == []

    recipients = [line for line in mail.taken if line.startswith("rcpt")]
    assert recipients == ["rcpt TO:<ann@example.org>", "rcpt TO:<bob@example.org>"]
    [letter] = [text for text in mail.taken if "Subject:" in text]
    assert "Subject: Scopebook: run 01234567 failed at raw_tables" in letter
    assert "From: ann@example.org" in letter
    assert ALERT.reason in letter
    assert ALERT.url in letter


def test_a_receiver_that_was_busy_is_tried_again(settings, webhook, caplog):
    webhook.answers += [503, 500]

    assert send(settings, caplog) == []
    assert len(webhook.taken) == 3


def test_a_receiver_that_refuses_is_logged_and_the_other_is_told(
    settings, webhook, mail, caplog
):
    webhook.answers += [404]
    problems = send(settings, caplog)

    assert problems == ["the webhook at 127.0.0.1: answered 404"]
    assert "The alert of run 0123456789abcdef was not sent" in caplog.text
    assert len(webhook.taken) == 1
    assert any("Subject:" in text for text in mail.taken)


def test_a_redirect_is_not_followed(settings, webhook, caplog):
    webhook.answers += [302] * 3

    assert send(settings, caplog) == ["the webhook at 127.0.0.1: answered 302"]
    assert {path for path, *_ in webhook.taken} == {f"/hook/{SECRET}"}


def test_receivers_that_are_down_are_logged(settings, webhook, mail, caplog):
    for server in (webhook, mail):
        server.shutdown()
        server.server_close()

    port = mail.server_address[1]
    assert send(settings, caplog) == [
        "the webhook at 127.0.0.1: Connection refused",
        f"the mail server 127.0.0.1:{port}: Connection refused",
    ]


@pytest.mark.parametrize(
    ("command", "answer", "said"),
    [
        ("AUTH", f"535 no, {SECRET} is wrong", "SMTPAuthenticationError, 535"),
        ("RCPT", "550 nobody", "SMTPRecipientsRefused"),
    ],
)
def test_a_mail_server_that_refuses_is_logged(
    settings, mail, caplog, command, answer, said
):
    mail.answers[command] = answer
    [problem] = send(settings, caplog)

    assert problem == f"the mail server 127.0.0.1:{mail.server_address[1]}: {said}"


def test_a_password_is_not_sent_unencrypted_to_another_machine(
    settings, mail, caplog, monkeypatch
):
    monkeypatch.setattr("pipelines.alerts.mail._is_loopback", lambda _: False)
    [problem] = send(settings, caplog)

    assert "the password was not sent" in problem
    assert not any(line.upper().startswith("AUTH") for line in mail.taken)


def test_nobody_is_told_where_nobody_is_named(caplog):
    assert send(Settings(), caplog) == []


def test_words_of_a_document_forge_no_header(settings, mail):
    forged = dataclasses.replace(ALERT, failed=("x\r\nBcc: eve@example.org",))
    assert send_alert(settings, forged, logging.getLogger("test")) == []

    [letter] = [text for text in mail.taken if "Subject:" in text]
    head = letter.split("\r\n\r\n")[0]
    assert not any(line.startswith("Bcc:") for line in head.splitlines())


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("ALERT_WEBHOOK", f"ftp://example.org/{SECRET}"),
        ("ALERT_WEBHOOK", f"https:///{SECRET}"),
        ("ALERT_WEBHOOK", f"https://example.org/{SECRET}\n"),
        ("SMTP", f"smtp://me:{SECRET}/x@example.org"),
        ("SMTP", f"smtp://me:{SECRET}@example.org:99999"),
        ("DAGSTER_POSTGRES", f"postgresql://me:{SECRET}@example.org/dagster"),
        ("ALERT_EMAIL_TO", "nobody"),
        ("ALERT_EMAIL_TO", "ann@example.org"),  # and no mail server
    ],
)
def test_a_setting_that_cannot_be_used_is_refused_and_not_repeated(
    monkeypatch, variable, value
):
    monkeypatch.setenv(f"SCOPEBOOK_{variable}", value)
    with pytest.raises(ValidationError) as caught:
        Settings()

    assert caught.value.errors()[0]["loc"] == (variable.lower(),)
    assert SECRET not in str(caught.value)


def test_settings_do_not_show_their_secrets(settings):
    shown = f"{settings!r} {settings.webhook!r} {settings.mail_server!r}"
    assert SECRET not in f"{shown} {settings.model_dump_json()}"


@pytest.fixture
def instance(tmp_path):
    with dg.DagsterInstance.local_temp(str(tmp_path)) as instance:
        yield instance


def fail(instance, **options):
    @dg.asset
    def raw_tables():
        raise ReportsFolderError("/r: no such folder of reports. Make it.")

    return dg.materialize(
        [raw_tables], instance=instance, raise_on_error=False, **options
    )


def see_failure(settings, instance, result):
    failures = [event for event in result.all_events if event.is_job_event]
    context = dg.build_run_status_sensor_context(
        sensor_name="run_failed",
        dagster_instance=instance,
        dagster_run=instance.get_run_by_id(result.run_id),
        dagster_event=failures[-1],
    ).for_run_failure()
    return report_failures(settings)(context)


def test_the_sensor_tells_what_failed_and_why(settings, instance, webhook):
    result = fail(instance, tags={"dagster/schedule_name": "daily_refresh"})
    see_failure(settings, instance, result)

    posted = json.loads(webhook.taken[0][2])
    assert posted["failed"] == ["raw_tables"]
    assert posted["reason"] == "/r: no such folder of reports. Make it."
    assert posted["started_from"] == "schedule daily_refresh"
    assert posted["url"] == f"https://dagster.example.org/runs/{result.run_id}"


def test_a_run_that_is_tried_again_is_not_told(settings, instance, webhook):
    result = fail(instance, tags={"dagster/will_retry": "true"})
    see_failure(settings, instance, result)

    assert webhook.taken == []


def test_a_killed_run_of_the_command_line_is_closed_and_told(
    settings, instance, webhook, monkeypatch
):
    monkeypatch.setattr("pipelines.instance.GRACE_SECONDS", 0)
    run = instance.create_run_for_job(
        empty_job, tags={"scopebook/started_from": "command line"}
    )
    instance.report_dagster_event(
        dg.DagsterEvent(
            event_type_value=dg.DagsterEventType.RUN_START.value, job_name=run.job_name
        ),
        run.run_id,
    )
    close_dead(settings)(dg.build_sensor_context(instance))

    assert instance.get_run_by_id(run.run_id).status is dg.DagsterRunStatus.FAILURE
    posted = json.loads(webhook.taken[0][2])
    assert posted["reason"] == "The process of this run ended without a word."
    assert posted["started_from"] == "command line"
