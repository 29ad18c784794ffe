"""Where a plan's places stand on the pages, and what becomes of each page."""

import io
from collections.abc import Callable, Sequence
from typing import Any

import pikepdf
import pymupdf
import pytest
from pikepdf import Name
from PIL import Image, ImageDraw, ImageFont

from redactor.domain.document import LayerId, PdfBox, PdfRun, Sha256, Span, TextLayer
from redactor.domain.records import PLACEHOLDER, Mode, Plan, Redaction
from redactor.domain.review import FindingId
from redactor.errors import FaultError
from redactor.formats.pdf.locate import fates
from redactor.formats.pdf.source import open_source
from redactor.formats.pdf.values import Dropped, Fate, PageCut, Rect, Replaced, Setting
from tests.unit.formats.pdf.pages import PROSE, changed, document, layers, lines, plan, redaction

GREY = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 8, 8))
GREY.clear_with(120)


def _fates(pdf: bytes, made: Plan) -> list[Fate]:
    with open_source(pdf) as source:
        return fates(source, made)


def _taken(pdf: bytes, fate: Fate, page: int = 0) -> str:
    """The characters whose middle lies in a quad of the fate, in the page's user space."""
    assert isinstance(fate, PageCut)
    quads = [quad for cutout in fate.cutouts for quad in cutout.quads]
    found = ""
    with open_source(pdf) as source:
        for x, y, text in _middles(source.drawn, page):
            for quad in quads:
                (x0, y0), (x1, y1), (u, v) = quad.start, quad.end, quad.up
                along, up = (x1 - x0, y1 - y0), (u - x0, v - y0)
                t = ((x - x0) * along[0] + (y - y0) * along[1]) / (along[0] ** 2 + along[1] ** 2)
                s = ((x - x0) * up[0] + (y - y0) * up[1]) / (up[0] ** 2 + up[1] ** 2)
                if 0 <= t <= 1 and 0 <= s <= 1:
                    found += text
                    break
    return found


def _middles(drawn: Any, number: int) -> list[tuple[float, float, str]]:
    """Told by another way than locate's: MuPDF's text trace, in the unturned page, led to user space."""
    page = drawn[number]
    turn = page.rotation
    page.set_rotation(0)
    to_user = ~page.transformation_matrix
    found = []
    for span in page.get_texttrace():
        dx, dy = span["dir"]
        for code, _, origin, box in span["chars"]:
            wide = max(abs((box[2] - box[0]) * dx), abs((box[3] - box[1]) * dy))
            middle = pymupdf.Point(origin) + pymupdf.Point(dx * wide / 2, dy * wide / 2)
            middle += pymupdf.Point(dy, -dx) * span["size"] / 4
            spot = middle * to_user
            found.append((spot.x, spot.y, chr(code)))
    page.set_rotation(turn)
    return found


def _body(pdf: bytes) -> TextLayer:
    return layers(pdf)["body"]


def test_nothing_planned_leaves_all_pages() -> None:
    assert _fates(document(lines("a"), lines("b")), plan()) == [PageCut(), PageCut()]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("cropped", [False, True])
def test_a_name_is_found_whatever_the_page(turned: int, cropped: bool) -> None:
    def draw(page: Any) -> None:
        lines("Handläggare är Åsa Berg i kommunen.", top=200)(page)
        if cropped:
            page.set_cropbox(pymupdf.Rect(30, 50, 500, 700))
        page.set_rotation(turned)

    pdf = document(draw)
    fate = _fates(pdf, plan(redaction(_body(pdf), "Åsa Berg")))[0]
    assert _taken(pdf, fate) == "Åsa Berg"


def test_a_larger_unit_keeps_places_in_user_space() -> None:
    def enlarge(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj[Name.UserUnit] = 2

    pdf = changed(document(lines("Åsa Berg bor här.", x=72, top=200, size=10)), enlarge)
    (fate,) = _fates(pdf, plan(redaction(_body(pdf), "Åsa Berg")))
    assert isinstance(fate, PageCut)
    (quad,) = fate.cutouts[0].quads
    assert quad.start == pytest.approx((72, 842 - 200), abs=0.1)


def test_a_name_over_two_lines_takes_the_hyphen_along() -> None:
    pdf = document(
        lines("Här bor Anna Karl-", "sson i huset som är byggt av sten.", "x" * 90),
    )
    layer = _body(pdf)
    assert "Anna Karlsson i" in layer.text
    fate = _fates(pdf, plan(redaction(layer, "Anna Karlsson")))[0]
    assert _taken(pdf, fate) == "Anna Karl-sson"
    assert isinstance(fate, PageCut)
    assert [(c.replacement, c.setting) for c in fate.cutouts] == [("[X]", Setting.INLINE)]


def test_a_hyphen_of_a_word_that_stays_stays() -> None:
    pdf = document(lines("Här bor Anna Karl-", "Oskar i huset som är byggt av sten.", "x" * 90))
    fate = _fates(pdf, plan(redaction(_body(pdf), "Anna")))[0]
    assert _taken(pdf, fate) == "Anna"


def test_a_part_of_a_ligature_takes_it_whole() -> None:
    pdf = document(lines("en"))

    def write(opened: pikepdf.Pdf) -> None:
        cmap = (
            b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <ff> "
            b"endcodespacerange 2 beginbfchar <41> <00660069> <42> <006e> endbfchar endcmap end end"
        )
        font = pikepdf.Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        font[Name.ToUnicode] = opened.make_stream(cmap)
        opened.pages[0].obj[Name.Resources] = pikepdf.Dictionary(Font=pikepdf.Dictionary(F0=font))
        opened.pages[0].Contents = opened.make_stream(b"BT /F0 12 Tf 72 700 Td (AB) Tj ET")

    pdf = changed(pdf, write)
    layer = _body(pdf)
    assert layer.text == "fin"
    (fate,) = _fates(pdf, plan(redaction(layer, "in")))
    assert isinstance(fate, PageCut)
    (quad,) = fate.cutouts[0].quads
    assert quad.start[0] == pytest.approx(72)


def _heights(fate: Fate) -> Sequence[Rect]:
    assert isinstance(fate, PageCut)
    return fate.areas


def test_a_body_that_goes_empties_its_band_and_no_neighbour() -> None:
    def draw(page: Any) -> None:
        lines("1. Rubrik", "KS-2024-1", top=100)(page)
        lines("Hemlig text.", "Mera hemligt.", top=140, step=20)(page)
        page.insert_image((72, 180, 172, 280), pixmap=GREY)
        lines("2. Nästa rubrik", top=320)(page)

    pdf = document(draw)
    body = redaction(_body(pdf), "Hemlig text.", "Mera hemligt.\n\ufffc", mode=Mode.BLOCK)
    (fate,) = _fates(pdf, plan(body))
    assert isinstance(fate, PageCut)
    assert fate.cutouts[0].setting is Setting.BLOCK
    ((x0, y0, x1, y1),) = _heights(fate)
    assert (x0, x1) == (0, 595)
    assert 842 - 320 + 8 < y0 < 842 - 280  # below the picture, above the next heading
    assert 842 - 131 < y1 < 842 - 113  # above the first line, below the case number


def test_a_body_in_a_column_leaves_the_other() -> None:
    def draw(page: Any) -> None:
        page.insert_textbox((50, 80, 280, 400), PROSE, fontsize=10)
        page.insert_textbox((310, 80, 540, 400), "Hemligt. " + PROSE, fontsize=10)

    pdf = document(draw)
    (fate,) = _fates(pdf, plan(redaction(_body(pdf), "Hemligt.", "december.", mode=Mode.BLOCK)))
    ((x0, _, x1, _),) = _heights(fate)
    assert 280 < x0 < 310
    assert x1 == 595


def test_a_heading_after_its_number_is_no_block() -> None:
    def draw(page: Any) -> None:
        page.insert_text((72, 100), "3.")
        page.insert_text((108, 100), "Ansökan")
        page.insert_text((72, 130), "Text.")

    pdf = document(draw)
    (fate,) = _fates(pdf, plan(redaction(_body(pdf), "Ansökan", "Text.", mode=Mode.BLOCK)))
    assert isinstance(fate, PageCut)
    assert fate.cutouts[0].setting is Setting.INLINE


def _secret_pages(*draws: Any) -> tuple[bytes, Plan]:
    pdf = document(*draws)
    return pdf, plan(redaction(_body(pdf), "Hemligt början.", "Hemligt slut.", mode=Mode.BLOCK))


def _headed(number: int, *texts: str) -> Any:
    def draw(page: Any) -> None:
        page.insert_text((72, 40), "Socialnämnden", fontsize=9)
        page.insert_text((450, 40), f"Sida {number} (4)", fontsize=9)
        lines(*texts, step=30)(page)

    return draw


def test_pages_inside_a_secret_item_are_dropped() -> None:
    pdf, made = _secret_pages(
        _headed(1, "1. Rubrik", "Hemligt början."),
        _headed(2, "Mer hemligt."),
        _headed(3, "Hemligt slut."),
        _headed(4, "2. Rubrik"),
    )
    first, second, third, fourth = _fates(pdf, made)
    assert isinstance(first, PageCut)
    assert first.cutouts[0].replacement == "[X]"
    assert (second, third, fourth) == (Dropped(), Dropped(), PageCut())


def test_a_page_that_also_holds_public_matter_stays() -> None:
    pdf, made = _secret_pages(
        lines("1. Rubrik", "Hemligt början."),
        lines("Hemligt slut.", "2. Rubrik", step=60),
    )
    second = _fates(pdf, made)[1]
    assert isinstance(second, PageCut)
    assert [c.replacement for c in second.cutouts] == [""]
    assert _taken(pdf, second, 1) == "Hemligt slut."


def test_a_page_with_nothing_but_a_picture_of_the_item_is_dropped() -> None:
    def picture(page: Any) -> None:
        page.insert_image((72, 100, 400, 500), pixmap=GREY)

    pdf = document(lines("1. Rubrik", "Hemligt."), picture, lines("2. Rubrik"))
    body = redaction(_body(pdf), "Hemligt.", "\ufffc", mode=Mode.BLOCK)
    assert _fates(pdf, plan(body))[1:] == [Dropped(), PageCut()]


def test_a_scan_loses_pixels() -> None:
    def scan(page: Any) -> None:
        page.insert_text((72, 100), "Åsa Berg bor här", render_mode=3)
        page.insert_image((0, 0, 595, 842), pixmap=GREY, keep_proportion=False)

    pdf = document(scan)
    (fate,) = _fates(pdf, plan(redaction(layers(pdf)["hidden:1"], "Åsa Berg")))
    assert isinstance(fate, PageCut)
    assert fate.cutouts[0].pixels


@pytest.mark.parametrize("rest", ["", "2."])
def test_a_scan_on_which_an_item_ends_is_dropped_only_where_nothing_else_is_shown(rest: str) -> None:
    def scan(text: str) -> Callable[[Any], None]:
        drawn = Image.new("L", (595, 842), 255)
        ImageDraw.Draw(drawn).text((72, 300), text, 0, ImageFont.load_default(20))
        out = io.BytesIO()
        drawn.save(out, "PNG")
        return lambda page: page.insert_image(page.rect, stream=out.getvalue())

    pdf = document(scan("1."), scan(rest))
    boxes = PdfBox(0, 70, 295, 300, 330), PdfBox(1, 70, 95, 300, 130)
    made = plan(Redaction(FindingId("f"), LayerId("body"), Span(0, 4), boxes, "[X]", Mode.BLOCK))
    assert (_fates(pdf, made)[1] == Dropped()) is (not rest)


def _of_box(box: PdfBox, layer: str = "body", mode: Mode = Mode.INLINE) -> Plan:
    return plan(Redaction(FindingId("f"), LayerId(layer), Span(0, 4), (box,), "[X]", mode))


def test_words_read_in_a_scan_are_boxes_of_pixels() -> None:
    (fate,) = _fates(document(lines("x")), _of_box(PdfBox(0, 100, 200, 150, 212)))
    assert isinstance(fate, PageCut)
    (cutout,) = fate.cutouts
    assert cutout.pixels
    (quad,) = cutout.quads
    assert (quad.start, quad.end, quad.up) == ((100, 630), (150, 630), (100, 642))


def test_other_rooms_layers_take_nothing_from_pages() -> None:
    assert _fates(document(lines("x")), _of_box(PdfBox(0, 0, 0, 99, 99), "comment:1")) == [PageCut()]


def test_blanked_places_become_areas_and_whole_pages_placeholders() -> None:
    made = Plan(Sha256("0" * 64), (), (), (PdfBox(0, 10, 20, 30, 40), PdfBox(1, 0, 0, 595, 842)))
    first, second = _fates(document(lines("x"), lines("y")), made)
    assert first == PageCut((), ((10, 802, 30, 822),))
    assert second == Replaced((PLACEHOLDER,))


@pytest.mark.parametrize(
    "anchor",
    [PdfRun(7, 0, Span(0, 1)), PdfRun(0, 9, Span(0, 1)), PdfRun(0, 0, Span(2, 30)), Span(0, 1)],
)
def test_a_place_that_is_not_there_is_a_fault(anchor: PdfRun | Span) -> None:
    made = plan(Redaction(FindingId("f"), LayerId("body"), Span(0, 1), (anchor,), "", Mode.INLINE))
    with pytest.raises(FaultError):
        _fates(document(lines("kort")), made)
