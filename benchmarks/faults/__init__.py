"""Runs that are killed, starved, stopped and crowded: what stands afterwards."""
