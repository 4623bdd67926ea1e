"""Options every command knows; options that go together."""

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple, get_args

from typer.core import TyperOption

from innoreg.errors import WrongUsage
from innoreg.i18n import LANGUAGES, N_, T, use_language


@dataclass(frozen=True, slots=True)
class CommonOptions:
    """What the options said; None where they said nothing."""

    registry: Path | None = None
    today: date | None = None
    rev: str | None = None
    no_cache: bool = False


def common_options(ctx: Any) -> CommonOptions:
    """What the common options said, wherever they stood."""
    common = ctx.find_root().obj
    return common if isinstance(common, CommonOptions) else CommonOptions()


_RUSSIAN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)


def parse_day(words: str) -> date:
    """A day as people and machines write it: 2022-03-01 or 01.03.2022, also 1.3.2022."""
    try:
        day = _read_day(words.strip())
    except ValueError:
        raise WrongUsage(
            T("not a date: “{words}”", words=words),
            T("a date is written 2022-03-01 or 01.03.2022"),
        ) from None
    if not 1900 <= day.year < 2200:
        raise WrongUsage(T("the year is not from 1900 to 2199"))
    return day


def _read_day(words: str) -> date:
    if russian := _RUSSIAN_DAY.fullmatch(words):
        day, month, year = (int(digits) for digits in russian.groups())
        return date(year, month, day)
    return date.fromisoformat(words)


def _keep_option(ctx: Any, **values: object) -> None:
    root = ctx.find_root()
    root.obj = replace(common_options(ctx), **values)  # type: ignore[arg-type]


def _keep_registry(ctx: Any, _param: Any, value: str | None) -> None:
    if value is not None:
        _keep_option(ctx, registry=Path(value))


def _keep_today(ctx: Any, _param: Any, value: str | None) -> None:
    if value is not None:
        _keep_option(ctx, today=parse_day(value))


def _keep_revision(ctx: Any, _param: Any, value: str | None) -> None:
    if value is not None:
        _keep_option(ctx, rev=value)


def _keep_no_cache(ctx: Any, _param: Any, value: bool) -> None:
    if value:
        _keep_option(ctx, no_cache=True)


def _set_language(_ctx: Any, _param: Any, value: str | None) -> None:
    if value is None:
        return
    if value not in LANGUAGES:
        raise WrongUsage(
            T("unknown language “{value}”", value=value),
            T("one of: {expected}", expected=", ".join(LANGUAGES)),
        )
    use_language(value)


def make_common_options() -> list[TyperOption]:
    """Fresh options for one command."""
    return [
        _make_option(
            ("-C", "registry"),
            N_("the registry's folder (INNOREG_REGISTRY)"),
            _keep_registry,
            N_("DIR"),
        ),
        _make_option(
            ("--today", "today"), N_("the day asked about (INNOREG_TODAY)"), _keep_today, N_("DATE")
        ),
        _make_option(
            ("--rev", "rev"),
            N_("the revision of the tree, from git"),
            _keep_revision,
            N_("REV|DATE"),
        ),
        _make_option(("--lang", "lang"), N_("the language (INNOREG_LANG)"), _set_language, "ru|en"),
        _make_option(
            ("--no-cache", "no_cache"),
            N_("read everything anew (INNOREG_NO_CACHE)"),
            _keep_no_cache,
            is_flag=True,
        ),
    ]


def _make_option(
    names: tuple[str, str],
    help_text: str,
    callback: Callable[[Any, Any, Any], None],
    metavar: str | None = None,
    *,
    is_flag: bool | None = None,
) -> TyperOption:
    return TyperOption(
        param_decls=list(names),
        help=help_text,
        metavar=metavar,
        callback=callback,
        is_flag=is_flag,
        expose_value=False,
    )


COMMON_NAMES = ("registry", "today", "rev", "lang", "no_cache")


class OptionGroup(NamedTuple):
    """Stands in an annotation: `wanted: Annotated[Filters, OptionGroup(make)]`.

    The command gets every option that `make` has, in the place of the parameter, and is called
    with what `make` returns for them.
    """

    make: Callable[..., Any]


def spread_groups(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command as typer is to see it: with the single options instead of what they make."""
    signature = inspect.signature(command)
    made = {p.name: group for p in signature.parameters.values() if (group := _group_of(p))}
    if not made:
        return command

    @wraps(command)
    def run(**values: Any) -> Any:
        for name, group in made.items():
            own = inspect.signature(group.make).parameters
            values[name] = group.make(**{each: values.pop(each) for each in own})
        return command(**values)

    parameters = [each for p in signature.parameters.values() for each in _parameters_of(p, made)]
    run.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {each.name: each.annotation for each in parameters}
    return run


def _group_of(parameter: inspect.Parameter) -> OptionGroup | None:
    found = (each for each in get_args(parameter.annotation) if isinstance(each, OptionGroup))
    return next(found, None)


def _parameters_of(
    parameter: inspect.Parameter, made: dict[str, OptionGroup]
) -> Iterator[inspect.Parameter]:
    keyword = inspect.Parameter.KEYWORD_ONLY
    group = made.get(parameter.name)
    own = inspect.signature(group.make).parameters.values() if group else (parameter,)
    yield from (each.replace(kind=keyword) for each in own)
