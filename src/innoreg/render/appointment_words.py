"""Who is appointed to be what, in words: one person, several in one role, or those of an appendix."""

from collections.abc import Sequence

from innoreg.language import decline_plural
from innoreg.model.assignment import Assignment
from innoreg.model.order import Appendix
from innoreg.render.document_names import GROUPS, Namer
from innoreg.render.document_text import list_text


def appointment_text(rows: Sequence[Assignment], naming: Namer) -> str:
    """«Назначить …» of the people a clause names; several in the same role share its words."""
    role = rows[0].role
    if len(rows) > 1 and role and all(row.role == role for row in rows):
        whom = [f"{_person_text(row, naming)}{_scope_note(row, naming)}" for row in rows]
        return list_text(f"Назначить {_roles_text(role, naming)}", whom)
    return list_text("Назначить", [_row_text(row, naming) for row in rows])


def appendix_appointment_text(appendix: Appendix, where: str, naming: Namer) -> str:
    """«Назначить … лиц согласно …» of the people in an appendix; "" where it has no common role."""
    if not appendix.role:
        return ""
    if len(appendix.assignments) == 1:
        return f"Назначить {naming.role(appendix.role).case('ins')} лицо {where}"
    return f"Назначить {_roles_text(appendix.role, naming)} лиц {where}"


def _roles_text(role: str, naming: Namer) -> str:
    """What several people are appointed to be, in the instrumental."""
    if role in GROUPS:
        return naming.post(GROUPS[role]).case("ins")
    return decline_plural(role, "ins").text


def _person_text(row: Assignment, naming: Namer) -> str:
    return naming.person(row.person).case("acc")


def _scope_note(row: Assignment, naming: Namer) -> str:
    """« (Тихвинский муниципальный район)»: for what, behind the name in a list."""
    scope = ", ".join(naming.subject(ref).text for ref in row.scope)
    return f" ({scope})" if scope else ""


def _row_text(row: Assignment, naming: Namer) -> str:
    role = f" {naming.role(row.role).case('ins')}" if row.role else ""
    scope = ", ".join(naming.subject(ref).case("gen") for ref in row.scope)
    within = f" {naming.program(row.program).case('gen')}" if row.program else ""
    return f"{_person_text(row, naming)}{role}{' ' + scope if scope else ''}{within}"
