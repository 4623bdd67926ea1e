"""Merging two changed texts of one record: by field and by number, keeping their own words."""

from innoreg.store.merging.texts import Merged, merged

__all__ = ["Merged", "merged"]
