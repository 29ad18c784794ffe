"""Whether text can be read: fonts without a true ToUnicode map give nonsense, which looks like text."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from operator import add
from typing import Final

from redactor.formats.pdf.lines import Piece
from redactor.ocr import Word

_PAIRS: Final = """
ac ad ag ak al am an ap ar as at av ba be bi bl bo br bu bä ca ce ch ci ck co ct da dd de df di dl dn do
dr ds ea ec ed ee ef eg eh ek el em en ep er es et ev ex fa fe fi fo fr ft fö ga ge gi go gr gs gt gå ha
he hi ho ia ic id ie if ig ik il im in io ir is it iv ja jo ju jä ka ke kl kn ko kr ks kt ku kv ky la ld
le li lj ll lm ln lo ls lt lu lä lå ma me mh mi mm mn mo mp ms mu mv mö na nd ne nf ng ni nk nl nn no ns
nt nu nä oc od of og ok ol om on op or os ot ou ov pa pd pe pi pl po pp pr på ra rb rd re rg ri rk rl rm
rn ro rs rt ru rv ry rä rå sa se sf si sk sl sm sn so sp sr ss st su sv sy sä ta te tf th ti tj tl tn to
tr ts tt tu tv ty tä tö ul um un up ur us ut va ve vi vs vä vå wh xt yc yd yr ys yt äl äm än är ät ål ån
år öd öl ör öv
"""
"""The pairs of letters that make up 94 % of Swedish and English text, and most of names."""
_COMMON: Final = frozenset(_PAIRS.split())
_WORD: Final = re.compile(r"[^\W\d_]+")
_UNKNOWN: Final = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]{2,}")
_ENOUGH: Final = 12
"""Pairs of letters; less tells nothing."""
_LEGIBLE: Final = 0.72
"""Of the pairs are common in text; of letters exchanged for others it is about half."""
_USUAL: Final = 0.62
"""As much for a line; so little may be common in a few names."""
_AGREE: Final = 0.6
"""Of the words that OCR sees in a page, at least so many stand in its text layer."""
_FOREIGN: Final = re.compile("[\u0590-\u1dff\u2e80-\u9fff\ua000-\ufaff]{2,}|[\u0370-\u058f]{12,}")
"""What stands in a Swedish document seldom enough to be looked at; single words of Greek and Cyrillic do."""
_ALIKE: Final = str.maketrans(
    "αβγεηικνορτυχωабвгдезийклмнорстухь", "abyenikvoptuxwa6brae3nnknmhopctyxb", "\u0301\u0306"
)
"""Greek and Cyrillic letters -> what a reader of Latin letters takes them for."""
_SAME: Final = 0.5
"""Of the letters of a line, in order; a line and its right reading share more, chance less."""

SURE: Final = 60.0
"""Confidence of a word that OCR did not make up."""
_LEAST: Final = 4
"""Letters; less that is seen tells nothing about a line."""


class Legibility:
    """Judges the texts of one document's pages; what a word tells is counted once."""

    def __init__(self) -> None:
        self._common: dict[str, int] = {}
        """How many of a word's pairs are common."""

    def legible(self, text: str) -> bool:
        """Whether a page's text, as extracted, looks like Swedish or English; no surety, but cheap."""
        if _UNKNOWN.search(text):
            return False
        total, common = self._pairs(text)
        return total < _ENOUGH or common >= _LEGIBLE * total

    def unusual(self, lines: Sequence[Piece]) -> list[Piece]:
        """A page's lines that do not look like text, by themselves or with all that are set alike.

        One in a thousand true lines is among them, and nearly all lines of exchanged letters.
        """
        styles: dict[object, list[tuple[Piece, int, int]]] = {}
        for line in lines:
            style = (round(line.size, 1), line.bold, line.color)
            styles.setdefault(style, []).append((line, *self._pairs(line.text)))
        found: list[Piece] = []
        for alike in styles.values():
            # No pair of letters, and no foreign word, reaches over a line's end.
            total, common = sum(t for _, t, _ in alike), sum(c for _, _, c in alike)
            odd = [_is_foreign(line.text) for line, _, _ in alike]
            doubtful = any(odd) or _is_strange(total, common)
            found += (
                line
                for (line, total, common), is_odd in zip(alike, odd, strict=True)
                if (doubtful or is_odd or _is_strange(total, common)) and line.text.strip()
            )
        return found

    def _pairs(self, text: str) -> tuple[int, int]:
        """How many pairs of letters, and how many of them are common."""
        words = _WORD.findall(text.lower())
        known = self._common
        for word in words:
            if word not in known:
                known[word] = sum(map(_COMMON.__contains__, map(add, word, word[1:])))
        return sum(map(len, words)) - len(words), sum(map(known.__getitem__, words))


def _is_strange(total: int, common: int) -> bool:
    return total >= _ENOUGH and common < _USUAL * total


def _is_foreign(text: str) -> bool:
    return _FOREIGN.search(text) is not None or _UNKNOWN.search(text) is not None


def differs(line: str, seen: Sequence[Word]) -> bool:
    """Whether the words that OCR surely saw in a line's place are other ones."""
    sure = _latin("".join(word.text for word in seen if word.confidence >= SURE))
    if len(sure) < _LEAST:
        return False
    return SequenceMatcher(None, _latin(line), sure, autojunk=False).ratio() < _SAME


def _latin(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_ALIKE)
    return "".join(filter(str.isalnum, folded))


def agree(text: str, seen: str) -> bool:
    """Whether the words that OCR saw are those of the text."""
    known = Counter(_WORD.findall(text.lower()))
    words = Counter(word for word in _WORD.findall(seen.lower()) if len(word) > 1)
    return sum((known & words).values()) >= _AGREE * sum(words.values())
