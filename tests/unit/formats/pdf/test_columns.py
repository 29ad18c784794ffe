"""Tables without rules: columns by alignment over several lines, rows however their cells are set."""

from collections.abc import Sequence
from typing import Any

import pymupdf
import pytest

from tests.unit.formats.pdf.pages import Draw, body, document, layers, lines

FONT = pymupdf.Font("helv")
BLANK = FONT.text_length(" ", 10)
TABLE = (
    ("Nr", "Ärende", "Dnr", "Sökande", "Beslut"),
    ("1", "Bygglov för garage", "BYN-2024-0101", "Vassbo AB", "Beviljas"),
    ("2", "Ansökan om bistånd", "BYN-2024-0102", "Gustaf Hellmerth", "Sekretess"),
    ("3", "Rivning av skjul", "BYN-2024-0103", "Kyrkans förskola", "Bordläggs"),
)


def set_table(rows: Sequence[Sequence[str]], gap: float, align: str = "lllll") -> Draw:
    """Columns as wide as their widest cell, `gap` blanks between."""
    widths = [max(FONT.text_length(row[c], 10) for row in rows) for c in range(len(rows[0]))]

    def draw(page: Any) -> None:
        for number, row in enumerate(rows):
            x = 72.0
            for text, width, way in zip(row, widths, align, strict=True):
                room = width - FONT.text_length(text, 10)
                at = x + {"l": 0, "c": room / 2, "r": room}[way]
                page.insert_text((at, 100 + number * 14), text, fontsize=10)
                x += width + gap * BLANK

    return draw


def set_cells(*rows: Sequence[Sequence[str]], xs: Sequence[float], heights: Sequence[float]) -> Draw:
    """Rows of cells with several lines each, centred on the rows' heights."""

    def draw(page: Any) -> None:
        for row, middle in zip(rows, heights, strict=True):
            for texts, x in zip(row, xs, strict=True):
                for at, text in enumerate(texts):
                    page.insert_text((x, middle + (at - (len(texts) - 1) / 2) * 12), text, fontsize=10)

    return draw


def rows_read(pdf: bytes) -> list[list[str]]:
    """The texts of each row's cells."""
    layer = layers(pdf)["body"]
    found: dict[tuple[int, int], dict[int, list[str]]] = {}
    for block in layer.blocks:
        if block.cell is not None:
            row = found.setdefault((block.cell.table, block.cell.row), {})
            row.setdefault(block.cell.column, []).append(block.span.cut(layer.text))
    return [["\n".join(texts) for texts in row.values()] for row in found.values()]


@pytest.mark.parametrize("align", ["lllll", "rlrlc", "ccccc"])
@pytest.mark.parametrize("gap", [1, 1.5, 2, 3, 6])
def test_columns_are_found_however_near_they_stand(gap: float, align: str) -> None:
    assert rows_read(document(set_table(TABLE, gap, align))) == [list(row) for row in TABLE]


@pytest.mark.parametrize("gap", [1, 2, 4])
def test_blanks_in_typewriter_letters_part_columns(gap: int) -> None:
    widths = [max(len(row[c]) for row in TABLE) for c in range(5)]
    texts = [(" " * gap).join(t.ljust(w) for t, w in zip(row, widths, strict=True)) for row in TABLE]

    def draw(page: Any) -> None:
        for at, text in enumerate(texts):
            page.insert_text((40, 100 + at * 12), text, fontsize=8, fontname="cour")

    assert rows_read(document(draw)) == [list(row) for row in TABLE]


def test_the_lines_of_centred_cells_are_one_row() -> None:
    """A name over two lines stands above and below the line of the cells beside it."""
    draw = set_cells(
        (["Nr"], ["Ärende"], ["Sökande"], ["Beslut"]),
        (["1"], ["Bygglov"], ["Vassbo AB"], ["Beviljas"]),
        (["2"], ["Ansökan om", "bistånd"], ["Gustaf", "Hellmerth"], ["Sekretess"]),
        (["3"], ["Rivning av", "skjul, garage", "och brygga"], ["Anna Berg"], ["Bordläggs"]),
        xs=(72, 90, 160, 220),
        heights=(100, 116, 138, 172),
    )
    assert rows_read(document(draw)) == [
        ["Nr", "Ärende", "Sökande", "Beslut"],
        ["1", "Bygglov", "Vassbo AB", "Beviljas"],
        ["2", "Ansökan om\nbistånd", "Gustaf\nHellmerth", "Sekretess"],
        ["3", "Rivning av\nskjul, garage\noch brygga", "Anna Berg", "Bordläggs"],
    ]


def test_rows_end_at_rules_and_shades() -> None:
    """Where no cell tells where a row begins, rules that run across the table do."""

    def draw(page: Any) -> None:
        for at, y in enumerate((86, 104, 130, 156)):
            if at % 2:
                page.draw_rect(pymupdf.Rect(70, y, 330, y + 26), color=None, fill=(0.9, 0.9, 0.9))
        for x, y, text in (
            (72, 98, "Dnr"), (150, 98, "Ärende"), (260, 98, "Beslut"),
            (72, 116, "BYN-2024-"), (150, 116, "Bygglov för"), (260, 116, "Beviljas"),
            (72, 127, "0101"), (150, 127, "garage"),
            (72, 142, "BYN-2024-"), (150, 142, "Gustaf"), (260, 142, "Sekretess"),
            (72, 153, "0102"), (150, 153, "Hellmerth"),
            (72, 168, "BYN-2024-"), (150, 168, "Rivning av"), (260, 168, "Bordläggs"),
            (72, 179, "0103"), (150, 179, "skjul"),
        ):  # fmt: skip
            page.insert_text((x, y), text, fontsize=10)

    assert [row[2] for row in rows_read(document(draw))] == ["Beslut", "Beviljas", "Sekretess", "Bordläggs"]


@pytest.mark.parametrize(
    "texts",
    [
        ("Datum:   2024-01-01", "Plats:   Rådhuset i Vassbo", "Tid:   kl. 18.00", "Dnr:   KUN-2024-0117"),
        ("1.   Öppnande", "2.   Val av justerare", "3.   Fastställande av dagordning", "4.   Avslutning"),
        ("Ansökan om bygglov för en brygga", "Ansökan om rivning av ett skjul", "Ansökan om dispens i ån"),
        ("Anna Berg (S).  Bo Ek (M).", "Karin Ås (C).  Per Dal (V).", "Ulla Fjell (L).  Jan Alm (MP)."),
    ],
    ids=["labels", "a list", "words that stand below each other", "wide blanks between sentences"],
)
def test_what_has_no_columns_is_no_table(texts: Sequence[str]) -> None:
    assert rows_read(document(lines(*texts))) == []


def test_text_that_follows_a_table_is_none_of_it() -> None:
    def draw(page: Any) -> None:
        set_table(TABLE, 2)(page)
        page.insert_text((72, 170), "Beslut", fontsize=10)
        page.insert_text((72, 184), "Nämnden beslutar enligt förvaltningens förslag.", fontsize=10)

    pdf = document(draw)
    assert len(rows_read(pdf)) == len(TABLE)
    assert body(pdf).endswith("\nBeslut\nNämnden beslutar enligt förvaltningens förslag.")


def test_numbers_tell_rows_where_rules_part_only_columns() -> None:
    def draw(page: Any) -> None:
        set_table(TABLE, 4)(page)
        page.draw_rect(pymupdf.Rect(66, 86, 440, 150), width=0.5)
        for x in (87, 184, 265, 358):
            page.draw_line((x, 86), (x, 150), width=0.5)

    assert rows_read(document(draw)) == [list(row) for row in TABLE]


def test_a_turned_table_is_read_by_its_rules() -> None:
    """A landscape table on an upright page."""

    def draw(page: Any) -> None:
        for row, texts in enumerate((("Nr", "Sökande"), ("1", "Vassbo AB"), ("2", "Anna Berg"))):
            for column, text in enumerate(texts):
                box = pymupdf.Rect(100 + row * 30, 640 - column * 60, 130 + row * 30, 700 - column * 60)
                page.draw_rect(box, width=0.5)
                page.insert_text((box.x0 + 20, box.y1 - 4), text, fontsize=10, rotate=90)

    assert rows_read(document(draw)) == [["Nr", "Sökande"], ["1", "Vassbo AB"], ["2", "Anna Berg"]]


def test_cells_whose_words_are_pieces_are_parted_by_rules() -> None:
    """However near the next cell's text stands to the rule."""

    def draw(page: Any) -> None:
        for row, texts in enumerate((("Dnr", "Sökande"), ("KUN-2024-0117", "Anna"), ("KUN-2024-0118", "Bo"))):
            x = 72.0
            for text, width in zip(texts, (78, 60), strict=True):
                page.draw_rect(pymupdf.Rect(x, 90 + row * 20, x + width, 110 + row * 20), width=0.5)
                page.insert_text((x + 2, 105 + row * 20), text, fontsize=10)
                x += width

    assert rows_read(document(draw)) == [
        ["Dnr", "Sökande"],
        ["KUN-2024-0117", "Anna"],
        ["KUN-2024-0118", "Bo"],
    ]


def test_rules_drawn_cell_by_cell_part_rows_whose_numbers_are_broken() -> None:
    def draw(page: Any) -> None:
        rows = (
            (("Dnr",), ("Part",), ("Beslut",)),
            (("SN", "2024/101"), ("Vassbo", "AB"), ("Nej",)),
            (("SN", "2024/102"), ("Saga", "Berg"), ("Sekretess", "enl. OSL")),
        )
        for number, row in enumerate(rows):
            for column, texts in enumerate(row):
                for at, text in enumerate(texts):
                    page.insert_text((72 + column * 60, 100 + number * 28 + at * 11), text, fontsize=10)
                page.draw_line((70 + column * 60, 86 + number * 28), (130 + column * 60, 86 + number * 28))

    assert rows_read(document(draw)) == [
        ["Dnr", "Part", "Beslut"],
        ["SN\n2024/101", "Vassbo\nAB", "Nej"],
        ["SN\n2024/102", "Saga\nBerg", "Sekretess\nenl. OSL"],
    ]


def test_a_word_too_long_for_its_cell_ends_no_table() -> None:
    long = ("4", "Yttrande", "Fiskevårdsområdesföreningen", "Nej")

    def draw(page: Any) -> None:
        for number, row in enumerate(
            (*(row[:2] + row[3:] for row in TABLE), long, ("5", "Hyra", "Bo", "Nej"))
        ):
            for x, text in zip((72, 90, 190, 280), row, strict=True):
                page.insert_text((x, 100 + number * 14), text, fontsize=10)

    assert [row[0] for row in rows_read(document(draw))] == ["Nr", "1", "2", "3", "4", "5"]


def test_a_long_word_alone_on_its_line_joins_no_columns() -> None:
    """Centred cells, each with lines of its own height; the word reaches over the column beside."""
    draw = set_cells(
        (["Nr"], ["Ärende"], ["Dnr"], ["Sökande"]),
        (
            ["1"],
            ["Ansökan", "om stöd", "till", "Gustaf", "(sekretess)"],
            ["SN-24-1"],
            ["Gustaf", "Hellmerth"],
        ),
        (["2"], ["Taxa"], ["SN-24-2"], ["Vassbo AB"]),
        (["3"], ["Umgängesbegränsning", "(sekretess)", "för", "Saga"], ["SN-24-3"], ["Saga", "Ek"]),
        xs=(60, 84, 130, 194),
        heights=(100, 140, 180, 220),
    )
    assert rows_read(document(draw)) == [
        ["Nr", "Ärende", "Dnr", "Sökande"],
        ["1", "Ansökan\nom stöd\ntill\nGustaf\n(sekretess)", "SN-24-1", "Gustaf\nHellmerth"],
        ["2", "Taxa", "SN-24-2", "Vassbo AB"],
        ["3", "Umgängesbegränsning\n(sekretess)\nför\nSaga", "SN-24-3", "Saga\nEk"],
    ]


def test_a_placeholder_that_runs_over_columns_stays_whole() -> None:
    """A copy is read again: what stands for a heading is longer than its cell may be."""
    left = ("1", "Borttagen på grund av sekretess", "", "Nej")

    def draw(page: Any) -> None:
        for number, row in enumerate((*(row[:2] + row[3:] for row in TABLE), left)):
            for x, text in zip((72, 90, 192, 280), row, strict=True):
                page.insert_text((x, 100 + number * 14), text, fontsize=10)

    assert "Borttagen på grund av sekretess" in body(document(draw))


def test_words_too_long_for_cells_drawn_one_by_one_take_no_rule_away() -> None:
    """Half of the lines reach over the rule; a stamp's frame over text would, but it is drawn once."""
    parties = ("Fastighetsbolaget", "Saga Ek", "Socialförvaltningen", "Fastighetsbolaget")
    xs = (60, 110, 170, 230)

    def draw(page: Any) -> None:
        for number, party in enumerate(("Part", *parties)):
            top = 100 + 20 * number
            texts = ("Dnr", party, "Sekretess") if not number else (f"SN {number}", party, "Nej")
            for left, right, text in zip(xs[:-1], xs[1:], texts, strict=True):
                page.draw_rect(pymupdf.Rect(left, top, right, top + 20), width=0.5)
                page.insert_text((left + 2, top + 14), text, fontsize=9)

    assert all(len(row) == 3 for row in rows_read(document(draw)))


@pytest.mark.parametrize("foot", [False, True], ids=["at the top", "at the foot"])
def test_rows_are_told_where_lines_stand_evenly(foot: bool) -> None:
    """A heading's second line had no room on the one above; the next row's heading would have had."""
    rows = (
        ("Nr", ("Ärende",), "Dnr", "Sekretess"),
        ("1", ("Upprop",), "SN 2024-10", "Nej"),
        ("2", ("Ansökan om försörjningsstöd för", "en familj"), "SN 2024-11", "Ja"),
        ("3", ("Budget",), "SN 2024-12", "Nej"),
        ("4", ("Placering av barn i familjehem", "enligt utredning"), "SN 2024-13", "Ja"),
    )

    def draw(page: Any) -> None:
        y = 100
        for number, headings, case, secret in rows:
            at = y + 12 * (len(headings) - 1) if foot else y
            for x, text in ((60, number), (250, case), (340, secret)):
                page.insert_text((x, at), text, fontsize=9)
            for line, text in enumerate(headings):
                page.insert_text((90, y + 12 * line), text, fontsize=9)
            y += 12 * len(headings)

    assert rows_read(document(draw)) == [[n, "\n".join(h), c, s] for n, h, c, s in rows]


def test_blanks_part_the_cells_that_strips_would_cut() -> None:
    """In three lines words end below each other by chance, while four blanks part what the cells are."""
    rows = (
        ("5", "Fastställande av dagordning", "2025-IFN0697", "Filip Lindman"),
        ("6", "Övervägande av vård, Parisa Schmidt (sluten del)", "2025-IFN0480", "Måns Weber"),
        ("7", "Sammanträdestider nästa år", "2025-IFN0809", "Filip Lindman"),
    )
    texts = ["    ".join(row).replace("  ", "\u00a0 ") for row in rows]
    assert "\t" not in layers(document(lines(*texts, size=10)))["body"].text
