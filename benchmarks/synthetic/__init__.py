"""Registries of any size, the same for the same seed: what measurements are made on."""

from benchmarks.synthetic.tree import TODAY, made, write

__all__ = ["TODAY", "made", "write"]
