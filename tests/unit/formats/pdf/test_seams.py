"""What a page's or column's end cuts goes on behind what stands between; nothing else is joined."""

from typing import Any

import pymupdf
import pytest

from tests.unit.formats.pdf.pages import PROSE, Draw, body, document, lines

_WORDS = PROSE.split()
_WIDTH = 450
"""Points."""


def _full(end: str, size: float = 10) -> str:
    """Running text that fills a line and ends so."""
    before: list[str] = []
    for word in _WORDS:
        if pymupdf.get_text_length(" ".join((*before, word, end)), fontsize=size) > _WIDTH:
            break
        before.append(word)
    return " ".join((*before, end))


LINES = (_full("under hela året"), "Återrapportering sker i december.")


def _both(*draws: Draw) -> Draw:
    def draw(page: Any) -> None:
        for one in draws:
            one(page)

    return draw


def _first(tail: str, *asides: Draw) -> Draw:
    """A page of running text that ends in `tail`."""
    return _both(lines(*LINES, *LINES, tail, top=700), *asides)


def _next(head: str, *asides: Draw) -> Draw:
    return _both(*asides, lines(head, *LINES, top=100))


def _field(page: Any) -> None:
    page.draw_rect((72, 775, 250, 795))
    page.insert_text((76, 790), "Granskad av A.E.", fontsize=10)


def _note(page: Any) -> None:
    page.draw_line((72, 765), (200, 765), width=0.5)
    page.insert_text((72, 776), "1 Se bilaga 4, där utredningen redovisas.", fontsize=8)
    page.insert_text((72, 786), "2 Enligt förvaltningens rapport till nämnden.", fontsize=8)


def _stamp(page: Any) -> None:
    page.insert_text((380, 770), "INKOM 2024-03-04", fontsize=14, color=(1, 0, 0))


def _turned(page: Any) -> None:
    page.insert_text((560, 770), "Arkivexemplar", fontsize=10, rotate=90)


ASIDES = {
    "footer": lines("Handläggarens utkast, ej för spridning", top=800),
    "footer in two lines": lines("Justerandes signatur", "Utdragsbestyrkande", top=790),
    "small footer": lines("Vassbo kommun, Storgården, Vassbo", top=790, size=7),
    "page number": lines("17", top=800, x=290),
    "footnotes": _note,
    "stamp": _stamp,
    "field": _field,
    "turned": _turned,
}
VALUES = (
    ("personnumret 19811218-", "9876 som bor här.", "19811218-9876 som"),
    ("personnumret 19811218", "-9876 som bor här.", "19811218 -9876 som"),
    ("på Storgatan 12, 881 30", "Sollefteå sedan i fjol.", "12, 881 30 Sollefteå sedan"),
    ("på telefonnumret 070-174", "06 05 under dagtid.", "070-174 06 05 under"),
    ("för Karl Gunnar", "Åsbrinksson och hans barn.", "Karl Gunnar Åsbrinksson och"),
    ("en placering som är beslu-", "tad sedan i fjol.", "beslutad sedan"),
)


@pytest.mark.parametrize("aside", ASIDES.values(), ids=ASIDES.keys())
@pytest.mark.parametrize(("tail", "head", "whole"), VALUES)
def test_text_goes_on_behind_what_stands_at_the_page_s_end(
    tail: str, head: str, whole: str, aside: Draw
) -> None:
    assert whole in body(document(_first(_full(tail), aside), _next(head)))


@pytest.mark.parametrize("aside", [lines("Bilaga till protokollet", top=45), _both(_stamp, _turned)])
def test_text_goes_on_below_what_stands_at_the_next_page_s_top(aside: Draw) -> None:
    text = body(
        document(_first(_full("Karl Gunnar"), ASIDES["footer"]), _next("Åsbrinksson och bor här.", aside))
    )
    assert "Karl Gunnar Åsbrinksson och bor här." in text


def test_a_paragraph_goes_on_over_several_pages() -> None:
    parts = ("första", "andra", "tredje")
    pages = [
        _both(lines(_full(f"{part} och"), top=740), lines(f"Den {part} foten", top=790)) for part in parts
    ]
    text = body(document(*pages, _next("så var det slut.")))
    places = [text.index(part) for part in ("andra och", "tredje och så var det slut.", "Den första foten")]
    assert places == sorted(places)


def test_a_footnote_goes_on_in_the_next_page_s_notes() -> None:
    def note(top: float, *texts: str) -> Draw:
        return _both(
            lambda page: page.draw_line((72, top - 11), (200, top - 11)),
            lines(*texts, top=top, size=7, step=9),
        )

    long = "1 Uppgiften är hämtad ur ett register. " + _full("nummer 19811218-", size=9)
    text = body(
        document(
            _first("Nämnden beslutar enligt förslaget.", note(780, long)),
            _both(
                lines("Nästa stycke börjar här och slutar strax.", *LINES),
                note(780, "9876 och är folkbokförd här."),
            ),
        )
    )
    assert "19811218-9876" in text


@pytest.mark.parametrize(
    "head",
    ["§ 13 Fiskevägen vid kvarnen", "Beslut", "1. Nämnden godkänner förslaget.", "- Nämnden godkänner det."],
)
def test_what_begins_a_page_is_not_what_the_page_before_left_open(head: str) -> None:
    """A sentence that has ended is not gone on with, nor is any by a list's sign or a paragraph."""
    pages = document(_first("Nämnden beslutar enligt förslaget.", ASIDES["footer"]), _next(head))
    assert f"\n{head}" in body(pages)


@pytest.mark.parametrize("tail", ["Vid protokollet", "Anna Ek", "Ordförande Bo Ek", "Dnr KUN-2024-0117"])
def test_a_short_line_at_a_page_s_end_stays_for_itself(tail: str) -> None:
    text = body(document(_first(tail, ASIDES["footer"]), _next("Kulturnämndens förslag till beslut")))
    assert f"{tail}\n" in text
    assert "\nKulturnämndens förslag" in text


def test_a_heading_at_a_page_s_top_keeps_its_text() -> None:
    """What it heads does not go on with the open line of the page before."""

    def heading(page: Any) -> None:
        page.insert_text((72, 100), "Beslut", fontsize=14)
        page.insert_text((72, 120), "Nämnden godkänner förslaget till nya öppettider.", fontsize=10)

    text = body(document(_first(_full("Karl Gunnar")), heading))
    assert text.endswith("Beslut\nNämnden godkänner förslaget till nya öppettider.")


def test_text_goes_on_in_the_next_column_behind_a_footnote() -> None:
    def draw(page: Any) -> None:
        page.insert_textbox((50, 80, 280, 420), PROSE * 3, fontsize=10)
        page.insert_text((50, 440), "Den som ansöker är bosatt på Storgatan 12, 881 30", fontsize=9.9)
        page.insert_text((50, 480), "1 Se bilaga 4, där utredningen redovisas.", fontsize=7)
        page.insert_textbox((310, 80, 540, 420), "Sollefteå sedan i fjol. " + PROSE * 3, fontsize=10)

    assert "Storgatan 12, 881 30 Sollefteå sedan" in body(document(draw))


def test_a_personnummer_is_joined_whatever_stands_between() -> None:
    """Even a line that is set as running text, right below it."""
    footed = _first(_full("personnumret 19811218-"), lines("Version 3 av utkastet", top=752 + 13))
    assert "19811218-9876" in body(document(footed, _next("9876 som bor här.")))


def test_open_lines_further_up_do_not_take_what_follows_on_the_next_page() -> None:
    """Lines that are paragraphs of their own, as in hard-broken text, are no footers of each other."""
    names = ("Bo Ek", "Eva Ek", "Pär Ek", "Mia Ek")
    own = [line for name in names for line in (_full(f"{name} yrkar"), "bifall till", "förslaget och")]
    text = body(document(lines(*own, top=600), lines("avslag på övriga yrkanden.", *LINES, top=100)))
    assert [text.index(name) for name in names] == sorted(text.index(name) for name in names)
    assert "Mia Ek yrkar bifall till\nförslaget och avslag på övriga yrkanden.\n" in text
