"""`innoreg new`: a record begun, from what is given and, on a terminal, from answers to questions."""

import sys
from typing import Annotated

import typer

from innoreg.cli.change_session import (
    ChangeSession,
    WriteOptions,
    change_session,
    diff_of_changes,
)
from innoreg.cli.command_context import Call, show_as_it_is
from innoreg.cli.like_record import begin_like
from innoreg.cli.record_questions import Asker
from innoreg.cli.record_values import (
    blanks_of,
    name_resolver,
    parse_pairs,
    refuse_hidden_sign,
    write_unfinished,
)
from innoreg.cli.reference_lookup import find_kind
from innoreg.errors import WrongUsage
from innoreg.i18n import N_, T, _
from innoreg.importing.drafts import Row
from innoreg.importing.proposal.new_records import NewRecords
from innoreg.importing.proposal.plan_record import build_rows
from innoreg.model.base import Record
from innoreg.model.record_models import MODELS
from innoreg.model.registry import Registry
from innoreg.model.roadmap import Roadmap
from innoreg.store.file_writer import Change
from innoreg.store.loader import load
from innoreg.store.record_change import file_of
from innoreg.store.record_form import blank_record, form_text
from innoreg.store.record_ids import to_id
from innoreg.store.record_keys import Raw


def new(
    call: Call,
    kind: Annotated[str, typer.Argument(metavar=N_("KIND"), help=N_("district, person, order, …"))],
    name: Annotated[
        str | None,
        typer.Argument(metavar="ID", help=N_("the new id: Latin letters, digits, hyphens")),
    ] = None,
    values: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=N_("KEY=VALUE"), help=N_("fills a key in: name=… period.from=… items.1.title=…")
        ),
    ] = None,
    like: Annotated[
        str | None,
        typer.Option(
            "--like",
            metavar=N_("REF"),
            help=N_("begin like this record; an order also like the newest of a kind: approve, …"),
        ),
    ] = None,
    rows: Annotated[
        int | None,
        typer.Option(
            "--rows", metavar="N", min=1, max=1000, help=N_("so many empty rows of a plan")
        ),
    ] = None,
    row: Annotated[
        list[str] | None,
        typer.Option(
            "--row",
            metavar=N_("TEXT"),
            help=N_("a row of a plan: “what | term | who | result”; several times"),
        ),
    ] = None,
    post: Annotated[
        str | None,
        typer.Option("--post", metavar=N_("TEXT"), help=N_("the post of a person")),
    ] = None,
    organization: Annotated[
        str | None,
        typer.Option("--organization", metavar=N_("WHO"), help=N_("where the post is held")),
    ] = None,
    no_input: Annotated[
        bool, typer.Option("--no-input", help=N_("ask nothing on a terminal either"))
    ] = False,
    *,
    mode: WriteOptions,
) -> None:
    model = MODELS[find_kind(kind)]
    _refuse_foreign_options(model.kind_name, {
        "--rows": (rows, "roadmap"), "--row": (row, "roadmap"), "--post": (post, "person"),
        "--organization": (organization, "person"),
    })  # fmt: skip
    pairs = [*parse_pairs(values or ())]
    pairs += [("positions.1.title", post)] if post else []
    pairs += [("positions.1.organisation", organization)] if organization else []
    asks = not (no_input or mode.dry_run) and call.is_on_terminal and sys.stdin.isatty()
    if name is None and not asks:
        raise WrongUsage(
            T("{name} is missing", name="ID"),
            T("give the new record an id: `innoreg new {kind} ID`", kind=model.kind_name),
        )

    def begin(session: ChangeSession) -> Raw:
        if name is not None:
            session.refuse_taken_id(name)
        like_it = begin_like(session, model, like) if like else None
        data = blank_record(model, pairs, name_resolver(session.registry), like_it)
        _add_rows(data, _read_rows(row or [], session.registry), rows or 0)
        return data

    asked = None
    if asks:
        # Not locked while questions are open: others may work meanwhile.
        root = call.working_folder
        session = ChangeSession(root, load(root).registry, call.day)
        name, asked = _ask(session, model, name, begin(session), rows=not (like or row or rows))
    with change_session(call, dry_run=mode.dry_run) as session:
        assert name is not None
        session.refuse_taken_id(name)
        data = begin(session) if asked is None else asked
        file = file_of(session.registry, model.kind_name, name, data)
        change = Change(file, None, form_text(data, model).encode())
        blanks, done = blanks_of(data), _("{id} is new", id=name)
        if not blanks:
            session.carry_out([change], done, mode)
        elif mode.dry_run:
            show_as_it_is(diff_of_changes([(file, None, change.after)]))
        else:
            write_unfinished(session, change, done, blanks, commit=mode.commit)


def _ask(
    session: ChangeSession, model: type[Record], name: str | None, data: Raw, *, rows: bool
) -> tuple[str, Raw]:
    """The id and the mapping after the questions; of a plan also its rows, where none are given yet."""
    registry = session.registry
    asker = Asker(registry, model, name_resolver(registry))
    if model is Roadmap and rows and blanks_of(data):
        form = data.pop("items", [])
        data = asker.fill_in(data)
        given = asker.ask_rows(lambda words: _add_rows({}, _read_rows([words], registry), 0))
        data["items"] = _read_rows(given, registry) or form
    elif blanks_of(data):
        data = asker.fill_in(data)
    return name or asker.ask_id(data, session.refuse_taken_id), data


def _refuse_foreign_options(kind: str, given: dict[str, tuple[object, str]]) -> None:
    """WrongUsage for an option that belongs to another kind of record."""
    for option, (value, own) in given.items():
        if value is not None and kind != own:
            raise WrongUsage(
                T("{option} is for another kind of record", option=option),
                T("use it with `innoreg new {kind}`", kind=own),
            )


def _read_rows(rows: list[str], registry: Registry) -> list[Raw]:
    """The rows of a plan that were given in words, read as an import reads the cells of a table."""
    drafts = []
    for at, words in enumerate(rows, 1):
        cells = [cell.strip() for cell in words.split("|")]
        if len(cells) > 4 or not cells[0]:
            raise WrongUsage(
                T("“{words}” is no row of a plan", words=words),
                T("a row is “what | term | who | result”; only the first is needed"),
            )
        refuse_hidden_sign("--row", words)
        cells += [""] * (4 - len(cells))
        title, deadline, responsible, result = cells
        drafts.append(
            Row(
                "item",
                str(at),
                title=title,
                deadline=deadline,
                responsible=responsible,
                result=result,
                printed=f"{at}.",
            )
        )
    built = build_rows(drafts, NewRecords(registry, "", to_id, only_known=True))
    # No document they were taken from could be read again.
    return [{key: value for key, value in one.items() if key != "imported"} for one in built]


def _add_rows(data: Raw, given: list[Raw], wanted: int) -> None:
    """Give a plan its rows, and empty ones up to the wanted number of them."""
    if given or wanted:
        filled = [*given, *(item for item in data.get("items", ()) if item.get("title"))]
        more = range(len(filled) + 1, wanted + 1)
        data["items"] = [*filled, *({"number": f"{n}.", "title": ""} for n in more)]
