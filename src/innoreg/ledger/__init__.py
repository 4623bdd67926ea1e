"""The replay: the state of every programme, site, pair, plan and duty on a day, and why.

Start with `replay(registry, day)`; for several days make one `Ledger`. Pure and total: a step
that a life cycle does not allow becomes a `Problem` in the state, and the replay goes on.
"""

# What is due needs neither `profile` nor `district_mentoring`, and each module adds a millisecond
# to the start of a command: whoever wants them imports them from there.
from innoreg.ledger.assignments import HeldRole, joined_scope
from innoreg.ledger.duties import Duty
from innoreg.ledger.life_cycle import Status
from innoreg.ledger.occurrences import Occurrence, OccurrenceStatus
from innoreg.ledger.replayer import Ledger, replay
from innoreg.ledger.role_holders import assignments_on_day, controllers, holders, people
from innoreg.ledger.state import Standing, State
from innoreg.ledger.step import Problem, ProblemCode, Step

__all__ = [
    "Duty",
    "HeldRole",
    "Ledger",
    "Occurrence",
    "OccurrenceStatus",
    "Problem",
    "ProblemCode",
    "Standing",
    "State",
    "Status",
    "Step",
    "assignments_on_day",
    "controllers",
    "holders",
    "joined_scope",
    "people",
    "replay",
]
