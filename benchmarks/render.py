"""Orders of № 18's size as documents: by text template, by Word form, and by plain docxtpl beside.

Run `python -m benchmarks.render [ORDERS]`; the targets hold for 200. No two orders are the same:
each has its own number and titles, so that nothing is saved by rendering one document again.
"""

import io
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from innoreg.model.base import Record
from innoreg.model.order import Order
from innoreg.model.registry import Registry
from innoreg.model.roadmap import Item, Roadmap
from innoreg.render.declinable_words import Remarks
from innoreg.render.order_context import order_context
from innoreg.render.renderer import Renderer, render_order
from innoreg.store.loader import load

ROOT = Path(__file__).parents[1]
FORM = "order-roadmap.docx"
TARGETS_S = {"text template": 5.0, "word form": 15.0}
ORDERS = 200


def registers(count: int) -> list[tuple[Registry, Order]]:
    """The register of the project, each time with another № 18 and another road map."""
    whole = load(ROOT).registry
    order, plan = whole.get(Order, "loiro-2022-18"), whole.get(Roadmap, "loiro-2022")
    assert order is not None
    assert plan is not None
    others = [r for r in whole.records if r not in (order, plan)]
    return [one(whole, others, order, plan, n) for n in range(count)]


def one(
    whole: Registry, others: Sequence[Record], order: Order, plan: Roadmap, n: int
) -> tuple[Registry, Order]:
    mine = order.model_copy(update={"number": str(n + 1), "title": f"{order.title} {n}"})
    items = tuple(varied(item, n) for item in plan.items)
    records = [*others, mine, plan.model_copy(update={"items": items})]
    source = whole.source(order)
    return Registry(whole.settings, ((record, source) for record in records)), mine


def varied(item: Item, n: int) -> Item:
    inside = tuple(varied(below, n) for below in item.items)
    words = {"title": f"{item.title} ({n})", "result": f"{item.result} ({n})"}
    return item.model_copy(update={**words, "items": inside})


def plain_docxtpl(given: tuple[Registry, Order]) -> bytes:
    """What docxtpl does alone: no sandbox, no typography, no check, no fixed zip."""
    from docxtpl import DocxTemplate

    template = DocxTemplate(ROOT / "templates" / FORM)
    context = dict(order_context(*given, Remarks()))
    template.render({**context, "kind": str(context["kind"])}, autoescape=True)
    out = io.BytesIO()
    template.save(out)
    return out.getvalue()


def seconds(
    make: Callable[[tuple[Registry, Order]], object], all_: list[tuple[Registry, Order]]
) -> float:
    make(all_[0])
    start = time.perf_counter()
    for given in all_:
        make(given)
    return time.perf_counter() - start


def main() -> None:
    """Print the seconds of each way, all of them and one document."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else ORDERS
    press = Renderer(ROOT / "templates")
    given = registers(count)
    ways: dict[str, Callable[[tuple[Registry, Order]], object]] = {
        "text template": lambda pair: render_order(press, *pair),
        "word form": lambda pair: render_order(press, *pair, FORM),
        "plain docxtpl": plain_docxtpl,
    }
    for name, make in ways.items():
        took = seconds(make, given)
        target = TARGETS_S.get(name)
        limit = f"  (target {target * count / ORDERS:.1f} s)" if target else ""
        print(f"{name:<14} {count} orders {took:6.2f} s  {took / count * 1000:5.1f} ms each{limit}")


if __name__ == "__main__":
    main()
