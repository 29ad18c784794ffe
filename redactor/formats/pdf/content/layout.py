"""Lines from which glyphs go are set anew, so that no distance tells how wide these were.

A line keeps its own beginning only where others share it (`edges`). From there its glyphs stand with the
fonts' own widths; kerning, letter and word spacing are gone, gaps without a space glyph are all alike.
The placeholder stands where the first glyph went, scaled where the line would not fit. What decides is kept
matter alone (Bland, Iyer, Levchenko, PoPETs 2023).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import hypot
from typing import Final

from redactor.formats.pdf.content.cuts import AREA
from redactor.formats.pdf.content.decoration import Decoration
from redactor.formats.pdf.content.edges import Edges, Room, rules
from redactor.formats.pdf.content.fitting import Fit, fitted
from redactor.formats.pdf.content.groups import groups, room_of, territories
from redactor.formats.pdf.content.items import Dress, Item, Painted, Placed, Run
from redactor.formats.pdf.content.rows import (
    LEADER_RUN,
    LEADERS,
    WORD_GAP,
    Frame,
    Glyph,
    Piece,
    Row,
    Segment,
    pieces_of,
    rows_of,
)
from redactor.formats.pdf.content.scene import Scene
from redactor.formats.pdf.content.state import BLACK, PLAIN, Clip
from redactor.formats.pdf.values import Cutout, Point, Quad

_SPACE: Final = 0.28
"""Ems that words without a space glyph are set apart."""
_LEADERS_LEFT: Final = LEADER_RUN - 1


@dataclass(frozen=True, slots=True)
class _Gap:
    """Two words without a space glyph between them; `em` is the size around it."""

    em: float


@dataclass(frozen=True, slots=True)
class _Replacement:
    """A placeholder, in the place of its first glyph."""

    text: str
    glyph: Glyph


_Token = Glyph | _Gap | _Replacement


class _Setter:
    """Sets the touched lines of one scene."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.cuts = scene.cuts
        self.open = Clip(scene.box, scene.box)
        self.at: dict[int, list[Item]] = defaultdict(list)
        """New items by the place of what they replace."""
        self.firsts: dict[int, int] = {}
        """Each cutout's first cell that takes a glyph."""

    def run(self) -> None:
        rows = rows_of(self._pieces())
        touched = [row for row in rows if row.touched]
        self._find_firsts(touched)
        moved: set[int] = set()
        for frame in {row.frame.angle: row.frame for row in touched}.values():
            moved |= self._frame([r for r in rows if r.frame.angle == frame.angle], frame)
        self._rebuild(rows, moved)

    def _pieces(self) -> list[Piece]:
        pieces: list[Piece] = []
        for slot, item in enumerate(self.scene.items):
            if isinstance(item, Run):
                frame = Frame.of(item)
                near = self.cuts.near(item.box())
                codes = enumerate(item.codes)
                cells = [self.cuts.takes(item.middle(i), c.text) for i, c in codes] if near else None
                pieces += pieces_of(item, slot, cells, frame)
        return pieces

    def _find_firsts(self, rows: list[Row]) -> None:
        for row in rows:
            for piece in row.pieces:
                for glyph in piece.glyphs:
                    if glyph.cell is not None and glyph.cell != AREA:
                        number = self.cuts.cells[glyph.cell][0]
                        self.firsts[number] = min(glyph.cell, self.firsts.get(number, glyph.cell))

    def _frame(self, rows: list[Row], frame: Frame) -> set[int]:
        """Sets all touched lines of one direction; the ids of the pieces that were set anew."""
        touched = [row for row in rows if row.touched]
        drawn = [item for item in self.scene.items if isinstance(item, Painted)]
        decoration = Decoration(drawn, touched, frame)
        edges = self._edges(rows, frame, (side for shape in decoration.firm for side in shape.sides))
        decoration.remove(list(territories(touched, edges)), edges.margins)
        edges = self._edges(rows, frame, (side for item in drawn for side in item.sides()))
        moved: set[int] = set()
        for row in touched:
            for group, before, after in groups(row, edges):
                moved |= {id(piece) for segment in group for piece in segment.pieces}
                self._set(row, group, edges, before, after)
        return moved

    def _edges(self, rows: list[Row], frame: Frame, sides: Iterable[tuple[Point, Point]]) -> Edges:
        """Parts the rows where sides of paths cross them."""
        crossing = rules(sides, frame)
        for row in rows:
            row.part(crossing)
        return Edges(rows, frame, self.scene.box, crossing)

    def _set(
        self, row: Row, group: list[Segment], edges: Edges, before: float | None, after: float | None
    ) -> None:
        pieces = _distinct(group)
        if self._pinned(pieces):
            self._pin(pieces)
            return
        tokens = self._tokens(pieces)
        room = room_of(row, group, edges, before, after)
        if tokens and room is not None:
            self._lay(tokens, room, row.frame)

    def _pinned(self, pieces: list[Piece]) -> bool:
        """Text over a picture that keeps its place, or written downwards: what stays stands still."""
        taken = [g.cell for p in pieces for g in p.glyphs if g.cell is not None]
        numbers = {self.cuts.cells[cell][0] for cell in taken if cell != AREA}
        pictured = bool(numbers) and all(self.cuts.cut.cutouts[n].pixels for n in numbers)
        return pictured or any(p.run.font.vertical for p in pieces)

    def _pin(self, pieces: list[Piece]) -> None:
        for piece in pieces:
            words: list[list[Glyph]] = [[]]
            for glyph in piece.glyphs:
                if glyph.cell is None and not glyph.blank:
                    words[-1].append(glyph)
                elif words[-1]:
                    words.append([])
            for word in filter(None, words):
                run = word[0].run
                part = run.part(word[0].index, word[-1].index + 1)
                part.at = _natural(part, word[0].run.at[word[0].index])
                self.at[word[0].slot].append(part)

    def _tokens(self, pieces: list[Piece]) -> list[_Token]:
        """What the line holds when it is set: no blanks at its beginning, none doubled, leaders cut short."""
        tokens: list[_Token] = []
        last: Glyph | None = None
        leaders = 0
        for glyph in (g for piece in pieces for g in piece.glyphs):
            if last is not None and tokens and not self._together(last, glyph) and _words_apart(last, glyph):
                tokens += [] if isinstance(tokens[-1], _Gap) else [_Gap(glyph.run.size)]
            last = glyph
            if glyph.cell is not None:
                tokens += self._replacement(glyph)
                continue
            text = glyph.run.codes[glyph.index].text
            leaders = leaders + 1 if text in LEADERS else 0
            if leaders > _LEADERS_LEFT or (glyph.blank and (not tokens or _is_blank(tokens[-1]))):
                continue
            tokens.append(glyph)
        return tokens if any(not _is_blank(token) for token in tokens) else []

    def _together(self, before: Glyph, after: Glyph) -> bool:
        """Both go with one cutout: what is between them is nobody's business."""
        if before.cell is None or after.cell is None:
            return False
        numbers = [AREA if g.cell == AREA else self.cuts.cells[g.cell or 0][0] for g in (before, after)]
        return numbers[0] == numbers[1]

    def _replacement(self, glyph: Glyph) -> list[_Token]:
        if glyph.cell is None or glyph.cell == AREA:
            return []
        number = self.cuts.cells[glyph.cell][0]
        cutout = self.cuts.cut.cutouts[number]
        first = self.cuts.cells[self.firsts[number]][1]
        here = self.cuts.cells[glyph.cell][1]
        if number in self.cuts.placed or not cutout.replacement or not _same_line(first, here):
            return []
        self.cuts.placed.add(number)
        return [_Replacement(cutout.replacement, glyph)]

    def _lay(self, tokens: list[_Token], room: Room, frame: Frame) -> None:
        kept = sum(_width(token) for token in tokens if not isinstance(token, _Replacement))
        texts = [(t.text, t.glyph.run.size) for t in tokens if isinstance(t, _Replacement)]
        wide = sum(self.scene.context.book.set_width(text) * size for text, size in texts)
        fit = fitted(kept, wide, room.width)
        x = room.begin(fit.whole * (kept + wide * fit.stretch * fit.size))
        line: list[Glyph] = []
        begun = x
        for token in tokens:
            if isinstance(token, Glyph):
                if line and not _alike(line[-1], token):
                    self._emit(line, begun, frame, fit)
                    line = []
                if not line:
                    begun = x
                line.append(token)
                x += _width(token) * fit.whole
                continue
            self._emit(line, begun, frame, fit)
            line = []
            x += (
                self._place(token, x, frame, fit)
                if isinstance(token, _Replacement)
                else _width(token) * fit.whole
            )
        self._emit(line, begun, frame, fit)

    def _emit(self, line: list[Glyph], x: float, frame: Frame, fit: Fit) -> None:
        if not line:
            return
        run, m = line[0].run, line[0].run.matrix
        spot = frame.point(x, line[0].y)
        matrix = (m[0] * fit.whole, m[1] * fit.whole, m[2], m[3], *spot)
        codes = [glyph.run.codes[glyph.index] for glyph in line]
        made = Run(run.font, matrix, codes, [], run.mode, replace(run.dress, clip=self.open), run.tag)
        made.at = _natural(replace(made, at=[0.0] * len(codes)), 0.0)
        self.at[line[0].slot].append(made)

    def _place(self, token: _Replacement, x: float, frame: Frame, fit: Fit) -> float:
        """Puts a placeholder; how far the line goes on."""
        run = token.glyph.run
        size = run.size * fit.size
        stretch = size * fit.stretch * fit.whole
        a, b = run.matrix[:2]
        em = hypot(a, b)
        ux, uy = (frame.x, frame.y) if run.font.vertical or not em else (a / em, b / em)
        matrix = (ux * stretch, uy * stretch, -uy * size, ux * size)
        fill = run.dress.fill if run.mode in (0, 2) else None
        dress = Dress(self.open, run.dress.look if run.mode != 3 else PLAIN, fill or BLACK)
        spot = frame.point(x, token.glyph.y)
        self.at[token.glyph.slot].append(Placed(token.text, (*matrix, *spot), dress, run.tag))
        return self.scene.context.book.set_width(token.text) * stretch

    def _rebuild(self, rows: list[Row], moved: set[int]) -> None:
        """The scene's items: untouched ones as they are, of touched runs what stands still or was set."""
        still: dict[int, list[int]] = defaultdict(list)
        broken: set[int] = set()
        for piece in (piece for row in rows for piece in row.pieces):
            if id(piece) in moved:
                broken.add(piece.slot)
            else:
                still[piece.slot] += range(piece.start, piece.end)
        items: list[Item] = []
        for slot, item in enumerate(self.scene.items):
            if slot in broken and isinstance(item, Run):
                items += [item.part(first, last + 1) for first, last in _stretches(still[slot])]
            elif not isinstance(item, Painted) or item.chunks:
                items.append(item)
            items += self.at.get(slot, ())
        self.scene.items[:] = items

    def leftovers(self) -> None:
        """Placeholders for what had no glyphs (scans) or stands still: within the place of the first line."""
        for number, cutout in enumerate(self.cuts.cut.cutouts):
            if cutout.replacement and number not in self.cuts.placed and cutout.quads:
                self.scene.items.append(self._boxed(cutout))

    def _boxed(self, cutout: Cutout) -> Placed:
        first = cutout.quads[0]
        line = [quad for quad in cutout.quads if _same_line(first, quad)]
        along = (line[-1].end[0] - first.start[0], line[-1].end[1] - first.start[1])
        up = (first.up[0] - first.start[0], first.up[1] - first.start[1])
        wide, tall = hypot(*along), hypot(*up)
        if not wide:
            along, wide = (up[1], -up[0]), tall
        size = 0.8 * tall
        natural = self.scene.context.book.set_width(cutout.replacement)
        if natural * size * 0.5 > wide:
            size = wide / natural / 0.5
        stretch = min(size, wide / natural)
        ux, uy = (along[0] / wide, along[1] / wide)
        matrix = (ux * stretch, uy * stretch, -uy * size, ux * size, *first.start)
        return Placed(cutout.replacement, matrix, Dress(self.open, PLAIN, BLACK), None)


def set_anew(scene: Scene) -> None:
    """Takes what goes from the scene's text and sets the touched lines anew."""
    _Setter(scene).run()


def set_leftovers(scene: Scene) -> None:
    """Sets the placeholders that no line took, when all lines are set."""
    _Setter(scene).leftovers()


def _distinct(group: list[Segment]) -> list[Piece]:
    """The pieces in order, without those drawn twice to look bold."""
    found: list[Piece] = []
    for piece in (piece for segment in group for piece in segment.pieces):
        if not found or not piece.repeats(found[-1]):
            found.append(piece)
    return found


def _words_apart(before: Glyph, after: Glyph) -> bool:
    if before.blank or after.blank:
        return False
    spacing = before.run.spacing * before.run.size
    return after.x0 - before.x1 - spacing > WORD_GAP * max(before.run.size, after.run.size)


def _is_blank(token: _Token) -> bool:
    return isinstance(token, _Gap) or (isinstance(token, Glyph) and token.blank)


def _width(token: Glyph | _Gap) -> float:
    return token.em * _SPACE if isinstance(token, _Gap) else token.x1 - token.x0


def _alike(a: Glyph, b: Glyph) -> bool:
    """The two can be shown by one operator."""
    if a.run is b.run:
        return True
    same = a.run.font is b.run.font and a.run.mode == b.run.mode and a.run.tag == b.run.tag
    level = abs(a.y - b.y) < 0.02
    dress = replace(a.run.dress, clip=b.run.dress.clip) == b.run.dress
    shape = all(abs(p - q) < 0.01 for p, q in zip(a.run.matrix[:4], b.run.matrix[:4], strict=True))
    return same and level and dress and shape


def _natural(run: Run, begin: float) -> list[float]:
    at, x = [], begin
    for code in run.codes:
        at.append(x)
        x += code.drop if run.font.vertical else code.width
    return at


def _same_line(a: Quad, b: Quad) -> bool:
    """Both cells stand on one baseline."""
    up = (a.up[0] - a.start[0], a.up[1] - a.start[1])
    tall = hypot(*up) or 1.0
    away = ((b.start[0] - a.start[0]) * up[0] + (b.start[1] - a.start[1]) * up[1]) / tall
    return abs(away) < 0.5 * tall


def _stretches(indices: list[int]) -> list[tuple[int, int]]:
    """First and last indices of glyphs that follow each other in their run."""
    found: list[tuple[int, int]] = []
    for index in sorted(indices):
        if found and index == found[-1][1] + 1:
            found[-1] = (found[-1][0], index)
        else:
            found.append((index, index))
    return found
