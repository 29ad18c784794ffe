"""Scans and pictures of a PDF: what they say, where it stands, and what happens when nobody can read it."""

import io
import shutil

import pikepdf
import pymupdf
import pytest
from pikepdf import Dictionary, Name
from PIL import Image, ImageDraw, ImageFont, ImageOps

from redactor import ocr
from redactor.domain.document import LayerKind, PdfBox, TextLayer
from redactor.formats import Ocr
from redactor.formats.pdf.layers import layers_of, read_pages
from redactor.formats.pdf.legible import Legibility, agree
from redactor.formats.pdf.ruled import ruled
from redactor.formats.pdf.scans import Scans, read_scans
from redactor.formats.pdf.source import open_source
from redactor.ocr import Reading, Word

needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract")
LINES = (
    "Ansökan om ekonomiskt stöd",
    "Kommunstyrelsen beslutar att avslå ansökan.",
    "Sökanden Anna Testsson, 850101-2384, har hörts.",
    "Beslutet skickas till sökanden och till nämnden.",
)
ABOVE = ("Protokoll från nämnden", "Kallelse till styrelsen", "Beslut av rektor")
BELOW = ("Mötet öppnades.", "Dagordningen lästes upp.", "Handlingen lades till akten.")
FONT = ImageFont.truetype(io.BytesIO(pymupdf.Font("helv").buffer), 46)
TYPEWRITER = ImageFont.truetype(io.BytesIO(pymupdf.Font("cour").buffer), 30)
TYPED = (
    "Socialnämnden har sammanträtt",
    "Dnr SN-2024-0117",
    "Sekretess enligt 26 kap. 1 OSL",
    "Sökanden har lämnat in en ansökan till hyra",
    "Nämnden beslutar att bevilja ansökan helt",
)


def paper(
    lines: tuple[str, ...] = LINES,
    size: tuple[int, int] = (1654, 1100),
    font: ImageFont.FreeTypeFont = FONT,
    leading: int = 90,
) -> Image.Image:
    """Lines printed at 200 dpi."""
    drawn = Image.new("L", size, 255)
    for at, line in enumerate(lines):
        ImageDraw.Draw(drawn).text((150, 150 + leading * at), line, 0, font)
    return drawn


def scan(*pages: Image.Image) -> bytes:
    out = io.BytesIO()
    pages[0].save(out, "PDF", resolution=200, save_all=True, append_images=pages[1:])
    return out.getvalue()


def read(content: bytes, door: Ocr = ocr.read) -> tuple[Scans, list[TextLayer]]:
    with open_source(content) as source:
        scans = read_scans(source, read_pages(source), door)
        layers = list(layers_of(scans.pages)[0])
        return scans, [*layers, *scans.layers(layers[0])]


def saying(text: str, seen: list[bytes]) -> Ocr:
    """An OCR that reads every picture as one word."""

    def door(image: bytes) -> Reading:
        seen.append(image)
        return Reading(text, (Word(text, 10, 10, 40, 30, 0),))

    return door


def digital(*, pages: int = 1, pictures: int = 1) -> bytes:
    """Pages of text, each with the same picture (in so many strips)."""
    with pymupdf.open() as document:
        for number in range(pages):
            page = document.new_page()
            page.insert_text((72, 100 + 9 * number), ABOVE[number])
            page.insert_text((72, 500 + 9 * number), BELOW[number])
            for strip in range(pictures):
                high = 100 / pictures
                out = io.BytesIO()
                paper(("Hemligt",), (600, 300 // pictures)).save(out, "PNG")
                place = pymupdf.Rect(100, 200 + strip * high, 300, 200 + (strip + 1) * high)
                page.insert_image(place, stream=out.getvalue())
        return bytes(document.tobytes(garbage=4))


@needs_tesseract
@pytest.mark.parametrize(
    ("turn", "skew"), [(0, 0.0), (0, 2.5), (0, -4.0), (90, 0.0), (90, -2.0), (180, 3.0), (270, 0.0)]
)
def test_a_scan_is_read_however_it_lies(turn: int, skew: float) -> None:
    """Every word, in order, each in a place where its ink is."""
    upright = paper()
    lying = upright.rotate(-skew, Image.Resampling.BICUBIC, fillcolor=255).rotate(-turn, expand=True)
    _, (body,) = read(scan(lying))
    assert body.text.split() == " ".join(LINES).split()
    start = body.text.index("850101")
    (box,) = [a.at for a in body.anchors if a.span.start == start]
    assert isinstance(box, PdfBox)
    assert _ink(lying, box) > 200
    others = Image.new("L", lying.size, 255)
    others.paste(lying)
    for anchored in body.anchors:
        if isinstance(anchored.at, PdfBox):
            ImageDraw.Draw(others).rectangle(_pixels(anchored.at), 255)
    assert sum(others.point(lambda v: v < 128).convert("1").tobytes()) == 0, "ink outside the words' places"


def _pixels(box: PdfBox) -> tuple[int, int, int, int]:
    x0, y0, x1, y1 = (value * 200 / 72 for value in (box.x0, box.y0, box.x1, box.y1))
    return int(x0), int(y0), int(x1 + 1), int(y1 + 1)


def _ink(picture: Image.Image, box: PdfBox) -> int:
    return picture.crop(_pixels(box)).histogram()[0]


@needs_tesseract
def test_typed_words_are_no_cells() -> None:
    """On a typewriter the paper beside a narrow letter is as wide as a gap between columns."""
    _, (body,) = read(scan(paper(TYPED, font=TYPEWRITER, leading=50)))
    assert "\t" not in body.text
    assert body.text.split() == " ".join(TYPED).split()


@needs_tesseract
def test_the_place_of_a_word_does_not_tell_its_letters() -> None:
    """All words of a line have places of the same height."""
    _, (body,) = read(scan(paper(("ace gjp bdf anna",))))
    heights = {(a.at.y0, a.at.y1) for a in body.anchors if isinstance(a.at, PdfBox) and a.at.x0 < a.at.x1}
    assert len(heights) == 1


def test_a_scan_without_ocr_is_unread() -> None:
    """The whole page is what must go."""
    scans, _ = read(scan(paper()), lambda _: None)
    (unread,) = scans.unread
    assert unread.where == "sida 1"
    assert isinstance(unread.at, PdfBox)
    assert (unread.at.x0, unread.at.y0) == (0, 0)
    assert unread.at.y1 == pytest.approx(1100 * 72 / 200, abs=1)


def test_an_empty_page_is_not_given_to_ocr() -> None:
    """Nothing is drawn on it."""
    seen: list[bytes] = []
    with pymupdf.open() as document:
        document.new_page()
        read(document.tobytes(), saying("ord", seen))
    assert seen == []


def test_a_picture_on_many_pages_is_read_once() -> None:
    """And each page has its layer, with its own place."""
    seen: list[bytes] = []
    _, layers = read(digital(pages=3), saying("Hemligt", seen))
    pictures = [layer for layer in layers if layer.kind is LayerKind.OCR]
    assert len(seen) == 1
    assert [layer.text for layer in pictures] == ["Hemligt"] * 3
    assert [layer.anchors[0].at.page for layer in pictures] == [0, 1, 2]  # type: ignore[union-attr]
    body = layers[0].text
    hosts = [layer.host.offset for layer in pictures if layer.host is not None]
    starts = [body.index(line) for line in ABOVE]
    assert [sum(start < at for start in starts) for at in hosts] == [1, 2, 3]


@needs_tesseract
def test_strips_of_one_picture_are_read_together() -> None:
    """Two halves of a word in two images are one word; its place lies where the page shows it."""
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_text((72, 100), "Protokoll från nämnden.")
        whole = paper(("Hemligt",), (600, 300))
        for top, bottom in ((0, 175), (175, 300)):
            out = io.BytesIO()
            whole.crop((0, top, 600, bottom)).save(out, "PNG")
            place = pymupdf.Rect(100, 200 + top / 3, 300, 200 + bottom / 3)
            page.insert_image(place, stream=out.getvalue())
        _, layers = read(document.tobytes())
    (picture,) = [layer for layer in layers if layer.kind is LayerKind.OCR]
    assert picture.text == "Hemligt"
    (anchored,) = picture.anchors
    assert isinstance(anchored.at, PdfBox)
    # The word was printed at (150, 150) of a picture three times as large as it is shown.
    assert 140 <= anchored.at.x0 <= 152
    assert 245 <= anchored.at.y0 <= 256


def test_a_picture_without_ocr_is_unread() -> None:
    """The page stays; the picture is named with its place."""
    scans, layers = read(digital(), lambda _: None)
    (unread,) = scans.unread
    assert unread.where == "sida 1, bild 1"
    at = unread.at
    assert isinstance(at, PdfBox)
    assert (at.page, at.x0, at.y0, at.x1, at.y1) == pytest.approx((0, 100, 200, 300, 300), abs=0.01)
    assert "Protokoll" in layers[0].text


def shifted(content: bytes) -> bytes:
    """The same pages with a ToUnicode map that gives each letter's successor."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        ranges = b"1 beginbfrange <21> <fe> <0022> endbfrange"
        cmap = b"/CMapName /X def 1 begincodespacerange <00> <ff> endcodespacerange " + ranges
        for font in pdf.objects:
            if isinstance(font, Dictionary) and font.get("/Type") == Name.Font:
                font.ToUnicode = pdf.make_stream(b"begincmap " + cmap + b" endcmap")
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


@needs_tesseract
def test_a_page_of_nonsense_is_read_by_what_it_shows() -> None:
    """Extractors read the wrong letters: the page is unread, its words are what OCR sees."""
    with pymupdf.open() as document:
        page = document.new_page()
        for at, line in enumerate(LINES):
            page.insert_text((72, 100 + 20 * at), line, fontsize=12)
        content = document.tobytes()
    scans, _ = read(content)
    assert scans.unread == ()
    scans, layers = read(shifted(content))
    (unread,) = scans.unread
    assert unread.where == "sida 1"
    assert "850101-2384" in layers[0].text


def test_legible() -> None:
    """Names, tables and short texts are; exchanged letters and private characters are not."""
    legible = Legibility().legible
    assert all(legible(line) for line in LINES)
    assert legible("Farid Nazari, Aisha Warsame, Maj-Lis Öhrnell, Gunvor af Ekensteen, Per-Olof Stjärnqvist")
    assert legible("The committee has decided to reject the application for housing support.")
    assert not legible("".join(chr(ord(c) + 1) if c.isalpha() else c for c in " ".join(LINES)))
    assert not legible("Sökanden \ue001\ue002\ue003\ue004 har hörts")
    assert agree("Anna Testsson har hörts", "Anna Testsson har hörts.")
    assert not agree("Boob Uftuttpo ibs iösut", "Anna Testsson har hörts.")


def masked(base: Image.Image, mask: Image.Image) -> bytes:
    """A page of text with a picture and its soft mask."""

    def grey(pdf: pikepdf.Pdf, picture: Image.Image) -> pikepdf.Stream:
        return pdf.make_stream(
            picture.tobytes(),
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=picture.width,
            Height=picture.height,
            BitsPerComponent=8,
            ColorSpace=Name.DeviceGray,
        )

    with pikepdf.open(io.BytesIO(digital(pictures=0))) as pdf:
        page = pdf.pages[0]
        shown = grey(pdf, base)
        shown.SMask = grey(pdf, mask)
        page.Resources.XObject = Dictionary(Im1=shown)
        page.contents_add(b"q 200 0 0 100 100 500 cm /Im1 Do Q")
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


@needs_tesseract
@pytest.mark.parametrize("ground", [0, 255], ids=["black", "white"])
def test_letters_of_a_mask_are_read(ground: int) -> None:
    """Once, in whatever colour the picture below shows through them."""
    letters = ImageOps.invert(paper(("Hemligt",), (600, 300)))
    _, layers = read(masked(Image.new("L", letters.size, ground), letters))
    assert [layer.text for layer in layers if layer.kind is LayerKind.OCR] == ["Hemligt"]


@needs_tesseract
def test_letters_that_a_mask_hides_are_read() -> None:
    """They are not displayed, but the picture holds them."""
    hidden = paper(("Hemligt",), (600, 300))
    _, layers = read(masked(hidden, Image.new("L", hidden.size, 0)))
    assert [layer.text for layer in layers if layer.kind is LayerKind.OCR] == ["Hemligt"]


def test_a_mask_that_hides_nothing_is_not_read() -> None:
    seen: list[bytes] = []
    picture = paper(("Hemligt",), (600, 300))
    read(masked(picture, Image.new("L", picture.size, 255)), saying("Hemligt", seen))
    assert len(seen) == 1


@needs_tesseract
def test_a_stencil_is_read() -> None:
    """Paints letters in the page's own colour, here white."""
    letters = paper(("Hemligt",), (600, 300)).convert("1")
    with pikepdf.open(io.BytesIO(digital(pictures=0))) as pdf:
        page = pdf.pages[0]
        stencil = pdf.make_stream(
            letters.tobytes(),
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=letters.width,
            Height=letters.height,
            BitsPerComponent=1,
            ImageMask=True,
        )
        page.Resources.XObject = Dictionary(Im1=stencil)
        page.contents_add(b"q 1 g 200 0 0 100 100 500 cm /Im1 Do Q")
        out = io.BytesIO()
        pdf.save(out)
    _, layers = read(out.getvalue())
    assert [layer.text for layer in layers if layer.kind is LayerKind.OCR] == ["Hemligt"]


KEYS = "abcdefghijklmnopqrstuvwxyzåäö"
EXCHANGED = dict(zip(KEYS, KEYS[17:] + KEYS[:17], strict=True))
CHINESE = {c: chr(0x4E00 + ord(c)) for c in map(chr, range(33, 256))}


def with_false_line(line: str, reads: dict[str, str]) -> bytes:
    """A page of healthy lines and one in a font whose map says other letters than it draws."""
    with pymupdf.open() as document:
        page = document.new_page()
        for at, text in enumerate(LINES):
            page.insert_text((72, 100 + 20 * at), text, fontsize=12)
        content = document.tobytes()
    pairs = "\n".join(
        f"<{ord(c):02x}> <{reads.get(c, reads.get(c.lower(), c)).encode('utf-16-be').hex()}>"
        for c in map(chr, range(32, 256))
    )
    cmap = f"/CMapName /X def begincmap 1 begincodespacerange <00> <ff> endcodespacerange {len(reads)} "
    with pikepdf.open(io.BytesIO(content)) as pdf:
        page = pdf.pages[0]
        page.Resources.Font.False1 = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type1,
            BaseFont=Name.Helvetica,
            Encoding=Name.WinAnsiEncoding,
            ToUnicode=pdf.make_stream(f"{cmap} beginbfchar {pairs} endbfchar endcmap".encode()),
        )
        page.contents_add(b"BT /False1 12 Tf 72 620 Td (" + line.encode("cp1252") + b") Tj ET")
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


@needs_tesseract
@pytest.mark.parametrize("reads", [CHINESE, EXCHANGED], ids=["Chinese", "exchanged"])
def test_one_line_of_a_false_font_is_read_by_what_it_shows(reads: dict[str, str]) -> None:
    """The line is unread and named with its place; the other lines stay what they are."""
    scans, layers = read(with_false_line("Vittne i saken var Anders Bergkvist.", reads))
    (unread,) = scans.unread
    assert unread.where == "sida 1, rad"
    assert isinstance(unread.at, PdfBox)
    assert unread.at.y0 < 842 - 620 < unread.at.y1
    assert layers[0].text.count("Vittne i saken var Anders Bergkvist.") == 1
    assert all(line in layers[0].text for line in LINES)
    assert [a.at for a in layers[0].anchors if isinstance(a.at, PdfBox)]


@needs_tesseract
def test_a_letter_spaced_line_beside_one_of_a_false_font_is_read_whole() -> None:
    """Its letters are no lines of their own, which OCR would see otherwise."""
    words = "Nämnden behandlade ansökan skyndsamt"
    with pymupdf.open(stream=with_false_line("Vittne i saken var Anders Bergkvist.", CHINESE)) as document:
        document[0].insert_text((72, 400), "   ".join(map(" ".join, words.split())), fontsize=12)
        content = document.tobytes()
    scans, layers = read(content)
    assert len(scans.unread) == 1
    assert words in layers[0].text


@needs_tesseract
def test_true_foreign_words_are_no_false_font() -> None:
    """Another language, Greek, Cyrillic, Chinese and a row of names, all drawn as they read."""
    with pymupdf.open() as document:
        page = document.new_page()
        for at, line in enumerate(
            (*LINES, "Hakija on pyytänyt päätöstä kirjallisena.", "Xqrzt Wvkj Pfzq Ltmw Bxkd")
        ):
            page.insert_text((72, 100 + 20 * at), line, fontsize=12)
        for at, line in enumerate(
            (
                "Комиссия по правам человека рассмотрела",
                "Ελληνική δημοκρατία και πολιτική",
                "王小明 och 李小龙 deltog",
            )
        ):
            page.insert_text((72, 300 + 20 * at), line, fontsize=12, fontname="china-s")
        content = document.tobytes()
    scans, layers = read(content)
    assert scans.unread == ()
    assert "王小明" in layers[0].text


def test_very_many_pictures_are_read_as_one() -> None:
    """Each by itself would take minutes; one of a single colour is not read at all."""
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_text((72, 60), "Protokoll från nämnden.")
        for at in range(60):
            out = io.BytesIO()
            Image.effect_noise((40, 40), 60 + at).save(out, "PNG")
            x, y = 50 + 40 * (at % 10), 100 + 40 * (at // 10)
            page.insert_image(pymupdf.Rect(x, y, x + 20, y + 20), stream=out.getvalue())
        content = document.tobytes()
    seen: list[bytes] = []
    read(content, saying("Hemligt", seen))
    assert len(seen) == 1
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_text((72, 60), "Protokoll från nämnden.")
        out = io.BytesIO()
        Image.new("L", (40, 40), 90).save(out, "PNG")
        page.insert_image(pymupdf.Rect(100, 100, 300, 300), stream=out.getvalue())
        content = document.tobytes()
    read(content, saying("Hemligt", seen))
    assert len(seen) == 1


@needs_tesseract
@pytest.mark.parametrize("name", ["Trykvålånius Sketrylögren", "Åsa Vinterbäck Holm", "Gunilla Östermark"])
def test_one_line_of_words_is_read_as_it_lies(name: str) -> None:
    """Turned by a quarter, its letters may read as a short word that looks sure; the whole line counts."""
    drawn = Image.new("L", (1000, 90), 255)
    ImageDraw.Draw(drawn).text((15, 18), name, 0, FONT)
    out = io.BytesIO()
    drawn.save(out, "PNG")
    reading = ocr.read(out.getvalue())
    assert reading is not None
    assert reading.text == name


def over_a_scan(unseen: tuple[str, ...] = (), shown: str = "") -> bytes:
    """LINES as a picture that fills the page, with text unseen over each line and text shown below them."""
    with pymupdf.open(stream=scan(paper(size=(1654, 2339)))) as document:
        for at, line in enumerate(unseen):
            place = 150 * 0.36, (150 + 90 * at + 42) * 0.36
            document[0].insert_text(place, line, fontsize=16, render_mode=3)
        document[0].insert_text((54, 300), shown)
        return bytes(document.tobytes())


@needs_tesseract
def test_what_a_scanner_laid_unseen_over_its_picture_is_one_text_with_it() -> None:
    _, layers = read(over_a_scan(LINES))
    assert [layer.kind for layer in layers] == [LayerKind.BODY]
    assert layers[0].text.split() == " ".join(LINES).split()
    assert all(isinstance(anchored.at, PdfBox) for anchored in layers[0].anchors)


def test_unseen_text_over_several_cells_is_one_text_with_them() -> None:
    """A scanner's program reads on over a table's columns: the heading `Sekretess` is said no second time."""
    rows = ("Nr", "Rubrik", "Sekretess"), ("1", "Upprop", "Nej"), ("2", "Anbud", "Ja")
    words = tuple(
        Word(
            text, 150 + 220 * column, 150 + 90 * row, 190 + 220 * column + 20 * len(text), 195 + 90 * row, at
        )
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
        for at in (3 * row + column,)
    )
    reading = Reading("\n".join(word.text for word in words), words)
    unseen = tuple((" " * 10).join(texts) for texts in rows)
    _, layers = read(over_a_scan(unseen), lambda _: reading)
    assert [layer.kind for layer in layers] == [LayerKind.BODY]


@needs_tesseract
def test_what_it_read_otherwise_hangs_where_it_stands() -> None:
    _, layers = read(
        over_a_scan((LINES[0], LINES[1], "Sökanden Arma Testsson, 85O101-2384, har hörts.", LINES[3]))
    )
    body, hidden = layers
    assert hidden.kind is LayerKind.HIDDEN
    assert "85O101-2384" in hidden.text
    assert hidden.host is not None
    assert hidden.host.offset <= body.text.index("Sökanden Anna")


@needs_tesseract
def test_words_of_a_scan_and_text_printed_over_it_are_one_text() -> None:
    _, (body,) = read(over_a_scan(shown="Inkom 2026-03-02"))
    assert body.text.split() == [*" ".join(LINES).split(), "Inkom", "2026-03-02"]


def _table(*, level: int) -> Image.Image:
    """Three rows of three cells, with so many level lines and all upright ones, in a faint grey."""
    drawn = Image.new("L", (1654, 1100), 255)
    draw = ImageDraw.Draw(drawn)
    rows = (("Nr", "Ärende", "Sekretess"), ("1", "Budget", ""), ("2", "Placering", "OSL 26:1"))
    for row, cells in enumerate(rows):
        for x, cell in zip((160, 320, 1000), cells, strict=True):
            draw.text((x, 220 + 100 * row), cell, 0, FONT)
    for y in (200, 300, 400, 500)[:level]:
        draw.line((140, y, 1500, y), 205, 2)
    for x in (140, 300, 980, 1500):
        draw.line((x, 200, x, 500), 205, 2)
    return drawn


@needs_tesseract
@pytest.mark.parametrize("skew", [0.0, 2.0])
def test_the_lines_of_a_scanned_table_part_its_cells(skew: float) -> None:
    drawn = _table(level=4).rotate(-skew, Image.Resampling.BICUBIC, fillcolor=255)
    _, (body,) = read(scan(drawn))
    cells = [(b.cell.row, b.cell.column, b.span.cut(body.text)) for b in body.blocks if b.cell is not None]
    assert cells == [
        (0, 0, "Nr"),
        (0, 1, "Ärende"),
        (0, 2, "Sekretess"),
        (1, 0, "1"),
        (1, 1, "Budget"),
        (2, 0, "2"),
        (2, 1, "Placering"),
        (2, 2, "OSL 26:1"),
    ]


def test_lines_that_part_no_rows_are_none() -> None:
    assert ruled(_table(level=2), 0.0, (1, 0, 0, 1, 0, 0)) == []
    assert ruled(paper(LINES * 3), 0.0, (1, 0, 0, 1, 0, 0)) == []


@needs_tesseract
def test_single_figures_and_what_stands_apart_are_read() -> None:
    drawn = paper(("4", "7", "Nämnden beslutar att bifalla ansökan."))
    ImageDraw.Draw(drawn).text((1200, 950), "Inkom", 0, FONT)
    out = io.BytesIO()
    drawn.save(out, "PNG")
    reading = ocr.read(out.getvalue())
    assert reading is not None
    assert sorted(reading.text.split()) == sorted(
        ["4", "7", "Nämnden", "beslutar", "att", "bifalla", "ansökan.", "Inkom"]
    )
