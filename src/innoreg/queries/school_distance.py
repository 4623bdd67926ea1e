"""How far two schools lie from one another: by road where that is known, else as the crow flies."""

from math import asin, cos, radians, sin, sqrt

from innoreg.model.school import School

_EARTH_KM = 6371


def kilometres_apart(one: School, other: School) -> int | None:
    """Whole kilometres between two schools, rounded down; None where one has no coordinates."""
    here, there = _degrees(one), _degrees(other)
    if here is None or there is None:
        return None
    lat, lon = map(radians, here)
    lat2, lon2 = map(radians, there)
    chord = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin((lon2 - lon) / 2) ** 2
    # To the metre first: what is whole must not fall below itself by the last bit of a sine.
    metres = round(2 * _EARTH_KM * asin(sqrt(min(chord, 1))) * 1000)
    return metres // 1000


def _degrees(school: School) -> tuple[float, float] | None:
    place = school.place
    if place is None or place.lat is None or place.lon is None:
        return None
    return float(place.lat.replace(",", ".")), float(place.lon.replace(",", "."))
