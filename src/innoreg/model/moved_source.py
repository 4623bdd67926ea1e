"""The file of a record of which some elements of lists are left out; places stay those of the file."""

from collections.abc import Mapping, Sequence

from innoreg.diagnostics import Place
from innoreg.model.registry import Path, Source


class MovedSource:
    """The file of a record of which some elements of lists are not shown: places stay those of the file.

    kept: of each list that lost some, by its path of what is shown, the places of those left.
    """

    def __init__(self, source: Source, kept: Mapping[Path, Sequence[int]]) -> None:
        self._source, self._kept = source, kept

    @property
    def file(self) -> str:
        """As the source."""
        return self._source.file

    def place(self, path: Path = (), *, key: bool = False) -> Place:
        """As the source, for a path in what is shown."""
        found: list[str | int] = []
        for at, step in enumerate(path):
            kept = self._kept.get(path[:at]) if isinstance(step, int) else None
            found.append(
                kept[step] if kept and isinstance(step, int) and step < len(kept) else step
            )
        return self._source.place(tuple(found), key=key)

    def marked_words(self, place: Place) -> str:
        """As the source."""
        return self._source.marked_words(place)
