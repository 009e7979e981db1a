"""Posts an alert to a webhook as JSON."""

import http.client
import json
import urllib.error
import urllib.request
from typing import IO

from pipelines.alerts.alert import Alert
from pipelines.alerts.receivers import NotTakenError, Webhook


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """An alert goes where the settings say, and nowhere else."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> None:
        """Follow no redirect: the answer then counts as an error."""


def post_alert(webhook: Webhook, alert: Alert, timeout: float) -> None:
    """Post an alert.

    Raises:
        NotTakenError: it did not arrive; the message holds no part of the address but
            the host.
    """
    request = urllib.request.Request(  # noqa: S310  (the scheme was looked at)
        webhook.url,
        data=json.dumps(alert.as_json()).encode(),
        headers={"Content-Type": "application/json", "User-Agent": "scopebook"},
        method="POST",
    )
    opener = urllib.request.build_opener(_NoRedirects)
    try:
        with opener.open(request, timeout=timeout):
            pass
    except urllib.error.HTTPError as error:
        error.close()
        message = f"{webhook}: answered {error.code}"
        raise NotTakenError(message, is_lasting=400 <= error.code < 500) from None
    except urllib.error.URLError as error:
        reason = getattr(error.reason, "strerror", None) or type(error.reason).__name__
        message = f"{webhook}: {reason}"
        raise NotTakenError(message) from None
    except (OSError, http.client.HTTPException) as error:
        # What these say may repeat the address.
        message = f"{webhook}: {type(error).__name__}"
        raise NotTakenError(message) from None
