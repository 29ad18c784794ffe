"""Verification of PDF copies against their original: no public word is lost or added, fonts hold no more."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from redactor.domain.document import LayerId, PdfBox, PdfRun, Sha256, Span
from redactor.domain.records import PLACEHOLDER as AREA_PLACEHOLDER
from redactor.domain.records import Expected, Plan, Redaction, Secret, SecretKind
from redactor.domain.review import FindingId, Hit
from redactor.errors import LeakError, UnseenError
from redactor.verify import verify
from redactor.verify.pdf import PdfCopy
from redactor.verify.pdf.readers import Page
from redactor.verify.pdf.unchanged import unchanged
from tests.leaks.verify_pdf_copy import MEDIA_TYPE, Copy, show
from tests.leaks.verify_pdf_places import jpeg, mapped

# Invented.
NAME = "Märta Fjällgren"
PLACEHOLDER = "[Personuppgift borttagen]"


def document(*lines: str) -> bytes:
    copy = Copy()
    for number, line in enumerate(lines):
        copy.draw(show(line, y=600 - 20 * number))
    return copy.build()


def expecting(replacement: str = PLACEHOLDER, gone: tuple[str, ...] = (NAME,)) -> Expected:
    redaction = Redaction(
        FindingId("1" * 16), LayerId("body"), Span(0, 15), (PdfRun(0, 1, Span(8, 23)),), replacement
    )
    return Expected(Plan(Sha256("0" * 64), (), (redaction,)), (Secret(SecretKind.NAME, NAME),), (), gone)


def where(original: bytes, output: bytes, expected: Expected | None = None) -> str | None:
    """Where the comparison stopped the copy."""
    try:
        verify(output, MEDIA_TYPE, expected or expecting(), lambda text: (), original)
    except LeakError as error:
        assert error.fields["probe"] == "unchanged"
        return str(error.fields["where"])
    return None


ORIGINAL = document(f"Beslut: {NAME} får stöd.", "Nästa punkt på listan.")


@pytest.mark.parametrize(
    ("lines", "stopped"),
    [
        ((f"Beslut: {PLACEHOLDER} får stöd.", "Nästa punkt på listan."), None),
        ((f"Beslut: {PLACEHOLDER} får", "stöd.", "Nästa punkt på lis-", "tan."), None),
        ((f"Beslut: {PLACEHOLDER} får stöd.", "Nästa på listan."), "words lost"),
        ((f"Beslut: {PLACEHOLDER} får stöd.",), "words lost"),
        ((f"Beslut: {PLACEHOLDER} stöd får.", "Nästa punkt på listan."), "order of words"),
        ((f"Beslut: {PLACEHOLDER} får stöd.", "Nästa punkt på den listan."), "words added"),
        (("Beslut: får stöd.", "Nästa punkt på listan."), "placeholders"),
        ((f"Beslut: {PLACEHOLDER} får stöd. {PLACEHOLDER}", "Nästa punkt på listan."), "placeholders"),
        (("Beslut: [Personuppgift bort får stöd.", "Nästa punkt på listan."), "placeholders"),
    ],
)
def test_words(lines: tuple[str, ...], stopped: str | None) -> None:
    """Words outside the plan are the same in order, and the placeholder is read once."""
    assert where(ORIGINAL, document(*lines)) == stopped


def test_a_placeholder_that_was_there() -> None:
    """An original that was masked before keeps its own placeholders beside ours."""
    old = f"Förr: {PLACEHOLDER}."
    original = document(f"Beslut: {NAME} får stöd.", old)
    assert where(original, document(f"Beslut: {PLACEHOLDER} får stöd.", old)) is None
    assert where(original, document(f"Beslut: {PLACEHOLDER} får stöd.", "Förr: .")) == "placeholders"


def test_a_glyph_that_says_more_than_what_goes() -> None:
    """Its other words go with it, and no others."""

    def drawn(glyphs: bytes) -> bytes:
        copy = Copy()
        bytes_ = "1 begincodespacerange <00> <FF> endcodespacerange"
        mapping = copy.stream(f"begincmap {bytes_} 1 beginbfchar <41> <{said}> endbfchar endcmap".encode())
        entries = {"/Type": Name.Font, "/Subtype": Name.Type1, "/BaseFont": Name.Helvetica}
        copy.resource("/Font", "/F9", Dictionary(entries | {"/ToUnicode": mapping}))
        copy.draw(b"BT /F9 12 Tf 72 600 Td (" + glyphs + b") Tj ET")
        return copy.build()

    said = f"sign {NAME}".encode("utf-16-be").hex()
    original = drawn(b"Beslut: A beviljas.")
    assert where(original, document(f"Beslut: {PLACEHOLDER} beviljas.")) is None
    assert where(original, document(f"Beslut: {PLACEHOLDER} viljas.")) == "words lost"


CLIPPED = {
    "a rectangle": b"q 60 570 100 20 re W n %s Q",
    "a polygon": b"q 60 570 m 160 570 l 160 590 l 60 592 l h W n %s Q",
    "a form's box": b"q /Fm Do Q",
    "two clips": b"q 0 0 500 700 re W n 60 570 100 20 re W n %s Q",
}


@pytest.mark.parametrize("clip", CLIPPED)
def test_words_that_a_clip_hides(clip: str) -> None:
    """A line's end that a clip takes away was never seen; its beginning was."""
    line = show("Anteckning som sticker ut ur rutan", y=580)

    def drawn(content: bytes) -> bytes:
        copy = Copy()
        copy.draw(show(f"Beslut: {NAME} får stöd.", y=600))
        page = copy.pdf.pages[0].obj
        form = copy.pdf.make_stream(
            line, Type=Name.XObject, Subtype=Name.Form, BBox=Array([60, 570, 160, 590])
        )
        form.Resources = Dictionary(Font=page.Resources.Font)
        page.Resources.XObject = Dictionary(Fm=form)
        copy.draw(CLIPPED[clip].replace(b"%s", content))
        return copy.build()

    redacted = f"Beslut: {PLACEHOLDER} får stöd."
    original = drawn(line)
    assert where(original, document(redacted, "Anteckning som s")) is None
    assert where(original, document(redacted, "som s")) == "words lost"


def test_words_that_were_hidden() -> None:
    """Text that the document hid may go, also where nothing was redacted."""
    shown_line, hidden = "Nästa punkt på listan.", "Arbetsnamn Grodan"
    original = document(shown_line, hidden)
    plain = Expected(Plan(Sha256("0" * 64), (), ()), (), (), (hidden,))
    assert where(original, document(shown_line), plain) is None
    assert where(original, document(hidden), plain) == "words lost"


def test_fields_that_became_text() -> None:
    """What a field showed and the copy shows as text is not added, and must not be lost."""
    copy = Copy()
    copy.field(
        T=String("f"),
        V=String("Ifyllt"),
        F=4,
        AP=Dictionary(N=copy.form(show("Ifyllt", 0, 0))),
    )
    plain = Expected(Plan(Sha256("0" * 64), (), ()), (), ())
    assert where(copy.build(), document("Ifyllt"), plain) is None
    assert where(copy.build(), document(), plain) == "words lost"
    assert where(copy.build(), document("Ifyllt", "mer"), plain) == "words added"


def test_a_page_that_went() -> None:
    """A dropped page may take its words when the plan names them, and only then."""
    copy = Copy()
    copy.draw(show("Hemligt ärende"), page=1)
    original = copy.build()
    shorter = Copy()
    del shorter.root.StructTreeRoot
    del shorter.pdf.pages[1]
    del shorter.page["/StructParents"]
    output = shorter.build()
    gone = ("Ordföranden hälsade alla välkomna.", "Hemligt ärende")
    assert where(original, output, Expected(Plan(Sha256("0" * 64), (), ()), (), (), gone)) is None
    assert where(original, output, Expected(Plan(Sha256("0" * 64), (), ()), (), (), gone[1:])) == "words lost"


def pictured(text: str) -> Expected:
    """The plan of something that was taken from a picture of the first page."""
    box = PdfBox(0, 72, 242, 172, 342)
    redaction = Redaction(FindingId("1" * 16), LayerId("ocr:1"), Span(0, 15), (box,), "")
    return Expected(Plan(Sha256("0" * 64), (), (redaction,)), (Secret(SecretKind.NAME, text),), ())


def test_pixels() -> None:
    """A secret that OCR still reads on a page with a touched picture stops the copy; so does failing OCR."""
    copy = Copy()
    copy.image()
    output = copy.build()

    def probe(read: str | None, name: str = NAME) -> str | None:
        seen: list[bytes] = []

        def reader(png: bytes) -> str | None:
            seen.append(png)
            return read

        try:
            verify(output, MEDIA_TYPE, pictured(name), lambda text: (), output, reader)
        except UnseenError:
            return "unseen"
        except LeakError as error:
            return str(error.fields["probe"])
        assert len(seen) == 1 and seen[0].startswith(b"\x89PNG")
        return None

    assert probe("Nämnden höll sitt möte") is None
    assert probe(f"om {NAME} här") == "ocr"
    assert probe(None) == "unseen"


def stopped_by(copy: Copy) -> str | None:
    try:
        PdfCopy(copy.build()).structure()
    except LeakError as error:
        return str(error.fields["where"])
    return None


def with_font(letters: str, shown: int) -> Copy:
    """A copy with a font that maps `letters` and shows so many of them."""
    copy = Copy()
    copy.resource("/Font", "/F9", mapped(copy, letters))
    codes = "".join(f"{code:04X}" for code in range(1, shown + 1))
    copy.draw(b"BT /F9 12 Tf 72 400 Td <" + codes.encode() + b"> Tj ET")
    return copy


def test_fonts_hold_what_is_shown() -> None:
    """A map or a width of a letter that is not shown stops the copy."""
    assert stopped_by(with_font("abc", 3)) is None
    assert stopped_by(with_font("abcd", 3)) == "font, map"
    wide = with_font("abc", 3)
    font = wide.page.Resources.Font.F9
    font.DescendantFonts[0].W = Array([1, Array([500, 500, 500, 700])])
    assert stopped_by(wide) == "font, widths"


def test_pictures_hold_pixels() -> None:
    """A JPEG with its own header passes; one with a further segment, or pixels of a wrong number, do not."""
    header = b"JFIF\0\1\1\0\0\1\0\1\0\0"
    for data, filtered, stopped in (
        (jpeg(0xE0, header), True, None),
        (jpeg(0xE2, b"profile"), True, "image, data beside the pixels"),
        (b"\x80" * 256, False, None),
        (b"\x80" * 300, False, "image, data beside the pixels"),
    ):
        copy = Copy()
        copy.image(data, **({"Filter": Name.DCTDecode} if filtered else {}))
        assert stopped_by(copy) == stopped


@pytest.mark.parametrize("key", ["FontFile2", "FontFile3"])
def test_programs_hold_what_is_shown(key: str) -> None:
    """A program with more glyphs than are shown, or with a table of names, stops the copy."""
    make = truetype if key == "FontFile2" else cff
    assert stopped_by(with_program(key, make(4))) is None
    assert stopped_by(with_program(key, make(5))) == "font, glyphs"
    if key == "FontFile2":
        assert stopped_by(with_program(key, truetype(4, "name"))) == "font, table"


def with_program(key: str, program: bytes) -> Copy:
    copy = with_font("abc", 3)
    font = copy.page.Resources.Font.F9
    font.DescendantFonts[0].FontDescriptor[f"/{key}"] = copy.stream(program)
    return copy


def truetype(glyphs: int, extra: str | None = None) -> bytes:
    from fontTools.fontBuilder import FontBuilder
    from fontTools.ttLib.tables._g_l_y_f import Glyph

    names = [".notdef", *(f"g{n}" for n in range(1, glyphs))]
    builder = FontBuilder(1000)
    builder.setupGlyphOrder(names)
    builder.setupGlyf({name: Glyph() for name in names})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (500, 0)))
    builder.setupHorizontalHeader()
    builder.setupMaxp()
    if extra:
        builder.setupNameTable({"familyName": "Arial"})
    out = BytesIO()
    builder.font.save(out)
    return out.getvalue()


def cff(glyphs: int) -> bytes:
    from fontTools.fontBuilder import FontBuilder
    from fontTools.misc.psCharStrings import T2CharString

    names = [".notdef", *(f"g{n}" for n in range(1, glyphs))]
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(names)
    strings = {name: T2CharString(program=[500, "endchar"]) for name in names}
    builder.setupCFF("Arial", {}, strings, {})
    out = BytesIO()
    compiled = builder.font["CFF "].compile(builder.font)
    out.write(compiled)
    return out.getvalue()


def test_pikepdf_and_us_read_the_same() -> None:
    """Our own parser reads what qpdf does: strings, names and numbers of every object."""
    copy = Copy()
    copy.bookmark.Title = String("(a) \\ ) \r\n é €")
    copy.pdf.docinfo.Title = String("Å \u2028 𝄞")
    from redactor.verify.pdf.file import take_apart

    data = copy.build()
    file = take_apart(data)
    with pikepdf.open(BytesIO(data)) as pdf:
        for found in pdf.objects:
            if isinstance(found, Dictionary):
                held = file.items[found.objgen[0]].keys
                assert {f"/{key}" for key in held} == set(found.keys())
                for key in held:
                    if isinstance(found[f"/{key}"], String):
                        assert held[key] == bytes(found[f"/{key}"])
                    if isinstance(found[f"/{key}"], Name):
                        assert held[key] == str(found[f"/{key}"])[1:]


def test_lines_of_a_turned_page() -> None:
    """pdfium orders the lines of a turned page by their widths; within a line words must keep their order."""

    def turned(*lines: str) -> bytes:
        copy = Copy()
        copy.page.Rotate = 90
        for number, line in enumerate(lines):
            copy.draw(show(line, y=600 - 20 * number))
        return copy.build()

    original = turned(f"Beslut: {NAME} får stöd.", "Nästa punkt på listan.")
    placed = f"Beslut: {PLACEHOLDER} får stöd."
    assert where(original, turned("Nästa punkt på listan.", placed)) is None
    assert where(original, turned("Nästa på punkt listan.", placed)) == "order of words"
    assert where(original, turned("Nästa punkt på.", placed)) == "words lost"


def test_lines_that_run_to_several_sides() -> None:
    """pdfium reads a line upside down and one that runs down, where they meet, as one line."""

    def page(*stretches: str) -> Page:
        return Page(" ".join(stretches), 0, turned=True, stretches=stretches)

    original = document(f"Vänd {NAME} slut", f"Vriden {NAME} rad")
    plan = expecting().plan
    twice = replace(plan, redactions=(*plan.redactions, replace(plan.redactions[0], span=Span(20, 35))))
    expected = replace(expecting(gone=(NAME, NAME)), plan=twice)
    upright = Page("Ordföranden hälsade alla välkomna.", 0, turned=False)

    def compared(*stretches: str) -> None:
        unchanged(original, (page("Nämnden höll sitt möte i Storgården.", *stretches), upright), expected)

    compared(f"slut {PLACEHOLDER} Vänd", f"Vriden {PLACEHOLDER} rad")
    compared(f"{PLACEHOLDER} slut", "Vänd", "Vriden", f"{PLACEHOLDER} rad")
    with pytest.raises(LeakError, match="order of words"):
        compared(f"slut {PLACEHOLDER} Vänd Vriden", f"{PLACEHOLDER} rad")


def test_an_area_that_goes_is_a_placeholder_without_a_finding() -> None:
    """A picture that nobody could read goes with its page."""
    area = PdfBox(0, 0.0, 0.0, 595.0, 842.0)
    plan = Plan(Sha256("0" * 64), (), (), (area,))
    expected = Expected(plan, (), (), ())
    assert where(document("Under bilden."), document(AREA_PLACEHOLDER), expected) is None
    assert (
        where(document("Under bilden."), document(AREA_PLACEHOLDER, AREA_PLACEHOLDER), expected)
        == "placeholders"
    )


def read_otherwise(properties: str) -> bytes:
    """A page with words that a marked-content sequence says are others."""
    copy = Copy()
    copy.draw(show("Nästa punkt på listan.", y=600))
    copy.draw(b"/Span " + properties.encode() + b" BDC " + show("Öppet hus i parken.", y=580) + b"EMC\n")
    if properties.startswith("/"):
        copy.page.Resources.Properties = Dictionary(MC0=Dictionary(ActualText=String("Något annat")))
    return copy.build()


@pytest.mark.parametrize("properties", ["<</ActualText (Något annat)>>", "/MC0"])
def test_what_is_shown_counts(properties: str) -> None:
    """Words that stand for the glyphs (ActualText) go; the glyphs' own words must stay."""
    nothing = Expected(Plan(Sha256("0" * 64), (), ()), (), (), ())
    original = read_otherwise(properties)
    assert where(original, document("Nästa punkt på listan.", "Öppet hus i parken."), nothing) is None
    assert where(original, document("Nästa punkt på listan."), nothing) == "words lost"
    assert where(original, document("Nästa punkt på listan.", "Något annat"), nothing) == "words lost"


def test_text_off_the_page() -> None:
    """It goes, and that is no loss; nor is it one that stays. What the page shows must stay."""
    nothing = Expected(Plan(Sha256("0" * 64), (), ()), (), (), ())
    copy = Copy()
    copy.draw(show("Nästa punkt på listan.", y=600) + show("Utanför sidans kant.", y=-40))
    original = copy.build()
    assert where(original, document("Nästa punkt på listan."), nothing) is None
    assert where(original, document("Nästa punkt på listan.", "Utanför sidans kant."), nothing) is None
    assert where(original, document("Utanför sidans kant."), nothing) == "words lost"
    assert where(original, document("Nästa punkt på listan.", "Bekväm"), nothing) == "words added"


@pytest.mark.parametrize(("step", "whole"), [(10, True), (20, True), (60, False)])
def test_letter_spaced_words_are_heard_whole(step: int, whole: bool) -> None:
    """The recognizers hear a number that is drawn letter by letter, and no columns of digits."""
    heard: list[str] = []

    def listen(text: str) -> tuple[Hit, ...]:
        heard.append(text)
        return ()

    copy = Copy()
    for at, sign in enumerate("811218"):
        copy.draw(show(sign, x=72 + step * at))
    verify(copy.build(), MEDIA_TYPE, Expected(Plan(Sha256("0" * 64), (), ()), (), (), ()), listen)
    assert any("811218" in text for text in heard) == whole


def bound(*pages: tuple[str, ...]) -> bytes:
    """A document of several pages."""
    with pikepdf.new() as made:
        for lines in pages:
            with pikepdf.open(BytesIO(document(*lines))) as page:
                made.pages.append(page.pages[0])
        out = BytesIO()
        made.save(out, deterministic_id=True)
        return out.getvalue()


@pytest.mark.parametrize(("line", "stopped"), [("Nämnden sida 2", None), ("Nästa punkt", "words lost")])
def test_a_dropped_page_takes_its_running_lines_alone(line: str, stopped: str | None) -> None:
    """Header and page number go with a page that is wholly secret, a line of its own does not."""
    first, last = ("Nämnden sida 1", "Val av justerare"), ("Nämnden sida 3", "Mötet avslutas")
    original = bound(first, (line, NAME), last)
    redaction = Redaction(FindingId("1" * 16), LayerId("body"), Span(0, 15), (PdfRun(1, 1, Span(0, 15)),), "")
    expected = Expected(Plan(Sha256("0" * 64), (), (redaction,)), (), (), (NAME,))
    assert where(original, bound(first, last), expected) == stopped
