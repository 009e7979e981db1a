"""Superset's settings, for a Superset that serves this machine only.

Its own data lie in the folder that ``SUPERSET_HOME`` names. Pages ask nothing of any
other host: the content security policy lets a browser refuse whatever would.
"""

import os
import secrets
from pathlib import Path

HOME = Path(os.environ["SUPERSET_HOME"])


def _read_or_make_secret() -> str:
    """Return the key that signs sessions, made at the first start and kept."""
    file = HOME / "secret_key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(48), encoding="utf-8")
    return file.read_text(encoding="utf-8")


SECRET_KEY = os.environ.get("SUPERSET_SECRET_KEY") or _read_or_make_secret()
SQLALCHEMY_DATABASE_URI = f"sqlite:///{HOME}/superset.db?check_same_thread=false"

# Answers come from the release as it is now, never from a cache.
CACHE_CONFIG = {"CACHE_TYPE": "NullCache"}
DATA_CACHE_CONFIG = {"CACHE_TYPE": "NullCache"}
# These two hold what a person has chosen on a page, not data.
FILTER_STATE_CACHE_CONFIG = {"CACHE_TYPE": "SimpleCache"}
EXPLORE_FORM_DATA_CACHE_CONFIG = {"CACHE_TYPE": "SimpleCache"}

# All charts are drawn at once, so that a picture has all of them.
FEATURE_FLAGS = {"DASHBOARD_VIRTUALIZATION": False}

# Superset's own policy without the hosts of telemetry, maps and fonts.
TALISMAN_CONFIG = {
    "content_security_policy": {
        "default-src": ["'self'"],
        "base-uri": ["'self'"],
        "img-src": ["'self'", "blob:", "data:"],
        "worker-src": ["'self'", "blob:"],
        "connect-src": ["'self'"],
        "object-src": "'none'",
        "style-src": ["'self'", "'unsafe-inline'"],
        "font-src": ["'self'"],
        "script-src": ["'self'", "'strict-dynamic'"],
    },
    "content_security_policy_nonce_in": ["script-src"],
    "force_https": False,
    "session_cookie_secure": False,
}
