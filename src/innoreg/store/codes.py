"""What can be wrong with a file before any rule is asked: each code with its advice."""

SYNTAX_CODES: dict[str, str] = {
    "unreadable-file": "The file cannot be opened. Check its permissions and the disk.",
    "file-too-large": "A record is a small text. Split the file or move attachments elsewhere.",
    "symlink-outside": "A link leaves the registry, so the record is not under version control. "
    "Put the file itself here.",
    "utf8-bom": "The file begins with an invisible byte order mark. Save it as “UTF-8 without BOM”.",
    "utf16": "The file is saved as UTF-16. Save it as UTF-8.",
    "cp1251": "The file is saved in Windows-1251. Save it as UTF-8.",
    "not-utf8": "The file is not text in UTF-8. Save it as UTF-8.",
    "nul-byte": "The file holds a NUL byte, so it is not text or is damaged. Restore it from git.",
    "merge-conflict": "A merge was not finished. Decide which lines stay and remove the markers.",
    "tab-indentation": "YAML is indented with spaces. Replace the tab.",
    "empty-file": "The file holds no record. Fill it or delete it.",
    "several-documents": "One file is one record. Move what follows `---` to a file of its own.",
    "anchor": "Anchors and aliases (`&`, `*`) are not used in records. Write the value out.",
    "yaml-tag": "Tags such as `!!str` are not used in records. Remove the tag.",
    "too-deep": "The record is nested deeper than any plan can be. Check the brackets.",
    "yaml-syntax": "The file is not valid YAML at this place. Often a colon or a quote in a text "
    "without quotes around it, or an indent that does not fit.",
    "duplicate-key": "The same key stands twice, and one value would be lost. Keep one of them.",
    "not-a-mapping": "A record is a list of `key: value` lines.",
    "cyrillic-in-id": "An id is written in Latin letters; Cyrillic ones look the same and are not.",
    "bad-id": "An id is the file's name: small Latin letters, digits and single hyphens.",
    "unknown-folder": "A folder of data/ is a kind of record. Move the file to its kind's folder.",
    "yml-suffix": "Records end in `.yaml`. Rename the file, or it would be passed over.",
    "older-schema": "The record is written for an older version of the format. Run `innoreg migrate`.",
    "newer-schema": "The record is written for a newer innoreg. Update the program.",
    "unknown-key": "The format has no such key. Correct it, or put the remark into `note`.",
    "missing-key": "A key every such record needs is absent.",
    "unknown-value": "The value is none of those the format knows.",
    "bad-date": "A date is written 2022-03-01 and must exist in the calendar.",
    "bad-value": "The value has not the form this key needs.",
    "wrong-shape": "A text, a list and a mapping are not interchangeable here.",
}
"""Code -> what the curator does about it. Their severity is error, but for `utf8-bom` (warning)."""
