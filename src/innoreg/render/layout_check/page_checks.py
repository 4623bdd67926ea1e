"""Checks 1-5: paper, margins, page numbers, fonts."""

from collections.abc import Iterator

from innoreg.i18n import N_, T
from innoreg.render.docx.docx_parts import Element, W, is_on, number, value
from innoreg.render.docx.docx_view import text_of
from innoreg.render.layout_check.flaw import ANY, Flaw, Subject, about, check, excerpt
from innoreg.render.layout_check.layout_profiles import A4, HEADER, TOLERANCE

_SIDES = {"left": T("left"), "right": T("right"), "top": T("top"), "bottom": T("bottom")}
_TABLE_SIZE = 20
"""Half-points: 10 pt."""


@check(1, N_("A4, portrait"))
def a4_portrait(subject: Subject) -> Iterator[Flaw]:
    width, height = subject.sheet.pages[0].size()
    if subject.document in ("other", "memo") and width > height:
        # A report of many columns may begin with a turned page.
        width, height = height, width
    if abs(width - A4[0]) > TOLERANCE or abs(height - A4[1]) > TOLERANCE:
        yield Flaw(T("the first page is {width} × {height} mm, not 210 × 297",
                     width=_mm(width), height=_mm(height)))  # fmt: skip


@check(2, N_("margins: 30 mm on the binding edge, 10 mm opposite, 20 mm above and below"))
def margins(subject: Subject) -> Iterator[Flaw]:
    left, right, top, bottom = subject.profile.least_margins
    upright = {"left": left, "right": right, "top": top, "bottom": bottom}
    # Turned, the binding edge is on top: check 23 asks for it.
    turned = {"left": bottom, "right": top, "bottom": right}
    for at, page in enumerate(subject.sheet.pages, 1):
        for side, least in (turned if page.landscape else upright).items():
            if page.margin(side) < least - TOLERANCE:
                yield Flaw(T("section {number}: the {side} margin is {given} mm, at least {least} are asked",
                             number=at, side=_SIDES[side], given=_mm(page.margin(side)), least=_mm(least)))  # fmt: skip


@check(3, N_("page number from page 2 on, in the middle of the top margin"))
def page_number(subject: Subject) -> Iterator[Flaw]:
    sheet = subject.sheet
    page = sheet.pages[0]
    if page.properties is None or not is_on(page.properties.find(f"{W}titlePg")):
        yield Flaw(T("the first page has no header of its own, so it is numbered too"))
    first = sheet.header(0, "first")
    if first is not None and _field_instructions(first):
        yield Flaw(T("the first page is numbered"))
    header = sheet.header(0, "default")
    if header is None or _field_instructions(header) != ["PAGE"]:
        yield Flaw(T("the header holds no page number"))
        return
    if said := _text_outside_fields(header):
        yield Flaw(T("beside the page number the header says “{text}”", text=said))
    if any(_align(subject, p) != "center" for p in header.iter(f"{W}p") if _field_instructions(p)):
        yield Flaw(T("the page number is not in the middle"))
    if page.margin("header") < HEADER - TOLERANCE:
        yield Flaw(T("the page number is {given} mm from the edge, at least 10 are asked",
                     given=_mm(page.margin("header"))))  # fmt: skip


@check(4, N_("appendices are numbered on through the document"))
def numbered_through(subject: Subject) -> Iterator[Flaw]:
    for at, page in enumerate(subject.sheet.pages[1:], 2):
        if page.properties is None:
            continue
        if is_on(page.properties.find(f"{W}titlePg")):
            yield Flaw(T("section {number} hides the number of its first page", number=at))
        if value(page.properties.find(f"{W}pgNumType"), "start") is not None:
            yield Flaw(T("section {number} counts its pages anew", number=at))


@check(5, N_("a free font, 12-14 points; in tables at least 10"), ANY)
def font(subject: Subject) -> Iterator[Flaw]:
    normal = subject.sheet.styles.look(None)
    faces = {normal.ascii, normal.ansi, normal.complex}
    if len(faces) != 1:
        named = ", ".join(sorted(face or "—" for face in faces))
        yield Flaw(T("the style Normal names different fonts: {fonts}", fonts=named))
    elif normal.ascii not in subject.profile.fonts:
        yield Flaw(T("“{font}” is not a freely distributed font", font=normal.ascii or "—"))
    sizes = {round(size * 2) for size in subject.profile.sizes}
    if normal.size not in sizes:
        yield Flaw(T("the style Normal has {size} points", size=(normal.size or 0) / 2))
    for line in subject.parts.text:
        for _run, look in line.runs():
            if look.size not in sizes and look.size != normal.size:
                yield about(T("{size} points in the text", size=(look.size or 0) / 2), line)
                break
    yield from _table_sizes(subject)


def _table_sizes(subject: Subject) -> Iterator[Flaw]:
    """Sizes given in the runs of tables, and those their paragraphs inherit."""
    for grid in subject.sheet.tables:
        for size in grid.element.iter(f"{W}sz"):
            if (number(size) or _TABLE_SIZE) < _TABLE_SIZE:
                yield _small_text_flaw(size, number(size) or 0)
                return
        for style in grid.element.iter(f"{W}pStyle"):
            inherited = subject.sheet.styles.look(value(style)).size or _TABLE_SIZE
            if inherited < _TABLE_SIZE and _has_run_without_size(style):
                yield _small_text_flaw(style, inherited)
                return


def _has_run_without_size(element: Element) -> bool:
    runs = next(element.iterancestors(f"{W}p")).iter(f"{W}r")
    return any(run.find(f"{W}rPr/{W}sz") is None for run in runs)


def _small_text_flaw(element: Element, size: int) -> Flaw:
    paragraph = next(element.iterancestors(f"{W}p"))
    return Flaw(T("{size} points in a table", size=size / 2), excerpt(text_of(paragraph)))


def _field_instructions(element: Element) -> list[str]:
    simple = [value(f, "instr") or "" for f in element.iter(f"{W}fldSimple")]
    said = "".join(i.text or "" for i in element.iter(f"{W}instrText"))
    return [words.split()[0].upper() for words in (*simple, said) if words.split()]


def _text_outside_fields(header: Element) -> str:
    """The words of a header that are no result of a field."""
    said, depth = [], 0
    for element in header.iter(f"{W}fldChar", f"{W}t"):
        if element.tag == f"{W}fldChar":
            depth += {"begin": 1, "end": -1}.get(value(element, "fldCharType") or "", 0)
        elif not depth and element.getparent() is not None and not _is_in_simple_field(element):
            said.append(element.text or "")
    return "".join(said).strip()


def _is_in_simple_field(element: Element) -> bool:
    return next(element.iterancestors(f"{W}fldSimple"), None) is not None


def _align(subject: Subject, paragraph: Element) -> str | None:
    own = value(paragraph.find(f"{W}pPr/{W}jc"))
    return own or subject.sheet.styles.look(value(paragraph.find(f"{W}pPr/{W}pStyle"))).align


def _mm(twips: int) -> int:
    return round(twips * 25.4 / 1440)
