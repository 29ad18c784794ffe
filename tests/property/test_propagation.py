"""What propagation promises of any document."""

from hypothesis import given
from hypothesis import strategies as st

from redactor.domain.document import LayerId, Span
from redactor.domain.review import Action, Certainty, Evidence, Finding, FindingId, Role, Scope
from redactor.formats.text import Text
from redactor.propagation import propagate
from redactor.roles import people

NAME = "Siv Zlurpman"
LABEL = f"Sökande: {NAME}\n"
WORDS = st.lists(
    st.sampled_from(["Nämnden", "beslutar", "att", "Karl Berg (S)", "bifall.", "\n", "\n\n"]), max_size=30
)


def private(text: str) -> Finding:
    at = text.index(NAME)
    evidence = Evidence("r", 0.95, "Skäl.", "GDPR 6", Scope.SPAN, Action.REDACT)
    span = Span(at, at + len(NAME))
    return Finding(
        FindingId("x"), LayerId("body"), span, "PERSON", None, Certainty.CERTAIN, Role.PRIVATE, evidence, NAME
    )


@given(
    WORDS,
    st.lists(st.sampled_from([NAME, "Zlurpman, Siv", "SIV ZLURPMANS", "Siv\nZlurpman"]), min_size=1),
    WORDS,
)
def test_no_planted_name_is_left(before: list[str], planted: list[str], after: list[str]) -> None:
    """Wherever and however a private name stands, it lies in a finding."""
    text = LABEL + " ".join(before) + " - " + " - ".join(planted) + " - " + " ".join(after)
    document = Text("text/plain").read(text.encode(), ocr=lambda _: None)
    found = propagate(people(document, ()), [private(text)], b"k")
    left = list(text)
    for f in found:
        left[f.span.start : f.span.end] = "#" * len(f.span)
    assert "zlurpman" not in "".join(left).casefold()


@given(WORDS)
def test_public_text_is_untouched(words: list[str]) -> None:
    """Text that holds nothing of a private name gets no finding, and a second run adds nothing."""
    text = LABEL + " ".join(words)
    document = Text("text/plain").read(text.encode(), ocr=lambda _: None)
    source = private(text)
    once = propagate(people(document, ()), [source], b"k")
    assert once == (source,)
    assert propagate(people(document, ()), once, b"k") == once
