"""The options that every command has, and groups of options that several commands share."""

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple, get_args

from typer import Exit
from typer.core import TyperOption

from innoreg.errors import WrongUsage
from innoreg.i18n import LANGUAGES, N_, T, use_language


@dataclass(frozen=True, slots=True)
class CommonOptions:
    """The values of the common options; None where one was not given."""

    registry: Path | None = None
    today: date | None = None
    rev: str | None = None
    no_cache: bool = False
    samples: bool = False
    no_pager: bool = False
    quiet: bool = False
    verbose: bool = False


def common_options(ctx: Any) -> CommonOptions:
    """The common options of this call, given before or after the command's name."""
    common = ctx.find_root().obj
    return common if isinstance(common, CommonOptions) else CommonOptions()


# ASCII: `\d` alone takes the digits of every script.
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
    # Outside this range a year is a slip, such as 202 or 20222, that would answer nothing.
    if not 1900 <= day.year < 2200:
        raise WrongUsage(T("the year is not from 1900 to 2199"))
    return day


def _read_day(words: str) -> date:
    if russian := _RUSSIAN_DAY.fullmatch(words):
        day, month, year = (int(digits) for digits in russian.groups())
        return date(year, month, day)
    return date.fromisoformat(words)


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
    """The options of every command, made anew: click keeps each in one command's list."""
    return [
        _option(
            "-C", "registry", N_("the registry's folder (INNOREG_REGISTRY)"), N_("DIR"), _keep(Path)
        ),
        _option(
            "--today",
            "today",
            N_("the day asked about (INNOREG_TODAY)"),
            N_("DATE"),
            _keep(parse_day),
        ),
        _option(
            "--rev", "rev", N_("the revision of the tree, from git"), N_("REV|DATE"), _keep(str)
        ),
        _option("--lang", "lang", N_("the language (INNOREG_LANG)"), "ru|en", _set_language),
        _option(
            "--no-cache",
            "no_cache",
            N_("read everything anew (INNOREG_NO_CACHE)"),
            None,
            _keep(bool),
        ),
        _option(
            "--samples",
            "samples",
            N_("invented records too, which stand beside real ones as examples"),
            None,
            _keep(bool),
        ),
        _option(
            "--no-pager",
            "no_pager",
            N_("long answers straight onto the terminal (INNOREG_PAGER)"),
            None,
            _keep(bool),
        ),
        _option(
            "--quiet", "quiet", N_("no remarks on stderr, only failures"), None, _keep(bool), "-q"
        ),
        _option(
            "--verbose",
            "verbose",
            N_("say on stderr what was read, for which day, and how long it took"),
            None,
            _keep(bool),
            "-v",
        ),
    ]


def _keep(convert: Callable[[Any], Any]) -> Callable[[Any, Any, Any], None]:
    """A callback that keeps the converted value for `common_options`, where one was given."""

    def keep(ctx: Any, param: Any, value: Any) -> None:
        # An option may stand before and after the command's name: what the other place does not
        # say must not undo it.
        if value is not None and value is not False:
            root = ctx.find_root()
            root.obj = replace(common_options(ctx), **{param.name: convert(value)})

    return keep


def _option(
    flag: str,
    name: str,
    help_text: str,
    metavar: str | None,
    callback: Callable[[Any, Any, Any], None],
    short: str = "",
) -> TyperOption:
    return TyperOption(
        param_decls=[*([short] if short else []), flag, name],
        help=help_text,
        metavar=metavar,
        callback=callback,
        is_flag=True if metavar is None else None,
        expose_value=False,
    )


COMMON_NAMES = (
    "registry",
    "today",
    "rev",
    "lang",
    "no_cache",
    "samples",
    "no_pager",
    "quiet",
    "verbose",
)


class OptionGroup(NamedTuple):
    """Stands in an annotation: `wanted: Annotated[Filters, OptionGroup(make)]`.

    The command gets every option that `make` has, in the place of the parameter, and is called
    with what `make` returns for them; `end` is called with the same after the command.
    """

    make: Callable[..., Any]
    end: Callable[[Any], None] | None = None


def spread_groups(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command as typer is to see it: each group replaced by its single options."""
    signature = inspect.signature(command)
    made = {p.name: group for p in signature.parameters.values() if (group := _group_of(p))}
    if not made:
        return command

    @wraps(command)
    def run(**values: Any) -> Any:
        for name, group in made.items():
            own = inspect.signature(group.make).parameters
            values[name] = group.make(**{each: values.pop(each) for each in own})
        stopped = None
        try:
            result = command(**values)
        except Exit as exit_:
            # An answer with findings is an answer all the same.
            result, stopped = None, exit_
        for name, group in made.items():
            if group.end:
                group.end(values[name])
        if stopped:
            raise stopped
        return result

    parameters = [each for p in signature.parameters.values() for each in _parameters_of(p, made)]
    # typer reads the signature for order and defaults, and the annotations for types.
    run.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {each.name: each.annotation for each in parameters}
    return run


def _group_of(parameter: inspect.Parameter) -> OptionGroup | None:
    found = (each for each in get_args(parameter.annotation) if isinstance(each, OptionGroup))
    return next(found, None)


def _parameters_of(
    parameter: inspect.Parameter, made: dict[str, OptionGroup]
) -> Iterator[inspect.Parameter]:
    # By keyword, so that options without and with defaults may stand in any order.
    keyword = inspect.Parameter.KEYWORD_ONLY
    group = made.get(parameter.name)
    own = inspect.signature(group.make).parameters.values() if group else (parameter,)
    yield from (each.replace(kind=keyword) for each in own)
