"""Two documents that differ only in what is removed give the same copy, byte for byte."""

import io
from datetime import date

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from redactor import Redactor

NUMBERS = ("850709-9896", "19850709-9896", "680224-9844", "910630-9801")
SHORT, LONG = (
    ("Bo Ek", "Ö"),
    ("Maximiliana von Hårdhjelm-Åkerstierna", "Ansökan om bistånd till bostadsanpassning"),
)

SHAPES = (
    "Socialnämnden\n\n1. Upprop\n\n2. {heading}\n\nSN 2024/7\n\nSekretess 26 kap. 1 § OSL\n\n{body}\n\n"
    "3. Budget\n\nSN 2024/8\n\nBudgeten antas.\n",
    "§ 4 {heading}\nDnr SN 2024/7\n\nSekretess 26 kap 1 § OSL\n\n{body}\n\n§ 5 Budget\n\nBudgeten antas.\n",
    "Protokoll\n\nSökande: {name}, {number}, har skrivit till nämnden.\n\nNämnden svarar.\n",
    "Protokoll\n\nSökande: {name}\nTelefon: 070-174 06 42\n\nNämnden svarar {name}s skrivelse.\n",
)
sentences = st.lists(
    st.text("abcdefghijklmnoåäö ", min_size=5, max_size=60).map(lambda s: f"Hon {s.strip()}."),
    min_size=1,
    max_size=4,
).map("\n\n".join)


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return Redactor(key=bytes(32), today=date(2024, 12, 31))


def word_file(text: str) -> bytes:
    document = docx.Document()
    for line in text.rstrip("\n").split("\n"):
        if line:
            document.add_paragraph(line)
    document.core_properties.title = text[:40]
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("shape", range(len(SHAPES)))
@pytest.mark.parametrize("as_word", [False, True], ids=["text", "word"])
def test_short_and_long_secret(shape: int, as_word: bool, redactor: Redactor) -> None:
    """Names of 5 and 37 letters, headings of 1 and 41, bodies of one line and many: one copy."""
    copies = []
    for (name, heading), number, body in (
        ((SHORT[0], "Bistånd"), NUMBERS[0], "Hon bifalls."),
        (LONG, NUMBERS[1], "Han avslås.\n\n1. Första.\n2. Andra.\n\nBeslutsunderlag\n\n- Utredning"),
    ):
        text = SHAPES[shape].format(name=name, heading=heading, number=number, body=body)
        source, suffix = (word_file(text), "a.docx") if as_word else (text.encode(), "a.txt")
        copies.append(redactor.redact(source, suffix).output)
    assert copies[0] == copies[1]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=sentences, second=sentences, heading=st.text("abcdefghåäö ", min_size=3, max_size=80))
def test_any_body_gives_the_same_copy(first: str, second: str, heading: str, redactor: Redactor) -> None:
    """Whatever stands in a secret item, the copy is the same, in text and in Word."""
    texts = [
        SHAPES[0].format(heading=h, body=b)
        for h, b in ((f"Ärende {heading.strip()}".strip(), first), ("Ärende om vård", second))
    ]
    assert len({redactor.redact(t.encode(), "a.txt").output for t in texts}) == 1
    assert len({redactor.redact(word_file(t), "a.docx").output for t in texts}) == 1
