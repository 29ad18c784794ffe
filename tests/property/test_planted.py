"""Invented secrets planted in random places of random documents are never found again in the copy."""

import io
import re
import unicodedata
import zipfile
from datetime import date

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from redactor import Redactor

TERM = "Alfhild Brännströmer"
"""Given as a known secret; spread in any writing."""

PARAGRAPHS = (
    "Nämnden godkänner redovisningen och lägger den till handlingarna.",
    "Kostnaden ryms inom budgeten för 2024 och uppgår till 1 250 000 kronor.",
    "Beslutet skickas till kommunstyrelsen (dnr KS 2024/118).",
    "1. Upprop",
    "2. Verksamhetsplan 2025",
    "Sammanfattning",
    "- Tjänsteskrivelse 2024-03-11",
    "Ordföranden finner att nämnden bifaller förslaget.",
)


def luhn(digits: str) -> str:
    total = sum(sum(divmod(int(d) * (2 - i % 2), 10)) for i, d in enumerate(digits))
    return str(-total % 10)


@st.composite
def personnummer(draw: st.DrawFn) -> str:
    """A generated number (serial 98x, Skatteverket's for tests) in some writing."""
    day = draw(st.dates(date(1930, 1, 1), date(2015, 12, 28)))
    short = day.strftime("%y%m%d") + "98" + str(draw(st.integers(0, 9)))
    digits = short + luhn(short)
    separator = draw(st.sampled_from(["-", "\u2011", "\u2013", "\u00ad-", "-\u00ad", " - "]))
    century = draw(st.sampled_from(["", day.strftime("%Y")[:2]]))
    return century + digits[:6] + separator + digits[6:]


terms = st.sampled_from(
    [
        TERM,
        f"{TERM}s",
        TERM.upper(),
        unicodedata.normalize("NFD", TERM),
        "Brännströmer, Alfhild",
        TERM.replace(" ", "\u00a0"),
        "Alf\u00adhild Bränn\u00adströmer",
    ]
)
places = st.tuples(st.integers(0, 7), st.integers(0, 200))


def planted(choices: list[tuple[int, int]], secrets: list[str]) -> str:
    paragraphs = [PARAGRAPHS[i] for i, _ in choices]
    for (_, at), secret, row in zip(choices, secrets, range(len(paragraphs)), strict=False):
        words = paragraphs[row].split(" ")
        words.insert(1 + at % len(words), secret)
        paragraphs[row] = " ".join(words)
    return "\n\n".join(paragraphs) + "\n"


def word_file(text: str, cut: int) -> bytes:
    """One run a few characters long after the other."""
    document = docx.Document()
    for line in text.split("\n\n"):
        paragraph = document.add_paragraph()
        for start in range(0, len(line), cut):
            paragraph.add_run(line[start : start + cut]).bold = bool(start // cut % 2)
    document.sections[0].header.paragraphs[0].text = text.split("\n\n")[0]
    document.core_properties.comments = text[:200]
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def everything(copy: bytes) -> str:
    if not copy.startswith(b"PK"):
        return copy.decode()
    with zipfile.ZipFile(io.BytesIO(copy)) as package:
        return " ".join(re.sub(r"<[^>]*>", "", package.read(n).decode("latin-1")) for n in package.namelist())


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return Redactor(key=bytes(32), today=date(2024, 12, 31), terms=(TERM,))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    choices=st.lists(places, min_size=2, max_size=6),
    numbers=st.lists(personnummer(), min_size=1, max_size=3),
    names=st.lists(terms, min_size=1, max_size=3),
    cut=st.integers(1, 9),
)
def test_planted_secrets_are_gone(
    choices: list[tuple[int, int]], numbers: list[str], names: list[str], cut: int, redactor: Redactor
) -> None:
    """Neither a number's last digits nor a part of the name survives in text or Word."""
    text = planted(choices, [s for pair in zip(numbers, names, strict=False) for s in pair])
    for source, name in ((text.encode(), "a.txt"), (word_file(text, cut), "a.docx")):
        left = everything(redactor.redact(source, name).output)
        plain = re.sub(r"[^\w]", "", unicodedata.normalize("NFKC", left)).casefold()
        assert "brännströmer" not in plain
        assert "alfhild" not in plain
        for number in numbers[: len(choices)]:
            tail = re.sub(r"\D", "", unicodedata.normalize("NFKC", number))[-10:]
            assert tail not in plain
