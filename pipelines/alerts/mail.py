"""Sends an alert by e-mail."""

import ipaddress
import smtplib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from pipelines.alerts.alert import Alert
from pipelines.alerts.receivers import MailServer, NotTakenError


@dataclass(frozen=True, slots=True)
class Mailbox:
    """By which server, from whom, and to whom an alert goes."""

    server: MailServer
    sender: str
    recipients: Sequence[str]


def mail_alert(mailbox: Mailbox, alert: Alert, timeout: float) -> None:
    """Send an alert to all recipients of a mailbox.

    Raises:
        NotTakenError: it was not taken; the message holds no password.
    """
    letter = EmailMessage()
    letter["Subject"] = alert.subject
    letter["From"] = mailbox.sender
    letter["To"] = ", ".join(mailbox.recipients)
    letter["Date"] = formatdate()
    letter["Message-ID"] = make_msgid(domain=mailbox.sender.rpartition("@")[2])
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(alert.text)
    server = mailbox.server
    try:
        with _connect(server, timeout) as session:
            refused = session.send_message(letter)
    except smtplib.SMTPResponseException as error:
        # The server's own words may repeat what it was told.
        message = f"{server}: {type(error).__name__}, {error.smtp_code}"
        raise NotTakenError(message, is_lasting=error.smtp_code >= 500) from None
    except (OSError, smtplib.SMTPException) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        message = f"{server}: {reason}"
        raise NotTakenError(message) from None
    if refused:
        message = f"{server}: refused {', '.join(sorted(refused))}"
        raise NotTakenError(message, is_lasting=True)


def _connect(server: MailServer, timeout: float) -> smtplib.SMTP:
    """Open a session, encrypted where the server can, and log in if there is a user."""
    context = ssl.create_default_context()
    session: smtplib.SMTP
    if server.is_encrypted:
        session = smtplib.SMTP_SSL(
            server.host, server.port, timeout=timeout, context=context
        )
    else:
        session = smtplib.SMTP(server.host, server.port, timeout=timeout)
    try:
        session.ehlo_or_helo_if_needed()
        is_encrypted = server.is_encrypted
        if not is_encrypted and session.has_extn("starttls"):
            session.starttls(context=context)
            is_encrypted = True
        if server.user:
            _require_secrecy(server, is_encrypted)
            session.login(server.user, server.password)
    except BaseException:
        session.close()
        raise
    return session


def _require_secrecy(server: MailServer, is_encrypted: bool) -> None:
    if is_encrypted or _is_loopback(server.host):
        return
    message = (
        f"{server}: offers no encryption, and the password was not sent. Use a server "
        "with STARTTLS, or smtps://."
    )
    raise NotTakenError(message, is_lasting=True)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
