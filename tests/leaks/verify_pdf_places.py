"""The hiding places of removal.md's PDF table: each function plants a secret as naive redaction leaves it."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from tests.leaks.verify_pdf_copy import Copy, literal, show

Plant = Callable[[Copy, str], bytes | None]
"""Puts the secret into the copy; bytes when the finished file had to be changed."""


@dataclass(frozen=True, slots=True)
class Place:
    """`quiet`: no reader gets the text out of it (pixels, numbers); the structure alone stops the copy."""

    id: str
    plant: Plant
    quiet: bool = False

    def build(self, secret: str) -> bytes:
        copy = Copy()
        return self.plant(copy, secret) or copy.build()


PLACES: list[Place] = []


def place(row: str, *, quiet: bool = False) -> Callable[[Plant], Plant]:
    def register(plant: Plant) -> Plant:
        PLACES.append(Place(f"{row}-{plant.__name__}", plant, quiet))
        return plant

    return register


# Page text that was not hit


@place("text")
def plain(copy: Copy, secret: str) -> None:
    copy.draw(show(f"Beslutet rör {secret} och gäller nu."))


@place("text")
def kerned(copy: Copy, secret: str) -> None:
    glyphs = b" -12 ".join(literal(c) for c in secret)
    copy.draw(b"BT /F1 12 Tf 72 400 Td [" + glyphs + b"] TJ ET")


@place("text")
def glyph_by_glyph(copy: Copy, secret: str) -> None:
    copy.draw(b"BT /F1 12 Tf 72 400 Td " + b" ".join(literal(c) + b" Tj 8 0 Td" for c in secret) + b" ET")


@place("text")
def letter_spaced(copy: Copy, secret: str) -> None:
    copy.draw(show(" ".join(secret)))


@place("text")
def over_two_lines(copy: Copy, secret: str) -> None:
    first, rest = secret[:6], secret[6:]
    copy.draw(show(f"Beslutet rör {first}", y=400) + show(f"{rest} och gäller", y=385))


@place("text")
def over_columns(copy: Copy, secret: str) -> None:
    copy.draw(show(secret[:6], y=100) + show(secret[6:], x=300, y=420))


@place("text")
def over_pages(copy: Copy, secret: str) -> None:
    copy.draw(show(secret[:6], y=60))
    contents = copy.pdf.pages[1].obj.Contents
    contents.write(show(secret[6:], y=800) + b"\n" + contents.read_bytes())


@place("text")
def soft_hyphens(copy: Copy, secret: str) -> None:
    copy.draw(show("\u00ad".join((secret[:3], secret[3:8], secret[8:]))))


@place("text")
def no_break_space(copy: Copy, secret: str) -> None:
    copy.draw(show(secret.replace(" ", "\u00a0")))


@place("text")
def backwards(copy: Copy, secret: str) -> None:
    copy.draw(show(secret[::-1]))


@place("text")
def actual_text(copy: Copy, secret: str) -> None:
    said = ("\ufeff" + secret).encode("utf-16-be").hex().encode()
    copy.draw(b"/Span <</ActualText <" + said + b">>> BDC " + show("x") + b" EMC")


@place("text")
def mapped_font(copy: Copy, secret: str) -> None:
    """Glyph numbers that only the ToUnicode map explains."""
    copy.resource("/Font", "/F9", mapped(copy, secret))
    codes = "".join(f"{code:04X}" for code in range(1, len(secret) + 1))
    copy.draw(b"BT /F9 12 Tf 72 400 Td <" + codes.encode() + b"> Tj ET")


def mapped(copy: Copy, letters: str) -> pikepdf.Object:
    pairs = "\n".join(f"<{k:04X}> <{c.encode('utf-16-be').hex()}>" for k, c in enumerate(letters, 1))
    cmap = (
        "begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange "
        f"{len(letters)} beginbfchar {pairs} endbfchar endcmap"
    )
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name("/AAAAAA+Arial"),
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=Dictionary(Type=Name.FontDescriptor, FontName=Name("/AAAAAA+Arial"), Flags=4),
        W=Array([1, Array([500] * len(letters))]),
    )
    composite = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/AAAAAA+Arial"),
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([copy.pdf.make_indirect(descendant)]),
        ToUnicode=copy.stream(cmap.encode()),
    )
    return copy.pdf.make_indirect(composite)


# Drawn elsewhere


@place("elsewhere")
def pattern_cell(copy: Copy, secret: str) -> None:
    copy.resource("/Pattern", "/P0", cell(copy, secret))
    copy.draw(b"/Pattern cs /P0 scn 72 300 200 50 re f")


def cell(copy: Copy, secret: str) -> pikepdf.Stream:
    return copy.stream(
        show(secret, 0, 5),
        PatternType=1,
        PaintType=1,
        TilingType=1,
        BBox=Array([0, 0, 300, 30]),
        XStep=300,
        YStep=30,
        Resources=Dictionary(Font=Dictionary(F1=copy.font)),
    )


@place("elsewhere")
def soft_mask(copy: Copy, secret: str) -> None:
    group = copy.form(show(secret), Group=Dictionary(S=Name.Transparency))
    copy.resource("/ExtGState", "/G0", Dictionary(SMask=Dictionary(S=Name.Luminosity, G=group)))
    copy.draw(b"q /G0 gs 72 300 200 50 re f Q")


@place("elsewhere")
def shared_form(copy: Copy, secret: str) -> None:
    made = copy.form(show(secret))
    for page in range(2):
        copy.resource("/XObject", "/Fm0", made, page)
        copy.draw(b"/Fm0 Do", page)


@place("elsewhere")
def form_in_form(copy: Copy, secret: str) -> None:
    outer = copy.form(b"/Fm1 Do")
    outer.Resources.XObject = Dictionary(Fm1=copy.form(show(secret)))
    copy.resource("/XObject", "/Fm0", outer)
    copy.draw(b"/Fm0 Do")


@place("elsewhere")
def form_outside_the_crop(copy: Copy, secret: str) -> None:
    copy.page.CropBox = Array([0, 500, 595, 842])
    copy.resource("/XObject", "/Fm0", copy.form(show(secret, y=20)))
    copy.draw(b"/Fm0 Do")


def _appearance(state: str) -> Plant:
    def plant(copy: Copy, secret: str) -> None:
        copy.annotate(Subtype=Name.Stamp, F=2, AP=Dictionary({f"/{state}": copy.form(show(secret))}))

    plant.__name__ = f"appearance_{state}"
    return plant


for _state in ("N", "D", "R"):
    place("elsewhere")(_appearance(_state))


@place("elsewhere")
def type3_glyph(copy: Copy, secret: str) -> None:
    """A glyph that is drawn by showing text in another font."""
    glyph = copy.stream(b"500 0 d0 " + show(secret, 0, 0, 1))
    made = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 1000, 1000]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=Dictionary(a=glyph),
        Encoding=Dictionary(Differences=Array([97, Name("/a")])),
        FirstChar=97,
        LastChar=97,
        Widths=Array([500]),
        Resources=Dictionary(Font=Dictionary(F1=copy.font)),
    )
    copy.resource("/Font", "/F3", made)
    copy.draw(b"BT /F3 12 Tf 72 400 Td (a) Tj ET")


# Not displayed


@place("hidden")
def clipped(copy: Copy, secret: str) -> None:
    copy.draw(b"q 0 0 1 1 re W n " + show(secret) + b" Q")


@place("hidden")
def outside_the_crop(copy: Copy, secret: str) -> None:
    copy.page.CropBox = Array([0, 500, 595, 842])
    copy.draw(show(secret, y=20))


@place("hidden")
def outside_the_page(copy: Copy, secret: str) -> None:
    copy.draw(show(secret, y=-300))


@place("hidden")
def invisible(copy: Copy, secret: str) -> None:
    copy.draw(b"q 3 Tr " + show(secret) + b" Q")


@place("hidden")
def white(copy: Copy, secret: str) -> None:
    copy.draw(b"q 1 g " + show(secret) + b" Q")


def _group(copy: Copy, name: str) -> pikepdf.Object:
    group = copy.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name)))
    copy.root.OCProperties = Dictionary(
        OCGs=Array([group]), D=Dictionary(OFF=Array([group]), BaseState=Name.ON)
    )
    return group


@place("hidden")
def optional_content(copy: Copy, secret: str) -> None:
    copy.resource("/Properties", "/OC0", _group(copy, "Lager"))
    copy.draw(b"/OC /OC0 BDC " + show(secret) + b" EMC")


@place("hidden")
def optional_form(copy: Copy, secret: str) -> None:
    copy.resource("/XObject", "/Fm0", copy.form(show(secret), OC=_group(copy, "Lager")))
    copy.draw(b"/Fm0 Do")


@place("hidden")
def optional_content_name(copy: Copy, secret: str) -> None:
    _group(copy, secret)


# Images


@place("image", quiet=True)
def alternates(copy: Copy, secret: str) -> None:
    copy.image(Alternates=Array([Dictionary(Image=copy.image())]))


@place("image", quiet=True)
def thumbnail(copy: Copy, secret: str) -> None:
    copy.page.Thumb = copy.image()


@place("image")
def after_the_pixels(copy: Copy, secret: str) -> None:
    copy.image(b"\x80" * 256 + secret.encode())


@place("image")
def metadata_of_an_image(copy: Copy, secret: str) -> None:
    copy.image(Metadata=copy.stream(xmp(secret), Type=Name.Metadata, Subtype=Name.XML))


@place("image")
def opi_of_an_image(copy: Copy, secret: str) -> None:
    copy.image(OPI=Dictionary({"/2.0": Dictionary(F=String(secret))}))


@place("image")
def jpeg_comment(copy: Copy, secret: str) -> None:
    copy.image(jpeg(0xFE, secret.encode()), Filter=Name.DCTDecode)


@place("image")
def jpeg_exif(copy: Copy, secret: str) -> None:
    copy.image(jpeg(0xE1, b"Exif\0\0" + secret.encode("utf-16-le")), Filter=Name.DCTDecode)


@place("image")
def jpeg_xmp(copy: Copy, secret: str) -> None:
    copy.image(jpeg(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp(secret)), Filter=Name.DCTDecode)


@place("image")
def inline_image(copy: Copy, secret: str) -> None:
    copy.draw(b"BI /W 40 /H 1 /BPC 8 /CS /G ID " + secret.encode().ljust(40) + b" EI")


def jpeg(marker: int, data: bytes) -> bytes:
    """A grey JPEG of one tone with one more segment."""
    out = BytesIO()
    Image.new("L", (16, 16), 128).save(out, "JPEG")
    plain_jpeg = out.getvalue()
    return plain_jpeg[:2] + bytes([0xFF, marker]) + (len(data) + 2).to_bytes(2) + data + plain_jpeg[2:]


def xmp(secret: str) -> bytes:
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description>'
        f"{secret}</dc:description></rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()
