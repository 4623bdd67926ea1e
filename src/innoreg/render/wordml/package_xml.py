"""The parts of a .docx besides its body: lists, emblem, relations, fonts, settings; all as bytes."""

import mimetypes
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath

from innoreg.errors import Refused
from innoreg.file_kinds import picture_size
from innoreg.i18n import T
from innoreg.render.blocks import Block, Paragraph
from innoreg.render.layout_check.layout_profiles import INDENT, Profile
from innoreg.render.wordml.body_xml import body
from innoreg.render.wordml.styles_xml import BULLETS, heading_levels, styles_xml
from innoreg.render.wordml.theme_xml import theme_xml
from innoreg.render.wordml.xml_text import HEAD, R, W, escape, paragraph

LEVELS = 4


def numbering_xml(lists: int) -> bytes:
    """The part word/numbering.xml with `lists` lists, numbered from 1."""
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:multiLevelType w:val="multilevel"/>'
        f"{''.join(map(_level, range(LEVELS)))}</w:abstractNum>"
        for n in range(1, lists + 1)
    )
    used = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(1, lists + 1)
    )
    dashes = (
        f'<w:abstractNum w:abstractNumId="{BULLETS}"><w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:suff w:val="space"/>'
        '<w:lvlText w:val="–"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="0" w:firstLine="{INDENT}"/></w:pPr></w:lvl></w:abstractNum>'
    )
    used += f'<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="{BULLETS}"/></w:num>'
    return f'{HEAD}<w:numbering xmlns:w="{W}">{kinds}{dashes}{used}</w:numbering>'.encode()


def _level(level: int) -> str:
    text = "".join(f"%{n + 1}." for n in range(level + 1))
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:suff w:val="space"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="0" w:firstLine="{INDENT}"/></w:pPr></w:lvl>'
    )


# English metric units in a millimetre; drawings are measured in them.
_EMU = 36000
_HEIGHT_MM = 20
# The standard: a coat of arms 10 mm from the upper edge.
_TOP_MM = 10
_A = "http://schemas.openxmlformats.org/drawingml/2006"


def _emblem_run(path: str, picture: bytes, words: str) -> str:
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
        f'<wp:docPr id="1" name="emblem" descr="{escape(words)}"/>{_graphic("rIdEmblem", 1, name, cx, cy)}'
        "</wp:anchor></w:drawing></w:r>"
    )


def _graphic(relation: str, number: int, name: str, cx: int, cy: int) -> str:
    return (
        f'<a:graphic xmlns:a="{_A}/main"><a:graphicData uri="{_A}/picture">'
        f'<pic:pic xmlns:pic="{_A}/picture"><pic:nvPicPr><pic:cNvPr id="{number}" name="{name}"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/>'
        '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{cx}" cy="{cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic>"
    )


# English metric units in a twip.
_EMU_OF_TWIP = 635


class _Media:
    """The pictures of a document: their files, and the relations that lead to them."""

    def __init__(self, read_picture: Callable[[str], bytes], made: Mapping[str, bytes]) -> None:
        self._read, self._made = read_picture, made
        self.files: dict[str, bytes] = {}
        self.relations: dict[str, str] = {}

    def emblem(self, path: str, words: str) -> str:
        """See `innoreg.render.wordml.body_xml.Pictures`."""
        picture = self._read(path)
        self._keep("rIdEmblem", f"word/media/emblem{PurePosixPath(path).suffix.lower()}", picture)
        return _emblem_run(path, picture, words)

    def made(self, name: str, words: str, width: int, height: int) -> str:
        """See there."""
        picture = self._made.get(name)
        if picture is None:
            known = ", ".join(self._made) or "–"
            raise Refused(
                T("there is no picture “{name}” for this document", name=name),
                T("there are: {names}", names=known),
            )
        # Of the emblem the number is 1.
        number = 2 + len(self.files)
        self._keep(f"rIdPicture{number}", f"word/media/picture{number}.png", picture)
        across, down = _pixels(name, picture)
        scale = min(width / across, height / down) * _EMU_OF_TWIP
        cx, cy = round(across * scale), round(down * scale)
        return (
            f'<w:r><w:drawing><wp:inline xmlns:wp="{_A}/wordprocessingDrawing" distT="0" distB="0" '
            f'distL="0" distR="0"><wp:extent cx="{cx}" cy="{cy}"/>'
            f'<wp:docPr id="{number}" name="{escape(name)}" descr="{escape(words)}"/>'
            f"{_graphic(f'rIdPicture{number}', number, escape(name), cx, cy)}"
            "</wp:inline></w:drawing></w:r>"
        )

    def _keep(self, relation: str, file: str, picture: bytes) -> None:
        self.files[file] = picture
        self.relations[relation] = file


def _pixels(path: str, picture: bytes) -> tuple[int, int]:
    """Width and height of a PNG or JPEG, read from its head."""
    if size := picture_size(picture):
        return size
    raise Refused(T("“{path}” is neither a PNG nor a JPEG picture", path=path))


_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = ("styles", "numbering", "settings", "fontTable")


def package_parts(
    blocks: Sequence[Block],
    profile: Profile,
    read_picture: Callable[[str], bytes],
    made: Mapping[str, bytes] | None = None,
) -> dict[str, bytes]:
    """The parts by name; `read_picture` gives the emblem by its path, `made` the pictures by name."""
    media = _Media(read_picture, made or {})
    levels = heading_levels({b.role for b in blocks if isinstance(b, Paragraph)})
    inside = body(blocks, profile, media, levels)
    lists = max((b.list for b in blocks if isinstance(b, Paragraph)), default=0)
    return {
        "[Content_Types].xml": _content_types(media.files),
        "_rels/.rels": _RELATIONS,
        "docProps/app.xml": _APP,
        "word/_rels/document.xml.rels": _document_relations(media.relations),
        "word/document.xml": (
            f'{HEAD}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{inside}</w:body></w:document>'
        ).encode(),
        "word/fontTable.xml": _fonts(profile),
        "word/header1.xml": _PAGE_NUMBER,
        "word/numbering.xml": numbering_xml(lists),
        "word/settings.xml": _SETTINGS,
        "word/styles.xml": styles_xml(profile, levels),
        "word/theme/theme1.xml": theme_xml(profile),
        **media.files,
    }


def _content_types(media: dict[str, bytes]) -> bytes:
    kinds = {PurePosixPath(name).suffix[1:] for name in media}
    pictures = "".join(
        f'<Default Extension="{kind}" ContentType="{mimetypes.types_map["." + kind]}"/>'
        for kind in sorted(kinds)
    )
    parts = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}.{kind}+xml"/>'
        for name, kind in (("document", "document.main"), ("header1", "header"),
                           *((part, part) for part in _PARTS))
    )  # fmt: skip
    parts += (
        '<Override PartName="/word/theme/theme1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
    )
    return (
        f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{pictures}{parts}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>'
    ).encode()


def _document_relations(pictures: Mapping[str, str]) -> bytes:
    targets = [("rIdHeader", "header", "header1.xml"), ("rIdTheme", "theme", "theme/theme1.xml")]
    targets += [(f"rId{part}", part, f"{part}.xml") for part in _PARTS]
    targets += [(id, "image", name.removeprefix("word/")) for id, name in pictures.items()]
    links = "".join(
        f'<Relationship Id="{id}" Type="{R}/{kind}" Target="{target}"/>'
        for id, kind, target in targets
    )
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'.encode()


def _fonts(profile: Profile) -> bytes:
    """Where the free font is not installed, its metric twin stands in and no line moves."""
    twin = '<w:altName w:val="Times New Roman"/>' if profile.font == "Liberation Serif" else ""
    return (
        f'{HEAD}<w:fonts xmlns:w="{W}"><w:font w:name="{escape(profile.font)}">{twin}'
        '<w:charset w:val="CC"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>'
        "</w:fonts>"
    ).encode()


_RELATIONS = (
    f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/>'
    f'<Relationship Id="rId3" Type="{R}/extended-properties" Target="docProps/app.xml"/>'
    "</Relationships>"
).encode()
_APP = (
    f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"><Application>innoreg</Application></Properties>'
).encode()
_SETTINGS = (
    f'{HEAD}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="ru-RU"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
    "</w:settings>"
).encode()
_FIELD = "".join(
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>{inside}'
    for kind, inside in (
        ("begin", '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'),
        ("separate", "<w:r><w:t>2</w:t></w:r>"),
        ("end", ""),
    )
)
_PAGE_NUMBER = f'{HEAD}<w:hdr xmlns:w="{W}">{paragraph("Header", _FIELD)}</w:hdr>'.encode()
