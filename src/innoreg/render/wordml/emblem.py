"""The picture over the author's name: 10 mm from the top edge, in the middle."""

import struct

from innoreg.errors import Refused
from innoreg.i18n import T
from innoreg.render.wordml.xml import escape

_EMU = 36000
_HEIGHT_MM = 20
_TOP_MM = 10
_A = "http://schemas.openxmlformats.org/drawingml/2006"


def drawing(path: str, picture: bytes) -> str:
    """A run with the picture, 20 mm high, anchored to the page; the text flows below it."""
    width, height = _pixels(path, picture)
    cx, cy = round(_HEIGHT_MM * _EMU * width / height), _HEIGHT_MM * _EMU
    name = escape(path)
    return (
        f'<w:r><w:drawing><wp:anchor xmlns:wp="{_A}/wordprocessingDrawing" distT="0" '
        'distB="72000" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" '
        'locked="0" layoutInCell="1" allowOverlap="0"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="margin"><wp:align>center</wp:align></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{_TOP_MM * _EMU}</wp:posOffset>'
        f'</wp:positionV><wp:extent cx="{cx}" cy="{cy}"/><wp:wrapTopAndBottom/>'
        f'<wp:docPr id="1" name="emblem" descr="{name}"/>'
        f'<a:graphic xmlns:a="{_A}/main"><a:graphicData uri="{_A}/picture">'
        f'<pic:pic xmlns:pic="{_A}/picture"><pic:nvPicPr><pic:cNvPr id="1" name="{name}"/>'
        '<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdEmblem"/>'
        '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{cx}" cy="{cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )


def _pixels(path: str, picture: bytes) -> tuple[int, int]:
    """Width and height of a PNG or JPEG, read from its head."""
    if picture[:8] == b"\x89PNG\r\n\x1a\n" and len(picture) >= 24:
        width, height = struct.unpack(">II", picture[16:24])
        if width and height:
            return width, height
    if picture[:2] == b"\xff\xd8" and (size := _jpeg(picture)):
        return size
    raise Refused(T("“{path}” is neither a PNG nor a JPEG picture", path=path))


def _jpeg(picture: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 < len(picture) and picture[at] == 0xFF:
        kind, length = picture[at + 1], int.from_bytes(picture[at + 2 : at + 4])
        if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", picture[at + 5 : at + 9])
            return (width, height) if width and height else None
        at += 2 + length
    return None
