"""The nine kinds of record: the word, the folder, the model."""

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

FOLDERS = {
    "district": "districts",
    "person": "people",
    "authority": "authorities",
    "school": "schools",
    "program": "programs",
    "site": "sites",
    "pair": "pairs",
    "roadmap": "roadmaps",
    "order": "orders",
}
KINDS = {folder: kind for kind, folder in FOLDERS.items()}
MODELS: dict[str, type[Record]] = {
    model.kind_name: model
    for model in (District, Person, Authority, School, Program, Site, Pair, Roadmap, Order)
}


def kind_of(word: str) -> str | None:
    """The kind that `word` names, in the singular or as its folder: district, districts."""
    return word if word in FOLDERS else KINDS.get(word)
