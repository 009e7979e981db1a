"""Hands an alert to every receiver that the settings name, and fails for none."""

import logging
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from pipelines.alerts.alert import Alert
from pipelines.alerts.receivers import NotTakenError

if TYPE_CHECKING:
    from pipelines.settings import Settings

#: Seconds before each try. A receiver that restarts is there again soon; one that is
#: down for longer must not hold up Dagster's other sensors.
WAITS = (0.0, 1.0, 4.0)
TIMEOUT = 10.0

Send = Callable[[Alert, float], None]


def send_alert(settings: "Settings", alert: Alert, log: logging.Logger) -> list[str]:
    """Send an alert to all receivers; return and log which did not take it, and why.

    A receiver that is down is told in the log and nowhere else: the run has its
    outcome already.
    """
    problems = [
        problem for send in _receivers(settings) if (problem := _try(send, alert))
    ]
    for problem in problems:
        log.error("The alert of run %s was not sent: %s.", alert.run_id, problem)
    return problems


def _receivers(settings: "Settings") -> list[Send]:
    """The ways that are set, each loaded only where it is used."""
    receivers: list[Send] = []
    if settings.webhook:
        from pipelines.alerts.webhook import post_alert

        receivers.append(partial(post_alert, settings.webhook))
    if settings.mail_server and settings.mail_recipients:
        from pipelines.alerts.mail import Mailbox, mail_alert

        sender = settings.alert_email_from or settings.mail_recipients[0]
        mailbox = Mailbox(settings.mail_server, sender, settings.mail_recipients)
        receivers.append(partial(mail_alert, mailbox))
    return receivers


def _try(send: Send, alert: Alert) -> str | None:
    """Send, and try again where it may help; return why it did not arrive."""
    problem = None
    for wait in WAITS:
        time.sleep(wait)
        try:
            send(alert, TIMEOUT)
        except NotTakenError as error:
            problem = str(error)
            if error.is_lasting:
                break
        else:
            return None
    return problem
