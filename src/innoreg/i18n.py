"""The two languages: lazy texts for values, immediate ones for the screen.

Sources are English and stand in the code; Russian comes from the gettext catalog beside this
module. A value (a diagnostic, an error) holds a `T`, which is translated only when it is shown,
so that nothing below the command line needs to know the reader's language.
"""

import gettext
import locale
import os
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

# The first is the one of the documents.
LANGUAGES = ("ru", "en")
_LOCALE_DIR = Path(__file__).with_name("locale")
_language: ContextVar[str] = ContextVar("language", default="en")


def use_language(language: str) -> None:
    """Show everything from now on in `language`, one of `LANGUAGES`."""
    _language.set(language)


def current_language() -> str:
    """The language texts are shown in now."""
    return _language.get()


def default_language(environ: Mapping[str, str] | None = None) -> str:
    """The reader's language: `INNOREG_LANG`, else the locale's, else English."""
    environ = os.environ if environ is None else environ
    for name in ("INNOREG_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(name):
            return "ru" if value.lower().startswith("ru") else "en"
    return "ru" if (locale.getlocale()[0] or "").lower().startswith("ru") else "en"


@cache
def _catalog(language: str) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation("innoreg", _LOCALE_DIR, [language])


def _(message: str, /, **params: object) -> str:
    """`message` in the current language, its `{names}` filled in from `params`."""
    text = _catalog(_language.get()).gettext(message)
    return text.format_map(params) if params else text


def ngettext(one: str, many: str, n: int, /, **params: object) -> str:
    """The form that fits `n`, which also fills `{n}`: «1 день», «2 дня», «5 дней»."""
    return _catalog(_language.get()).ngettext(one, many, n).format_map({"n": n, **params})


def N_(message: str, /) -> str:  # noqa: N802 - gettext's own name
    """Mark `message` for translation where it is only stored."""
    return message


@dataclass(frozen=True, slots=True, init=False)
class T:
    """A text to be shown later, in the reader's language: `T("no person “{id}”", id=ref)`."""

    message: str
    params: tuple[tuple[str, Any], ...] = field(default=())

    def __init__(self, message: str, /, **params: object) -> None:
        object.__setattr__(self, "message", message)
        object.__setattr__(self, "params", tuple(sorted(params.items())))

    def __str__(self) -> str:
        return _(self.message, **{name: _shown(value) for name, value in self.params})


def _shown(value: object) -> object:
    """A value as the reader writes it: of a day 01.02.2022 in Russian."""
    if isinstance(value, date) and current_language() == "ru":
        return value.strftime("%d.%m.%Y")
    return value


@dataclass(frozen=True, slots=True, init=False)
class TN(T):
    """A text with a number in it: `TN("{n} day late", "{n} days late", 5)`."""

    many: str = ""
    n: int = 0

    def __init__(self, one: str, many: str, n: int, /, **params: object) -> None:
        T.__init__(self, one, **params)
        object.__setattr__(self, "many", many)
        object.__setattr__(self, "n", n)

    def __str__(self) -> str:
        params = {name: _shown(value) for name, value in self.params}
        return ngettext(self.message, self.many, self.n, **params)


@dataclass(frozen=True, slots=True, init=False)
class Texts(T):
    """Several texts with commas between them: `Texts("a school", "an authority")`."""

    texts: tuple[str, ...] = ()

    def __init__(self, *texts: str) -> None:
        T.__init__(self, ", ".join(texts))
        object.__setattr__(self, "texts", texts)

    def __str__(self) -> str:
        return ", ".join(_(text) for text in self.texts)
