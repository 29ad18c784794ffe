"""Text and Markdown come back in the encoding, with the newlines and the bytes they came with."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.domain.document import Cell, Sha256, Span
from redactor.domain.records import Mode, Plan, Redaction
from redactor.domain.review import FindingId
from redactor.errors import DamagedError
from redactor.formats.text import Text
from redactor.ocr import Reading

BODY = "Sökande: Åsa\r\nNästa rad\n"


def no_ocr(image: bytes) -> Reading | None:
    raise AssertionError("text holds no pictures")


def plan_of(text: str, secret: str, replacement: str = "[X]") -> Plan:
    start = text.index(secret)
    span = Span(start, start + len(secret))
    redaction = Redaction(
        FindingId("f"), Text().read(b"a", ocr=no_ocr).layers[0].id, span, (span,), replacement
    )
    return Plan(Sha256("0"), (), (redaction,))


@pytest.mark.parametrize(
    ("encoding", "bom"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("cp1252", b""),
    ],
)
def test_encoding_is_kept(encoding: str, bom: bytes) -> None:
    """The layer is the decoded text; the copy has the same encoding, mark and newlines."""
    untrusted = bom + BODY.encode(encoding)
    document = Text().read(untrusted, ocr=no_ocr)
    assert document.layers[0].text == BODY
    copy = Text().apply(untrusted, plan_of(BODY, "Åsa"))
    assert copy == bom + BODY.replace("Åsa", "[X]").encode(encoding)


def test_nothing_to_redact_is_byte_for_byte() -> None:
    """An empty plan gives the bytes themselves."""
    untrusted = "\n\n å\r\n".encode("cp1252")
    assert Text().apply(untrusted, Plan(Sha256("0"), (), ())) == untrusted


def test_encoding_tells_nothing_of_the_secret() -> None:
    """Where only the secret had letters beyond ASCII, the copy is the same as from an ASCII file."""
    accented, plain = "Namn: Åsa\n", "Namn: Bo\n"
    placeholder = "Borttagen på grund av sekretess"
    first = Text().apply(accented.encode("cp1252"), plan_of(accented, "Åsa", placeholder))
    second = Text().apply(plain.encode("ascii"), plan_of(plain, "Bo", placeholder))
    assert first == second


@pytest.mark.parametrize(
    "untrusted",
    [
        "bra å ".encode() + b"\xff trasig \xc3",
        b"noll \x00 byte",
        b"\x81\x8d",
        codecs.BOM_UTF16_LE + b"a",
        b"styr \x1b[31m",
    ],
)
def test_no_text_is_damaged(untrusted: bytes) -> None:
    """Bytes that are no text in an encoding we write back are refused."""
    with pytest.raises(DamagedError):
        Text().read(untrusted, ocr=no_ocr)


def test_blocks_of_lines() -> None:
    """Each line that is not blank is a block; bold lines and Markdown headings say so."""
    text = "# Rubrik\n\n**Fet rad**\nvanlig **fet** rad\n"
    blocks = Text().read(text.encode(), ocr=no_ocr).layers[0].blocks
    assert [(b.span.cut(text), b.level, b.bold) for b in blocks] == [
        ("# Rubrik", 1, False),
        ("**Fet rad**", None, True),
        ("vanlig **fet** rad", None, False),
    ]


def test_cells_of_tables() -> None:
    """Rows parted by bars or tabs give one block a cell, and the rule row none."""
    text = "| Nr | Rubrik |\n|----|:------|\n| 1 | **A** |\n\n1\tB\tC\n"
    blocks = Text().read(text.encode(), ocr=no_ocr).layers[0].blocks
    assert [(b.span.cut(text), b.cell) for b in blocks] == [
        ("Nr", Cell(0, 0, 0)),
        ("Rubrik", Cell(0, 0, 1)),
        ("1", Cell(0, 1, 0)),
        ("**A**", Cell(0, 1, 1)),
        ("1", Cell(1, 0, 0)),
        ("B", Cell(1, 0, 1)),
        ("C", Cell(1, 0, 2)),
    ]


def cells(text: str) -> list[tuple[str, tuple[int, int, int] | None]]:
    blocks = Text().read(text.encode(), ocr=no_ocr).layers[0].blocks
    return [
        (b.span.cut(text), None if b.cell is None else (b.cell.table, b.cell.row, b.cell.column))
        for b in blocks
    ]


def test_cells_between_bars_and_wide_blanks() -> None:
    """Bars between the cells alone, and blanks of three and more, part the columns of numbered rows."""
    assert cells("Nr | Ärende | Dnr\n1 | Budget | KS 1\n2 | Val |\n") == [
        ("Nr", (0, 0, 0)),
        ("Ärende", (0, 0, 1)),
        ("Dnr", (0, 0, 2)),
        ("1", (0, 1, 0)),
        ("Budget", (0, 1, 1)),
        ("KS 1", (0, 1, 2)),
        ("2", (0, 2, 0)),
        ("Val", (0, 2, 1)),
    ]
    wide = (
        "Nr   Ärende          Dnr\n1.   Budget för      KS 1\n     nästa år\n2.   Val             KS 2    x\n"
    )
    assert cells(wide) == [
        ("Nr", (0, 0, 0)),
        ("Ärende", (0, 0, 1)),
        ("Dnr", (0, 0, 2)),
        ("1.", (0, 1, 0)),
        ("Budget för", (0, 1, 1)),
        ("KS 1", (0, 1, 2)),
        ("nästa år", (0, 2, 1)),
        ("2.", (0, 3, 0)),
        ("Val", (0, 3, 1)),
        ("KS 2", (0, 3, 2)),
        ("x", (0, 3, 3)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berglind (S)    ordförande    ja\nPer Kvist (M)    ledamot    nej\n",
        "1    Budget    KS 1\n",
        "a | b\n",
        "Datum    2024-01-01    Plats    Salen\n1    ett    två\n",
        "en rad  med  två  blanka\n12  och  en  till\n13  och  en\n",
    ],
)
def test_no_table(text: str) -> None:
    """Rolls, one row alone, and blanks that are not wide are lines."""
    assert all(cell is None for _, cell in cells(text))


@given(st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=60), st.data())
def test_only_the_span_changes(text: str, data: st.DataObject) -> None:
    """Whatever span is redacted, what stands before and after is in the copy unchanged."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = Span(start, end)
    untrusted = text.encode("utf-8")
    layer = Text().read(untrusted, ocr=no_ocr).layers[0]
    redaction = Redaction(FindingId("f"), layer.id, span, layer.anchors_of(span), "[X]", Mode.INLINE)
    copy = Text().apply(untrusted, Plan(Sha256("0"), (), (redaction,)))
    shown = layer.text
    assert copy.decode("utf-8-sig") == shown[: span.start] + "[X]" + shown[span.end :]
