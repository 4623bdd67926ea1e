"""What was found in a phrase: declining words and the groups they make."""

from dataclasses import dataclass

from innoreg.language.morphology import Reading


@dataclass(frozen=True, slots=True)
class Part:
    """A hyphen part of a declining word; without a reading it stays as it is."""

    text: str
    reading: Reading | None


@dataclass(frozen=True, slots=True)
class Word:
    """A word read as a nominative: its place among the tokens and its parts."""

    at: int
    parts: tuple[Part, ...]

    @property
    def reading(self) -> Reading:
        """The reading that agrees with other words: the first part's that has one."""
        return next(part.reading for part in self.parts if part.reading)


@dataclass(frozen=True, slots=True)
class Group:
    """A head with its modifiers, all of them declining; `end` is the token after the head."""

    modifiers: tuple[Word, ...]
    head: Word
    animate: bool
    end: int

    @property
    def words(self) -> tuple[Word, ...]:
        """All the declining words in order."""
        return (*self.modifiers, self.head)

    @property
    def plural(self) -> bool:
        """Whether the head is a plural."""
        return self.head.reading.plural
