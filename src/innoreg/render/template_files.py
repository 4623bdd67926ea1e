"""The files that documents are made of, templates and pictures: where they lie, found and opened.

The only place that opens them. A registry comes by mail or by clone, and a link in it may lead to
a private key; what was read would stand in an order that is sent out.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from jinja2 import BaseLoader, Environment, TemplateNotFound

from innoreg.errors import Refused, os_error_text
from innoreg.i18n import T
from innoreg.regular_file import read_regular_file

_LARGEST = 20_000_000
"""Bytes; a form with its pictures is smaller."""
# A text template holds no pictures.
_LARGEST_TEXT = 1_000_000


def shipped_folder() -> Path:
    """The folder of innoreg's own templates: in the package, in a checkout at its top."""
    packed = Path(__file__).with_name("templates")
    return packed if packed.is_dir() else Path(__file__).parents[3] / "templates"


def read_template(path: Path) -> bytes:
    """The bytes of a template or a picture, Refused where it cannot be read or is too large."""
    limit = _LARGEST_TEXT if path.suffix == ".j2" else _LARGEST
    try:
        return read_regular_file(path, limit)
    except OSError as error:
        raise Refused(
            T("“{name}” cannot be read: {reason}", name=path.name, reason=os_error_text(error))
        ) from None


def read_template_text(path: Path) -> str:
    """The text of a template; Refused where it is no text."""
    try:
        return read_template(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(T("“{name}” is not written in UTF-8", name=path.name)) from None


class TemplateFiles:
    """The registry's own folder of templates, if there is one, then that of innoreg."""

    def __init__(self, own: Path | None = None, registry: Path | None = None) -> None:
        """registry: the folder that `own` must lie in, links followed; None: the one above it."""
        self._own = own if own is not None and own.is_dir() else None
        if self._own is not None and not _lies_in(self._own, registry or self._own.parent):
            raise _link_refusal(self._own.name)

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders in which a name is looked for; the first that has it wins."""
        return (*filter(None, (self._own,)), shipped_folder())

    def find(self, name: str) -> Path | None:
        """The file of that name; None where there is none. Refused where a link leads out of the folder."""
        steps = PurePosixPath(name).parts
        if not steps or ".." in steps or PurePosixPath(name).is_absolute() or "\\" in name:
            return None
        for folder in self.folders:
            path = folder.joinpath(*steps)
            # A pipe is found as well, for reading it says what is wrong.
            if not path.exists() or path.is_dir():
                continue
            # innoreg's own files are links where an installer made them so.
            if folder == self._own and not _lies_in(path, folder):
                raise _link_refusal(name)
            return path
        return None

    def require(self, name: str) -> Path:
        """The template of that name; Refused with the names there are."""
        if found := self.find(name):
            return found
        raise Refused(
            T("there is no template “{name}”", name=name),
            T("there are: {names}", names=", ".join(path.name for path in self.templates())),
        )

    def templates(self) -> Iterator[Path]:
        """The templates by their names, each once."""
        seen: dict[str, Path] = {}
        for folder in self.folders:
            for path in (*folder.glob("*.md.j2"), *folder.glob("*.docx")):
                seen.setdefault(path.name, path)
        return (seen[name] for name in sorted(seen))

    def read_picture(self, name: str) -> bytes:
        """The bytes of a picture; Refused where there is none of that name."""
        if found := self.find(name):
            return read_template(found)
        raise Refused(
            T("there is no picture “{path}” among the templates", path=name),
            T("put it there, or take `emblem` out of the letterhead"),
        )


def _lies_in(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def _link_refusal(name: str) -> Refused:
    return Refused(
        T("“{name}” among the templates is a link that leads out of the registry", name=name),
        T("put the file itself there"),
    )


class TemplateLoader(BaseLoader):
    """Gives Jinja the text templates that others include, import or extend."""

    def __init__(self, files: TemplateFiles) -> None:
        self._files = files

    def get_source(
        self, _environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """The source and the file's name for error messages."""
        path = self._files.find(template)
        if path is None:
            raise TemplateNotFound(template)
        return keep_line_ends(read_template_text(path)), str(path), None


_TAG = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)


def keep_line_ends(source: str) -> str:
    """The source, marked so that a line of words that ends with a tag stays a line of its own.

    Jinja drops the line break behind a tag, which is wanted only where the tag stands alone.
    """
    return "\n".join(map(_kept_line, source.split("\n")))


def _kept_line(line: str) -> str:
    if not line.rstrip().endswith(("%}", "#}")) or not _TAG.sub("", line).strip():
        return line
    bare = line.rstrip()
    # A comment takes no plus sign, so an empty tag follows it.
    if bare.endswith("#}"):
        return f"{bare}{{{{ '' }}}}"
    return bare if bare.endswith(("-%}", "+%}")) else f"{bare[:-2]}+%}}"
