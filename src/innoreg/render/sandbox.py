"""The Jinja environment of all templates: sandboxed, escaping, strict about names.

Jinja's own defaults were tried and set aside: without escaping a name with `<` loses its rest in a
valid file, an unknown name prints nothing, and a payload in a template runs.
"""

import difflib
import functools
import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Sized
from contextlib import contextmanager
from types import CodeType, TracebackType
from typing import Any

from jinja2 import BaseLoader, StrictUndefined, TemplateError, TemplateSyntaxError, pass_context
from jinja2.exceptions import SecurityError, TemplateNotFound, UndefinedError
from jinja2.filters import make_attrgetter
from jinja2.runtime import Context, markup_join
from jinja2.sandbox import ImmutableSandboxedEnvironment

from innoreg.errors import Refused
from innoreg.i18n import T
from innoreg.language import CASES, Case, likely_kind
from innoreg.render.declinable_words import Remarks, Word, upper_first
from innoreg.render.template_budget import (
    LONGEST,
    Budget,
    CountingGenerator,
    check_result,
    text_size,
)

REMARKS = "remarks"
"""The name under which a context carries its `Remarks`."""
# All that Jinja and Python raise at words of a template; other errors are innoreg's own.
_FAILURES = (
    TemplateError, ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError,
    RuntimeError, SyntaxError, TypeError, ValueError,
)  # fmt: skip
_NAME = re.compile(r"'([^']+)' is undefined|has no (?:attribute|element) '?([^']+?)'?$")


# What a document needs of a text; the others make long ones of short ones, or no words at all.
_TEXT_METHODS = frozenset({
    "capitalize", "casefold", "count", "endswith", "find", "index", "isalpha", "isdecimal",
    "isdigit", "islower", "isnumeric", "isspace", "istitle", "isupper", "join", "lower", "lstrip",
    "partition", "removeprefix", "removesuffix", "replace", "rfind", "rindex", "rpartition",
    "rsplit", "rstrip", "split", "splitlines", "startswith", "strip", "swapcase", "title", "upper",
})  # fmt: skip
_TEXT_FILTERS = frozenset({
    "capitalize", "center", "indent", "lower", "replace", "string", "title", "trim", "truncate",
    "upper", "urlencode", "wordcount", "wordwrap",
})  # fmt: skip
_OTHER_FILTERS = frozenset({
    "abs", "attr", "batch", "count", "d", "default", "dictsort", "first", "float", "groupby", "int",
    "items", "join", "last", "length", "list", "map", "max", "min", "reject", "rejectattr",
    "reverse", "round", "select", "selectattr", "slice", "sort", "sum", "unique",
})  # fmt: skip
"""What is not among them makes markup of data, prints it in a programmer's notation, or is left to
chance; the filters of cases come besides."""


FORM_INCLUDES = (
    T("a Word form includes no other template"),
    T("put its words into the form, or write a text template (.md.j2)"),
)


class Sandbox(ImmutableSandboxedEnvironment):
    """No private attributes, no changes of the context, and no more work than a document needs."""

    intercepted_binops = frozenset(["*", "**", "%", "+"])
    code_generator_class = CountingGenerator

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.budget = Budget()
        self.check_result = check_result
        known = {name: self.filters[name] for name in (*_TEXT_FILTERS, *_OTHER_FILTERS)}
        self.filters = {name: self._bounded(name, each) for name, each in known.items()}
        # It makes sentences by chance.
        del self.globals["lipsum"]

    def _compile(self, source: str, filename: str) -> CodeType:
        # Python warns of what is odd in the code that Jinja makes, as of `{{ 1.5[0] }}`.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)
            return super()._compile(source, filename)

    def start_document(self) -> None:
        """Begin to count anew."""
        self.budget = Budget()

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """No powers, no formats, and no product or sum longer than a document."""
        if operator == "**" or (operator == "%" and isinstance(left, str)):
            raise SecurityError(f"{operator} is not for documents")
        if operator == "*":
            self.budget.spend_on(operator, (left, right))
        elif isinstance(left, Sized):
            self.budget.spend(steps=1 + len(left) // 1000)
        return check_result(super().call_binop(context, operator, left, right))

    def wrap_str_format(self, _value: Any) -> None:
        """No `format` of a text, which Jinja would make safe, but not short."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Of a text only the methods a document needs."""
        if isinstance(obj, str) and attr not in _TEXT_METHODS:
            return False
        return super().is_safe_attribute(obj, attr, value)

    def call(self, context: Context, obj: Any, *args: Any, **options: Any) -> Any:
        """Call a function; what a text's own would make is bounded before."""
        owner = getattr(obj, "__self__", None)
        if isinstance(owner, str):
            if obj.__name__ == "join":
                args = (self._joinable(owner, *args),)
            self.budget.spend_on(obj.__name__, (owner, *args, *options.values()))
        else:
            self.budget.spend()
        made = super().call(context, obj, *args, **options)
        return check_result(made) if obj is dict or isinstance(made, str) else made

    def join_texts(self, parts: Sequence[Any]) -> str:
        """The parts of `a ~ b`, one after another."""
        self._count_letters(parts)
        return markup_join(parts)

    def _count_letters(self, parts: Iterable[Any]) -> None:
        letters = sum(map(text_size, parts))
        if letters > LONGEST:
            raise SecurityError("a text is too long")
        self.budget.spend(steps=1 + letters // 1000)

    def _joinable(self, between: Any, parts: Iterable[Any]) -> list[Any]:
        found = list(parts)
        self._count_letters(found)
        self._count_letters([between] * len(found))
        return found

    def _bounded(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """The filter with what it is given and what it makes bounded."""
        skipped = 1 if getattr(work, "jinja_pass_arg", None) else 0

        @functools.wraps(work)
        def bounded(*args: Any, **options: Any) -> Any:
            own, (value, *given) = args[:skipped], args[skipped:]
            if name in _TEXT_FILTERS:
                text_size(value)
            if name == "join":
                value = self._ready_to_join(value, *given, **options)
                given, options = given[:1], {k: v for k, v in options.items() if k == "d"}
            elif name == "sum" and not isinstance(options.get("start", [*given, 0, 0][1]), int):
                raise SecurityError("sum is for numbers")
            elif name == "truncate":
                self.budget.spend_on(name, (value,))
            else:
                self.budget.spend_on(name, (value, *given, *options.values()))
            return check_result(work(*own, value, *given, **options))

        return bounded

    def _ready_to_join(
        self, value: Any, d: Any = "", attribute: str | int | None = None
    ) -> list[Any]:
        get = make_attrgetter(self, attribute) if attribute is not None else None
        return self._joinable(d, map(get, value) if get else value)


def new_sandbox(
    finalize: Callable[[Any], Any],
    loader: BaseLoader | None = None,
    kind: type[Sandbox] = Sandbox,
) -> Sandbox:
    """A new environment; every printed value goes through `finalize`, which must escape it."""
    made = kind(
        autoescape=True,
        undefined=StrictUndefined,
        loader=loader,
        # In text templates only: in a Word form whole paragraphs with tags are taken out.
        trim_blocks=loader is not None,
        lstrip_blocks=loader is not None,
        # Else constants would be worked out while the template is compiled, where nothing counts.
        optimized=False,
    )

    def print_value(value: Any) -> Any:
        made.budget.spend(text_size(value))
        return finalize(value)

    made.finalize = print_value
    for case in CASES:
        made.filters[case] = pass_context(functools.partial(_decline_value, case))
    made.filters["capital"] = lambda text: upper_first(str(text))
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
    if "no loader for this environment" in str(error):
        return FORM_INCLUDES
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
