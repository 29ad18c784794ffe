"""Hiding places of the file and its fonts."""

import io
import zipfile

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.leaks.pdf_draft import LEFT, SIZE, Draft, Kind, Row, base_font

file = Row("file")
fonts = Row("fonts")


@file.place("old-revision")
def _(draft: Draft, secret: str) -> None:
    """An incremental update replaces a page content that showed the secret."""
    draft.at_end.append(lambda data: _revised(data, secret))


def _revised(data: bytes, secret: str) -> bytes:
    old = pikepdf.open(io.BytesIO(data))
    number = old.pages[0].obj.Contents.objgen[0]
    public = old.pages[0].Contents.read_bytes()
    with_secret = public + b" BT /F1 11 Tf 72 90 Td (" + secret.encode("cp1252") + b") Tj ET"
    old.pages[0].obj.Contents = pikepdf.Stream(old, with_secret)
    number = 1 + max(i for i, _ in (o.objgen for o in old.objects))
    out = io.BytesIO()
    old.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, static_id=True, qdf=True)
    first = out.getvalue()
    again = pikepdf.open(io.BytesIO(first))
    number = again.pages[0].obj.Contents.objgen[0]
    start = int(first.rsplit(b"startxref\n", 1)[1].split()[0])
    size, root = len(again.objects) + 1, again.Root.objgen[0]
    added = (
        f"{number} 0 obj\n<</Length {len(public)}>>\nstream\n".encode() + public + b"\nendstream\nendobj\n"
    )
    at = len(first) + 1
    table = f"xref\n{number} 1\n{at:010} 00000 n \ntrailer\n<</Size {size} /Root {root} 0 R /Prev {start}>>\n"
    return first + b"\n" + added + table.encode() + f"startxref\n{at + len(added)}\n%%EOF\n".encode()


@file.place("unreferenced-object")
def _(draft: Draft, secret: str) -> None:
    head, marker = b"%PDF-", b"xref\n"

    def add(data: bytes) -> bytes:
        # Before the table, in no entry of it: a repair would find it.
        place = data.rindex(marker, 0, data.rindex(b"trailer"))
        lost = f"900 0 obj\n({secret})\nendobj\n".encode("cp1252")
        shifted = data[:place] + lost + data[place:]
        return shifted[: shifted.rindex(b"startxref")] + f"startxref\n{place + len(lost)}\n%%EOF\n".encode()

    assert head
    draft.at_end.append(add)


@file.place("comment")
def _(draft: Draft, secret: str) -> None:
    comment = f"% {secret}\n".encode("cp1252")
    draft.draw(comment)
    draft.at_end.append(lambda data: data.replace(b"%%EOF", comment + b"%%EOF"))


@file.place("before-the-header")
def _(draft: Draft, secret: str) -> None:
    draft.at_end.append(lambda data: secret.encode() + b"\n" + data)


@file.place("after-the-end")
def _(draft: Draft, secret: str) -> None:
    draft.at_end.append(lambda data: data + b"\n" + secret.encode())


@file.place("polyglot")
def _(draft: Draft, secret: str) -> None:
    def zipped(data: bytes) -> bytes:
        out = io.BytesIO(data)
        with zipfile.ZipFile(out, "a") as archive:
            archive.writestr("a.txt", secret)
        return out.getvalue()

    draft.at_end.append(zipped)


@file.place("damaged-table", Kind.FLOW)
def _(draft: Draft, secret: str) -> None:
    draft.line(secret)

    def damage(data: bytes) -> bytes:
        return data[: data.rindex(b"startxref")] + b"startxref\n7\n%%EOF\n"

    draft.at_end.append(damage)


@file.place("empty-password", Kind.FLOW)
def _(draft: Draft, secret: str) -> None:
    draft.line(secret)

    def lock(data: bytes) -> bytes:
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(data)) as pdf:
            pdf.save(out, encryption=pikepdf.Encryption(owner="ägare", user="", R=6))
        return out.getvalue()

    draft.at_end.append(lock)


@fonts.place("name")
def _(draft: Draft, secret: str) -> None:
    font = base_font()
    font.BaseFont = Name(f"/{secret.replace(' ', '')}")
    font.FontDescriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=font.BaseFont, FontFamily=String(secret), Flags=32, Ascent=800,
        Descent=-200, CapHeight=700, ItalicAngle=0, StemV=80, FontBBox=Array([0, -200, 1000, 900]),
    )  # fmt: skip
    draft.resource("Font", "F2", font)
    draft.line("Öppet hus.", font="F2")


@fonts.place("glyph-names", Kind.FLOW)
def _(draft: Draft, secret: str) -> None:
    """The letters stand under other codes, by glyph names alone."""
    letters = sorted(set(secret))
    names = {c: pikepdf.Name(f"/{_GLYPHS.get(c, c)}") for c in letters}
    font = base_font()
    font.Encoding = Dictionary(Type=Name.Encoding, Differences=Array([1, *(names[c] for c in letters)]))
    draft.resource("Font", "F2", font)
    codes = bytes(1 + letters.index(c) for c in secret).hex()
    draft.draw(f"BT /F2 {SIZE} Tf {LEFT} {draft.next()} Td <{codes}> Tj ET".encode())


_GLYPHS = {
    " ": "space", "-": "hyphen", "ä": "adieresis", "å": "aring", "ö": "odieresis", "0": "zero", "1": "one",
    "2": "two", "3": "three", "4": "four", "5": "five", "6": "six", "7": "seven", "8": "eight", "9": "nine",
}  # fmt: skip


@fonts.place("map-says-more", Kind.FLOW)
def _(draft: Draft, secret: str) -> None:
    """One glyph of which the map to Unicode says that it is the whole secret."""
    draft.resource("Font", "F2", base_font(ToUnicode=_map(draft, [(0x42, secret)])))
    draft.line("B", font="F2")


@fonts.place("unused-map-entry")
def _(draft: Draft, secret: str) -> None:
    plain = [(ord(c), c) for c in "Bibloteksdag"]
    draft.resource("Font", "F2", base_font(ToUnicode=_map(draft, [*plain, (0x7E, secret)])))
    draft.line("Bibliotek", font="F2")


@fonts.place("wrong-map", Kind.FLOW | Kind.PIXELS)
def _(draft: Draft, secret: str) -> None:
    """Every letter is drawn right and read as another, so that only OCR tells what stands there."""
    wrong = [(code, chr(0x4E00 + code)) for code in range(32, 256)]
    draft.resource("Font", "F2", base_font(ToUnicode=_map(draft, wrong)))
    draft.line(f"Sökande: {secret}", font="F2")


@fonts.place("type3", Kind.FLOW)
def _(draft: Draft, secret: str) -> None:
    letters = sorted(set(secret))
    procs = Dictionary()
    for number, _ in enumerate(letters):
        procs[f"/g{number}"] = draft.stream(f"600 0 0 0 500 700 d1 0 0 {300 + number} 700 re f".encode())
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 600, 700]), FirstChar=1,
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), LastChar=len(letters), CharProcs=procs,
        Widths=Array([600] * len(letters)), Resources=Dictionary(),
        Encoding=Dictionary(Differences=Array([1, *(Name(f"/g{n}") for n in range(len(letters)))])),
        ToUnicode=_map(draft, [(1 + n, c) for n, c in enumerate(letters)]),
    )  # fmt: skip
    draft.resource("Font", "F2", font)
    codes = bytes(1 + letters.index(c) for c in secret).hex()
    draft.draw(f"BT /F2 {SIZE} Tf {LEFT} {draft.next()} Td <{codes}> Tj ET".encode())


def _map(draft: Draft, pairs: list[tuple[int, str]]) -> pikepdf.Stream:
    lines = "\n".join(f"<{code:02x}> <{text.encode('utf-16-be').hex()}>" for code, text in pairs)
    made = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <ff> endcodespacerange\n{len(pairs)} beginbfchar\n{lines}\nendbfchar\n"
        "endcmap end end"
    )
    return draft.stream(made.encode())
