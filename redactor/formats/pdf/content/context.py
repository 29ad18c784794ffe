"""What the pages of one document share while their content is rewritten."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Set
from typing import Final

import pikepdf

from redactor.formats.pdf.colours import DEVICES, painted_space, shading
from redactor.formats.pdf.content import marked
from redactor.formats.pdf.content.geometry import multiply
from redactor.formats.pdf.content.state import Colour
from redactor.formats.pdf.content.stream import Resource, Target
from redactor.formats.pdf.fonts import Code, Font, FontBook
from redactor.formats.pdf.images import Images
from redactor.formats.pdf.objects import numbers as read_numbers
from redactor.formats.pdf.values import Matrix

_SHORT: Final = 8
"""Bytes."""
PatternCell = Callable[[Hashable, Matrix], "Resource | None"]
"""Rewrites a tiling pattern: its key, and its matrix in the copy."""


class Context:
    """The source's resources as the copy's, each made once. It is also the `Target` of the second pass."""

    def __init__(self, source: pikepdf.Pdf, target: pikepdf.Pdf, book: FontBook, images: Images) -> None:
        self.source = source
        self.pdf = target
        self.book = book
        self.images = images
        self._off = marked.hidden_groups(source)
        self._fonts: dict[Hashable, Font] = {}
        self._used: dict[Font, set[bytes]] = defaultdict(set)
        self._codes: dict[Font, dict[bytes, list[Code]]] = defaultdict(dict)
        self._built: dict[Resource, pikepdf.Object] = {}
        self.made: dict[Hashable, Resource | None] = {}
        """Forms, patterns and soft masks that were rewritten, by what they depend on."""

    def built(self, resource: Resource) -> pikepdf.Object:
        """The resource in the copy."""
        if resource not in self._built:
            self._built[resource] = resource.make(self)
        return self._built[resource]

    def is_off(self, membership: object) -> bool:
        return marked.is_off(membership, self._off)

    def use(self, font: Font, codes: Set[bytes]) -> None:
        """These codes of the font are kept."""
        known = self._used[font]
        for raw in codes - known:
            known.add(raw)
            self.book.use(font, raw)

    def font(self, untrusted: pikepdf.Object) -> Font:
        key = key_of(untrusted)
        if key not in self._fonts:
            self._fonts[key] = Font.of(untrusted)
        return self._fonts[key]

    def codes(self, font: Font | None, shown: bytes) -> list[Code]:
        """A shown string's codes; the same short strings come again and again."""
        if font is None:
            return []
        if len(shown) > _SHORT:
            return font.codes(shown)
        known = self._codes[font]
        if shown not in known:
            known[shown] = font.codes(shown)
        return known[shown]

    def space(self, name: pikepdf.Name, resources: pikepdf.Object) -> Colour:
        """How a content stream names the colour space. One that is not understood is DeviceGray."""
        if str(name) in (*DEVICES, "/Pattern"):
            return (str(name).encode(),)
        found = entry(resources, "/ColorSpace", name)
        made = found is not None and self._once("ColorSpace", found, lambda: painted_space(found, self.pdf))
        return (made or b"/DeviceGray",)

    def shading(self, untrusted: pikepdf.Object) -> Resource | None:
        """None when it is not understood."""
        return self._once("Shading", untrusted, lambda: shading(untrusted, self.pdf))

    def pattern(self, untrusted: pikepdf.Object, base: Matrix, cell: PatternCell) -> Resource | None:
        """A pattern whose space lies so in the output's; None when it is not understood."""
        key = ("Pattern", key_of(untrusted), base)
        if key not in self.made:
            values = read_numbers(untrusted.get("/Matrix"))
            own = values if len(values) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
            self.made[key] = None  # a cell that paints with its own pattern finds nothing
            self.made[key] = self._pattern(untrusted, key, multiply(own, base), cell)
        return self.made[key]

    def _pattern(
        self, untrusted: pikepdf.Object, key: Hashable, matrix: Matrix, cell: PatternCell
    ) -> Resource | None:
        if isinstance(untrusted, pikepdf.Stream):
            return cell(key, matrix)
        made = self.shading(untrusted.Shading) if "/Shading" in untrusted else None
        if made is None:
            return None

        def make(target: Target) -> pikepdf.Object:
            return pikepdf.Dictionary(
                PatternType=2, Matrix=pikepdf.Array(list(matrix)), Shading=target.built(made)
            )

        return Resource("Pattern", key, make)

    def _once(
        self, kind: str, untrusted: pikepdf.Object, write: Callable[[], pikepdf.Object]
    ) -> Resource | None:
        key = (kind, key_of(untrusted))
        if key not in self.made:
            self.made[key] = self._written(kind, key, write)
        return self.made[key]

    def _written(self, kind: str, key: Hashable, write: Callable[[], pikepdf.Object]) -> Resource | None:
        try:
            written = write()
        except ValueError:
            return None
        made = written if isinstance(written, pikepdf.Name) else self.pdf.make_indirect(written)
        return Resource(kind, key, lambda _target: made)


def key_of(untrusted: pikepdf.Object) -> Hashable:
    """Equal for one and the same object of the source."""
    return untrusted.objgen if untrusted.is_indirect else untrusted.unparse(resolved=False)


def entry(resources: pikepdf.Object, category: str, name: pikepdf.Name) -> pikepdf.Object | None:
    """What a content stream names; None when the resources don't hold it."""
    named = resources.get(category)
    return named.get(str(name)) if isinstance(named, pikepdf.Dictionary) else None
