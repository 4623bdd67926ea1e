"""Why a document was not read at all: codes with parameters, their texts in one table."""

from innoreg.errors import Refused
from innoreg.i18n import N_, T

REASONS = {
    "empty-file": N_("the file is empty"),
    "too-large": N_("the file is too large: {size} MB, the limit is {limit} MB"),
    "too-many-entries": N_("the archive inside the file has {count} parts, the limit is {limit}"),
    "unpacks-too-large": N_("the file unpacks to {size} MB, the limit is {limit} MB"),
    "suspicious-packing": N_(
        "the part {part} is packed {ratio} times over; this is not a document"
    ),
    "xml-doctype": N_("the part {part} declares a document type, which no office program writes"),
    "damaged": N_("the file is damaged or cut off: {detail}"),
    "encrypted": N_("the file is protected with a password"),
    "unknown-format": N_("this is not a Word, Excel, OpenDocument, RTF or PDF document"),
    "pdf-without-text": N_("the PDF holds pictures of pages and no text"),
    "too-many-pages": N_("the PDF has {count} pages, the limit is {limit}"),
    "too-many-cells": N_("the tables have more than {limit} cells"),
    "extra-missing": N_("reading {format} needs the package {package}"),
    "office-missing": N_("reading {format} needs LibreOffice, which is not installed"),
    "office-timeout": N_("LibreOffice did not finish in {seconds} seconds"),
    "office-failed": N_("LibreOffice could not convert the file"),
    "too-much-memory": N_("reading the file needs more than {limit} MB of memory"),
    "took-too-long": N_("reading did not finish in {seconds} seconds"),
}
STEPS = {
    "encrypted": N_("save a copy without a password"),
    "unknown-format": N_("save the document as .docx, .xlsx or PDF with text"),
    "pdf-without-text": N_("recognise the text first, or import the original document"),
    "extra-missing": N_("install it: `{command}`"),
    "office-missing": N_("install LibreOffice (the command soffice) or save the file as {better}"),
    "office-failed": N_("open the file in an office program and save it as {better}"),
    "damaged": N_("open the file in its program and save it anew"),
}


class ImportRefused(Refused):
    """A document that cannot or must not be read; `code` is a key of `REASONS`."""

    def __init__(self, code: str, **params: object) -> None:
        step = STEPS.get(code)
        super().__init__(T(REASONS[code], **params), T(step, **params) if step else None)
        self.code = code
        self.params = params


def package_missing(format: str, package: str) -> ImportRefused:
    """The refusal where a library of the extra `import` is not installed."""
    from innoreg.installation import command_to_add

    command = command_to_add(package)
    return ImportRefused("extra-missing", format=format, package=package, command=command)
