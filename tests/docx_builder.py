"""Small DOCX files for tests, written part by part: nothing is in them but what the test puts there."""

import io
import zipfile
from dataclasses import dataclass, field, replace
from hashlib import sha256
from xml.sax.saxutils import escape

from redactor.domain.document import Document, LayerId, Sha256, Span
from redactor.domain.records import PLACEHOLDER, Mode, Plan, Redaction
from redactor.domain.review import FindingId
from redactor.formats.docx import Docx
from redactor.ocr import Reading

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
ROOT = f'<Relationship Id="r1" Type="{REL}officeDocument" Target="word/document.xml"/>'
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."
SECTION = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Dold"><w:name w:val="Dold"/><w:rPr><w:vanish/></w:rPr></w:style>'
)


def run(text: str, properties: str = "") -> str:
    """One `w:r`."""
    formatting = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{formatting}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    """One `w:p` with raw runs."""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def plain(text: str, properties: str = "") -> str:
    """One `w:p` with one run."""
    return paragraph(run(text), properties)


def table(*rows: tuple[str, ...]) -> str:
    """A `w:tbl` whose cells hold the given blocks."""
    lines = "".join(f"<w:tr>{''.join(f'<w:tc><w:tcPr/>{c}</w:tc>' for c in row)}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{lines}</w:tbl>"


def picture(identifier: str, descr: str = "", crop: str = "") -> str:
    """A run with an inline picture."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/><wp:docPr id="7" name="Bild 7"'
        f' descr="{escape(descr)}"/><a:graphic><a:graphicData uri="{NS_PIC}"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="7" name="C:\\foto.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{identifier}"/>{crop}<a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        f"</wp:inline></w:drawing></w:r>"
    )


NS_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"


@dataclass(frozen=True)
class Builder:
    """A document: `body` is raw WordprocessingML; `parts` are (kind, name, content) related to it."""

    body: str = ""
    styles: str = STYLES
    numbering: str = ""
    parts: tuple[tuple[str, str, bytes], ...] = ()
    links: tuple[tuple[str, str, str], ...] = ()
    loose: tuple[tuple[str, bytes], ...] = ()
    section: str = SECTION
    overrides: dict[str, str] = field(default_factory=dict)

    def part(self, kind: str, name: str, content: bytes | str) -> "Builder":
        """Adds a related part; its relationship's id is `x1`, `x2` … in order."""
        data = content.encode() if isinstance(content, str) else content
        return replace(self, parts=(*self.parts, (kind, name, data)))

    def story(self, kind: str, content: str) -> "Builder":
        """Adds a header, footer, footnotes … part with raw content."""
        root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
        number = sum(1 for k, _, _ in self.parts if k == kind) + 1
        name = f"word/{kind}{number if kind in ('header', 'footer') else ''}.xml"
        return self.part(kind, name, f"<w:{root} {NS}>{content}</w:{root}>")

    def bytes(self) -> bytes:
        """The file."""
        builder = self
        if self.styles:
            builder = builder.part("styles", "word/styles.xml", f"<w:styles {NS}>{self.styles}</w:styles>")
        if self.numbering:
            xml = f"<w:numbering {NS}>{self.numbering}</w:numbering>"
            builder = builder.part("numbering", "word/numbering.xml", xml)
        rels = "".join(
            f'<Relationship Id="x{i}" Type="{REL}{kind}" Target="/{name}"/>'
            for i, (kind, name, _) in enumerate(builder.parts, 1)
        )
        rels += "".join(
            f'<Relationship Id="{i}" Type="{REL}{kind}" Target="{escape(target)}" TargetMode="External"/>'
            for i, kind, target in self.links
        )
        document = f"<w:document {NS}><w:body>{self.body}{self.section}</w:body></w:document>"
        members = [
            ("[Content_Types].xml", self._types(builder).encode()),
            ("_rels/.rels", _rels(ROOT)),
            ("word/document.xml", document.encode()),
            ("word/_rels/document.xml.rels", _rels(rels)),
            *((name, content) for _, name, content in builder.parts),
            *self.loose,
        ]
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members:
                archive.writestr(name, content)
        return written.getvalue()

    @staticmethod
    def _types(builder: "Builder") -> str:
        lines = "".join(
            f'<Override PartName="/{name}" ContentType="{MAIN}{kind}+xml"/>'
            for kind, name, _ in builder.parts
            if name.endswith(".xml")
        )
        return (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels"'
            ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="png" ContentType="image/png"/>'
            f'<Override PartName="/word/document.xml" ContentType="{MAIN}document.main+xml"/>{lines}</Types>'
        )


def _rels(content: str) -> bytes:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{content}</Relationships>"
    ).encode()


def read(content: bytes, ocr: str | None = "") -> Document:
    """Reads with an OCR that says the same of every picture."""
    return Docx().read(content, ocr=lambda _: None if ocr is None else Reading(ocr))


def redaction(
    document: Document,
    text: str,
    replacement: str = PLACEHOLDER,
    mode: Mode = Mode.INLINE,
    layer: str = "body",
) -> Redaction:
    """Takes the first `text` of a layer away; "a…b" is everything from a to b."""
    found = document.layer(LayerId(layer))
    first, _, last = text.partition("…")
    start = found.text.index(first)
    end = found.text.index(last, start) + len(last) if last else start + len(first)
    span = Span(start, end)
    return Redaction(FindingId("f"), found.id, span, found.anchors_of(span), replacement, mode)


def apply(content: bytes, *redactions: Redaction) -> bytes:
    """The copy."""
    plan = Plan(Sha256(sha256(content).hexdigest()), (), redactions)
    return Docx().apply(content, plan)


def xml(copy: bytes, part: str = "word/document.xml") -> str:
    """A part of a file as text."""
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        return archive.read(part).decode()


def names(copy: bytes) -> list[str]:
    """The members of a file."""
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        return archive.namelist()


def everything(copy: bytes) -> bytes:
    """All members' bytes, one after another."""
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        return b"\n".join(name.encode() + b"\n" + archive.read(name) for name in archive.namelist())
