"""Letters that stand apart evenly are read as the words they make; what merely stands apart is not."""

from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from redactor.formats.pdf.locate import fates
from redactor.formats.pdf.source import open_source
from redactor.formats.pdf.values import PageCut
from tests.unit.formats.pdf.content_copy import copied, streams, text
from tests.unit.formats.pdf.pages import PROSE, body, changed, document, layers, lines, plan, redaction

NAME, NUMBER = "Märta Fjällgren", "19811218-9876"
SIZE = 11


def page(content: bytes) -> bytes:
    """A page with one line of prose above the content."""

    def write(pdf: pikepdf.Pdf) -> None:
        drawn = pdf.pages[0]
        drawn.obj.Resources = Dictionary(
            Font=Dictionary(
                F1=Dictionary(
                    Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
                )
            )
        )
        above = b"BT /F1 11 Tf 72 760 Td " + shown("Beslutet gäller den som anges nedan.") + b" Tj ET "
        drawn.Contents = pdf.make_stream(above + content)

    return changed(document(lines("En rad.")), write)


def shown(string: str) -> bytes:
    return b"<" + string.encode("cp1252").hex().encode() + b">"


def by_tc(string: str, spacing: float) -> bytes:
    return b"BT /F1 11 Tf %g Tc 72 740 Td " % spacing + shown(string) + b" Tj ET"


def by_tj(string: str, spacing: float) -> bytes:
    letters = (b" %g " % (-spacing / SIZE * 1000)).join(shown(letter) for letter in string)
    return b"BT /F1 11 Tf 72 740 Td [" + letters + b"] TJ ET"


def by_blanks(string: str, spacing: float) -> bytes:
    del spacing
    return b"BT /F1 11 Tf 72 740 Td " + shown(" ".join(string)) + b" Tj ET"


def in_boxes(string: str, spacing: float) -> bytes:
    """One letter in each box, as forms have them."""
    step = SIZE + spacing
    return b"".join(
        b"%g 736 %g 16 re S BT /F1 11 Tf %g 740 Td " % (72 + at * step, step, 76 + at * step)
        + shown(letter) + b" Tj ET "
        for at, letter in enumerate(string)
    )  # fmt: skip


def rows(data: bytes) -> list[str]:
    return body(data).split("\n")


Way = Callable[[str, float], bytes]


@pytest.mark.parametrize("string", [NAME, NUMBER, NUMBER.replace("-", "")])
@pytest.mark.parametrize("spacing", [2, 4, 9, 14])
@pytest.mark.parametrize("way", [by_tc, by_tj, by_blanks, in_boxes])
def test_a_letter_spaced_word_is_read_whole(way: Way, spacing: float, string: str) -> None:
    read = body(page(way(string, spacing))).replace("\n", " ")
    assert read == f"Beslutet gäller den som anges nedan. {string}"


def test_a_letter_spaced_word_ends_where_the_letters_meet() -> None:
    line = b"BT /F1 11 Tf 72 740 Td " + shown("Sökande: ") + b" Tj 4 Tc " + shown(NAME) + b" Tj 0 Tc "
    assert rows(page(line + shown(" med flera.") + b" Tj ET"))[-1] == f"Sökande: {NAME} med flera."


@pytest.mark.parametrize("text", ["Kryssa 1 2 3 4 5 här", "Per å en by, Bo i Ed", "§ 1 a och § 2 b i lagen"])
def test_short_words_stay_apart(text: str) -> None:
    assert rows(page(b"BT /F1 11 Tf 72 740 Td " + shown(text) + b" Tj ET"))[-1] == text


def test_columns_of_single_digits_stay_apart() -> None:
    votes = [str((row + column) % 3) for row in range(3) for column in range(8)]

    def draw(page: Any) -> None:
        for at, vote in enumerate(votes):
            page.insert_text((72 + 40 * (at % 8), 120 + 18 * (at // 8)), vote, fontsize=10)

    assert "\t".join(votes[:8]) in rows(document(draw))


def test_prose_is_left_alone() -> None:
    words = PROSE.split()
    parts = [" ".join(words[at : at + 8]) for at in range(0, len(words), 8)]
    assert body(document(lines(*parts))).split() == words


@pytest.mark.parametrize("way", [by_tc, by_tj, by_blanks])
def test_two_letter_spaced_names_give_equal_copies(way: Way) -> None:
    """Nothing tells how many letters there were, nor how far apart they stood."""
    copies = []
    for name in ("Alma Ek", "Margareta Lindqvist"):
        data = page(way(name, 4) + b" BT /F1 11 Tf 72 700 Td " + shown("Beslutet gäller.") + b" Tj ET")
        made = plan(redaction(layers(data)["body"], name))
        with open_source(data) as source:
            cuts = dict(enumerate(fates(source, made)))
        copies.append(copied(data, {at: cut for at, cut in cuts.items() if isinstance(cut, PageCut)})[0])
    assert "[X]" in text(copies[0])
    assert streams(copies[0]) == streams(copies[1])
