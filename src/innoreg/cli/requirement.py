"""The requirement by which a new registry installs innoreg: for its files and for the screen."""

from innoreg.i18n import _
from innoreg.installation import DISTRIBUTION, Origin
from innoreg.report.jsonio import dumps


def requirement_line(origin: Origin) -> str:
    """The requirement in quotes for YAML and a shell, with a mark where a person must fill it in."""
    if origin.requirement is None:
        mark = _("FILL IN: the address that pip installs innoreg from, with its commit or digest")
        return f'"{DISTRIBUTION} @ FILL-IN"  # {mark}'
    line = dumps(origin.requirement).rstrip()
    if origin.is_of_this_computer:
        mark = _("FILL IN: other computers do not find this address")
        return f"{line}  # {mark}"
    return line


def requirement_advice(origin: Origin) -> str:
    """What CI, pre-commit and colleagues install, and what is left for a person to fill in."""
    if origin.requirement is None:
        return _(
            "Where CI and pre-commit can install innoreg from is not known: this one comes from "
            "{address}. Write an address into the lines marked FILL IN.",
            address=origin.address,
        )
    advice = _("CI and pre-commit install: {requirement}", requirement=origin.requirement)
    if origin.is_of_this_computer:
        advice += "\n" + _(
            "Other computers do not find that address. Put the file or the repository where they "
            "do, and write the new address into the lines marked FILL IN."
        )
    return advice
