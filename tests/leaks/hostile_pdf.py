"""PDF files made to hang, flood or fool a reader, each with the error that must answer it."""

import io
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from redactor.errors import (
    DamagedError,
    EncryptedError,
    LimitError,
    UnreadableError,
    UnsupportedError,
)
from tests.leaks.hostile import Hostile
from tests.leaks.pdf_draft import Draft, shown

PDF: list[Hostile] = []
MEGABYTE = 1 << 20


def hostile(
    name: str, answer: type[UnreadableError] | None, suffix: str = ".pdf"
) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    def register(build: Callable[[], bytes]) -> Callable[[], bytes]:
        PDF.append(Hostile(name, suffix, build, answer))
        return build

    return register


def written(pdf: pikepdf.Pdf, **options: Any) -> bytes:
    out = io.BytesIO()
    pdf.save(out, static_id=True, **options)
    return out.getvalue()


def sound() -> bytes:
    return Draft().build()


@hostile("header alone", DamagedError)
def _() -> bytes:
    return b"%PDF-1.7\n"


@hostile("header and noise", DamagedError)
def _() -> bytes:
    return b"%PDF-1.7\n" + bytes(range(256)) * 200


@hostile("cut in the middle", UnreadableError)
def _() -> bytes:
    return sound()[:400]


@hostile("no pages", UnreadableError)
def _() -> bytes:
    return written(pikepdf.new())


@hostile("PDF called docx", UnsupportedError, ".docx")
def _() -> bytes:
    return sound()


@hostile("PDF called text", UnsupportedError, ".txt")
def _() -> bytes:
    return sound()


@hostile("text called PDF", UnsupportedError)
def _() -> bytes:
    return "Kallelse till nämnden".encode()


@hostile("password", EncryptedError)
def _() -> bytes:
    with pikepdf.open(io.BytesIO(sound())) as pdf:
        return written(pdf, encryption=pikepdf.Encryption(owner="a", user="hemligt", R=6))


@hostile("forms that call the next twice", LimitError)
def _() -> bytes:
    draft = Draft()
    inner = draft.form(shown("x", 72, 100))
    for _ in range(28):
        outer = draft.form(b"/I Do /I Do")
        outer.Resources.XObject = Dictionary(I=inner)
        inner = outer
    draft.resource("XObject", "X1", inner)
    draft.draw(b"/X1 Do")
    return draft.build()


@hostile("form that calls itself", DamagedError)
def _() -> bytes:
    draft = Draft()
    form = draft.pdf.make_indirect(draft.form(b"/I Do"))
    form.Resources.XObject = Dictionary(I=form)
    draft.resource("XObject", "X1", form)
    draft.draw(b"/X1 Do")
    return draft.build()


@hostile("forms 2,000 deep", LimitError)
def _() -> bytes:
    draft = Draft()
    inner = draft.form(shown("x", 72, 100))
    for _ in range(2000):
        outer = draft.form(b"/I Do")
        outer.Resources.XObject = Dictionary(I=draft.pdf.make_indirect(inner))
        inner = outer
    draft.resource("XObject", "X1", inner)
    draft.draw(b"/X1 Do")
    return draft.build()


@hostile("pattern that paints itself", DamagedError)
def _() -> bytes:
    draft = Draft()
    keys = {"PatternType": 1, "PaintType": 1, "TilingType": 1, "XStep": 9, "YStep": 9}
    content = b"/Pattern cs /P1 scn 0 0 9 9 re f"
    cell = draft.pdf.make_indirect(draft.stream(content, BBox=Array([0, 0, 9, 9]), **keys))
    cell.Resources = Dictionary(Pattern=Dictionary(P1=cell))
    draft.resource("Pattern", "P1", cell)
    draft.draw(b"q /Pattern cs /P1 scn 72 100 90 60 re f Q")
    return draft.build()


@hostile("tiny pattern cells on a huge area", None)
def _() -> bytes:
    draft = Draft()
    cell = draft.stream(
        b"0 0 1 1 re f", PatternType=1, PaintType=1, TilingType=1, BBox=Array([0, 0, 1, 1]),
        XStep=0.001, YStep=0.001, Resources=Dictionary(),
    )  # fmt: skip
    draft.resource("Pattern", "P1", cell)
    draft.draw(b"q /Pattern cs /P1 scn 0 0 500 700 re f Q")
    return draft.build()


@hostile("page tree that loops", UnreadableError)
def _() -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n"
        b"2 0 obj <</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>> endobj\ntrailer <</Root 1 0 R/Size 3>>\n%%EOF"
    )


@hostile("a million pages promised", None)
def _() -> bytes:
    return sound().replace(b"/Count 1 ", b"/Count 999999 ")


@hostile("2,001 pages", LimitError)
def _() -> bytes:
    pdf = pikepdf.new()
    for _ in range(2001):
        pdf.add_blank_page(page_size=(100, 100))
    return written(pdf)


@hostile("huge MediaBox", LimitError)
def _() -> bytes:
    draft = Draft()
    draft.page.MediaBox = Array([0, 0, 10**7, 10**7])
    return draft.build()


@hostile("MediaBox that is none", None)
def _() -> bytes:
    draft = Draft()
    draft.page.MediaBox = Array([0, 0, 0, 0])
    return draft.build()


@hostile("huge picture", None)
def _() -> bytes:
    draft = Draft()
    image = draft.stream(
        zlib.compress(bytes(1000)), Type=Name.XObject, Subtype=Name.Image, Width=60_000, Height=60_000,
        BitsPerComponent=8, ColorSpace=Name.DeviceGray, Filter=Name.FlateDecode,
    )  # fmt: skip
    draft.resource("XObject", "Im1", image)
    draft.draw(b"q 200 0 0 200 72 100 cm /Im1 Do Q")
    return draft.build()


@hostile("content that inflates to 600 MB", UnreadableError)
def _() -> bytes:
    return _inflating(600)


def _inflating(megabytes: int) -> bytes:
    draft = Draft()
    packer = zlib.compressobj(9)
    block = b"0 0 m " * (MEGABYTE // 6)
    data = b"".join(packer.compress(block) for _ in range(megabytes)) + packer.flush()
    pdf = pikepdf.open(io.BytesIO(draft.build()))
    pdf.pages[0].obj.Contents = Stream(pdf, data, Filter=Name.FlateDecode)
    return written(pdf, compress_streams=False, recompress_flate=False)


@hostile("a million saved states", DamagedError)
def _() -> bytes:
    draft = Draft()
    draft.draw(b"q " * 1_000_000)
    return draft.build()


@hostile("restored states without saved ones", None)
def _() -> bytes:
    draft = Draft()
    draft.draw(b"Q Q Q Q ET EMC EMC")
    return draft.build()


@hostile("nested arrays", UnreadableError)
def _() -> bytes:
    return sound().replace(b"/Type /Catalog", b"/X " + b"[" * 20_000 + b"]" * 20_000 + b" /Type /Catalog")


@hostile("map of a million letters", None)
def _() -> bytes:
    draft = Draft()
    ranges = "\n".join("<0000> <ffff> <0041>" for _ in range(100_000))
    cmap = f"1 begincodespacerange <0000> <ffff> endcodespacerange 100000 beginbfrange\n{ranges}\nendbfrange"
    draft.page.Resources.Font.F1.ToUnicode = draft.stream(cmap.encode())
    return draft.build()


@hostile("font program of noise", None)
def _() -> bytes:
    draft = Draft()
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name.X, Flags=32, Ascent=800, Descent=-200, CapHeight=700,
        ItalicAngle=0, StemV=80, FontBBox=Array([0, -200, 1000, 900]),
        FontFile2=draft.stream(bytes(range(256)) * 40),
    )  # fmt: skip
    draft.page.Resources.Font.F1.FontDescriptor = descriptor
    draft.page.Resources.Font.F1.Subtype = Name.TrueType
    return draft.build()


@hostile("numbers out of range", None)
def _() -> bytes:
    draft = Draft()
    draft.draw(b"q 1e38 0 0 1e38 1e38 1e38 cm 9" + b"9" * 400 + b" 0 0 1 0 0 cm 0 0 1 1 re f Q")
    return draft.build()


@hostile("operators without operands", None)
def _() -> bytes:
    draft = Draft()
    draft.draw(b"cm Tm Tj TJ Td Do gs scn BDC d w re l ' \" Tf")
    return draft.build()


@hostile("dictionaries of the wrong kind", None)
def _() -> bytes:
    draft = Draft()
    draft.page.Resources.XObject = Array([1, 2])
    draft.page.Resources.ExtGState = Name.X
    draft.page.Annots = Dictionary(A=1)
    draft.pdf.Root.Outlines = 7
    draft.pdf.Root.Names = Array([])
    draft.pdf.Root.AcroForm = 1
    draft.pdf.Root.StructTreeRoot = Array([1])
    draft.pdf.Root.PageLabels = Name.X
    draft.draw(b"/X1 Do /G1 gs")
    return draft.build()


@hostile("bookmarks in a ring", None)
def _() -> bytes:
    draft = Draft()
    root = draft.pdf.make_indirect(Dictionary(Type=Name.Outlines, Count=1))
    item = draft.pdf.make_indirect(Dictionary(Title=pikepdf.String("A"), Parent=root))
    item.Next = item
    item.First = item
    root.First = root.Last = item
    draft.pdf.Root.Outlines = root
    return draft.build()


@hostile("structure in a ring", None)
def _() -> bytes:
    draft = Draft()
    root = draft.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    element = draft.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=root))
    element.K = Array([element, element])
    root.K = element
    draft.pdf.Root.StructTreeRoot = root
    return draft.build()
