"""A content stream -> what it paints (ISO 32000-1, 8 and 9). What is not understood is not painted."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Final

import pikepdf

from redactor.errors import DamagedError, LimitError, Words
from redactor.formats.pdf.content import forms, painting
from redactor.formats.pdf.content.context import entry
from redactor.formats.pdf.content.geometry import IDENTITY, exact, multiply, numbers
from redactor.formats.pdf.content.items import Dress, Painted
from redactor.formats.pdf.content.paths import (
    CLOSING,
    FILLS,
    LENGTHS,
    PAINTS,
    STROKES,
    Path,
    Subpath,
    exactly,
    rectangle,
    written,
)
from redactor.formats.pdf.content.scene import Scene
from redactor.formats.pdf.content.state import BLACK, BLACK_STROKE, Colour, State
from redactor.formats.pdf.content.stream import Chunk, Resource
from redactor.formats.pdf.content.text import TextObject
from redactor.formats.pdf.fonts import Code
from redactor.formats.pdf.objects import ObjectId, number
from redactor.formats.pdf.values import Matrix, Rect

_DEEP: Final = 40
_NUMBER: Final = (int, Decimal)
_STATES: Final = 512
_UNREADABLE: Final = Words("en sidas innehåll kan inte läsas", "the content of a page cannot be read")


class Interpreter:
    """Runs one stream; forms that become part of it run in an interpreter of their own on the same scene.

    `base` is where the stream's space lies in the output's (pattern matrices count from it).
    """

    def __init__(
        self,
        scene: Scene,
        resources: pikepdf.Object,
        state: State,
        *,
        base: Matrix = IDENTITY,
        stream: ObjectId | None = None,
    ) -> None:
        self.scene = scene
        self.resources = resources
        self.state = state
        self.base = base
        self.stream = stream
        self.path = Path()
        self.text = TextObject()
        self._saved: list[State] = []

    def run(self, content: pikepdf.Object | pikepdf.Page) -> None:
        """Reads operators to the end. Raises DamagedError when the stream cannot be read."""
        depth = self.scene.marked.depth
        try:
            instructions = pikepdf.parse_content_stream(content)
        except (pikepdf.PdfError, RuntimeError) as damage:
            raise DamagedError(why=_UNREADABLE) from damage
        for instruction in instructions:
            handler = _OPERATORS.get(str(instruction.operator))
            if handler is None:
                continue
            try:
                handler(self, *instruction.operands)
            except (TypeError, ValueError, IndexError, KeyError, AttributeError, OverflowError):
                # Wrong operands: the operator is not understood and does nothing (7.8.2).
                continue
        self.scene.marked.close_to(depth)

    # Graphics state

    def save(self) -> None:
        if len(self._saved) >= _STATES:
            what = Words("sparade grafiktillstånd", "saved graphics states")
            raise LimitError(limit=what, value=len(self._saved) + 1, allowed=_STATES)
        self._saved.append(self.state.saved())

    def restore(self) -> None:
        if self._saved:
            self.state = self._saved.pop()

    def concat(self, *values: float) -> None:
        self.state.ctm = multiply(_matrix(values), self.state.ctm)

    def line_width(self, value: float) -> None:
        self.state.pen = replace(self.state.pen, width=exact(float(value)))

    def line_cap(self, value: float) -> None:
        self.state.pen = replace(self.state.pen, cap=int(value))

    def line_join(self, value: float) -> None:
        self.state.pen = replace(self.state.pen, join=int(value))

    def miter_limit(self, value: float) -> None:
        self.state.pen = replace(self.state.pen, miter=exact(float(value)))

    def dash(self, lengths: Iterable[float], phase: float) -> None:
        pattern = numbers(tuple(float(v) for v in lengths))
        self.state.pen = replace(self.state.pen, dash=b"[%s] %s" % (pattern, numbers((float(phase),))))

    def graphics_state(self, name: pikepdf.Name) -> None:
        painting.apply_graphics_state(self, self.resources.ExtGState[name])

    # Colours

    def device(self, operator: bytes, *values: float) -> None:
        colour: Colour = (numbers(tuple(float(v) for v in values)) + b" " + operator + b" ",)
        if operator.islower():
            self.state.fill, self.state.fill_space = colour, ()
        else:
            self.state.stroke, self.state.stroke_space = colour, ()

    def space(self, operator: bytes, name: pikepdf.Name) -> None:
        space = self.scene.context.space(name, self.resources)
        colour = (*space, b" " + operator + b" ")
        if operator.islower():
            self.state.fill, self.state.fill_space = colour, colour
        else:
            self.state.stroke, self.state.stroke_space = colour, colour

    def colour(self, operator: bytes, *operands: object) -> None:
        space = self.state.fill_space if operator.islower() else self.state.stroke_space
        values = numbers(tuple(float(v) for v in map(number, operands) if v is not None))
        parts: Colour = (*space, values, b" ")
        if operands and isinstance(operands[-1], pikepdf.Name):
            pattern = self._pattern(operands[-1])
            if pattern is None:
                parts = BLACK if operator.islower() else BLACK_STROKE
            else:
                parts = (*parts, pattern, b" " + operator + b" ")
        elif space:
            parts = (*parts, operator + b" ")
        else:
            parts = _by_count(len(operands), values, operator)
        if operator.islower():
            self.state.fill = parts
        else:
            self.state.stroke = parts

    def _pattern(self, name: pikepdf.Name) -> Resource | None:
        found = self.resources.Pattern[name]
        if not isinstance(found, pikepdf.Stream):
            return self.scene.context.pattern(found, self.base, lambda _key, _matrix: None)
        return self.scene.context.pattern(found, self.base, lambda key, m: forms.cell(self, found, key, m))

    # Paths

    def construct(self, operator: str, *values: float) -> None:
        self.path.add(operator, tuple(float(v) for v in values))

    def clip(self, operator: bytes) -> None:
        self.path.rule = operator

    def paint(self, operator: str) -> None:
        path, self.path = self.path, Path()
        if operator in CLOSING:
            path.add("h", ())
            operator = CLOSING[operator]
        subpaths = path.painted()
        if operator != "n" and subpaths:
            self._paint(operator, path)
        if path.rule:
            self._clip(path)

    def _paint(self, operator: str, path: Path) -> None:
        state, cuts = self.state, self.scene.cuts
        subpaths = path.painted()
        if cuts.areas:
            subpaths = cuts.left(subpaths, state.ctm)
        if not subpaths:
            return
        fill = state.fill if operator in FILLS else None
        stroke = state.stroke if operator in STROKES else None
        subpaths = exactly(subpaths)
        box = painting.path_box(subpaths, state, stroked=stroke is not None)
        kept = (tuple(subpaths), operator.encode()) if cuts else None
        self.add((written(subpaths, operator.encode()),), box, fill, stroke, kept)

    def _clip(self, path: Path) -> None:
        state = self.state
        state.clip = state.clip.within_subpaths(path.painted(), path.rule, state.ctm)

    def shade(self, name: pikepdf.Name) -> None:
        shading = self.scene.context.shading(self.resources.Shading[name])
        if shading is not None:
            self.add((shading, b" sh\n"), self.scene.box, None, None)

    # Text

    def begin_text(self) -> None:
        self.text.begin()

    def end_text(self) -> None:
        if self.state.text.mode > 3 and self.state.veil is not None:
            self.state.clip = self.state.clip.closed

    def set_text(self, parameter: str, value: float) -> None:
        setattr(self.state.text, parameter, float(value) / (100 if parameter == "stretch" else 1))

    def mode(self, value: int) -> None:
        self.state.text.mode = int(value) if 0 <= int(value) <= 7 else 0

    def font(self, name: pikepdf.Name, size: float) -> None:
        self.state.text.font = self.scene.context.font(self.resources.Font[name])
        self.state.text.size = float(size)

    def move(self, x: float, y: float) -> None:
        self.text.move(float(x), float(y))

    def move_leading(self, x: float, y: float) -> None:
        self.state.text.leading = -float(y)
        self.move(x, y)

    def text_matrix(self, *values: float) -> None:
        self.text.place(_matrix(values))

    def next_line(self) -> None:
        self.text.move(0.0, -self.state.text.leading)

    def show(self, shown: pikepdf.Object) -> None:
        self._show([self.scene.context.codes(self.state.text.font, bytes(shown))])

    def show_adjusted(self, items: pikepdf.Object) -> None:
        found: list[list[Code] | float] = []
        codes, font = self.scene.context.codes, self.state.text.font
        for item in items:
            if isinstance(item, _NUMBER):
                found.append(float(item))
            elif isinstance(item, pikepdf.String):
                found.append(codes(font, bytes(item)))
        self._show(found)

    def show_next(self, shown: pikepdf.Object) -> None:
        self.next_line()
        self.show(shown)

    def show_spaced(self, blank: float, spacing: float, shown: pikepdf.Object) -> None:
        self.set_text("word_spacing", blank)
        self.set_text("spacing", spacing)
        self.show_next(shown)

    def _show(self, shown: list[list[Code] | float]) -> None:
        run = self.text.show(self.state, shown, self.scene.marked.tag)
        if run is None or not self.scene.text or self.scene.marked.hidden:
            return
        for part in painting.shown_parts(run, self.state.clip, cut=bool(self.scene.cuts)):
            if self.state.text.mode > 3:
                self.state.veil = [*(self.state.veil or ()), part]
            self.scene.items.append(part)

    # Marked content, objects

    def begin_marked(self, name: pikepdf.Name, properties: pikepdf.Object | None = None) -> None:
        if isinstance(properties, pikepdf.Name):
            properties = entry(self.resources, "/Properties", properties)
        off = name == "/OC" and self.scene.context.is_off(properties)
        self.scene.marked.begin(str(name), properties, self.stream, off)

    def end_marked(self) -> None:
        self.scene.marked.end()

    def do(self, name: pikepdf.Name) -> None:
        drawn = self.resources.XObject[name]
        if not isinstance(drawn, pikepdf.Stream) or self.scene.marked.hidden:
            return
        if self.scene.context.is_off(drawn.get("/OC")):
            return
        if drawn.get("/Subtype") == "/Image":
            painting.draw_image(self, drawn)
            return
        active = self.scene.active
        if drawn.get("/Subtype") == "/Form" and drawn.objgen not in active and len(active) < _DEEP:
            forms.draw(self, drawn)

    def inline_image(self, image: pikepdf.PdfInlineImage) -> None:
        painting.draw_image(self, painting.standalone(image, self.resources, self.scene.context.source))

    def add(
        self,
        chunks: tuple[Chunk, ...],
        box: Rect,
        fill: Colour | None,
        stroke: Colour | None,
        path: tuple[tuple[Subpath, ...], bytes] | None = None,
        *,
        picture: bool = False,
    ) -> None:
        """An item in the present state, unless nothing of it shows."""
        state, scene = self.state, self.scene
        if state.veil is not None and state.clip.bound is None:
            # Paint that shows through letters only: the letters are painted instead.
            for run in state.veil:
                run.mode, run.dress = 0, Dress(run.dress.clip, run.dress.look, BLACK)
        if scene.marked.hidden or not state.clip.shows(box):
            return
        pen = state.pen if stroke is not None else None
        clip = state.clip
        if crossed := scene.cuts.crossed(box):
            clip = clip.within_path(_outside(scene.box, crossed), box)
        dress = Dress(clip, state.look, fill, stroke, pen)
        scene.items.append(Painted(chunks, box, state.placed, dress, scene.marked.tag, path, picture))


def _matrix(values: Iterable[float]) -> Matrix:
    a, b, c, d, e, f = (float(v) for v in values)
    return a, b, c, d, e, f


def _outside(page: Rect, areas: Iterable[Rect]) -> bytes:
    """Clips the areas away, by the even-odd rule."""
    return b"\n".join([rectangle(page), *map(rectangle, areas), b"W* n\n"])


def _by_count(count: int, values: bytes, operator: bytes) -> Colour:
    """A colour in a device space chosen by `g`, `rg`, `k` or by default."""
    known = {1: b"g", 3: b"rg", 4: b"k"}[count]
    return (values + b" " + (known if operator.islower() else known.upper()) + b" ",)


Handler = Callable[..., None]


def _bound(method: Handler, first: object) -> Handler:
    return lambda interpreter, *operands: method(interpreter, first, *operands)


_PARAMETERS = {"Tc": "spacing", "Tw": "word_spacing", "Tz": "stretch", "TL": "leading", "Ts": "rise"}
_OPERATORS: Final[dict[str, Handler]] = {
    "q": Interpreter.save,
    "Q": Interpreter.restore,
    "cm": Interpreter.concat,
    "w": Interpreter.line_width,
    "J": Interpreter.line_cap,
    "j": Interpreter.line_join,
    "M": Interpreter.miter_limit,
    "d": Interpreter.dash,
    "gs": Interpreter.graphics_state,
    "sh": Interpreter.shade,
    "BT": Interpreter.begin_text,
    "ET": Interpreter.end_text,
    "Tr": Interpreter.mode,
    "Tf": Interpreter.font,
    "Td": Interpreter.move,
    "TD": Interpreter.move_leading,
    "Tm": Interpreter.text_matrix,
    "T*": Interpreter.next_line,
    "Tj": Interpreter.show,
    "TJ": Interpreter.show_adjusted,
    "'": Interpreter.show_next,
    '"': Interpreter.show_spaced,
    "BMC": Interpreter.begin_marked,
    "BDC": Interpreter.begin_marked,
    "EMC": Interpreter.end_marked,
    "Do": Interpreter.do,
    "INLINE IMAGE": Interpreter.inline_image,
    **{op: _bound(Interpreter.device, op.encode()) for op in ("g", "G", "rg", "RG", "k", "K")},
    **{op: _bound(Interpreter.space, op.encode()) for op in ("cs", "CS")},
    **{op: _bound(Interpreter.colour, op.encode()[:2]) for op in ("sc", "SC")},
    **{op: _bound(Interpreter.colour, op.encode()) for op in ("scn", "SCN")},
    **{op: _bound(Interpreter.construct, op) for op in LENGTHS},
    **{op: _bound(Interpreter.paint, op) for op in PAINTS},
    **{op: _bound(Interpreter.clip, op.encode()) for op in ("W", "W*")},
    **{op: _bound(Interpreter.set_text, parameter) for op, parameter in _PARAMETERS.items()},
}
