"""Image data: what a chain of filters holds, decoded, and samples encoded again (ISO 32000-1, 7.4)."""

import io
import struct
import zlib
from dataclasses import dataclass
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image
from pymupdf import mupdf

from redactor.formats.pixels import png

_FILTERS: Final = {
    "/AHx": "/ASCIIHexDecode",
    "/A85": "/ASCII85Decode",
    "/LZW": "/LZWDecode",
    "/Fl": "/FlateDecode",
    "/RL": "/RunLengthDecode",
    "/CCF": "/CCITTFaxDecode",
    "/DCT": "/DCTDecode",
}
_GENERIC: Final = frozenset(
    {"/ASCIIHexDecode", "/ASCII85Decode", "/LZWDecode", "/FlateDecode", "/RunLengthDecode"}
)
_PICTURES: Final = frozenset({"/CCITTFaxDecode", "/DCTDecode", "/JPXDecode", "/JBIG2Decode"})
MAX_BYTES: Final = 400_000_000
_TAG_STRIPS: Final = 273
_TAG_LENGTHS: Final = 279


@dataclass(frozen=True, slots=True)
class Coded:
    """Image data in one picture filter ("/DCTDecode" …) with its parameters; "" for bare samples."""

    filter: str
    data: bytes
    parameters: Dictionary


def coded(image: pikepdf.Stream) -> Coded:
    """The data below the generic filters. Raises ValueError for an unknown filter, pikepdf.PdfError and
    others when the data is damaged."""
    names, parameters = _chain(image)
    picture = names[-1] if names and names[-1] in _PICTURES else ""
    generic = names[:-1] if picture else names
    if not _GENERIC.issuperset(generic):
        raise ValueError("filter")
    data = image.read_raw_bytes()
    if generic:
        given = Array(_numbers(p) for p in parameters[: len(generic)])
        with pikepdf.new() as scratch:
            data = pikepdf.Stream(
                scratch, data, Filter=Array([Name(n) for n in generic]), DecodeParms=given
            ).read_bytes(pikepdf.StreamDecodeLevel.specialized)
    return Coded(picture, data, parameters[-1] if picture else Dictionary())


def _chain(image: pikepdf.Stream) -> tuple[list[str], list[Dictionary]]:
    """The filters' full names, and the parameters of each."""
    given = image.get("/Filter")
    names = [] if given is None else list(given) if isinstance(given, Array) else [given]
    found = image.get("/DecodeParms")
    parameters = list(found) if isinstance(found, Array) else [found]
    full = [_FILTERS.get(str(name), str(name)) for name in names]
    known = [p if isinstance(p, Dictionary) else Dictionary() for p in parameters[: len(full)]]
    return full, known + [Dictionary()] * (len(full) - len(known))


def _numbers(parameters: Dictionary) -> Dictionary | None:
    """The numbers of a generic filter's parameters, without the document they come from.

    None where there are none: qpdf does not run an ASCII filter that has parameters, be they empty.
    """
    return Dictionary({key: value for key, value in parameters.items() if isinstance(value, int)}) or None


def deflated(image: pikepdf.Stream, row: int, height: int) -> tuple[bytes, Dictionary | None] | None:
    """The data as it is when it is nothing but `height` rows in a single Flate filter, with the parameters it
    needs; None when it must be decoded and encoded anew. `row`: bytes of a row of samples.

    Raises ValueError or zlib.error when it is damaged.
    """
    names, parameters = _chain(image)
    if names != ["/FlateDecode"]:
        return None
    predictor = int(parameters[0].get("/Predictor", 1))
    kept = None
    if predictor > 1:
        colours, bits, columns = (
            int(parameters[0].get(key, default))
            for key, default in (("/Colors", 1), ("/BitsPerComponent", 8), ("/Columns", 1))
        )
        if (columns * colours * bits + 7) // 8 != row:
            return None
        kept = Dictionary(Predictor=predictor, Colors=colours, BitsPerComponent=bits, Columns=columns)
    size = (row + (predictor >= 10)) * height
    if not 0 < size <= MAX_BYTES:
        raise ValueError("size")
    return png.repacked(image.read_raw_bytes(), size), kept


def bilevel(data: Coded, width: int, height: int, globals_: bytes) -> bytes:
    """The samples of a CCITT or JBIG2 picture, one bit each, rows in whole bytes."""
    chain = mupdf.fz_open_buffer(mupdf.fz_new_buffer_from_copied_data(data.data))
    get = data.parameters.get
    if data.filter == "/CCITTFaxDecode":
        opened = mupdf.fz_open_faxd(
            chain,
            int(get("/K", 0)),
            int(bool(get("/EndOfLine", False))),
            int(bool(get("/EncodedByteAlign", False))),
            int(get("/Columns", 1728)),
            height,
            int(bool(get("/EndOfBlock", True))),
            int(bool(get("/BlackIs1", False))),
        )
        if int(get("/Columns", 1728)) != width:
            raise ValueError("columns")
    else:
        tables = mupdf.FzJbig2Globals()
        if globals_:
            tables = mupdf.fz_load_jbig2_globals(mupdf.fz_new_buffer_from_copied_data(globals_))
        opened = mupdf.fz_open_jbig2d(chain, tables, 1)
    size = (width + 7) // 8 * height
    return fitted(mupdf.fz_buffer_extract_copy(mupdf.fz_read_all(opened, size)), size)


def fitted(samples: bytes, size: int) -> bytes:
    """Exactly so many bytes: what follows goes, what is missing is zero."""
    return samples if len(samples) == size else samples[:size].ljust(size, b"\0")


def fax(samples: bytes, width: int, height: int) -> bytes:
    """Bits (1 is white) as CCITT group 4 (K -1, BlackIs1 false), without EncodedByteAlign."""
    out = io.BytesIO()
    # A TIFF writer turns the bits about: its fax pictures are white where they are 0.
    picture = Image.frombytes("1", (width, height), samples, "raw", "1;I")
    picture.save(out, "TIFF", compression="group4", strip_size=len(samples) + 1)
    with Image.open(io.BytesIO(out.getvalue())) as written:
        tags = written.tag_v2  # type: ignore[attr-defined]
        (start,), (length,) = tags[_TAG_STRIPS], tags[_TAG_LENGTHS]
    return out.getvalue()[start : start + length]


def deflate(samples: bytes, row: int, *, colours: int, filtered: bool) -> tuple[bytes, Dictionary | None]:
    """Rows of samples in a Flate filter, with its parameters; `filtered`: with PNG's row filters first, which
    suit what was so before. `colours`: bytes of a pixel, 1 or 3."""
    if not filtered:
        return zlib.compress(samples, 6), None
    mode = "RGB" if colours == 3 else "L"
    colours = len(mode)
    width, height = row // colours, len(samples) // row
    out = io.BytesIO()
    Image.frombytes(mode, (width, height), samples).save(out, "PNG")
    parameters = Dictionary(Predictor=15, Colors=colours, BitsPerComponent=8, Columns=width)
    return _png_data(out.getvalue()), parameters


def _png_data(content: bytes) -> bytes:
    pieces: list[bytes] = []
    at = len(png.SIGNATURE)
    while at + 8 <= len(content):
        length, kind = struct.unpack(">I4s", content[at : at + 8])
        if kind == b"IDAT":
            pieces.append(content[at + 8 : at + 8 + length])
        at += 12 + length
    return b"".join(pieces)
