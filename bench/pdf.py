"""PDF speed, side by side in one run: `python -m bench.pdf [--pages N]`. Needs LibreOffice for the test file.

1. Reading, reading with the recognizers of patterns, and checking against bare PyMuPDF text extraction.
2. The whole `redact` with verification against naive PyMuPDF (extract, search, redact, save; no proof): with
   the same three secrets on every page, and with three of each page's own. What identifies a person goes
   wherever it stands, so every page is searched for the secrets of all.
3. Growth: 1,000 pages against 100, with the most memory used.
4. Scans: pages a second.

Parts 1 and 2 are processor time, the best of three runs.
"""

import argparse
import io
import multiprocessing
import random
import resource
import string
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pymupdf
from PIL import Image

from bench import invented
from redactor import Profile, Redactor, ocr
from redactor.domain.folding import fold
from redactor.formats.pdf import Pdf
from redactor.recognizers import Recognizer, discover
from redactor.recognizers.patterns import PatternRules
from redactor.rulepack import builtin, load

PAGE = (
    "{n}. Ärende om verksamheten nummer {n}\n\nSN-2024-{n}\n\nSammanfattning\n\n"
    + "Förvaltningen redovisar verksamheten och föreslår att nämnden godkänner redovisningen. " * 12
    + "\n\nSökande: {secrets[0]}, {secrets[1]}, {secrets[2]}, 794 90 Vassbo\n\nFörslag till beslut\n\n"
    + "1. Nämnden godkänner redovisningen.\n2. Nämnden skickar den till kommunstyrelsen.\n\n"
    + "Anna Berglind (S) yrkar bifall till förslaget och får stöd av Per Kvist (M). " * 8
    + "\f"
)
Secrets = tuple[str, ...]
SECRETS: Secrets = ("Gustaf Hellmerth", "680224-9844", "Äppelstigen 12")


def own_secrets(pages: int) -> list[Secrets]:
    """A person, an identity number of the official test series and an address for each page."""
    chance = random.Random(1)
    return [
        (
            invented.name(chance).text,
            invented.personnummer(chance).text.lstrip(string.ascii_letters + ": "),
            invented.address(chance).text,
        )
        for _ in range(pages)
    ]


def digital(pages: int, secrets: Sequence[Secrets] = ()) -> bytes:
    """As LibreOffice prints it; with the same secrets on every page unless each has its own."""
    paragraphs = "".join(
        "".join(f"<p>{line}</p>" for line in page.strip("\f").split("\n") if line)
        + '<p style="page-break-before: always"></p>'
        for page in (PAGE.format(n=n + 1, secrets=secrets[n] if secrets else SECRETS) for n in range(pages))
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        html = f'<html><head><meta charset="utf-8"></head><body>{paragraphs}</body></html>'
        (folder / "a.html").write_text(html, "utf-8")
        profile = f"-env:UserInstallation={folder.as_uri()}/p"
        convert = ("--writer", "--convert-to", "pdf:writer_pdf_Export", "--outdir", name)
        command = ["soffice", profile, "--headless", *convert, str(folder / "a.html")]
        subprocess.run(command, check=True, capture_output=True)
        document = pymupdf.open(folder / "a.pdf")
        document.select([i for i in range(len(document)) if document[i].get_text().strip()][:pages])
        data: bytes = document.tobytes(garbage=3, deflate=True)
        return data


def scanned(document: bytes, pages: int, dpi: int) -> bytes:
    made = pymupdf.open()
    with pymupdf.open(stream=document) as source:
        for number in range(pages):
            pixmap = source[number].get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY)
            out = io.BytesIO()
            Image.frombytes("L", (pixmap.width, pixmap.height), pixmap.samples).save(out, "JPEG", quality=80)
            page = made.new_page()
            page.insert_image(page.rect, stream=out.getvalue())
    data: bytes = made.tobytes()
    return data


def seconds(work: Callable[[], object], runs: int = 3) -> float:
    """Processor time of the best of several runs."""
    taken = []
    for _ in range(runs):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def bare(document: bytes) -> None:
    with pymupdf.open(stream=document) as opened:
        for page in opened:
            page.get_text()


def pattern_recognizers() -> list[Recognizer]:
    """All but those of names."""
    found = [*discover(Profile.PUBLICERING), PatternRules(load(builtin()).rules)]
    return [recognizer for recognizer in found if "PERSON" not in recognizer.supported_entities]


def patterns(document: bytes, recognizers: Sequence[Recognizer]) -> None:
    """Reads the document and asks the recognizers."""
    for layer in Pdf().read(document, ocr=ocr.read).layers:
        text = fold(layer.text).text
        for recognizer in recognizers:
            list(recognizer.hits(text))


def naive(document: bytes, secrets: Sequence[str] = SECRETS) -> bytes:
    with pymupdf.open(stream=document) as opened:
        for page in opened:
            page.get_text()
            for secret in secrets:
                for rect in page.search_for(secret):
                    page.add_redact_annot(rect)
            page.apply_redactions()
        data: bytes = opened.tobytes(garbage=4, deflate=True)
        return data


def redactor() -> Redactor:
    return Redactor(key=bytes(32), today=date(2026, 11, 1))


def _redact(document: bytes) -> int:
    return len(redactor().redact(document, "a.pdf").output)


def memory(work: Callable[[bytes], object], document: bytes) -> float:
    """MB at most, in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_peak, (work, document))


def _peak(work: Callable[[bytes], object], document: bytes) -> float:
    work(document)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=100)
    pages = parser.parse_args().pages
    document = digital(pages)
    mine = redactor()
    mine.check(document, "a.pdf")
    text = seconds(lambda: bare(document))
    read = seconds(lambda: Pdf().read(document, ocr=ocr.read))
    recognizers = pattern_recognizers()
    asked = seconds(lambda: patterns(document, recognizers))
    check = seconds(lambda: mine.check(document, "a.pdf"))
    simple = seconds(lambda: naive(document))
    redact = seconds(lambda: mine.redact(document, "a.pdf"))
    copy = mine.redact(document, "a.pdf").output
    each = 1000 / pages
    print(f"{pages} digital pages, {len(document):,} bytes, copy {len(copy):,} bytes")
    print(f"PyMuPDF text      {text * each:7.2f} ms a page")
    print(f"read              {read * each:7.2f} ms a page  {read / text:.2f} x")
    print(f"read, patterns    {asked * each:7.2f} ms a page  {asked / text:.2f} x")
    print(f"check             {check * each:7.2f} ms a page")
    print(f"naive PyMuPDF     {simple * each:7.2f} ms a page")
    print(f"redact, verified  {redact * each:7.2f} ms a page  {redact / simple:.2f} x")
    many = own_secrets(pages)
    various = digital(pages, many)
    simple = seconds(lambda: naive(various, [secret for secrets in many for secret in secrets]), 1)
    mixed = seconds(lambda: mine.redact(various, "a.pdf"), 1)
    print(f"each page's own secrets: {3 * pages}")
    print(f"naive PyMuPDF     {simple * each:7.2f} ms a page")
    print(f"redact, verified  {mixed * each:7.2f} ms a page  {mixed / simple:.2f} x")
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        pool.map(_redact, [document] * 2)
        start = time.perf_counter()
        pool.map(_redact, [document] * 4, chunksize=1)
        print(f"two cores         {4 * pages / (time.perf_counter() - start):7.1f} pages a second")
    long = digital(pages * 10)
    grown = seconds(lambda: mine.redact(long, "a.pdf"), 1)
    print(f"{pages * 10} pages: {grown / redact:.1f} x of {pages}; {memory(_redact, long):.0f} MB")
    for dpi in (150, 300):
        scan = scanned(document, 4, dpi)
        start = time.perf_counter()
        mine.check(scan, "a.pdf")
        print(f"scan at {dpi} dpi   {4 / (time.perf_counter() - start):7.2f} pages a second")


if __name__ == "__main__":
    main()
