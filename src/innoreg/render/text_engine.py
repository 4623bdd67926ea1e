"""Text templates (`.md.j2`): rendered by Jinja into lines, parsed into blocks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from innoreg.render.blocks import Block, escape_block_syntax, parse_blocks
from innoreg.render.sandbox import Sandbox, context_names, new_sandbox, template_errors
from innoreg.render.template_files import TemplateFiles, TemplateLoader

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
        self.environment.start_document()
        with template_errors(template, context_names(context)):
            text = self.environment.get_template(template).render(context)
        return parse_blocks(text)


def make_text_engine(files: TemplateFiles) -> TextEngine:
    """An engine for these templates."""
    return TextEngine(new_sandbox(_escape_value, TemplateLoader(files)))
