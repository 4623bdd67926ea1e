"""Merging of records by keys, numbers and events instead of by lines."""
