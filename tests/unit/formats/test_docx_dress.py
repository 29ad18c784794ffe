"""A placeholder looks like the kept text around it, never like what was removed."""

import pytest

from redactor.domain.records import PLACEHOLDER, Mode
from tests.docx_builder import Builder, apply, paragraph, plain, read, redaction, run, xml

BOLD, ITALIC, BIG = "<w:b/>", "<w:i/>", '<w:sz w:val="40"/>'


def redacted(body: str, text: str = "Bo Ek", mode: Mode = Mode.INLINE) -> str:
    """The document's XML with `text` replaced."""
    content = Builder(body).bytes()
    return xml(apply(content, redaction(read(content), text, PLACEHOLDER, mode)))


def formatting(copy: str) -> str:
    """The `w:rPr` of the placeholder's run."""
    before = copy[: copy.index(PLACEHOLDER)]
    start = before[before.rindex("<w:r>") + 5 :]
    return start[7 : start.index("</w:rPr>")] if start.startswith("<w:rPr>") else ""


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        pytest.param(run("Hej ") + run("B", BOLD) + run("o Ek") + run(" då", ITALIC), "", id="before"),
        pytest.param(run("Hej ", BOLD) + run("Bo ", ITALIC) + run("Ek"), BOLD, id="bold-before"),
        pytest.param(run("Bo Ek", BOLD) + run(" då", ITALIC), ITALIC, id="after"),
        pytest.param(run("Hej Bo Ek", BOLD) + run(" då", ITALIC), BOLD, id="same-run-before"),
        pytest.param(run("Bo Ek då", BOLD) + run("!", ITALIC), BOLD, id="same-run-after"),
        pytest.param(run("Hej ", ITALIC) + run("Bo Ek då", BOLD), ITALIC, id="before-wins"),
        pytest.param(
            run("Hej ", ITALIC) + run("– ", BOLD) + run("Bo Ek", BOLD), ITALIC, id="signs-say-nothing"
        ),
        pytest.param(
            run("m") + run("2", '<w:vertAlign w:val="superscript"/>') + run("Bo Ek", BOLD), "", id="raised"
        ),
        pytest.param(run("Bo Ek", BOLD), "", id="alone"),
    ],
)
def test_the_placeholder_follows_the_kept_run(runs: str, expected: str) -> None:
    """The kept run before it decides, else the one after it, else nothing."""
    assert formatting(redacted(paragraph(runs))) == expected


def test_what_stands_around_keeps_its_formatting() -> None:
    """A run that is cut in the middle is the same on both sides."""
    copy = redacted(paragraph(run("Till ") + run("Hr Bo Ek då", BOLD)))
    assert f"<w:rPr>{BOLD}</w:rPr><w:t>Hr {PLACEHOLDER} då</w:t>" in copy


def test_alone_it_looks_as_its_style_usually_does() -> None:
    """The most common font, size and weight of kept text in paragraphs of the style."""
    body = plain("Kort", "") + paragraph(run("Lång brödtext", BIG)) + paragraph(run("Rubrik", BOLD), STYLE)
    assert formatting(redacted(body + paragraph(run("Bo Ek", BOLD + ITALIC)))) == BIG
    assert formatting(redacted(body + paragraph(run("Bo Ek", BIG), STYLE))) == BOLD


STYLE = '<w:pStyle w:val="Rubrik1"/>'


def test_links_do_not_lend_their_look() -> None:
    """A placeholder after a link is not blue."""
    link = f'<w:hyperlink w:anchor="x">{run("länk", ITALIC)}</w:hyperlink>'
    mark = '<w:bookmarkStart w:id="1" w:name="x"/><w:bookmarkEnd w:id="1"/>'
    assert formatting(redacted(paragraph(mark + link + run(" Bo Ek", BOLD)))) == ""


def test_two_placeholders_in_one_text() -> None:
    """Each stands where its name stood."""
    content = Builder(paragraph(run("Bo Ek, Al Bo och Bo Ek.", BOLD) + run("Slut"))).bytes()
    document = read(content)
    copy = xml(apply(content, redaction(document, "Bo Ek", "[1]"), redaction(document, "Al Bo", "[2]")))
    assert f"<w:rPr>{BOLD}</w:rPr><w:t>[1], [2] och Bo Ek.</w:t>" in copy


@pytest.mark.parametrize("count", [0, 1, 5])
def test_blank_paragraphs_after_a_body_go(count: int) -> None:
    """How many there were is not told; those above it, and after other text, stay."""
    blank = "<w:p/>"
    body = (
        plain("Dnr") + blank + plain("Bo") + blank * 2 + plain("Ek") + blank * count + plain("Nästa") + blank
    )
    copy = redacted(body + plain("Slut"), "Bo…Ek", Mode.BLOCK)
    assert copy.count(blank) == 2
    assert f'{PLACEHOLDER}</w:t></w:r></w:p><w:p><w:r><w:t xml:space="preserve">Nästa' in copy


@pytest.mark.parametrize(
    "kept",
    [
        pytest.param('<w:p><w:r><w:br w:type="page"/></w:r></w:p>', id="page break"),
        pytest.param("<w:p><w:pPr><w:pageBreakBefore/></w:pPr></w:p>", id="break before"),
        pytest.param(
            '<w:p><w:pPr><w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:pPr></w:p>', id="section"
        ),
    ],
)
def test_breaks_after_a_body_stay(kept: str) -> None:
    """A new page or section begins where it did."""
    copy = redacted(
        plain("Bo") + plain("Ek") + "<w:p/>" + kept + "<w:p/>" + plain("Slut"), "Bo…Ek", Mode.BLOCK
    )
    assert f"</w:r></w:p>{kept}<w:p/>" in copy


def test_the_shell_of_a_removed_text_box_goes() -> None:
    """No empty mc:AlternateContent is left, and no prefix for it."""
    box = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="9" cy="9"/>'
        '<wp:docPr id="1" name="Textruta 1"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/'
        'office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx><w:txbxContent><w:p><w:r><w:t>Ek</w:t></w:r>'
        "</w:p></w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
        "</mc:Choice></mc:AlternateContent></w:r>"
    )
    copy = redacted(plain("Före") + paragraph(run("Bo ") + box) + plain("Slut"), "Bo…Ek", Mode.BLOCK)
    assert "mc" not in copy
