"""word/theme/theme1.xml: Word writes one into every document, and validators ask for it.

Nothing of it is seen: styles name their fonts and colours themselves.
"""

from functools import cache

from innoreg.render.layout_check.layout_profiles import Profile
from innoreg.render.wordml.xml_text import HEAD, escape

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_COLOURS = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": "1F1F1F", "lt2": "EEEEEE", "accent1": "1F4E79",
    "accent2": "7F3F00", "accent3": "4F4F4F", "accent4": "7F6000", "accent5": "2E5F8A",
    "accent6": "375623", "hlink": "0563C1", "folHlink": "7030A0",
}  # fmt: skip
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="6350">{_FILL}</a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"


@cache
def theme_xml(profile: Profile) -> bytes:
    """The part, with the font of the profile."""
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLOURS.items()
    )
    font = f'<a:latin typeface="{escape(profile.font)}"/><a:ea typeface=""/><a:cs typeface=""/>'
    return (
        f'{HEAD}<a:theme xmlns:a="{_A}" name="innoreg"><a:themeElements>'
        f'<a:clrScheme name="innoreg">{colours}</a:clrScheme>'
        f'<a:fontScheme name="innoreg"><a:majorFont>{font}</a:majorFont>'
        f"<a:minorFont>{font}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="innoreg"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{_LINE * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    ).encode()
