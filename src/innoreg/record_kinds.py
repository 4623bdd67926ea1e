"""The kinds of record: the folder of each and what it is called. Imports no models."""

from typing import NamedTuple

from innoreg.i18n import N_


class _Kind(NamedTuple):
    """folder: where its records lie. name: in English, as heads have it; one: as sentences do."""

    folder: str
    name: str
    one: str


_KINDS = {
    "district": _Kind("districts", N_("district"), N_("a district")),
    "person": _Kind("people", N_("person"), N_("a person")),
    "authority": _Kind("authorities", N_("authority"), N_("an authority")),
    "school": _Kind("schools", N_("school"), N_("a school")),
    "program": _Kind("programs", N_("programme"), N_("a programme")),
    "site": _Kind("sites", N_("site"), N_("a site")),
    "pair": _Kind("pairs", N_("pair"), N_("a pair")),
    "roadmap": _Kind("roadmaps", N_("plan"), N_("a plan")),
    "order": _Kind("orders", N_("order"), N_("an order")),
    "results": _Kind("results", N_("results of a year"), N_("results of a year")),
    "profile": _Kind("profiles", N_("profile of a school"), N_("a profile of a school")),
    "criteria": _Kind("criteria", N_("criteria"), N_("criteria")),
    "matching": _Kind("matching", N_("matching"), N_("a matching")),
    "site-rules": _Kind("site-rules", N_("rules of sites"), N_("rules of sites")),
    "application": _Kind("applications", N_("application"), N_("an application")),
    "protocol": _Kind("protocols", N_("protocol"), N_("a protocol")),
    "indicator": _Kind("indicators", N_("indicator"), N_("an indicator")),
    "group": _Kind("groups", N_("group"), N_("a group")),
}
FOLDERS = {kind: each.folder for kind, each in _KINDS.items()}
KINDS = {folder: kind for kind, folder in FOLDERS.items()}
NAMES = {kind: each.name for kind, each in _KINDS.items()}
NAMES_OF_ONE = {kind: each.one for kind, each in _KINDS.items()}


def kind_of(word: str) -> str | None:
    """The kind that `word` names, in the singular or as its folder: district, districts."""
    return word if word in FOLDERS else KINDS.get(word)


def kind_of_path(path: str) -> str | None:
    """The kind of the nearest folder around a file that bears a kind's name; None without one."""
    return next((KINDS[f] for f in reversed(path.split("/")[:-1]) if f in KINDS), None)
