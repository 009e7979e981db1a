"""Where the server is: its URL, which holds a password, and what may be shown of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, unquote, urlsplit

from pipelines.errors import SettingsError

EXAMPLE = "postgresql://user:password@host:5432/database"

#: What the client library does unless the URL says otherwise: give up on a server that
#: does not answer, and notice one that has gone away.
_DEFAULTS = {
    "connect_timeout": "10",
    "fallback_application_name": "scopebook",
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "3",
    "tcp_user_timeout": "60000",
}


@dataclass(frozen=True)
class PostgresAddress:
    """A server and a database; ``str()`` of it shows neither password nor options."""

    url: str = field(repr=False)
    shown: str
    secrets: tuple[str, ...] = field(repr=False)

    def __str__(self) -> str:
        """Write the address as it may stand in messages and metadata."""
        return self.shown

    def hide(self, text: str) -> str:
        """Take the password out of a text, however it is written there."""
        for secret in self.secrets:
            text = text.replace(secret, "***")
        return text


def read_address(url: str) -> PostgresAddress:
    """Read a ``postgresql://`` URL as the client library understands it.

    Raises:
        SettingsError: it is none; the message does not repeat it.
    """
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        raise _not_an_address("its host or its port cannot be read") from None
    if parts.scheme not in ("postgresql", "postgres"):
        raise _not_an_address("it has to begin with postgresql://")
    if parts.fragment or re.search(r"%(?![0-9a-fA-F]{2})|\s", url):
        raise _not_an_address("it has a #, a blank, or a % that stands alone")
    pairs = (pair.partition("=") for pair in parts.query.split("&") if pair)
    options = {name: value for name, _, value in pairs}
    return PostgresAddress(
        url=_with_defaults(url, options),
        shown=_shown(parts, port, options),
        secrets=_secrets(parts.password, options.get("password")),
    )


def _with_defaults(url: str, options: Mapping[str, str]) -> str:
    missing = [
        f"{name}={value}" for name, value in _DEFAULTS.items() if name not in options
    ]
    return url + ("&" if "?" in url else "?") + "&".join(missing)


def _shown(parts: SplitResult, port: str, options: Mapping[str, str]) -> str:
    user = options.get("user", parts.username or "")
    host = options.get("host", parts.hostname or "")
    database = options.get("dbname", parts.path.lstrip("/"))
    shown = f"{user}{'@' if user else ''}{host}{port}/{database}"
    return f"postgresql://{unquote(shown)}"


def _secrets(*written: str | None) -> tuple[str, ...]:
    """The passwords, as they are written in the URL and as they are."""
    texts = {text for secret in written if secret for text in (secret, unquote(secret))}
    return tuple(sorted(texts, key=len, reverse=True))


def _not_an_address(why: str) -> SettingsError:
    return SettingsError(
        f"The URL of PostgreSQL cannot be used: {why}. Write it as {EXAMPLE}, signs "
        "such as @ : / # % of a password as %40 %3A %2F %23 %25."
    )
