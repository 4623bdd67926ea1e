"""Write the generated pages of docs/ anew; `--check` writes nothing and fails when one is stale."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import commands
import data_format
import deadlines_page
import diagnostics_page
import export_page
import house_drawing
import parameters
import screens
from innoreg.i18n import use_language

DOCS = Path(__file__).parents[1] / "docs"
TABLE = DOCS.parent / "src/innoreg/cli/parameters.json"
FOLDERS = {"en": DOCS, "ru": DOCS / "ru"}
PAGES: Mapping[str, Callable[[], str]] = {
    "commands.md": commands.page,
    "data-format.md": data_format.page,
    "deadlines.md": deadlines_page.page,
    "diagnostics.md": diagnostics_page.page,
    "export.md": export_page.page,
}


def stale() -> dict[Path, str]:
    """The pages that are not what the source says, with what they should be."""
    pages = {DOCS / "house.svg": house_drawing.drawing(), TABLE: parameters.table()}
    for language, folder in FOLDERS.items():
        use_language(language)
        pages |= {folder / name: page() for name, page in PAGES.items()}
    use_language("en")
    return {
        path: text
        for path, text in pages.items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    }


def main(check: bool) -> int:
    """Write or check the pages; the exit code is 1 when checking finds a stale one."""
    # Screens take seconds; whether they are fresh a test asks that shows the difference.
    found = stale() if check else {**stale(), **screens.stale()}
    for path, text in found.items():
        if check:
            print(f"{path.relative_to(DOCS.parent)} is not fresh: run `make docs`")
        else:
            path.write_text(text, encoding="utf-8", newline="\n")
    return int(check and bool(found))


if __name__ == "__main__":
    try:
        sys.exit(main("--check" in sys.argv[1:]))
    except screens.CommandFailed as failed:
        sys.exit(str(failed))
