"""Text objects (ISO 32000-1, 9.4): from operators to runs of glyphs that know their places."""

from collections.abc import Iterable

from redactor.formats.pdf.content.geometry import IDENTITY, multiply
from redactor.formats.pdf.content.items import Dress, Run, Tag, stroked_pen
from redactor.formats.pdf.content.state import State
from redactor.formats.pdf.fonts import Code
from redactor.formats.pdf.values import Matrix

STROKED = frozenset({1, 2})
INVISIBLE = 3


class TextObject:
    """The text and line matrices between BT and ET."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        self.matrix = self.line = IDENTITY

    def place(self, matrix: Matrix) -> None:
        self.matrix = self.line = matrix

    def move(self, x: float, y: float) -> None:
        self.place(multiply((1.0, 0.0, 0.0, 1.0, x, y), self.line))

    def show(self, state: State, items: Iterable[list[Code] | float], tag: Tag | None) -> Run | None:
        """The run that one operator shows, None when it shows nothing; the text matrix goes on.

        Numbers between strings are TJ's, in thousandths.
        """
        text = state.text
        if text.font is None or not text.size:
            return None
        codes: list[Code] = []
        at: list[float] = []
        x = 0.0
        spacing, blank = text.spacing / text.size, text.word_spacing / text.size
        vertical = text.font.vertical
        for item in items:
            if isinstance(item, float):
                x -= item / 1000
                continue
            codes += item
            for code in item:
                at.append(x)
                x += (code.drop if vertical else code.width) + spacing
                if blank and code.space:
                    x += blank
        em = (text.size * text.stretch, 0.0, 0.0, text.size, 0.0, text.rise)
        matrix = multiply(multiply(em, self.matrix), state.ctm)
        step = (0.0, x * text.size) if vertical else (x * text.size * text.stretch, 0.0)
        self.matrix = multiply((1.0, 0.0, 0.0, 1.0, *step), self.matrix)
        if not codes:
            return None
        mode = text.mode % 4
        return Run(text.font, matrix, codes, at, mode, _dress(state, mode), tag, spacing)


def _dress(state: State, mode: int) -> Dress:
    if mode == INVISIBLE:
        return Dress(state.clip, state.look)
    if mode in STROKED:
        pen = stroked_pen(state.pen, state.ctm)
        return Dress(state.clip, state.look, state.fill if mode == 2 else None, state.stroke, pen)
    return Dress(state.clip, state.look, state.fill)
