"""Which text of a page is not displayed: unpainted, of its background's colour, covered, clipped."""

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import pikepdf
import pymupdf
from pikepdf import Array, Dictionary, Name, Stream

from redactor.formats.pdf.lines import FLAGS, PageText, Painted, Piece, shown_box, text_page
from redactor.formats.pdf.values import Rect

_WHITE: Final = 0xFFFFFF
_ALIKE: Final = 12
"""Of 255; colours no further apart in any channel are one to the eye."""
_RULE: Final = 3.0
"""Points; what is no higher underlines or strikes, and hides nothing."""
_COVERED: Final = 0.9
"""Of a piece's width and height."""
_CLIP: Final = re.compile(rb"W\*?(?=\s)")
_CLIP_BY_TEXT: Final = re.compile(rb"\s[4-7]\s+Tr(?=\s)")
_TO_BOX: Final = re.compile(rb"\s" + rb"(-?[0-9]*\.?[0-9]+)\s+" * 4 + rb"re\s+$")
_LONGEST: Final = 200
"""Bytes of a box's operands; what is longer is taken for another figure."""
_MOVES: Final = re.compile(rb"\scm(?=\s)")
_Corners = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Images:
    """The images of a page and its texts as they follow each other in drawing order."""

    images: tuple[tuple[int, Rect, bool], ...] = ()
    """Place in the order, box, and whether all of it hides what is below."""
    texts: tuple[tuple[int, Rect], ...] = ()


def mark_hidden(drawn: pymupdf.Document, page: pikepdf.Page, text: PageText) -> None:
    """Sets `hidden` of the page's pieces, and the page's `pictures`."""
    resources = page.resources
    content = _content(page.obj)
    draws = b"Do" in content or b"BI" in content
    images = _images(drawn[text.number]) if draws else _Images()
    text.pictures = tuple(box for _, box, _ in images.images)
    text.draws = draws or Name.Pattern in resources or _masks(resources)
    blends = _blends(resources)
    shades = Name.Shading in resources or Name.Pattern in resources
    clips = draws or _clips(content, page)
    clipped = _clipped(drawn[text.number], text.pieces) if clips else frozenset()
    fills = [p for p in text.painted if not p.stroked and p.box[3] - p.box[1] > _RULE]
    if clips and not blends and any(_is_filled_over(p, shown_box(p), fills) for p in text.pieces):
        fills = _within_clips(drawn[text.number], fills)
    for piece in text.pieces:
        box = shown_box(piece)
        piece.hidden = (
            not piece.painted
            or _apart(box, text.box)
            or (not blends and bool(fills or text.pictures) and _is_covered(piece, box, fills, images))
            or (not shades and _fades(piece, box, fills, text.pictures))
            or id(piece) in clipped
        )


def _content(page: Dictionary) -> bytes:
    contents = page.get(Name.Contents)
    streams = contents if isinstance(contents, Array) else [contents]
    return b" " + b"\n".join(s.read_bytes() for s in streams if isinstance(s, Stream)) + b" "


def _blends(resources: Dictionary) -> bool:
    """Whether something may be drawn so that what is below shines through."""
    modes = (state.get(Name.BM) for state in _states(resources))
    return any(mode not in (None, Name.Normal, Name.Compatible) for mode in modes)


def _masks(resources: Dictionary) -> bool:
    """Whether a group may be drawn as a mask."""
    return any(isinstance(state.get(Name.SMask), Dictionary) for state in _states(resources))


def _states(resources: Dictionary) -> Iterator[Dictionary]:
    states = resources.get(Name.ExtGState)
    for _, state in states.items() if isinstance(states, Dictionary) else ():
        if isinstance(state, Dictionary):
            yield state


# -- places


def _apart(one: Rect, other: Rect) -> bool:
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def covers(above: Rect, below: Rect) -> bool:
    wide = min(above[2], below[2]) - max(above[0], below[0])
    high = min(above[3], below[3]) - max(above[1], below[1])
    return wide >= _COVERED * (below[2] - below[0]) and high >= _COVERED * (below[3] - below[1])


# -- what is drawn above


def _images(page: pymupdf.Page) -> _Images:
    masked = {tuple(info["bbox"]) for info in page.get_image_info() if info["has-mask"]}
    log = list(enumerate(page.get_bboxlog()))
    return _Images(
        tuple((i, box, box not in masked) for i, (kind, box) in log if kind == "fill-image"),
        tuple((i, box) for i, (kind, box) in log if kind.endswith("-text")),
    )


def _is_filled_over(piece: Piece, box: Rect, fills: Iterable[Painted]) -> bool:
    return any(
        fill.order > piece.order and fill.opaque and fill.rectangle and covers(fill.box, box)
        for fill in fills
    )


def _is_covered(piece: Piece, box: Rect, fills: Iterable[Painted], images: _Images) -> bool:
    if _is_filled_over(piece, box, fills):
        return True
    above = [at for at, image, hides in images.images if hides and covers(image, box)]
    return bool(above) and max(above) > max((at for at, t in images.texts if not _apart(t, box)), default=-1)


# -- what is drawn below


def _fades(piece: Piece, box: Rect, fills: Iterable[Painted], pictures: Iterable[Rect]) -> bool:
    """Whether the text has the colour of what it stands on."""
    below = _WHITE
    for fill in fills:
        if fill.order < piece.order and not _apart(fill.box, box):
            if not (fill.opaque and fill.rectangle and covers(fill.box, box)):
                return False  # on a figure: who knows its colour there
            below = fill.color
    return _are_alike(piece.color, below) and all(_apart(picture, box) for picture in pictures)


def _are_alike(one: int, other: int) -> bool:
    return all(abs((one >> shift & 255) - (other >> shift & 255)) <= _ALIKE for shift in (0, 8, 16))


# -- clips


def _clips(content: bytes, page: pikepdf.Page) -> bool:
    """Whether anything is clipped to less than the page; told from the bytes, in doubt yes."""
    # Patterns that begin with letters, for content is long and holds few of these operators.
    if b"Tr" in content and _CLIP_BY_TEXT.search(content):
        return True
    clips = [at for match in _CLIP.finditer(content) if content[(at := match.start()) - 1 : at].isspace()]
    if not clips:
        return False
    boxes = [box for at in clips if (box := _TO_BOX.search(content, max(at - _LONGEST, 0), at))]
    if len(boxes) < len(clips) or (b"cm" in content and _MOVES.search(content)):
        return True
    left, bottom, right, top = (float(edge) for edge in page.cropbox)
    return any(
        x > left + 1 or y > bottom + 1 or x + wide < right - 1 or y + high < top - 1
        for x, y, wide, high in (tuple(map(float, box.groups())) for box in boxes)
    )


def _within_clips(page: pymupdf.Page, fills: Iterable[Painted]) -> list[Painted]:
    """The fills as far as their clips let them show; in clips that are no boxes they are no rectangles."""
    shown: dict[_Corners, deque[Rect | None]] = defaultdict(deque)
    around: dict[int, Rect | None] = {}
    for path in page.get_cdrawings(extended=True):
        level = path["level"]
        if path["type"] == "clip":
            is_box = len(path["items"]) == 1 and path["items"][0][0] == "re"
            around = {at: box for at, box in around.items() if at < level}
            around[level] = path["scissor"] if is_box else None
        elif path["type"] == "group":
            around = {at: box for at, box in around.items() if at < level}
            around[level] = path["rect"]
        elif "f" in path["type"]:
            shown[_corners(path["rect"])].append(
                _meeting(path["rect"], [around.get(at) for at in range(level)])
            )
    return [_as_shown(fill, shown[_corners(fill.box)]) for fill in fills]


def _as_shown(fill: Painted, alike: deque[Rect | None]) -> Painted:
    """`alike` are the shown parts of the fills at this place, in drawing order."""
    if not alike:
        return fill
    box = alike.popleft()
    return replace(fill, rectangle=False) if box is None else replace(fill, box=box)


def _corners(box: Rect) -> _Corners:
    return tuple(round(edge) for edge in box)


def _meeting(box: Rect, clips: Iterable[Rect | None]) -> Rect | None:
    """None where one of the clips is no box."""
    for clip in clips:
        if clip is None:
            return None
        left, top = max(box[0], clip[0]), max(box[1], clip[1])
        box = left, top, max(min(box[2], clip[2]), left), max(min(box[3], clip[3]), top)
    return box


def _clipped(page: pymupdf.Page, pieces: Sequence[Piece]) -> frozenset[int]:
    """The identities of pieces of which a clip takes all."""
    flags = FLAGS | pymupdf.TEXT_CLIP
    left = sum(
        len(_ink(span["text"]))
        for line in _lines(text_page(page, flags).extractDICT())
        for span in line["spans"]
    )
    if left == sum(len(_ink(piece.text)) for piece in pieces):
        return frozenset()
    shown = {o for line in _origins(page, flags) for o in line if o is not None}
    lines = _origins(page, FLAGS)
    return frozenset(
        id(p)
        for p in pieces
        if not any(o in shown for o in lines[p.line][p.start : p.start + len(p.text)] if o is not None)
    )


def _ink(text: str) -> str:
    return "".join(text.split())


def _lines(read: dict[str, Any]) -> Iterator[dict[str, Any]]:
    return (line for block in read["blocks"] if block["type"] == 0 for line in block["lines"])


def _origins(page: pymupdf.Page, flags: int) -> list[list[tuple[str, float, float] | None]]:
    """Each line's characters with their places; None for blanks."""
    return [
        [
            None
            if char["c"].isspace()
            else (char["c"], round(char["origin"][0], 2), round(char["origin"][1], 2))
            for span in line["spans"]
            for char in span["chars"]
        ]
        for line in _lines(text_page(page, flags).extractRAWDICT())
    ]
