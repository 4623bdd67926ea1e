"""`innoreg template`: the templates there are, the names they may use, what is wrong with one."""

import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from innoreg.cli.command_context import Call, load_registry, print_remark, show, show_as_it_is
from innoreg.cli.common_options import spread_groups
from innoreg.cli.document_output import registry_press
from innoreg.cli.lazy_group import Command, Group
from innoreg.diagnostics import by_place
from innoreg.errors import WrongUsage
from innoreg.i18n import N_, T, _, ngettext
from innoreg.render.adopted.form_finder import (
    find_mapping,
    form_paragraphs,
    missing_places,
    style_names,
)
from innoreg.render.adopted.form_mapping import PLACES, STYLES, as_json, mapping_path
from innoreg.render.declinable_words import Remarks
from innoreg.render.document_kinds import KINDS, kind_of_template
from innoreg.render.docx.docx_parts import DOCUMENT, parse_xml, read_parts
from innoreg.render.output_file import write_document
from innoreg.render.template_check import check_template
from innoreg.report.findings import concise_line
from innoreg.report.jsonio import dumps

app = typer.Typer(name="template", cls=Group, rich_markup_mode=None, no_args_is_help=True)
KindOption = Annotated[
    str | None,
    typer.Option("--kind", metavar=N_("KIND"), help=N_("the kind of document it is for")),
]


@app.command("check", cls=Command, help=N_("names, tags and syntax of a template, with places"))
def check(
    files: Annotated[
        list[Path], typer.Argument(metavar=N_("FILE"), help=N_("templates, .md.j2 or .docx"))
    ],
    kind: KindOption = None,
    format: Annotated[
        Literal["text", "json"], typer.Option("--format", help=N_("form of the answer"))
    ] = "text",
) -> None:
    if kind is not None:
        _refuse_unknown_kind(kind)
    found = by_place(d for file in files for d in check_template(file, KINDS.get(kind or "")))
    errors = sum(each.severity == "error" for each in found)
    if format == "json":
        show_as_it_is(dumps({"format": 1, "diagnostics": [_fields(d) for d in found]}))
    else:
        for d in found:
            show(concise_line(d) + (f"\n    → {d.hint}" if d.hint else ""))
        print_remark(ngettext("{n} error", "{n} errors", errors))
    if errors:
        raise typer.Exit(1)


def _fields(d: Any) -> dict[str, Any]:
    return {
        "code": d.code,
        "severity": d.severity,
        "file": d.place.file,
        "line": d.place.line,
        "message": str(d.message),
        "hint": str(d.hint) if d.hint else None,
        "suggestion": d.suggestion,
    }


@app.command(
    "adopt", cls=Command, help=N_("make a Word form of your own one that documents are printed on")
)
def adopt(
    form: Annotated[
        Path,
        typer.Argument(metavar=N_("FORM.docx"), help=N_("a Word file, as it lies in the office")),
    ],
    place: Annotated[
        list[str] | None,
        typer.Option(
            "--place",
            metavar=N_("NAME=NUMBER"),
            help=N_("the paragraph of kind, date, number, heading, body, body_end, post or name"),
        ),
    ] = None,
    style: Annotated[
        list[str] | None,
        typer.Option(
            "--style", metavar=N_("NAME=STYLE"), help=N_("the form's style of text, title or table")
        ),
    ] = None,
    paragraphs: Annotated[
        bool, typer.Option("--paragraphs", help=N_("show its numbered paragraphs and stop"))
    ] = False,
) -> None:
    parts = read_parts(form)
    root = parse_xml(parts, DOCUMENT)
    assert root is not None
    every = form_paragraphs(root)
    if paragraphs:
        show("\n".join(f"{one.number:>4}  {one.text}".rstrip() for one in every))
        return
    places = _given_places(place or [], len(every))
    mapping = find_mapping(parts, places, _given_styles(style or [], style_names(parts)))
    path = mapping_path(form)
    write_document(path, as_json(mapping).encode("utf-8"), force=True)
    for name, number in mapping.places.items():
        show(f"{name:<9} {number:>4}  {mapping.texts[name] or '—'}")
    for name, named in mapping.styles.items():
        show(f"{name:<9}       " + _("style “{name}”", name=named))
    for name in missing_places(mapping):
        print_remark(_("no place for {name} was found; say --place {name}=NUMBER", name=name))
    if any(missing_places(mapping)):
        print_remark(_("`innoreg template adopt {form} --paragraphs` shows the numbers", form=form))
    show(_("written: {path}", path=path))


def _given_places(given: list[str], last: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for words in given:
        name, equals, number = words.partition("=")
        if name not in (*PLACES, "body_end") or not equals or not number.isdecimal():
            raise WrongUsage(
                T("“{words}” is no place", words=words),
                T("one of: {expected}", expected="=N, ".join((*PLACES, "body_end")) + "=N"),
            )
        if not 0 < int(number) <= last:
            raise WrongUsage(
                T("the form has {last} paragraphs, no {number}", last=last, number=number)
            )
        found[name] = int(number)
    if "body" in found:
        found.setdefault("body_end", found["body"])
    return found


def _given_styles(given: list[str], known: dict[str, tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for words in given:
        name, _equals, style = words.partition("=")
        if name not in STYLES:
            raise WrongUsage(
                T("“{words}” is no style of the mapping", words=words),
                T("one of: {expected}", expected=", ".join(STYLES)),
            )
        if style not in known:
            raise WrongUsage(
                T("the form has no style “{style}”", style=style),
                T("there are: {names}", names=", ".join(known)),
            )
        found[name] = style
    return found


@app.command("list", cls=Command, help=N_("the templates there are, and what each is for"))
@spread_groups
def list_(call: Call) -> None:
    registry = load_registry(call)
    names = [path.name for path in registry_press(call, registry).files.templates()]
    width = max(map(len, names), default=0)
    for name in names:
        if name != "parts.md.j2":
            show(f"{name:<{width}}  {_(kind_of_template(name).summary)}")


@app.command("names", cls=Command, help=N_("the names a template of some kind may use"))
def names(
    kind: Annotated[
        str, typer.Argument(metavar=N_("KIND"), help=N_("order, extract, letter, memo, …"))
    ] = "order",
) -> None:
    _refuse_unknown_kind(kind)
    show("\n".join(_name_lines(KINDS[kind].context_type, "")))


def _refuse_unknown_kind(kind: str) -> None:
    if kind not in KINDS:
        raise WrongUsage(
            T("unknown kind of document “{kind}”", kind=kind),
            T("one of: {expected}", expected=", ".join(KINDS)),
        )


def _name_lines(described: Any, indent: str) -> Iterator[str]:
    """A line for each field of a TypedDict, and below it those of a TypedDict it holds.

    Behind a word that declines stand the filters it takes.
    """
    for name, hint in typing.get_type_hints(described).items():
        inner = next((a for a in typing.get_args(hint) if a is not type(None)), hint)
        several = typing.get_origin(hint) is list
        if hint is Remarks:
            continue
        word = "  | nom gen dat acc ins loc" if getattr(inner, "__name__", "") == "Word" else ""
        yield f"{indent}{name}{'[…]' if several else ''}{word}"
        if typing.is_typeddict(inner):
            yield from _name_lines(inner, f"{indent}  ")
