"""Every sample: what is secret is gone from every part of the copy, what is public stands, as expected."""

import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from redactor import Profile, Redactor
from tests.leaks.pdf_readers import objects, pdfium, pixels

SAMPLES = Path(__file__).parents[2] / "samples"
SOURCES = sorted(p for p in SAMPLES.glob("*/*") if p.suffix in (".txt", ".docx", ".pdf"))
KEY = b"a key for the samples' reports  "
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return Redactor(key=KEY, today=date(2024, 12, 31))


def all_text(copy: bytes, name: str) -> str:
    """Everything in the file: of a DOCX every part, joined over its tags, and its attributes; of a PDF every
    object and its text."""
    if name.endswith(".pdf"):
        return "\n".join([pdfium(copy), *objects(copy)])
    if not name.endswith(".docx"):
        return copy.decode()
    texts: list[str] = []
    with zipfile.ZipFile(io.BytesIO(copy)) as package:
        for member in package.namelist():
            content = package.read(member)
            texts.append(member)
            if member.endswith((".xml", ".rels")):
                root = etree.fromstring(content)
                texts.append("".join(map(str, root.itertext())))
                texts += [str(value) for element in root.iter() for value in element.attrib.values()]
            else:
                texts.append(content.decode("latin-1"))
    return "\n".join(texts)


def shown_text(copy: bytes, name: str) -> str:
    """What a reader sees, paragraph by paragraph; of a scan what OCR reads."""
    if name.endswith(".pdf"):
        return pdfium(copy) + pixels(copy)
    if not name.endswith(".docx"):
        return copy.decode()
    with zipfile.ZipFile(io.BytesIO(copy)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in root.iter(f"{W}p"))


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_sample(source: Path, redactor: Redactor) -> None:
    """The copy holds no secret string and all public ones; report and copy are those that lie beside it."""
    strings = json.loads((source.parent / "strings.json").read_text("utf-8"))
    copy = redactor.redact(source.read_bytes(), source.name)
    whole = " ".join(all_text(copy.output, source.name).split())
    shown = " ".join(shown_text(copy.output, source.name).split())
    assert [s for s in strings["secret"] if s in whole] == []
    assert [p for p in strings["public"] if p not in shown] == []
    expected = source.parent / "expected"
    report = json.loads((expected / f"{source.name}.report.json").read_text("utf-8"))
    assert copy.report["documents"] == report["documents"]
    assert copy.output == (expected / source.name).read_bytes()


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_a_copy_is_its_own_copy(source: Path, redactor: Redactor) -> None:
    """Redacting the copy again changes no byte."""
    copy = redactor.redact(source.read_bytes(), source.name)
    assert redactor.redact(copy.output, source.name).output == copy.output


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_strikt_takes_no_word_of_the_format_for_a_name(source: Path) -> None:
    """A copy is made of every sample: what software writes (`ja-JP`, `accent4`) names nobody."""
    strict = Redactor(key=KEY, today=date(2024, 12, 31), profile=Profile.STRIKT)
    assert strict.redact(source.read_bytes(), source.name).report["documents"][0]["output"]["verified_by"]
