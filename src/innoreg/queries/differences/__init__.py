"""What changed between two revisions of the register, by id and number, as values."""

from innoreg.queries.differences.change import Change, What
from innoreg.queries.differences.records import record_changes
from innoreg.queries.differences.registers import differences

__all__ = ["Change", "What", "differences", "record_changes"]
