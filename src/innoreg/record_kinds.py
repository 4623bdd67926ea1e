"""The nine kinds of record: the word and the folder."""

FOLDERS = {
    "district": "districts",
    "person": "people",
    "authority": "authorities",
    "school": "schools",
    "program": "programs",
    "site": "sites",
    "pair": "pairs",
    "roadmap": "roadmaps",
    "order": "orders",
}
KINDS = {folder: kind for kind, folder in FOLDERS.items()}


def kind_of(word: str) -> str | None:
    """The kind that `word` names, in the singular or as its folder: district, districts."""
    return word if word in FOLDERS else KINDS.get(word)
