"""The pages of a release: a static report that opens from disk and asks no network.

What the pages say is in ``queries/``, how they look in ``templates/`` and ``assets/``;
what the charts draw is in ``charts.py``. No page knows more than a query gave it.
"""

from pipelines.publish.site.pages import write_site

__all__ = ["write_site"]
