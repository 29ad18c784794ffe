"""Text that is shown backwards is read as it is shown."""

import pytest

from redactor.domain.document import Document
from redactor.domain.records import PLACEHOLDER, Mode, Plan
from redactor.formats.docx import Docx
from tests.docx_builder import Builder, apply, paragraph, read, redaction, run, xml

HEBREW = "\u05d3\u05d5\u05d3"


def override(content: str, direction: str = "rtl") -> str:
    """A `w:bdo`."""
    return f'<w:bdo w:val="{direction}">{content}</w:bdo>'


def document(content: str) -> bytes:
    """One line with `content` in the middle."""
    return Builder(paragraph(run("Hej ") + content + run(" då"))).bytes()


def line(content: bytes) -> str:
    """The body's text."""
    return read(content).layers[0].text


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(override(run("kE oB")), "Bo Ek", id="one run"),
        pytest.param(override(run("k") + run("E ") + run("oB", "<w:b/>")), "Bo Ek", id="three runs"),
        pytest.param(override("<w:r><w:t>21-21</w:t><w:tab/><w:t>oB</w:t></w:r>"), "Bo\t12-12", id="tab"),
        pytest.param(override(run("be\u0301a")), "ae\u0301b", id="accent"),
        pytest.param(override(run("Bo Ek"), "ltr"), "Bo Ek", id="left to right"),
        pytest.param(override(run(HEBREW)), HEBREW, id="hebrew"),
    ],
)
def test_it_is_read_as_it_is_shown(content: str, expected: str) -> None:
    """Runs, signs and letters from the last to the first; accents stay on their letters."""
    assert line(document(content)) == f"Hej {expected} då"


def unread(content: bytes) -> Document:
    """A document with one thing that cannot be read."""
    found = read(content)
    assert [(u.where, u.why) for u in found.unread] == [
        ("omvänd text", "Textens skrivriktning kan inte tolkas.")
    ]
    return found


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(override(run(f"oB {HEBREW}")), id="mixed"),
        pytest.param(override(run("oB") + override(run("kE"))), id="nested"),
        pytest.param(override(f'<w:hyperlink w:anchor="a">{run("oB")}</w:hyperlink>'), id="link"),
        pytest.param(run("\u202ekE oB\u202c"), id="control character"),
    ],
)
def test_what_is_unclear_is_reported_and_goes(content: str) -> None:
    """The copy has nothing of it."""
    source = document(content)
    found = unread(source)
    plan = Plan(found.id, (), (), tuple(u.at for u in found.unread if u.at is not None))
    assert line(Docx().apply(source, plan)) == "Hej  då"


def test_a_placeholder_is_not_set_backwards() -> None:
    """What is left of the line is written in the order in which it was shown."""
    source = document(override(run("!", "<w:i/>") + run("kE oB rH")))
    copy = apply(source, redaction(read(source), "Bo Ek", PLACEHOLDER))
    assert line(copy) == f"Hej Hr {PLACEHOLDER}! då"
    assert "w:bdo" not in xml(copy)


def test_a_line_that_is_not_touched_stays_as_it_was() -> None:
    """The override is formatting like any other."""
    assert override(run("kE oB")) in xml(apply(document(override(run("kE oB")))))


def test_a_removed_body_leaves_no_override() -> None:
    """Nor an empty shell of it."""
    source = document(override(run("kE oB")))
    copy = apply(source, redaction(read(source), "Hej … då", PLACEHOLDER, Mode.BLOCK))
    assert line(copy) == PLACEHOLDER
    assert "w:bdo" not in xml(copy)
