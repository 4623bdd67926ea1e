"""Layout profiles: what GOST R 7.0.97 asks of a page, and what an issuer's letterhead overrides.

The standard (2016, replaced by 2025 on 18.08.2025) is a recommendation, so an organisation's own
instruction outranks it. Lengths are in twips: 10 mm = 567, 12.5 mm = 709, 20 mm = 1134, 30 mm = 1701.
"""

from dataclasses import dataclass, replace

from innoreg.model.authority import Letterhead

# 210 by 297 mm.
A4 = (11906, 16838)
INDENT = 709
# 120 mm: the longest line of a requisite that stands in the middle.
CENTRED_WIDTH = 6804
# 10 mm from the edge to the number of the page.
HEADER = 567
TOLERANCE = 6
"""Word rounds millimetres to twips in more than one way."""
FREE_FONTS = frozenset(
    {
        "Liberation Serif", "Liberation Sans", "PT Astra Serif", "PT Astra Sans", "PT Serif",
        "PT Sans", "XO Thames", "XO Oriel", "Tinos", "Noto Serif", "Noto Sans", "Open Sans", "Lora",
        "Source Serif 4", "Roboto",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Profile:
    """One layout: margins in twips (left, right, top, bottom), size in points."""

    name: str
    corner_width: int
    margins: tuple[int, int, int, int] = (1701, 567, 1134, 1134)
    least_margins: tuple[int, int, int, int] = (1701, 567, 1134, 1134)
    font: str = "Liberation Serif"
    fonts: frozenset[str] = FREE_FONTS
    size: float = 14
    sizes: tuple[float, ...] = (12, 13, 14)
    heading_always: bool = True
    unchecked: frozenset[str] = frozenset()
    """Names of checks that the issuer has switched off."""

    @property
    def text_width(self) -> int:
        """Width of the text on a portrait page."""
        return A4[0] - self.margins[0] - self.margins[1]

    @property
    def landscape_margins(self) -> tuple[int, int, int, int]:
        """The same sheet turned: the binding edge is on top."""
        left, right, top, bottom = self.margins
        return bottom, top, left, right


# The longest line of a requisite in the corner: 80 mm now, 75 mm before.
GOST_2025 = Profile("gost-2025", corner_width=4536)
GOST_2016 = Profile("gost-2016", corner_width=4252, heading_always=False)
PROFILES = {profile.name: profile for profile in (GOST_2025, GOST_2016)}


def profile_for(letterhead: Letterhead | None, default: Profile = GOST_2025) -> Profile:
    """The profile of an issuer: the one its letterhead names, with its own font, size, margins."""
    if letterhead is None:
        return default
    made = PROFILES[letterhead.profile] if letterhead.profile else default
    if letterhead.font:
        made = replace(made, font=letterhead.font, fonts=made.fonts | {letterhead.font})
    if letterhead.font_size:
        size = letterhead.font_size
        made = replace(made, size=size, sizes=(*made.sizes, size))
    if letterhead.margins:
        margins = tuple(round(mm * 1440 / 25.4) for mm in letterhead.margins)
        left, right, top, bottom = margins
        whole = (left, right, top, bottom)
        made = replace(made, margins=whole, least_margins=whole)
    if letterhead.exceptions:
        made = replace(made, unchecked=frozenset(one.check for one in letterhead.exceptions))
    return made
