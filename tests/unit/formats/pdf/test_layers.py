"""What pages say: order, paragraphs, tables, headers, hidden text."""

import io
import random
from typing import Any

import pikepdf
import pymupdf
import pytest
from pikepdf import Array, Dictionary, Name

from redactor.domain.document import Cell, LayerKind, PdfBox, PdfRun
from redactor.formats.pdf.lines import line_glyphs
from redactor.formats.pdf.source import open_source
from tests.unit.formats.pdf.pages import PROSE, Draw, body, cells, changed, document, layers, lines

GREY = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 8, 8))
GREY.clear_with(120)


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_turned_pages_read_alike(turned: int) -> None:
    def draw(page: Any) -> None:
        lines("1. Rubrik", "Text.")(page)
        page.set_rotation(turned)

    assert body(document(draw)) == "1. Rubrik\nText."


def test_turned_lines_and_skewed_ones_read_in_order() -> None:
    def upwards(page: Any) -> None:
        for at, text in enumerate(["1. Rubrik", "Text.", "2. Rubrik"]):
            page.insert_text((100 + 20 * at, 700), text, rotate=90)

    def skewed(page: Any) -> None:
        for at, text in enumerate(["1. Rubrik", "Text.", "2. Rubrik"]):
            spot = pymupdf.Point(72, 100)
            page.insert_text((72, 100 + 20 * at), text, morph=(spot, pymupdf.Matrix(3)))

    assert body(document(upwards)) == body(document(skewed)) == "1. Rubrik\nText.\n2. Rubrik"


def _columns(page: Any) -> None:
    page.insert_text((50, 60), "Protokoll", fontsize=16)
    page.insert_textbox((50, 80, 280, 700), "Vänster. " + PROSE * 2, fontsize=10)
    page.insert_textbox((310, 80, 540, 700), "Höger. " + PROSE * 2, fontsize=10)


def test_columns_are_read_one_after_the_other() -> None:
    text = " ".join(body(document(_columns)).split())
    assert text == " ".join(f"Protokoll Vänster. {PROSE * 2} Höger. {PROSE * 2}".split())


def test_three_narrow_columns_are_read_one_after_the_other() -> None:
    """Their gutters are no wider than a line is high."""
    text = " ".join(f"{PROSE} Sökanden bor på Storgatan {at}, 881 30 Sollefteå." for at in range(40))

    def draw(page: Any) -> None:
        words = text.split()
        for x in (77, 228, 379):
            for at in range(40):
                line = words.pop(0)
                while pymupdf.get_text_length(f"{line} {words[0]}", fontsize=10) <= 139:
                    line = f"{line} {words.pop(0)}"
                spot = pymupdf.Point(x, 100 + 13 * at)
                flush = pymupdf.Matrix(139 / pymupdf.get_text_length(line, fontsize=10), 1)
                page.insert_text(spot, line, fontsize=10, morph=(spot, flush))

    read = body(document(draw))
    assert read.split() == text.split()[: len(read.split())]
    assert "\t" not in read
    assert "Storgatan 0, 881 30 Sollefteå" in read
    assert "\n881" not in read


def test_columns_drawn_in_disorder_are_parted() -> None:
    def draw(page: Any) -> None:
        for at in (5, 3, 1, 0, 2, 4, 7, 6):
            page.insert_text((310, 100 + 13 * at - 1), f"Höger rad {at} med lite mera text", fontsize=10)
            page.insert_text((50, 100 + 13 * at), f"Vänster rad {at} med lite mera text", fontsize=10)
        page.insert_text((50, 60), "Rubriken över båda spalterna står sist i filen", fontsize=10)

    text = body(document(draw))
    assert text.startswith("Rubriken")
    assert text.rindex("Vänster") < text.index("Höger")
    assert [word for word in text.split() if word.isdigit()] == list("0123456701234567")


def test_a_line_drawn_backwards_reads_forwards() -> None:
    def draw(page: Any) -> None:
        page.insert_text((72, 100), "Ovanför.", fontsize=10)
        for at in reversed(range(9)):
            page.insert_text((72 + 6.1 * at, 120), "Karlström"[at], fontname="cour", fontsize=10)

    assert body(document(draw)) == "Ovanför.\nKarlström"


def test_a_letterhead_drawn_last_stands_first() -> None:
    def draw(page: Any) -> None:
        lines("1. Rubrik", "Text.")(page)
        page.insert_text((72, 40), "Vassbo kommun", fontsize=10)

    assert body(document(draw)).split() == ["Vassbo", "kommun", "1.", "Rubrik", "Text."]


def test_any_drawing_order_gives_the_same_text() -> None:
    rows = ["1. Val av justerare", "KS-2024-1", "Anna Ek väljs.", "2. Budget", "KS-2024-2", "Budgeten antas."]

    def shuffled(page: Any) -> None:
        order = list(enumerate(rows))
        random.Random(5).shuffle(order)
        for at, text in order:
            page.insert_text((72, 100 + 20 * at), text)

    assert body(document(shuffled)).split("\n") == rows


def test_paragraphs_are_one_line_of_text() -> None:
    def draw(page: Any) -> None:
        page.insert_textbox((72, 80, 500, 200), PROSE, fontsize=10)
        page.insert_textbox((72, 150, 500, 300), PROSE, fontsize=10)

    assert body(document(draw)).replace("\n\n", "\n").split("\n") == [PROSE.strip()] * 2


def test_hyphens_at_line_ends() -> None:
    text = body(
        document(
            lines(
                "Nämnden beslutade om en ny för-",
                "eningslokal åt Anna-",
                "Karin med personnumret 850101-",
                "2382 samt barn-",
                "och ungdomsvården i hela kommunen och därtill lite mer.",
            )
        )
    )
    assert text == (
        "Nämnden beslutade om en ny föreningslokal åt Anna-Karin med personnumret 850101-2382 samt "
        "barn- och ungdomsvården i hela kommunen och därtill lite mer."
    )


def test_a_heading_has_a_level_and_the_title_none() -> None:
    def draw(page: Any) -> None:
        page.insert_text((72, 60), "Vassbo kommun", fontsize=26)
        for at in range(3):
            page.insert_text((72, 120 + 100 * at), f"{at + 1}. Rubrik", fontsize=14)
            page.insert_textbox((72, 130 + 100 * at, 500, 200 + 100 * at), PROSE, fontsize=10)

    found = {b.span.cut(body(document(draw))): b.level for b in layers(document(draw))["body"].blocks}
    assert found["Vassbo kommun"] is None
    assert found["2. Rubrik"] == 1
    assert found[PROSE.strip()] is None


TABLE = (
    ("Nr", "Ärende", "Dnr", "Sekretess"),
    ("1", "Val av justerare", "KS 2024/1", "Nej"),
    ("2", "Placering av barn", "KS 2024/2", "26:1"),
)


def test_clear_columns_make_cells() -> None:
    layer = layers(document(cells(*TABLE)))["body"]
    assert layer.text == "\n".join("\t".join(row) for row in TABLE)
    assert [b.cell for b in layer.blocks] == [Cell(0, row, column) for row in range(3) for column in range(4)]


def test_ruling_lines_make_cells_of_wrapped_text() -> None:
    def draw(page: Any) -> None:
        for y in (80, 100, 140):
            page.draw_line((50, y), (400, y))
        for x in (50, 200, 400):
            page.draw_line((x, 80), (x, 140))
        page.insert_text((55, 95), "Ärende", fontsize=10)
        page.insert_text((205, 95), "Beslut", fontsize=10)
        page.insert_text((55, 115), "Val av", fontsize=10)
        page.insert_text((55, 127), "justerare", fontsize=10)
        page.insert_text((205, 115), "Anna väljs", fontsize=10)

    layer = layers(document(draw))["body"]
    assert layer.text == "Ärende\tBeslut\nVal av\njusterare\tAnna väljs"
    assert [b.cell for b in layer.blocks] == [
        Cell(0, 0, 0), Cell(0, 0, 1), Cell(0, 1, 0), Cell(0, 1, 0), Cell(0, 1, 1),
    ]  # fmt: skip


def test_a_line_broken_for_want_of_room_goes_on_in_its_cell() -> None:
    """A name over two lines of a narrow ruled cell is one name; names below each other stay parted."""

    def draw(page: Any) -> None:
        for y in (80, 120, 160):
            page.draw_line((50, y), (300, y))
        for x in (50, 110, 300):
            page.draw_line((x, 80), (x, 160))
        page.insert_text((55, 95), "Marit Ek", fontsize=10)
        page.insert_text((55, 107), "Norberg", fontsize=10)
        page.insert_text((115, 95), "Ulla Gren", fontsize=10)
        page.insert_text((115, 107), "Bo Lind", fontsize=10)
        page.insert_text((55, 135), "a", fontsize=10)

    assert layers(document(draw))["body"].text == "Marit Ek Norberg\tUlla Gren\nBo Lind\na"


def test_narrow_cells_are_parted_by_the_rule_between_them() -> None:
    """A number's column may be so narrow that the heading beside it seems to go on from it."""

    def draw(page: Any) -> None:
        for y in (80, 100, 120):
            page.draw_line((50, y), (300, y))
        for x in (50, 68, 200, 300):
            page.draw_line((x, 80), (x, 120))
        for x, y, text in ((55, 95, "Nr"), (71, 95, "Ärende"), (205, 95, "Sekretess")):
            page.insert_text((x, y), text, fontsize=10)
        for x, y, text in ((55, 115, "1"), (71, 115, "Val av justerare"), (205, 115, "Nej")):
            page.insert_text((x, y), text, fontsize=10)

    assert layers(document(draw))["body"].text == "Nr\tÄrende\tSekretess\n1\tVal av justerare\tNej"


def test_dots_under_words_are_no_cells() -> None:
    """MuPDF takes a stroked dot for larger than it is, for its corners might be sharp."""

    def draw(page: Any) -> None:
        lines("Nämnden hör sökanden i dag.", "Den beslutar senare.")(page)
        for x in range(100, 160, 2):
            page.draw_circle((x, 101.5), 0.4, fill=(0, 0, 0))

    assert "\t" not in layers(document(draw))["body"].text


def test_a_stamps_frame_parts_no_line_that_it_crosses() -> None:
    texts = (
        "Sökanden Karl Lindgren bor på Storgatan 12",
        "i Sollefteå och har ansökt om ett bidrag,",
        "som avslås.",
    )

    def draw(page: Any) -> None:
        lines(*texts)(page)
        top = page.search_for("Karl")[0].y0
        for word in ("Lindgren", "Storgatan"):
            at = page.search_for(word)[0]
            page.draw_rect(pymupdf.Rect(at.x0 + 9, top, at.x0 + 230, top + 40), color=(1, 0, 0), width=2)

    assert "\t" not in layers(document(draw))["body"].text


def test_a_table_goes_on_over_a_page() -> None:
    blocks = layers(document(cells(*TABLE), cells(*TABLE[1:])))["body"].blocks
    assert [b.cell.row for b in blocks if b.cell and b.cell.column == 0] == [0, 1, 2, 3, 4]
    assert {b.cell.table for b in blocks if b.cell} == {0}


def _page(number: int, total: int, *texts: str) -> Any:
    def draw(page: Any) -> None:
        page.insert_text((72, 40), "Socialnämnden", fontsize=9)
        page.insert_text((450, 40), f"Sida {number} ({total})", fontsize=9)
        lines(*texts)(page)
        page.insert_text((72, 810), "Justerandes signatur", fontsize=9)

    return draw


def test_running_lines_are_layers_of_their_own() -> None:
    found = layers(document(*(_page(n, 3, f"§ {n + 11} Rubrik", f"Text {n}.") for n in (1, 2, 3))))
    assert found["body"].text.split("\n") == [
        "§ 12 Rubrik", "Text 1.", "§ 13 Rubrik", "Text 2.", "§ 14 Rubrik", "Text 3.",
    ]  # fmt: skip
    assert found["header:1"].text.count("Socialnämnden") == 3
    assert "Sida 2 (3)" in found["header:1"].text
    assert found["footer:1"].text == "\n".join(["Justerandes signatur"] * 3)


def test_items_that_begin_pages_are_no_headers() -> None:
    pages = [lines(f"§ {number}", f"Rubrik {number}", top=60) for number in (12, 13, 14)]
    found = layers(document(*pages))
    assert found["body"].text.count("§") == 3
    assert "header:1" not in found


def test_a_heading_that_begins_two_pages_is_no_header() -> None:
    first = lines("1. Rubrik", "Text ett.", top=70)
    pages = [lines("Förslag till beslut", f"Nämnden beslutar {what}.", top=50) for what in ("ja", "nej")]
    found = layers(document(first, *pages))
    assert found["body"].text.count("Förslag till beslut") == 2
    assert "header:1" not in found


def test_a_header_of_two_pages_is_set_off() -> None:
    def page_with(text: str) -> Draw:
        def draw(page: Any) -> None:
            lines("Nämnden", "Protokoll", top=30)(page)
            lines(text, top=90)(page)

        return draw

    assert body(document(page_with("Ett."), page_with("Två."))) == "Ett.\nTvå."


def test_text_goes_on_over_a_page() -> None:
    first = PROSE.split(" förvaltningen")[0]

    def top(page: Any) -> None:
        page.insert_text((72, 760), first, fontsize=10)

    def bottom(page: Any) -> None:
        page.insert_text((72, 100), PROSE[len(first) + 1 :][:60].strip(), fontsize=10)

    assert "\n" not in body(document(top, bottom))


def _hide(page: Any) -> None:
    page.insert_text((72, 100), "Synlig text.")
    page.insert_text((72, 200), "Utan bläck", render_mode=3)
    page.insert_text((72, 250), "Vit på vitt", color=(1, 1, 1))
    page.insert_text((72, 300), "Under ruta")
    page.draw_rect((60, 280, 300, 310), fill=(0, 0, 0), color=None)
    page.draw_rect((60, 380, 300, 410), fill=(0, 0, 0), color=None)
    page.insert_text((72, 400), "Svart på svart")
    page.draw_rect((60, 480, 300, 510), fill=(0, 0, 0.5), color=None)
    page.insert_text((72, 500), "Vit på blått", color=(1, 1, 1))


def test_hidden_text_is_no_body() -> None:
    found = layers(document(_hide))
    hidden = [layer for layer in found.values() if layer.kind is LayerKind.HIDDEN]
    assert found["body"].text.split("\n") == ["Synlig text.", "Vit på blått"]
    assert "\n".join(layer.text for layer in hidden).split("\n") == [
        "Utan bläck", "Vit på vitt", "Under ruta", "Svart på svart",
    ]  # fmt: skip
    assert all(layer.host is not None and layer.host.layer == "body" for layer in hidden)


def test_clipped_text_is_hidden() -> None:
    def clip(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        content = b"".join(part.read_bytes() for part in page.obj[Name.Contents])
        page.Contents = pdf.make_stream(b"q 0 0 600 600 re W n " + content + b" Q")

    def draw(page: Any) -> None:
        lines("Bortklippt")(page)
        lines("Kvar", top=500)(page)

    found = layers(changed(document(draw), clip))
    assert found["body"].text == "Kvar"
    assert found["hidden:1"].text == "Bortklippt"


@pytest.mark.parametrize(
    ("clip", "hides"),
    [
        (b"0 0 600 600 re W n", False),
        (b"300 400 m 400 400 l 350 900 l h W* n", False),
        (b"0 0 50 50 re 500 0 50 900 re W n", False),
        (b"BT 7 Tr /F 40 Tf 72 400 Td (Klipp) Tj ET", False),
        (b"0 0 600 900 re W n", True),
        (b"60 700 200 60 re W n", True),
    ],
)
def test_a_fill_hides_only_where_its_clip_lets_it_show(clip: bytes, hides: bool) -> None:
    def fill(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        content = b"".join(part.read_bytes() for part in page.obj[Name.Contents])
        page.Contents = pdf.make_stream(content + b" q " + clip + b" 1 0 0 rg 0 0 600 900 re f Q")
        page.Resources.Font["/F"] = next(iter(page.Resources.Font.values()))

    found = layers(changed(document(lines("Synlig text.", top=120)), fill))
    assert ("Synlig text." in found["body"].text) is not hides


def test_optional_content_that_is_off_is_hidden_and_has_no_place() -> None:
    with pymupdf.open() as made:
        page = made.new_page()
        off = made.add_ocg("Av", on=False)
        page.insert_text((72, 100), "Synlig text.")
        page.insert_text((72, 200), "Avstängd text.", oc=off)
        found = layers(made.tobytes())
    assert found["body"].text == "Synlig text."
    assert found["hidden:1"].text == "Avstängd text."
    (anchor,) = found["hidden:1"].anchors
    assert isinstance(anchor.at, PdfBox)
    assert (anchor.at.x0, anchor.at.y0) == (anchor.at.x1, anchor.at.y1)


def test_text_under_a_picture_is_hidden_beside_other_text_and_on_a_scan() -> None:
    def covered(page: Any) -> None:
        page.insert_text((72, 100), "Under bilden")
        page.insert_image((60, 80, 160, 180), pixmap=GREY)
        page.insert_text((72, 300), "Synlig text")

    def scan(page: Any) -> None:
        page.insert_text((72, 100), "Läst text", render_mode=3)
        page.insert_image((0, 0, 595, 842), pixmap=GREY, keep_proportion=False)

    found = layers(document(covered))
    assert "Under bilden" not in found["body"].text
    assert found["hidden:1"].text == "Under bilden"
    assert layers(document(scan))["hidden:1"].text == "Läst text"


def test_a_picture_stands_below_the_text_above_it() -> None:
    def draw(page: Any) -> None:
        page.insert_text((72, 100), "Ovanför.")
        page.insert_image((72, 150, 172, 250), pixmap=GREY)
        page.insert_text((72, 300), "Nedanför.")

    assert body(document(draw)) == "Ovanför.\n\ufffc\nNedanför."


def test_every_character_is_found_again() -> None:
    pdf = document(_columns, cells(*TABLE), _hide, lines("Office ﬁn", "rad två"))
    with open_source(pdf) as source:
        glyphs = [line_glyphs(source.drawn, number) for number in range(4)]
        for layer in layers(pdf).values():
            for anchored in layer.anchors:
                at = anchored.at
                assert isinstance(at, PdfRun)
                line = glyphs[at.page][at.line]
                there = "".join(glyph.text for glyph in line[at.span.start : at.span.end])
                assert anchored.span.cut(layer.text).startswith(there.rstrip())
                assert there.strip()


def test_what_an_actual_text_says_is_not_read_for_what_is_shown() -> None:
    content = b"BT /F0 12 Tf 72 700 Td /Span <</ActualText (annat)>> BDC (synligt) Tj EMC ET"

    def write(pdf: pikepdf.Pdf) -> None:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        pdf.pages[0].obj[Name.Resources] = Dictionary(Font=Dictionary(F0=font))
        pdf.pages[0].Contents = pdf.make_stream(content)

    assert body(changed(document(lines("x")), write)) == "synligt"


def test_a_page_without_box_is_read() -> None:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page = Dictionary(Type=Name.Page, Resources=Dictionary(Font=Dictionary(F0=font)))
        page[Name.Contents] = pdf.make_stream(b"BT /F0 12 Tf 72 700 Td (Text) Tj ET")
        pdf.Root.Pages[Name.Kids] = Array([pdf.make_indirect(page)])
        pdf.Root.Pages[Name.Count] = 1
        page[Name.Parent] = pdf.Root.Pages
        pdf.save(out)
    assert body(out.getvalue()) == "Text"


def test_turned_text_stands_where_it_was_drawn() -> None:
    """Between the paragraphs around it; what was drawn before or after all else comes last."""

    def draw(page: Any) -> None:
        page.insert_text((30, 700), "Stämpel", rotate=90)
        page.insert_text((72, 100), "Första raden")
        page.insert_text((560, 700), "Anteckning", rotate=90)
        page.insert_text((72, 140), "Andra raden")
        page.insert_text((72, 180), "Tredje")

    read = body(document(draw)).split()
    assert read == ["Första", "raden", "Anteckning", "Andra", "raden", "Tredje", "Stämpel"]


@pytest.mark.parametrize(
    ("above", "below"), [("19811218-", "9876"), ("Anna-", "Karin kom."), ("beslu-", "tet")]
)
def test_a_word_parted_by_a_page_is_one(above: str, below: str) -> None:
    joined = above + below if above != "beslu-" else "beslutet"
    assert joined.split()[0] in body(
        document(lines("Rad ett.", above, top=780), lines(below, "Rad två.", top=60))
    )


def test_a_number_alone_at_an_edge_is_no_page_number_unless_it_counts() -> None:
    pages = [lines("Text i brödet.", f"{number}", top=400, step=400) for number in (4711, 12, 3812)]
    assert "4711" in body(document(*pages))
    counted = [lines("Text i brödet.", f"{number}", top=400, step=400) for number in (7, 8, 9)]
    assert body(document(*counted)).split() == ["Text", "i", "brödet."] * 3
