"""From raw rows to tables, one SQL file at a time."""
