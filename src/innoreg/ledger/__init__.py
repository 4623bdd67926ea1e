"""The replay: the state of every programme, site, pair, plan and duty on a day, and why.

Start with `replay(registry, day)`; for several days make one `Ledger`. Pure and total: a step
that a life cycle does not allow becomes a `Problem` in the state, and the replay goes on.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from innoreg.ledger.assignments import Held
from innoreg.ledger.duties import Duty, DutyKind
from innoreg.ledger.life_cycle import Status
from innoreg.ledger.occurrences import Occurrence, OccurrenceStatus
from innoreg.ledger.replayer import Ledger, replay, why
from innoreg.ledger.role_holders import Controller, assignments, controllers, held, holders, people
from innoreg.ledger.state import Standing, State
from innoreg.ledger.step import Problem, ProblemCode, Step, StepKind
from innoreg.ledger.wordings import Wording

if TYPE_CHECKING:
    from innoreg.ledger.district_mentoring import DistrictMentoring, MentorLoad, mentoring
    from innoreg.ledger.profile import About, about_district, about_person, about_school

__all__ = [
    "About",
    "Controller",
    "DistrictMentoring",
    "Duty",
    "DutyKind",
    "Held",
    "Ledger",
    "MentorLoad",
    "Occurrence",
    "OccurrenceStatus",
    "Problem",
    "ProblemCode",
    "Standing",
    "State",
    "Status",
    "Step",
    "StepKind",
    "Wording",
    "about_district",
    "about_person",
    "about_school",
    "assignments",
    "controllers",
    "held",
    "holders",
    "mentoring",
    "people",
    "replay",
    "why",
]

# What is due needs none of these, and each module adds a millisecond to the start of a command.
_LATER = {
    "profile": ("About", "about_district", "about_person", "about_school"),
    "district_mentoring": ("DistrictMentoring", "MentorLoad", "mentoring"),
}


def __getattr__(name: str) -> Any:
    for module, names in _LATER.items():
        if name in names:
            return getattr(import_module(f"innoreg.ledger.{module}"), name)
    raise AttributeError(name)
