"""The one record that a person's words name: by reference, or by a part of its name."""

from collections.abc import Sequence

from innoreg.errors import WrongUsage
from innoreg.i18n import T
from innoreg.queries.due_row import Name, Names
from innoreg.record_kinds import kind_of


def find_by_reference(names: Names, kind: str, ref: str) -> Name | None:
    """The record of that kind that a reference names: `id` or `kind/id`."""
    head, slash, rest = ref.partition("/")
    if not slash:
        return names.record_name(kind, ref)
    return names.record_name(kind, rest) if kind_of(head) == kind else None


def find_named(names: Names, kind: str, words: str) -> Name:
    """The one record of that kind that `words` name; WrongUsage where it is none or several."""
    if found := find_by_reference(names, kind, words):
        return found
    # Imported here: most questions name nothing by words.
    from innoreg.folding import comparison_key

    every = names.names(kind)
    asked = comparison_key(words)
    close = [name for name in every if asked in name.words]
    if len(close) == 1:
        return close[0]
    if close:
        # Bounds the line: whoever sees six ids types more words.
        hint = T("say which: {ids}", ids=", ".join(name.id for name in close[:6]))
        raise WrongUsage(T("several records fit “{words}”", words=words), hint)
    raise _no_such_record([name.id for name in every], kind, words)


def _no_such_record(ids: Sequence[str], kind: str, words: str) -> WrongUsage:
    import difflib

    close = difflib.get_close_matches(words, ids, 3, 0.5)
    hint = (
        T("perhaps {close}", close=", ".join(close))
        if close
        else T("see `innoreg list {kind}`", kind=kind)
    )
    return WrongUsage(T("no record fits “{words}”", words=words), hint)
