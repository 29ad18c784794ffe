"""Colours of a PDF copy: the same to the eye, and nothing in them but numbers and standard names."""

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from redactor.formats.pdf.colours import colour_space, function, painted_space, shading
from tests.unit.formats.pdf.content_copy import copied

HIDDEN = b"Anna Testsson"
D65 = [0.9505, 1, 1.089]
EXPONENTIAL: dict[str, Any] = {
    "FunctionType": 2,
    "Domain": [0, 1],
    "C0": [1, 0, 0],
    "C1": [0, 0.5, 1],
    "N": 1,
}


def exponential(pdf: Pdf) -> Dictionary:
    return Dictionary(**EXPONENTIAL, Comment=String(HIDDEN))


def stitched(pdf: Pdf) -> Dictionary:
    """Of one function alone its bounds are an empty array, which must be there."""
    return Dictionary(FunctionType=3, Domain=[0, 1], Functions=[exponential(pdf)], Bounds=[], Encode=[0, 1])


def sampled(pdf: Pdf) -> pikepdf.Stream:
    samples = bytes([0, 0, 255, 255, 128, 0]) + HIDDEN
    return pdf.make_stream(
        samples,
        FunctionType=0,
        Domain=[0, 1],
        Range=[0, 1] * 3,
        Size=[2],
        BitsPerSample=8,
        Note=String(HIDDEN),
    )


def calculated(pdf: Pdf) -> pikepdf.Stream:
    program = b"{ dup .5 mul exch %" + HIDDEN + b"\n 1 exch sub dup }"
    return pdf.make_stream(program, FunctionType=4, Domain=[0, 1], Range=[0, 1] * 3)


def profiled(pdf: Pdf, **keys: Any) -> Array:
    return Array([Name.ICCBased, pdf.make_stream(HIDDEN, N=3, **keys)])


def spot(tint: Callable[[Pdf], pikepdf.Object]) -> Callable[[Pdf], Array]:
    return lambda pdf: Array([Name.Separation, Name("/Anna#20Testsson"), Name.DeviceRGB, tint(pdf)])


def two_spots(pdf: Pdf) -> Array:
    tint = pdf.make_stream(b"{ pop dup dup }", FunctionType=4, Domain=[0, 1] * 2, Range=[0, 1] * 3)
    names = Array([Name.Cyan, Name("/Anna#20Testsson")])
    attributes = Dictionary(Colorants=Dictionary({"/Anna#20Testsson": spot(exponential)(pdf)}))
    return Array([Name.DeviceN, names, Name.DeviceRGB, tint, attributes])


Space = Callable[[Pdf], pikepdf.Object]
SPACES: dict[str, tuple[Space, str]] = {
    "grey": (
        lambda pdf: Array([Name.CalGray, Dictionary(WhitePoint=D65, Gamma=2.2, Own=String(HIDDEN))]),
        "0.4",
    ),
    "rgb": (lambda pdf: Array([Name.CalRGB, Dictionary(WhitePoint=D65, Gamma=[2, 2, 2])]), "0.1 0.4 0.9"),
    "lab": (lambda pdf: Array([Name.Lab, Dictionary(WhitePoint=D65, Own=String(HIDDEN))]), "50 20 -30"),
    "profile": (profiled, "0.1 0.4 0.9"),
    "profile of lab": (
        lambda pdf: profiled(pdf, Alternate=Array([Name.Lab, Dictionary(WhitePoint=D65)])),
        "50 20 -30",
    ),
    "palette": (
        lambda pdf: Array([Name.Indexed, Name.DeviceRGB, 1, String(b"\0\0\0\x80\x20\x10" + HIDDEN)]),
        "1",
    ),
    "exponential": (spot(exponential), "0.4"),
    "stitched": (spot(stitched), "0.4"),
    "sampled": (spot(sampled), "0.4"),
    "calculated": (spot(calculated), "0.4"),
    "two spots": (two_spots, "0.4 0.7"),
}


def painted(space: Space, colour: str) -> bytes:
    """A page with a square, a frame and a gradient in the colour space."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(200, 100))
        page.Resources = Dictionary(ColorSpace=Dictionary(A=pdf.make_indirect(space(pdf))))
        page.Contents = pdf.make_stream(
            f"/A cs {colour} sc 10 10 50 50 re f /A CS {colour} SC 80 10 40 40 re S".encode()
        )
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def shown(data: bytes) -> bytes:
    with pypdfium2.PdfDocument(data) as document:
        return bytes(document[0].render(scale=1).to_pil().convert("RGB").tobytes())


def everything(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        streams = [found.read_bytes() for found in pdf.objects if isinstance(found, pikepdf.Stream)]
        return b"".join([*streams, *(found.unparse() for found in pdf.objects)])


@pytest.mark.parametrize(("space", "colour"), SPACES.values(), ids=SPACES)
def test_colours_look_the_same_and_hold_nothing_else(space: Space, colour: str) -> None:
    data = painted(space, colour)
    copy, _ = copied(data)
    assert shown(copy) == shown(data)
    assert len(set(shown(copy))) > 1
    assert b"Testsson" not in everything(copy)


DAMAGED: tuple[Any, ...] = (
    Name("/Anna"),
    Array(),
    Array([Name.ICCBased, 5]),
    Array([Name.Indexed, Name.DeviceRGB, String(HIDDEN), String(b"")]),
    Array([Name.Indexed, Name.DeviceRGB]),
    Array([Name.Indexed, Array([Name.Indexed, Name.DeviceRGB, 0, String(b"aaa")]), 0, String(b"a")]),
    Array([Name.Separation, Name.Spot, Name.DeviceRGB, Dictionary(FunctionType=9)]),
    Array([Name.Separation, Name.Spot, Name.DeviceRGB, String(HIDDEN)]),
    Array([Name.DeviceN, Array(), Name.DeviceRGB, Dictionary(**EXPONENTIAL)]),
    Array([Name.Lab, 3]),
)


@pytest.mark.parametrize("damaged", DAMAGED, ids=range(len(DAMAGED)))
def test_what_is_not_understood_is_refused_without_a_word_of_it(damaged: Any) -> None:
    with pikepdf.new() as target:
        for write in (colour_space, painted_space, function, shading):
            with pytest.raises(ValueError, match=r"^(colours|shading)$"):
                write(damaged, target)
        with pytest.raises(ValueError, match=r"^colours$"):
            shading(Dictionary(ShadingType=2, ColorSpace=damaged), target)


def test_calibrated_space_without_a_white_point_is_its_device() -> None:
    """It is no sound one: readers differ in what they make of it."""
    with pikepdf.new() as target:
        assert colour_space(Array([Name.CalRGB, Dictionary()]), target).written == Name.DeviceRGB
        assert colour_space(Array([Name.CalGray, Dictionary(Gamma=2)]), target).written == Name.DeviceGray


def test_functions_that_hold_each_other_come_to_an_end() -> None:
    with pikepdf.new() as target:
        one = target.make_indirect(Dictionary(FunctionType=3, Domain=[0, 1], Bounds=[], Encode=[0, 1]))
        one.Functions = Array([one])
        with pytest.raises(ValueError, match=r"^colours$"):
            function(one, target)


def test_programs_of_anything_else_are_none() -> None:
    with pikepdf.new() as target:
        stream = target.make_stream(b"{ (Anna) pop }", FunctionType=4, Domain=[0, 1], Range=[0, 1])
        with pytest.raises(ValueError, match=r"^colours$"):
            function(stream, target)


def test_patterns_are_painted_with_and_no_space_of_an_image() -> None:
    with pikepdf.new() as target:
        underlying = Array([Name.Pattern, Name.DeviceRGB])
        assert painted_space(Name.Pattern, target) == Name.Pattern
        assert painted_space(Array([Name.Pattern]), target) == Name.Pattern
        assert painted_space(underlying, target) == underlying
        for space in (Name.Pattern, underlying):
            with pytest.raises(ValueError, match=r"^colours$"):
                colour_space(space, target)
