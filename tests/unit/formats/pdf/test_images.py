"""Images of a PDF copy: only pixels, the same as before, and none where something was taken out."""

import base64
import io
import zlib
from collections.abc import Callable
from typing import Any, cast

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops, ImageDraw
from PIL.TiffImagePlugin import TiffImageFile

from redactor.formats.pdf import samples
from redactor.formats.pdf.images import Images

HIDDEN = b"Anna Testsson 850101"
SIZE = (120, 80)
BOX = (40, 20, 80, 60)
"""Pixels that the tests blank: x0, y0, x1, y1 from the top left."""
QUAD = tuple((x / SIZE[0], 1 - y / SIZE[1]) for x, y in ((40, 20), (80, 20), (80, 60), (40, 60)))
INNER = tuple((x / SIZE[0], 1 - y / SIZE[1]) for x, y in ((50, 30), (70, 30), (70, 50), (50, 50)))


def picture(mode: str = "RGB") -> Image.Image:
    """Gentle colours everywhere, strokes across the middle."""
    drawn = Image.linear_gradient("L").resize(SIZE).convert("RGB")
    draw = ImageDraw.Draw(drawn)
    for at in range(0, 120, 6):
        draw.line((at, 10, at + 10, 70), fill=(200, 30, 60), width=2)
    return drawn.convert(mode)


def file_of(kind: str, drawn: Image.Image, **options: Any) -> bytes:
    out = io.BytesIO()
    drawn.save(out, kind, **options)
    return out.getvalue()


def stream(pdf: pikepdf.Pdf, data: bytes, **entries: Any) -> pikepdf.Stream:
    given = {"/Type": Name.XObject, "/Subtype": Name.Image, "/Width": SIZE[0], "/Height": SIZE[1]}
    given |= {f"/{key}": value for key, value in entries.items()}
    return pdf.make_indirect(pikepdf.Stream(pdf, data, given))


def flate(pdf: pikepdf.Pdf, mode: str, space: object, bits: int = 8, **entries: Any) -> pikepdf.Stream:
    data = zlib.compress(picture(mode).tobytes())
    return stream(pdf, data, ColorSpace=space, BitsPerComponent=bits, Filter=Name.FlateDecode, **entries)


def predicted(pdf: pikepdf.Pdf) -> pikepdf.Stream:
    content = file_of("PNG", picture())
    at = content.index(b"IDAT")
    data = content[at + 4 : at + 4 + int.from_bytes(content[at - 4 : at], "big")]
    parameters = Dictionary(Predictor=15, Colors=3, BitsPerComponent=8, Columns=SIZE[0])
    return stream(
        pdf,
        data,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.FlateDecode,
        DecodeParms=parameters,
    )


def spelled(pdf: pikepdf.Pdf, *filters: pikepdf.Name) -> pikepdf.Stream:
    """Behind the filters that write bytes as letters."""
    data = picture().tobytes()
    for name in reversed(filters):
        if name == Name.ASCII85Decode:
            data = base64.a85encode(data) + b"~>"
        else:
            data = data.hex().encode() + b">" if name == Name.ASCIIHexDecode else zlib.compress(data)
    return stream(pdf, data, ColorSpace=Name.DeviceRGB, BitsPerComponent=8, Filter=Array(filters))


def jpeg(pdf: pikepdf.Pdf, mode: str, space: pikepdf.Name, **entries: Any) -> pikepdf.Stream:
    data = file_of("JPEG", picture(mode), comment=HIDDEN, quality=90) + HIDDEN
    return stream(pdf, data, ColorSpace=space, BitsPerComponent=8, Filter=Name.DCTDecode, **entries)


def jpeg2000(pdf: pikepdf.Pdf) -> pikepdf.Stream:
    data = file_of("JPEG2000", picture(), comment=HIDDEN) + HIDDEN
    return stream(pdf, data, ColorSpace=Name.DeviceRGB, BitsPerComponent=8, Filter=Name.JPXDecode)


def indexed(pdf: pikepdf.Pdf, bits: int) -> pikepdf.Stream:
    drawn = picture().quantize(1 << bits)
    palette = bytes(drawn.getpalette() or ())
    mode = "P" if bits == 8 else f"P;{bits}"
    space = Array([Name.Indexed, Name.DeviceRGB, (1 << bits) - 1, pikepdf.String(palette + HIDDEN)])
    data = zlib.compress(drawn.tobytes("raw", mode) + HIDDEN)
    return stream(pdf, data, ColorSpace=space, BitsPerComponent=bits, Filter=Name.FlateDecode)


def fax(pdf: pikepdf.Pdf, *, black_is_1: bool) -> pikepdf.Stream:
    with Image.open(io.BytesIO(file_of("TIFF", picture("1"), compression="group4"))) as written:
        assert isinstance(written, TiffImageFile)
        start, length = written.tag_v2[273][0], written.tag_v2[279][0]
    data = file_of("TIFF", picture("1"), compression="group4")[start : start + length] + HIDDEN
    parameters = Dictionary(K=-1, Columns=SIZE[0], Rows=SIZE[1], BlackIs1=black_is_1)
    return stream(
        pdf,
        data,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=1,
        Filter=Name.CCITTFaxDecode,
        DecodeParms=parameters,
    )


def icc(pdf: pikepdf.Pdf) -> pikepdf.Stream:
    profile = pdf.make_indirect(pikepdf.Stream(pdf, HIDDEN, N=3))
    return flate(pdf, "RGB", Array([Name.ICCBased, profile]))


def separation(pdf: pikepdf.Pdf) -> pikepdf.Stream:
    program = pikepdf.Stream(
        pdf, b"{ %" + HIDDEN + b"\n 0 0 3 2 roll 0 exch }", FunctionType=4, Domain=[0, 1], Range=[0, 1] * 4
    )
    space = Array(
        [Name.Separation, Name("/" + HIDDEN.decode().replace(" ", "#20")), Name.DeviceCMYK, program]
    )
    return flate(pdf, "L", space)


def masked(pdf: pikepdf.Pdf) -> pikepdf.Stream:
    return flate(pdf, "RGB", Name.DeviceRGB, SMask=flate(pdf, "L", Name.DeviceGray, Custom=HIDDEN))


def stenciled(pdf: pikepdf.Pdf) -> pikepdf.Stream:
    mask = stream(pdf, picture("1").tobytes(), ImageMask=True, BitsPerComponent=1)
    return flate(pdf, "RGB", Name.DeviceRGB, Mask=mask)


Kinds = dict[str, Callable[[pikepdf.Pdf], pikepdf.Stream]]
KINDS: Kinds = {
    "rgb": lambda pdf: flate(pdf, "RGB", Name.DeviceRGB),
    "rgb-predicted": predicted,
    "rgb-bare": lambda pdf: stream(pdf, picture().tobytes(), ColorSpace=Name.DeviceRGB, BitsPerComponent=8),
    "letters": lambda pdf: spelled(pdf, Name.ASCII85Decode, Name.FlateDecode),
    "letters-bare": lambda pdf: spelled(pdf, Name.ASCIIHexDecode),
    "grey": lambda pdf: flate(pdf, "L", Name.DeviceGray),
    "cmyk": lambda pdf: flate(pdf, "CMYK", Name.DeviceCMYK),
    "cmyk-decode": lambda pdf: flate(pdf, "CMYK", Name.DeviceCMYK, Decode=[1, 0] * 4),
    "bits": lambda pdf: flate(pdf, "1", Name.DeviceGray, 1),
    "bits-decode": lambda pdf: flate(pdf, "1", Name.DeviceGray, 1, Decode=[1, 0]),
    "lab": lambda pdf: flate(pdf, "LAB", Array([Name.Lab, Dictionary(WhitePoint=[0.95, 1, 1.09])])),
    "indexed-8": lambda pdf: indexed(pdf, 8),
    "indexed-4": lambda pdf: indexed(pdf, 4),
    "indexed-2": lambda pdf: indexed(pdf, 2),
    "icc": icc,
    "separation": separation,
    "jpeg": lambda pdf: jpeg(pdf, "RGB", Name.DeviceRGB),
    "jpeg-grey": lambda pdf: jpeg(pdf, "L", Name.DeviceGray),
    "jpeg-cmyk": lambda pdf: jpeg(pdf, "CMYK", Name.DeviceCMYK, Decode=[1, 0] * 4),
    "jpeg-untransformed": lambda pdf: jpeg(
        pdf, "RGB", Name.DeviceRGB, DecodeParms=Dictionary(ColorTransform=0)
    ),
    "jpeg2000": jpeg2000,
    "fax": lambda pdf: fax(pdf, black_is_1=False),
    "fax-black": lambda pdf: fax(pdf, black_is_1=True),
    "soft-mask": masked,
    "stencil-mask": stenciled,
    "matrix": lambda pdf: flate(pdf, "RGB", Name.DeviceRGB, Interpolate=True, Intent=Name.Perceptual),
}
STENCIL = "stencil"
ALL: Kinds = {
    **KINDS,
    STENCIL: lambda pdf: stream(pdf, picture("1").tobytes(), ImageMask=True, BitsPerComponent=1),
}


def shown(pdf: pikepdf.Pdf, image: pikepdf.Stream) -> Image.Image:
    """The image on a page of its own, as pdfium draws it, one pixel for one."""
    with pikepdf.new() as paper:
        page = paper.add_blank_page(page_size=SIZE)
        copied = paper.copy_foreign(image) if image.is_owned_by(pdf) else image
        page.Resources = Dictionary(XObject=Dictionary(I=copied))
        page.Contents = paper.make_stream(b"q %d 0 0 %d 0 0 cm /I Do Q" % SIZE)
        out = io.BytesIO()
        paper.save(out)
    with pypdfium2.PdfDocument(out.getvalue()) as document:
        drawn: Image.Image = document[0].render(scale=1).to_pil().convert("RGB")
        return drawn


def differs(one: Image.Image, other: Image.Image, box: tuple[int, int, int, int] | None = None) -> int:
    """The largest difference of a component, outside `box`."""
    difference = ImageChops.difference(one, other)
    if box is not None:
        difference.paste((0, 0, 0), (box[0] - 2, box[1] - 2, box[2] + 2, box[3] + 2))
    return max(high for _, high in extrema(difference))


def extrema(drawn: Image.Image) -> tuple[tuple[int, int], ...]:
    """The lowest and the highest value of each component of a picture in colour."""
    return cast(tuple[tuple[int, int], ...], drawn.getextrema())


@pytest.fixture
def source() -> pikepdf.Pdf:
    return pikepdf.new()


@pytest.fixture
def target() -> pikepdf.Pdf:
    return pikepdf.new()


@pytest.mark.parametrize("kind", ALL)
def test_an_untouched_image_shows_the_same(kind: str, source: pikepdf.Pdf, target: pikepdf.Pdf) -> None:
    """Every pixel keeps its colour, but for ICC profiles, which our test one is none."""
    image = ALL[kind](source)
    made = Images(target).rebuilt(image)
    assert made.is_owned_by(target)
    assert differs(shown(source, image), shown(target, made)) == 0


@pytest.mark.parametrize("kind", ALL)
def test_what_is_taken_out_is_white(kind: str, source: pikepdf.Pdf, target: pikepdf.Pdf) -> None:
    """White inside; outside as before (within what another compression does)."""
    image = ALL[kind](source)
    made = Images(target).rebuilt(image, [QUAD])
    before, after = shown(source, image), shown(target, made)
    # A palette may hold no white: its lightest colour stands for it.
    lightest = {"indexed-4": 245, "indexed-2": 215}.get(kind, 240 if "jpeg" in kind else 254)
    assert min(low for low, _ in extrema(after.crop(BOX))) >= lightest
    # A JPEG's blocks reach eight or sixteen pixels beyond what is blanked.
    margin = 16 if "jpeg" in kind else 0
    around = (BOX[0] - margin, BOX[1] - margin, BOX[2] + margin, BOX[3] + margin)
    assert differs(before, after, around) <= (48 if "jpeg" in kind else 0)


@pytest.mark.parametrize("kind", [kind for kind in ALL if "jpeg" not in kind])
def test_the_copy_is_the_same_whatever_stood_there(kind: str, source: pikepdf.Pdf) -> None:
    """Two lossless images that differ only in the blanked pixels give the same bytes."""
    one = ALL[kind](source)
    with pikepdf.new() as between, pikepdf.new() as first, pikepdf.new() as second:
        other = Images(between).rebuilt(one, [INNER])
        copies = [Images(pdf).rebuilt(image, [QUAD]) for pdf, image in ((first, one), (second, other))]
        assert other.read_raw_bytes() != copies[0].read_raw_bytes()
        assert everything(copies[0], first) == everything(copies[1], second)


def everything(made: pikepdf.Stream, pdf: pikepdf.Pdf) -> bytes:
    """All that the copy holds, unpacked."""
    pdf.Root.Test = made
    out = io.BytesIO()
    pdf.save(
        out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized, static_id=True
    )
    return out.getvalue()


@pytest.mark.parametrize("kind", ALL)
def test_nothing_but_pixels_is_left(kind: str, source: pikepdf.Pdf, target: pikepdf.Pdf) -> None:
    """Comments, trailing data, custom keys, profiles, alternates, names of colorants: gone."""
    image = ALL[kind](source)
    image.Metadata = pikepdf.Stream(source, HIDDEN)
    image.Alternates = Array([Dictionary(Image=pikepdf.Stream(source, HIDDEN))])
    image.OPI = Dictionary(F=pikepdf.String(HIDDEN))
    image.Name = Name("/" + HIDDEN.decode().replace(" ", ""))
    made = Images(target).rebuilt(image)
    content = everything(made, target)
    assert b"Anna" not in content
    assert b"Testsson" not in content


def test_one_image_is_written_once(source: pikepdf.Pdf, target: pikepdf.Pdf) -> None:
    """Equal images share; the same with other blanks is another."""
    images = Images(target)
    one, two = (flate(source, "RGB", Name.DeviceRGB) for _ in range(2))
    assert images.rebuilt(one).objgen == images.rebuilt(two).objgen
    assert images.rebuilt(one, [QUAD]).objgen != images.rebuilt(one).objgen


def test_a_damaged_image_shows_nothing(source: pikepdf.Pdf, target: pikepdf.Pdf) -> None:
    """One white pixel: the original never goes over."""
    image = stream(source, b"\xff\xd8" + HIDDEN, ColorSpace=Name.DeviceRGB, Filter=Name.DCTDecode)
    made = Images(target).rebuilt(image)
    assert (int(made.Width), int(made.Height), made.read_bytes()) == (1, 1, b"\xff")


def test_rows_below_the_declared_height_go(source: pikepdf.Pdf, target: pikepdf.Pdf) -> None:
    """Data that no page shows is not carried over."""
    image = flate(source, "L", Name.DeviceGray)
    image.Height = 40
    made = Images(target).rebuilt(image)
    assert len(made.read_bytes()) == SIZE[0] * 40


def test_a_huge_pixel_below_a_mask_stays(source: pikepdf.Pdf, target: pikepdf.Pdf) -> None:
    """A picture of one black pixel whose mask draws the letters loses the letter, not all of them."""
    mask = flate(source, "L", Name.DeviceGray)
    image = stream(source, b"\0", ColorSpace=Name.DeviceGray, BitsPerComponent=8, SMask=mask)
    image.Width = image.Height = 1
    made = Images(target).rebuilt(image, [QUAD])
    before, after = shown(source, image), shown(target, made)
    assert min(low for low, _ in extrema(after.crop(BOX))) == 255
    assert differs(before, after, BOX) == 0


def test_a_fax_of_dots_grows_no_larger(source: pikepdf.Pdf, target: pikepdf.Pdf) -> None:
    """Group 4 makes more of dithered grey than there was; JBIG2 and group 3 sources are often so."""
    size = (800, 1200)
    dots = Image.linear_gradient("L").resize(size).convert("1")
    parameters = Dictionary(K=-1, Columns=size[0], Rows=size[1])
    image = stream(
        source,
        samples.fax(dots.tobytes(), *size),
        Width=size[0],
        Height=size[1],
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=1,
        Filter=Name.CCITTFaxDecode,
        DecodeParms=parameters,
    )
    made = Images(target).rebuilt(image)
    again = Images(target).rebuilt(made)
    assert len(made.read_raw_bytes()) < len(dots.tobytes())
    assert made.read_bytes() == dots.tobytes()
    assert (again.read_raw_bytes(), again.Filter) == (made.read_raw_bytes(), made.Filter)
