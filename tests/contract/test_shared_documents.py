"""Real documents, already published: nothing public is taken. They lie beside the checkout."""

import io
import re
from collections import Counter
from datetime import date
from pathlib import Path

import docx
import pytest

from redactor import Redactor

SHARED = Path(__file__).parents[3] / "shared"
SEEDS = sorted((SHARED / "seeds").glob("*.txt"))
MINUTES = sorted((SHARED / "data" / "minutes").glob("*.txt"))

pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the shared documents do not lie beside the checkout"
)


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return Redactor(key=bytes(32), today=date(2024, 12, 31))


@pytest.mark.parametrize("seed", SEEDS, ids=lambda p: p.name[:3])
def test_seed_comes_back_byte_for_byte(seed: Path, redactor: Redactor) -> None:
    """Nothing in the seeds is secret or private: the copy is the file."""
    untrusted = seed.read_bytes()
    copy = redactor.redact(untrusted, seed.name)
    assert copy.output == untrusted
    assert copy.report["documents"][0]["verdict"] == "clean"


@pytest.mark.parametrize("seed", SEEDS, ids=lambda p: p.name[:3])
def test_seed_as_word_comes_back_word_for_word(seed: Path, redactor: Redactor) -> None:
    """The same texts as Word files keep every word in its order."""
    document = docx.Document()
    for line in seed.read_text("utf-8").split("\n"):
        document.add_paragraph(re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", line))
    out = io.BytesIO()
    document.save(out)
    copy = redactor.redact(out.getvalue(), "seed.docx")
    words = [p.text.split() for p in docx.Document(io.BytesIO(copy.output)).paragraphs]
    assert words == [p.text.split() for p in document.paragraphs]


@pytest.mark.parametrize("minutes", MINUTES, ids=lambda p: p.stem)
def test_published_minutes_stay(minutes: Path, redactor: Redactor) -> None:
    """No item of published minutes is taken for secret, and no finding is certain enough to be removed."""
    report = redactor.check(minutes.read_bytes(), minutes.name)["documents"][0]
    assert [i["number"] for i in report["items"] if i["verdict"] != "keep"] == []
    assert Counter(f["entity_type"] for f in report["findings"] if f["action"] == "redact") == {}
