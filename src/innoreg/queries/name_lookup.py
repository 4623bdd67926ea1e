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
    raise no_such_record(T("no record fits “{words}”", words=words), every, kind, words)


def no_such_record(message: T, every: Sequence[Name], kind: str, words: str) -> WrongUsage:
    """The error that nothing of this kind is called so, with the ids that come closest."""
    close = _close_ids(every, words)
    hint = (
        T("perhaps {close}", close=", ".join(close))
        if close
        else T("see `innoreg list {kind}`", kind=kind)
    )
    return WrongUsage(message, hint)


def _close_ids(every: Sequence[Name], words: str) -> list[str]:
    """The ids of at most three records whose id, or a word of whose name, looks like `words`."""
    import difflib

    from innoreg.folding import comparison_key

    spelled = {name.id: name.id for name in every}
    for name in every:
        spelled.update((word, name.id) for word in name.words.split() if word not in spelled)
    # Of an id half must be alike, since people leave its end out; words of names are longer, and
    # half of them is alike by chance.
    close = difflib.get_close_matches(words, [name.id for name in every], 3, 0.5)
    close += difflib.get_close_matches(comparison_key(words), spelled, 3, 0.7)
    return list(dict.fromkeys(spelled[word] for word in close))[:3]
