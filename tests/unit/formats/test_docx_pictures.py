"""Pictures in a DOCX copy: every kind that can be read stays, without metadata; the rest is reported."""

import io
import zipfile
import zlib
from typing import Any

import pytest
from PIL import Image, ImageDraw, PngImagePlugin

from redactor.domain.document import Document
from redactor.domain.records import Plan
from redactor.formats.docx import Docx
from redactor.formats.pixels import jpeg as jpeg_format
from redactor.formats.pixels import png as png_format
from redactor.ocr import Reading
from tests.docx_builder import Builder, apply, names, paragraph, picture, xml

HIDDEN = b"Dold i filen"


def drawing(mode: str = "RGB", size: tuple[int, int] = (40, 24)) -> Image.Image:
    """A picture in two colours, the left half dark."""
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 2 - 1, size[1]), fill=(20, 30, 160))
    return image.convert(mode)


def encoded(kind: str, mode: str = "RGB", **options: Any) -> bytes:
    """The drawing as a file."""
    written = io.BytesIO()
    drawing(mode).save(written, kind, **options)
    return written.getvalue()


def noted() -> PngImagePlugin.PngInfo:
    """Text chunks of each kind."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", HIDDEN.decode())
    info.add_text("Comment", HIDDEN.decode(), zip=True)
    info.add_itxt("XML:com.adobe.xmp", HIDDEN.decode())
    return info


def exif() -> Image.Exif:
    """EXIF data that names someone."""
    data = Image.Exif()
    data[0x013B] = HIDDEN.decode()
    return data


FRAMES: dict[str, Any] = {"save_all": True, "append_images": [Image.new("RGB", (40, 24), "red")]}
PICTURES = {
    "jpeg": encoded("JPEG"),
    "jpeg-grey": encoded("JPEG", "L"),
    "jpeg-progressive": encoded("JPEG", progressive=True),
    "jpeg-exif": encoded("JPEG", exif=exif()),
    "jpeg-comment": encoded("JPEG", comment=HIDDEN),
    "jpeg-cmyk": encoded("JPEG", "CMYK"),
    "jpeg-tail": encoded("JPEG") + HIDDEN,
    "jpeg-restart": encoded("JPEG", restart_marker_blocks=1),
    "jpeg-unended": encoded("JPEG")[:-2],
    "jpeg-filled": encoded("JPEG").replace(b"\xff\xdb", b"\xff\xff\xff\xdb"),
    **{f"png-{mode}": encoded("PNG", mode) for mode in ("1", "L", "LA", "P", "RGB", "RGBA")},
    "png-text": encoded("PNG", pnginfo=noted(), exif=exif()),
    "png-tail": encoded("PNG") + HIDDEN,
    "png-animated": encoded("PNG", **FRAMES),
    "gif": encoded("GIF", comment=HIDDEN),
    "gif-animated": encoded("GIF", **FRAMES),
    "bmp": encoded("BMP"),
    "tiff": encoded("TIFF", exif=exif()),
    "tiff-pages": encoded("TIFF", **FRAMES),
    "tiff-cmyk": encoded("TIFF", "CMYK"),
}
WHITE = (255, 255, 255)
BLUE = (20, 30, 160)


def document(content: bytes, crop: str = "") -> bytes:
    """A document that shows one picture."""
    builder = Builder(paragraph(picture("x1", crop=crop))).part("image", "word/media/bild.png", content)
    return builder.bytes()


def seen(content: bytes) -> tuple[Document, list[bytes]]:
    """The document as read, and the pictures that OCR was given."""
    given: list[bytes] = []

    def ocr(image: bytes) -> Reading:
        given.append(image)
        return Reading("text")

    return Docx().read(content, ocr=ocr), given


def media(copy: bytes) -> bytes:
    """The one picture of a copy."""
    (name,) = [name for name in names(copy) if name.startswith("word/media/")]
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        return archive.read(name)


def near(pixel: object, colour: tuple[int, int, int]) -> bool:
    """Equal but for what lossy packing does."""
    assert isinstance(pixel, tuple)
    return all(abs(int(a) - b) < 40 for a, b in zip(pixel, colour, strict=True))


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_of_every_kind_stays_without_its_metadata(name: str) -> None:
    """Both halves of the drawing are where they were; nothing hidden is in the file; twice is as once."""
    content = document(PICTURES[name])
    assert seen(content)[0].unread == ()
    copy = apply(content)
    shown = Image.open(io.BytesIO(media(copy)))
    assert shown.size == (40, 24)
    assert getattr(shown, "n_frames", 1) == 1
    pixels = shown.convert("RGB")
    assert near(pixels.getpixel((34, 12)), WHITE)
    assert pixels.getpixel((5, 12)) != pixels.getpixel((34, 12))
    if not name.endswith(("-1", "-L", "-LA", "grey", "cmyk")):
        assert near(pixels.getpixel((5, 12)), BLUE)
    assert HIDDEN not in media(copy)
    assert apply(copy) == copy


LOSSLESS = [name for name in PICTURES if name.startswith(("jpeg", "png")) and name != "jpeg-unended"]


@pytest.mark.parametrize("name", LOSSLESS)
def test_pixels_of_png_and_jpeg_are_the_same(name: str) -> None:
    """They are stripped, not packed anew."""
    before, after = (
        Image.open(io.BytesIO(PICTURES[name])),
        Image.open(io.BytesIO(media(apply(document(PICTURES[name]))))),
    )
    assert before.convert("RGBA").tobytes() == after.convert("RGBA").tobytes()


def _interlaced() -> bytes:
    """One grey pixel, interlaced (Adam7 has one pass for it)."""
    header = b"\0\0\0\1\0\0\0\1\x08\0\0\0\1"
    chunks = (b"IHDR", header), (b"IDAT", zlib.compress(b"\0\x80")), (b"IEND", b"")
    return png_format.SIGNATURE + b"".join(
        len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")
        for kind, body in chunks
    )


def test_an_interlaced_png_is_unchanged() -> None:
    """Nothing in it goes."""
    assert png_format.strip(_interlaced()) == _interlaced()


def test_a_png_chunk_of_the_wrong_length_goes() -> None:
    """A chunk that is allowed has no room for text."""
    clean = _interlaced()
    at = clean.index(b"IDAT") - 4
    chunk = len(HIDDEN).to_bytes(4, "big") + b"gAMA" + HIDDEN + bytes(4)
    assert png_format.strip(clean[:at] + chunk + clean[at:]) == clean


def test_a_jpeg_without_a_scan_is_damaged() -> None:
    """Tables alone are no picture."""
    with pytest.raises(ValueError, match="no picture"):
        jpeg_format.strip(b"\xff\xd8\xff\xd9")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(encoded("JPEG")[:40], id="jpeg"),
        pytest.param(encoded("PNG")[:40], id="png"),
        pytest.param(encoded("TIFF")[:40], id="tiff"),
        pytest.param(b"GIF89a" + bytes(3), id="gif"),
    ],
)
def test_what_the_cleaner_cannot_read_is_reported(content: bytes) -> None:
    """OCR is not asked, the person is told, and the copy shows the blank."""
    broken = document(content)
    read, given = seen(broken)
    assert [unread.where for unread in read.unread] == ["bild 1"]
    assert given == []
    copy = Docx().apply(broken, Plan(read.id, (), (), tuple(u.at for u in read.unread if u.at is not None)))
    assert Image.open(io.BytesIO(media(copy))).size == (1, 1)
    assert 'descr="Borttagen på grund av sekretess"' in xml(copy)


def test_ocr_reads_what_the_copy_shows() -> None:
    """Pixels, frames and metadata that a copy does not show are not read."""
    for name, content in PICTURES.items():
        _, (given,) = seen(document(content))
        assert given == media(apply(document(content))), name


def test_a_cropped_picture_is_cut_before_it_is_read() -> None:
    """OCR sees the visible half only, and only that half is in the copy."""
    content = document(PICTURES["png-RGB"], '<a:srcRect l="50000"/>')
    _, (given,) = seen(content)
    assert Image.open(io.BytesIO(given)).size == (20, 24)
    copy = apply(content)
    assert given == media(copy)
    assert "<a:srcRect/>" in xml(copy)


@pytest.mark.parametrize(("left", "width"), [("0.5", 20), ("50%", 20), ("32768f", 20), ("-1", 40), ("x", 40)])
def test_a_picture_cropped_in_vml_is_cut(left: str, width: int) -> None:
    """Fractions come in three spellings."""
    shape = f'<w:r><w:pict><v:shape><v:imagedata r:id="x1" cropleft="{left}"/></v:shape></w:pict></w:r>'
    content = Builder(paragraph(shape)).part("image", "word/media/bild.png", PICTURES["png-RGB"]).bytes()
    assert Image.open(io.BytesIO(media(apply(content)))).size == (width, 24)


def test_two_crops_of_one_picture_are_read_each() -> None:
    """What one place shows another may hide."""
    body = paragraph(
        picture("x1", crop='<a:srcRect l="50000"/>') + picture("x1", crop='<a:srcRect r="50000"/>')
    )
    content = Builder(body).part("image", "word/media/bild.png", PICTURES["png-RGB"]).bytes()
    assert len(seen(content)[1]) == 2


def test_sixteen_bits_are_scaled_when_cropped() -> None:
    """A grey of half brightness stays half bright."""
    written = io.BytesIO()
    Image.new("I;16", (40, 24), 0x8000).save(written, "PNG")
    copy = apply(document(written.getvalue(), '<a:srcRect l="50000"/>'))
    assert Image.open(io.BytesIO(media(copy))).getpixel((3, 3)) == 128
