"""Who is told: the addresses of a webhook and of a mail server, read from settings.

They hold secrets. No message made here repeats any part of them but the host.
"""

from dataclasses import dataclass, field
from urllib.parse import SplitResult, unquote, urlsplit

_SMTP_PORTS = {"smtp": 587, "smtps": 465}


class NotTakenError(Exception):
    """A receiver did not take an alert; it never will where that ``is_lasting``."""

    def __init__(self, message: str, *, is_lasting: bool = False) -> None:
        """Take the message, which holds no secret."""
        super().__init__(message)
        self.is_lasting = is_lasting


@dataclass(frozen=True, slots=True)
class Webhook:
    """An address that takes a POST; ``str()`` of it shows the host alone."""

    url: str = field(repr=False)
    host: str

    def __str__(self) -> str:
        """Name the receiver as it may stand in a log."""
        return f"the webhook at {self.host}"


@dataclass(frozen=True, slots=True)
class MailServer:
    """An SMTP server; ``smtps`` is encrypted from the start, ``smtp`` by STARTTLS."""

    host: str
    port: int
    is_encrypted: bool
    user: str
    password: str = field(repr=False)

    def __str__(self) -> str:
        """Name the server as it may stand in a log."""
        return f"the mail server {self.host}:{self.port}"


def read_webhook(url: str) -> Webhook:
    """Read an ``http://`` or ``https://`` address.

    Raises:
        ValueError: it is none; the message does not repeat it.
    """
    parts = _split(url, ("https", "http"), "https://host/path")
    return Webhook(url, _host(parts))


def read_mail_server(url: str) -> MailServer:
    """Read ``smtp://user:password@host:port``; user, password and port may be left out.

    Raises:
        ValueError: it is none; the message does not repeat it.
    """
    example = "smtp://user:password@host:587"
    parts = _split(url, tuple(_SMTP_PORTS), example)
    if parts.path.strip("/") or parts.query or parts.fragment:
        message = (
            f"something stands after the port; write {example}, with / ? # of a "
            "password as %2F %3F %23"
        )
        raise ValueError(message)
    return MailServer(
        host=_host(parts),
        port=parts.port or _SMTP_PORTS[parts.scheme],
        is_encrypted=parts.scheme == "smtps",
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


def read_addresses(text: str) -> tuple[str, ...]:
    """Read e-mail addresses with commas between them.

    Raises:
        ValueError: one of them is no address.
    """
    addresses = tuple(filter(None, (part.strip() for part in text.split(","))))
    for address in addresses:
        name, at, domain = address.rpartition("@")
        if not (name and at and domain) or not address.isprintable() or " " in address:
            message = f"{address!r} is no e-mail address"
            raise ValueError(message)
    return addresses


def _split(url: str, schemes: tuple[str, ...], example: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        is_whole = bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_whole = False
    if not is_whole or parts.scheme not in schemes or not url.isprintable():
        message = f"this is no address such as {example}"
        raise ValueError(message)
    return parts


def _host(parts: SplitResult) -> str:
    assert parts.hostname  # noqa: S101  (looked at when the address was split)
    return parts.hostname
