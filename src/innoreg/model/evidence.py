"""Evidence in words, and the file of the registry that the words may be."""

import re

_FILE = re.compile(
    r"[^\n]+\.(?:pdf|docx?|odt|rtf|xlsx?|ods|csv|pptx?|jpe?g|png|tiff?|zip|eml|msg|txt|md)",
    re.IGNORECASE,
)


def evidence_file(words: str | None) -> str | None:
    """The path from the registry's root, with `/`, where the words are one; else None.

    Words with spaces and without a folder are words, such as «см. отчёт.docx»; an address on the
    web is none of our files.
    """
    if not words or "://" in words or not _FILE.fullmatch(words):
        return None
    return words.removeprefix("./") if "/" in words or " " not in words else None
