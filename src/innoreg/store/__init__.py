"""The tree on disk and in git: finding it, reading it with places, writing it."""

from innoreg.store.load import Loaded, load
from innoreg.store.root import find_root

__all__ = ["Loaded", "find_root", "load"]
