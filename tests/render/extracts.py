"""The extracts of an order by the keys of whom they are for."""

from innoreg.model.order import Order
from innoreg.model.registry import Registry
from innoreg.render.extract_context import addressees
from innoreg.render.renderer import RenderedDocument, Renderer, render_extract


def extracts_of(press: Renderer, registry: Registry, order: Order) -> dict[str, RenderedDocument]:
    return {
        whom.file_key: render_extract(press, registry, order, whom).made
        for whom in addressees(registry, order)
    }
