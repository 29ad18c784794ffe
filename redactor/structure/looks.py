"""How the lines of a layer look: gaps, styles, lines that recur."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from redactor.structure.lines import Line

_DIGITS: Final = re.compile(r"[0-9]+")
_LEAD_IN: Final = re.compile(
    r"(?::|\b(?:beslutar?|besluta|föreslår|föreslås|yrkar|att|enligt följande)\b[^.]{0,60})$"
)
_GOES_ON: Final = re.compile(r"(?:,|\b(?:och|samt|den|i|av|enligt|till|för|med|om|på|punkt|punkten|eller))$")
_UNTOLD: Final = re.compile(r"normal|body|brödtext|standard|list|default", re.IGNORECASE)
_VISIBLE_LINE: Final = 60
LONG: Final = 150
"""Characters; a longer line is no heading."""


class Looks:
    """Answers about one layer's lines. `is_text`: a plain text file, with line breaks as written."""

    def __init__(self, lines: Sequence[Line], is_text: bool) -> None:
        self.lines = lines
        self.is_text = is_text
        self._counts = Counter(_alike(line) for line in lines if len(line.text) < LONG)

    def times(self, line: Line) -> int:
        """How many lines read the same, numbers aside."""
        return self._counts[_alike(line)]

    def is_gap(self, line: Line) -> bool:
        """Whether a paragraph begins at this line, told by a blank line or by the format."""
        if line.gap or line.index == 0:
            return True
        return not self.is_text and line.block.paragraph != self.lines[line.index - 1].block.paragraph

    def stands_apart(self, line: Line) -> bool:
        """Whether the line cannot be running text that happens to break before a number."""
        if self.is_gap(line) or line.level is not None or line.bold:
            return True
        above = self.lines[line.index - 1].text
        if _GOES_ON.search(above):
            return False
        return len(above) < _VISIBLE_LINE or above[-1:] in ".:!?)"

    def follows_lead_in(self, line: Line) -> bool:
        """Whether the line above announces a list (`Nämnden beslutar`, a colon)."""
        return line.index > 0 and _LEAD_IN.search(self.lines[line.index - 1].text.rstrip("* ")) is not None

    def style(self, line: Line) -> str:
        """The look that tells the line from running text; "" when none does."""
        if line.level is not None:
            return f"level {line.level}"
        if line.bold:
            return "bold"
        style = line.block.style
        return f"style {style}" if style and not _UNTOLD.search(style) else ""


def _alike(line: Line) -> str:
    return _DIGITS.sub("9", line.text.casefold())
