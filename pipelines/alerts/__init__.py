"""Tells people of a run that failed: what is told, to whom, and how it gets there."""
