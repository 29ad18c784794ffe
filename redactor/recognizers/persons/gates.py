"""Cheap questions before dear patterns: which word stands right before a name.

A gate lets through more than its pattern matches, never less.
"""

import re
from collections.abc import Iterator, Sequence

import regex

from redactor.recognizers.persons.names import Names

_MISREAD = str.maketrans("", "", "åäöaeéiodóáà6")
"""Letters that OCR gives for å ä ö; without them a word is the same however it was read."""
_REACH = 150
"""The longest match of a gated pattern."""
_WORD = 30
_PLAIN = re.compile(r"[^\W_][\w -]*")


def skeleton(word: str) -> str:
    """A word without the letters that OCR mixes up, lower case."""
    return word.casefold().translate(_MISREAD)


def last_words(alternatives: str) -> frozenset[str]:
    """Skeletons of the last words of plain alternatives parted by "|".

    Raises ValueError for an alternative that is a pattern: its last word cannot be told.
    """
    found = set()
    for alternative in alternatives.split("|"):
        if not _PLAIN.fullmatch(alternative):
            raise ValueError("a gate needs plain words")
        found.add(skeleton(alternative.split()[-1]))
    return frozenset(found)


def words_before(names: Names) -> tuple[str, ...]:
    """The skeleton of the word right before each name."""
    text = names.text
    found = []
    for run in names.runs:
        start = run.span.start
        pieces = text[max(start - _WORD, 0) : start].rstrip(" \n:").rsplit(None, 1)
        found.append(skeleton(_tail(pieces[-1])) if pieces else "")
    return tuple(found)


def _tail(word: str) -> str:
    """What follows the last sign in a word that is no letter and no digit."""
    for i in range(len(word) - 1, -1, -1):
        if not word[i].isalnum():
            return word[i + 1 :]
    return word


def matches_before(
    names: Names, before: Sequence[str], pattern: "regex.Pattern[str]", gate: frozenset[str]
) -> Iterator["regex.Match[str]"]:
    """Matches of `pattern` that end where a name begins, with a word of the gate before it."""
    for run, word in zip(names.runs, before, strict=True):
        if word in gate:
            start = run.span.start
            for match in pattern.finditer(names.text, max(start - _REACH, 0), start + 1):
                if match.end() == start:
                    yield match
