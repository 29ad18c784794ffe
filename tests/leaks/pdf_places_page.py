"""Hiding places on a page: text, what is drawn elsewhere, what is not displayed, pictures."""

import io

from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image

from tests.leaks.pdf_draft import LEADING, LEFT, SIZE, Draft, Kind, Row, encoded, picture, shown

page_text = Row("text")
elsewhere = Row("elsewhere")
unseen = Row("not displayed")
images = Row("images")


def _halves(secret: str) -> tuple[str, str]:
    middle = len(secret) // 2
    return secret[:middle], secret[middle:]


@page_text.place("plain", Kind.FLOW)
def _(draft: Draft, secret: str) -> None:
    draft.line(secret)


@page_text.place("one-glyph-at-a-time", Kind.FLOW)
def _(draft: Draft, secret: str) -> None:
    shows = b" ".join(encoded(c) + b" Tj" for c in secret)
    draft.draw(f"BT /F1 {SIZE} Tf {LEFT} {draft.next()} Td ".encode() + shows + b" ET")


@page_text.place("kerned", Kind.FLOW)
def _(draft: Draft, secret: str) -> None:
    shows = b" 17 ".join(encoded(c) for c in secret)
    draft.draw(f"BT /F1 {SIZE} Tf {LEFT} {draft.next()} Td [".encode() + shows + b"] TJ ET")


@page_text.place("hexadecimal", Kind.FLOW)
def _(draft: Draft, secret: str) -> None:
    shows = secret.encode("cp1252").hex().encode()
    draft.draw(f"BT /F1 {SIZE} Tf {LEFT} {draft.next()} Td <".encode() + shows + b"> Tj ET")


@page_text.place("quote-operators", Kind.FLOW)
def _(draft: Draft, secret: str) -> None:
    draft.draw(f"BT /F1 {SIZE} Tf {LEADING} TL {LEFT} {draft.next() + LEADING} Td ".encode()
               + b"1 0 " + encoded(secret) + b' " ET')  # fmt: skip


@page_text.place("letter-spaced", Kind.FLOW)
def _(draft: Draft, secret: str) -> None:
    draft.line(secret, extra="4 Tc")
    draft.draw(b"0 Tc")


@page_text.place("drawn-backwards", Kind.FLOW)
def _(draft: Draft, secret: str) -> None:
    y = draft.next()
    for i in reversed(range(len(secret))):
        draft.draw(shown(secret[i], LEFT + i * 7, y))


@page_text.place("drawn-twice", Kind.FLOW)
def _(draft: Draft, secret: str) -> None:
    y = draft.next()
    draft.draw(shown(secret, LEFT, y) + shown(secret, LEFT + 0.3, y))


@page_text.place("over-two-lines", Kind.FLOW)
def _(draft: Draft, secret: str) -> None:
    for part in secret.replace("-", "-\n").replace(" ", " \n").split("\n"):
        draft.line(part)


@page_text.place("over-two-pages")
def _(draft: Draft, secret: str) -> None:
    first, second = secret.replace("-", "-\n").replace(" ", " \n").split("\n")[:2]
    draft.lines(draft.after)
    draft.after = ()
    draft.line(first)
    page = draft.pdf.add_blank_page(page_size=(595, 842)).obj
    page.Resources = draft.page.Resources
    page.Contents = Stream(draft.pdf, shown(second, LEFT, 740))


@page_text.place("soft-hyphen", Kind.FLOW)
def _(draft: Draft, secret: str) -> None:
    draft.line("\xad".join(_halves(secret)))


@page_text.place("no-break-space", Kind.FLOW)
def _(draft: Draft, secret: str) -> None:
    draft.line(secret.replace(" ", "\xa0"))


@page_text.place("actual-text-differs", Kind.FLOW)
def _(draft: Draft, secret: str) -> None:
    utf16 = ("\ufeff" + secret).encode("utf-16-be").hex()
    draft.draw(f"/Span <</ActualText <{utf16}>>> BDC".encode())
    draft.line("xyzzy")
    draft.draw(b"EMC")


@page_text.place("rotated", Kind.FLOW)
def _(draft: Draft, secret: str) -> None:
    draft.draw(f"BT /F1 {SIZE} Tf 0 1 -1 0 550 100 Tm ".encode() + encoded(secret) + b" Tj ET")


@page_text.place("scaled-by-cm", Kind.FLOW)
def _(draft: Draft, secret: str) -> None:
    y = draft.next()
    draft.draw(f"q 2 0 0 2 {LEFT} {y} cm BT /F1 {SIZE / 2} Tf 0 0 Td ".encode()
               + encoded(secret) + b" Tj ET Q")  # fmt: skip


@elsewhere.place("form", Kind.FLOW)
def _(draft: Draft, secret: str) -> None:
    draft.resource("XObject", "X1", draft.form(shown(secret, LEFT, draft.next())))
    draft.draw(b"/X1 Do")


@elsewhere.place("form-in-form", Kind.FLOW)
def _(draft: Draft, secret: str) -> None:
    inner = draft.form(shown(secret, 0, 0))
    outer = draft.form(f"q 1 0 0 1 {LEFT} {draft.next()} cm /I Do Q".encode())
    outer.Resources.XObject = Dictionary(I=inner)
    draft.resource("XObject", "X1", outer)
    draft.draw(b"/X1 Do")


@elsewhere.place("form-on-two-pages")
def _(draft: Draft, secret: str) -> None:
    draft.resource("XObject", "X1", draft.form(shown(secret, LEFT, draft.next())))
    draft.draw(b"/X1 Do")
    page = draft.pdf.add_blank_page(page_size=(595, 842)).obj
    page.Resources = draft.page.Resources
    page.Contents = Stream(
        draft.pdf, b"q 1 0 0 1 0 -100 cm /X1 Do Q " + shown("Bilaga om biblioteket.", 72, 700)
    )


@elsewhere.place("tiling-pattern")
def _(draft: Draft, secret: str) -> None:
    cell = draft.stream(
        shown(secret, 5, 5),
        PatternType=1, PaintType=1, TilingType=1, BBox=Array([0, 0, 300, 30]), XStep=300, YStep=30,
        Resources=Dictionary(Font=draft.page.Resources.Font),
    )  # fmt: skip
    draft.resource("Pattern", "P1", cell)
    draft.draw(b"q /Pattern cs /P1 scn 72 100 400 60 re f Q")


@elsewhere.place("soft-mask")
def _(draft: Draft, secret: str) -> None:
    group = draft.form(
        b"1 g " + shown(secret, 80, 120), Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
    )
    state = Dictionary(Type=Name.ExtGState, SMask=Dictionary(Type=Name.Mask, S=Name.Luminosity, G=group))
    draft.resource("ExtGState", "G1", state)
    draft.draw(b"q /G1 gs 0 g 72 100 400 60 re f Q")


@elsewhere.place("unused-form")
def _(draft: Draft, secret: str) -> None:
    draft.resource("XObject", "X9", draft.form(shown(secret, 72, 300)))


@elsewhere.place("form-metadata")
def _(draft: Draft, secret: str) -> None:
    draft.resource("XObject", "X1", draft.form(b"72 90 30 2 re f", PieceInfo=Dictionary(App=String(secret))))
    draft.draw(b"/X1 Do")


def _appearance(draft: Draft, secret: str) -> Stream:
    return draft.form(shown(secret, 2, 6), (0, 0, 228, 20))


@elsewhere.place("annotation-appearance")
def _(draft: Draft, secret: str) -> None:
    draft.annotation("Stamp", AP=Dictionary(N=_appearance(draft, secret)), F=4)


@elsewhere.place("hidden-annotation")
def _(draft: Draft, secret: str) -> None:
    draft.annotation("Stamp", AP=Dictionary(N=_appearance(draft, secret)), F=2)


@elsewhere.place("down-and-rollover-appearance")
def _(draft: Draft, secret: str) -> None:
    calm = _appearance(draft, "Knapp")
    draft.field(
        FT=Name.Btn, Ff=65536, T=String("k"), F=4,
        AP=Dictionary(N=calm, D=_appearance(draft, secret), R=_appearance(draft, secret)),
    )  # fmt: skip


@unseen.place("render-mode-3", Kind.FLOW)
def _(draft: Draft, secret: str) -> None:
    draft.line(secret, extra="3 Tr")
    draft.draw(b"0 Tr")


@unseen.place("white", Kind.FLOW)
def _(draft: Draft, secret: str) -> None:
    draft.draw(b"q 1 g")
    draft.line(secret)
    draft.draw(b"Q")


@unseen.place("clipped", Kind.FLOW)
def _(draft: Draft, secret: str) -> None:
    draft.draw(b"q 0 0 10 10 re W n")
    draft.line(secret)
    draft.draw(b"Q")


@unseen.place("outside-mediabox")
def _(draft: Draft, secret: str) -> None:
    draft.draw(shown(secret, 700, 900))


@unseen.place("outside-cropbox")
def _(draft: Draft, secret: str) -> None:
    draft.page.CropBox = Array([0, 50, 595, 842])
    draft.draw(shown(secret, LEFT, 20))


@unseen.place("optional-content-off", Kind.FLOW)
def _(draft: Draft, secret: str) -> None:
    group = _optional(draft, "Lager", off=True)
    draft.resource("Properties", "OC1", group)
    draft.draw(b"/OC /OC1 BDC")
    draft.line(secret)
    draft.draw(b"EMC")


@unseen.place("optional-form-off")
def _(draft: Draft, secret: str) -> None:
    group = _optional(draft, "Lager", off=True)
    draft.resource("XObject", "X1", draft.form(shown(secret, LEFT, 60), OC=group))
    draft.draw(b"/X1 Do")


@unseen.place("optional-content-name")
def _(draft: Draft, secret: str) -> None:
    draft.resource("Properties", "OC1", _optional(draft, secret, off=False))
    draft.draw(b"/OC /OC1 BDC 72 60 20 2 re f EMC")


def _optional(draft: Draft, name: str, *, off: bool) -> Dictionary:
    group = draft.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name)))
    order = Dictionary(Order=Array([group]), OFF=Array([group] if off else []))
    draft.pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=order)
    return group


@unseen.place("under-a-black-box", Kind.FLOW)
def _(draft: Draft, secret: str) -> None:
    draft.line(secret)
    draft.draw(f"q 0 g {LEFT - 2} {draft.y - 3} 400 {SIZE + 4} re f Q".encode())


@unseen.place("under-a-picture", Kind.FLOW)
def _(draft: Draft, secret: str) -> None:
    draft.line(secret)
    draft.resource("XObject", "Im1", draft.image(Image.new("L", (60, 10), 200)))
    draft.draw(f"q 400 0 0 16 {LEFT - 2} {draft.y - 3} cm /Im1 Do Q".encode())


def _placed(draft: Draft, name: str = "Im1") -> None:
    draft.next()
    draft.draw(f"q 250 0 0 22 {LEFT} {draft.next()} cm /{name} Do Q".encode())


@images.place("pixels", Kind.FLOW | Kind.PIXELS)
def _(draft: Draft, secret: str) -> None:
    draft.resource("XObject", "Im1", draft.image(picture(secret)))
    _placed(draft)


@images.place("pixels-jpeg", Kind.FLOW | Kind.PIXELS)
def _(draft: Draft, secret: str) -> None:
    draft.resource("XObject", "Im1", _jpeg(draft, picture(secret, mode="RGB")))
    _placed(draft)


@images.place("clipped-pixels", Kind.PIXELS)
def _(draft: Draft, secret: str) -> None:
    draft.resource("XObject", "Im1", draft.image(picture(secret)))
    draft.draw(f"q {LEFT} 60 5 5 re W n".encode())
    draft.draw(f"250 0 0 22 {LEFT} 60 cm /Im1 Do Q".encode())


@images.place("alternate", Kind.PIXELS)
def _(draft: Draft, secret: str) -> None:
    other = draft.image(picture(secret))
    shown_one = draft.image(Image.new("L", (40, 40), 128))
    shown_one.Alternates = Array([Dictionary(Image=other, DefaultForPrinting=True)])
    draft.resource("XObject", "Im1", shown_one)
    _placed(draft)


@images.place("soft-mask-pixels", Kind.PIXELS)
def _(draft: Draft, secret: str) -> None:
    drawn = picture(secret)
    base = draft.image(Image.new("L", drawn.size, 0))
    base.SMask = draft.image(drawn.point(lambda v: 255 - v))
    draft.resource("XObject", "Im1", base)
    _placed(draft)


@images.place("thumbnail", Kind.PIXELS)
def _(draft: Draft, secret: str) -> None:
    draft.page.Thumb = draft.image(picture(secret))


@images.place("jpeg-comment")
def _(draft: Draft, secret: str) -> None:
    draft.resource(
        "XObject", "Im1", _jpeg(draft, Image.new("RGB", (80, 80), "gray"), comment=secret.encode())
    )
    _placed(draft)


@images.place("jpeg-exif")
def _(draft: Draft, secret: str) -> None:
    exif = Image.Exif()
    exif[0x010E] = secret.encode("utf-8").decode("latin-1")
    draft.resource("XObject", "Im1", _jpeg(draft, Image.new("RGB", (80, 80), "gray"), exif=exif.tobytes()))
    _placed(draft)


@images.place("image-metadata")
def _(draft: Draft, secret: str) -> None:
    made = draft.image(Image.new("L", (40, 40), 128))
    made.Metadata = draft.stream(f"<x>{secret}</x>".encode(), Type=Name.Metadata, Subtype=Name.XML)
    draft.resource("XObject", "Im1", made)
    _placed(draft)


@images.place("page-metadata")
def _(draft: Draft, secret: str) -> None:
    draft.page.Metadata = draft.stream(f"<x>{secret}</x>".encode(), Type=Name.Metadata, Subtype=Name.XML)


@images.place("inline", Kind.FLOW | Kind.PIXELS)
def _(draft: Draft, secret: str) -> None:
    made = picture(secret)
    draft.next()
    head = f"q 250 0 0 22 {LEFT} {draft.next()} cm BI /W {made.width} /H {made.height} /BPC 8 /CS /G ID "
    draft.draw(head.encode() + made.tobytes() + b" EI Q")


@images.place("bilevel-mask", Kind.FLOW | Kind.PIXELS)
def _(draft: Draft, secret: str) -> None:
    made = picture(secret).convert("1")
    stencil = draft.stream(
        made.tobytes(), Type=Name.XObject, Subtype=Name.Image, Width=made.width, Height=made.height,
        BitsPerComponent=1, ImageMask=True,
    )  # fmt: skip
    draft.resource("XObject", "Im1", stencil)
    _placed(draft)


@images.place("strips", Kind.FLOW | Kind.PIXELS)
def _(draft: Draft, secret: str) -> None:
    made = picture(secret)
    draft.next()
    y = draft.next()
    for i in range(3):
        strip = made.crop((0, i * 30, made.width, (i + 1) * 30))
        draft.resource("XObject", f"S{i}", draft.image(strip))
        draft.draw(f"q 250 0 0 7.34 {LEFT} {y + 22 - (i + 1) * 7.33:.2f} cm /S{i} Do Q".encode())


def _jpeg(draft: Draft, made: Image.Image, **options: bytes) -> Stream:
    out = io.BytesIO()
    made.save(out, "JPEG", quality=92, **options)
    return draft.stream(
        out.getvalue(), Type=Name.XObject, Subtype=Name.Image, Width=made.width, Height=made.height,
        BitsPerComponent=8, ColorSpace=Name.DeviceRGB, Filter=Name.DCTDecode,
    )  # fmt: skip
