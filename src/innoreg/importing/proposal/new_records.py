"""Records that a document names and the register lacks: proposed, with the document as their source."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from innoreg.folding import comparison_key
from innoreg.importing.proposal.party_matching import People, split_name
from innoreg.importing.word_account import texts_within
from innoreg.model.authority import Authority
from innoreg.model.district import District
from innoreg.model.person import Person
from innoreg.model.registry import Registry
from innoreg.model.school import School

Raw = dict[str, Any]
_BRACKETS = re.compile(r"\(([^()]*[«А-ЯЁ][^()]*)\)\s*$")
# Words of a full name that says by itself what kind of organisation it is; the first that fits.
_SCHOOL_TYPES = (
    (r"\bдетск\w+ сад|\bм?[бакд]?доу\b|\bдошкольн", "kindergarten"),
    (r"\bколледж|\bтехникум|\bлицей техн|\bпрофессиональн\w+ образовательн", "college"),
    (r"дополнительного образования|\bдом творчества|\bдворец", "additional"),
    (r"\bуниверситет|\bакадеми", "university"),
    (r"\bинститут", "institute"),
    (r"\bшкол|\b[нсо]ош\b|\bгимнази|\bлице[йя]|\bобщеобразовательн", "school"),
)
_AUTHORITY_TYPES = (
    (r"\bшкол|\b[нсо]ош\b|\bгимнази|\bлице", "school"), (r"\bинститут", "institute"),
    (r"\bметодическ", "methodical_centre"), (r"\bсовет", "council"),
    (r"\bрайон|\bмуниципальн|\bгородск", "municipal"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record to be written: kind, id, raw mapping, and what it is called on the screen."""

    kind: str
    id: str
    raw: Raw
    words: str


class NewRecords:
    """Finds what documents name in a registry, and proposes a record for each name it lacks.

    `source` are the words for the document, the basis of a post; `make_id` makes an id of any words.
    `only_known`: people that the register lacks stay words.
    """

    def __init__(
        self,
        registry: Registry,
        source: str,
        make_id: Callable[[str], str],
        *,
        only_known: bool = False,
    ) -> None:
        self.registry, self.source, self._only_known = registry, source, only_known
        self.people = People(registry)
        # Names in a case from which the nominative would be a guess.
        self.unsure: list[str] = []
        self._make_id = make_id
        self._taken = {*registry.by_id, *registry.broken}
        self._made: dict[str, NewRecord] = {}
        self._schools = _names_of(registry.all(School))
        self._authorities = _names_of(registry.all(Authority))
        self._districts = _names_of(registry.all(District))

    def add(self, kind: str, wish: str, raw: Raw, words: str) -> str:
        """A new record under the wished id, or the next free one; its id."""
        base = self._make_id(wish) or kind
        name, n = base, 2
        while name in self._taken:
            name, n = f"{base}-{n}", n + 1
        self._taken.add(name)
        self._made[name] = NewRecord(kind, name, raw, words)
        return name

    def fill(self, name: str, values: Raw) -> None:
        """Fill in what a new record does not say yet."""
        raw = self._made[name].raw
        for key, value in values.items():
            raw.setdefault(key, value)

    def person(self, printed: str, post: str = "") -> str:
        """The id of the person of that name, of a new record where the register has none."""
        found = self.people.find(printed)
        # Two people may be called so: which of them the document means nobody can say.
        if found is None and (self._only_known or self.people.is_known(printed)):
            return ""
        if found is None:
            found = self._new_person(printed)
        if post and found in self._made:
            self._made[found].raw.setdefault("positions", [{"title": post, "basis": self.source}])
        return found

    def other_name(self, person: str, printed: str) -> str:
        """The name of a person of the register where the printed one has other words; "" else."""
        known = self.registry.get(Person, person)
        if known is None:  # a new record, which has the printed name
            return ""
        names = " ".join((known.name, known.full_name or "", *known.aliases))
        held = set(re.findall(r"\w+", comparison_key(names)))
        same = set(re.findall(r"\w+", comparison_key(printed))) <= held
        return "" if same else known.name

    def teacher(self, printed: str) -> str:
        """A person of a pair: the same, but protected, under an id that is no name."""
        found = self.people.find(printed)
        if found or self.people.is_known(printed):
            return found or ""
        return self._new_person(printed, protected=True)

    def _new_person(self, printed: str, *, protected: bool = False) -> str:
        surname, initials, is_full = split_name(printed)
        name = f"{surname} {initials}".strip()
        raw: Raw = {"schema": 1, "name": name}
        if is_full:
            raw["full_name"] = printed
        if protected:
            raw["protected"] = True
        wish = "teacher" if protected else f"{surname}-{initials.replace('.', '')}"
        made = self.add("person", wish, raw, name)
        self.people.add(made, name, printed)
        return made

    def school(self, printed: str, district: str | None = None) -> str:
        """The id of the school of that name, of a new record where the register has none."""
        key = comparison_key(printed)
        if found := self._schools.get(key):
            return found
        name, short = split_short_name(printed)
        raw: Raw = {"schema": 1, "name": name}
        if short:
            raw["short_name"] = short
        raw["type"] = school_type(printed) or "other"
        if district:
            raw["district"] = district
        made = self.add("school", short_words(short or name), raw, name)
        for words in (printed, name, short):
            if words:
                self._schools.setdefault(comparison_key(words), made)
        return made

    def find_school(self, printed: str) -> str | None:
        """The id of the school of the register that is called so; None if there is none."""
        return self._schools.get(comparison_key(printed))

    def organisation(self, printed: str, district: str | None = None) -> str:
        """The id of the school or authority of that name; of a new school where there is neither."""
        return self._authorities.get(comparison_key(printed)) or self.school(printed, district)

    def authority(self, lines: Iterable[str]) -> str:
        """A new authority with that letterhead."""
        printed = tuple(filter(None, (line.strip() for line in lines)))
        named = [line for line in printed if not _is_address(line)] or list(printed)
        name, short = split_short_name(" ".join(named))
        raw: Raw = {"schema": 1, "name": name}
        if short:
            raw["short_name"] = short
        raw["type"] = next(
            (kind for words, kind in _AUTHORITY_TYPES if re.search(words, comparison_key(name))),
            "committee",
        )
        if len(printed) > 1 or short:
            raw["letterhead"] = {"lines": list(printed)}
        return self.add("authority", short_words(short or name), raw, short or name)

    def district(self, printed: str) -> str | None:
        """The id of the district that is called so, one wrong letter in ten forgiven; None if none."""
        import difflib

        key = comparison_key(printed)
        if found := self._districts.get(key):
            return found
        plain = re.sub(
            r"\s*(?:муниципальн\w+|городск\w+|район\w*|округ\w*|мр|го|мо)(?!\w)", "", key
        )
        # 0.9 admits about one wrong letter in ten: «Ломоносвский». Not measured.
        close = difflib.get_close_matches(plain.strip(), self._districts, 1, 0.9)
        return self._districts[close[0]] if close else None

    def needed_by(self, raws: Iterable[Raw]) -> list[NewRecord]:
        """The new records that these raw records refer to, and those that they refer to."""
        found: dict[str, NewRecord] = {}
        waiting = list(raws)
        while waiting:
            for text in texts_within(waiting.pop()):
                if (made := self._made.get(text)) and text not in found:
                    found[text] = made
                    waiting.append(made.raw)
        return [record for name, record in self._made.items() if name in found]


def split_short_name(printed: str) -> tuple[str, str]:
    """The full name and the short one in brackets behind it («… (МБОУ «СОШ № 5»)»), or ""."""
    printed = " ".join(printed.split())
    found = _BRACKETS.search(printed)
    if not found or not printed[: found.start()].strip():
        return printed, ""
    return printed[: found.start()].strip(), found[1].strip()


def school_type(name: str) -> str:
    """What kind of organisation its name says it is; "" where it does not."""
    words = comparison_key(name)
    return next((kind for stems, kind in _SCHOOL_TYPES if re.search(stems, words)), "")


def short_words(name: str) -> str:
    """The first words of a name, as many as an id should have."""
    words = re.findall(r"\w+", name)
    while len(words) > 1 and len("-".join(words)) > 30:
        words.pop()
    return "-".join(words)


def _is_address(line: str) -> bool:
    return bool(re.search(r"@|\d{6}|тел\.|факс|инн|огрн|www|https?:", line.casefold()))


def _names_of(records: Iterable[Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for record in records:
        for name in (record.name, record.short_name, *record.aliases):
            if name:
                found.setdefault(comparison_key(name), record.id)
    return found
