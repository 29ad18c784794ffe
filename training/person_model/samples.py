"""Labelled text, and what is done to it before training: cases, line breaks, misread letters."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

PERSON, PLACE, BODY = "PER", "LOC", "ORG"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A stretch of a sample's text, half-open, and what it is."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Sample:
    """A sentence or a few lines with all that is named in them."""

    text: str
    labelled: tuple[Labelled, ...]


Piece = tuple[str, str | None]
"""Text and its label."""


def joined(pieces: Iterable[Piece]) -> Sample:
    """Pieces in a row as one sample."""
    text: list[str] = []
    labelled: list[Labelled] = []
    at = 0
    for piece, label in pieces:
        if label is not None and piece:
            labelled.append(Labelled(at, at + len(piece), label))
        text.append(piece)
        at += len(piece)
    return Sample("".join(text), tuple(labelled))


def recased(sample: Sample, random: Random) -> Sample:
    """A copy in lower case or in capitals: whole, or the names alone."""
    change = random.choices((str.lower, str.upper), (5, 3))[0]
    everything = random.random() < 0.7
    text = list(change(sample.text) if everything else sample.text)
    if len(text) != len(sample.text):
        return sample
    if not everything:
        for part in sample.labelled:
            if part.label == PERSON:
                text[part.start : part.end] = change(sample.text[part.start : part.end])
    changed = "".join(text)
    return Sample(changed, sample.labelled) if len(changed) == len(sample.text) else sample


def wrapped(sample: Sample, random: Random) -> Sample:
    """The same with some blanks made line breaks, as in a narrow column."""
    share = random.choice((0.05, 0.1, 0.2))
    text = "".join("\n" if c == " " and random.random() < share else c for c in sample.text)
    return Sample(text, sample.labelled)


_MISREAD: Sequence[tuple[str, tuple[str, ...]]] = (
    ("å", ("a", "ä", "à")),
    ("ä", ("a", "å", "ii", "d")),
    ("ö", ("o", "é", "6", "d")),
    ("Å", ("A",)),
    ("Ä", ("A",)),
    ("Ö", ("O",)),
    ("rn", ("m",)),
    ("m", ("rn",)),
    ("l", ("I", "1", "i")),
    ("I", ("l", "1")),
    ("i", ("l", "1")),
    ("nn", ("rin", "m")),
    ("e", ("c",)),
    ("h", ("li", "b")),
    ("g", ("q",)),
    ("o", ("0",)),
    ("S", ("5",)),
    ("é", ("e", "6")),
    ("rt", ("n",)),
)
_OFTEN = frozenset("åäöÅÄÖ")


def misread(sample: Sample, random: Random) -> Sample:
    """The same as a poor scan gives it: å ä ö lost, letters mixed up."""
    rate = random.choice((0.01, 0.03, 0.06))
    starts = {p.start for p in sample.labelled}
    ends = {p.end for p in sample.labelled}
    pieces: list[str] = []
    moved: dict[int, int] = {}
    at = size = 0
    text = sample.text
    while at < len(text):
        moved[at] = size
        length, piece = _read(text, at, rate, random)
        if length > 1 and (at + 1 in starts or at + 1 in ends):
            length, piece = 1, text[at]
        pieces.append(piece)
        at, size = at + length, size + len(piece)
    moved[at] = size
    return Sample(
        "".join(pieces), tuple(Labelled(moved[p.start], moved[p.end], p.label) for p in sample.labelled)
    )


def _read(text: str, at: int, rate: float, random: Random) -> tuple[int, str]:
    for right, wrong in _MISREAD:
        if text.startswith(right, at) and random.random() < (0.5 if right in _OFTEN else rate):
            return len(right), random.choice(wrong)
    return 1, text[at]


def varied(samples: Iterable[Sample], random: Random) -> Iterator[Sample]:
    """Every sample, some wrapped, and recased or misread copies of some."""
    for sample in samples:
        yield wrapped(sample, random) if random.random() < 0.25 else sample
        if random.random() < 0.25:
            yield recased(sample, random)
        if random.random() < 0.12:
            yield misread(sample, random)
