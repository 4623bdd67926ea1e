"""What stands where in a clerk's own Word form: kind, date, number, heading, text, signature; styles."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from innoreg.render.adopted.form_mapping import PLACES, FormMapping
from innoreg.render.docx.docx_parts import DOCUMENT, Element, W, parse_xml, value
from innoreg.render.docx.docx_view import text_of
from innoreg.render.layout_check.order_anatomy import DATE, is_name
from innoreg.render.layout_check.requisite_words import HEADING, ORDERS, RESOLUTIONS, compact_text

_DATE_BLANK = re.compile(r"«?_{2,}»?[\s_.]*(?:_+|20)|_{2,}\.|\bдата\b|от\s*_{3,}", re.IGNORECASE)
_NUMBER_BLANK = re.compile(r"№\s*(?:_+|$|\S)")
_HEADING_BLANK = re.compile(
    r"\[?\(?(?:заголовок|о ч[её]м|наименование распоряж)|О(?:б|бо)?\s*_{3,}", re.I
)
_NAME_BLANK = re.compile(
    r"(?:И\.\s?О\.\s?Фамилия|Фамилия\s+И\.\s?О\.|инициалы|расшифровка|ФИО)|_{5,}$", re.IGNORECASE
)
# Names that Word and LibreOffice give these styles, in English and in Russian.
_USUAL = {
    "text": ("body text", "основной текст", "text body", "body text indent",
             "основной текст с отступом", "текст документа", "normal (web)"),
    "title": ("heading 1", "заголовок 1", "title", "название", "заголовок", "heading"),
    "table": ("table grid", "сетка таблицы", "table"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FormParagraph:
    """A paragraph of the form: its number from 1, its words, whether it stands in a table."""

    number: int
    element: Element
    text: str
    in_table: bool


def form_paragraphs(root: Element) -> list[FormParagraph]:
    """The paragraphs of the body, those of tables and text boxes included."""
    return [
        FormParagraph(
            number,
            element,
            text_of(element).strip(),
            next(element.iterancestors(f"{W}tc"), None) is not None,
        )
        for number, element in enumerate(root.iter(f"{W}p"), 1)
    ]


def find_mapping(
    parts: Mapping[str, bytes], places: Mapping[str, int], styles: Mapping[str, str]
) -> FormMapping:
    """The places and styles of a form; those that the caller gives win over those found."""
    root = parse_xml(parts, DOCUMENT)
    assert root is not None
    every = form_paragraphs(root)
    found = {**_found_places(every), **places}
    ordered = {
        name: found[name] for name in (*PLACES[:5], "body_end", *PLACES[5:]) if name in found
    }
    texts = {
        name: every[number - 1].text for name, number in ordered.items() if number <= len(every)
    }
    named = {role: style for role in _USUAL if (style := _usual_style(parts, role))}
    return FormMapping(ordered, texts, {**named, **styles})


def style_names(parts: Mapping[str, bytes]) -> dict[str, tuple[str, str]]:
    """Ids and kinds (paragraph, table, …) of the form's styles by their names."""
    root = parse_xml(parts, "word/styles.xml")
    return {
        value(style.find(f"{W}name")) or "": (
            value(style, "styleId") or "",
            value(style, "type") or "",
        )
        for style in (() if root is None else root.iter(f"{W}style"))
    }


def _usual_style(parts: Mapping[str, bytes], role: str) -> str | None:
    kind = "table" if role == "table" else "paragraph"
    held = {name.lower(): name for name, (_id, of) in style_names(parts).items() if of == kind}
    return next((held[name] for name in _USUAL[role] if name in held), None)


def _found_places(every: Sequence[FormParagraph]) -> dict[str, int]:
    found: dict[str, int] = {}
    said = [one for one in every if one.text]
    kind = next((one for one in said if _is_kind(one.text)), None)
    if kind:
        found["kind"] = kind.number
    for one in said:
        if "date" not in found and (DATE.search(one.text) or _DATE_BLANK.search(one.text)):
            found["date"] = one.number
        if "number" not in found and _NUMBER_BLANK.search(one.text):
            found["number"] = one.number
    head = max(found.values(), default=0)
    signed = _signature(said, head)
    found.update(signed)
    last = min(signed.values(), default=len(every) + 1)
    inside = [one for one in every if head < one.number < last]
    heading = next((one for one in inside if _is_heading(one.text)), None)
    if heading:
        found["heading"] = heading.number
    body = [one for one in inside if not heading or one.number > heading.number]
    found.update(_body(body))
    return found


def _is_kind(text: str) -> bool:
    return compact_text(text) in ORDERS | RESOLUTIONS


def _is_heading(text: str) -> bool:
    return bool(HEADING.match(text) or _HEADING_BLANK.match(text))


def _signature(said: Sequence[FormParagraph], head: int) -> dict[str, int]:
    """The paragraph of the name, the last one that reads so, and of the post, which may be its own."""
    below = [one for one in said if one.number > head]
    name = next(
        (one for one in reversed(below) if is_name(one.text) or _NAME_BLANK.search(one.text)), None
    )
    if name is None:
        return {}
    if "\t" in text_of(name.element).strip() or not name.in_table:
        return {"post": name.number, "name": name.number}
    row = [one for one in below if one.in_table and _row_of(one) is _row_of(name)]
    post = next((one for one in row if one is not name and one.text.strip("_ ")), name)
    return {"post": post.number, "name": name.number}


def _row_of(one: FormParagraph) -> Element | None:
    return next(one.element.iterancestors(f"{W}tr"), None)


def _body(inside: Sequence[FormParagraph]) -> dict[str, int]:
    """The paragraphs of a sample text; of empty lines alone the first that is not in a table."""
    own = [one for one in inside if not one.in_table]
    words = [one for one in own if one.text]
    if words:
        return {"body": words[0].number, "body_end": words[-1].number}
    return {"body": own[0].number, "body_end": own[-1].number} if own else {}


def missing_places(mapping: FormMapping) -> Iterator[str]:
    """What a form has no place for: a kind and a body can be done without."""
    return (name for name in PLACES if name not in mapping.places and name not in ("kind", "body"))
