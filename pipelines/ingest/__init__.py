"""From documents to raw rows: what the pages print, and where."""
