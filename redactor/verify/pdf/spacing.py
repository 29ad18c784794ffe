"""Letter-spaced words of a page as pdfium reads it, joined: "1 9 8 1" may be the beginning of a number."""

import ctypes
import re
from itertools import pairwise

from pypdfium2 import raw as pdfium

_SPACED = re.compile(r"(?<!\S)\S(?:[ \t]{1,2}\S(?!\S)){5,}")
_FAR = 3.5
"""Heights of a letter; columns of a table stand further apart."""


def joined(shown: object, text: str) -> str:
    """`text`, all that pdfium reads in this text page, with letter-spaced words as words.

    A single blank between six and more signs that stand near each other goes, two become one.
    """
    parts: list[str] = []
    end = 0
    for match in _SPACED.finditer(text):
        if _near(shown, [at for at in range(*match.span()) if not text[at].isspace()]):
            parts += text[end : match.start()], re.sub(r"[ \t]([ \t]?)", r"\1", match.group())
            end = match.end()
    return "".join([*parts, text[end:]])


def _near(shown: object, signs: list[int]) -> bool:
    boxes = [_box(shown, at) for at in signs]
    if not all(boxes):
        return True  # places that cannot be told are no reason to look away
    for one, other in pairwise(boxes):
        apart = (
            max(abs(one[0] + one[2] - other[0] - other[2]), abs(one[1] + one[3] - other[1] - other[3])) / 2
        )
        if apart > _FAR * max(one[3] - one[1], one[2] - one[0]):
            return False
    return True


def _box(shown: object, at: int) -> tuple[float, ...]:
    """Left, bottom, right, top of a character's cell; empty when pdfium gives none."""
    box = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(shown, at, ctypes.byref(box)):
        return ()
    return box.left, box.bottom, box.right, box.top
