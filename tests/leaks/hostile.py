"""Files made to hang, flood or fool a reader, each with the error that must answer it."""

import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from redactor.errors import (
    DamagedError,
    EmptyError,
    EncryptedError,
    LimitError,
    UnreadableError,
    UnsupportedError,
)
from tests.leaks.docx_package import (
    NAMESPACES,
    WORD,
    Package,
    chunk,
    line,
    paragraph,
    picture,
    run,
    zipped,
)

MEGABYTE = 1 << 20
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Hostile:
    """`answer` is the error that is due (UnreadableError: any of them).

    None: the file is odd but can be read in bounded time.
    """

    name: str
    suffix: str
    build: Callable[[], bytes]
    answer: type[UnreadableError] | None


HOSTILE: list[Hostile] = []


def hostile(
    name: str, answer: type[UnreadableError] | None, suffix: str = ".docx"
) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    def register(build: Callable[[], bytes]) -> Callable[[], bytes]:
        HOSTILE.append(Hostile(name, suffix, build, answer))
        return build

    return register


def with_document(xml: bytes) -> bytes:
    package = Package()
    package.parts["word/document.xml"] = xml
    return package.build()


def with_body(inner: str) -> bytes:
    package = Package()
    package.add(inner)
    return package.build()


def streamed(name: str, block: bytes, times: int, head: bytes = b"", tail: bytes = b"") -> bytes:
    """A package with one huge member, never held in memory."""
    members = Package().members()
    members.pop(name, None)
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for other, data in members.items():
            archive.writestr(other, data)
        with archive.open(name, "w") as member:
            member.write(head)
            for _ in range(times):
                member.write(block)
            member.write(tail)
    return buffer.getvalue()


@hostile("zip bomb", LimitError)
def _() -> bytes:
    return streamed("word/media/image1.png", bytes(MEGABYTE), 256)


@hostile("200 MB of XML", LimitError)
def _() -> bytes:
    block = line("Nämnden godkänner budgeten.").encode() * 10_000
    head = f"<w:document {NAMESPACES}><w:body>".encode()
    return streamed("word/document.xml", block, 200 * MEGABYTE // len(block), head, b"</w:body></w:document>")


@hostile("200 MB of blanks", LimitError)
def _() -> bytes:
    return streamed("word/document.xml", b" " * MEGABYTE, 200, b"<x>", b"</x>")


@hostile("many huge parts", LimitError)
def _() -> bytes:
    blank = b"<x>" + b" " * (45 * MEGABYTE) + b"</x>"
    parts = Package().members()
    parts.update({f"word/p{i}.xml": blank for i in range(3)})
    return zipped(parts)


@hostile("3000 members", LimitError)
def _() -> bytes:
    return zipped({**Package().members(), **{f"word/media/{i}.png": b"" for i in range(3000)}})


@hostile("members that overlap", LimitError)
def _() -> bytes:
    """Many entries of the directory that name the same large member."""
    whole = zipped({**Package().members(), "word/media/a.png": bytes(9 * MEGABYTE)})
    at, end = whole.index(b"PK\x01\x02"), whole.rindex(b"PK\x05\x06")
    entries = whole[at:end]
    last = entries[entries.rindex(b"PK\x01\x02") :]
    copies = b"".join(last.replace(b"a.png", b"%c.png" % letter) for letter in b"bcdefghijklmnopqrstuvwxyz")
    directory = entries + copies
    count = directory.count(b"PK\x01\x02")
    closing = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(directory), at, 0)
    return whole[:at] + directory + closing


@hostile("duplicate members", DamagedError)
def _() -> bytes:
    package = Package()
    package.parts["word/documenT.xml"] = b"<x/>"
    return package.build().replace(b"word/documenT.xml", b"word/document.xml")


@hostile("duplicate but for case", DamagedError)
def _() -> bytes:
    package = Package()
    package.parts["word/Document.xml"] = b"<x/>"
    return package.build()


def _path(name: str) -> None:
    @hostile(f"path {name!r}", DamagedError)
    def _() -> bytes:
        package = Package()
        package.parts[name] = b"<x/>"
        return package.build()


for _name in ("../../etc/passwd", "/etc/passwd", "word\\..\\x.xml", "C:/x.xml", "word//x.xml", "./x.xml"):
    _path(_name)


@hostile("password or old Office", EncryptedError)
def _() -> bytes:
    return OLE + bytes(4096)


@hostile("encrypted member", EncryptedError)
def _() -> bytes:
    whole = bytearray(Package().build())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = whole.find(mark)
        while at >= 0:
            whole[at + offset] |= 1
            at = whole.find(mark, at + 4)
    return bytes(whole)


LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))


def _dtd(name: str, subset: str, use: str) -> None:
    @hostile(name, DamagedError)
    def _() -> bytes:
        text = f"<!DOCTYPE d [{subset}]>" + Package().document().replace("Nämnden", use, 1)
        return with_document(text.encode())


_dtd("entity", '<!ENTITY e "text">', "&e;")
_dtd("billion laughs", '<!ENTITY l0 "ha">' + LAUGHS, "&l9;")
_dtd("entity from a file", '<!ENTITY e SYSTEM "file:///etc/passwd">', "&e;")
_dtd("entity from the net", '<!ENTITY e SYSTEM "http://127.0.0.1:9/x">', "&e;")
_dtd("empty document type", "", "Nämnden")


@hostile("document type in UTF-16", DamagedError)
def _() -> bytes:
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE d [<!ENTITY e "x">]>' + Package().document()
    return with_document(text.encode("utf-16"))


@hostile("document type in the relationships", DamagedError)
def _() -> bytes:
    members = Package().members()
    rels = members["_rels/.rels"]
    subset = b'<!DOCTYPE d [<!ENTITY e "x">]>'
    members["_rels/.rels"] = rels.replace(b"<Relationships", subset + b"<Relationships", 1)
    return zipped(members)


@hostile("undeclared entity", DamagedError)
def _() -> bytes:
    return with_document(Package().document().replace("Nämnden", "&e;", 1).encode())


@hostile("grid of 200 million columns", LimitError)
def _() -> bytes:
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="200000000"/></w:tcPr>{line("a")}</w:tc>'
    return with_body(f"<w:tbl><w:tblGrid/><w:tr>{cell}</w:tr></w:tbl>")


def _deep(name: str, opening: str, closing: str, levels: int) -> None:
    @hostile(name, UnreadableError)
    def _() -> bytes:
        return with_body(opening * levels + line("a") + closing * levels)


_deep("content controls in each other", "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 200)
_deep("tables in each other", "<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>", 100)


@hostile("100,000 levels", UnreadableError)
def _() -> bytes:
    return with_body("<w:ins>" * 100_000 + "</w:ins>" * 100_000)


def _cut(part: float) -> None:
    @hostile(f"cut at {part:.0%}", DamagedError)
    def _() -> bytes:
        whole = Package().build()
        return whole[: int(len(whole) * part)]


for _part in (0.1, 0.5, 0.9, 0.99):
    _cut(_part)


@hostile("wrong checksum", DamagedError)
def _() -> bytes:
    members = Package().members()
    whole = zipped(members)
    crc = struct.pack("<I", zlib.crc32(members["word/document.xml"]))
    return whole.replace(crc, b"\1\2\3\4")


@hostile("size that lies", DamagedError)
def _() -> bytes:
    members = Package().members()
    size = struct.pack("<I", len(members["word/document.xml"]))
    return zipped(members).replace(size, struct.pack("<I", 100))


@hostile("zip of pictures", UnsupportedError)
def _() -> bytes:
    return zipped({"a.png": b"x", "b.png": b"y"})


@hostile("spreadsheet", UnsupportedError)
def _() -> bytes:
    return zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})


@hostile("no document", DamagedError)
def _() -> bytes:
    members = Package().members()
    del members["word/document.xml"]
    return zipped(members)


@hostile("no content types", UnreadableError)
def _() -> bytes:
    members = Package().members()
    del members["[Content_Types].xml"]
    return zipped(members)


@hostile("document that is no XML", DamagedError)
def _() -> bytes:
    return with_document(b"\x00\x01\x02 text")


@hostile("document of another kind", UnreadableError)
def _() -> bytes:
    return with_document(b"<html><body>text</body></html>")


@hostile("unknown encoding", DamagedError)
def _() -> bytes:
    return with_document(b'<?xml version="1.0" encoding="utf-7"?>' + Package().document().encode())


@hostile("invalid UTF-8 in XML", DamagedError)
def _() -> bytes:
    return with_document(Package().document().encode().replace("ä".encode(), b"\xff"))


def _wrong(name: str, data: bytes, suffix: str, answer: type[UnreadableError]) -> None:
    HOSTILE.append(Hostile(name, suffix, lambda: data, answer))


_wrong("PDF called docx", b"%PDF-1.7\n1 0 obj\n", ".docx", UnsupportedError)
_wrong("text called docx", b"Protokoll", ".docx", UnsupportedError)
_wrong("docx called txt", Package().build(), ".txt", UnsupportedError)
_wrong("picture called txt", b"\x89PNG\r\n\x1a\n", ".txt", UnsupportedError)
_wrong("unknown suffix", b"Protokoll", ".exe", UnsupportedError)
_wrong("empty docx", b"", ".docx", EmptyError)
_wrong("empty text", b"", ".txt", EmptyError)
_wrong("blanks", b" \r\n\t\n", ".txt", EmptyError)
_wrong("NUL bytes alone", bytes(500), ".txt", EmptyError)
_wrong("NUL bytes in text", b"Protokoll\0\0\0 fortsatt text", ".txt", DamagedError)
_wrong("invalid UTF-8", "Nämnden å ä".encode() + b"\xff\xfe \xc3", ".txt", DamagedError)
_wrong("half of UTF-16", "Nämnden".encode("utf-16")[:-1], ".txt", DamagedError)


@hostile("styles in a ring", None)
def _() -> bytes:
    package = Package()
    ring = "".join(
        f'<w:style w:type="paragraph" w:styleId="S{i}"><w:name w:val="s{i}"/><w:basedOn w:val="S{1 - i}"/>'
        f'<w:link w:val="S{1 - i}"/></w:style>'
        for i in (0, 1)
    )
    package.part("styles.xml", f"<w:styles {NAMESPACES}>{ring}</w:styles>", f"{WORD}.styles+xml", "styles")
    package.add(paragraph(run("text"), properties='<w:pStyle w:val="S0"/>'))
    return package.build()


def _numbered(name: str, level: str, instance: str = "") -> None:
    @hostile(name, None)
    def _() -> bytes:
        package = Package()
        abstract = f'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">{level}</w:lvl></w:abstractNum>'
        number = f'<w:num w:numId="1"><w:abstractNumId w:val="0"/>{instance}</w:num>'
        xml = f"<w:numbering {NAMESPACES}>{abstract}{number}</w:numbering>"
        package.part("numbering.xml", xml, f"{WORD}.numbering+xml", "numbering")
        use = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        package.add(paragraph(run("punkt"), properties=use), paragraph(run("punkt"), properties=use))
        return package.build()


_numbered(
    "a Roman number of two billions",
    '<w:start w:val="2000000000"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/>',
)
_numbered(
    "a letter number of two billions",
    '<w:start w:val="2000000000"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1."/>',
)
_numbered(
    "a number text that repeats itself",
    f'<w:start w:val="999999999"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{"%1" * 50_000}"/>',
)


@hostile("a footnote that refers to itself", None)
def _() -> bytes:
    package = Package()
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    note = f'<w:footnote w:id="2">{paragraph(run("not"), reference)}</w:footnote>'
    xml = f"<w:footnotes {NAMESPACES}>{note}</w:footnotes>"
    package.part("footnotes.xml", xml, f"{WORD}.footnotes+xml", "footnotes")
    package.add(paragraph(run("text"), reference))
    return package.build()


@hostile("a part related to itself", None)
def _() -> bytes:
    package = Package()
    package.relate("header", "document.xml")
    package.relate("footer", "../word/./document.xml")
    return package.build()


@hostile("10,000 open fields", LimitError)
def _() -> bytes:
    return with_body(paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 10_000, run("text")))


@hostile("100,000 empty paragraphs", None)
def _() -> bytes:
    return with_body("<w:p/>" * 100_000)


@hostile("a picture of ten billion pixels", None)
def _() -> bytes:
    header = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 0, 0, 0, 0)
    data = zlib.compress(bytes(MEGABYTE))
    image = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    package = Package()
    identifier = package.part("media/image1.png", image, "image/png", "image")
    package.add(picture(f'r:embed="{identifier}"'))
    return package.build()
