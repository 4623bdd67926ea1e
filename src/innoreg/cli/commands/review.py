"""`innoreg review`: an expert is asked for an opinion on an application, or gives it."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from innoreg.cli.change_session import ChangeSession, DayOption, WriteOptions, change_session
from innoreg.cli.command_context import Call, CallContext, load_registry, show
from innoreg.cli.common_options import parse_day
from innoreg.cli.reference_lookup import find_application
from innoreg.errors import Refused, WrongUsage
from innoreg.i18n import N_, T, _
from innoreg.model.application import Application
from innoreg.model.person import Person
from innoreg.queries.record_names import find_by_words, title_of
from innoreg.report import display_texts
from innoreg.store.record_change import Raw, with_values


def review(
    call: Call,
    ref: Annotated[str, typer.Argument(metavar=N_("REF"), help=N_("the application"))],
    expert: Annotated[
        str | None,
        typer.Argument(metavar=N_("PERSON"), help=N_("the expert, by id or by name")),
    ] = None,
    scores: Annotated[
        list[str] | None,
        typer.Option(
            "--score", metavar=N_("CRITERION=N"), help=N_("points for a criterion; repeatable")
        ),
    ] = None,
    opinion: Annotated[
        Literal["support", "revise", "reject"] | None,
        typer.Option("--opinion", help=N_("what the expert advises")),
    ] = None,
    conflict: Annotated[
        bool,
        typer.Option("--conflict", help=N_("a conflict of interest: the opinion does not count")),
    ] = False,
    words: Annotated[
        str | None,
        typer.Option("--words", metavar=N_("TEXT"), help=N_("what the expert writes")),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option("--from", metavar=N_("FILE"), help=N_("the form filled in, .xlsx")),
    ] = None,
    blank: Annotated[
        str | None,
        typer.Option(
            "--form", metavar=N_("FILE"), help=N_("write the form to fill in, .xlsx; nothing else")
        ),
    ] = None,
    on: DayOption = None,
    *,
    mode: WriteOptions,
) -> None:
    if blank is not None:
        if scores or opinion or conflict or words or form or on:
            raise WrongUsage(
                T("--form only writes the form"), T("give the answers with --from, or as options")
            )
        _write_form(call, ref, expert, Path(blank))
        return
    day = parse_day(on) if on else call.day
    given: Raw = {"opinion": opinion, "words": words, "conflict": conflict or None}
    if scores:
        given["scores"] = [_points(each) for each in scores]
    with change_session(call, dry_run=mode.dry_run) as session:
        registry = session.registry
        one = registry.get(Application, ref) or session.refuse_unknown_reference(ref)
        if form is not None:
            from innoreg.importing.review_sheet import read_review_form

            read = read_review_form(Path(form))
            if read.application != one.id:
                raise Refused(
                    T("the form is of {other}, not of {id}", other=read.application, id=one.id),
                    T("name the application of the form"),
                )
            expert = expert or read.expert
            given |= {key: value for key, value in read.values.items() if value is not None}
        if expert is None:
            raise WrongUsage(T("which expert is not said"), T("name the person: id or name"))
        person = find_by_words(registry, Person, expert)
        assert person is not None
        given = {key: value for key, value in given.items() if value is not None}
        change = session.edit_record(
            one, lambda data: _with_review(session, data, person.id, day, given)
        )
        done = (
            _("{id}: opinion of {name}", id=one.id, name=title_of(person))
            if given
            else _("{id}: {name} is asked", id=one.id, name=title_of(person))
        )
        session.carry_out([change], f"{done}, {display_texts.day(day)}", mode)


def _write_form(call: CallContext, ref: str, expert: str | None, path: Path) -> None:
    """Write the form for one expert, or for any; an existing file stays."""
    from innoreg.export.review_workbook import form_bytes
    from innoreg.render.output_file import write_document

    registry = load_registry(call)
    application = find_application(registry, ref)
    person = find_by_words(registry, Person, expert)
    raw = form_bytes(registry, application, person)
    write_document(path, raw)
    show(_("form to fill in: {file}", file=path))


def _points(words: str) -> Raw:
    name, equals, number = words.partition("=")
    if not (equals and name and number.isdecimal()):
        raise WrongUsage(
            T("“{words}” is not CRITERION=N", words=words), T("for example: --score relevance=8")
        )
    return {"criterion": name, "points": int(number)}


def _with_review(session: ChangeSession, data: Raw, expert: str, day: date, given: Raw) -> Raw:
    reviews: list[Raw] = [dict(each) for each in data.get("reviews") or ()]
    at = next(
        (
            index
            for index, each in enumerate(reviews)
            if (target := session.registry.find(each.get("expert", ""), ("person",)))
            and target.ref == expert
        ),
        None,
    )
    if at is None:
        asked = {} if given else {"asked": day.isoformat()}
        answered = {"on": day.isoformat(), **given} if given else {}
        reviews.append({"expert": expert, **asked, **answered})
    elif not given:
        raise Refused(
            T("{expert} is asked already", expert=expert),
            T("give the opinion: --score, --opinion, --conflict, or --from FILE"),
        )
    elif reviews[at].get("on"):
        raise Refused(
            T("{expert} has given an opinion already", expert=expert),
            T("`innoreg edit` corrects it"),
        )
    else:
        reviews[at] = {**reviews[at], "on": day.isoformat(), **given}
    return with_values(data, (), Application, reviews=reviews)
