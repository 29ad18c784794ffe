"""Where bookmarks and links lead: every way of saying it becomes a page and a point (ISO 32000-1, 12.3.2)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from redactor.formats.pdf.frame import Frame
from redactor.formats.pdf.objects import number, tree_items
from redactor.formats.pdf.values import Mark, PageCut, Rect, Replaced

_HALF_LINE: Final = 6.0
"""Points from the top that a destination names to the middle of the line that it means."""
_LEFT: Final = 36.0
"""Points by which a destination may stand to the left of what it means."""
_FAR: Final = 100_000.0
_TOPS: Final = {"/XYZ": (1, 0), "/FitH": (0, None), "/FitBH": (0, None), "/FitR": (3, 0), "/FitV": (None, 0)}
"""Where an array names the top and the left edge, counted after its kind."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A 0-based page and, where they are named, coordinates in its user space."""

    page: int
    left: float | None = None
    top: float | None = None


class Destinations:
    """Resolves what bookmarks and links say of their targets in one document."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self._named: dict[bytes, pikepdf.Object] = {}
        names = pdf.Root.get("/Names")
        tree = names.get("/Dests") if isinstance(names, Dictionary) else None
        for key, value in tree_items(tree, "/Names"):
            if isinstance(key, String):
                self._named.setdefault(bytes(key), value)
        old = pdf.Root.get("/Dests")
        for name, value in old.items() if isinstance(old, Dictionary) else ():
            self._named.setdefault(name[1:].encode(), value)

    def of(self, holder: pikepdf.Object) -> Destination | None:
        """The target within the document of a bookmark or a link (/Dest, or /A with GoTo)."""
        value = holder.get("/Dest")
        if value is None:
            action = holder.get("/A")
            if isinstance(action, Dictionary) and action.get("/S") == Name.GoTo:
                value = action.get("/D")
        return self._explicit(value)

    def _explicit(self, value: object) -> Destination | None:
        if isinstance(value, String):
            value = self._named.get(bytes(value))
        elif isinstance(value, Name):
            value = self._named.get(str(value)[1:].encode())
        if isinstance(value, Dictionary):
            value = value.get("/D")
        if not isinstance(value, Array) or len(value) < 2 or not isinstance(value[0], Dictionary):
            return None
        page = self._pages.get(value[0].objgen)
        if page is None:
            return None
        top, left = _TOPS.get(str(value[1]), (None, None))
        rest = list(value)[2:]
        return Destination(page, _coordinate(rest, left), _coordinate(rest, top))


def _coordinate(values: Sequence[object], at: int | None) -> float | None:
    found = number(values[at]) if at is not None and at < len(values) else None
    return found if found is not None and abs(found) < _FAR else None


@dataclass(frozen=True, slots=True)
class CopiedPage:
    """A page of the copy: the number it had, what became of it, and its dictionary in the copy.

    `moved` are user-space bands of the lines that were set anew, `marks` what became of its numbered content.
    """

    old: int
    page: pikepdf.Page
    frame: Frame
    fate: PageCut | Replaced
    moved: tuple[Rect, ...] = ()
    marks: tuple[Mark, ...] = ()


class CopiedPages:
    """The pages of a copy, found by the numbers they had."""

    def __init__(self, pages: Iterable[CopiedPage]) -> None:
        self.all = tuple(pages)
        self._by_number = {page.old: page for page in self.all}

    def of(self, old: int) -> CopiedPage | None:
        return self._by_number.get(old)

    def explicit(self, to: Destination) -> Array | None:
        """The same place in the copy; None when it was removed."""
        copied = self._by_number.get(to.page)
        if copied is None:
            return None
        if isinstance(copied.fate, PageCut) and to.top is not None:
            if _within(_meant(to, copied.frame), copied.fate.areas):
                return None
            return Array([copied.page.obj, Name.XYZ, to.left, to.top, None])
        return Array([copied.page.obj, Name.XYZ, None, None, None])

    def nearest(self, to: Destination) -> Array | None:
        """The page of a removed place, or the next one that is left; None at the end of the document."""
        for copied in self.all:
            if copied.old >= to.page:
                return Array([copied.page.obj, Name.XYZ, None, None, None])
        return None

    def is_replaced(self, to: Destination) -> bool:
        """Whether the page it leads to holds nothing but placeholders now."""
        copied = self._by_number.get(to.page)
        return copied is not None and isinstance(copied.fate, Replaced)


def _meant(to: Destination, frame: Frame) -> tuple[float | None, float]:
    across, along = frame.down(_HALF_LINE)
    left = to.left + across if to.left else None
    return left, (to.top or 0.0) + along


def _within(point: tuple[float | None, float], areas: Iterable[Rect]) -> bool:
    left, top = point
    return any(y0 <= top <= y1 and (left is None or x0 - _LEFT <= left <= x1) for x0, y0, x1, y1 in areas)
