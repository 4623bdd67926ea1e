"""Options that always go together, written once: a command asks for the value they make."""

import inspect
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, NamedTuple, get_args


class Together(NamedTuple):
    """Stands in an annotation: `wanted: Annotated[Filters, Together(make)]`.

    The command gets every option that `make` has, in the place of the parameter, and is called
    with what `make` returns for them.
    """

    make: Callable[..., Any]


def spread(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command as typer is to see it: with the single options instead of what they make."""
    signature = inspect.signature(command)
    made = {p.name: group for p in signature.parameters.values() if (group := _group(p))}
    if not made:
        return command

    @wraps(command)
    def run(**values: Any) -> Any:
        for name, group in made.items():
            own = inspect.signature(group.make).parameters
            values[name] = group.make(**{each: values.pop(each) for each in own})
        return command(**values)

    parameters = [each for p in signature.parameters.values() for each in _options(p, made)]
    run.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {each.name: each.annotation for each in parameters}
    return run


def _group(parameter: inspect.Parameter) -> Together | None:
    found = (each for each in get_args(parameter.annotation) if isinstance(each, Together))
    return next(found, None)


def _options(
    parameter: inspect.Parameter, made: dict[str, Together]
) -> Iterator[inspect.Parameter]:
    keyword = inspect.Parameter.KEYWORD_ONLY
    group = made.get(parameter.name)
    own = inspect.signature(group.make).parameters.values() if group else (parameter,)
    yield from (each.replace(kind=keyword) for each in own)
