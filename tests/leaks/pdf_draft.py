"""Small PDF files made by hand with pikepdf: public lines around whatever a hiding place puts in."""

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Flag, auto
from functools import cache
from typing import Any

import pikepdf
import pymupdf
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image, ImageDraw, ImageFont

BEFORE = (
    "Kallelse till kulturnämnden",
    "1. Val av justerare",
    "Nämnden väljer en ledamot som justerar protokollet.",
)
AFTER = ("2. Bibliotekets öppettider", "Biblioteket har öppet till klockan nitton på vardagar.")
SIZE = 11
LEADING = 16
LEFT, TOP = 72, 760


def encoded(text: str) -> bytes:
    """A literal string of a content stream, in Windows-1252."""
    escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return b"(" + escaped.encode("cp1252", "replace") + b")"


def shown(text: str, x: float, y: float, *, font: str = "F1", size: float = SIZE, extra: str = "") -> bytes:
    """A text object with one line."""
    return f"BT /{font} {size} Tf {extra} 1 0 0 1 {x} {y} Tm ".encode() + encoded(text) + b" Tj ET\n"


def base_font(**more: Any) -> Dictionary:
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding, **more
    )


@dataclass
class Draft:
    """One page that grows line by line; `pdf` and `page` are free to be changed before it is built."""

    pdf: pikepdf.Pdf = field(default_factory=pikepdf.new)
    before: tuple[str, ...] = BEFORE
    after: tuple[str, ...] = AFTER
    content: list[bytes] = field(default_factory=list)
    y: float = TOP
    at_end: list[Callable[[bytes], bytes]] = field(default_factory=list)
    """Changes to the finished bytes."""

    def __post_init__(self) -> None:
        self.page = self.pdf.add_blank_page(page_size=(595, 842)).obj
        self.page.Resources = Dictionary(Font=Dictionary(F1=self.pdf.make_indirect(base_font())))
        self.lines(self.before)

    def lines(self, texts: Iterable[str]) -> None:
        for text in texts:
            self.content.append(shown(text, LEFT, self.next()))

    def next(self) -> float:
        """The next line's baseline."""
        self.y -= LEADING
        return self.y

    def line(self, text: str, **more: Any) -> None:
        self.content.append(shown(text, LEFT, self.next(), **more))

    def draw(self, content: bytes) -> None:
        self.content.append(content + b"\n")

    def resource(self, kind: str, name: str, thing: Any) -> None:
        resources = self.page.Resources
        if f"/{kind}" not in resources:
            resources[f"/{kind}"] = Dictionary()
        resources[f"/{kind}"][f"/{name}"] = thing

    def stream(self, data: bytes, **keys: Any) -> Stream:
        made = Stream(self.pdf, data)
        for key, value in keys.items():
            made[f"/{key}"] = value
        return made

    def form(self, content: bytes, box: tuple[float, ...] = (0, 0, 595, 842), **keys: Any) -> Stream:
        resources = Dictionary(Font=self.page.Resources.Font)
        return self.stream(
            content, Type=Name.XObject, Subtype=Name.Form, BBox=Array(box), Resources=resources, **keys
        )

    def image(self, picture: Image.Image, **keys: Any) -> Stream:
        """A picture as an image XObject without compression of its own."""
        mode, space = ("L", Name.DeviceGray) if picture.mode in ("L", "1") else ("RGB", Name.DeviceRGB)
        pixels = picture.convert(mode)
        return self.stream(
            pixels.tobytes(),
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=pixels.width,
            Height=pixels.height,
            BitsPerComponent=8,
            ColorSpace=space,
            **keys,
        )

    def annotation(self, subtype: str, **keys: Any) -> Dictionary:
        """An annotation on the page."""
        rect = keys.pop("Rect", Array([72, 80, 300, 100]))
        made = self.pdf.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name(f"/{subtype}"), Rect=rect, P=self.page, **keys)
        )
        if "/Annots" not in self.page:
            self.page.Annots = Array()
        self.page.Annots.append(made)
        return made

    def field(self, **keys: Any) -> Dictionary:
        """A form field with its widget."""
        widget = self.annotation("Widget", **keys)
        form = self.pdf.Root.get("/AcroForm")
        if form is None:
            form = self.pdf.Root.AcroForm = Dictionary(
                Fields=Array(), DR=Dictionary(Font=Dictionary(F1=base_font())), DA=String("/F1 10 Tf 0 g")
            )
        form.Fields.append(widget)
        return widget

    def build(self) -> bytes:
        self.lines(self.after)
        self.page.Contents = Stream(self.pdf, b"".join(self.content))
        out = io.BytesIO()
        self.pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, static_id=True)
        data = out.getvalue()
        for change in self.at_end:
            data = change(data)
        return data


class Kind(Flag):
    """What a place can hold, and who reads it."""

    NONE = 0
    FLOW = auto()
    """It stands on the page between the lines, so it goes with a secret item around it."""
    PIXELS = auto()
    """Only OCR reads it."""
    NAME_ONLY = auto()
    """The way of writing is one of names."""


Plant = Callable[[Draft, str], None]
"""Puts the secret into the draft."""


@dataclass(frozen=True, slots=True)
class Place:
    row: str
    name: str
    kind: Kind
    plant: Plant

    @property
    def id(self) -> str:
        return f"{self.row}-{self.name}"

    def build(self, secret: str, draft: Draft | None = None) -> bytes:
        """A PDF with the secret in this place and public text around it."""
        draft = draft or Draft()
        self.plant(draft, secret)
        return draft.build()


class Row:
    """Gathers the places of one row of the table in removal.md."""

    def __init__(self, row: str) -> None:
        self.row = row
        self.places: list[Place] = []

    def place(self, name: str, kind: Kind = Kind.NONE) -> Callable[[Plant], Plant]:
        def register(plant: Plant) -> Plant:
            self.places.append(Place(self.row, name, kind, plant))
            return plant

        return register


@cache
def _face() -> ImageFont.FreeTypeFont:
    # Pillow's own face has no å, ä and ö.
    return ImageFont.truetype(io.BytesIO(pymupdf.Font("helv").buffer), size=40)


def picture(text: str, size: tuple[int, int] = (1000, 90), mode: str = "L") -> Image.Image:
    """Black letters on white, large enough for OCR."""
    made = Image.new("L", size, 255)
    ImageDraw.Draw(made).text((15, 18), text, fill=0, font=_face())
    return made.convert(mode)
