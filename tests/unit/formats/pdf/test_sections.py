"""The items of a PDF that a word processor exported are those of the document it came from."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from redactor.domain.document import Document, LayerId, SectionKind, Sha256, Span
from redactor.formats.docx import Docx
from redactor.formats.pdf.layers import layers_of, read_pages
from redactor.formats.pdf.source import open_source
from redactor.structure import sections

ROOT = Path(__file__).parents[4]
SAMPLES = sorted(ROOT.glob("samples/*/*.docx"))
_COMPARED = frozenset({SectionKind.ITEM, SectionKind.ROW, SectionKind.CONTENTS, SectionKind.ATTACHMENT})


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The PDF of each sample, by its folder's name."""
    folder = tmp_path_factory.mktemp("exported")
    for sample in SAMPLES:
        (folder / f"{sample.parent.name}.docx").write_bytes(sample.read_bytes())
    command = [
        "soffice",
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    names = sorted(str(path) for path in folder.glob("*.docx"))
    subprocess.run([*command, "--outdir", str(folder), *names], check=True, capture_output=True, timeout=120)
    return {path.stem: path.read_bytes() for path in folder.glob("*.pdf")}


def _told(document: Document) -> list[tuple[Any, ...]]:
    text = {layer.id: layer.text for layer in document.layers}

    def part(layer: LayerId, span: Span | None) -> str:
        return "" if span is None else "".join(span.cut(text[layer]).split()).replace("-", "")

    return [
        (s.kind, s.number, s.case_number, part(s.layer, s.heading), s.ambiguous_end)
        for s in sections(document)
        if s.kind in _COMPARED
    ]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.parent.name)
def test_items_are_those_of_the_source(sample: Path, exported: dict[str, bytes]) -> None:
    with open_source(exported[sample.parent.name]) as source:
        pages = source.drawn.page_count
        pdf = Document(Sha256("0" * 64), "application/pdf", pages, layers_of(read_pages(source))[0])
    docx = Docx().read(sample.read_bytes(), ocr=lambda _: None)
    assert _told(pdf) == _told(docx)
