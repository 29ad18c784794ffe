"""Untrusted bytes -> one PDF that MuPDF reads and pikepdf writes from, within removal.md's limits."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from types import TracebackType
from typing import Final, Self

import pikepdf
import pymupdf
from pikepdf import Array, Dictionary, Name

from redactor.errors import DamagedError, LimitError, PasswordError, UnsupportedError, Words
from redactor.formats.pdf.invocations import count_invocations

PAGES: Final = 2_000
SIDE: Final = 14_400
"""Points; the largest page of ISO 32000-1, annex C."""
_DEFAULT_BOX: Final = (0, 0, 612, 792)
_UNBAKED: Final = frozenset(
    {
        "/Link", "/Popup", "/Text", "/FileAttachment", "/Sound", "/Movie", "/Screen", "/RichMedia", "/3D",
        "/Redact", "/TrapNet", "/PrinterMark",
    }
)  # fmt: skip
"""Annotations whose appearance is an icon, a frame or a player, and no part of the page."""
_REVISION: Final = re.compile(rb"startxref")


@dataclass(frozen=True, slots=True)
class Source:
    """One opened document. `drawn` shows the same objects as `pdf`.

    `original` is as it was opened. In `pdf` the appearances of form fields and visible annotations are page
    content, and no page has annotations of its own where there were any to bake. `signed`: a signature
    goes with the copy.
    """

    original: pikepdf.Pdf
    pdf: pikepdf.Pdf
    drawn: pymupdf.Document
    signed: bool

    def close(self) -> None:
        self.drawn.close()
        self.pdf.close()
        self.original.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_source(untrusted: bytes, password: str | None = None) -> Source:
    """Opens and normalises; nothing is drawn before the limits have been checked.

    Raises PasswordError, DamagedError, LimitError, UnsupportedError.
    """
    original = _opened(untrusted, password)
    try:
        return _normalised(untrusted, password, original)
    except pikepdf.PdfError:
        raise _damaged() from None
    except (pymupdf.FileDataError, RuntimeError):
        raise _damaged() from None


def _normalised(untrusted: bytes, password: str | None, original: pikepdf.Pdf) -> Source:
    _check_pages(original)
    sound = _is_sound(untrusted, original)
    signed = _is_signed(original)
    pdf = original
    if any(_bakes(page) for page in original.pages):
        pdf, sound = _opened(untrusted, password), False
        _bake(pdf)
    if _complete_boxes(pdf):
        sound = False
    count_invocations(pdf)
    # Both engines must see the same objects: a repair, an old revision or a key is one engine's matter.
    data = untrusted if sound else _saved(pdf)
    drawn = pymupdf.open(stream=data, filetype="pdf")
    if drawn.page_count != len(pdf.pages):
        raise _damaged()
    return Source(original, pdf, drawn, signed)


def _damaged() -> DamagedError:
    return DamagedError(why=Words("trasig PDF-struktur", "broken PDF structure"))


def _opened(untrusted: bytes, password: str | None) -> pikepdf.Pdf:
    try:
        return pikepdf.open(BytesIO(untrusted), password=password or "", suppress_warnings=True)
    except pikepdf.PasswordError:
        raise PasswordError() from None
    except pikepdf.PdfError:
        raise _damaged() from None


def _check_pages(pdf: pikepdf.Pdf) -> None:
    count = len(pdf.pages)
    if not count:
        raise UnsupportedError(why=Words("PDF utan sidor", "a PDF without pages"))
    if count > PAGES:
        raise LimitError(limit=Words("antal sidor", "number of pages"), value=count, allowed=PAGES)


def _is_sound(untrusted: bytes, pdf: pikepdf.Pdf) -> bool:
    """Whether MuPDF cannot but see what qpdf sees: one revision, nothing around it, nothing repaired."""
    if pdf.is_encrypted or not untrusted.startswith(b"%PDF-") or len(_REVISION.findall(untrusted)) != 1:
        return False
    if Name.XRefStm in pdf.trailer or Name.Prev in pdf.trailer:
        return False
    for _ in pdf.objects:
        pass  # every object is loaded: only then qpdf warns of those it had to repair
    return not pdf.get_warnings()


def _is_signed(pdf: pikepdf.Pdf) -> bool:
    root = pdf.Root
    if Name.Perms in root:
        return True
    return any(f.get(Name.FT) == Name.Sig and Name.V in f for f in _fields(root.get(Name.AcroForm)))


def _fields(form: pikepdf.Object | None) -> Iterator[Dictionary]:
    """All fields of a form, each once; the tree may be damaged."""
    if not isinstance(form, Dictionary):
        return
    seen: set[tuple[int, int]] = set()
    waiting = [form.get(Name.Fields)]
    while waiting:
        kids = waiting.pop()
        for field in kids if isinstance(kids, Array) else ():
            if not isinstance(field, Dictionary) or (field.is_indirect and field.objgen in seen):
                continue
            seen.add(field.objgen)
            yield field
            waiting.append(field.get(Name.Kids))


def annotations(page: pikepdf.Page) -> Iterator[Dictionary]:
    """The page's own; whatever else its array holds is none."""
    held = page.obj.get(Name.Annots)
    for annotation in held if isinstance(held, Array) else ():
        if isinstance(annotation, Dictionary):
            yield annotation


def _bakes(page: pikepdf.Page) -> bool:
    """Whether MuPDF would draw more on the page than its content."""
    return any(a.get(Name.Subtype) != Name.Link or Name.AP in a for a in annotations(page))


def _bake(pdf: pikepdf.Pdf) -> None:
    """Appearances become page content (ISO 32000-1, 12.5.5), but for icons; no annotation is left."""
    for page in pdf.pages:
        kept = [a for a in annotations(page) if str(a.get(Name.Subtype)) not in _UNBAKED]
        page.obj[Name.Annots] = Array(kept)
    form = pdf.Root.get(Name.AcroForm)
    if isinstance(form, Dictionary):
        bare = any(_lacks_appearance(a) for page in pdf.pages for a in annotations(page))
        if bare:
            form[Name.NeedAppearances] = True
        pdf.generate_appearance_streams()
    pdf.flatten_annotations("all")
    for page in pdf.pages:
        if Name.Annots in page.obj:
            del page.obj[Name.Annots]


def _lacks_appearance(annotation: Dictionary) -> bool:
    return annotation.get(Name.Subtype) == Name.Widget and Name.AP not in annotation


def _complete_boxes(pdf: pikepdf.Pdf) -> bool:
    """Checks all page boxes; gives a page without one the default. Whether one was given.

    Raises LimitError, DamagedError.
    """
    added = False
    for page in pdf.pages:
        try:
            box = [float(edge) for edge in page.mediabox]
        except (AttributeError, TypeError, ValueError, KeyError):
            page.obj[Name.MediaBox] = Array(_DEFAULT_BOX)
            added = True
            continue
        side = max(abs(box[2] - box[0]), abs(box[3] - box[1]))
        if side > SIDE:
            raise LimitError(
                limit=Words("sidans storlek i punkter", "page size in points"),
                value=round(side),
                allowed=SIDE,
            )
    return added


def _saved(pdf: pikepdf.Pdf) -> bytes:
    buffer = BytesIO()
    pdf.save(
        buffer,
        encryption=False,
        static_id=True,
        compress_streams=False,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )
    return buffer.getvalue()
