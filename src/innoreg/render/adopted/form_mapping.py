"""The small mapping beside a clerk's own Word form: where what stands in it, in which styles."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from innoreg.errors import Refused, os_error_text
from innoreg.i18n import T
from innoreg.regular_file import outside_error, read_regular_file

PLACES = ("kind", "date", "number", "heading", "body", "post", "name")
"""What a form may have a place for; what has none is set by the styles."""
STYLES = ("text", "title", "table")
SUFFIX = ".form.json"
_LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class FormMapping:
    """`places`: the number of the paragraph, from 1, those of tables counted; `body`: first and last.

    `texts`: the words that stood in each of these paragraphs. `styles`: names as Word shows them.
    """

    places: Mapping[str, int]
    texts: Mapping[str, str]
    styles: Mapping[str, str] = field(default_factory=dict)


def mapping_path(form: Path) -> Path:
    """Where the mapping of a form lies: order.docx, order.form.json."""
    return form.with_name(form.stem + SUFFIX)


def as_json(mapping: FormMapping) -> str:
    """The mapping as the file holds it."""
    places = {
        name: {"paragraph": number, "text": mapping.texts.get(name, "")}
        for name, number in mapping.places.items()
    }
    content = {"format": 1, "places": places, "styles": dict(mapping.styles)}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def read_mapping(form: Path) -> FormMapping | None:
    """The mapping beside the form; None where there is none, Refused where it cannot be understood."""
    path = mapping_path(form)
    if not path.exists():
        return None
    try:
        if path.resolve().parent != form.resolve().parent:
            raise outside_error(path)
        content = json.loads(read_regular_file(path, _LARGEST).decode("utf-8"))
        places = content["places"]
        return FormMapping(
            {
                name: int(places[name]["paragraph"])
                for name in (*PLACES, "body_end")
                if name in places
            },
            {name: str(place["text"]) for name, place in places.items()},
            {str(name): str(style) for name, style in content["styles"].items()},
        )
    except OSError as error:
        reason: T | str = os_error_text(error)
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError):
        reason = "JSON"
    raise Refused(
        T("“{name}” cannot be read: {reason}", name=path.name, reason=reason),
        T("make it anew with `innoreg template adopt {form}`", form=form.name),
    )
