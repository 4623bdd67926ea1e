"""The model of each kind of record."""

from innoreg.model.authority import Authority
from innoreg.model.base import Record
from innoreg.model.district import District
from innoreg.model.order import Order
from innoreg.model.pair import Pair
from innoreg.model.person import Person
from innoreg.model.program import Program
from innoreg.model.roadmap import Roadmap
from innoreg.model.school import School
from innoreg.model.site import Site
from innoreg.record_kinds import FOLDERS, KINDS, kind_of

# The folders again, for those who need models anyway.
__all__ = ["FOLDERS", "KINDS", "MODELS", "kind_of"]

# The table of all kinds: whoever adds one, adds it here and in record_kinds.FOLDERS.
MODELS: dict[str, type[Record]] = {
    model.kind_name: model
    for model in (District, Person, Authority, School, Program, Site, Pair, Roadmap, Order)
}
