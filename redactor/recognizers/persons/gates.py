"""Cheap questions before dear patterns: which words stand right before and after a name.

A gate lets through more than its pattern matches, never less.
"""

import re
from collections.abc import Callable, Iterator, Sequence

import regex

from redactor.recognizers.persons.names import Names

_MISREAD = str.maketrans("", "", "åäöaeéiodóáà6")
"""Letters that OCR gives for å ä ö; without them a word is the same however it was read."""
_REACH = 150
"""The longest match of a gated pattern, the name left out."""
_WORD = 30
_FOLLOWING = re.compile(r"[ ,(\n]{1,4}(\w+)(?: (\w+))?")
_FIRST = re.compile(r"[^\W\d_]+")
_WORDS = re.compile(r"[^\W\d_][^\W_]*")
_DIGIT = re.compile(r"\d")
_SEGMENT_ENDS = re.compile(r"[,.\n]")
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


def first_words(alternatives: str) -> frozenset[str]:
    """Skeletons of the words that alternatives begin with, of alternatives within them too.

    Every alternative begins with a whole word as it is written.
    """
    begun = (_FIRST.search(alternative) for alternative in alternatives.split("|"))
    return frozenset(skeleton(word[0]) for word in begun if word is not None)


def words_after(text: str, end: int) -> tuple[str, ...]:
    """Skeletons of the next two words, over a blank, a comma, a parenthesis or a line's end."""
    following = _FOLLOWING.match(text, end)
    return tuple(skeleton(word) for word in following.groups() if word) if following else ()


def has_digit_after(text: str, end: int) -> bool:
    """Whether a digit stands within a match's reach."""
    return _DIGIT.search(text, end, end + _REACH) is not None


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
    names: Names, before: Sequence[str], pattern: Callable[[], "regex.Pattern[str]"], gate: frozenset[str]
) -> Iterator["regex.Match[str]"]:
    """Matches of `pattern` that end where a name begins, with a word of the gate before it."""
    for run, word in zip(names.runs, before, strict=True):
        if word in gate and names.text[run.span.start].isalpha():
            yield from _ending(pattern(), names.text, max(run.span.start - _REACH, 0), run.span.start)


def matches_apart(
    names: Names, pattern: Callable[[], "regex.Pattern[str]"], gate: frozenset[str]
) -> Iterator["regex.Match[str]"]:
    """Matches that end with a comma where a name begins, with a word of the gate between two commas.

    Of patterns that match over no comma, full stop or line's end but before the name.
    """
    text = names.text
    for run in names.runs:
        comma = run.span.start - 2
        comma -= text[comma : comma + 2] == " \n"
        if text[max(comma, 0) : comma + 2] != ", ":
            continue
        begun = max(comma - _REACH, 0)
        segment = _SEGMENT_ENDS.split(text[begun:comma])[-1]
        if any(skeleton(word) in gate for word in _WORDS.findall(segment)):
            yield from _ending(pattern(), text, comma - len(segment), run.span.start)


def _ending(pattern: "regex.Pattern[str]", text: str, begun: int, end: int) -> Iterator["regex.Match[str]"]:
    """A pattern that reads backwards is asked at the end alone."""
    if pattern.flags & regex.REVERSE:
        match = pattern.match(text, begun, end)
        return iter(() if match is None else (match,))
    return (match for match in pattern.finditer(text, begun, end + 1) if match.end() == end)
