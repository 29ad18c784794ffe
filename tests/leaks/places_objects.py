"""Hiding places in pictures, embedded objects and the zip file itself (removal.md, DOCX)."""

import base64
import io
import struct
import zipfile
import zlib
from urllib.parse import quote
from xml.sax.saxutils import escape

from PIL import Image, ImageDraw, ImageFont

from tests.leaks.docx_package import (
    NAMESPACES,
    WORD,
    Package,
    attribute,
    chunk,
    line,
    paragraph,
    picture,
    png,
    run,
    zipped,
)
from tests.leaks.places import Kind, Row

FLOW, SHORT, PIXELS = Kind.FLOW, Kind.SHORT, Kind.PIXELS
CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
DIAGRAM = "application/vnd.openxmlformats-officedocument.drawingml.diagram"
OLE = "application/vnd.openxmlformats-officedocument.oleObject"

pictures = Row("pictures")
embedded = Row("embedded")
zips = Row("zip")


def drawn(text: str, *, left: int = 20) -> bytes:
    """A PNG that shows the text in black on white."""
    image = Image.new("RGB", (1100, 120), "white")
    font = ImageFont.truetype("DejaVuSans.ttf", 40)
    ImageDraw.Draw(image).text((left, 30), text, fill="black", font=font)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def jpeg(note: bytes) -> bytes:
    """A small JPEG with an EXIF segment."""
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(buffer, "JPEG")
    data = buffer.getvalue()
    segment = b"Exif\0\0" + note
    return data[:2] + b"\xff\xe1" + struct.pack(">H", len(segment) + 2) + segment + data[2:]


def embed(package: Package, content: bytes, name: str = "image1.png") -> str:
    """The attribute that shows a picture part."""
    kind = "image/jpeg" if name.endswith("jpeg") else "image/png"
    return f'r:embed="{package.part(f"media/{name}", content, kind, "image")}"'


@pictures.place("pixels", FLOW | PIXELS | SHORT)
def _(package: Package, secret: str) -> None:
    package.add(picture(embed(package, drawn(secret))))


@pictures.place("cropped", FLOW | PIXELS | SHORT)
def _(package: Package, secret: str) -> None:
    package.add(picture(embed(package, drawn(f"Utsnitt      {secret}")), crop='<a:srcRect r="80000"/>'))


@pictures.place("unused", PIXELS | SHORT)
def _(package: Package, secret: str) -> None:
    embed(package, drawn(secret))


@pictures.place("thumbnail", PIXELS | SHORT)
def _(package: Package, secret: str) -> None:
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"
    package.loose("docProps/thumbnail.png", drawn(secret), "image/png", kind)


@pictures.place("svg", SHORT)
def _(package: Package, secret: str) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><text x="1" y="9">{escape(secret)}</text></svg>'
    identifier = package.part("media/image2.svg", svg, "image/svg+xml", "image")
    space = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
    extension = f'<asvg:svgBlip xmlns:asvg="{space}" r:embed="{identifier}"/>'
    shown = embed(package, png())
    xml = picture(shown).replace(
        "<a:stretch>", f"<a:extLst><a:ext>{extension}</a:ext></a:extLst><a:stretch>", 1
    )
    package.add(xml)


@pictures.place("emf record", FLOW | SHORT)
def _(package: Package, secret: str) -> None:
    text = secret.encode("utf-16-le")
    header = struct.pack("<II", 1, 88) + b"\0" * 32 + b" EMF" + b"\0" * 44
    record = struct.pack("<II", 84, 8 + len(text)) + text
    identifier = package.part("media/image3.emf", header + record, "image/x-emf", "image")
    package.add(picture(f'r:embed="{identifier}"'))


def _png_text(name: str, kind: bytes, head: bytes, *, packed: bool) -> None:
    @pictures.place(name, FLOW)
    def _(package: Package, secret: str) -> None:
        data = zlib.compress(secret.encode()) if packed else secret.encode()
        package.add(picture(embed(package, png(chunk(kind, head + data)))))


_png_text("png text", b"tEXt", b"Comment\0", packed=False)
_png_text("png packed text", b"zTXt", b"Comment\0\0", packed=True)
_png_text("png international text", b"iTXt", b"Comment\0\1\0sv\0\0", packed=True)


@pictures.place("bytes after the picture", FLOW)
def _(package: Package, secret: str) -> None:
    package.add(picture(embed(package, png() + b"\n" + secret.encode())))


@pictures.place("exif", FLOW)
def _(package: Package, secret: str) -> None:
    package.add(picture(embed(package, jpeg(secret.encode("utf-16-le")), "image4.jpeg")))


@pictures.place("xmp", FLOW)
def _(package: Package, secret: str) -> None:
    package.add(picture(embed(package, jpeg(f"<x:xmpmeta>{secret}</x:xmpmeta>".encode()), "image4.jpeg")))


def _words(name: str) -> None:
    @pictures.place(name, FLOW | (SHORT if name == "name" else Kind.NONE))
    def _(package: Package, secret: str) -> None:
        package.add(picture(embed(package, png()), **{name: secret}))


for _name in ("name", "description", "title"):
    _words(_name)


@pictures.place("part name", FLOW | SHORT)
def _(package: Package, secret: str) -> None:
    package.add(picture(embed(package, png(), f"{secret}.png")))


@pictures.place("linked path", FLOW | SHORT)
def _(package: Package, secret: str) -> None:
    identifier = package.relate("image", f"file:///C:/Bilder/{secret}.png", external=True)
    package.add(picture(f'r:link="{identifier}"'))


def graphic(uri: str, inner: str) -> str:
    data = f'<a:graphic><a:graphicData uri="{uri}">{inner}</a:graphicData></a:graphic>'
    return paragraph(
        '<w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/><wp:docPr id="8" name="Objekt 8"/>'
        f"{data}</wp:inline></w:drawing></w:r>"
    )


def workbook(secret: str) -> bytes:
    """As much of an XLSX as holds a string."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return zipped(
        {"xl/sharedStrings.xml": f'<sst xmlns="{space}"><si><t>{escape(secret)}</t></si></sst>'.encode()}
    )


def _chart(package: Package, cached: str) -> None:
    cache = f'<c:strCache><c:pt idx="0"><c:v>{escape(cached)}</c:v></c:pt></c:strCache>'
    cell = f"<c:ser><c:tx><c:strRef><c:f>A1</c:f>{cache}</c:strRef></c:tx></c:ser>"
    area = f"<c:chart><c:plotArea><c:barChart>{cell}</c:barChart></c:plotArea></c:chart>"
    xml = f"<c:chartSpace {NAMESPACES}>{area}</c:chartSpace>"
    identifier = package.part("charts/chart1.xml", xml, CHART, "chart")
    uri = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    package.add(graphic(uri, f'<c:chart r:id="{identifier}"/>'))


@embedded.place("chart cache", FLOW)
def _(package: Package, secret: str) -> None:
    _chart(package, secret)


@embedded.place("chart workbook", FLOW)
def _(package: Package, secret: str) -> None:
    _chart(package, "Serie")
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    package.part("embeddings/Workbook1.xlsx", workbook(secret), kind)


def _diagram(part: str) -> None:
    @embedded.place(f"diagram {part}", FLOW)
    def _(package: Package, secret: str) -> None:
        text = f"<a:p><a:r><a:t>{escape(secret)}</a:t></a:r></a:p>"
        data = text if part == "data" else "<a:p/>"
        model = f"<dgm:ptLst><dgm:pt><dgm:t>{data}</dgm:t></dgm:pt></dgm:ptLst>"
        xml = f"<dgm:dataModel {NAMESPACES}>{model}</dgm:dataModel>"
        identifier = package.part("diagrams/data1.xml", xml, f"{DIAGRAM}Data+xml", "diagramData")
        if part == "drawing":
            space = "http://schemas.microsoft.com/office/drawing/2008/diagram"
            xml = (
                f'<dsp:drawing xmlns:dsp="{space}" {NAMESPACES}><dsp:txBody>{text}</dsp:txBody></dsp:drawing>'
            )
            kind = "http://schemas.microsoft.com/office/2007/relationships/diagramDrawing"
            package.part(
                "diagrams/drawing1.xml", xml, "application/vnd.ms-office.drawingml.diagramDrawing+xml", kind
            )
        uri = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
        package.add(graphic(uri, f'<dgm:relIds r:dm="{identifier}"/>'))


_diagram("data")
_diagram("drawing")


def _object(package: Package, identifier: str) -> None:
    shown = f'<o:OLEObject Type="Embed" ProgID="Package" r:id="{identifier}"/>'
    package.add(f"<w:p><w:r><w:object>{shown}</w:object></w:r></w:p>")


@embedded.place("package", FLOW)
def _(package: Package, secret: str) -> None:
    inner = Package()
    inner.add(line(secret))
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    _object(package, package.part("embeddings/inner.docx", inner.build(), kind, "package"))


@embedded.place("ole", FLOW | SHORT)
def _(package: Package, secret: str) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + secret.encode("utf-16-le") + b"\0" * 12
    _object(package, package.part("embeddings/oleObject1.bin", data, OLE, "oleObject"))


@embedded.place("macros", SHORT)
def _(package: Package, secret: str) -> None:
    kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + secret.encode("cp1252")
    package.part("vbaProject.bin", data, "application/vnd.ms-office.vbaProject", kind)


def _chunk(name: str, content_type: str) -> None:
    @embedded.place(f"other format, {name}", FLOW | SHORT)
    def _(package: Package, secret: str) -> None:
        inner = Package()
        inner.add(line(secret))
        coded = base64.encodebytes(f"<p>{secret}</p>".encode()).decode()
        escaped = "".join(c if ord(c) < 128 else f"\\'{ord(c):02x}" for c in secret)
        content = {
            "html": f"<html><body><p>{escape(secret)}</p></body></html>".encode(),
            "mht": f"MIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\n{coded}".encode(),
            "rtf": f"{{\\rtf1\\ansi {escaped}}}".encode(),
            "docx": inner.build(),
        }[name]
        identifier = package.part(f"afchunk.{name}", content, content_type, "aFChunk")
        package.add(f'<w:altChunk r:id="{identifier}"/>')


_chunk("html", "text/html")
_chunk("mht", "message/rfc822")
_chunk("rtf", "application/rtf")
_chunk("docx", f"{WORD}.document.main+xml")


@zips.place("comment")
def _(package: Package, secret: str) -> bytes:
    return zipped(package.members(), comment=secret.encode())


@zips.place("comment of a member")
def _(package: Package, secret: str) -> bytes:
    return zipped(package.members(), notes={"word/document.xml": secret.encode()})


@zips.place("extra field")
def _(package: Package, secret: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in package.members().items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            note = secret.encode()
            info.extra = struct.pack("<HH", 0x7777, len(note)) + note
            archive.writestr(info, data)
    return buffer.getvalue()


@zips.place("unreferenced part")
def _(package: Package, secret: str) -> None:
    package.loose("word/old/document.xml", f"<x>{escape(secret)}</x>", "application/xml")


@zips.place("unknown member")
def _(package: Package, secret: str) -> None:
    package.parts["notes.txt"] = secret.encode()


@zips.place("empty folder name", SHORT)
def _(package: Package, secret: str) -> None:
    package.parts[f"{secret}/"] = b""


@zips.place("member outside the directory")
def _(package: Package, secret: str) -> bytes:
    whole = package.build()
    hidden = zipped({"old.xml": f"<x>{secret}</x>".encode() * 9})
    local = hidden[: hidden.index(b"PK\x01\x02")]
    directory = whole.index(b"PK\x01\x02")
    end = whole.rindex(b"PK\x05\x06")
    moved = whole[end : end + 16] + struct.pack("<I", directory + len(local)) + whole[end + 20 :]
    return whole[:directory] + local + whole[directory:end] + moved


@zips.place("bytes after the end")
def _(package: Package, secret: str) -> bytes:
    return package.build() + b"\n" + secret.encode()


@zips.place("bytes before the beginning")
def _(package: Package, secret: str) -> bytes:
    return secret.encode() + b"\n" + package.build()


@zips.place("utf-16 part")
def _(package: Package, secret: str) -> None:
    text = f'<?xml version="1.0" encoding="UTF-16"?><w:hdr {NAMESPACES}>{line(secret)}</w:hdr>'
    identifier = package.part("header1.xml", text.encode("utf-16"), f"{WORD}.header+xml", "header")
    package.section += f'<w:headerReference w:type="default" r:id="{identifier}"/>'


@zips.place("namespace", SHORT)
def _(package: Package, secret: str) -> None:
    package.add(f"<w:p xmlns:x={attribute(f'urn:{quote(secret)}')}>{run('text')}</w:p>")
