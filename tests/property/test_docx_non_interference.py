"""Two DOCX files that differ only in what is redacted give the same copy, byte for byte (removal.md 1)."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from redactor.domain.document import Document, LayerKind, Span
from redactor.domain.records import PLACEHOLDER, Mode, Plan, Redaction
from redactor.domain.review import FindingId
from redactor.formats.docx import Docx
from tests.docx_builder import Builder, everything, paragraph, picture, plain, read, run, table

LETTERS = st.text(alphabet="abcdefghijklmnoåäöABCDEÅÄÖ -0123456789", min_size=3, max_size=40).filter(
    lambda text: text == text.strip() and "  " not in text
)
FORMATS = st.sampled_from(("", "<w:b/>", "<w:i/>", '<w:lang w:val="sv-SE"/>'))
SEAMS = st.sampled_from(
    (
        "",
        "<w:proofErr w:type='spellStart'/>",
        "<w:bookmarkStart w:id='9' w:name='Bo'/><w:bookmarkEnd w:id='9'/>",
        "<w:r><w:lastRenderedPageBreak/></w:r>",
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>AUTHOR</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        "<w:del w:author='B'><w:r><w:delText>x</w:delText></w:r></w:del>",
    )
)
OPEN, CLOSE = "\u2039", "\u203a"
"""Signs that mark, in the tests only, where the secret begins and ends."""


@st.composite
def secret_runs(draw: st.DrawFn) -> str:
    """A secret cut into runs in any way."""
    pieces = draw(st.lists(LETTERS, min_size=1, max_size=4))
    written = run(OPEN, draw(FORMATS))
    for piece in pieces:
        written += draw(SEAMS) + run(piece, draw(FORMATS))
    return written + run(CLOSE, draw(FORMATS))


@st.composite
def secret_blocks(draw: st.DrawFn) -> str:
    """A secret body: paragraphs, lists, tables and pictures in any number."""
    first = run(OPEN, draw(FORMATS)) + run(draw(LETTERS), draw(FORMATS))
    blocks = [paragraph(first, '<w:pStyle w:val="Normal"/>')]
    kinds = draw(st.lists(st.sampled_from(("plain", "empty", "table", "list", "picture")), max_size=5))
    for kind in kinds:
        text = draw(LETTERS)
        blocks.append(
            {
                "plain": plain(text),
                "empty": paragraph(""),
                "table": table(*[(plain(text), plain("x"))] * draw(st.integers(1, 3))),
                "list": plain(text, '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'),
                "picture": paragraph(picture("x1", text) + picture("x2")),
            }[kind]
        )
    blank = paragraph("") * draw(st.integers(0, 3))
    return "".join(blocks) + plain(draw(LETTERS) + CLOSE) + blank


NUMBERING = "".join(
    f'<w:abstractNum w:abstractNumId="{i}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    f'<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    for i in (1, 2)
) + "".join(f'<w:num w:numId="{i}"><w:abstractNumId w:val="{i}"/></w:num>' for i in (1, 2))


def _spans(text: str) -> list[Span]:
    found: list[Span] = []
    at = 0
    while (start := text.find(OPEN, at)) >= 0:
        at = text.index(CLOSE, start) + 1
        found.append(Span(start, at))
    return found


def _plan(document: Document, mode: Mode) -> Plan:
    body = document.layers[0]
    assert body.kind is LayerKind.BODY
    return Plan(
        document.id,
        (),
        tuple(
            Redaction(FindingId("f"), body.id, span, body.anchors_of(span), PLACEHOLDER, mode)
            for span in _spans(body.text)
        ),
    )


def _copy(body: str, mode: Mode) -> bytes:
    built = Builder(body, numbering=NUMBERING)
    for name, content in (("a", b"\x89PNG\r\n\x1a\nA"), ("b", b"\x89PNG\r\n\x1a\nB")):
        built = built.part("image", f"word/media/{name}.png", content)
    content = built.bytes()
    return Docx().apply(content, _plan(read(content), mode))


FRAMES: tuple[Callable[[str], str], ...] = (
    lambda secret: paragraph(run("Till ") + secret + run(" i dag")),
    lambda secret: paragraph(secret, '<w:jc w:val="both"/>') + plain("Efter"),
    lambda secret: table((plain("1"), paragraph(secret)), (plain("2"), plain("b"))) + plain("E"),
    lambda secret: paragraph(f'<w:hyperlink w:anchor="x">{secret}</w:hyperlink>') + plain("E"),
    lambda secret: paragraph(f"<w:smartTag><w:ins w:author='B'>{secret}</w:ins></w:smartTag>") + plain("E"),
)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(FRAMES), secret_runs(), secret_runs())
def test_inline(frame: Callable[[str], str], one: str, other: str) -> None:
    """In a sentence, at a line's end, in a cell, in wrappers: the copy says nothing of the secret."""
    assert _copy(frame(one), Mode.INLINE) == _copy(frame(other), Mode.INLINE)


@settings(max_examples=60, deadline=None)
@given(secret_blocks(), secret_blocks())
def test_block(one: str, other: str) -> None:
    """A body of any length and make-up becomes the same paragraph."""
    kept = paragraph(picture("x2", "karta"))
    before, after = plain("3. Rubrik"), plain("4. Nästa") + kept
    assert _copy(before + one + after, Mode.BLOCK) == _copy(before + other + after, Mode.BLOCK)


@settings(max_examples=40, deadline=None)
@given(secret_blocks())
def test_nothing_of_it_is_left_and_all_else_is(secret: str) -> None:
    """The words before and after are there, the secret's marks are not, and a second pass changes nothing."""
    copy = _copy(plain("Före") + secret + plain("Efter"), Mode.BLOCK)
    again = read(copy)
    assert again.layers[0].text == f"Före\n{PLACEHOLDER}\nEfter"
    assert OPEN.encode() not in everything(copy)
    assert Docx().apply(copy, Plan(again.id, (), ())) == copy
