"""School subjects by the ids that profiles and pairs have for them, in the words of documents."""

from collections.abc import Iterable

_WORDS = {
    "math": "математика", "russian": "русский язык", "physics": "физика", "chemistry": "химия",
    "biology": "биология", "history": "история", "social": "обществознание",
    "informatics": "информатика", "geography": "география", "literature": "литература",
    "english": "английский язык", "primary": "начальные классы",
}  # fmt: skip


def subject_words(subjects: Iterable[str]) -> list[str]:
    """What each is called; an id that is not known stands as it is written."""
    return [_WORDS.get(subject, subject) for subject in subjects]
