"""Whose a phone, an address or an account is, in Word's layouts and in plain text's."""

import io
from collections.abc import Callable

import docx
import pytest
from docx.document import Document as Word
from hypothesis import given
from hypothesis import strategies as st

from redactor.domain.document import Document, LayerId, Span
from redactor.domain.folding import fold
from redactor.domain.review import Action, Certainty, Evidence, Finding, FindingId, Role, Scope
from redactor.formats.docx import Docx
from redactor.formats.text import Text
from redactor.recognizers.persons import Persons
from redactor.roles import assign, people
from redactor.roles.lines import lines

BODY = LayerId("body")
PHONE = "070-174 06 05"
APPLICANT = ("Sökande: Siv Nyman", "Fastighet: Eken 1:2", "Telefon: 070-174 06 05")


def word(build: Callable[[Word], object]) -> Document:
    made = docx.Document()
    build(made)
    out = io.BytesIO()
    made.save(out)
    return Docx().read(out.getvalue(), ocr=lambda _: None)


def paragraphs(*texts: str) -> Document:
    return word(lambda d: [d.add_paragraph(t) for t in texts])


def table(*rows: tuple[str, ...]) -> Document:
    def build(made: Word) -> None:
        grid = made.add_table(rows=len(rows), cols=len(rows[0]))
        for i, row in enumerate(rows):
            for j, text in enumerate(row):
                grid.cell(i, j).text = text

    return word(build)


def text(content: str) -> Document:
    return Text("text/plain").read(content.encode(), ocr=lambda _: None)


def finding(document: Document, span: Span, entity: str) -> Finding:
    evidence = Evidence("rule", 0.9, "Skäl.", "GDPR 6", Scope.SPAN, Action.REDACT)
    cut = span.cut(document.layer(BODY).text)
    name = FindingId(f"{entity}:{span.start}")
    return Finding(name, BODY, span, entity, None, Certainty.CERTAIN, None, evidence, cut)


def role_of(document: Document, wanted: str, entity: str) -> Role | None:
    layer = document.layer(BODY)
    folded = fold(layer.text)
    persons = [finding(document, folded.span(h.span), "PERSON") for h in Persons().hits(folded.text)]
    at = layer.text.rindex(wanted)
    asked = finding(document, Span(at, at + len(wanted)), entity)
    return next(f.role for f in assign(people(document, ()), [*persons, asked]) if f.id == asked.id)


@pytest.mark.parametrize(
    "document",
    [
        paragraphs(*APPLICANT),
        paragraphs("Siv Nyman, 850101-2384", "Provgatan 5", "999 99 Orten", PHONE),
        paragraphs("\n".join(APPLICANT)),
        table(("Sökande", "Siv Nyman"), ("Fastighet", "Eken 1:2"), ("Telefon", PHONE)),
        table(("Sökande\nSiv Nyman\n" + PHONE, "Handläggare\nKarl Berg")),
        table(("Dnr", "Sökande", "Telefon"), ("B 1", "Siv Nyman", PHONE)),
        text("\n".join(APPLICANT)),
        text("Sökande är Siv Nyman, som bor i Orten sedan många år\nmed telefon 070-174 06 05."),
    ],
    ids=["paragraphs", "address", "breaks", "form", "cell", "row", "text", "wrapped"],
)
def test_applicant_block(document: Document) -> None:
    """A phone in an applicant's block is private, however the block is laid out."""
    assert role_of(document, PHONE, "PHONE_NUMBER") is Role.PRIVATE


NEIGHBOUR = "Grannen Siv Nyman har framfört att huset skymmer sikten."


@pytest.mark.parametrize(
    "document",
    [
        paragraphs(NEIGHBOUR, "Beslut", "2. Avgiften betalas till bankgiro 5050-1055."),
        paragraphs(NEIGHBOUR, "Avgiften betalas till bankgiro 5050-1055."),
        paragraphs("Sökande: Siv Nyman", "1. Avgiften betalas till bankgiro 5050-1055."),
        paragraphs("Sökande: Siv Nyman", "Avgiften betalas sedan till bankgiro 5050-1055."),
        word(lambda d: [d.add_paragraph("Siv Nyman, 850101-2384"), d.add_heading("Bankgiro 5050-1055", 2)]),
        table(("Sökande", "Siv Nyman", "Bifall"), ("Avgift", "5050-1055", "Ja")),
        text("Grannen Siv Nyman\n\nAvgiften betalas till bankgiro 5050-1055."),
    ],
    ids=["number", "sentences", "numbered", "sentence", "heading", "rows", "text"],
)
def test_account_beyond_the_stretch(document: Document) -> None:
    """A private name in another sentence, list number, heading or row says nothing of a bankgiro."""
    assert role_of(document, "5050-1055", "SE_BANKGIRO") is Role.FIRM


def test_own_cell_says_more_than_the_row() -> None:
    """The official's phone stays though the row's other cell names a private person."""
    row = table(("Sökande\nSiv Nyman", "Handläggare\nKarl Berg\n08-465 004 00"))
    assert role_of(row, "08-465 004 00", "PHONE_NUMBER") is Role.OFFICIAL


def test_nearest_label_counts() -> None:
    """A phone below the case officer in the applicant's block is the officer's."""
    block = paragraphs("Sökande: Siv Nyman", "Handläggare: Karl Berg", "Telefon: 08-465 004 00")
    assert role_of(block, "08-465 004 00", "PHONE_NUMBER") is Role.OFFICIAL


@given(st.lists(st.sampled_from(["Telefon: 1", "§ 2", "1. Ett", "", "Det är en lång mening här.", "a|b"])))
def test_stretches_are_mutual(parts: list[str]) -> None:
    """If a line is near another, that one is near it."""
    layer = text("\n".join(parts) or "a").layer(BODY)
    read = lines(layer)
    for i in range(len(read.spans)):
        assert all(i in read.around(n) for n in read.around(i))
