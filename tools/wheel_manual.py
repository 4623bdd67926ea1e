"""The build's own step: the pages of the manual go into the wheel, where `innoreg help` finds them."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOR_DEVELOPERS = ("contributing.md", "measurements.md", "performance.md", "quality.md")


class WheelManual(BuildHookInterface[Any]):
    """What pyproject.toml names: adds `docs/` and `docs/ru/`, as `innoreg/manual/`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name each page; an editable installation reads them where they are."""
        if version == "editable":
            return
        docs = Path(self.root, "docs")
        for page in sorted(docs.rglob("*.md")):
            if page.name not in FOR_DEVELOPERS:
                inside = f"innoreg/manual/{page.relative_to(docs).as_posix()}"
                build_data["force_include"][str(page)] = inside
