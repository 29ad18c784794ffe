"""A copy's copy is that copy, byte for byte: what is written is read as it was meant (ADR 8)."""

import io

import pikepdf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name
from PIL import Image

from tests.unit.formats.pdf.content_copy import copied

numbers = st.one_of(
    st.integers(-20, 700).map(float),
    st.floats(-50, 700, allow_nan=False).map(lambda value: round(value, 7)),
    st.floats(-1, 1, allow_nan=False).map(lambda value: round(value, 9)),
)
shares = st.floats(0, 1).map(lambda value: round(value, 7))


def operands(count: int, of: st.SearchStrategy[float] = numbers) -> st.SearchStrategy[str]:
    return st.lists(of, min_size=count, max_size=count).map(lambda found: " ".join(f"{v:.9f}" for v in found))


def operator(name: str, count: int, of: st.SearchStrategy[float] = numbers) -> st.SearchStrategy[str]:
    return operands(count, of).map(lambda values: f"{values} {name}")


def constant(*operators: str) -> st.SearchStrategy[str]:
    return st.sampled_from(operators)


LENGTHS = {"l": 2, "c": 6, "v": 4, "y": 4, "re": 4, "m": 2}
segments = st.one_of(constant("h"), *(operator(name, count) for name, count in LENGTHS.items()))
paths = st.tuples(
    st.one_of(operator("m", 2), operator("re", 4)),
    st.lists(segments, max_size=4).map(" ".join),
    constant("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n", "W n", "W* n", "W S", "W* b"),
).map(" ".join)
rectangles = operator("re W n", 4)
matrices = st.one_of(
    operator("cm", 6),
    operands(2).map(lambda values: f"1 0 0 1 {values} cm"),
    operands(2).map(lambda values: f"0.7071 0.7071 -0.7071 0.7071 {values} cm"),
    constant("0 1 -1 0 300 100 cm", "100 0 0 100 50 60 cm", "0.5 0 0 0.5 0 0 cm"),
)
settings_of_state = st.one_of(
    constant("q", "Q", "/G0 gs", "/G1 gs", "[3 1.00001] 0.5 d", "1 J", "2 j", "/Pattern cs /P0 scn"),
    operator("w", 1, shares),
    operator("M", 1, shares),
    *(operator(name, count, shares) for name, count in {"g": 1, "G": 1, "rg": 3, "RG": 3, "k": 4}.items()),
)
drawn = constant("/I Do", "/J Do", "/F Do", "/T Do", "/S0 sh", "/Artifact BMC", "/P <</MCID 3>> BDC", "EMC")
shown = st.one_of(
    constant("[(ab) 30 (c) -12.5 (d)] TJ", "(text som visas) Tj", "(rad) '", "1 Tr", "3 Tr", "0 Tr", "T*"),
    operator("Td", 2),
    operator("Tm", 6),
    operands(2).map(lambda values: f"0.866 0.5 -0.5 0.866 {values} Tm"),
    *(operator(name, 1, shares) for name in ("Tc", "Tw", "Ts", "TL")),
    operator("Tz", 1, shares.map(lambda value: 50 + 100 * value)),
    st.floats(0, 2000).map(lambda value: f"/F0 {value:.6f} Tf"),
)
texts = st.lists(shown, max_size=6).map(lambda found: "BT /F0 12 Tf " + " ".join(found) + " (slut) Tj ET")
pictures = st.tuples(
    constant("q"),
    operands(4, st.floats(1, 90).map(lambda value: round(value, 5))).map(lambda values: f"{values} re W n"),
    operands(2, st.floats(-40, 40).map(lambda value: round(value, 5))).map(
        lambda values: f"100 0 0 80 {values} cm"
    ),
    constant("/I Do Q", "/J Do Q", "0 1 -1 0 0.5 0 cm /I Do Q", "1 0 0.1 1 0 0 cm /I Do Q"),
).map(" ".join)
content = st.lists(
    st.one_of(paths, pictures, rectangles, matrices, settings_of_state, drawn, texts), min_size=1, max_size=12
).map("\n".join)


def document(drawing: str) -> bytes:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842)).obj
        page.Resources = resources(pdf)
        page.Contents = pdf.make_stream(drawing.encode())
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def resources(pdf: pikepdf.Pdf) -> Dictionary:
    shading = Dictionary(
        ShadingType=2,
        ColorSpace=Name.DeviceRGB,
        Coords=[0, 0, 200, 200],
        Function=Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 0, 0], C1=[0, 0, 1], N=1),
    )
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
    )
    fonts = Dictionary(F0=pdf.make_indirect(font))
    return Dictionary(
        Font=fonts,
        XObject=Dictionary(
            I=picture(pdf, "JPEG"),
            J=picture(pdf, "PNG"),
            F=form(pdf, b"0.5 0 0 rg 0 0 30.123456789 40 re f BT /F0 9 Tf 3 5 Td (form) Tj ET", fonts),
            T=form(
                pdf, b"1 0 0 1 3 3 cm 0 0 1 RG 0 0 m 90 50 l s", fonts, Matrix=[0.866, 0.5, -0.5, 0.866, 9, 9]
            ),
        ),
        ExtGState=Dictionary(
            G0=Dictionary(ca=0.333333, CA=0.25, BM=Name.Multiply),
            G1=Dictionary(SMask=Name("/None"), ca=1, CA=1, BM=Name.Normal, LW=0.123456),
        ),
        Pattern=Dictionary(
            P0=Dictionary(PatternType=2, Shading=shading, Matrix=[0.3333333, 0, 0, 0.7, 1, 2])
        ),
        Shading=Dictionary(S0=shading),
    )


def form(pdf: pikepdf.Pdf, drawing: bytes, fonts: Dictionary, **entries: object) -> pikepdf.Stream:
    return pikepdf.Stream(
        pdf,
        drawing,
        {
            "/Type": Name.XObject,
            "/Subtype": Name.Form,
            "/BBox": Array([0, 0, 60, 40]),
            "/Resources": Dictionary(Font=fonts),
            **{f"/{key}": value for key, value in entries.items()},
        },
    )


def picture(pdf: pikepdf.Pdf, kind: str) -> pikepdf.Stream:
    drawn = Image.linear_gradient("L").resize((40, 30))
    out = io.BytesIO()
    drawn.save(out, "JPEG")
    made = pikepdf.Stream(pdf, out.getvalue() if kind == "JPEG" else drawn.tobytes())
    made.Type, made.Subtype, made.Width, made.Height = Name.XObject, Name.Image, 40, 30
    made.ColorSpace, made.BitsPerComponent = Name.DeviceGray, 8
    if kind == "JPEG":
        made.Filter = Name.DCTDecode
    return made


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(content)
def test_a_copy_of_a_copy_is_the_copy(drawing: str) -> None:
    copy, _ = copied(document(drawing))
    again, _ = copied(copy)
    assert again == copy
