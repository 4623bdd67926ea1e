"""The columns a plan is printed in, and what stands over them."""

from typing import Literal

from innoreg.model.roadmap import Roadmap

PlanField = Literal["number", "title", "deadline", "responsible", "result"]
HEADS: dict[PlanField, str] = {
    "number": "№ п/п",
    "title": "Мероприятие",
    "deadline": "Срок",
    "responsible": "Ответственный",
    "result": "Ожидаемый результат",
}
"""What stands over a column that the plan gives no words for."""


def column_head(plan: Roadmap, field: PlanField) -> str:
    """The head of the column, as the plan prints it."""
    given: str | None = getattr(plan.columns, field) if plan.columns else None
    return given or HEADS[field]
