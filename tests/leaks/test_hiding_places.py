"""From a DOCX with a secret in a hiding place to a verified copy in which nobody finds it: the whole walk."""

import datetime
import io
import re
import shutil
import subprocess
import unicodedata
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import docx
import pytest
from lxml import etree

from redactor import ocr
from redactor.decide import OnReview
from redactor.domain.records import PLACEHOLDER
from redactor.pipeline import Setup, prove, redact
from redactor.rulepack import builtin, load
from tests.leaks.docx_package import AFTER, BEFORE, MEDIA_TYPE, Package
from tests.leaks.hiding_places import PLACES
from tests.leaks.places import Kind, Place

# Invented; the number is from Skatteverket's official test series.
NAME = "Märta Fjällgren"
NUMBER = "19811218-9876"
SENTENCE = "pojken behöver särskilt stöd hemma"

SECRET_ITEM = ("4. Anmälan om stöd till Zxymfors", "IFN-2024-0099", "Sekretess enligt 26 kap. 1 § OSL")
NEXT_ITEM = ("5. Parkens nya lekplats", "KS-2024-0013", "Lekplatsen öppnar till sommaren enligt planen.")

WITH_NUMBER = [place for place in PLACES if Kind.NAME_ONLY not in place.kind]
IN_ITEM = [p for p in PLACES if Kind.FLOW in p.kind and not p.kind & (Kind.SHORT | Kind.NAME_ONLY)]


@cache
def setup() -> Setup:
    return Setup(load(builtin()), b"k" * 32, datetime.date(2024, 12, 1), ocr.read, terms=(NAME,))


def published(untrusted: bytes) -> bytes:
    """The verified copy."""
    draft = redact(untrusted, MEDIA_TYPE, setup(), OnReview.REDACT)
    return prove(draft.output, MEDIA_TYPE, draft.expected, setup()).output


def squashed(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


def everything(output: bytes) -> Iterator[str]:
    """Whatever can be read out of the file, without the program's help."""
    yield output.decode("latin-1")
    with zipfile.ZipFile(io.BytesIO(output)) as package:
        for name in package.namelist():
            data = package.read(name)
            yield name
            for encoding in ("utf-8", "utf-16-le", "utf-16-be", "latin-1"):
                yield data.decode(encoding, "replace")
            if name.endswith((".xml", ".rels")):
                root = etree.fromstring(data)
                yield "".join(map(str, root.itertext()))
                yield "\n".join(str(v) for e in root.iter(etree.Element) for v in e.attrib.values())


def found(output: bytes, *secrets: str) -> list[str]:
    texts = [squashed(text) for text in everything(output)]
    return [secret for secret in secrets if any(squashed(secret) in text for text in texts)]


def lines(output: bytes) -> list[str]:
    """The paragraphs as python-docx reads them."""
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(output)).paragraphs]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.id)
def test_a_name_is_gone(place: Place) -> None:
    """A name given as a term is in no part of the copy, and the public lines are all there."""
    output = published(place.build(NAME))
    assert found(output, "Fjällgren", "Märta") == []
    assert set(BEFORE + AFTER) <= set(lines(output))


@pytest.mark.parametrize("place", WITH_NUMBER, ids=lambda place: place.id)
def test_a_number_is_gone(place: Place) -> None:
    """A personnummer that nobody gave is in no part of the copy, and the public lines are all there."""
    output = published(place.build(NUMBER))
    assert found(output, "8112189876", "6789812118") == []
    assert set(BEFORE + AFTER) <= set(lines(output))


@pytest.mark.parametrize("place", IN_ITEM, ids=lambda place: place.id)
def test_a_secret_item_is_gone(place: Place) -> None:
    """What hangs on a secret item goes with it; number and case number stay, and so do its neighbours."""
    output = published(place.build(SENTENCE, Package(before=(*BEFORE, *SECRET_ITEM), after=NEXT_ITEM)))
    assert found(output, SENTENCE, "Zxymfors") == []
    read = lines(output)
    assert f"4. {PLACEHOLDER}" in read
    assert {*BEFORE, *NEXT_ITEM, "IFN-2024-0099"} <= set(read)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.id)
def test_a_second_walk_changes_nothing(place: Place) -> None:
    """The copy of a copy is the same bytes."""
    output = published(place.build(NAME))
    assert published(output) == output


def test_libreoffice_reads_no_secret(tmp_path: Path) -> None:
    """LibreOffice opens the copies and shows the public lines and no secret."""
    office = shutil.which("soffice")
    assert office is not None, "LibreOffice is missing (tests/system-packages.sh)"
    chosen = [place for place in PLACES if place.row in ("body", "changes", "hidden", "embedded")]
    for number, place in enumerate(chosen):
        (tmp_path / f"{number}.docx").write_bytes(published(place.build(NAME)))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = [str(path) for path in sorted(tmp_path.glob("*.docx"))]
    command = [
        office,
        profile,
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
        "--outdir",
        str(tmp_path),
    ]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=300)
    texts = [path.read_text(encoding="utf-8-sig") for path in sorted(tmp_path.glob("*.txt"))]
    assert len(texts) == len(chosen)
    for text in texts:
        assert "fjällgren" not in squashed(text)
        assert all(public in text for public in BEFORE + AFTER)
