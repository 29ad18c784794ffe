"""A small PDF as a careful writer leaves it, and what to plant in it (public texts invented)."""

from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

MEDIA_TYPE = "application/pdf"
LINES = ("Nämnden höll sitt möte i Storgården.", "Ordföranden hälsade alla välkomna.")


def show(text: str, x: float = 72, y: float = 400, size: float = 12) -> bytes:
    """Operators that show `text` in the font F1 (WinAnsi), as one string."""
    return b"BT /F1 %g Tf 1 0 0 1 %g %g Tm %s Tj ET" % (size, x, y, literal(text))


def literal(text: str) -> bytes:
    """`text` in Windows-1252 as a string of a content stream."""
    return pikepdf.unparse_content_stream([([String(text.encode("cp1252"))], pikepdf.Operator("Tj"))])[:-3]


def font() -> Dictionary:
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
    )


class Copy:
    """Two tagged pages with bookmarks, labels and a link. `pdf` is there to plant in."""

    def __init__(self) -> None:
        self.pdf = pikepdf.Pdf.new()
        self.font = self.pdf.make_indirect(font())
        for line in LINES:
            self._page(line)
        self.root = self.pdf.Root
        self._around()

    def _page(self, line: str) -> None:
        page = self.pdf.add_blank_page(page_size=(595, 842)).obj
        page.Resources = Dictionary(Font=Dictionary(F1=self.font))
        page.Contents = self.pdf.make_stream(b"/P <</MCID 0>> BDC " + show(line, y=700) + b" EMC")
        page.StructParents = len(self.pdf.pages) - 1

    def _around(self) -> None:
        pdf, root = self.pdf, self.pdf.Root
        root.Lang = String("sv-SE")
        root.MarkInfo = Dictionary(Marked=True)
        root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
        outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines, Count=1))
        self.bookmark = pdf.make_indirect(
            Dictionary(
                Title=String("Dagordning"),
                Parent=outlines,
                Dest=Array([pdf.pages[0].obj, Name.XYZ, 0, 800, None]),
            )
        )
        outlines.First = outlines.Last = self.bookmark
        root.Outlines = outlines
        tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self.elements = [
            pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=tree, Pg=page.obj, K=0))
            for page in pdf.pages
        ]
        tree.K = Array(self.elements)
        tree.ParentTree = Dictionary(Nums=Array([0, Array([self.elements[0]]), 1, Array([self.elements[1]])]))
        root.StructTreeRoot = tree
        self.link = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=Array([72, 300, 100, 312]),
                A=Dictionary(S=Name.URI, URI=String("https://example.com/")),
            )
        )
        self.page.Annots = Array([self.link])

    @property
    def page(self) -> pikepdf.Object:
        return self.pdf.pages[0].obj

    def stream(self, data: bytes = b"", **keys: Any) -> pikepdf.Stream:
        made = self.pdf.make_stream(data)
        for key, value in keys.items():
            made[f"/{key}"] = value
        return made

    def draw(self, operators: bytes, page: int = 0) -> None:
        """Adds operators to the content stream of a page."""
        contents = self.pdf.pages[page].obj.Contents
        contents.write(contents.read_bytes() + b"\n" + operators)

    def resource(self, kind: str, name: str, value: pikepdf.Object, page: int = 0) -> None:
        resources = self.pdf.pages[page].obj.Resources
        if kind not in resources:
            resources[kind] = Dictionary()
        resources[kind][name] = value

    def annotate(self, **keys: Any) -> pikepdf.Object:
        """Adds an annotation to the first page."""
        made = self.pdf.make_indirect(Dictionary(Type=Name.Annot, Rect=Array([72, 300, 100, 312]), **keys))
        self.page.Annots.append(made)
        return made

    def field(self, **keys: Any) -> pikepdf.Object:
        """Adds a text field with its widget."""
        made = self.annotate(Subtype=Name.Widget, FT=Name.Tx, **keys)
        self.root.AcroForm = Dictionary(Fields=Array([made]))
        return made

    def form(self, operators: bytes, **keys: Any) -> pikepdf.Stream:
        return self.stream(
            operators,
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, 595, 842]),
            Resources=Dictionary(Font=Dictionary(F1=self.font)),
            **keys,
        )

    def image(self, data: bytes = b"\x80" * 256, **keys: Any) -> pikepdf.Stream:
        """A grey picture of 16 by 16 pixels, drawn on the first page."""
        made = self.stream(
            data,
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=16,
            Height=16,
            BitsPerComponent=8,
            ColorSpace=Name.DeviceGray,
            **keys,
        )
        self.resource("/XObject", "/Im0", made)
        self.draw(b"q 100 0 0 100 72 500 cm /Im0 Do Q")
        return made

    def build(self) -> bytes:
        out = BytesIO()
        self.pdf.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
            compress_streams=True,
        )
        return out.getvalue()
