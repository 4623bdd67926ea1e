"""Which files decide what is said of a file, and of which files a file decides what is said.

A file that is looked at reaches others by arrows: from key to key, over at most the kinds named.
What it reaches in any part is its slice. The same arrows read backwards lead from a changed file
to every file whose slice holds it, so the two can never differ.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass
from typing import Literal, Protocol

Side = Literal["gives", "asks"]
SIDES: tuple[Side, ...] = ("gives", "asks")
End = tuple[Side, str]
Part = Literal["target", "known", "place", "above", "subject", "course", "act", "roles"]
"""What a file is for the target: the target itself; a record it names; where an organisation
lies; what stands above it; what its clauses act on; something whose course counts; an order that
acts on one of these; a list of those who hold a role it asks for."""
PARTS: tuple[Part, ...] = (
    "target",
    "known",
    "place",
    "above",
    "subject",
    "course",
    "act",
    "roles",
)

_ID: tuple[End, End] = (("asks", "id:"), ("gives", "id:"))
_ACTS: tuple[End, End] = (("gives", "acts:"), ("gives", "id:"))
_ACTED_ON: tuple[End, End] = (("gives", "id:"), ("gives", "acts:"))


@dataclass(frozen=True, slots=True)
class Arrow:
    """From files of one part to those of another whose key meets theirs; kinds None are all."""

    start: Part
    end: Part
    here: End
    there: End
    of: frozenset[str] | None = None
    to: frozenset[str] | None = None

    @property
    def reversed(self) -> "Arrow":
        """The same arrow read backwards."""
        return Arrow(self.end, self.start, self.there, self.here, self.to, self.of)


def _alike(prefix: str) -> tuple[End, End]:
    """Records that give the same key."""
    return ("gives", prefix), ("gives", prefix)


def _asked(prefix: str) -> tuple[End, End]:
    """From one that asks to those that give."""
    return ("asks", prefix), ("gives", prefix)


_LOCATED = frozenset({"site", "school", "authority"})
_PLACES = frozenset({"school", "authority", "district"})
_OWING = frozenset({"roadmap", "order", "site"})
_HELD = frozenset({"person", "district", "school", "authority", "site", "program"})

ARROWS: tuple[Arrow, ...] = (
    # What it names, in references or in words, and what is called as it is.
    Arrow("target", "known", *_ID),
    *(Arrow("target", "known", *_asked(key)) for key in ("says:", "quoted:", "form:", "kind:")),
    Arrow("target", "known", *_alike("same:")),
    # Of two files with one id the first counts.
    *(
        Arrow(part, "known", *_alike("id:"))
        for part in ("target", "course", "act", "roles")
    ),
    # Orders that put a name into a case, pairs that show it.
    Arrow("target", "known", ("asks", "declined:"), ("asks", "id:"), to=frozenset({"order"})),
    Arrow("target", "known", ("asks", "unprotected:"), ("asks", "id:"), to=frozenset({"pair"})),
    # What stands above one another must not form a circle; pairs act on those they replace.
    *(
        Arrow(part, "above", *_ID, of=frozenset({kind}), to=frozenset({kind}))
        for kind in ("program", "authority", "site")
        for part in ("target", "above")
    ),
    # The districts a term concerns.
    Arrow("target", "place", *_ID, of=_OWING, to=_LOCATED),
    Arrow("place", "place", *_ID, of=_LOCATED, to=_PLACES),
    # The course of what it acts on, of itself, of its programme and of pairs that help the same.
    Arrow("target", "subject", *_ACTS),
    Arrow("subject", "subject", *_ACTS),
    Arrow("target", "course", *_ID, of=frozenset({"site"}), to=frozenset({"program"})),
    Arrow("target", "course", *_alike("helped:")),
    *(
        Arrow(part, "act", *_ACTED_ON)
        for part in ("target", "subject", "course", "act", "roles")
    ),
    # An issuer may be a council, which only recommends, and lies in a district.
    Arrow("act", "place", *_ID, of=frozenset({"order"}), to=frozenset({"authority"})),
    # Who holds the roles it gives or asks for.
    Arrow("target", "roles", *_alike("role:")),
    Arrow("target", "roles", *_asked("holds:")),
    Arrow("roles", "known", *_ID, to=_HELD),
)  # fmt: skip
_BACK = tuple(arrow.reversed for arrow in ARROWS)
_Met = dict[tuple[End, End, frozenset[int]], frozenset[int]]
"""What was followed from some files, by its ends."""


class Keys(Protocol):
    """The keys of all files, by file and by key."""

    def of(self, end: End, files: Iterable[int]) -> Iterable[str]:
        """The keys of these files that lie on this side and begin so."""

    def files(self, side: Side, keys: Iterable[str]) -> Iterable[int]:
        """The files with one of these keys on that side."""

    def meeting(self, here: End, there: End, files: Collection[int]) -> frozenset[int]:
        """The files whose keys there are, but for their beginning, those of these files here."""

    def kind(self, file: int) -> str | None:
        """The kind of record a file holds, or should hold."""

    def of_kinds(self, files: Collection[int], kinds: frozenset[str]) -> frozenset[int]:
        """Those of these files that hold, or should hold, such a record."""


def slice_of(keys: Keys, targets: Iterable[int]) -> set[int]:
    """The targets and every file that decides what is said of them."""
    parts = reached(keys, {"target": targets})
    return set().union(*parts.values())


def affected_by(keys: Keys, changed: Iterable[int]) -> set[int]:
    """The files whose slice holds one of the changed ones, by these keys, themselves included.

    After a change ask with the keys as they were and with the keys as they are.
    """
    changed = set(changed)
    return reached(keys, dict.fromkeys(PARTS, changed), _BACK)["target"]


def names_of(keys: Keys, file: int) -> set[tuple[str | None, str]]:
    """The id of a file and the numbers of its parts, which the hint of a wrong reference may name.

    Only where these change for some file can a hint change that its slice does not decide.
    """
    kind = keys.kind(file)
    return {(kind, key) for name in ("id:", "parts:") for key in keys.of(("gives", name), [file])}


def reached(
    keys: Keys, start: Mapping[Part, Iterable[int]], arrows: tuple[Arrow, ...] = ARROWS
) -> Mapping[Part, set[int]]:
    """Every file to which arrows lead, by what it is there."""
    found = defaultdict[Part, set[int]](set)
    waiting = {part: set(files) for part, files in start.items()}
    # Several arrows follow the same keys from the same files.
    met: _Met = {}
    while waiting:
        part, files = waiting.popitem()
        files -= found[part]
        if files:
            found[part] |= files
            for arrow in arrows:
                if arrow.start == part:
                    ends = _followed(keys, arrow, frozenset(files), met)
                    waiting.setdefault(arrow.end, set()).update(ends)
    return found


def _followed(keys: Keys, arrow: Arrow, files: frozenset[int], met: _Met) -> Set[int]:
    if arrow.of is not None:
        files = keys.of_kinds(files, arrow.of)
    way = arrow.here, arrow.there, files
    if way not in met:
        met[way] = keys.meeting(*way)
    return met[way] if arrow.to is None else keys.of_kinds(met[way], arrow.to)
