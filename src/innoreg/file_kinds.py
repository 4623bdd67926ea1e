"""Kinds of files that lie beside the records: papers named as evidence, pictures of letterheads."""

import struct
from typing import Literal

FileKind = Literal["none", "file", "picture"]
"""No file; a file; a PNG or JPEG picture that can be printed."""
PICTURES = (".png", ".jpg", ".jpeg")
"""How the names of printable pictures end."""


def picture_size(picture: bytes) -> tuple[int, int] | None:
    """Width and height in pixels; None where the bytes are neither a PNG nor a JPEG picture."""
    if picture[:8] == b"\x89PNG\r\n\x1a\n" and len(picture) >= 24:
        width, height = struct.unpack(">II", picture[16:24])
        return (width, height) if width and height else None
    return _jpeg_size(picture) if picture[:2] == b"\xff\xd8" else None


def _jpeg_size(picture: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 < len(picture) and picture[at] == 0xFF:
        kind, length = picture[at + 1], int.from_bytes(picture[at + 2 : at + 4])
        # A frame of JPEG holds the size; three of these marks stand for tables.
        if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", picture[at + 5 : at + 9])
            return (width, height) if width and height else None
        at += 2 + length
    return None
