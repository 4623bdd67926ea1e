"""Merging two changed texts of one record: by field and by number, keeping their own words."""

from innoreg.store.merging.three_way_merge import Merged, merged

__all__ = ["Merged", "merged"]
