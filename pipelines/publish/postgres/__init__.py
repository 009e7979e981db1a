"""A release in PostgreSQL: loaded beside the old one, and swapped in at once.

``publication`` does it from first to last. ``address`` and ``session`` reach the
server, ``definitions`` says what the tables are there, ``loading`` fills them, and
``swap`` puts them in the place of those before.
"""
