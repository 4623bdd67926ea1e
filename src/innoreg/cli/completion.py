"""What the shell offers for the values of options and arguments: ids and references of the register.

A completion never prints an error and never writes: where nothing can be said it offers nothing.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import typer

# What typer makes of a completion; it has no public name for it.
from typer.core import CompletionItem  # type: ignore[attr-defined]

if TYPE_CHECKING:
    from innoreg.queries.due_row import Rows

Offered = list[tuple[str, str]]
Complete = Callable[[typer.Context, str], Offered]
_MOST = 200
"""A shell shows no more on one screen, and whoever sees so many types on."""
_WIDTH = 72
"""Letters of a title: shells cut what does not fit a line."""


def complete_ids(*kinds: str) -> Complete:
    """Offers the ids of records of these kinds, each with its title."""

    def complete(ctx: typer.Context, incomplete: str) -> Offered:
        return _offered(ctx, incomplete, lambda rows: _ids(rows, kinds))

    return complete


def complete_references(ctx: typer.Context, incomplete: str) -> Offered:
    """Offers ids, and behind `plan/` or `order/` the numbers of what is to be done there."""
    return _offered(ctx, incomplete, lambda rows: _references(rows, incomplete))


def complete_kinds(_ctx: typer.Context, incomplete: str) -> Offered:
    """Offers the kinds of record by their folders."""
    from innoreg.i18n import _
    from innoreg.record_kinds import FOLDERS, NAMES

    return _beginning_with(incomplete, ((folder, _(NAMES[k])) for k, folder in FOLDERS.items()))


def complete_choices(key: str, choices: Iterable[str]) -> Complete:
    """Offers the values of an option that has few, each with the reader's word for it."""

    def complete(_ctx: typer.Context, incomplete: str) -> Offered:
        from innoreg.value_words import value_word

        said = ((value, value_word(key, value)) for value in choices)
        return _beginning_with(incomplete, ((v, "" if word == v else word) for v, word in said))

    return complete


def complete_months(_ctx: typer.Context, incomplete: str) -> Offered:
    """Offers the months in the reader's language."""
    from innoreg.report.display_texts import month_name

    return [
        (name, "") for n in range(1, 13) if (name := month_name(n).lower()).startswith(incomplete)
    ]


def complete_revisions(ctx: typer.Context, incomplete: str) -> Offered:
    """Offers the branches and tags of the repository."""
    from innoreg.cli.common_options import common_options
    from innoreg.cli.source_tree import open_repository
    from innoreg.errors import InnoregError

    try:
        git = open_repository(common_options(ctx))
        form = "--format=%(refname:short)%00%(subject)"
        said = git.attempt("for-each-ref", form, "refs/heads", "refs/tags") or ""
    except (InnoregError, OSError):
        return []
    pairs = (line.split("\0", 1) for line in said.splitlines() if "\0" in line)
    return _beginning_with(incomplete, ((name, subject) for name, subject in pairs))


def complete_words(key: str, *groups: str) -> Complete:
    """Offers the words a value may be, by the name of what they are."""

    def complete(ctx: typer.Context, incomplete: str) -> Offered:
        from innoreg.report import display_texts

        choices = [word for group in groups for word in getattr(display_texts, group)]
        return complete_choices(key, choices)(ctx, incomplete)

    return complete


BY_NAME: dict[str, Complete] = {
    "responsible": complete_ids("person", "authority", "school"),
    "issuer": complete_ids("authority"),
    "council": complete_ids("authority"),
    "signed": complete_ids("person"),
    "for_": complete_ids("person", "authority", "school", "district", "site", "pair"),
    "organisations": complete_ids("school", "authority"),
    "rules": complete_ids("site-rules"),
    "rev": complete_revisions,
    "month": complete_months,
    "quarter": complete_choices("quarter", "1234"),
}
"""By the name of an option, where its metavar says too little."""
BY_METAVAR: dict[str, Complete] = {
    "REF": complete_references,
    "ORDER/CLAUSE": complete_references,
    "REV": complete_revisions,
    "REV|REV..REV": complete_revisions,
    "WHO": complete_ids("person", "authority", "school", "district", "site"),
    "ORDER": complete_ids("order"),
    "PLAN": complete_ids("roadmap"),
    "PAIR": complete_ids("pair"),
    "SCHOOL": complete_ids("school"),
    "PERSON": complete_ids("person"),
    "STATUS": complete_words("status", "STATUS_WORDS"),
    "TYPE": complete_choices("type", ("regional", "federal", "municipal", "internship")),
    "ROLE": complete_words("role", "ROLE_WORDS"),
    "SUBJECT": complete_references,
    "BASE": complete_revisions,
    "THEIRS": complete_revisions,
    "GROUP": complete_choices("group", ("districts", "sites", "overdue")),
    "KIND": complete_kinds,
    "KIND|CRITERIA": complete_kinds,
}
"""By what the help page calls the value."""


def complete_of(name: str, metavar: str | None) -> Complete | None:
    """What completes the value of an option or argument; None where the shell completes files."""
    from innoreg.record_kinds import FOLDERS

    if found := BY_NAME.get(name):
        return found
    if metavar == "ID" and name in FOLDERS:
        return complete_ids(name)
    return BY_METAVAR.get(metavar or "")


def add_completion(param: Any) -> None:
    """Let the shell complete the values of an option or argument of typer's."""
    choices = getattr(param, "choices", None)
    complete = complete_of(str(param.name), param.metavar) or (
        complete_choices(str(param.name), choices) if choices else None
    )
    if complete is not None:
        param.shell_complete = lambda ctx, incomplete: [
            CompletionItem(value, help=title) for value, title in complete(ctx, incomplete)
        ]


def prepare_completion() -> None:
    """Titles as they are: typer would let rich read them for markup, and imports it for that."""
    from typer import _completion_classes

    if hasattr(_completion_classes, "_sanitize_help_text"):
        _completion_classes._sanitize_help_text = lambda text: text


def _offered(
    ctx: typer.Context,
    incomplete: str,
    question: Callable[["Rows"], Iterable[tuple[str, str]]],
) -> Offered:
    """What the question finds in the register of the call; nothing where there is none to read."""
    from innoreg.cache.answers import ask
    from innoreg.cache.due_rows import KeptRows
    from innoreg.cli.command_context import CallContext
    from innoreg.cli.common_options import common_options
    from innoreg.errors import InnoregError

    call = CallContext(common_options(ctx))
    try:
        kind = KeptRows(call.day, lambda rows: list(question(rows)))
        now = time.time_ns()
        # Without the line that says how many files are read: it would stand in what is being typed.
        kept = ask(kind, call.folder, now_ns=now, environ=os.environ) if call.uses_cache else None
        if kept is not None:
            found = kept.answer
        else:
            from innoreg.queries.occurrence_rows import RegistryRows
            from innoreg.store.loader import load_tree

            read = load_tree(call.tree, salvage=True)
            found = list(question(RegistryRows(read.readable, call.day)))
    except (InnoregError, OSError):
        return []
    return _beginning_with(incomplete, found)


def _ids(rows: "Rows", kinds: Iterable[str]) -> Iterator[tuple[str, str]]:
    for kind in kinds:
        yield from ((name.id, name.title) for name in rows.names(kind))


def _references(rows: "Rows", incomplete: str) -> Iterator[tuple[str, str]]:
    from innoreg.queries.due_row import PARTS
    from innoreg.record_kinds import FOLDERS

    head, slash, _tail = incomplete.partition("/")
    if not slash:
        yield from _ids(rows, FOLDERS)
        return
    yield from _ids(rows, [PARTS + head])
    # Reports of a site and rows of a pair's plan are no parts of a record. Only rows that mention
    # it are looked at: there may be tens of thousands.
    here = rows.prefiltered((head,))
    yield from ((row.ref, row.title) for row in (*here.all(), *here.undated()))


def _beginning_with(incomplete: str, found: Iterable[tuple[str, str]]) -> Offered:
    """Each of them once, in its order, with a title on one line."""
    offered: dict[str, str] = {}
    for value, title in found:
        if value.startswith(incomplete):
            words = " ".join(title.split())
            offered.setdefault(value, words if len(words) <= _WIDTH else words[: _WIDTH - 1] + "…")
    return sorted(offered.items())[:_MOST]
