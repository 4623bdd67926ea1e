"""Sites that the installed program built, and what stands on their pages."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

from repository import innoreg
from support import DATA, tree

DAY = "2022-03-14"
"""A Monday in the plans' year, on which README shows the pages of data/."""


class Parsed(HTMLParser):
    """The links, names and text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.names: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.attributes += known
        self.links += [known[name] for name in ("href", "src") if name in known]
        self.names += [known["id"]] if "id" in known else []

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def make_site(folder: Path, cwd: Path = DATA, day: str = DAY, lang: str = "ru", *more: str) -> Path:
    done = innoreg("pages", "--to", str(folder), "--today", day, "--lang", lang, *more, cwd=cwd)
    assert done.returncode == 0, done.stderr
    return folder


def small(folder: Path, files: dict[str, str]) -> Path:
    """A registry beside the folder of the site."""
    root = folder / "registry"
    root.mkdir()
    return tree(root, dict(files))


def pages(site: Path) -> Iterator[tuple[Path, Parsed]]:
    for path in sorted(site.rglob("*.html")):
        yield path, Parsed(path.read_text(encoding="utf-8"))


def checked_links(site: Path) -> int:
    """How many links the site has; each must lead to a page, and to a place in it."""
    parsed = {path.resolve(): page for path, page in pages(site)}
    names = {path: set(page.names) for path, page in parsed.items()}
    checked = 0
    for path, page in parsed.items():
        assert len(page.names) == len(names[path]), path
        # An icon of nothing, so that no browser asks for one.
        assert page.links.count("data:,") == 1, path
        for link in filter(lambda each: each != "data:,", page.links):
            file, _, name = link.partition("#")
            target = (path.parent / unquote(file)).resolve() if file else path
            assert target in names or target.is_file(), f"{path}: {link}"
            if name:
                assert unquote(name) in names[target], f"{path}: {link}"
            checked += 1
    return checked
