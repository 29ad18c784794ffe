"""Images written anew, by allow-list: their pixels and what tells how to show them (ISO 32000-1, 8.9).

JPEG and JPEG 2000 data is stripped to the segments that draw it; other data is exactly the rows of samples.
What must go is painted white in the image (and left unpainted by its masks), which is then encoded as it was.
"""

import io
import struct
import warnings
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops, ImageDraw, JpegImagePlugin

from redactor.formats.pdf import samples
from redactor.formats.pdf.colours import ColourSpace, colour_space, device
from redactor.formats.pdf.objects import numbers
from redactor.formats.pdf.samples import Coded
from redactor.formats.pdf.values import Point
from redactor.formats.pixels import jpeg, jpx

Blank = tuple[Point, ...]
"""The corners of what must go, in image space: the unit square, (0, 0) at the picture's lower left corner."""
Window = tuple[int, int, int, int]
"""The pixels that are kept of a picture: from its upper left corner, left, top, right and bottom."""
MAX_PIXELS: Final = 100_000_000
_INTENTS: Final = frozenset({"/AbsoluteColorimetric", "/RelativeColorimetric", "/Saturation", "/Perceptual"})
_MASKS: Final = ("/SMask", "/Mask")
_PACKED: Final = {1: "P;1", 2: "P;2", 4: "P;4"}
"""Pillow's names for samples of which a byte holds several."""
_LETTER: Final = 3
"""Pixels; what is lower or narrower in a picture below a mask cannot show a letter."""
DAMAGED: Final = (
    OSError,
    ValueError,
    SyntaxError,
    TypeError,
    KeyError,
    RuntimeError,
    NotImplementedError,
    MemoryError,
    zlib.error,
    struct.error,
    Image.DecompressionBombError,
    pikepdf.PdfError,
)
"""What the decoders raise when an image is damaged."""


@dataclass(frozen=True, slots=True)
class _Head:
    """What an image's dictionary says of its samples. `stencil`: /ImageMask; `space` is None for JPX data
    that tells its colours itself."""

    width: int
    height: int
    bits: int
    stencil: bool
    space: ColourSpace | None
    decode: tuple[float, ...]

    @property
    def components(self) -> int:
        return 1 if self.space is None else self.space.components

    @property
    def row(self) -> int:
        """Bytes of a row of samples."""
        return (self.width * self.components * self.bits + 7) // 8

    def sample(self, value: Sequence[float]) -> tuple[int, ...]:
        """The samples that a colour has."""
        most = (1 << self.bits) - 1
        ranges = self.space.ranges if self.space is not None else ((0.0, 1.0),)
        flat = self.decode or [edge for pair in ranges or ((0.0, float(most)),) for edge in pair]
        pairs = zip(value, flat[::2], flat[1::2], strict=True)
        return tuple(
            min(max(round((v - low) / ((high - low) or 1) * most), 0), most) for v, low, high in pairs
        )


class Images:
    """Writes each distinct image of a document once (for each way it is blanked)."""

    def __init__(self, target: pikepdf.Pdf) -> None:
        self._target = target
        self._by_source: dict[tuple[bytes, bytes, tuple[Blank, ...], Window | None], pikepdf.Stream] = {}
        self._by_content: dict[bytes, pikepdf.Stream] = {}

    def rebuilt(
        self, image: pikepdf.Stream, blanks: Sequence[Blank] = (), window: Window | None = None
    ) -> pikepdf.Stream:
        """The image for the copy, without the pixels in `blanks`. One that is damaged shows nothing.

        `window`: what is kept of an image that has a `size_to_crop`; the blanks lie in its unit square.
        """
        key = sha256(image.read_raw_bytes()).digest(), _dictionary(image).unparse(), tuple(blanks), window
        if key not in self._by_source:
            self._by_source[key] = self._shared(self._written(image, key[2], window))
        return self._by_source[key]

    def _shared(self, made: pikepdf.Stream) -> pikepdf.Stream:
        """An image equal to one written before is that one."""
        key = sha256(_dictionary(made).unparse() + b"\0" + made.read_raw_bytes()).digest()
        if key not in self._by_content:
            self._by_content[key] = self._target.make_indirect(made)
        return self._by_content[key]

    def _written(
        self, image: pikepdf.Stream, blanks: tuple[Blank, ...], window: Window | None
    ) -> pikepdf.Stream:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return self._image(image, blanks, mask=False, window=window)
        except DAMAGED:
            return _nothing(self._target, stencil=_is_set(image, "/ImageMask"))

    def _image(
        self, image: pikepdf.Stream, blanks: tuple[Blank, ...], *, mask: bool, window: Window | None = None
    ) -> pikepdf.Stream:
        data = samples.coded(image)
        head = _head(image, data, self._target)
        entries = _entries(image, head)
        masks = {} if mask or head.stencil else self._masks(image, blanks, window)
        painted = tuple(b for b in blanks if not masks or _shows(b, head))
        filtered, parameters, content, head = _encoded(image, data, head, painted, mask=mask, window=window)
        entries |= {"/Width": head.width, "/Height": head.height, "/Filter": Name(filtered)}
        if head.space is not None and not head.stencil:
            entries["/ColorSpace"] = head.space.written
        if parameters is not None:
            entries["/DecodeParms"] = parameters
        return pikepdf.Stream(self._target, content, entries | masks)

    def _masks(
        self, image: pikepdf.Stream, blanks: tuple[Blank, ...], window: Window | None
    ) -> dict[str, pikepdf.Object]:
        """The image's masks; of a soft mask and another only the first counts (ISO 32000-1, table 89)."""
        for key in _MASKS:
            mask = image.get(key)
            if isinstance(mask, pikepdf.Stream):
                return {key: self._shared(self._image(mask, blanks, mask=True, window=window))}
            if isinstance(mask, Array) and (colours := numbers(mask)):
                return {key: Array(int(c) for c in colours)}
        return {}


def size_to_crop(image: pikepdf.Stream) -> tuple[int, int] | None:
    """How wide and high a photograph and its mask are, in pixels; None for others, or if these differ.

    A photograph that is encoded again is another one, also where it was white before. So what lies outside a
    clip is cut off: then nothing of it is left to be cut from a copy's copy.
    """
    if not any(lossy in str(image.get("/Filter")) for lossy in ("/DCTDecode", "/JPXDecode")):
        return None
    masks = (mask for key in _MASKS if isinstance(mask := image.get(key), pikepdf.Stream))
    try:
        sizes = {_size(stream) for stream in (image, *masks)}
    except DAMAGED:
        return None
    return sizes.pop() if len(sizes) == 1 else None


def _size(image: pikepdf.Stream) -> tuple[int, int]:
    """In pixels; a photograph's file knows it best. Raises one of DAMAGED."""
    data = samples.coded(image)
    if data.filter == "/DCTDecode":
        return jpeg.frame(jpeg.strip(data.data))[:2]
    if data.filter == "/JPXDecode":
        with Image.open(io.BytesIO(jpx.strip(data.data))) as picture:
            return picture.size
    return int(image.get("/Width", 0)), int(image.get("/Height", 0))


def _is_set(image: pikepdf.Stream, key: str) -> bool:
    return bool(image.get(key) == True)  # noqa: E712 - what pikepdf gives may be any object


def _dictionary(image: pikepdf.Stream) -> Dictionary:
    return Dictionary({key: value for key, value in image.items() if key != "/Length"})


def _nothing(target: pikepdf.Pdf, *, stencil: bool) -> pikepdf.Stream:
    """One white pixel, or a stencil that paints none."""
    entries: dict[str, object] = {"/Type": Name.XObject, "/Subtype": Name.Image, "/Width": 1, "/Height": 1}
    if stencil:
        return pikepdf.Stream(target, b"\x80", entries | {"/ImageMask": True, "/BitsPerComponent": 1})
    return pikepdf.Stream(target, b"\xff", entries | {"/ColorSpace": Name.DeviceGray, "/BitsPerComponent": 8})


def _head(image: pikepdf.Stream, data: Coded, target: pikepdf.Pdf) -> _Head:
    stencil = _is_set(image, "/ImageMask")
    width, height = int(image.get("/Width", 0)), int(image.get("/Height", 0))
    bits = (
        1
        if stencil or data.filter in ("/CCITTFaxDecode", "/JBIG2Decode")
        else int(image.get("/BitsPerComponent", 8))
    )
    space = device(1) if stencil else None
    given = image.get("/ColorSpace")
    if given is not None and not stencil:
        space = colour_space(given, target)
    if data.filter == "/DCTDecode":
        # The picture file knows best: a dictionary that says less would hide rows of it.
        width, height, components = jpeg.frame(jpeg.strip(data.data))
        bits = 8
        space = space if space is not None and space.components == components else device(components)
    elif data.filter != "/JPXDecode" and space is None:
        raise ValueError("colour space")
    if bits not in (1, 2, 4, 8, 16) or width < 1 or height < 1 or width * height > MAX_PIXELS:
        raise ValueError("size")
    decode = numbers(image.get("/Decode"))
    if space is not None and len(decode) != 2 * space.components:
        decode = ()
    return _Head(width, height, bits, stencil, space, decode)


def _entries(image: pikepdf.Stream, head: _Head) -> dict[str, object]:
    """The entries that are kept as they are, checked."""
    entries: dict[str, object] = {"/Type": Name.XObject, "/Subtype": Name.Image}
    entries["/BitsPerComponent"] = head.bits
    if head.stencil:
        entries["/ImageMask"] = True
    if head.decode:
        entries["/Decode"] = Array(head.decode)
    if _is_set(image, "/Interpolate"):
        entries["/Interpolate"] = True
    if str(image.get("/Intent")) in _INTENTS:
        entries["/Intent"] = Name(str(image.get("/Intent")))
    if image.get("/SMaskInData") in (1, 2):
        entries["/SMaskInData"] = int(image.get("/SMaskInData", 0))
    if matte := numbers(image.get("/Matte")):
        entries["/Matte"] = Array(matte)
    return entries


def _shows(blank: Blank, head: _Head) -> bool:
    """Whether the pixels in `blank` could show a letter; a huge one, shaped by its mask, must not vanish."""
    xs, ys = [x for x, _ in blank], [y for _, y in blank]
    return (max(xs) - min(xs)) * head.width >= _LETTER and (max(ys) - min(ys)) * head.height >= _LETTER


def _encoded(
    image: pikepdf.Stream,
    data: Coded,
    head: _Head,
    blanks: tuple[Blank, ...],
    *,
    mask: bool,
    window: Window | None,
) -> tuple[str, Dictionary | None, bytes, _Head]:
    """Filter, its parameters, the data, and the head that fits them."""
    within = head
    if window is not None:
        within = replace(head, width=window[2] - window[0], height=window[3] - window[1])
    if data.filter == "/DCTDecode":
        return *_photograph(data, within, blanks, mask=mask, window=window), within
    if data.filter == "/JPXDecode":
        return _wavelets(data, head, blanks, window)
    if data.filter:
        tables = data.parameters.get("/JBIG2Globals")
        shared = tables.read_bytes() if isinstance(tables, pikepdf.Stream) else b""
        plain = samples.bilevel(data, head.width, head.height, shared)
        return *_fax(_painted(_cut(plain, head, window), within, blanks, mask=mask), within), within
    kept = None if blanks or window is not None else samples.deflated(image, head.row, head.height)
    if kept is not None:
        return "/FlateDecode", kept[1], kept[0], head
    plain = _cut(samples.fitted(data.data, head.row * head.height), head, window)
    plain = _painted(plain, within, blanks, mask=mask)
    filtered = "/Predictor" in str(image.get("/DecodeParms")) and head.bits == 8
    content, parameters = samples.deflate(plain, within.row, colours=head.components, filtered=filtered)
    return "/FlateDecode", parameters, content, within


def _emptied(head: _Head, *, mask: bool) -> tuple[int, ...]:
    """The samples of what is gone: white; not painted where the image is a stencil or a mask."""
    if head.stencil:
        return head.sample((1.0,))
    return head.sample((0.0,) if mask else head.space.white if head.space is not None else (1.0,))


def _painted(plain: bytes, head: _Head, blanks: tuple[Blank, ...], *, mask: bool) -> bytes:
    """The samples with the blanks painted over, in samples: any number of components, any depth."""
    if not blanks:
        return plain
    picture = _values(plain, head)
    across = picture.width
    empty = b"".join(
        value.to_bytes(2 if head.bits == 16 else 1, "big") for value in _emptied(head, mask=mask)
    )
    fill = Image.frombytes("P", (across, 1), empty * head.width).resize(picture.size)
    picture.paste(fill, mask=_shape(head, blanks).resize(picture.size, Image.Resampling.NEAREST))
    return picture.tobytes("raw", _PACKED.get(head.bits, "P"))


def _cut(plain: bytes, head: _Head, window: Window | None) -> bytes:
    """The samples within the window."""
    if window is None:
        return plain
    left, top, right, bottom = window
    picture = _values(plain, head)
    each = picture.width // head.width
    return picture.crop((left * each, top, right * each, bottom)).tobytes("raw", _PACKED.get(head.bits, "P"))


def _values(plain: bytes, head: _Head) -> Image.Image:
    """One pixel for each component of each sample, two where it has 16 bits."""
    across = head.width * head.components * (2 if head.bits == 16 else 1)
    return Image.frombytes("P", (across, head.height), plain, "raw", _PACKED.get(head.bits, "P"))


def _shape(head: _Head, blanks: tuple[Blank, ...]) -> Image.Image:
    """The pixels that the blanks touch."""
    shape = Image.new("1", (head.width, head.height))
    draw = ImageDraw.Draw(shape)
    for blank in blanks:
        corners = [(x * head.width - 0.5, (1 - y) * head.height - 0.5) for x, y in blank]
        draw.polygon(corners, fill=1)
        draw.line([*corners, corners[0]], fill=1, width=3)
    return shape


def _photograph(
    data: Coded, head: _Head, blanks: tuple[Blank, ...], *, mask: bool, window: Window | None
) -> tuple[str, Dictionary | None, bytes]:
    stripped = jpeg.strip(data.data)
    # What the dictionary says of the colours counts where the file itself does not say it.
    given = data.parameters.get("/ColorTransform") if jpeg.transform(stripped) is None else None
    if not blanks and window is None:
        kept = Dictionary(ColorTransform=given) if given in (0, 1) else None
        return "/DCTDecode", kept, stripped
    if given in (0, 1):
        stripped = jpeg.marked(stripped, 2 if given and head.components == 4 else int(given == 1))
    with Image.open(io.BytesIO(stripped)) as picture:
        drawn = picture.copy() if window is None else picture.crop(window)
        tables, sampling = picture.quantization, JpegImagePlugin.get_sampling(picture)  # type: ignore[attr-defined]
    # Pillow inverts the four inks that it writes, but those that it reads only below Adobe's marker.
    marked = jpeg.transform(stripped) is not None
    if head.components == 4 and not marked:
        drawn = ImageChops.invert(drawn)
    empty = tuple(255 - value if head.components == 4 else value for value in _emptied(head, mask=mask))
    drawn.paste(empty if len(empty) > 1 else empty[0], mask=_shape(head, blanks))
    bare = head.components == 3 and jpeg.transform(stripped) == 0
    out = io.BytesIO()
    drawn.info.clear()
    drawn.save(
        out, "JPEG", qtables=tables, subsampling=0 if bare else max(sampling, 0), optimize=True, keep_rgb=bare
    )
    return "/DCTDecode", None, jpeg.strip(out.getvalue())


def _wavelets(
    data: Coded, head: _Head, blanks: tuple[Blank, ...], window: Window | None
) -> tuple[str, Dictionary | None, bytes, _Head]:
    """JPEG 2000; what is painted over is written by the same rate of compression."""
    stripped = jpx.strip(data.data)
    with Image.open(io.BytesIO(stripped)) as picture:
        size = picture.size
        drawn = picture.copy() if window is None else picture.crop(window)
    head = replace(head, width=drawn.width, height=drawn.height)
    if not blanks and window is None:
        return "/JPXDecode", None, stripped, head
    if drawn.mode not in ("L", "LA", "RGB", "RGBA"):
        raise ValueError("mode")
    drawn.paste("white", mask=_shape(head, blanks))
    rate = len(drawn.getbands()) * size[0] * size[1] / len(stripped)
    out = io.BytesIO()
    drawn.save(out, "JPEG2000", quality_mode="rates", quality_layers=[max(rate, 1)], irreversible=True)
    return "/JPXDecode", None, jpx.strip(out.getvalue()), head


def _fax(plain: bytes, head: _Head) -> tuple[str, Dictionary | None, bytes]:
    """CCITT and JBIG2 pictures, as CCITT group 4; those of dots, of which that makes more, deflated."""
    coded = samples.fax(plain, head.width, head.height)
    deflated, _ = samples.deflate(plain, head.row, colours=1, filtered=False)
    if len(deflated) < len(coded):
        return "/FlateDecode", None, deflated
    return "/CCITTFaxDecode", Dictionary(K=-1, Columns=head.width, Rows=head.height), coded
