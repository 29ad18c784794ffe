"""What a scanner's program read in a page and laid unseen over it, as a reading of ours.

It counts only where our own OCR can hardly read what is there: a faint or blurred copy, handwriting.
"""

from collections import Counter
from dataclasses import replace
from typing import Final

import pymupdf

from redactor.formats.pdf.legible import SURE, Legibility
from redactor.formats.pdf.letters import with_words
from redactor.formats.pdf.lines import PageText, framed
from redactor.formats.pdf.placing import ink_of
from redactor.formats.pdf.values import Matrix, Rect
from redactor.ocr import Reading, Word

_LITTLE: Final = 0.3
"""Of the letters that the scanner's program read; who surely reads less than that can hardly read it."""
_FEW: Final = 12
"""Letters; fewer may be a page number."""


def better(own: Reading, drawn: pymupdf.Page, page: PageText, step: Matrix) -> Reading:
    """Our own reading of a picture on the page, or the scanner's where ours says little.

    What we surely read beside the scanner's words stays: a stamp may have come later. `step` moves pixels
    of the picture to the page.
    """
    read = _scanners(drawn, page, step)
    sure = [word for word in own.words if word.confidence >= SURE]
    letters = _letters(read.words)
    text = " ".join(word.text for word in read.words)
    if letters < _FEW or _letters(sure) >= _LITTLE * letters or not Legibility().legible(text):
        return own
    beside = [word for word in sure if not any(_overlap(word, other) for other in read.words)]
    last = max(word.line for word in read.words) + 1
    words = (*read.words, *(replace(word, line=last + word.line) for word in beside))
    return Reading(" ".join(word.text for word in words), words, read.turn, read.skew)


def _scanners(drawn: pymupdf.Page, page: PageText, step: Matrix) -> Reading:
    """The unseen words of the page that run to the side to which most do."""
    unseen = [piece for piece in page.pieces if piece.hidden and piece.box is None and piece.text.strip()]
    turn = Counter(piece.turn for piece in unseen).most_common(1)[0][0] if unseen else 0
    words: list[Word] = []
    for line, piece in enumerate(with_words(drawn, [p for p in unseen if p.turn == turn])):
        top, bottom = ink_of(piece)
        for start, end, x0, x1 in piece.words:
            box = framed((x0, top, x1, bottom), -turn % 4)
            words.append(Word(piece.text[start:end], *_pixels(box, step), line))
    return Reading(" ".join(word.text for word in words), tuple(words), turn)


def _pixels(box: Rect, step: Matrix) -> Rect:
    a, _, _, d, e, f = step
    return (box[0] - e) / a, (box[1] - f) / d, (box[2] - e) / a, (box[3] - f) / d


def _letters(words: list[Word] | tuple[Word, ...]) -> int:
    return sum(len(word.text) for word in words)


def _overlap(one: Word, other: Word) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.y0 < other.y1 and other.y0 < one.y1
