"""Photographs of which a page shows a part: what does not show is cut off, once and for all."""

import io
from datetime import date

import pikepdf
import pypdfium2
import pytest
from pikepdf import Name
from PIL import Image

from redactor.decide import OnReview
from redactor.ocr import Reading
from redactor.pipeline import Setup, prove, redact
from redactor.rulepack import builtin, load
from tests.leaks.pdf_draft import Draft

SETUP = Setup(load(builtin()), b"k" * 32, date(2024, 12, 1), lambda _: Reading(""))
WIDTH, HEIGHT = 203, 101
SHOWN = 0.25
"""From a quarter of the picture's width on it is shown."""


def photograph() -> Image.Image:
    """Blue on the left, where it does not show; many colours on the right."""
    made = Image.merge("RGB", [Image.radial_gradient("L").resize((WIDTH, HEIGHT))] * 3)
    made.paste((0, 0, 200), (0, 0, int(SHOWN * WIDTH) - 4, HEIGHT))
    return made


def file(picture: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind)
    return out.getvalue()


def clipped(kind: str, mask: str) -> bytes:
    """A page that clips a photograph, with or without a mask."""
    draft = Draft()
    size = {"Width": WIDTH, "Height": HEIGHT, "BitsPerComponent": 8}
    keys = {"Type": Name.XObject, "Subtype": Name.Image, **size, "ColorSpace": Name.DeviceRGB}
    if kind == "JPEG":
        image = draft.stream(file(photograph(), "JPEG"), Filter=Name.DCTDecode, **keys)
    else:
        image = draft.stream(file(photograph(), "JPEG2000"), Filter=Name.JPXDecode, **keys)
    grey = Image.linear_gradient("L").resize((WIDTH, HEIGHT))
    if mask == "soft":
        image.SMask = draft.pdf.make_indirect(draft.image(grey))
    if mask == "soft JPEG":
        image.SMask = draft.pdf.make_indirect(
            draft.stream(file(grey, "JPEG"), Filter=Name.DCTDecode, **{**keys, "ColorSpace": Name.DeviceGray})
        )
    if mask == "hard":
        bits = grey.convert("1").tobytes()
        stencil = draft.stream(bits, Type=Name.XObject, Subtype=Name.Image, **size)
        stencil.BitsPerComponent, stencil.ImageMask = 1, True
        image.Mask = draft.pdf.make_indirect(stencil)
    draft.resource("XObject", "P", image)
    draft.draw(b"q 172 500 300 200 re W n 400 0 0 200 72 500 cm /P Do Q")
    return draft.build()


def copy(original: bytes) -> bytes:
    draft = redact(original, "application/pdf", SETUP, OnReview.REDACT)
    return prove(draft.output, "application/pdf", draft.expected, SETUP, original).output


def seen(pdf: bytes) -> Image.Image:
    with pypdfium2.PdfDocument(pdf) as document:
        page: Image.Image = document[0].render(scale=0.5).to_pil()
        return page.convert("RGB").crop((90, 70, 230, 170))


@pytest.mark.parametrize("kind", ["JPEG", "JPEG2000"])
@pytest.mark.parametrize("mask", ["none", "soft", "soft JPEG", "hard"])
def test_what_a_clip_hides_is_cut_off_once(kind: str, mask: str) -> None:
    """The blue is in no picture of the copy, the rest looks as before, and a copy of the copy is the same."""
    original = clipped(kind, mask)
    made = copy(original)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        streams = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream)]
        images = [stream for stream in streams if stream.get("/Subtype") == "/Image"]
        assert len(images) == (1 if mask == "none" else 2)
        for image in images:
            assert WIDTH * (1 - SHOWN) <= int(image.Width) <= WIDTH * (1 - SHOWN) + 3
    before, after = (seen(pdf).resize((14, 10), Image.Resampling.BOX).tobytes() for pdf in (original, made))
    assert max(abs(one - other) for one, other in zip(before, after, strict=True)) < 12
    assert copy(made) == made
