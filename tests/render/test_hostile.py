"""Data and templates that want to break a document: verbatim, or refused with the place."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from innoreg.errors import Refused
from innoreg.language import apply_typography
from innoreg.render.blocks import Paragraph
from innoreg.render.docx.docx_parts import read_parts
from innoreg.render.final_pass import zip_parts
from innoreg.render.output_file import draft_text, write_document
from innoreg.render.renderer import RenderedDocument, Renderer, render_order
from innoreg.render.template_check import check_template
from render.forms import form
from render.registers import order, register
from support import DATA

SHIPPED = DATA / "templates"
NASTY = [
    "R&D <x> & </w:t>",
    "{{ 7*7 }} {% raw %} {# нет #} %} }}",
    "{_{ title }_} {_% if %_}",
    "столбец | столбец",
    "::: clauses",
    "=== landscape",
    "1. не пункт",
    "- не продолжение",
    "&lt;b&gt; &#124; &amp;amp;",
    "\\ _подчёркнуто_ *звёздочки* `код`",
    "Ы" * 5000,
    "emoji 🏫 и 中文",
]


def printed(text: str, template: str = "order.md.j2", own: Path | None = None) -> RenderedDocument:
    record = order({"kind": "instruct", "text": f"Сказать {text}."}, preamble=text)
    return render_order(Renderer(own or SHIPPED), register(record), record, template)


@pytest.mark.parametrize("text", NASTY, ids=[t[:12] for t in NASTY])
def test_data_is_never_markup(text: str) -> None:
    said = draft_text(printed(text).data)
    assert f"\n{text}\nОБЯЗЫВАЮ:\n" in said
    assert apply_typography(f"1. Сказать {text}.\n") in said


@pytest.mark.parametrize("text", NASTY, ids=[t[:12] for t in NASTY])
def test_data_is_never_markup_in_a_word_form(text: str, tmp_path: Path) -> None:
    made = own_form(tmp_path, "{{ preamble[0] }}")
    assert f"\n{text}\n" in draft_text(printed(text, made, tmp_path).data)


def own_form(folder: Path, text: str) -> str:
    """A form that has everything an order needs, and this paragraph."""
    blocks = [
        Paragraph("author", "{{ letterhead.lines[0] }}"),
        Paragraph("kind", "РАСПОРЯЖЕНИЕ"),
        Paragraph("registration", "{{ date.short }}", "№ {{ number }}"),
        Paragraph("place", "{{ place }}"),
        Paragraph("heading", "{{ title }}"),
        Paragraph("text", text),
        Paragraph("order-word", "ОБЯЗЫВАЮ:"),
        Paragraph("clause", "{{ clauses[-1].text }}", level=1, list=1),
        Paragraph("signature", "{{ signatory.post }}", "{{ signatory.name }}"),
    ]
    (folder / "own.docx").write_bytes(form(blocks))
    return "own.docx"


def moved(parts: dict[str, bytes], to: str) -> dict[str, bytes]:
    """The form with its core properties in another place, as other programs than Word keep them."""
    core = parts.pop("docProps/core.xml").replace(
        b">innoreg<", "Сидорова".encode().join((b">", b"<"))
    )
    made = {name: part.replace(b"docProps/core.xml", to.encode()) for name, part in parts.items()}
    return made | {to: core}


def without_properties(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The form as programs save it that know of no properties."""
    del parts["docProps/core.xml"]
    for name in ("_rels/.rels", "[Content_Types].xml"):
        parts[name] = re.sub(rb"<[^<>]*core[.-][^<>]*>", b"", parts[name])
    return parts


@pytest.mark.parametrize(
    "saved", [lambda parts: moved(parts, "docProps/7f.psmdcp"), without_properties]
)
def test_the_properties_are_ours_whatever_program_saved_the_form(
    saved: Callable[[dict[str, bytes]], dict[str, bytes]], tmp_path: Path
) -> None:
    name = own_form(tmp_path, "текст")
    (tmp_path / name).write_bytes(zip_parts(saved(read_parts(tmp_path / name))))
    made = printed("текст", name, tmp_path).data
    properties = docx.Document(io.BytesIO(made)).core_properties
    assert (properties.author, properties.title) == ("innoreg", "О школах")
    assert "Сидорова".encode() not in b"".join(read_parts(made).values())


def test_line_breaks_and_controls_become_spaces_or_nothing() -> None:
    said = draft_text(printed("раз\nдва\r\nтри\tчетыре\x00\x07\x1b пять\u2028шесть").data)
    assert "\nраз два три четыре пять шесть\n" in said


ATTACKS = [
    "{{ title.__class__.__mro__[1].__subclasses__() }}",
    "{{ remarks.__init__.__globals__ }}",
    "{{ cycler.__init__.__globals__.os.popen('touch {mark}').read() }}",
    "{{ self.__init__.__globals__['__builtins__'].open('{mark}', 'w') }}",
    "{% include '/etc/passwd' %}",
    "{% include '../../../../etc/passwd' %}",
    "{% for a in range(10**9) %}x{% endfor %}",
    "{{ 'x' * 10**9 }}",
    "{{ 'x' * 99999 * 99999 }}",
    "{{ 10 ** 10 ** 8 }}",
    "{{ preamble.append('x') }}",
    "{{ ''.format.__globals__ }}",
    "{{ '{0.__class__.__init__}'.format(title) }}",
    "{{ title | attr('__class__') }}",
]


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("suffix", [".md.j2", ".docx"])
def test_a_template_cannot_reach_out(attack: str, suffix: str, tmp_path: Path) -> None:
    mark = tmp_path / "touched"
    attack = attack.replace("{mark}", str(mark))
    if suffix == ".docx":
        name = own_form(tmp_path, attack)
    else:
        name = "order-attack.md.j2"
        (tmp_path / name).write_text(f"::: kind\n{attack}\n:::\n", encoding="utf-8")
    with pytest.raises(Refused):
        printed("текст", name, tmp_path)
    assert not mark.exists()


@pytest.mark.parametrize(
    ("line", "said", "hint"),
    [
        ("{{ titel }}", "titel", "title"),
        ("{{ signatory.nam }}", "nam", "name"),
        ("{% for clause in clauses %}{{ clause.txt }}{% endfor %}", "txt", "text"),
    ],
)
def test_an_unknown_name_tells_where_and_what_was_meant(
    line: str, said: str, hint: str, tmp_path: Path
) -> None:
    (tmp_path / "order-own.md.j2").write_text(f"\n\n{line}\n", encoding="utf-8")
    with pytest.raises(Refused, match=rf"order-own.md.j2:3: .*{said}") as refused:
        printed("текст", "order-own.md.j2", tmp_path)
    assert hint in str(refused.value.hint)


def test_an_unknown_name_in_a_form_tells_its_paragraph(tmp_path: Path) -> None:
    name = own_form(tmp_path, "До {{ preambel }} после")
    with pytest.raises(Refused, match=r"own.docx:6 «До \{\{ preambel \}\} после».*preambel") as no:
        printed("текст", name, tmp_path)
    assert "preamble" in str(no.value.hint)


def test_a_mistake_in_the_language_of_templates_tells_its_line(tmp_path: Path) -> None:
    (tmp_path / "order-own.md.j2").write_text("раз\n{% if title %}\n", encoding="utf-8")
    with pytest.raises(Refused, match=r"order-own.md.j2:2"):
        printed("текст", "order-own.md.j2", tmp_path)


def test_a_tag_across_paragraphs_is_refused_and_loses_nothing(tmp_path: Path) -> None:
    name = own_form(tmp_path, "{% if title %}")
    with pytest.raises(Refused):
        printed("текст", name, tmp_path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("::: nothing\nx\n:::\n", "nothing"),
        ("::: table\n| a | b |\n| c |\n:::\n", "same number"),
        ("::: table widths=1,2,3\n| a | b |\n:::\n", "widths"),
        ("::: kind\nx\n", "not closed"),
        ("=== aslant\n", "aslant"),
        ("::: emblem\n../../etc/passwd\n:::\n", "etc/passwd"),
    ],
)
def test_a_template_that_makes_no_document_is_refused(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "order-own.md.j2").write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match=said):
        printed("текст", "order-own.md.j2", tmp_path)


def test_a_broken_layout_is_told_and_the_document_made() -> None:
    record = order({"kind": "instruct", "text": "Сделать (приложение 1)."})
    made = render_order(Renderer(SHIPPED), register(record), record)
    assert [finding.check for finding in made.findings] == [20]


def test_an_order_nobody_signs_is_told() -> None:
    record = order(signatory=None)
    made = render_order(Renderer(SHIPPED), register(record), record)
    assert [finding.check for finding in made.findings] == [25]


@pytest.mark.parametrize("part", ["word/styles.xml", "word/document.xml", "_rels/.rels"])
@pytest.mark.parametrize(
    "spoil",
    [
        lambda part: part.replace(b"<w:", b"<w:{{ a.b }}", 1).replace(b'="', b"=", 1),
        lambda part: b"\xff" + part,
        lambda part: part[: len(part) // 2],
        lambda _part: b"",
    ],
)
def test_a_broken_form_is_refused(
    part: str, spoil: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    name = own_form(tmp_path, "текст")
    parts = read_parts(tmp_path / name)
    (tmp_path / name).write_bytes(zip_parts({**parts, part: spoil(parts[part])}))
    with pytest.raises(Refused):
        printed("текст", name, tmp_path)
    with pytest.raises(Refused):
        check_template(tmp_path / name)


def test_a_form_whose_compressed_bytes_are_damaged_is_refused(tmp_path: Path) -> None:
    name = own_form(tmp_path, "текст")
    raw = bytearray((tmp_path / name).read_bytes())
    for at in range(80, len(raw) - 400, 37):
        raw[at] ^= 0x55
    (tmp_path / name).write_bytes(raw)
    with pytest.raises(Refused):
        check_template(tmp_path / name)


def test_no_file_is_overwritten_unasked(tmp_path: Path) -> None:
    path = tmp_path / "order.docx"
    write_document(path, b"one")
    with pytest.raises(Refused):
        write_document(path, b"two")
    assert path.read_bytes() == b"one"
    write_document(path, b"two", force=True)
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (b"two", [path])


def test_python_does_not_warn_of_a_template(tmp_path: Path) -> None:
    """The warnings of tests are errors, and users saw «SyntaxWarning: … perhaps you missed a comma?»."""
    path = tmp_path / "order-own.md.j2"
    path.write_text("{{ 1.5[0] }}\n", "utf-8")
    record = order({"kind": "instruct", "text": "Сказать."})
    with pytest.raises(Refused, match=re.escape("order-own.md.j2:1")):
        render_order(Renderer(tmp_path), register(record), record, path.name)
    assert [fault.code for fault in check_template(path)] == ["template-render"]
