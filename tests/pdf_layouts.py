"""The same text in many layouts: what public words a copy must keep, whatever the way a page was set.

Every layout takes one secret name. Its lines are broken the same way whatever the name, so that two PDFs
that differ in the name alone can be compared.
"""

import io
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.sax.saxutils import escape

import pikepdf
import pymupdf
from PIL import Image

Build = Callable[[str], bytes]

HEADING = "Protokoll från kulturnämndens sammanträde"
LINES = (
    "§ 12 Bibliotekets öppettider under sommaren",
    "Dnr KUN-2024-0117",
    "Kulturförvaltningen föreslår att biblioteket håller öppet",
    "längre på vardagarna. Skrivelsen har lämnats in av",
    "{name} som bor i kommunen.",
    "Nämnden har behandlat frågan, och {name} fick",
    "då besked om att den skulle utredas av {name}",
    "under året. Kostnaden beräknas till 125 000 kronor.",
    "Beslut",
    "1. Kulturnämnden godkänner förslaget till öppettider.",
    "2. Kulturnämnden avslår skrivelsen i övriga delar.",
    "§ 13 Fiskevägen vid kvarnen",
    "Dnr KUN-2024-0121",
    "Flödet i ån mäts varje vecka; effekten är 40 kW.",
)


def lines(name: str) -> list[str]:
    return [line.format(name=name) for line in LINES]


def public_words(text: str, name: str) -> list[str]:
    """The words of the text without the name's."""
    return text.replace(name, " ").split()


@dataclass(frozen=True, slots=True)
class Layout:
    """`exact`: pairs give byte-equal copies. `ocr`: words are pixels. `ordered`: readers put it in order."""

    name: str
    build: Build
    exact: bool = True
    ocr: bool = False
    ordered: bool = True


LAYOUTS: list[Layout] = []


def layout(
    name: str, *, exact: bool = True, ocr: bool = False, ordered: bool = True
) -> Callable[[Build], Build]:
    def register(build: Build) -> Build:
        LAYOUTS.append(Layout(name, build, exact, ocr, ordered))
        return build

    return register


# --- set by hand, line by line --------------------------------------------------------------


def face(bold: bool = False) -> str:
    found = subprocess.run(
        ["fc-match", "-f", "%{file}", f"DejaVu Sans:bold={bold}"], capture_output=True, check=True, text=True
    )
    return found.stdout


def set_lines(
    page: pymupdf.Page,
    texts: Sequence[str],
    *,
    left: float = 72,
    top: float = 90,
    leading: float = 15,
    **options: Any,
) -> None:
    for number, text in enumerate(texts):
        page.insert_text((left, top + number * leading), text, **options)


def written(document: pymupdf.Document) -> bytes:
    data: bytes = document.tobytes(garbage=3, deflate=True, no_new_id=True)
    return data


def simple(name: str, fontname: str = "helv", size: float = 9, **options: Any) -> pymupdf.Document:
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((72, 60), HEADING, fontname=fontname, fontsize=16, **options)
    set_lines(page, lines(name), fontname=fontname, fontsize=size, **options)
    return document


def in_font(fontname: str, size: float) -> Build:
    return lambda name: written(simple(name, fontname, size))


for _font, _size in (("helv", 9), ("tiro", 11), ("cour", 7), ("hebo", 9)):
    layout(f"standard font {_font}")(in_font(_font, _size))


@layout("embedded TrueType font")
def _(name: str) -> bytes:
    return written(simple(name, "dejavu", fontfile=face()))


@layout("embedded subset font")
def _(name: str) -> bytes:
    document = simple(name, "dejavu", fontfile=face())
    document.subset_fonts()
    return written(document)


@layout("tight leading")
def _(name: str) -> bytes:
    document = pymupdf.open()
    set_lines(document.new_page(), lines(name), leading=9.5, fontsize=10)
    return written(document)


@layout("small letters")
def _(name: str) -> bytes:
    return written(simple(name, size=6))


@layout("two columns")
def _(name: str) -> bytes:
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((50, 60), HEADING, fontsize=16)
    texts = lines(name)
    set_lines(page, texts[:8], left=50, fontsize=5)
    set_lines(page, texts[8:], left=320, fontsize=5)
    return written(document)


@layout("landscape")
def _(name: str) -> bytes:
    document = pymupdf.open()
    set_lines(document.new_page(width=842, height=595), lines(name))
    return written(document)


def _turned(name: str, degrees: int) -> bytes:
    """A page that is upright when it is shown turned, as scanners and landscape tables leave them."""
    document = pymupdf.open()
    page = document.new_page()
    page.set_rotation(degrees)
    for number, text in enumerate((HEADING, *lines(name))):
        at = pymupdf.Point(72, 60 + number * 15) * page.derotation_matrix
        page.insert_text(at, text, fontsize=9, rotate=degrees)
    return written(document)


for _degrees in (90, 180, 270):
    layout(f"page rotated {_degrees}")(lambda name, d=_degrees: _turned(name, d))  # type: ignore[misc]


@layout("text rotated")
def _(name: str) -> bytes:
    document = pymupdf.open()
    page = document.new_page()
    for number, text in enumerate(lines(name)):
        page.insert_text((90 + number * 15, 700), text, rotate=90)
    return written(document)


@layout("slanted by three degrees", ordered=False)
def _(name: str) -> bytes:
    document = pymupdf.open()
    page = document.new_page()
    turn = pymupdf.Matrix(3)
    for number, text in enumerate(lines(name)):
        at = pymupdf.Point(72, 120 + number * 15)
        page.insert_text(at, text, morph=(pymupdf.Point(72, 120), turn))
    return written(document)


@layout("cropped page")
def _(name: str) -> bytes:
    document = simple(name)
    document[0].set_cropbox(pymupdf.Rect(40, 30, 560, 800))
    return written(document)


@layout("user unit of two")
def _(name: str) -> bytes:
    document = simple(name)
    document.xref_set_key(document[0].xref, "UserUnit", "2")
    return written(document)


@layout("header and footer on three pages")
def _(name: str) -> bytes:
    document = pymupdf.open()
    texts = lines(name)
    for number, part in enumerate((texts[:5], texts[5:10], texts[10:])):
        page = document.new_page()
        page.insert_text((72, 40), "Kulturnämnden i Vassbo kommun")
        set_lines(page, part)
        page.insert_text((280, 810), f"Sida {number + 1} av 3")
    return written(document)


@layout("ruled table")
def _(name: str) -> bytes:
    document = pymupdf.open()
    page = document.new_page()
    rows = (
        ("Nr", "Ärende", "Sökande"),
        ("1", "Bygglov för garage", name),
        ("2", "Rivning av skjul", "Vassbo AB"),
    )
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            x, y = (72, 130, 330, 560)[c], 90 + r * 22
            page.draw_rect(pymupdf.Rect(x, y, (72, 130, 330, 560)[c + 1], y + 22), width=0.7)
            page.insert_text((x + 4, y + 15), text, fontsize=10)
    set_lines(page, ["Nämnden beslutar enligt förvaltningens förslag."], top=190)
    return written(document)


@layout("table without rules")
def _(name: str) -> bytes:
    """The longest name ends two blanks before the next column."""
    document = pymupdf.open()
    page = document.new_page()
    rows = (
        ("Nr", "Ärende", "Sökande", "Beslut"),
        ("1", "Bygglov för garage", "Vassbo AB", "Beviljas"),
        ("2", "Rivning av skjul", name, "Beviljas"),
        ("3", "Skylt vid torget", "Kyrkans förskola", "Avslås"),
    )
    for r, row in enumerate(rows):
        for x, text in zip((72, 84, 150, 298), row, strict=True):
            page.insert_text((x, 90 + r * 12), text, fontsize=7)
    set_lines(page, ["Nämnden beslutar enligt förvaltningens förslag."], top=160)
    return written(document)


@layout("table with centred cells", ordered=False)
def _(name: str) -> bytes:
    """A name over two lines stands above and below the cells beside it; only rules tell the rows."""
    document = pymupdf.open()
    page = document.new_page()
    given, _, surname = name.partition(" ")
    rows = (
        (("Nr",), ("Sökande",), ("Beslut",)),
        (("1",), ("Vassbo", "AB"), ("Beviljas",)),
        (("2",), (given, surname), ("Beviljas",)),
        (("3",), ("Kyrkans", "förskola"), ("Avslås",)),
    )
    for r, row in enumerate(rows):
        for x, texts in zip((72, 90, 310), row, strict=True):
            for at, text in enumerate(texts):
                y = 104 + r * 26 + (at - (len(texts) - 1) / 2) * 11
                page.insert_text((x, y), text, fontsize=9)
        page.draw_line((70, 88 + r * 26), (360, 88 + r * 26))
    return written(document)


def _aligned(name: str, align: int) -> bytes:
    """Each line in a box of its own, so that the lines break alike."""
    document = pymupdf.open()
    page = document.new_page()
    font = pymupdf.Font("helv")
    for number, text in enumerate(lines(name)):
        width = font.text_length(text, 9)
        left = {1: 72 + (451 - width) / 2, 2: 523 - width}[align]
        page.insert_text((left, 90 + number * 15), text, fontsize=9)
    return written(document)


layout("centred")(lambda name: _aligned(name, 1))
layout("right-aligned")(lambda name: _aligned(name, 2))


# --- content streams as other producers write them ----------------------------------------------


def _stream(content: Callable[[pymupdf.Font, list[str]], bytes], name: str) -> bytes:
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(595, 842)).obj
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )  # fmt: skip
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.Contents = pikepdf.Stream(document, content(pymupdf.Font("helv"), lines(name)))
    out = io.BytesIO()
    document.save(out, static_id=True)
    return out.getvalue()


WIDTH = 390
"""Points between the margins of justified text."""
WIDEST = 9
"""Points between two words of a justified line; one with fewer words is a paragraph's last."""


def _literal(text: str) -> bytes:
    return b"(" + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode("cp1252") + b")"


@layout("justified with word spacing")
def _(name: str) -> bytes:
    def content(font: pymupdf.Font, texts: list[str]) -> bytes:
        parts = [b"BT /F1 9 Tf 72 760 Td 15 TL"]
        for text in texts:
            spaces = text.count(" ")
            spread = (WIDTH - font.text_length(text, 9)) / max(spaces, 1)
            spread = spread if 0 < spread < WIDEST else 0
            parts.append(f"{spread:.3f} Tw ".encode() + _literal(text) + b" Tj T*")
        return b"\n".join([*parts, b"ET"])

    return _stream(content, name)


@layout("justified with TJ numbers")
def _(name: str) -> bytes:
    def content(font: pymupdf.Font, texts: list[str]) -> bytes:
        parts = [b"BT /F1 9 Tf"]
        for number, text in enumerate(texts):
            words = text.split(" ")
            natural = sum(font.text_length(word, 9) for word in words)
            gap = (WIDTH - natural) / max(len(words) - 1, 1)
            gap = gap if 2.5 < gap < WIDEST else 2.5
            shows = f" {-gap / 9 * 1000:.1f} ".encode().join(_literal(word) for word in words)
            parts.append(f"1 0 0 1 72 {760 - number * 15} Tm [".encode() + shows + b"] TJ")
        return b"\n".join([*parts, b"ET"])

    return _stream(content, name)


@layout("a text object for each word")
def _(name: str) -> bytes:
    def content(font: pymupdf.Font, texts: list[str]) -> bytes:
        parts: list[bytes] = []
        for number, text in enumerate(texts):
            x = 72.0
            for word in text.split(" "):
                at = f"BT /F1 11 Tf 1 0 0 1 {x:.2f} {760 - number * 15} Tm ".encode()
                parts.append(at + _literal(word + " ") + b" Tj ET")
                x += font.text_length(word + " ", 11)
        return b"\n".join(parts)

    return _stream(content, name)


@layout("condensed")
def _(name: str) -> bytes:
    def content(_: pymupdf.Font, texts: list[str]) -> bytes:
        shows = b" T* ".join(_literal(text) + b" Tj" for text in texts)
        return b"BT /F1 11 Tf 60 Tz 72 760 Td 15 TL " + shows + b" ET"

    return _stream(content, name)


# --- printed by LibreOffice -----------------------------------------------------------------


@cache
def office(html: str, options: str = "") -> bytes:
    """An HTML page as LibreOffice Writer exports it."""
    with TemporaryDirectory() as folder:
        source = Path(folder) / "a.html"
        source.write_text(html, "utf-8")
        target = "pdf:writer_pdf_Export" + (f":{options}" if options else "")
        profile = f"-env:UserInstallation=file://{folder}/profile"
        subprocess.run(
            [
                "soffice",
                profile,
                "--headless",
                "--writer",
                "--convert-to",
                target,
                "--outdir",
                folder,
                str(source),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return (Path(folder) / "a.pdf").read_bytes()


def _html(name: str, style: str = "", before: str = "", after: str = "") -> str:
    rows = "<br>".join(escape(line) for line in lines(name))
    return (
        f'<html><head><meta charset="utf-8"><title>Protokoll</title></head><body style="{style}">'
        f"<h1>{HEADING}</h1>{before}<p>{rows}</p>{after}</body></html>"
    )


TAGGED = (
    '{"UseTaggedPDF":{"type":"boolean","value":"true"},"ExportBookmarks":{"type":"boolean","value":"true"}}'
)
ARCHIVE = '{"SelectPdfVersion":{"type":"long","value":"2"}}'

layout("LibreOffice")(lambda name: office(_html(name)))
layout("LibreOffice, tagged")(lambda name: office(_html(name), TAGGED))
layout("LibreOffice, PDF/A")(lambda name: office(_html(name), ARCHIVE))
layout("LibreOffice, sans serif")(
    lambda name: office(_html(name, "font-family: Liberation Sans; font-size: 9pt"))
)


_COLUMNS = "".join(f'<col width="{width}">' for width in (30, 240, 330))


@layout("LibreOffice, table")
def _(name: str) -> bytes:
    cells = "".join(
        f"<tr><td>{i}</td><td>Ansökan om bygglov för garage</td><td>{escape(who)}</td></tr>"
        for i, who in enumerate(("Vassbo AB", name, "Kyrkans förskola"), 1)
    )
    return office(_html(name, before=f'<table border="1">{_COLUMNS}{cells}</table>'), TAGGED)


# --- scanned --------------------------------------------------------------------------------


def _scan(name: str, dpi: int, degrees: float = 0) -> bytes:
    page = simple(name, "dejavu", fontfile=face())[0]
    pixmap = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY)
    picture = Image.frombytes("L", (pixmap.width, pixmap.height), pixmap.samples)
    if degrees:
        picture = picture.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    document = pymupdf.open()
    scanned = document.new_page()
    scanned.insert_image(scanned.rect, stream=out.getvalue())
    return written(document)


layout("scanned at 150 dpi", exact=False, ocr=True)(lambda name: _scan(name, 150))
layout("scanned at 300 dpi", exact=False, ocr=True)(lambda name: _scan(name, 300))
layout("scanned and skewed", exact=False, ocr=True)(lambda name: _scan(name, 200, 1.5))
