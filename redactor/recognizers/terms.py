"""Strings the caller knows to be secret (`--terms FILE`), in every writing that option promises."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from presidio_analyzer import EntityRecognizer

from redactor.domain.document import Span
from redactor.domain.folding import Folded, folded_text, squash
from redactor.domain.review import Certainty, Hit
from redactor.recognizers import Recognizer

PARTICLES = frozenset({"von", "af", "de", "el", "al"})
"""Words before a surname that belong to it."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BLANKS_BEFORE = re.compile(r"([^\W\d_]+(?:['’-][^\W\d_]+)*)[ \t]{1,3}\n?[ \t]{0,3}$")
_GENITIVE = re.compile(r"[:'’]?s(?![^\W_])", re.IGNORECASE)
_LONGEST_WORD = 40


@dataclass(frozen=True, slots=True)
class Needle:
    """A squashed string to look for, and what its place in the text must look like."""

    term: int
    text: str = field(repr=False)
    is_name: bool = False
    is_surname: bool = False
    words: frozenset[str] = field(default=frozenset(), repr=False)
    """Casefolded words of the name that a surname alone takes along from its left."""


def find_terms(text: str, terms: Sequence[str]) -> Iterator[tuple[int, Span]]:
    """Where each term stands: its index and the characters of `text`. Places may overlap.

    After NFKC and casefold, diacritics kept, without hyphens and invisible signs, over any blanks and
    line breaks, word-bounded. Two to four capitalised words without a digit are a name: also `Surname,
    Given`, with genitive -s, and the surname alone where it is capitalised. Linear in the text.
    """
    yield from find_needles(text, needles_of(terms))


def needles_of(terms: Sequence[str]) -> tuple[Needle, ...]:
    """What `find_terms` looks for, made ready once for many texts."""
    return tuple(needle for index, term in enumerate(terms) for needle in _needles(index, term))


def find_needles(text: str, needles: Sequence[Needle]) -> Iterator[tuple[int, Span]]:
    """As `find_terms`."""
    if not needles:
        return
    squashed = squash(text)
    for needle in needles:
        yield from _places(text, squashed, needle)


class Terms(Recognizer):
    """The caller's strings, certain wherever they stand and whoever bears them."""

    name = "terms"  # type: ignore[misc]  # as in the base class
    entities = ("TERM",)
    law = ""
    why = "Uppgiften står i listan över uppgifter som ska tas bort."

    def __init__(self, terms: Sequence[str]) -> None:
        self._needles = needles_of(terms)
        EntityRecognizer.__init__(
            self, supported_entities=list(self.entities), name=self.name, supported_language="sv"
        )

    def hits(self, text: str) -> Iterator[Hit]:
        for _, span in find_needles(text, self._needles):
            yield Hit(span, "TERM", 1.0, self.name, Certainty.CERTAIN)


def _needles(index: int, term: str) -> Iterator[Needle]:
    whole = squash(term).text
    if not whole:
        return
    words = folded_text(term).split()
    if not _is_name(words):
        yield Needle(index, whole)
        return
    yield Needle(index, whole, is_name=True)
    for first in range(1, len(words)):
        if words[first - 1].casefold() in PARTICLES:
            continue
        surname, given = " ".join(words[first:]), " ".join(words[:first])
        yield Needle(index, squash(surname).text + "," + squash(given).text, is_name=True)
    others = frozenset(word.casefold() for word in words[:-1])
    yield Needle(index, squash(words[-1]).text, is_name=True, is_surname=True, words=others)


def _is_name(words: Sequence[str]) -> bool:
    """Two to four capitalised words without a digit; particles are not counted and may be small."""
    counted = [word for word in words if word.casefold() not in PARTICLES]
    named = all(_WORD.fullmatch(word) and word[0].isupper() for word in counted)
    whole = all(_WORD.fullmatch(word) for word in words)
    return named and whole and 1 <= len(counted) <= 4 and 2 <= len(words) <= 6 and words[-1] in counted


def _places(text: str, squashed: Folded, needle: Needle) -> Iterator[tuple[int, Span]]:
    at = squashed.text.find(needle.text)
    while at >= 0:
        span = squashed.span(Span(at, at + len(needle.text)))
        bounded = _bounded(text, span, needle)
        if bounded is not None:
            yield needle.term, bounded
        at = squashed.text.find(needle.text, at + 1)


def _bounded(text: str, span: Span, needle: Needle) -> Span | None:
    """The place with its genitive and, for a surname, what belongs to it; None: inside another word."""
    first, last = text[span.start], text[span.end - 1]
    if _is_letter(first) and _is_letter(_before(text, span.start)):
        return None
    end = span.end
    if _is_letter(last) and _is_letter(_after(text, end)):
        genitive = _genitive(text, end) if needle.is_name else None
        if genitive is None:
            return None
        end = genitive
    elif needle.is_name:
        end = _genitive(text, end) or end
    if not needle.is_surname:
        return Span(span.start, end)
    if not first.isupper():
        return None
    return Span(_with_names_before(text, span.start, needle.words), end)


def _genitive(text: str, end: int) -> int | None:
    at = end
    while at < len(text) and _is_invisible(text[at]):
        at += 1
    match = _GENITIVE.match(text, at)
    return match.end() if match else None


def _with_names_before(text: str, start: int, words: frozenset[str]) -> int:
    """Leftwards over particles and the name's other words."""
    for _ in range(4):
        before = _BLANKS_BEFORE.search(text[max(0, start - _LONGEST_WORD) : start])
        if before is None:
            break
        word = before[1].casefold()
        if word not in PARTICLES and word not in words:
            break
        start -= len(before[0])
    return start


def _is_letter(character: str) -> bool:
    return character.isalnum()


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) in ("Cf", "Mn", "Me")


def _before(text: str, at: int) -> str:
    """The last visible character before `at`; "" at the beginning."""
    at -= 1
    while at >= 0 and _is_invisible(text[at]):
        at -= 1
    return text[at] if at >= 0 else ""


def _after(text: str, at: int) -> str:
    while at < len(text) and _is_invisible(text[at]):
        at += 1
    return text[at] if at < len(text) else ""
