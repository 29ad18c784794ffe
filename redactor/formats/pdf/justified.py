"""Lines whose blanks were stretched to fill them: their words belong together, however far apart they are."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from redactor.formats.pdf.lines import PageText, Piece
from redactor.formats.pdf.order import adjoins, same_line

_ALIKE: Final = 0.15
"""Em; the gaps of a stretched line differ by no more."""
_EDGE: Final = 1.5
"""Points; lines that are flush end no further from each other."""
_BLANK: Final = 0.25
"""Em; the width of a blank that is not stretched."""
_FULL: Final = 0.9
"""Of the line's width; the words with the next line's first would have filled it."""
_LEADING: Final = 2.0
"""Em; lines of one paragraph stand no further apart."""
_PROOF: Final = 3
"""Words; with fewer, a line with one gap proves nothing by itself."""

_MANY: Final = 4
"""Lines that begin and end at the same places are justified text."""

_Part = list[Piece]
"""Pieces that adjoin."""
_Line = list[_Part]
_Edges = set[tuple[int, int]]


def join_stretched(page: PageText) -> None:
    """Sets a blank as the joint between the parts of each justified line.

    Such a line has all gaps alike, lies flush at both ends with a line above or below, and had no room for
    the word that begins the next.
    """
    lines = list(_lines([p for p in page.pieces if not p.hidden and p.box is None and p.text.strip()]))
    if any(piece.words for line in lines for part in line for piece in part):
        _close(lines)
    if all(len(line) == 1 for line in lines):
        return
    proven = _proven(lines)
    for at, line in enumerate(lines):
        above, below = lines[max(at - 1, 0) : at], lines[at + 1 : at + 2]
        if _may_be_stretched(line) and _was_full(line, below) and _is_flush(line, [*above, *below], proven):
            for one, other in pairwise(line):
                other[0].joint = "" if one[-1].text[-1].isspace() else " "


def _close(lines: Sequence[_Line]) -> None:
    """Justified lines of one part have no words of their own: no column lies between their blanks."""
    alike: dict[tuple[int, int], list[Piece]] = defaultdict(list)
    for line in lines:
        if len(line) == 1 and _blanks(line[0]) >= _PROOF - 1 and _even(line):
            left, right = _ends(line)
            alike[round(left), round(right)] += line[0]
    for pieces in alike.values():
        if len(pieces) >= _MANY:
            for piece in pieces:
                piece.words = ()


def _lines(pieces: Sequence[Piece]) -> Iterator[_Line]:
    """What was drawn on one line from left to right, in parts."""
    line: _Line = []
    for piece in pieces:
        last = line[-1][-1] if line else None
        if last is not None and last.turn == piece.turn and adjoins(last, piece):
            line[-1].append(piece)
            continue
        if last is not None and not (
            last.turn == piece.turn and same_line(last, piece) and piece.x0 > last.x1
        ):
            yield line
            line = []
        line.append([piece])
    if line:
        yield line


def _may_be_stretched(line: _Line) -> bool:
    """Whether the parts are words with the same gap between all of them."""
    if len(line) < 2 or any(part[0].apart for part in line):
        return False
    return _even(line)


def _even(line: _Line) -> bool:
    """Whether the gaps between all words are the same."""
    words = [word for part in line for piece in part for word in _words(piece)]
    gaps = [other[0] - one[1] for one, other in pairwise(words)]
    gaps = [gap for gap in gaps if gap > _ALIKE * line[0][0].size]  # no word is parted by a change of font
    return bool(gaps) and max(gaps) - min(gaps) < _ALIKE * line[0][0].size


def _words(piece: Piece) -> Iterator[tuple[float, float]]:
    """From where to where each word goes; a piece whose words were not measured is taken for one."""
    if not piece.words:
        yield piece.x0, piece.x1
    for _, _, x0, x1 in piece.words:
        yield x0, x1


def _blanks(part: _Part) -> int:
    """How many blanks stand within the part."""
    return " ".join(piece.text.strip() for piece in part).count(" ")


def _was_full(line: _Line, below: Sequence[_Line]) -> bool:
    """Whether the first word of the line below, which is of the same paragraph, had no room."""
    if not below:
        return False
    first, size = below[0][0][0], line[0][0].size
    if first.turn != line[0][0].turn or abs(first.x0 - line[0][0].x0) > _EDGE:
        return False
    if not 0 < first.base - line[0][0].base < _LEADING * size:
        return False
    word = first.text.split(maxsplit=1)[0]
    needed = sum(part[-1].x1 - part[0].x0 for part in line)
    needed += (first.x1 - first.x0) * len(word) / len(first.text) + len(line) * _BLANK * size
    left, right = _ends(line)
    return needed > _FULL * (right - left)


def _is_flush(line: _Line, near: Sequence[_Line], proven: _Edges) -> bool:
    """Whether lines of text begin and end where the line does: one beside it, or any that proves it."""
    left, right = _ends(line)
    if any((x0, x1) in proven for x0 in _about(left) for x1 in _about(right)):
        return True
    ends = map(_ends, near) if len(line) >= _PROOF else ()
    return any(abs(x0 - left) < _EDGE and abs(x1 - right) < _EDGE for x0, x1 in ends)


def _proven(lines: Sequence[_Line]) -> _Edges:
    """Where lines of text begin and end that have several words and no gap, or gaps that are all alike."""
    return {
        (round(_ends(line)[0]), round(_ends(line)[1]))
        for line in lines
        if (len(line) == 1 and _blanks(line[0]) >= _PROOF - 1)
        or (len(line) >= _PROOF and _may_be_stretched(line))
    }


def _ends(line: _Line) -> tuple[float, float]:
    return line[0][0].x0, line[-1][-1].x1


def _about(place: float) -> tuple[int, int, int]:
    return round(place) - 1, round(place), round(place) + 1
