"""Criteria applied: who belongs on the list of a year, true, false or unknown, and why."""
