"""Letters of a word: the case of the source and its ё given back to a declined form."""

from itertools import zip_longest


def restore(form: str, source: str, *, yo: bool) -> str:
    """`form` written as `source` is: capitals per hyphen part, ё only if `yo`."""
    parts = zip_longest(form.split("-"), source.split("-"), fillvalue="")
    text = "-".join(_like(part, model or source) for part, model in parts)
    return text if yo else text.replace("ё", "е").replace("Ё", "Е")


def has_yo(text: str) -> bool:
    """Whether the text writes ё."""
    return "ё" in text.lower()


def _like(form: str, model: str) -> str:
    if model.isupper() and len(model) > 1:
        return form.upper()
    return form[:1].upper() + form[1:] if model[:1].isupper() else form
