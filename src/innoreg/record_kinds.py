"""The kinds of record: the word for one and its folder. Imports no models."""

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
    "results": "results",
    "profile": "profiles",
    "criteria": "criteria",
    "matching": "matching",
}
KINDS = {folder: kind for kind, folder in FOLDERS.items()}


def kind_of(word: str) -> str | None:
    """The kind that `word` names, in the singular or as its folder: district, districts."""
    return word if word in FOLDERS else KINDS.get(word)


def kind_of_path(path: str) -> str | None:
    """The kind of the nearest folder around a file that bears a kind's name; None without one."""
    return next((KINDS[f] for f in reversed(path.split("/")[:-1]) if f in KINDS), None)
