"""Behaviour of Scopebook: rows in, exact rows out."""
