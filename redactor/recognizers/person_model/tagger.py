"""Text -> stretches that the model takes for a person's name, with how probable that is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pycrfsuite

from redactor.domain.document import Span
from redactor.recognizers.person_model.features import Word, features, word
from redactor.recognizers.person_model.lexicon import Known, Lexicon
from redactor.recognizers.person_model.tokens import Token, stretches

_ADDRESS = re.compile(r"[^\s<>()\[\]|,;]+@[^\s<>()\[\]|,;]+|(?<!\w)(?:https?://|www\.)[^\s<>|]+")
_WIDEST = 2
"""Blanks between the words of one name; more part columns."""
_COMPOUND = re.compile(r"[A-ZÅÄÖ]{1,5}-[a-zåäö]{3,}")
"""`ST-läkare`, `IT-chef`."""
BEGINS, INSIDE, OUTSIDE = "B-PER", "I-PER", "O"


@dataclass(frozen=True, slots=True)
class Tagged:
    """A name's place and the probability of the most probable of its words.

    `listed`: whether anybody in Sweden bears one of its words, as far as the table knows.
    """

    span: Span
    probability: float
    listed: bool = True


class _Addresses:
    """Mail and web addresses: the names in them are theirs, whom other recognizers find. Asked in order."""

    def __init__(self, text: str) -> None:
        self._ahead = _ADDRESS.finditer(text)
        self._at = next(self._ahead, None)

    def __contains__(self, span: Span) -> bool:
        while self._at is not None and self._at.end() <= span.start:
            self._at = next(self._ahead, None)
        return self._at is not None and self._at.start() < span.end


class Tagger:
    """The model over text of any length; what it keeps of a text is gone with the call."""

    def __init__(self, weights: bytes, lexicon: Lexicon, least: float, *, gated: bool = True) -> None:
        """`weights` as CRFsuite wrote them. Names less probable than `least` are not said.

        `gated` skips stretches that can hold no name.
        """
        self._weights = weights  # CRFsuite reads from this memory and keeps no hold of it itself.
        self._model = pycrfsuite.Tagger()
        self._model.open_inmemory(weights)
        self._lexicon = lexicon
        self._least = least
        self._gated = gated

    def names(self, text: str) -> Iterator[Tagged]:
        """Every name in the text's order. Linear."""
        known: dict[str, Word] = {}
        addresses = _Addresses(text)
        for stretch in stretches(text):
            words = [known.get(t.text) or self._word(t.text, known) for t in stretch]
            if not self._gated or any(w.may_be_name for w in words):
                yield from (t for t in self._tagged(stretch, words) if t.span not in addresses)

    def _word(self, text: str, known: dict[str, Word]) -> Word:
        made = known[text] = word(text, self._lexicon)
        return made

    def _tagged(self, stretch: Sequence[Token], words: Sequence[Word]) -> Iterator[Tagged]:
        self._model.set(list(features(stretch, words)))
        labels = self._model.tag()
        probable = [self._probability(i, label, words[i]) for i, label in enumerate(labels)]
        runs = self._runs(stretch, words, labels, probable)
        named = (_without_words(stretch, words, *part) for run in runs for part in _parted(words, *run))
        for first, last in named:
            span = Span(stretch[first].start, stretch[last - 1].end)
            yield Tagged(span, max(probable[first:last]), any(map(self._is_listed, words[first:last])))

    def _is_listed(self, own: Word) -> bool:
        bare = self._lexicon.find(own.lower.removesuffix("s"))
        return bool(own.entry.given or own.entry.surname or bare.given or bare.surname)

    def _probability(self, i: int, label: str, own: Word) -> float:
        """That a token is part of a name; 0 where it can be none."""
        if label not in (BEGINS, INSIDE) and not own.may_be_name:
            return 0.0
        return float(self._model.marginal(BEGINS, i) + self._model.marginal(INSIDE, i))

    def _runs(
        self,
        stretch: Sequence[Token],
        words: Sequence[Word],
        labels: Sequence[str],
        probable: Sequence[float],
    ) -> Iterator[tuple[int, int]]:
        """Tokens of one name: from a first one to before a last one, both words or initials."""
        first = last = -1
        for i, label in enumerate(labels):
            inside = probable[i] >= self._least
            if first >= 0 and (not inside or label == BEGINS or _begins(stretch, words, first, i)):
                yield first, last
                first = -1
            if first < 0 and last == i - 1 and _is_place_of(words, i):
                continue
            if inside and words[i].shape not in (".", "0"):
                first = i if first < 0 else first
                last = i + 1
        if first >= 0:
            yield first, last


def _begins(stretch: Sequence[Token], words: Sequence[Word], first: int, at: int) -> bool:
    """Whether a token begins another name: in the next column, or in the next line."""
    apart = not stretch[at].line and stretch[at].start - stretch[at - 1].end > _WIDEST
    return apart or _is_next(stretch, words, first, at)


def _is_next(stretch: Sequence[Token], words: Sequence[Word], first: int, at: int) -> bool:
    """Whether a whole name ends before the line that begins at a token: the next line is another's."""
    if not stretch[at].line:
        return False
    whole = sum(w.shape != "." for w in words[first:at]) > 1
    following = at + 1
    alone = following == len(stretch) or stretch[following].line or words[following].shape in (".", "0", "a")
    return whole and not alone


def _is_place_of(words: Sequence[Word], at: int) -> bool:
    """Whether a word after a name and a comma is none in the lexicon of names: `Anna Berg, Vassbo`."""
    own = words[at].entry
    no_name = not own.given and (not own.surname or Known.PLACE in own.known)
    alone = at + 1 == len(words) or words[at + 1].shape in (".", "0", "a")
    return words[at - 1].lower == "," and no_name and alone


def _parted(words: Sequence[Word], first: int, last: int) -> Iterator[tuple[int, int]]:
    """`Given Surname, Place` without the place; `Surname, Given` is one name."""
    comma = next((i for i in range(first, last) if words[i].lower == ","), last)
    two = comma - first == 1 and last - comma == 2
    if two and _is_surname(words[first]) and _is_surname(words[last - 1]):
        yield first, comma
        yield comma + 1, last
        return
    if comma - first < 2 or comma == last or not words[first].entry.given:
        yield first, last
        return
    yield first, comma
    if words[comma + 1].entry.given:
        yield comma + 1, last


def _is_surname(word: Word) -> bool:
    """Whether a word is a surname and no given name: of two such, parted by a comma, each is somebody."""
    return bool(word.entry.surname) and not word.entry.given


def _without_words(stretch: Sequence[Token], words: Sequence[Word], first: int, last: int) -> tuple[int, int]:
    """A name without the word that begins its sentence: `Attest Per Ek`, `Överläkare Per Ek`."""
    while last - first > 1 and words[first + 1].shape in ("Aa", "AA", "A."):
        if not (_COMPOUND.fullmatch(stretch[first].text) or _is_ordinary(words[first])):
            break
        first += 1
    return first, last


def _is_ordinary(word: Word) -> bool:
    own = word.entry
    known = bool(own.known & (Known.WORD | Known.OCCUPATION))
    return known and word.shape == "Aa" and not own.given and not own.surname
