"""Leaks of the PDF walk, over all surfaces of a PDF, as often as you like: each probe is another document.

    python -m bench.pdf_probes [--probes N] [--seed S]        (from the root of the repository)

A probe hides one invented secret in one hiding place or layout, among random public text and surroundings,
redacts the document, proves the copy and searches it with readers that share nothing with either. The secrets
are given as terms, but a personnummer and a secret item must be found: what is measured is whether anything
stays in the file, not whose telephone is public. Every tenth probe is also read by slower programs, and
every one by OCR whose secret is pixels. Probe number N of a seed is always the same document.
"""

import argparse
import re
import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf

from bench.invented import MAKERS, THING, Chance, Secret, sentence, word
from bench.personnummer import wilson
from redactor import ocr
from redactor.decide import OnReview
from redactor.errors import LeakError, RedactorError
from redactor.pipeline import Setup, prove, redact
from redactor.rulepack import Packs, builtin, load
from tests.leaks.pdf_draft import Draft, Kind, Place, shown
from tests.leaks.pdf_hiding_places import PLACES
from tests.leaks.pdf_readers import objects, pdfium, pixels, readers, squashed
from tests.pdf_layouts import HEADING, LAYOUTS, Layout, lines

MEDIA_TYPE = "application/pdf"
Surface = Place | Layout


@dataclass(frozen=True, slots=True)
class Sample:
    """A document with its secret. `public` are words that the copy must keep, `around` those it need not."""

    surface: Surface
    secret: Secret
    data: bytes
    public: tuple[str, ...]
    around: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """`seen`: a quick reader found the secret in the original. `leak`: who found it in the copy."""

    number: int
    surface: str
    kind: str
    seen: bool
    leak: str = ""
    refusal: str = ""
    error: str = ""
    lost: int = 0


def fits(place: Surface, secret: Secret) -> bool:
    """Whether the place can hold the secret at all."""
    if isinstance(place, Layout):
        return secret.kind != "item"
    if secret.kind == "item" and (Kind.FLOW not in place.kind or place.name == "rotated"):
        return False  # text up the margin is no part of an item
    if Kind.NAME_ONLY in place.kind and secret.kind != "name":
        return False
    if place.name == "over-two-pages":
        return len(re.split("[ -]", secret.text)) == 2 and ":" not in secret.text and "nr " not in secret.text
    return place.name != "glyph-names" or re.fullmatch("[A-Za-zÅÄÖåäö0-9 -]+", secret.text) is not None


def _secret(chance: Chance, surface: Surface) -> Secret:
    while not fits(surface, made := chance.choice(MAKERS)(chance)):
        pass
    return made


# --- documents ----------------------------------------------------------------------------------


@cache
def surfaces() -> tuple[Surface, ...]:
    """Each as often as its cost allows: what takes OCR or LibreOffice comes once where others come thrice."""
    slow: list[Surface] = [p for p in PLACES if Kind.PIXELS in p.kind]
    slow += [x for x in LAYOUTS if x.ocr or x.name.startswith("LibreOffice")]
    every: list[Surface] = [*PLACES, *LAYOUTS]
    quick = [s for s in every if s not in slow]
    return (*slow, *quick * 3)


def _title(surface: Surface) -> str:
    return surface.id if isinstance(surface, Place) else f"layout {surface.name}"


def sample(seed: int, number: int) -> Sample:
    """Probe `number` of a seed."""
    order = Chance(seed).sample(surfaces(), len(surfaces()))
    surface = order[number % len(order)]
    chance = Chance(f"{seed}/{number}")
    secret = _secret(chance, surface)
    public: list[str] = []
    pdf = pikepdf.new()
    if isinstance(surface, Layout):
        data = surface.build(secret.text)
        public += [HEADING, *lines(" ")]
        if chance.random() < 0.5:
            return Sample(surface, secret, data, tuple(public))
        pdf = pikepdf.open(BytesIO(data))
    before, after = _page_text(chance, secret.kind == "item")
    draft = Draft(pdf=pdf, before=before, after=after)
    public += [line for line in (*before, *after) if "Sekretess" not in line and "Ärende om" not in line]
    around = _surround(chance, draft, surface, secret)
    if isinstance(surface, Place):
        surface.plant(draft, secret.text)
    public += [_page(chance, draft) for _ in range(chance.choice((0, 0, 1, 3)))]
    return Sample(surface, secret, draft.build(), tuple(public), around)


def _page_text(chance: Chance, item: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines before and after the secret; with `item` it stands in a secret item of the agenda."""
    before = [f"1. {chance.choice(THING)}", *(sentence(chance) for _ in range(chance.randint(1, 4)))]
    after = [f"3. {chance.choice(THING)}", *(sentence(chance) for _ in range(chance.randint(1, 3)))]
    if item:
        number = f"IFN-2024-{chance.randint(100, 888):04}"
        before += [f"2. Ärende om {word(chance).lower()}", number, "Sekretess enligt 26 kap. 1 § OSL"]
        after.insert(1, f"KS-2024-{chance.randint(100, 888):04}")
    return tuple(before), tuple(after)


def _surround(chance: Chance, draft: Draft, surface: Surface, secret: Secret) -> str:
    """Perhaps the secret in a second place, and public text in other places: tags, bookmarks, notes…

    All that was planted: a copy need not have it, for what is not displayed goes.
    """
    used = {surface.row if isinstance(surface, Place) else "file"}
    around: list[str] = []
    for text in (secret.text, sentence(chance), sentence(chance)):
        place = chance.choice(PLACES)
        free = place.row not in used and place.name != "over-two-pages" and Kind.PIXELS not in place.kind
        if free and (text != secret.text or fits(place, secret)):
            used.add(place.row)
            place.plant(draft, text)
            around.append(text)
    return " ".join(around)


def _page(chance: Chance, draft: Draft) -> str:
    """One more page with public lines."""
    texts = [sentence(chance) for _ in range(chance.randint(2, 6))]
    page = draft.pdf.add_blank_page(page_size=(595, 842)).obj
    page.Resources = draft.page.Resources
    content = b"".join(shown(text, 72, 740 - 20 * i) for i, text in enumerate(texts))
    page.Contents = pikepdf.Stream(draft.pdf, content)
    return " ".join(texts)


# --- search -------------------------------------------------------------------------------------


def _inflated(data: bytes) -> Iterator[str]:
    """Whatever unpacks from any place of the file, with or without an object around it."""
    for start in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", data):
        try:
            yield zlib.decompressobj().decompress(data[start.start() :]).decode("latin-1")
        except zlib.error:
            continue


def _quick(data: bytes) -> Iterator[tuple[str, str]]:
    yield "objects", "\n".join(objects(data))
    yield "inflated", "\n".join(_inflated(data))
    for encoding in ("latin-1", "utf-16-le", "utf-16-be"):
        yield f"bytes {encoding}", data.decode(encoding, "replace")
        yield f"bytes {encoding}, odd", data[1:].decode(encoding, "replace")


def _slow(data: bytes, surface: Surface, more: bool) -> Iterator[tuple[str, str]]:
    """OCR where the secret is pixels, and with `more` all other programs."""
    if surface.ocr if isinstance(surface, Layout) else Kind.PIXELS in surface.kind:
        yield "OCR", pixels(data)
    if more:
        with TemporaryDirectory() as folder:
            yield from readers(data, Path(folder))


def _reader_of(parts: Iterable[str], texts: Iterable[tuple[str, str]]) -> str:
    """The first reader that tells a part."""
    for name, text in texts:
        plain = squashed(text)
        if any(part in plain or part in re.sub(r"\D+", "", plain) for part in parts):
            return name
    return ""


def _found(data: bytes, secret: Secret, text: str) -> str:
    everywhere = _reader_of(secret.parts, [("pdfium", text)]) or _reader_of(secret.parts, _quick(data))
    return everywhere or _reader_of(secret.spoken, [("pdfium, half a number", text)])


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


@cache
def _packs() -> Packs:
    return load(builtin())


def probe(seed: int, number: int) -> Outcome:
    """The whole walk of one document, and the search of its copy."""
    made = sample(seed, number)
    terms = () if made.secret.kind in ("personnummer", "item") else (made.secret.text,)
    setup = Setup(_packs(), b"k" * 32, date(2024, 12, 1), ocr.read, terms=terms)
    before = "" if "password" in _title(made.surface) else pdfium(made.data)
    seen = bool(_found(made.data, made.secret, before))
    outcome = partial(Outcome, number, _title(made.surface), made.secret.kind, seen)
    try:
        draft = redact(made.data, MEDIA_TYPE, setup, OnReview.REDACT)
        copy = prove(draft.output, MEDIA_TYPE, draft.expected, setup, made.data).output
    except LeakError as error:
        return outcome(refusal=str(error))
    except RedactorError as error:
        return outcome(error=f"{type(error).__name__}: {error}")
    except Exception as error:  # a crash is a result here
        return outcome(error=f"{type(error).__name__}")
    text = pdfium(copy)
    leak = _found(copy, made.secret, text)
    try:
        leak = leak or _reader_of(made.secret.parts, _slow(copy, made.surface, number % 10 == 0))
    except AssertionError:  # OCR that ran out of time has not found the copy clean
        return outcome(error="a reader of the copy failed")
    stood = _words(before) - _words(made.around)
    lost = (_words(" ".join(made.public)) & stood) - _words(text)
    return outcome(leak=leak, lost=lost.total())


def report(outcomes: list[Outcome]) -> None:
    rows: defaultdict[str, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        rows[one.surface].append(one)
    print(f"{'surface':50}{'probes':>7}{'seen':>6}{'leaks':>7}{'refused':>9}{'errors':>8}{'lost':>6}")
    for name, group in [*sorted(rows.items()), ("all", outcomes)]:
        counts = [sum(bool(getattr(o, k)) for o in group) for k in ("seen", "leak", "refusal", "error")]
        seen, leaks, refused, errors = counts
        lost = sum(o.lost for o in group)
        print(f"{name:50}{len(group):>7}{seen:>6}{leaks:>7}{refused:>9}{errors:>8}{lost:>6}")
    for one in outcomes:
        if one.leak or one.refusal or one.error or one.lost:
            what = f"LEAK by {one.leak}" if one.leak else one.refusal or one.error or f"{one.lost} words lost"
            print(f"probe {one.number}: {one.surface}, {one.kind}: {what}")
    copies = [o for o in outcomes if not o.refusal and not o.error]
    leaks, n = sum(bool(o.leak) for o in copies), len(copies)
    low, high = wilson(leaks, n) if leaks else (0.0, 3 / n)  # the rule of three
    print(f"\n{leaks} leaks in {n} copies: {leaks / n:.5f}, 95 % interval [{low:.5f}, {high:.5f}]")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--probes", type=int, default=2000)
    arguments.add_argument("--seed", type=int, default=20261101)
    options = arguments.parse_args()
    begun = time.perf_counter()
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        walk = partial(probe, options.seed)
        outcomes = list(pool.map(walk, range(options.probes), chunksize=4))
    report(outcomes)
    print(f"seed {options.seed}, {time.perf_counter() - begun:.0f} s")


if __name__ == "__main__":
    main()
