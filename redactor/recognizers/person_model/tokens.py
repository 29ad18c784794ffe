"""Text -> tokens with their places, and the stretches of them that are tagged together."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

# A letter with a stop (an initial); words, joined by hyphens or apostrophes; numbers; any other sign alone,
# and the tab that parts cells.
_TOKEN = re.compile(
    r"(?<![^\W_])[^\W\d_]\.(?!\w{2})"
    r"|\d+(?:[.,:/-]\d+)*(?![^\W_])"
    r"|[^\W_]+(?:[-'’´][^\W_]+)*(?::s(?![^\W_]))?"
    r"|[\t\S]"
)
_ENDS = frozenset(".!?")
_LONGEST = 300
"""Tokens of the longest stretch: bounds what one is given, not what is found in it."""


class Token(NamedTuple):
    """A word, number or sign; `line` and `blank` count the line breaks before it: one, or more.

    There is one for every word of a document, and a tuple is made in a third of a data class's time.
    """

    text: str
    start: int
    end: int
    line: bool
    blank: bool

    def __repr__(self) -> str:
        return f"Token({self.start}, {self.end})"


def tokens(text: str) -> Iterator[Token]:
    """Every token in order. Linear."""
    at = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        breaks = text.count("\n", at, start) if start > at else 0
        yield Token(match[0], start, end, breaks > 0 or at == 0, breaks > 1)
        at = end


def stretches(text: str) -> Iterator[Sequence[Token]]:
    """Sentences as far as signs tell: parted by blank lines, and by a stop before a capital."""
    own: list[Token] = []
    for token in tokens(text):
        if own and (token.blank or len(own) >= _LONGEST or _begins(own[-1], token)):
            yield own
            own = []
        own.append(token)
    if own:
        yield own


def _begins(before: Token, token: Token) -> bool:
    return before.text in _ENDS and token.start > before.end and token.text[0].isupper()
