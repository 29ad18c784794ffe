"""Fields that repeat removed text: their cached result goes, too."""

from collections.abc import Callable

import pytest

from redactor.domain.records import PLACEHOLDER, Mode
from tests.docx_builder import Builder, apply, everything, paragraph, plain, read, redaction, run

MARK = f"[{PLACEHOLDER}]"
SECRET = "Zofia Dahl"


def field(code: str, result: str) -> str:
    """A complex field."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def simple(code: str, result: str) -> str:
    """A field in one element."""
    return f'<w:fldSimple w:instr=" {code} ">{run(result)}</w:fldSimple>'


def marked(inner: str, name: str = "tvars") -> str:
    """A bookmark."""
    return f'<w:bookmarkStart w:id="3" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="3"/>'


def last_line(body: str, reference: str, *, cut: str = SECRET) -> tuple[str, bytes]:
    """The line with the reference, and the copy, after the first `cut` was replaced."""
    content = Builder(body + paragraph(run("Se ") + reference + run(" ovan."))).bytes()
    copy = apply(content, redaction(read(content), cut, PLACEHOLDER, Mode.BLOCK))
    return read(copy).layers[0].text.rsplit("\n", 1)[-1], everything(copy)


@pytest.mark.parametrize("make", [field, simple])
@pytest.mark.parametrize("code", ["REF tvars \\h", "REF TVARS", "tvars", "REF tvars \\r", "PAGEREF tvars"])
def test_what_repeats_removed_text_becomes_the_placeholder(
    make: Callable[[str, str], str], code: str
) -> None:
    """By its bookmark, in any letter case, with any switch: a text is no number."""
    line, copy = last_line(paragraph(run("Av ") + marked(run(SECRET))), make(code, SECRET))
    assert line == f"Se {MARK} ovan."
    assert SECRET.encode() not in copy


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("PAGEREF tvars", "12"),
        ("NOTEREF tvars", "iv"),
        ("REF tvars \\r \\h", "§ 2.3 a"),
        ("REF tvars \\p", "ovan"),
    ],
)
def test_numbers_stay(code: str, shown: str) -> None:
    """Pages, notes and paragraph numbers say nothing of the text."""
    line, _ = last_line(paragraph(run("Av ") + marked(run(SECRET))), field(code, shown))
    assert line == f"Se {shown} ovan."


def test_a_number_that_is_the_marked_text_goes() -> None:
    """Without a switch the field repeats the text, whatever it is."""
    line, _ = last_line(
        paragraph(run("Av ") + marked(run("1234567"))), field("REF tvars", "1234567"), cut="1234567"
    )
    assert line == f"Se {MARK} ovan."


@pytest.mark.parametrize("code", ["REF annat", "REF", "HYPERLINK \\l tvars", "PAGE", "DATE"])
def test_other_fields_stay(code: str) -> None:
    """Fields that repeat something else keep their result."""
    body = paragraph(marked(run("Offentligt"), "annat")) + paragraph(
        marked(run(SECRET)).replace('"3"', '"4"')
    )
    line, _ = last_line(body, field(code, "text"))
    assert line == "Se text ovan."


def test_a_result_split_over_runs_is_one_placeholder() -> None:
    """And what was redacted in it has no placeholder of its own."""
    body = paragraph(marked(run("Av ") + run(SECRET)))
    content = Builder(
        body
        + paragraph(
            run("Se ") + field("REF tvars", "Av Zofia Dahl, 12").replace("Zofia", "Zo</w:t><w:tab/><w:t>fia")
        )
    ).bytes()
    document = read(content)
    copy = apply(content, redaction(document, SECRET, "[x]"), redaction(document, "Dahl, 12", "[y]"))
    assert read(copy).layers[0].text == f"Av [x]\nSe {MARK}"


def test_a_mark_without_width_beside_removed_text_counts() -> None:
    """Its field can hold what once stood there."""
    line, _ = last_line(paragraph(marked("") + run(SECRET)), field("REF tvars", "Zofia"))
    assert line == f"Se {MARK} ovan."


def test_a_mark_over_the_border_of_a_body_counts() -> None:
    """It began in what is removed."""
    body = (
        plain("Hemligt")
        + paragraph('<w:bookmarkStart w:id="3" w:name="tvars"/>' + run(SECRET))
        + paragraph(run("Kvar") + '<w:bookmarkEnd w:id="3"/>')
    )
    line, copy = last_line(body, field("REF tvars", "Mormor"), cut=f"Hemligt…{SECRET}")
    assert line == f"Se {MARK} ovan."
    assert b"Mormor" not in copy


def test_a_reference_inside_a_removed_body_leaves_nothing() -> None:
    """No second placeholder."""
    body = (
        paragraph(run("Hemligt ") + marked(run(SECRET)))
        + paragraph(field("REF tvars", SECRET))
        + plain("Slut")
    )
    content = Builder(body).bytes()
    copy = apply(content, redaction(read(content), "Hemligt…Slut", PLACEHOLDER, Mode.BLOCK))
    assert read(copy).layers[0].text == PLACEHOLDER


@pytest.mark.parametrize(
    ("shown", "expected"), [("Om vård", MARK), ("2. Om vård", MARK), ("Om vården", "Om vården")]
)
def test_a_header_that_repeats_a_removed_heading(shown: str, expected: str) -> None:
    """STYLEREF is compared by its text."""
    header = paragraph(run("Sida, ") + field('STYLEREF "Rubrik 1"', shown))
    section = '<w:sectPr><w:headerReference w:type="default" r:id="x1"/></w:sectPr>'
    content = Builder(plain("2. Om vård") + plain("Mer"), section=section).story("header", header).bytes()
    copy = apply(content, redaction(read(content), "Om vård", PLACEHOLDER))
    assert next(layer.text for layer in read(copy).layers if layer.kind == "header") == f"Sida, {expected}"
