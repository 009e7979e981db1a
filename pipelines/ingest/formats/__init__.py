"""Opens documents of each kind: what they print and where, before any meaning."""
