"""What changed between two revisions of the register, by id and number, as values."""

from innoreg.queries.diff.field_diff import Change, What
from innoreg.queries.diff.registry_diff import differences, record_changes

__all__ = ["Change", "What", "differences", "record_changes"]
