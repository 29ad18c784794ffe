"""Pages that differ in a name only, of 5 and of 40 letters, give byte-equal copies (removal.md, 1)."""

import io
import re
from collections.abc import Callable

import pikepdf
import pymupdf
import pytest

from redactor.formats.pdf.values import Cutout, PageCut, Setting
from tests.unit.formats.pdf.content_copy import PLACEHOLDER, cells, copied, streams, text, without

SHORT, LONG = "Bo Ek", "Margareta Elisabet Lindqvist-Wallengren A"
LEFT, RIGHT, SIZE = 72.0, 523.0, 11.0
ABOVE = "Protokollet visar att ordföranden öppnade mötet."
BELOW = "Mötet avslutades därefter i god ordning."
TEMPLATES = ["Nämnden hör {} om saken i dag.", "Ansökan kommer från {}", "{} är kallad.", "({}), 2 st"]
HELVETICA = pymupdf.Font("helv")

Setter = Callable[[str, float], bytes]
"""A line of text and its baseline -> operators between BT and ET."""


def width(line: str) -> float:
    return float(HELVETICA.text_length(line, SIZE))


def shown(line: str) -> bytes:
    return line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def page(content: bytes) -> bytes:
    """A page with this content; /F1 is Helvetica."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
        pdf.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        pdf.pages[0].Contents = pdf.make_stream(content)
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def left(line: str, y: float) -> bytes:
    return b"1 0 0 1 72 %f Tm (%s) Tj " % (y, shown(line))


def centred(line: str, y: float) -> bytes:
    return b"1 0 0 1 %f %f Tm (%s) Tj " % ((LEFT + RIGHT - width(line)) / 2, y, shown(line))


def right(line: str, y: float) -> bytes:
    return b"1 0 0 1 %f %f Tm (%s) Tj " % (RIGHT - width(line), y, shown(line))


def justified(line: str, y: float) -> bytes:
    """By word spacing and letter spacing, as `"` sets both."""
    blanks = line.count(" ") or 1
    spare = min(RIGHT - LEFT - width(line), 4.0 * blanks)
    return b'1 0 0 1 72 %f Tm 0 TL %f 0.05 (%s) " 0 Tw 0 Tc ' % (y, spare / blanks, shown(line))


def glued(line: str, y: float) -> bytes:
    """As TeX: words without spaces, stretched glue and kerning in TJ, then a move relative to the line."""
    words = line.split(" ")
    glue = min((RIGHT - LEFT - width(line)) / max(len(words) - 1, 1), 4.0) + 3.0
    parts = [b"(%s)17(%s)" % (shown(word[:1]), shown(word[1:])) for word in words]
    return b"1 0 0 1 72 %f Tm [%s]TJ 0 -3 Td " % (y, (b"%f" % (-glue / SIZE * 1000)).join(parts))


def lettered(line: str, y: float) -> bytes:
    """One operator a letter, each moved from the one before."""
    moves = [b"(%s) Tj %f 0 Td " % (shown(letter), width(letter)) for letter in line]
    return b"1 0 0 1 72 %f Tm %s" % (y, b"".join(moves))


def placed(line: str, y: float) -> bytes:
    """One operator a word, each placed, no spaces."""
    found, x = [], LEFT
    for word in line.split(" "):
        found.append(b"1 0 0 1 %f %f Tm (%s) Tj " % (x, y, shown(word)))
        x += width(word + " ")
    return b"".join(found)


def leaded(line: str, y: float) -> bytes:
    """Lines of a paragraph by TD and T*, the name's among them."""
    return b"1 0 0 1 72 %f Tm 0 -2 TD (%s) Tj T* (%s) ' " % (y + 2, shown(line), b"Rad under")


SETTERS: list[Setter] = [left, centred, right, justified, glued, lettered, placed, leaded]


def document(setter: Setter, line: str, extra: bytes = b"") -> bytes:
    body = setter(ABOVE, 760) + setter(line, 740) + setter(BELOW, 700)
    return page(extra + b"BT /F1 11 Tf " + body + b"ET")


@pytest.mark.parametrize("setter", SETTERS, ids=lambda s: s.__name__)
@pytest.mark.parametrize("template", TEMPLATES)
def test_pairs_are_equal(setter: Setter, template: str) -> None:
    copies = []
    for name in (SHORT, LONG):
        copies.append(without(document(setter, template.format(name)), name))
    assert streams(copies[0]) == streams(copies[1])
    assert copies[0] == copies[1]
    words = " ".join(text(copies[0]).split())
    assert words.count(PLACEHOLDER) == 1
    for word in template.format(PLACEHOLDER).split():
        assert word in words


@pytest.mark.parametrize(
    "drawing", ["72 738 {w} 0.6 re f", "72 738.2 m {e} 738.2 l S", "1 1 0 rg 72 737 {w} 12 re f"]
)
def test_the_length_of_a_decoration_goes(drawing: str) -> None:
    copies = []
    for name in (SHORT, LONG):
        line = f"{name} kallas"
        extra = drawing.format(w=width(line), e=LEFT + width(line)).encode() + b"\n0 g\n"
        copies.append(without(document(left, line, extra), name))
    assert copies[0] == copies[1]
    assert b" re" not in streams(copies[0])[0]


def test_a_ruling_line_longer_than_the_text_stays() -> None:
    extra = b"72 737 451 0.6 re f\n"
    copies = [without(document(left, f"{name} kallas", extra), name) for name in (SHORT, LONG)]
    assert copies[0] == copies[1]
    assert b"72 737 451 0.6 re" in streams(copies[0])[0]


def test_the_rest_of_a_second_line_begins_where_lines_begin() -> None:
    copies = []
    for name in ("Anna Ek", "Margareta Lindqvist-Wallengren"):
        first, last = name.split()
        body = (
            left(ABOVE, 760)
            + left(f"Ansökan av {first}", 740)
            + left(f"{last} bifalls.", 720)
            + left(BELOW, 700)
        )
        copies.append(without(page(b"BT /F1 11 Tf " + body + b"ET"), name))
    assert copies[0] == copies[1]
    assert f"Ansökan av {PLACEHOLDER}\nbifalls.\n" in text(copies[0])


def test_a_column_to_the_right_stays_and_bounds_the_placeholder() -> None:
    rows = [("Ledamot", "Närvarande", 760.0), ("Ersättare", "Frånvarande", 720.0)]
    copies = []
    for name in (SHORT, "Margareta Lindqvist"):
        body = b"".join(left(a, y) + b"1 0 0 1 180 %f Tm (%s) Tj " % (y, shown(b)) for a, b, y in rows)
        body += left(name, 740) + b"1 0 0 1 180 740 Tm (Sjuk) Tj "
        copies.append(without(page(b"BT /F1 11 Tf " + body + b"ET"), name))
    assert copies[0] == copies[1]
    with pymupdf.open(stream=copies[0]) as shown_copy:
        words = {w[4]: (w[0], w[2]) for w in shown_copy[0].get_text("words")}
    assert words["Sjuk"][0] == pytest.approx(180, abs=0.1)
    assert words["borttagen"][1] < 180


def test_leaders_are_cut_short_and_the_page_number_stays() -> None:
    copies = []
    for name in (SHORT, LONG):
        body = b""
        for line, number, y in (
            ("Inledning", "3", 760.0),
            (f"Ärende {name}", "12", 740.0),
            ("Slut", "20", 720.0),
        ):
            dots = "." * int((RIGHT - 20 - LEFT - width(line)) / width("."))
            body += left(line + dots, y) + right(number, y)
        copies.append(without(page(b"BT /F1 11 Tf " + body + b"ET"), name))
    assert copies[0] == copies[1]
    assert f"Ärende {PLACEHOLDER}..." in text(copies[0])


def test_a_full_line_is_scaled_rather_than_run_over_the_margin() -> None:
    line = "Nämnden beslutade enhälligt att Bo Ek ska få fortsätta som ordförande i utskottet för skola."
    copy = without(document(left, line), SHORT, replacement="Borttagen på grund av sekretess")
    with pymupdf.open(stream=copy) as shown_copy:
        ends = [w[2] for w in shown_copy[0].get_text("words")]
    assert max(ends) <= RIGHT + 1
    assert "Borttagen på grund av sekretess" in " ".join(text(copy).split())


def test_letters_under_a_letter_space_keep_together() -> None:
    body = b"BT /F1 11 Tf 1.5 Tc " + left("Rubrik om Bo Ek", 740) + b"0 Tc " + left(BELOW, 700) + b"ET"
    assert f"Rubrik om {PLACEHOLDER}" in text(without(page(body), SHORT))


def worded(line: str, y: float, number: int) -> bytes:
    """As Word: each word and each space in states, text objects and clips of its own, a tag for each run."""
    found, x = [], LEFT
    for part in re.findall(r"\S+|\s", line):
        found.append(
            b"q %f %f %f 12 re W* n BT /F1 11 Tf 1 0 0 1 %f %f Tm 0 g 0 G [(%s)-4(%s)] TJ ET Q "
            % (x, y - 3, width(part), x, y, shown(part[:2]), shown(part[2:]))
        )
        x += width(part)
    return b"/P <</MCID %d /Lang (sv-SE)>> BDC %s EMC " % (number, b"".join(found))


def test_words_in_states_and_clips_of_their_own_give_equal_copies() -> None:
    copies = []
    for name in (SHORT, LONG):
        lines = [ABOVE, f"Nämnden hör {name} om saken.", BELOW]
        content = b"".join(worded(line, 760 - 20 * i, i) for i, line in enumerate(lines))
        copies.append(without(page(content), name))
    assert copies[0] == copies[1]
    assert text(copies[0]) == f"{ABOVE}\nNämnden hör {PLACEHOLDER} om saken.\n{BELOW}\n"
    assert b" re" not in streams(copies[0])[0]


@pytest.mark.parametrize(
    "turn", ["0 1 -1 0 400 100", "-1 0 0 -1 595 842", "0.9848 0.1736 -0.1736 0.9848 50 -60"]
)
def test_turned_lines_give_equal_copies(turn: str) -> None:
    copies = []
    for name in (SHORT, LONG):
        body = left(ABOVE, 260) + left(f"Nämnden hör {name} om det.", 240) + left(BELOW, 200)
        data = page(f"q {turn} cm BT /F1 11 Tf ".encode() + body + b"ET Q")
        copies.append(without(data, name))
    assert copies[0] == copies[1]
    assert " ".join(text(copies[0]).split()) == f"{ABOVE} Nämnden hör {PLACEHOLDER} om det. {BELOW}"


def test_a_block_shows_its_placeholder_where_it_began() -> None:
    copies = []
    for secrets in (
        ["Bo Ek får", "stöd."],
        ["Margareta Lindqvist-Wallengren beviljas", "ett särskilt stöd i hemmet."],
    ):
        body = left(ABOVE, 760) + left(secrets[0], 740) + left(secrets[1], 720) + left(BELOW, 700)
        data = page(b"BT /F1 11 Tf " + body + b"ET 72 705 451 0.5 re f 100 735 20 10 re f")
        cutout = Cutout(cells(data, 0, " ".join(secrets)), PLACEHOLDER, Setting.BLOCK)
        areas = ((60.0, 712.0, 540.0, 752.0),)
        copies.append(copied(data, {0: PageCut((cutout,), areas)})[0])
    assert copies[0] == copies[1]
    assert text(copies[0]) == f"{ABOVE}\n{PLACEHOLDER}\n{BELOW}\n"
    content = streams(copies[0])[0]
    assert b"72 705 451 0.5 re" in content
    assert b"100 735" not in content


def test_two_names_side_by_side_each_get_a_placeholder() -> None:
    copies = []
    for first, second in (("Bo Ek", "Al Ur"), ("Margareta Lindqvist", "Elisabet Wallengren")):
        data = document(left, f"Kallade: {first}, {second} och Vera Holm.")
        copies.append(without(data, first, second))
    assert copies[0] == copies[1]
    assert f"Kallade: {PLACEHOLDER}, {PLACEHOLDER} och Vera Holm." in text(copies[0])


def test_a_raised_sign_after_the_name_moves_with_it() -> None:
    copies = []
    for name in (SHORT, LONG):
        start = f"Ledamot {name}"
        body = left(start, 740) + b"/F1 6 Tf 4 Ts (2) Tj 0 Ts /F1 11 Tf ( deltar) Tj " + left(BELOW, 700)
        body = left(ABOVE, 760) + body.replace(b"/F1 6 Tf", b"%f 0 Td /F1 6 Tf" % width(start))
        copies.append(without(page(b"BT /F1 11 Tf " + body + b"ET"), name))
    assert copies[0] == copies[1]


def test_a_name_drawn_twice_to_look_bold_goes_twice() -> None:
    copies = []
    for name in (SHORT, LONG):
        line = f"Part: {name} (sökande)"
        twice = left(line, 740) + b"1 0 0 1 72.3 740 Tm (%s) Tj " % shown(line)
        copies.append(
            without(page(b"BT /F1 11 Tf " + left(ABOVE, 760) + twice + left(BELOW, 700) + b"ET"), name)
        )
    assert copies[0] == copies[1]
    assert text(copies[0]).count("sökande") == 1
