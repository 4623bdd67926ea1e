"""Text templates (`.md.j2`): Jinja -> blocks -> WordprocessingML, written straight."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader
from markupsafe import Markup

from innoreg.render.blocks import Block, encoded, parse
from innoreg.render.sandbox import Sandbox, guarded, names_in, sandbox

SUFFIX = ".md.j2"


def _printed(value: Any) -> Any:
    """Data is encoded so that it can be neither markup of Jinja's nor of the blocks."""
    return (
        value if isinstance(value, Markup) else Markup(encoded("" if value is None else str(value)))
    )


@dataclass(frozen=True, slots=True)
class TextEngine:
    """Compiled once, run for many documents."""

    environment: Sandbox

    def blocks(self, template: str, context: Mapping[str, Any]) -> tuple[Block, ...]:
        """The blocks the template makes of the context; Refused where it fails."""
        with guarded(template, names_in(context)):
            text = self.environment.get_template(template).render(context)
        return parse(text)


def text_engine(folders: Sequence[Path]) -> TextEngine:
    """Templates are looked for in these folders, the first that has the name wins."""
    loader = FileSystemLoader([str(folder) for folder in folders])
    return TextEngine(sandbox(_printed, loader))
