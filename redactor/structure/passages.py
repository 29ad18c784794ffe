"""Passages that a marker is about where no item holds it: between marks, a paragraph, an entry, a table row.

What the passages of a document are is told by its markers alone: without one there is none.
"""

import re
from bisect import bisect_right, insort
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from redactor.domain.document import LayerId, Section, SectionKind, Span, TextLayer
from redactor.structure import signals
from redactor.structure.lines import Line

_OPENS: Final = re.compile(
    rf"\W{{0,12}}(?:{signals.WORD}{signals.OF_TEXT}[ :,-]{{1,3}}(?:börjar|startar|start|början|inleds"
    rf"|från(?: och med)? här"
    rf"|här börjar|här nedan)|(?:här )?(?:börjar|början(?: på| av)?|start(?: på| av)?|inledning(?: på"
    rf"| av)?)[ :]{{1,2}}"
    rf"{signals.WORD}{signals.OF_TEXT})\W{{0,12}}",
    re.IGNORECASE,
)
_SIGNS: Final = (r"-", r"=", r"\*", r"\#", r">", r"<", r"_", r"~")
_RULE: Final = "(?:" + "|".join(rf"(?<!{sign}){sign}{{2,}}+" for sign in _SIGNS) + ")"
"""A run of one sign, tried at its beginning alone: lines of thousands are usual."""
_TAG: Final = re.compile(
    rf"[<\[{{(]{{1,2}}[ ]?(?P<close>/|slut(?: på)?[ :]|end[ :])?[ ]?{signals.WORD}{signals.OF_TEXT}[ ]?"
    r"(?P<says>[:,-]?[ ]?(?:börjar|startar|start|början|slutar|slut|upphör))?[ ]?[>\])}]{1,2}"
    rf"|(?P<guard>{_RULE}[ ]?(?:slut[ ])?(?:{signals.WORD}{signals.OF_TEXT})"
    rf"(?:[ ](?:börjar|startar|slutar|slut))?[ ]?{_RULE})",
    re.IGNORECASE,
)
"""A mark within a line: `<sekretess>`, `[SEKRETESS SLUTAR]`."""
_SENTENCE: Final = re.compile(r"[.!?][ ](?=[A-ZÅÄÖ])")
_FOLLOWS: Final = re.compile(
    r"\W{0,6}(?:(?:det )?(?:följande|nedanstående|efterföljande)|nästa)[ ](?:text\w{0,2}"
    r"|stycke\w{0,2}|avsnitt\w{0,2}|mening\w{0,2}"
    r"|uppgift\w{0,3}|del\w{0,2}|passage\w{0,2}|rad\w{0,3})\b[^\n]{0,120}",
    re.IGNORECASE,
)
_PRECEDES: Final = re.compile(
    r"\W{0,6}(?:ovanstående|föregående)[ ](?:text\w{0,2}|stycke\w{0,2}|avsnitt\w{0,2}|mening\w{0,2}"
    r"|uppgift\w{0,3}|del\w{0,2}|passage\w{0,2}|rad\w{0,3})\b[^\n]{0,120}",
    re.IGNORECASE,
)
_ENTRY: Final = re.compile(
    r"(?:§{1,2}[ ]?)?(?:[A-ZÅÄÖ]{0,2}[0-9]{1,4}(?:[.:/-][0-9]{1,4}){0,3}[.):]{0,2}|[a-zåäö][.)]"
    r"|[IVX]{1,5}[.)])(?=\s)"
    r"|[-•*–·▪●○■□☐☒✓]\s|(?:ärende|punkt|pkt|nr)\.?[ ][0-9]|[0-9]{4}-[0-9]{2}-[0-9]{2}",
    re.IGNORECASE,
)
_LIST: Final = 3
"""Lines without a blank one between them that are a list although nothing begins their entries."""


@dataclass(frozen=True, slots=True)
class _Mark:
    span: Span
    """In the layer; with the brackets or rules around it."""
    opens: bool
    closes: bool
    surely: bool
    """Says by itself that something begins, so that it needs no end."""


def passages(layer: TextLayer, lines: Sequence[Line], parts: Sequence[Section]) -> Iterator[Section]:
    """The passages of a layer in order; none overlaps another or begins outside an item and ends in it."""
    taken = _Taken()
    for span in (*_between(layer, lines, parts), *_announced(lines, parts)):
        if taken.take(span):
            yield Section(layer.id, span, SectionKind.PASSAGE, body=span)
    holding, runs, rows = _Holding(parts), _runs(lines), _rows(lines)
    for line in lines:
        if not line.text or holding.at(line.span.start) or not taken.is_free(line.outer):
            continue
        if signals.marker(line.text):
            own = _row(layer.id, rows, line) if line.cell is not None else _entry(layer, lines, runs, line)
            if own is not None and taken.take(own.span):
                yield own


class _Taken:
    """Stretches that do not overlap."""

    def __init__(self) -> None:
        self._spans: list[Span] = []

    def take(self, span: Span) -> bool:
        """Adds a stretch, unless it overlaps one that is held."""
        if not self.is_free(span):
            return False
        insort(self._spans, span)
        return True

    def is_free(self, span: Span) -> bool:
        i = bisect_right(self._spans, span)
        return not any(span.overlaps(beside) for beside in self._spans[max(i - 1, 0) : i + 1])


class _Holding:
    """Where parts stand that hold their markers."""

    def __init__(self, parts: Sequence[Section]) -> None:
        self._spans = sorted(part.span for part in parts)
        self._starts = [span.start for span in self._spans]

    def at(self, place: int) -> Span | None:
        i = bisect_right(self._starts, place)
        return next((span for span in reversed(self._spans[:i]) if span.end > place), None)

    def any_within(self, span: Span) -> bool:
        """Whether a part begins in a stretch, or goes on into it."""
        return any(span.contains(Span(s, s + 1)) for s in self._starts) or (
            self.at(span.start) != self.at(max(span.start, span.end - 1))
        )


# -- between marks


def _between(layer: TextLayer, lines: Sequence[Line], parts: Sequence[Section]) -> Iterator[Span]:
    """From a mark that opens to the next that closes; to the end of its part where none does."""
    holding = _Holding(parts)
    begun: _Mark | None = None
    for mark in (*_marks(lines), None):
        if begun is not None and mark is not None and mark.closes:
            yield from _bounded(Span(begun.span.start, mark.span.end), holding)
            begun = None
        elif begun is not None and begun.surely and (mark is None or mark.opens):
            part = holding.at(begun.span.start)
            end = part.end if part is not None else len(layer.text.rstrip())
            yield from _bounded(Span(begun.span.start, min(end, mark.span.start if mark else end)), holding)
            begun = mark
        elif mark is not None and mark.opens:
            begun = mark


def _bounded(span: Span, holding: _Holding) -> Iterator[Span]:
    """The stretch, unless items begin in it: their group's heading is what marks those."""
    if span.end > span.start and not holding.any_within(Span(span.start + 1, span.end)):
        yield span


def _marks(lines: Sequence[Line]) -> Iterator[_Mark]:
    for line in lines:
        if line.cell is not None:
            continue
        text = line.text
        if signals.closes(text):
            yield _Mark(line.outer, opens=False, closes=True, surely=False)
        elif _OPENS.fullmatch(text):
            yield _Mark(line.outer, opens=True, closes=False, surely=True)
        elif signals.alone(text) and not any(c in text for c in "0123456789") and text[:1] in "-=*#<[{(>_~/":
            yield _Mark(line.outer, opens=True, closes=False, surely=False)
        else:
            yield from _tags(line)


def _tags(line: Line) -> Iterator[_Mark]:
    for tag in _TAG.finditer(line.text):
        written = tag.group().casefold()
        closes = (
            tag["close"] is not None
            or "slut" in written.replace("slutet", "").replace("sluten", "")
            or "upphör" in written
        )
        span = line.part(*tag.span())
        if span is not None:
            says = tag["says"] is not None
            yield _Mark(span, opens=not closes, closes=closes, surely=says and not closes)


# -- paragraphs that a sentence announces


def _announced(lines: Sequence[Line], parts: Sequence[Section]) -> Iterator[Span]:
    """A sentence that says of the paragraph beside it that it is confidential, with that paragraph."""
    holding = _Holding(parts)
    for line in lines:
        if line.cell is not None:
            continue
        sentence = _SENTENCE.split(line.text.rstrip(" .:"))[-1]
        if not next(iter(signals.signals(sentence)), None) or signals.denied(sentence):
            continue
        after = lines[line.index + 1 :] if _FOLLOWS.fullmatch(sentence) else ()
        before = lines[: line.index][::-1] if _PRECEDES.fullmatch(sentence) else ()
        part = holding.at(line.span.start)
        end = begin = line
        for other in after:
            if other.gap and other is not lines[line.index + 1]:
                break
            end = other
        for other in before:
            begin = other
            if other.gap:
                break
        span = Span(begin.outer.start, end.outer.end)
        if begin is not end and (part is None or part.contains(span)):
            yield span


# -- entries and rows


_Runs = Sequence[tuple[int, int]]
"""For each line the first and the last of those that no blank line parts from it."""
_Rows = Mapping[tuple[int, int], Sequence[Line]]
"""The cells of each row of each table."""


def _runs(lines: Sequence[Line]) -> _Runs:
    starts = [i for i, line in enumerate(lines) if i == 0 or line.gap]
    ends = [*(start - 1 for start in starts[1:]), len(lines) - 1]
    return [(start, end) for start, end in zip(starts, ends, strict=True) for _ in range(start, end + 1)]


def _rows(lines: Sequence[Line]) -> _Rows:
    rows: dict[tuple[int, int], list[Line]] = {}
    for line in lines:
        if line.cell is not None:
            rows.setdefault((line.cell.table, line.cell.row), []).append(line)
    return rows


def _entry(layer: TextLayer, lines: Sequence[Line], runs: _Runs, line: Line) -> Section | None:
    """The entry of a list, or the line, in which a marker stands with what it is about."""
    first = last = line.index
    while first > 0 and not lines[first].gap and _goes_on(layer, lines[first - 1], lines[first], entry=False):
        first -= 1
    entry = _ENTRY.match(lines[first].text) is not None
    while last + 1 < len(lines) and not lines[last + 1].gap:
        if not _goes_on(layer, lines[last], lines[last + 1], entry=entry):
            break
        last += 1
    alone = all(signals.alone(lines[i].text) for i in range(first, last + 1))
    if alone or not (entry or (_is_listed(runs[line.index]) and not signals.alone(line.text))):
        return None
    span = Span(lines[first].outer.start, lines[last].outer.end)
    return Section(layer.id, span, SectionKind.PASSAGE, body=span)


def _goes_on(layer: TextLayer, above: Line, line: Line, *, entry: bool) -> bool:
    """Whether a line goes on from the one above it rather than beginning an entry of its own.

    What stands right below the first line of a numbered `entry` is of it.
    """
    if line.cell is not None or above.cell is not None or _ENTRY.match(line.text) or line.label:
        return False
    indents = _indent(layer, line), _indent(layer, above)
    return entry or line.text[:1].islower() or indents[0] > indents[1] or indents[0] == indents[1] > 0


def _is_listed(run: tuple[int, int]) -> bool:
    """Whether lines without blank lines between them are several, below the document's first."""
    first, last = run
    return first > 0 and last - first + 1 >= _LIST


def _indent(layer: TextLayer, line: Line) -> int:
    return line.outer.start - (layer.text.rfind("\n", 0, line.outer.start) + 1)


def _row(layer: LayerId, rows: _Rows, line: Line) -> Section | None:
    """The row of a table that lists no items, below its titles."""
    at = line.cell
    if at is None or at.row == 0:
        return None
    cells = rows[at.table, at.row]
    widest = max(cells, key=lambda cell: sum(c.isalpha() for c in cell.text) * (cell is not line))
    span = Span(min(c.outer.start for c in cells), max(c.outer.end for c in cells))
    return Section(
        layer,
        span,
        SectionKind.ROW,
        heading=widest.span,
        emptied=tuple(sorted(c.outer for c in cells if c is not widest)),
    )
