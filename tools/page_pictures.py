"""Take the two pictures of README anew: pages of data/ on a Monday of the plan's year, in Chromium.

Run `python tools/page_pictures.py` after a change of how pages look.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
DAY = "2022-03-14"
PICTURES = {"monday": "index.html", "plan": "roadmaps/loiro-2022.html"}
SIZE = {"width": 1200, "height": 900}


def main() -> None:
    """Build the site into a folder that goes away, and photograph the top of each page."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        sys.exit("there is no Chromium")
    innoreg = Path(sys.executable).with_name("innoreg")
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        words = ("pages", "--to", site, "--today", DAY, "--lang", "ru")
        subprocess.run([innoreg, *words], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
            page = browser.new_page(viewport=SIZE)  # type: ignore[arg-type]
            for name, path in PICTURES.items():
                page.goto((site / path).as_uri())
                page.screenshot(path=ROOT / "docs" / "pictures" / f"{name}.png")
            browser.close()


if __name__ == "__main__":
    main()
