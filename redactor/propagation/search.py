"""Many strings in one text, in time that grows with text and finds, not with text times strings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from redactor.domain.document import Span
from redactor.domain.folding import Folded, squash
from redactor.recognizers.terms import Needle, find_needles, needles_of

_HEAD = 4
"""Characters by which a place is first asked whether a string may begin there."""
_FEW = 64
"""Heads that are looked for one by one, which is faster than to ask each place whether one stands there."""
_SLACK = 40
"""Characters beside a string in which its boundaries, blanks and genitive lie."""


@dataclass(frozen=True, slots=True)
class _Needle:
    """`key` is what is looked for first: the last word of a name, the whole of another string."""

    index: int
    size: int
    key: str = field(repr=False)
    first: str = field(repr=False)
    sought: tuple[Needle, ...] = field(repr=False)


class Strings:
    """Strings to look for as `find_terms` does. `names` says which of them are names."""

    def __init__(self, terms: Sequence[str], names: Sequence[bool]) -> None:
        self._by_key: dict[str, list[_Needle]] = {}
        for index, (term, is_name) in enumerate(zip(terms, names, strict=True)):
            words = term.split()
            key = squash(words[-1] if is_name and words else term).text
            first = squash(words[0]).text if is_name and words else ""
            if key:
                self._by_key.setdefault(key, []).append(
                    _Needle(index, len(term), key, first, needles_of((term,)))
                )
        self._by_head: dict[str, list[str]] = {}
        for key in self._by_key:
            self._by_head.setdefault(key[:_HEAD], []).append(key)
        self._short = sorted({len(head) for head in self._by_head if len(head) < _HEAD})

    def places(self, text: str) -> Iterator[tuple[int, Span]]:
        """Each string's index and place, in no order and each once."""
        if not self._by_key or not text.strip():
            return
        squashed = squash(text)
        seen: set[tuple[int, Span]] = set()
        for at, key in self._candidates(squashed.text):
            for needle in self._by_key[key]:
                for span in _confirmed(text, squashed, at, needle):
                    if (needle.index, span) not in seen:
                        seen.add((needle.index, span))
                        yield needle.index, span

    def _candidates(self, squashed: str) -> Iterator[tuple[int, str]]:
        by_head = self._by_head
        if len(by_head) <= _FEW:
            begun = [(at, len(head)) for head in by_head for at in _finds(squashed, head)]
        else:
            begun = [
                (at, length)
                for length in (*self._short, _HEAD)
                for at in range(len(squashed))
                if squashed[at : at + length] in by_head
            ]
        for at, length in sorted(begun):
            for key in by_head[squashed[at : at + length]]:
                if squashed.startswith(key, at):
                    yield at, key


def _finds(text: str, head: str) -> Iterator[int]:
    at = text.find(head)
    while at >= 0:
        yield at
        at = text.find(head, at + 1)


def _confirmed(text: str, squashed: Folded, at: int, needle: _Needle) -> Iterator[Span]:
    """What `find_needles` says of the text around a candidate."""
    reach = needle.size + _SLACK
    if needle.first not in squashed.text[max(0, at - reach) : at + len(needle.key) + reach]:
        return
    found = squashed.span(Span(at, at + len(needle.key)))
    start, end = max(0, found.start - reach), min(len(text), found.end + reach)
    for _, span in find_needles(text[start:end], needle.sought):
        whole = Span(span.start + start, span.end + start)
        # At the window's edge a word may be cut in two.
        cut = (span.start == 0 and start > 0) or (whole.end == end and end < len(text))
        if not cut:
            yield whole
