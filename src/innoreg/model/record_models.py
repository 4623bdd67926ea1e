"""The model of each kind of record, and the labels of all keys."""

from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from innoreg.model.application import Application
from innoreg.model.authority import Authority
from innoreg.model.base import Record
from innoreg.model.criteria import Criteria
from innoreg.model.district import District
from innoreg.model.group import NamedGroup
from innoreg.model.indicator import Indicator
from innoreg.model.matching import Matching
from innoreg.model.order import Order
from innoreg.model.pair import Pair
from innoreg.model.person import Person
from innoreg.model.profile import Profile
from innoreg.model.program import Program
from innoreg.model.protocol import Protocol
from innoreg.model.results import Results
from innoreg.model.roadmap import Roadmap
from innoreg.model.school import School
from innoreg.model.settings import Settings
from innoreg.model.site import Site
from innoreg.model.site_rules import SiteRules
from innoreg.record_kinds import FOLDERS, KINDS, kind_of

# The folders again, for those who need models anyway.
__all__ = ["FOLDERS", "KINDS", "MODELS", "field_choices", "field_labels", "kind_of"]

# The table of all kinds: whoever adds one, adds it here and in record_kinds.FOLDERS.
MODELS: dict[str, type[Record]] = {
    model.kind_name: model
    for model in (
        *(District, Person, Authority, School, Program, Site, Pair, Roadmap, Order),
        *(Results, Profile, Criteria, Matching, NamedGroup),
        *(SiteRules, Application, Protocol, Indicator),
    )
}


@cache
def field_labels() -> dict[str, str]:
    """The English label of every key, of the records, of their parts and of the settings."""
    return {
        field.alias or name: field.title or name
        for model in _every_model()
        for name, field in model.model_fields.items()
    }


@cache
def field_choices() -> dict[str, frozenset[str]]:
    """The values of every key that has a list of them, whichever model it stands in."""
    found: dict[str, set[str]] = {}
    for model in _every_model():
        for name, field in model.model_fields.items():
            if values := set(_choices_of(field.annotation)):
                found.setdefault(field.alias or name, set()).update(values)
    return {key: frozenset(values) for key, values in found.items()}


def _choices_of(annotation: Any) -> Iterator[str]:
    if get_origin(annotation) is Literal:
        yield from (value for value in get_args(annotation) if isinstance(value, str))
        return
    for part in get_args(annotation):
        yield from _choices_of(part)


def _every_model() -> dict[type[BaseModel], None]:
    models: dict[type[BaseModel], None] = {}
    for model in (*MODELS.values(), Settings):
        _collect_models(model, models)
    return models


def _collect_models(annotation: Any, found: dict[type[BaseModel], None]) -> None:
    """Add every model that an annotation names, and those of their fields, to `found`.

    An annotation that is still the name of a model, as where one contains itself, is passed over.
    """
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if annotation in found:
            return
        found[annotation] = None
        for field in annotation.model_fields.values():
            _collect_models(field.annotation, found)
    for part in get_args(annotation):
        _collect_models(part, found)
