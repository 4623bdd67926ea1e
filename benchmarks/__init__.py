"""Measurements, each beside its baseline in the same run; `make bench` runs them all."""
