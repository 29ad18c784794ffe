"""Whatever other programs read out of a PDF: text by five engines, every string and stream, bytes, pixels."""

import io
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pdfminer.high_level
import pikepdf
import pypdf
import pypdfium2
from PIL import Image

from redactor import ocr


def squashed(text: str) -> str:
    """Letters and digits alone."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


def program(*command: str) -> str:
    """What a program of the system prints about a file. It must be there (tests/system-packages.sh)."""
    assert shutil.which(command[0]) is not None, f"{command[0]} is missing"
    done = subprocess.run(command, capture_output=True, check=False, timeout=60)
    return done.stdout.decode("utf-8", "replace")


def poppler(path: Path) -> str:
    return program("pdftotext", "-enc", "UTF-8", str(path), "-")


def pdfium(output: bytes) -> str:
    with pypdfium2.PdfDocument(output) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def drawn(output: bytes) -> str:
    """The text in drawing order."""
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(output)).pages)


def readers(output: bytes, folder: Path) -> Iterator[tuple[str, str]]:
    """Each reader's name and all that it says."""
    path = folder / "copy.pdf"
    path.write_bytes(output)
    yield "poppler", poppler(path)
    yield "poppler, raw order", program("pdftotext", "-raw", "-enc", "UTF-8", str(path), "-")
    yield "poppler, structure", program("pdfinfo", "-struct-text", str(path))
    yield (
        "poppler, facts",
        program("pdfinfo", "-js", "-dests", str(path)) + program("pdfinfo", "-url", str(path)),
    )
    yield "exiftool", program("exiftool", "-a", "-u", "-g1", str(path))
    yield "qpdf", program("qpdf", "--qdf", "--object-streams=disable", str(path), "-")
    yield "strings", program("strings", "-n", "4", str(path))
    yield "pdfium", pdfium(output)
    yield "pdfminer", pdfminer.high_level.extract_text(io.BytesIO(output))
    yield "pypdf", drawn(output)
    yield "objects", "\n".join(objects(output))
    for encoding in ("latin-1", "utf-16-le", "utf-16-be"):
        yield f"bytes {encoding}", output.decode(encoding, "replace")


def objects(output: bytes) -> Iterator[str]:
    """Every key, name, string and decoded stream of every object."""
    with pikepdf.open(io.BytesIO(output)) as pdf:
        for thing in [*pdf.objects, pdf.trailer]:
            yield from _walk(thing, 0)


def _walk(thing: object, depth: int) -> Iterator[str]:
    if depth > 40:
        return
    if isinstance(thing, pikepdf.Stream):
        try:
            data = thing.read_bytes()
        except pikepdf.PdfError:
            data = thing.read_raw_bytes()
        for encoding in ("latin-1", "utf-16-be"):
            yield data.decode(encoding, "replace")
    if isinstance(thing, pikepdf.Stream | pikepdf.Dictionary):
        for key, value in thing.items():
            yield key
            if not (isinstance(value, pikepdf.Object) and value.is_indirect):
                yield from _walk(value, depth + 1)
    elif isinstance(thing, pikepdf.Array):
        for value in thing:
            if not (isinstance(value, pikepdf.Object) and value.is_indirect):
                yield from _walk(value, depth + 1)
    elif isinstance(thing, pikepdf.Object | str | bytes):
        yield str(thing)
        if isinstance(thing, pikepdf.String):
            yield bytes(thing).decode("utf-16-be", "replace")


def pixels(output: bytes) -> str:
    """What OCR reads in the pages as they are shown, and in every picture of the file."""
    texts: list[str] = []
    with pypdfium2.PdfDocument(output) as document:
        for page in document:
            texts.append(_read(page.render(scale=200 / 72).to_pil()))
    with pikepdf.open(io.BytesIO(output)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image":
                texts.append(_read(pikepdf.PdfImage(thing).as_pil_image()))
    return "\n".join(texts)


def _read(picture: Image.Image) -> str:
    out = io.BytesIO()
    picture.convert("RGB").save(out, "PNG")
    reading = ocr.read(out.getvalue())
    assert reading is not None
    return reading.text
