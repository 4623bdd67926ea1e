"""Text templates (`.md.j2`): rendered by Jinja into lines, parsed into blocks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader
from markupsafe import Markup

from innoreg.render.blocks import Block, escape_block_syntax, parse_blocks
from innoreg.render.sandbox import Sandbox, context_names, new_sandbox, template_errors

SUFFIX = ".md.j2"


def _escape_value(value: Any) -> Any:
    """The value as text in which nothing is markup, neither of Jinja nor of the blocks."""
    return (
        value
        if isinstance(value, Markup)
        else Markup(escape_block_syntax("" if value is None else str(value)))
    )


@dataclass(frozen=True, slots=True)
class TextEngine:
    """Renders text templates; each is compiled once for all documents."""

    environment: Sandbox

    def render_blocks(self, template: str, context: Mapping[str, Any]) -> tuple[Block, ...]:
        """The blocks the template makes of the context; Refused where it fails."""
        with template_errors(template, context_names(context)):
            text = self.environment.get_template(template).render(context)
        return parse_blocks(text)


def make_text_engine(folders: Sequence[Path]) -> TextEngine:
    """An engine for the templates of these folders; the first that has the name wins."""
    loader = FileSystemLoader([str(folder) for folder in folders])
    return TextEngine(new_sandbox(_escape_value, loader))
