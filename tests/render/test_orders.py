"""The five orders of the register as documents: every word, in order, and back again."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from innoreg.importing.reader import import_document
from innoreg.language import apply_typography
from innoreg.model.authority import Authority
from innoreg.model.order import Order
from innoreg.model.registry import Registry
from innoreg.model.roadmap import Roadmap, placed_items
from innoreg.render.docx.docx_parts import read_parts
from innoreg.render.layout_check.layout_checker import check_layout
from innoreg.render.layout_check.layout_profiles import profile_for
from innoreg.render.output_file import draft_text
from innoreg.render.renderer import RenderedDocument, Renderer, render_order
from innoreg.store.loader import load
from support import DATA

ORDERS = (
    "kopo-2020-1925-r",
    "kopo-2023-1585-r",
    "loiro-2022-18",
    "meetings-2019-decisions",
    "vsevolozhsk-2021-328",
)
PLANS = {
    "loiro-2022-18": "loiro-2022",
    "kopo-2023-1585-r": "kopo-2023",
    "meetings-2019-decisions": "meetings-2019",
}
# What a document prints in another way than the paper did, and why.
NOT_PRINTED = {
    # The date is set as 20.11.2020, in 1925-р and № 18 it was «20» ноября 2020 года.
    "kopo-2020-1925-r": "ноября года",
    "loiro-2022-18": "февраля г",
    # «от … года»; «_GoBack» is a bookmark of the scan.
    "vsevolozhsk-2021-328": "от года bookmark goback",
    # Leftovers of page breaks.
    "meetings-2019-decisions": (
        "области осуществляющих управление в сфере образования руководители образовательных "
        "организаций области на базе которых в 2019 году создаются детские технопарки кванториум"
    ),
}


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load(DATA).registry


@pytest.fixture(scope="module")
def press() -> Renderer:
    return Renderer(DATA / "templates")


@pytest.fixture(scope="module", params=ORDERS)
def order(request: pytest.FixtureRequest, registry: Registry) -> Order:
    found = registry.get(Order, request.param)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def rendered(order: Order, registry: Registry, press: Renderer) -> RenderedDocument:
    return render_order(press, registry, order)


def words(text: str) -> list[str]:
    return re.findall(r"[а-яa-z]+|\d+", text.lower().replace("ё", "е"))


def folded(text: str | None) -> str:
    text = apply_typography(text or "").replace("—", "–").replace("- ", "– ").replace(" -", " –")
    return re.sub(r"[\s\u00a0№]+", " ", text).strip()


def source(order: Order) -> str:
    name = order.id.removesuffix("-decisions")
    return (DATA / "tests" / "data" / "sources" / f"{name}.txt").read_text(encoding="utf-8")


def test_every_word_of_the_paper_is_printed(order: Order, rendered: RenderedDocument) -> None:
    missing = Counter(words(source(order))) - Counter(words(draft_text(rendered.data)))
    assert missing - Counter(words(NOT_PRINTED.get(order.id, ""))) == Counter()


def test_every_part_of_the_record_is_printed_in_order(
    order: Order, rendered: RenderedDocument, registry: Registry
) -> None:
    said = " ".join(words(draft_text(rendered.data)))
    at = 0
    for text in said_by(order, registry):
        wanted = " ".join(words(text))
        found = said.find(wanted, at)
        assert found >= 0, text
        at = found + len(wanted)


def said_by(order: Order, registry: Registry) -> Iterator[str]:
    yield order.title
    yield order.preamble or ""
    for placed in order.placed_clauses():
        yield placed.clause.text or ""
    for appendix in order.appendices:
        plan = registry.get(Roadmap, appendix.roadmap)
        for item in placed_items(plan) if plan else ():
            shown = [item.item.number, item.item.title, "; ".join(item.item.deadline)]
            if plan and plan.type == "resolutions":
                shown = [item.item.number, item.item.title]
            yield from (*shown, item.item.responsible_text or "", item.item.result or "")


def test_no_check_of_the_layout_is_broken(
    order: Order, rendered: RenderedDocument, registry: Registry
) -> None:
    issuer = registry.get(Authority, order.issuer)
    assert issuer is not None
    lines = issuer.letterhead.lines if issuer.letterhead else ()
    profile = profile_for(issuer.letterhead)
    assert check_layout(rendered.data, profile, author=lines) == []
    assert rendered.findings == ()


def test_the_same_record_gives_the_same_bytes(
    order: Order, rendered: RenderedDocument, registry: Registry
) -> None:
    assert render_order(Renderer(DATA / "templates"), registry, order).data == rendered.data


def test_the_document_can_be_read_back(
    order: Order, rendered: RenderedDocument, registry: Registry, tmp_path: Path
) -> None:
    path = tmp_path / "order.docx"
    path.write_bytes(rendered.data)
    imported = import_document(path)
    if order.number:
        back = imported.order
        assert back is not None
        assert (back.number, back.title) == (order.number, order.title)
        numbers = [c.number for c in back.clauses if c.number]
        # What the paper does not number has no numbers to read.
        printed = [placed.key for placed in order.placed_clauses() if placed.clause.number]
        assert numbers == printed
    if order.id in PLANS:
        plan = registry.get(Roadmap, PLANS[order.id])
        assert plan is not None
        rows = [row for row in imported.tables[0].rows if row.kind == "item"]
        assert [(r.number, folded(r.title), folded(r.result)) for r in rows] == [
            (p.item.key, folded(p.item.title), folded(p.item.result)) for p in placed_items(plan)
        ]
        assert [folded(r.deadline).replace(";", "") for r in rows] == [
            folded("; ".join(p.duty.deadline)).replace(";", "") for p in placed_items(plan)
        ]
        assert [folded(r.responsible) for r in rows] == [
            folded(p.item.responsible_text or (p.section.responsible_text if p.section else None))
            for p in placed_items(plan)
        ]


def test_consultants_stand_by_their_districts(registry: Registry, press: Renderer) -> None:
    order = registry.get(Order, "loiro-2022-18")
    assert order is not None
    said = draft_text(render_order(press, registry, order).data).replace("\u00a0", " ")
    assert "7. | Кингисепский | Жуковицкая Н.Н." in said
    assert "18. | Тосненский | Овчарова М.Н." in said


def test_the_properties_of_the_file_say_nothing_of_the_machine(rendered: RenderedDocument) -> None:
    core = read_parts(rendered.data)["docProps/core.xml"].decode()
    assert "<dc:creator>innoreg</dc:creator>" in core
    assert re.search(r"<dcterms:created[^>]*>\d{4}-\d\d-\d\dT00:00:00Z<", core)


def test_a_lost_appendix_is_shown_and_said(registry: Registry, press: Renderer) -> None:
    order = registry.get(Order, "vsevolozhsk-2021-328")
    assert order is not None
    result = render_order(press, registry, order)
    assert draft_text(result.data).count("не сохранилось]") == 3
    assert len(result.remarks) == 3


def test_a_word_form_prints_the_same_words(registry: Registry, press: Renderer) -> None:
    order = registry.get(Order, "loiro-2022-18")
    assert order is not None
    by_text = render_order(press, registry, order)
    by_form = render_order(press, registry, order, "order-roadmap.docx")
    assert words(draft_text(by_form.data)) == words(draft_text(by_text.data))
    assert check_layout(by_form.data) == []
    assert render_order(press, registry, order, "order-roadmap.docx").data == by_form.data
