"""A document that LibreOffice exported twice, with a name of 5 and of 39 letters: equal copies."""

import io
import subprocess
from pathlib import Path

import docx
import pymupdf
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

from redactor.formats.pdf.lines import line_glyphs
from redactor.formats.pdf.values import Cutout, PageCut, Quad, Setting
from tests.unit.formats.pdf.content_copy import PLACEHOLDER, copied, pictured, streams, text

SHORT, LONG = "Bo Ek", "Margareta Elisabet Lindqvist-Wallengren"
PROSE = (
    "Nämnden har i dag behandlat ärendet och beslutat att godkänna förslaget i enlighet med förvaltningens "
    "skrivelse den 3 maj och vad som där anförs om kostnaderna för det kommande året."
)
PARAGRAPHS = [
    (PROSE, ALIGN.LEFT),
    ("Vänster: {} är kallad till sammanträdet i morgon.", ALIGN.LEFT),
    ("Beslutet skickas till {}", ALIGN.LEFT),
    ("{} deltar.", ALIGN.LEFT),
    (PROSE + " Sista raden nämner {} helt kort.", ALIGN.JUSTIFY),
    ("Centrerad rubrik", ALIGN.CENTER),
    ("Centrerad {} rad", ALIGN.CENTER),
    ("{}", ALIGN.CENTER),
    ("Högerställd", ALIGN.RIGHT),
    ("Höger {} rad", ALIGN.RIGHT),
    ("Av {}", ALIGN.RIGHT),
    ("1.\tPunkt om {}, se nedan", ALIGN.LEFT),
]
CELLS = [("{}", "Utskottet"), ("Ordförande", "{}"), ("Ersättare", "Hos {}")]
NAMES = sum("{}" in p for p, _ in PARAGRAPHS) + sum("{}" in c for row in CELLS for c in row) + 1


def written(name: str) -> bytes:
    document = docx.Document()
    document.styles["Normal"].font.name = "Liberation Serif"
    for line, alignment in PARAGRAPHS:
        document.add_paragraph(line.format(name)).alignment = alignment
    underlined = document.add_paragraph("Understruken ").add_run(name)
    underlined.underline = True
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for row in CELLS:
        for cell, line in zip(table.add_row().cells, row, strict=True):
            cell.text = line.format(name)
    table.rows[0].cells[0].paragraphs[0].alignment = ALIGN.RIGHT
    table.rows[2].cells[1].paragraphs[0].alignment = ALIGN.CENTER
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder: Path = tmp_path_factory.mktemp("pair")
    (folder / "short.docx").write_bytes(written(SHORT))
    (folder / "long.docx").write_bytes(written(LONG))
    tagged = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
    command = [
        "soffice",
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        tagged,
    ]
    names = [str(folder / "short.docx"), str(folder / "long.docx")]
    subprocess.run([*command, "--outdir", str(folder), *names], check=True, capture_output=True, timeout=120)
    return {SHORT: (folder / "short.pdf").read_bytes(), LONG: (folder / "long.pdf").read_bytes()}


def everywhere(data: bytes, needle: str) -> PageCut:
    """Each place of the needle on the first page."""
    with pymupdf.open(stream=data) as document:
        lines = line_glyphs(document, 0)
    characters: list[tuple[str, Quad | None]] = []
    for line in lines:
        characters += [*((g.text, g.quad) for g in line), (" ", None)]
    whole = "".join(letter for letter, _ in characters)
    cutouts, at = [], whole.find(needle)
    while at >= 0:
        quads = tuple(quad for _, quad in characters[at : at + len(needle)] if quad is not None)
        cutouts.append(Cutout(quads, PLACEHOLDER, Setting.INLINE))
        at = whole.find(needle, at + 1)
    return PageCut(tuple(cutouts))


def test_the_pair_is_equal_in_every_setting(exported: dict[str, bytes]) -> None:
    copies = {name: copied(data, {0: everywhere(data, name)}) for name, data in exported.items()}
    (short, drafts), (long, others) = copies[SHORT], copies[LONG]
    assert streams(short) == streams(long)
    assert short == long
    for mine, theirs in zip(drafts, others, strict=True):
        kept = [[m for m in d.marks if m.new is not None] for d in (mine, theirs)]
        assert [(m.new, m.placeholder) for m in kept[0]] == [(m.new, m.placeholder) for m in kept[1]]
    assert text(short).count(PLACEHOLDER) == NAMES
    assert SHORT not in text(short)


def test_without_cuts_the_page_looks_the_same(exported: dict[str, bytes]) -> None:
    data = exported[LONG]
    copy, drafts = copied(data)
    assert pictured(copy, dpi=150) == pictured(data, dpi=150)
    assert text(copy) == text(data)
    assert all(m.new is not None for m in drafts[0].marks)
