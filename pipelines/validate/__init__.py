"""What must hold of a table before anything is built on it."""

import os

# Great Expectations reads this when it is imported, and may report its use if unset.
os.environ["GX_ANALYTICS_ENABLED"] = "false"
