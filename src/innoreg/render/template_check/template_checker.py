"""`template check`: every fault of one template as diagnostics; nothing is rendered."""

import re
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path

from jinja2 import TemplateSyntaxError, nodes

from innoreg.diagnostics import Diagnostic, Place
from innoreg.errors import Refused
from innoreg.i18n import T
from innoreg.render.blocks import ROLES
from innoreg.render.document_kinds import DocumentKind, kind_of_template
from innoreg.render.docx.docx_parts import DOCUMENT, parse_xml, read_parts
from innoreg.render.docx.outside_links import outside_links
from innoreg.render.sandbox import FORM_INCLUDES, Sandbox, new_sandbox
from innoreg.render.template_check.context_names import unknown_names
from innoreg.render.template_check.word_tags import tag_faults
from innoreg.render.template_files import (
    TemplateFiles,
    TemplateLoader,
    keep_line_ends,
    read_template_text,
    shipped_folder,
)
from innoreg.render.text_engine import SUFFIX

_FENCE = re.compile(r"^[ \t]*:::[ \t]*([\w-]+)", re.MULTILINE)
_TAG = re.compile(r"\{%[^\n]*?%\}|\{#[^\n]*?#\}")
_INCLUDING = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
_PARTIAL = "parts.md.j2"


def check_template(path: Path, kind: DocumentKind | None = None) -> list[Diagnostic]:
    """What is wrong with a template: names, syntax, blocks, lone tags, AutoCorrect.

    `kind` says which document it is for; absent, its name does. In a text template a place is a
    line, in a Word form the number of a paragraph. Refused where it is no template at all.
    """
    meant = kind or kind_of_template(path.name)
    if path.name.endswith(SUFFIX):
        found = list(_text_template_faults(path, meant))
    elif path.suffix == ".docx":
        found = list(_word_form_faults(path, meant))
    else:
        raise Refused(
            T("“{name}” is no template: a template ends in .md.j2 or .docx", name=path.name)
        )
    # A part is no document, and what is broken already need not be tried.
    if found or path.name == _PARTIAL:
        return found
    from innoreg.render.template_check.trial import trial_faults

    return list(trial_faults(path, meant))


def _text_template_faults(path: Path, kind: DocumentKind) -> Iterator[Diagnostic]:
    source = read_template_text(path)
    files = TemplateFiles(path.parent)
    environment = new_sandbox(str, TemplateLoader(files))
    parsed = yield from _jinja_faults(environment, keep_line_ends(source), path, kind)
    if parsed:
        yield from _included_faults(environment, parsed, path, files, {path.name})
    yield from _block_faults(path, source)


def _included_faults(
    environment: Sandbox,
    parsed: nodes.Template,
    path: Path,
    files: TemplateFiles,
    seen: set[str],
) -> Iterator[Diagnostic]:
    """Templates that others include, import or extend: there, and themselves understood.

    Names are not looked for in them: which ones they may use depends on where they are included.
    """
    for node in parsed.find_all(_INCLUDING):
        place = Place(path.name, node.lineno)
        named = getattr(node, "template", None)
        if not isinstance(named, nodes.Const) or not isinstance(named.value, str):
            yield Diagnostic(
                "template-include",
                "error",
                place,
                T("which template stands here only the document would say"),
                T("name it in quotes, so that it can be checked"),
            )
        elif (found := files.find(named.value)) is None:
            yield Diagnostic(
                "template-include",
                "error",
                place,
                T("there is no template “{name}”", name=named.value),
                T("a template includes those of its own folder and of innoreg only"),
            )
        elif found.parent != shipped_folder() and named.value not in seen:
            seen.add(named.value)
            text = read_template_text(found)
            inside = yield from _syntax_faults(environment, keep_line_ends(text), found)
            yield from _block_faults(found, text)
            if inside:
                yield from _included_faults(environment, inside, found, files, seen)


def _block_faults(path: Path, source: str) -> Iterator[Diagnostic]:
    """`:::` inside of lines, and blocks that there are not."""
    for number, text in enumerate(source.split("\n"), 1):
        before, fence, _after = _TAG.sub("", text).partition(":::")
        if fence and before.strip():
            column = text.index(":::") + 1
            yield Diagnostic(
                "template-block",
                "error",
                Place(path.name, number, column, column + 3),
                T("`:::` stands inside a line and opens no block"),
                T("begin a line with it"),
            )
    for found in _FENCE.finditer(source):
        if found[1] not in ROLES:
            line = source.count("\n", 0, found.start(1)) + 1
            column = found.start(1) - source.rfind("\n", 0, found.start(1))
            yield Diagnostic(
                "template-block",
                "error",
                Place(path.name, line, column, column + len(found[1])),
                T("there is no block “{role}”", role=found[1]),
                T("there are: {names}", names=", ".join(sorted(ROLES))),
            )


def _word_form_faults(path: Path, kind: DocumentKind) -> Iterator[Diagnostic]:
    from innoreg.render.word_engine import jinja_sources, paragraph_texts

    parts = read_parts(path)
    root = parse_xml(parts, DOCUMENT)
    assert root is not None
    for message in outside_links(parts):
        hint = T("put it into the form itself, or take it out")
        yield Diagnostic("template-outside", "error", Place(path.name), message, hint)
    for fault in tag_faults(root):
        place = Place(path.name, fault.paragraph)
        yield Diagnostic(fault.code, "error", place, fault.message, fault.hint)
    texts = paragraph_texts(path)
    for source in jinja_sources(path):
        parsed = yield from _jinja_faults(new_sandbox(str), source, path, kind, texts)
        for node in parsed.find_all(_INCLUDING) if parsed else ():
            yield Diagnostic(
                "template-include",
                "error",
                Place(path.name, _line_or_paragraph(node.lineno, "", texts)),
                FORM_INCLUDES[0],
                FORM_INCLUDES[1],
            )


def _jinja_faults(
    environment: Sandbox,
    source: str,
    path: Path,
    kind: DocumentKind,
    paragraphs: Sequence[str] = (),
) -> Generator[Diagnostic, None, nodes.Template | None]:
    """Faults of syntax and names; what was understood, None where it was not.

    paragraphs: those of a Word form, whose lines shift.
    """
    parsed = yield from _syntax_faults(environment, source, path, paragraphs)
    if parsed is None or path.name == _PARTIAL:
        return parsed
    for unknown in unknown_names(parsed, kind.context_type):
        yield Diagnostic(
            "template-unknown-name",
            "error",
            Place(path.name, _line_or_paragraph(unknown.line, unknown.name, paragraphs)),
            T("unknown name “{name}”", name=unknown.name),
            unknown.hint,
            unknown.close,
        )
    return parsed


def _syntax_faults(
    environment: Sandbox, source: str, path: Path, paragraphs: Sequence[str] = ()
) -> Generator[Diagnostic, None, nodes.Template | None]:
    """The first fault of syntax; what was understood."""
    parsed: nodes.Template | None = None
    try:
        parsed = environment.parse(source)
        environment.compile(source)
    except TemplateSyntaxError as error:
        # What compiling refuses, as a filter that there is not, has no line in a form.
        quoted = re.search(r"'(\w+)'", error.message or "") if parsed else None
        line = _line_or_paragraph(error.lineno, quoted[1] if quoted else "", paragraphs)
        yield _syntax_fault(path, line, error)
    except (RecursionError, MemoryError, SyntaxError):
        # So Python refuses what Jinja made of it.
        yield _depth_fault(path)
        return None
    return parsed


def _line_or_paragraph(line: int, name: str, paragraphs: Sequence[str]) -> int:
    """The line of a text template; of a form the first paragraph with a tag that has the name."""
    if not paragraphs:
        return line
    said = re.compile(rf"\{{[{{%].*?\b{re.escape(name)}\b.*?[}}%]\}}")
    found = (n for n, text in enumerate(paragraphs, 1) if said.search(text))
    return next(found, 1) if name else max(1, min(line - 1, len(paragraphs)))


def _depth_fault(path: Path) -> Diagnostic:
    message = T("brackets or blocks of the template lie too deep in each other")
    return Diagnostic("template-syntax", "error", Place(path.name), message)


def _syntax_fault(path: Path, line: int, error: TemplateSyntaxError) -> Diagnostic:
    message = T("the template cannot be understood: {message}", message=error.message or "")
    return Diagnostic("template-syntax", "error", Place(path.name, line), message)
