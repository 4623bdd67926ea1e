"""Merging two changed texts of one record: by field and by number, keeping their own words."""

from innoreg.store.merging.three_way_merge import MergeResult, merge_texts

__all__ = ["MergeResult", "merge_texts"]
