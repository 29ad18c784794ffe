"""Builds DOCX files by hand, so that a test can put anything anywhere in one."""

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
DEFAULTS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "jpeg": "image/jpeg",
}
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
BEFORE = ("3. Budget för nästa år", "KS-2024-0012", "Nämnden godkänner budgeten för nästa år.")
AFTER = ("9. Parkens nya lekplats", "KS-2024-0013", "Lekplatsen öppnar till sommaren enligt planen.")


def run(text: str, properties: str = "") -> str:
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    inner = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{inner}{''.join(runs)}</w:p>"


def line(text: str) -> str:
    return paragraph(run(text))


def attribute(text: str) -> str:
    """Quoted, for the right side of an attribute."""
    return quoteattr(text)


@dataclass
class Package:
    """A DOCX in the making. `content` is XML between the public lines before and after."""

    content: list[str] = field(default_factory=list)
    section: str = ""
    parts: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    related: list[tuple[str, str, str, bool]] = field(default_factory=list)
    root_related: list[tuple[str, str]] = field(default_factory=list)
    before: tuple[str, ...] = BEFORE
    after: tuple[str, ...] = AFTER

    def add(self, *xml: str) -> None:
        self.content.extend(xml)

    def relate(self, kind: str, target: str, *, external: bool = False) -> str:
        """A relationship of the main part; its id."""
        identifier = f"rId{len(self.related) + 100}"
        full = kind if kind.startswith("http") else f"{OFFICE}/{kind}"
        self.related.append((identifier, full, target, external))
        return identifier

    def part(self, name: str, content: str | bytes, content_type: str, kind: str = "") -> str:
        """A part under word/, related to the main part when `kind` is given; the relationship's id."""
        data = content if isinstance(content, bytes) else (DECLARATION + content).encode()
        self.parts[f"word/{name}"] = data
        self.types[f"/word/{name}"] = content_type
        return self.relate(kind, name) if kind else ""

    def loose(self, name: str, content: str | bytes, content_type: str, kind: str = "") -> None:
        """A part anywhere, related to the package when `kind` is given."""
        self.parts[name] = content if isinstance(content, bytes) else (DECLARATION + content).encode()
        self.types[f"/{name}"] = content_type
        if kind:
            self.root_related.append((kind, name))

    def document(self) -> str:
        lines = [*map(line, self.before), *self.content, *map(line, self.after)]
        section = f"<w:sectPr>{self.section}</w:sectPr>"
        return f"<w:document {NAMESPACES}><w:body>{''.join(lines)}{section}</w:body></w:document>"

    def members(self) -> dict[str, bytes]:
        found = {
            "[Content_Types].xml": self._types(),
            "_rels/.rels": self._root_relationships(),
            "word/document.xml": self.parts.get(
                "word/document.xml", (DECLARATION + self.document()).encode()
            ),
            "word/_rels/document.xml.rels": self._relationships(),
        }
        return {**found, **{name: data for name, data in self.parts.items() if name not in found}}

    def build(self) -> bytes:
        return zipped(self.members())

    def _types(self) -> bytes:
        overrides = "".join(
            f"<Override PartName={attribute(name)} ContentType={attribute(kind)}/>"
            for name, kind in self.types.items()
        )
        return (
            f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            + "".join(
                f'<Default Extension="{name}" ContentType="{kind}"/>' for name, kind in DEFAULTS.items()
            )
            + f'<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>'
            + f"{overrides}</Types>"
        ).encode()

    def _root_relationships(self) -> bytes:
        related = [(f"{OFFICE}/officeDocument", "word/document.xml"), *self.root_related]
        return _relationships([(f"rId{i}", kind, name, False) for i, (kind, name) in enumerate(related)])

    def _relationships(self) -> bytes:
        return _relationships(self.related)


def _relationships(related: list[tuple[str, str, str, bool]]) -> bytes:
    mode = {True: ' TargetMode="External"', False: ""}
    rows = "".join(
        f"<Relationship Id={attribute(i)} Type={attribute(kind)} Target={attribute(target)}{mode[external]}/>"
        for i, kind, target, external in related
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{DECLARATION}<Relationships xmlns="{space}">{rows}</Relationships>'.encode()


def zipped(
    members: dict[str, bytes], *, comment: bytes = b"", notes: dict[str, bytes] | None = None
) -> bytes:
    """A zip file with fixed times; `notes` are comments of single members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.comment = (notes or {}).get(name, b"")
            archive.writestr(info, data)
        archive.comment = comment
    return buffer.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    """A PNG chunk."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(*extra: bytes) -> bytes:
    """A white PNG of one pixel with extra chunks."""
    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0\xff")
    chunks = (chunk(b"IHDR", header), *extra, chunk(b"IDAT", rows), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def picture(
    relationship: str, *, name: str = "Bild 1", description: str = "", title: str = "", crop: str = ""
) -> str:
    """A paragraph with a picture."""
    return paragraph(
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        '<wp:extent cx="5000000" cy="900000"/>'
        f'<wp:docPr id="7" name={attribute(name)} descr={attribute(description)} title={attribute(title)}/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="7" name={attribute(name)}/><pic:cNvPicPr/></pic:nvPicPr>'
        f"<pic:blipFill><a:blip {relationship}/>{crop}<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5000000" cy="900000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
