"""The build's own step: README.md as the page of the package, where relative links lead nowhere."""

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

_RELATIVE_LINK = re.compile(r"\[([^][]*)\]\((?!https?:|#)([^()]+)\)")


class LongDescription(MetadataHookInterface):
    """What pyproject.toml names: sets `readme`."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Read README.md; its links begin at the address `Repository` of `project.urls`."""
        text = Path(self.root, "README.md").read_text(encoding="utf-8")
        address = metadata.get("urls", {}).get("Repository", "")
        metadata["readme"] = {"content-type": "text/markdown", "text": linked(text, address)}


def linked(text: str, address: str) -> str:
    """The text with absolute links to the files at `address`; without one, with their words only."""
    files = f"{address.rstrip('/')}/blob/HEAD"
    return _RELATIVE_LINK.sub(rf"[\1]({files}/\2)" if address else r"\1", text)
