"""What stands around the pages of a PDF: all of it is read, the little that may stay is written anew."""

import io
import zlib
from collections.abc import Sequence
from typing import Any

import pikepdf
import pymupdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from redactor.domain.document import LayerKind, PdfBox, Sha256, Span
from redactor.domain.records import PLACEHOLDER, Plan, Redaction
from redactor.domain.review import FindingId
from redactor.formats.pdf.destinations import CopiedPage
from redactor.formats.pdf.frame import frame_of, page_dictionary
from redactor.formats.pdf.read import read
from redactor.formats.pdf.surroundings import Surroundings, surroundings, write_surroundings
from redactor.formats.pdf.values import Cutout, PageCut, Quad, Replaced, Setting

SECRET = "Hjördis Kvarnlund"


def _pdf(pages: int = 3) -> Pdf:
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(595, 842))
    return pdf


def _annotate(pdf: Pdf, page: int, **keys: Any) -> Dictionary:
    keys.setdefault("Rect", Array([72, 100, 300, 112]))
    made = pdf.make_indirect(Dictionary(Type=Name.Annot, **keys))
    node = pdf.pages[page].obj
    if "/Annots" not in node:
        node.Annots = Array()
    node.Annots.append(made)
    if made.get("/Subtype") == Name.Widget:
        pdf.Root.AcroForm = Dictionary(Fields=Array([made]))
    return made


def _link(pdf: Pdf, page: int, address: str, **keys: Any) -> Dictionary:
    return _annotate(pdf, page, Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String(address)), **keys)


def _bookmarks(pdf: Pdf, *titles: tuple[str, int, float]) -> None:
    with pdf.open_outline() as outline:
        for title, page, top in titles:
            outline.root.append(pikepdf.OutlineItem(title, page, "XYZ", top=top, left=72))


def _reopened(pdf: Pdf) -> Pdf:
    out = io.BytesIO()
    pdf.save(out)
    return pikepdf.open(io.BytesIO(out.getvalue()))


def _redactions(around: Surroundings, secret: str, replacement: str) -> tuple[Redaction, ...]:
    found: list[Redaction] = []
    for layer in around.layers:
        at = layer.text.find(secret)
        while at >= 0:
            span = Span(at, at + len(secret))
            found.append(Redaction(FindingId("f"), layer.id, span, layer.anchors_of(span), replacement))
            at = layer.text.find(secret, span.end)
    return tuple(found)


def _copy(
    pdf: Pdf,
    secret: str | None = None,
    *,
    replacement: str = PLACEHOLDER,
    fates: Sequence[PageCut | Replaced | None] = (),
) -> Pdf:
    """The copy's surroundings; a page whose fate is None is dropped."""
    source = _reopened(pdf)
    around = surroundings(source)
    plan = Plan(Sha256("0" * 64), (), _redactions(around, secret, replacement) if secret else ())
    target = pikepdf.new()
    pages: list[CopiedPage] = []
    for old, page in enumerate(source.pages):
        fate = fates[old] if old < len(fates) else PageCut()
        if fate is not None:
            target.pages.append(pikepdf.Page(page_dictionary(page)))
            pages.append(CopiedPage(old, target.pages[-1], frame_of(page), fate))
    write_surroundings(target, around, plan, pages)
    return _reopened(target)


def _titles(pdf: Pdf) -> list[tuple[str, int]]:
    """Bookmarks of the upper level with the page that each leads to."""
    found = []
    node = pdf.Root.get("/Outlines", Dictionary()).get("/First")
    while node is not None:
        found.append((str(node.Title), [p.obj.objgen for p in pdf.pages].index(node.Dest[0].objgen)))
        node = node.get("/Next")
    return found


def _labels(pdf: Pdf) -> list[str]:
    return [str(page.label) for page in pdf.pages]  # a property, which the stub takes for a method


def _text(pdf: Pdf) -> str:
    return "\n".join(layer.text for layer in surroundings(_reopened(pdf)).layers)


def _embed(pdf: Pdf, content: bytes) -> None:
    attached = pikepdf.AttachedFileSpec(pdf, content, filename="bilaga.bin")  # type: ignore[call-arg] # the stub lacks the defaults
    pdf.attachments["bilaga.bin"] = attached


@pytest.mark.parametrize(
    ("where", "kind"),
    [
        ({"Subtype": Name.Text, "Contents": String(SECRET)}, LayerKind.COMMENT),
        ({"Subtype": Name.Text, "T": String(SECRET)}, LayerKind.COMMENT),
        ({"Subtype": Name.FreeText, "RC": String(f"<p>Hjördis <b>{SECRET}</b></p>")}, LayerKind.COMMENT),
        ({"Subtype": Name.Widget, "FT": Name.Tx, "V": String(SECRET)}, LayerKind.FIELD),
        ({"Subtype": Name.Widget, "FT": Name.Ch, "Opt": Array([String(SECRET)])}, LayerKind.FIELD),
        ({"Subtype": Name.Widget, "MK": Dictionary(CA=String(SECRET))}, LayerKind.FIELD),
        ({"Subtype": Name.Link, "A": Dictionary(S=Name.URI, URI=String(f"x:{SECRET}"))}, LayerKind.LINK),
        ({"Subtype": Name.Link, "A": Dictionary(S=Name.Launch, F=String(SECRET))}, LayerKind.LINK),
        ({"Subtype": Name.Link, "Contents": String(SECRET)}, LayerKind.ALT_TEXT),
        ({"Subtype": Name.Stamp, "Own": Dictionary(Deep=Array([String(SECRET)]))}, LayerKind.COMMENT),
    ],
)
def test_annotation_is_read_where_it_stands(where: dict[str, object], kind: LayerKind) -> None:
    """Whatever an annotation says is in a layer, anchored to the annotation's place as displayed."""
    pdf = _pdf()
    _annotate(pdf, 1, **where)
    around = surroundings(_reopened(pdf))
    layer = next(layer for layer in around.layers if layer.kind is kind and SECRET in layer.text)
    at = layer.text.index(SECRET)
    assert layer.anchors_of(Span(at, at + 1)) == (PdfBox(1, 72, 730, 300, 742),)


@pytest.mark.parametrize("coding", ["utf-16-be", "utf-8"])
def test_strings_are_decoded(coding: str) -> None:
    mark = {"utf-16-be": b"\xfe\xff", "utf-8": b"\xef\xbb\xbf"}[coding]
    pdf = _pdf()
    pdf.docinfo["/Subject"] = String(mark + SECRET.encode(coding))
    assert SECRET in _text(pdf)


def test_document_level_texts_are_read() -> None:
    """Properties, XMP, labels, destinations, scripts, private data, optional content, attachments."""
    pdf = _pdf()
    secrets = [f"{SECRET} {number}" for number in range(9)]
    with pdf.open_metadata() as metadata:
        metadata["dc:description"] = secrets[1]
    pdf.docinfo["/Keywords"] = secrets[0]
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String(secrets[2]))]))
    pdf.Root.Names = Dictionary(
        Dests=Dictionary(Names=Array([String(secrets[3]), Array([pdf.pages[0].obj, Name.Fit])]))
    )
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=Stream(pdf, secrets[4].encode()))
    pdf.Root.PieceInfo = Dictionary(App=Dictionary(Private=String(secrets[5])))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([Dictionary(Type=Name.OCG, Name=String(secrets[6]))]))
    _embed(pdf, secrets[7].encode())
    pdf.pages[1].obj.Own = pdf.make_indirect(Dictionary(Deep=String(secrets[8])))
    text = _text(pdf)
    assert [secret for secret in secrets if secret not in text] == []


def test_marked_content_carries_text() -> None:
    """A property list in the stream is read, also when the dictionary holds an MCID."""
    pdf = _pdf()
    content = f"/Span << /MCID 0 /ActualText ({SECRET}) >> BDC EMC".encode("cp1252")
    pdf.pages[2].obj.Contents = Stream(pdf, content)
    around = surroundings(_reopened(pdf))
    assert [(layer.kind, layer.text) for layer in around.layers] == [(LayerKind.ALT_TEXT, f"{SECRET}\n")]


def test_attachment_that_is_no_text_is_unread() -> None:
    pdf = _pdf()
    _embed(pdf, b"PK\x03\x04" + bytes(range(256)))
    assert [unread.where for unread in surroundings(_reopened(pdf)).unread] == ["bifogad fil"]


def test_plain_file_has_neither_texts_nor_anything_unread() -> None:
    around = surroundings(_reopened(_pdf()))
    assert (around.layers, around.unread) == ((), ())


def test_copy_holds_nothing_but_what_is_written_anew() -> None:
    """Of a file full of texts the copy has a title and a language, and no other string."""
    pdf = _pdf()
    pdf.Root.Lang = String("sv-SE")
    pdf.docinfo["/Title"] = "Kallelse"
    pdf.docinfo["/Author"] = SECRET
    _annotate(pdf, 0, Subtype=Name.Text, Contents=String(SECRET))
    _embed(pdf, SECRET.encode())
    copy = _copy(pdf)
    assert sorted(copy.Root.keys()) == ["/Lang", "/Metadata", "/Pages", "/Type", "/ViewerPreferences"]
    assert dict(copy.docinfo) == {"/Title": "Kallelse"}
    assert "/Annots" not in copy.pages[0].obj
    assert _text(copy) == "Kallelse\n"
    assert copy.open_metadata()["dc:title"] == "Kallelse"


def test_title_with_a_finding_becomes_neutral() -> None:
    pdf = _pdf()
    pdf.docinfo["/Title"] = f"Yttrande om {SECRET}"
    copy = _copy(pdf, SECRET)
    assert str(copy.docinfo["/Title"]) == "Dokument"


@pytest.mark.parametrize("language", ["Hjördis", "sv-x-kvarnlund", "sv-SE-kvarnlund", ""])
def test_language_that_is_no_language_goes(language: str) -> None:
    pdf = _pdf()
    pdf.Root.Lang = String(language)
    copy = _copy(pdf)
    assert "/Lang" not in copy.Root


def test_bookmarks_follow_their_pages() -> None:
    pdf = _pdf()
    _bookmarks(pdf, ("1. Val", 0, 700), ("2. Taxa", 1, 700), ("3. Information", 2, 700))
    assert _titles(_copy(pdf, fates=(PageCut(), None, PageCut()))) == [("1. Val", 0), ("3. Information", 1)]


def test_bookmark_of_a_secret_item_gets_the_placeholder() -> None:
    """It stays even though its own lines are cut, and leads to the next page when its page went."""
    pdf = _pdf()
    _bookmarks(pdf, (f"§ 2 {SECRET}", 1, 700), ("§ 3 Taxa", 2, 700))
    cut = PageCut(areas=((60, 600, 540, 720),))
    assert _titles(_copy(pdf, SECRET, fates=(PageCut(), cut, PageCut()))) == [
        (f"§ 2 {PLACEHOLDER}", 1),
        ("§ 3 Taxa", 2),
    ]
    assert _titles(_copy(pdf, SECRET, fates=(PageCut(), None, PageCut())))[0] == (f"§ 2 {PLACEHOLDER}", 1)


@pytest.mark.parametrize("below", [("Bakgrund",), ("Bakgrund", "Samtal", "Bedömning")])
def test_bookmarks_below_a_secret_item_go(below: tuple[str, ...]) -> None:
    """Their number is nobody's business; that of the next item, right below the area, stays."""
    pdf = _pdf(1)
    tops = [690.0 - 20 * number for number in range(len(below))]
    _bookmarks(
        pdf,
        (f"§ 2 {SECRET}", 0, 720),
        *((title, 0, top) for title, top in zip(below, tops, strict=True)),
        ("§ 3 Taxa", 0, 601),
    )
    copy = _copy(pdf, SECRET, fates=(PageCut(areas=((60, 600, 540, 700),)),))
    assert _titles(copy) == [(f"§ 2 {PLACEHOLDER}", 0), ("§ 3 Taxa", 0)]


def test_nested_bookmarks_keep_their_level() -> None:
    pdf = _pdf()
    with pdf.open_outline() as outline:
        part = pikepdf.OutlineItem("Del", 0, "Fit")
        part.children.append(pikepdf.OutlineItem("Avsnitt", 1, "FitH", top=300))
        outline.root.append(part)
    copy = _copy(pdf)
    root = copy.Root.Outlines
    assert (str(root.First.Title), str(root.First.First.Title)) == ("Del", "Avsnitt")
    assert [str(item) for item in list(root.First.First.Dest)[1:]] == ["/XYZ", "None", "300", "None"]


def test_circular_bookmarks_end() -> None:
    pdf = _pdf()
    _bookmarks(pdf, ("1. Val", 0, 700))
    first = pdf.Root.Outlines.First
    first.Next = first
    first.First = first
    assert _titles(_copy(pdf)) == [("1. Val", 0)]


def test_links_that_can_be_followed_stay() -> None:
    pdf = _pdf()
    _link(pdf, 0, "https://www.example.com/protokoll?år=2024")
    _link(pdf, 0, "file:///C:/Users/registrator/utkast.docx")
    _annotate(pdf, 1, Subtype=Name.Link, Dest=Array([pdf.pages[2].obj, Name.XYZ, 72, 700, 0]))
    copy = _copy(pdf)
    assert [str(a.A.URI) for a in copy.pages[0].obj.Annots] == [
        "https://www.example.com/protokoll?%C3%A5r=2024"
    ]
    assert copy.pages[1].obj.Annots[0].Dest[0].objgen == copy.pages[2].obj.objgen


@pytest.mark.parametrize("written", ["Kvarnlund", "Kv%61rnlund", "S3Zhcm5sdW5kLg"])
def test_link_whose_address_names_someone_goes(written: str) -> None:
    """Also where the name is escaped, or encoded in base64."""
    pdf = _pdf()
    _link(pdf, 0, f"https://www.example.com/?arende={written}")
    with _copy(pdf) as public, _copy(pdf, "Kvarnlund") as secret:
        assert ["/Annots" in copy.pages[0].obj for copy in (public, secret)] == [True, False]


def test_link_on_a_line_that_was_set_anew_goes() -> None:
    """It would no longer lie upon its words, and how far it moved tells how long the secret was."""
    pdf = _pdf()
    _link(pdf, 0, "https://www.example.com/", Rect=Array([300, 700, 380, 712]))
    _link(pdf, 0, "https://www.example.com/taxa", Rect=Array([300, 685, 380, 697]))
    glyph = Quad((100, 702), (106, 702), (100, 711))
    fate = PageCut((Cutout((glyph,), PLACEHOLDER, Setting.INLINE),))
    copy = _copy(pdf, fates=(fate,))
    assert [str(link.A.URI) for link in copy.pages[0].obj.Annots] == ["https://www.example.com/taxa"]


def test_link_in_or_into_a_removed_area_goes() -> None:
    pdf = _pdf()
    _link(pdf, 0, "https://www.example.com/", Rect=Array([100, 640, 200, 652]))
    _annotate(pdf, 1, Subtype=Name.Link, Dest=Array([pdf.pages[0].obj, Name.XYZ, 72, 650, 0]))
    copy = _copy(pdf, fates=(PageCut(areas=((60, 600, 540, 700),)),))
    assert [("/Annots" in page.obj) for page in copy.pages] == [False, False, False]


def test_named_destination_is_written_out() -> None:
    """Its name stays behind."""
    pdf = _pdf()
    pdf.Root.Names = Dictionary(
        Dests=Dictionary(Names=Array([String(SECRET), Dictionary(D=Array([pdf.pages[2].obj, Name.Fit]))]))
    )
    _annotate(pdf, 0, Subtype=Name.Link, A=Dictionary(S=Name.GoTo, D=String(SECRET)))
    copy = _copy(pdf)
    assert copy.pages[0].obj.Annots[0].Dest[0].objgen == copy.pages[2].obj.objgen
    assert SECRET not in _text(copy)


def test_page_labels_follow_their_pages() -> None:
    pdf = _pdf(5)
    pdf.Root.PageLabels = Dictionary(
        Nums=Array([0, Dictionary(S=Name.r), 2, Dictionary(S=Name.D, P=String("A-"), St=7)])
    )
    copy = _copy(pdf, fates=(PageCut(), PageCut(), PageCut(), None, PageCut()))
    assert _labels(copy) == ["i", "ii", "A-7", "A-9"]


def test_page_label_that_names_someone_loses_its_prefix() -> None:
    pdf = _pdf(2)
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, P=String(SECRET))]))
    copy = _copy(pdf, SECRET)
    assert _labels(copy) == ["1", "2"]


def test_page_dictionary_holds_geometry_alone() -> None:
    pdf = _pdf(1)
    page = pdf.pages[0].obj
    page.CropBox = Array([10, 20, 500, 9000])
    page.Rotate = -90
    page.UserUnit = 2
    page.Own = String(SECRET)
    page.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB, I=True, Own=String(SECRET))
    made = page_dictionary(pdf.pages[0])
    assert sorted(made.keys()) == ["/CropBox", "/Group", "/MediaBox", "/Rotate", "/Type", "/UserUnit"]
    assert [float(edge) for edge in made.CropBox] == [10, 20, 500, 842]
    assert (int(made.Rotate), sorted(made.Group.keys())) == (270, ["/CS", "/I", "/S", "/Type"])


@pytest.mark.parametrize(
    ("rotate", "box"),
    [
        (0, (62, 722, 162, 742)),
        (90, (80, 62, 100, 162)),
        (180, (423, 80, 523, 100)),
        (270, (722, 423, 742, 523)),
    ],
)
def test_place_as_displayed(rotate: int, box: tuple[float, float, float, float]) -> None:
    """Cropped by 10 and 20 points, turned clockwise."""
    pdf = _pdf(1)
    pdf.pages[0].obj.Rotate = rotate
    pdf.pages[0].obj.CropBox = Array([10, 20, 595, 842])
    frame = frame_of(pdf.pages[0])
    assert frame.shown(0, (72, 100, 172, 120)) == PdfBox(0, *box)


def test_attachment_that_inflates_without_end_is_unread() -> None:
    """A hundred megabytes from a hundred kilobytes: what is over the limit is not held in memory."""
    pdf = _pdf(1)
    bomb = Stream(pdf, b"")
    bomb.write(zlib.compress(b" " * 100_000_000), filter=Name.FlateDecode)
    pdf.Root.Own = bomb
    around = surroundings(pdf)
    assert (around.layers, [unread.where for unread in around.unread]) == ((), ["okänt objekt"])


def test_inline_text_is_found_behind_several_filters() -> None:
    pdf = _pdf(1)
    content = f"/Span << /ActualText ({SECRET}) >> BDC EMC".encode("cp1252")
    stream = Stream(pdf, b"")
    filters = Array([Name.ASCIIHexDecode, Name.FlateDecode])
    stream.write(zlib.compress(content).hex().encode() + b">", filter=filters)
    pdf.pages[0].obj.Contents = stream
    assert SECRET in "".join(layer.text for layer in surroundings(pdf).layers)


def test_a_comment_hangs_on_the_text_that_it_lies_on() -> None:
    """The same words elsewhere are another comment; one without a place hangs on nothing."""
    made: Any = pymupdf.open()
    page = made.new_page()
    for at, text in enumerate(("1. Val av justerare", "2. Avskrivning", "3. Rapport")):
        page.insert_text((72, 100 + 40 * at), text)
    for y in (80, 125):
        page.add_text_annot((400, y), "SEKRETESS")
    with pikepdf.open(io.BytesIO(made.tobytes())) as pdf:
        lost = Dictionary(Subtype=Name.Text, Rect=Array([0]), Contents=String("Utan plats"))
        pdf.Root.Lost = pdf.make_indirect(lost)
        out = io.BytesIO()
        pdf.save(out)
    found = read(out.getvalue(), None, ocr=lambda _: None)
    body = found.layers[0].text
    comments = [layer for layer in found.layers if layer.kind is LayerKind.COMMENT]
    hosts = [layer.host for layer in comments if layer.text == "SEKRETESS\n"]
    assert [body[host.offset :].split("\n")[0] for host in hosts if host is not None] == [
        "1. Val av justerare",
        "2. Avskrivning",
    ]
    assert {layer.host for layer in comments if "Utan plats" in layer.text} <= {None}
