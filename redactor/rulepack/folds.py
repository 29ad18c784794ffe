"""What a rule looks past: changes of text and of pattern in which every character keeps its place."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

import regex

from redactor.domain.folding import swapped


class Fold(StrEnum):
    """What a rule looks past beyond redactor.domain.folding: case, OCR's misreadings, diacritics."""

    CASE = "case"
    OCR = "ocr"
    ACCENTS = "accents"


ANY_CASE = int(regex.MULTILINE | regex.IGNORECASE)
"""The flags of `regex` for a pattern in any case."""

_MARKED = "åäöáàâãéèêëíìîïóòôõúùûüçñý"
_ACCENTS = {c: unicodedata.normalize("NFD", c)[0] for c in _MARKED + _MARKED.upper()} | {
    "ø": "o",
    "Ø": "O",
    "æ": "a",
    "Æ": "A",
}
_DIGITS = {"0": "o", "6": "o", "1": "l", "|": "l", "!": "l", "5": "s", "$": "s"}
_MISREAD = regex.compile(r"(?<=[a-z])(?:[0156]|[|!$](?=[a-z]))|[0156](?=[a-z])")
_SYNTAX = re.compile(r"\\[pPN]\{[^}]*\}|\\.|\(\?P?<\w+>|\(\?[a-zA-Z-]*[:)=!<>|]{0,2}|\{[\d,]*\}|\[:\w+:\]")


@dataclass(frozen=True, slots=True)
class View:
    """A way of looking at text in which every character keeps its place."""

    of_text: Callable[[str], str]
    of_pattern: Callable[[str], str]


def view_of(folds: Sequence[Fold]) -> View:
    """How a rule sees its text and how its pattern is then written."""
    if Fold.OCR in folds:
        return _SCANNED
    return _BARE if Fold.ACCENTS in folds else _AS_IS


def flags_of(folds: Sequence[Fold]) -> int:
    """The flags of `regex` that a rule's pattern runs with."""
    return ANY_CASE if Fold.CASE in folds or Fold.OCR in folds else int(regex.MULTILINE)


def _same(text: str) -> str:
    return text


def _bare(text: str) -> str:
    return swapped(text, _ACCENTS)


def _as_scanned(text: str) -> str:
    """Letters as OCR confuses them, one for one: å ä ö lose their marks, 6verldamnar, 1edamot, enllgt."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    seen: str = _MISREAD.sub(lambda m: _DIGITS[m.group()], swapped(lowered, _ACCENTS))
    return seen.replace("i", "l")


def _scanned_letters(text: str) -> str:
    return swapped(text.lower(), _ACCENTS).replace("i", "l")


def _in_pattern(change: Callable[[str], str], pattern: str) -> str:
    """Changes a pattern's letters as the text's are, and leaves its syntax alone."""
    pieces: list[str] = []
    at = 0
    for syntax in _SYNTAX.finditer(pattern):
        pieces += [change(pattern[at : syntax.start()]), syntax.group()]
        at = syntax.end()
    return "".join([*pieces, change(pattern[at:])])


_AS_IS = View(_same, _same)
_BARE = View(_bare, partial(_in_pattern, _bare))
_SCANNED = View(_as_scanned, partial(_in_pattern, _scanned_letters))
