"""All parts of a .docx made of blocks; core properties come with the last pass."""

import mimetypes
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from innoreg.errors import Refused
from innoreg.i18n import T
from innoreg.render.blocks import Block, Paragraph
from innoreg.render.layout.profiles import Profile
from innoreg.render.wordml.body import body
from innoreg.render.wordml.emblem import drawing
from innoreg.render.wordml.numbering import numbering_xml
from innoreg.render.wordml.styles import styles_xml
from innoreg.render.wordml.xml import HEAD, R, W, escape, paragraph

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = ("styles", "numbering", "settings", "fontTable")


def package_parts(
    blocks: Sequence[Block], profile: Profile, pictures: Sequence[Path] = ()
) -> dict[str, bytes]:
    """The parts by name; an emblem's path is looked for in the folders `pictures`."""
    media: dict[str, bytes] = {}

    def emblem(path: str) -> str:
        picture = _picture(path, pictures)
        media[f"word/media/emblem{PurePosixPath(path).suffix.lower()}"] = picture
        return drawing(path, picture)

    inside = body(blocks, profile, emblem)
    lists = max((b.list for b in blocks if isinstance(b, Paragraph)), default=0)
    return {
        "[Content_Types].xml": _content_types(media),
        "_rels/.rels": _RELATIONS,
        "docProps/app.xml": _APP,
        "word/_rels/document.xml.rels": _document_relations(media),
        "word/document.xml": (
            f'{HEAD}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{inside}</w:body></w:document>'
        ).encode(),
        "word/fontTable.xml": _fonts(profile),
        "word/header1.xml": _PAGE_NUMBER,
        "word/numbering.xml": numbering_xml(lists),
        "word/settings.xml": _SETTINGS,
        "word/styles.xml": styles_xml(profile),
        **media,
    }


def _picture(path: str, folders: Sequence[Path]) -> bytes:
    parts = PurePosixPath(path).parts
    for folder in folders:
        found = folder.joinpath(*parts)
        if ".." not in parts and not PurePosixPath(path).is_absolute() and found.is_file():
            return found.read_bytes()
    raise Refused(
        T("there is no picture “{path}” among the templates", path=path),
        T("put it there, or take `emblem` out of the letterhead"),
    )


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


def _document_relations(media: dict[str, bytes]) -> bytes:
    targets = [("rIdHeader", "header", "header1.xml")]
    targets += [(f"rId{part}", part, f"{part}.xml") for part in _PARTS]
    targets += [("rIdEmblem", "image", name.removeprefix("word/")) for name in media]
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
