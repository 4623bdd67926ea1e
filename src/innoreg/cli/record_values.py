"""KEY=VALUE of a command line: parsed, and names in it found in the register."""

from collections.abc import Iterable

from innoreg.cli.change_session import ChangeSession
from innoreg.cli.command_context import show
from innoreg.errors import Refused, WrongUsage
from innoreg.folding import comparison_key
from innoreg.hidden_signs import find_hidden_sign
from innoreg.i18n import T, _
from innoreg.model.base import Record
from innoreg.model.record_models import MODELS
from innoreg.model.registry import Registry
from innoreg.store.file_writer import Change, write_changes
from innoreg.store.record_form import empty_paths, key_text
from innoreg.store.record_keys import Raw, Resolve

_NAMING = ("name", "short_name", "full_name", "title", "theme")


def parse_pairs(words: Iterable[str], *, empty: bool = False) -> list[tuple[str, str]]:
    """KEY=VALUE each. empty: a value may be missing, which takes the key away."""
    return [_parse_pair(one, empty) for one in words]


def _parse_pair(words: str, empty: bool) -> tuple[str, str]:
    key, equals, value = words.partition("=")
    if not (equals and key and (value or empty)):
        raise WrongUsage(
            T("“{words}” is not KEY=VALUE", words=words), T("for example: name='Образцова А.А.'")
        )
    refuse_hidden_sign(key, value)
    return key, value


def refuse_hidden_sign(key: str, value: str) -> None:
    """Refused where a value holds a sign that nobody sees."""
    if find_hidden_sign(value):
        raise Refused(
            T("the value of {key} holds a sign that nobody sees", key=key),
            T("type the words anew, or delete the sign"),
        )


def name_resolver(registry: Registry) -> Resolve:
    """Finds what a name means where a reference belongs: «Образцова А.А.» for `obraztsova-aa`.

    Words that name nothing are left as they are: the rules say what is wrong with them. Where the
    words may also stand for themselves ("?" before the kinds), only a whole name or surname is taken.
    """

    def resolve(kinds: tuple[str, ...], words: str) -> str:
        whole = kinds[0] == "?"
        wanted = tuple(kind for kind in kinds if kind != "?")
        if registry.find(words, wanted):
            return words
        asked = comparison_key(words)
        models = [MODELS[kind] for kind in wanted if kind in MODELS]
        records = [record for model in models for record in registry.all(model)]
        same = [r for r in records if asked in _names(r)] or [
            # A surname without its initials.
            r
            for r in records
            if any(name.startswith(f"{asked} ") for name in _names(r)) and r.kind_name == "person"
        ]
        close = same or [r for r in records if any(asked in name for name in _names(r))]
        if len(same) == 1:
            return same[0].id
        if whole or not asked:
            return "" if whole else words
        if len(close) > 1:
            raise WrongUsage(
                T("several records fit “{words}”", words=words),
                T("say which: {ids}", ids=", ".join(record.id for record in close[:6])),
            )
        return close[0].id if close else words

    return resolve


def _names(record: Record) -> list[str]:
    """What a record is called, as names are compared."""
    words = [str(value) for field in _NAMING if (value := getattr(record, field, None))]
    return [comparison_key(each) for each in (*words, *getattr(record, "aliases", ()))]


def blanks_of(data: Raw) -> list[str]:
    """The keys that are still to be filled in, as people give them."""
    return [key_text(path) for path in empty_paths(data)]


def write_unfinished(
    session: ChangeSession, change: Change, done: str, blanks: list[str], *, commit: bool
) -> None:
    """Write a record with empty keys, unchecked; `validate` then names what is left to do."""
    if commit:
        raise Refused(
            T("still to be filled in: {keys}", keys=", ".join(blanks)),
            T("give them as KEY=VALUE, or leave out --commit; nothing was written"),
        )
    write_changes(session.root, [change])
    name = change.file.rpartition("/")[2].removesuffix(".yaml")
    lines = [
        done,
        f"  {change.file}",
        _("  to be filled in: {keys}", keys=", ".join(blanks)),
        _("  next: `innoreg edit {id} {key}=…`", id=name, key=blanks[0]),
    ]
    show("\n".join(lines))
