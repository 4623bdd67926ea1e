"""The Jinja environment of all templates: sandboxed, escaping, strict about names.

Jinja's own defaults were tried and set aside: without escaping a name with `<` loses its rest in a
valid file, an unknown name prints nothing, and a payload in a template runs.
"""

import difflib
import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from contextlib import contextmanager
from types import TracebackType
from typing import Any

from jinja2 import BaseLoader, StrictUndefined, TemplateError, TemplateSyntaxError, pass_context
from jinja2.exceptions import SecurityError, TemplateNotFound, UndefinedError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from innoreg.errors import Refused
from innoreg.i18n import T
from innoreg.language import CASES, Case, likely_kind
from innoreg.render.declinable_words import Remarks, Word, upper_first

REMARKS = "remarks"
"""The name under which a context carries its `Remarks`."""
# Bounds what `text * number` may build: some 50 pages of 2,000 characters.
_LONGEST_TEXT = 100_000
_FAILURES = (
    TemplateError, ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError,
)  # fmt: skip
_NAME = re.compile(r"'([^']+)' is undefined|has no (?:attribute|element) '?([^']+?)'?$")


class Sandbox(ImmutableSandboxedEnvironment):
    """No private attributes, no changes of the context, no text longer than a document needs."""

    intercepted_binops = frozenset(["*", "**"])

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """No powers, and no product longer than a document."""
        if operator == "**" or _operand_size(left) * _operand_size(right) > _LONGEST_TEXT:
            raise SecurityError(f"{operator} is not for documents")
        return super().call_binop(context, operator, left, right)


def _operand_size(value: Any) -> int:
    return len(value) if isinstance(value, Sized) else abs(int(value))


def new_sandbox(
    finalize: Callable[[Any], Any],
    loader: BaseLoader | None = None,
    kind: type[Sandbox] = Sandbox,
) -> Sandbox:
    """A new environment; every printed value goes through `finalize`, which must escape it."""
    made = kind(
        autoescape=True,
        undefined=StrictUndefined,
        finalize=finalize,
        loader=loader,
        trim_blocks=loader is not None,
        lstrip_blocks=loader is not None,
    )
    for case in CASES:
        made.filters[case] = pass_context(functools.partial(_decline_value, case))
    made.filters["capital"] = lambda text: upper_first(str(text))
    # These make markup of data, or print it in a programmer's notation.
    for name in ("safe", "e", "escape", "forceescape", "tojson", "pprint", "xmlattr", "urlize"):
        del made.filters[name]
    return made


def _decline_value(case: Case, context: Context, value: Any) -> str:
    if isinstance(value, Word):
        return value.case(case)
    if not isinstance(value, str):
        raise SecurityError(f"{case}: {type(value).__name__}")
    remarks = context.get(REMARKS)
    word = Word(value, likely_kind(value), remarks if isinstance(remarks, Remarks) else Remarks())
    return word.case(case)


@contextmanager
def template_errors(
    name: str, known: Iterable[str], line_of: Callable[[int], str] = str
) -> Iterator[None]:
    """While it is open, any failure of template `name` is Refused, with place and likely name.

    known: names that could have been meant. line_of: what to print for a line number.
    """
    try:
        yield
    except TemplateSyntaxError as error:
        place = f"{error.name or name}:{line_of(error.lineno)}"
        raise Refused(T("{place}: {message}", place=place, message=error.message or "")) from None
    except (Refused, *_FAILURES) as error:
        message, hint = _reason_and_hint(error, known)
        raise Refused(_with_place(name, error.__traceback__, line_of, message), hint) from None


def _reason_and_hint(error: Exception, known: Iterable[str]) -> tuple[T, T | None]:
    if isinstance(error, Refused):
        return error.message, error.hint
    if isinstance(error, UndefinedError):
        return _unknown_name(str(error), known)
    if isinstance(error, SecurityError):
        return T("a template may not do this: {what}", what=error.message or ""), None
    if isinstance(error, TemplateNotFound):
        return T("there is no template “{name}”", name=error.message or ""), None
    return T("the template fails: {message}", message=str(error)), None


def _unknown_name(said: str, known: Iterable[str]) -> tuple[T, T | None]:
    found = _NAME.search(said)
    name = (found[1] or found[2]) if found else said
    close = difflib.get_close_matches(name, list(known), 1)
    hint = T("perhaps {close}", close=close[0]) if close else None
    return T("unknown name “{name}”", name=name), hint


def _with_place(
    name: str, trace: TracebackType | None, line_of: Callable[[int], str], message: T
) -> T:
    """The message with the place of the innermost template line in the traceback."""
    place = name
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file == "<template>" or file.endswith((".j2", ".docx")):
            shown = name if file == "<template>" else file.replace("\\", "/").rpartition("/")[2]
            place = f"{shown}:{line_of(trace.tb_lineno)}"
        trace = trace.tb_next
    return T("{place}: {message}", place=place, message=message)


def context_names(context: Mapping[str, Any]) -> list[str]:
    """Every key of the context at any depth; of a list the keys of its first element."""
    found: dict[str, None] = {}

    def walk(value: Any) -> None:
        if isinstance(value, Mapping):
            for key, below in value.items():
                found[str(key)] = None
                walk(below)
        elif isinstance(value, list | tuple) and value:
            walk(value[0])

    walk(context)
    return list(found)
