"""A deadline's windows inside its context, recurrences included."""

from innoreg.deadlines.values import Deadline, Period, Window


def expand(deadline: Deadline, context: Period) -> tuple[Window, ...]:
    """Every window of the deadline inside the context, sorted."""
    if deadline.kind == "continuous":
        return (Window(context.start, context.end),)
    return deadline.windows
