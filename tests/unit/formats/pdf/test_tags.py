"""The structure tree of a copy: what still holds something, written and numbered anew."""

import ctypes
import io
from collections.abc import Mapping, Sequence
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as raw
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from redactor.domain.document import LayerKind, Sha256, Span
from redactor.domain.records import PLACEHOLDER, Plan, Redaction
from redactor.domain.review import FindingId
from redactor.formats.pdf.destinations import CopiedPage
from redactor.formats.pdf.frame import frame_of, page_dictionary
from redactor.formats.pdf.surroundings import surroundings, write_surroundings
from redactor.formats.pdf.values import Mark, PageCut

SECRET = "Hjördis Kvarnlund"
TOUCHED = PageCut(areas=((0, 0, 10, 10),))

Tree = tuple[Any, ...]


def _pdf(*tree: Tree, pages: int = 1, roles: Mapping[str, str] | None = None) -> Pdf:
    """A tagged file. An element is (type, keys, kids …); a kid is an MCID of the first page, (page, MCID),
    an object that belongs to it, or an element."""
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(595, 842))
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    root.K = Array([_element(pdf, item, root) for item in tree])
    root.RoleMap = Dictionary({f"/{k}": Name(f"/{v}") for k, v in (roles or {}).items()})
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    return pdf


def _element(pdf: Pdf, item: Tree, above: pikepdf.Object) -> pikepdf.Object:
    role, keys, *kids = item
    node = pdf.make_indirect(Dictionary(S=Name(f"/{role}"), P=above, Pg=pdf.pages[0].obj, **keys))
    made: list[object] = []
    for kid in kids:
        if isinstance(kid, int):
            made.append(kid)
        elif isinstance(kid, Dictionary):
            made.append(Dictionary(Type=Name.OBJR, Obj=kid))
        elif isinstance(kid[0], int):
            made.append(Dictionary(Type=Name.MCR, Pg=pdf.pages[kid[0]].obj, MCID=kid[1]))
        else:
            made.append(_element(pdf, kid, node))
    node.K = Array(made)
    return node


def _copy(
    pdf: Pdf,
    marks: Sequence[Sequence[Mark]],
    *,
    fates: Sequence[PageCut | None] = (),
    secret: str | None = None,
    replacement: str = PLACEHOLDER,
) -> Pdf:
    source = _reopened(pdf)
    around = surroundings(source)
    redactions: list[Redaction] = []
    for layer in around.layers:
        at = layer.text.find(secret) if secret else -1
        if secret and at >= 0:
            span = Span(at, at + len(secret))
            redactions.append(Redaction(FindingId("f"), layer.id, span, layer.anchors_of(span), replacement))
    target = pikepdf.new()
    pages: list[CopiedPage] = []
    for old, page in enumerate(source.pages):
        fate = fates[old] if old < len(fates) else PageCut()
        if fate is not None:
            target.pages.append(pikepdf.Page(page_dictionary(page)))
            copied = CopiedPage(old, target.pages[-1], frame_of(page), fate, (), tuple(marks[old]))
            pages.append(copied)
    write_surroundings(target, around, Plan(Sha256("0" * 64), (), tuple(redactions)), pages)
    return _reopened(target)


def _reopened(pdf: Pdf) -> Pdf:
    out = io.BytesIO()
    pdf.save(out, static_id=True)
    return pikepdf.open(io.BytesIO(out.getvalue()))


def _bytes(pdf: Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def _view(pdf: Pdf) -> list[object]:
    """The tree as (type, kids …); a content item is (page, MCID). Checks the ways up and the parent tree."""
    numbers = [page.obj.objgen for page in pdf.pages]
    keys = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    parents: dict[Any, Any] = dict(zip(keys[::2], keys[1::2], strict=True))

    def view(node: pikepdf.Object) -> object:
        kids = node.get("/K")
        found = [
            kid_of(node, kid) for kid in (kids if isinstance(kids, Array) else [kids]) if kid is not None
        ]
        return (str(node.S)[1:], *found)

    def kid_of(node: pikepdf.Object, kid: Any) -> object:
        if isinstance(kid, Dictionary) and "/S" in kid:
            assert kid.P.objgen == node.objgen
            return view(kid)
        if isinstance(kid, Dictionary) and "/Obj" in kid:
            assert parents[kid.Obj.StructParent].objgen == node.objgen
            return str(kid.Obj.Subtype)
        page = kid.Pg if isinstance(kid, Dictionary) else node.Pg
        number = kid.MCID if isinstance(kid, Dictionary) else kid
        assert parents[page.StructParents][number].objgen == node.objgen
        return numbers.index(page.objgen), number

    return [view(node) for node in pdf.Root.StructTreeRoot.K]


def _nodes(pdf: Pdf) -> list[pikepdf.Object]:
    """All elements, each before those below it."""
    found: list[pikepdf.Object] = []

    def visit(node: pikepdf.Object) -> None:
        found.append(node)
        kids = node.get("/K")
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, Dictionary) and "/S" in kid:
                visit(kid)

    for node in pdf.Root.StructTreeRoot.K:
        visit(node)
    return found


def _marks(*new: int | None, placeholders: Sequence[int] = ()) -> list[Mark]:
    return [Mark(old, number, old in placeholders) for old, number in enumerate(new)]


def test_untouched_tree_comes_back() -> None:
    tree: Tree = ("Document", {}, ("H1", {}, 0), ("P", {}, 1, ("Span", {}, 2), 3), ("P", {}, (1, 0), 4))
    copy = _copy(_pdf(tree, pages=2), [_marks(0, 1, 2, 3, 4), _marks(0)])
    assert _view(copy) == [
        (
            "Document",
            ("H1", (0, 0)),
            ("P", (0, 1), ("Span", (0, 2)), (0, 3)),
            ("P", (1, 0), (0, 4)),
        )
    ]
    assert copy.Root.MarkInfo.Marked


def test_pdfium_finds_the_elements_of_a_page() -> None:
    """An engine that wrote nothing of it."""
    pdf = _pdf(("Document", {}, ("P", {}, 0), ("Figure", {"Alt": String("Karta")}, (1, 0))), pages=2)
    copy = _copy(pdf, [_marks(0), _marks(0)])
    out = io.BytesIO()
    copy.save(out)
    with pypdfium2.PdfDocument(out.getvalue()) as document:
        page = document[1]
        tree = raw.FPDF_StructTree_GetForPage(page.raw)
        root = raw.FPDF_StructTree_GetChildAtIndex(tree, 0)
        count = raw.FPDF_StructElement_CountChildren(root)
        figure = raw.FPDF_StructElement_GetChildAtIndex(root, count - 1)
        buffer = ctypes.create_string_buffer(64)
        raw.FPDF_StructElement_GetAltText(figure, buffer, 64)
        number = raw.FPDF_StructElement_GetChildMarkedContentID(figure, 0)
        raw.FPDF_StructTree_Close(tree)
        page.close()
    assert (buffer.raw.decode("utf-16-le").rstrip("\0"), number) == ("Karta", 0)


def test_untagged_document_stays_untagged() -> None:
    pdf = _pdf()
    del pdf.Root.StructTreeRoot
    copy = _copy(pdf, [[]])
    assert "/StructTreeRoot" not in copy.Root
    assert "/MarkInfo" not in copy.Root


@pytest.mark.parametrize(
    "body",
    [
        [("P", {}, 2)],
        [("P", {}, 2), ("P", {}), ("P", {}, 3), ("L", {}, ("LI", {}, ("LBody", {}, 4)))],
        [("P", {}, 2, 3), ("Table", {}, ("TR", {}, ("TD", {}, 4), ("TD", {})), ("TR", {}, ("TD", {})))],
    ],
)
def test_of_a_secret_item_only_the_placeholder_is_left(body: list[Tree]) -> None:
    """How many paragraphs, rows or empty lines it had is told by nothing."""
    pdf = _pdf(("Document", {}, ("H2", {}, 0), ("H2", {}, 1), *body, ("H2", {}, 5)))
    marks = [_marks(0, 1, 2, None, None, 3, placeholders=(1, 2))]
    copy = _copy(pdf, marks, fates=[TOUCHED])
    assert _view(copy) == [("Document", ("H2", (0, 0)), ("H2", (0, 1)), ("P", (0, 2)), ("H2", (0, 3)))]


@pytest.mark.parametrize("role", ["Table", "L", "Figure"])
def test_placeholder_alone_in_a_structure_is_a_paragraph(role: str) -> None:
    pdf = _pdf(("Document", {}, (role, {}, ("TR", {}, ("TD", {}, ("P", {}, 0)), ("TD", {}, 1)))))
    copy = _copy(pdf, [_marks(0, None, placeholders=(0,))], fates=[TOUCHED])
    assert _view(copy) == [("Document", ("P", (0, 0)))]


def test_public_table_keeps_its_cells() -> None:
    """Emptied and empty cells of a row that stays are still there, an emptied row is not."""
    rows: tuple[Tree, ...] = (
        ("TR", {}, ("TH", {}, 0), ("TH", {}, 1)),
        ("TR", {}, ("TD", {}, ("P", {}, 2)), ("TD", {}, ("P", {}, 3))),
        ("TR", {}, ("TD", {}, 4), ("TD", {}, ("P", {}))),
        ("TR", {}, ("TD", {}, 5), ("TD", {}, 6)),
    )
    copy = _copy(_pdf(("Table", {}, *rows)), [_marks(0, 1, 2, None, 3, None, None)], fates=[TOUCHED])
    assert _view(copy) == [
        (
            "Table",
            ("TR", ("TH", (0, 0)), ("TH", (0, 1))),
            ("TR", ("TD", ("P", (0, 2))), ("TD",)),
            ("TR", ("TD", (0, 3)), ("TD",)),
        )
    ]


def test_spanning_cell_loses_rows_that_went() -> None:
    spanning = {"A": Array([Dictionary(O=Name.Table, RowSpan=3, ColSpan=2)])}
    rows: tuple[Tree, ...] = (
        ("TR", {}, ("TD", spanning, 0), ("TD", {}, 1)),
        ("TR", {}, ("TD", {}, 2)),
        ("TR", {}, ("TD", {}, 3)),
    )
    copy = _copy(_pdf(("Table", {}, *rows)), [_marks(0, 1, None, 2)], fates=[TOUCHED])
    cell = copy.Root.StructTreeRoot.K[0].K[0].K[0]
    assert (int(cell.A.RowSpan), int(cell.A.ColSpan)) == (2, 2)


@pytest.mark.parametrize(("fate", "kept"), [(TOUCHED, True), (PageCut(areas=((40, 40, 60, 60),)), False)])
def test_place_of_a_table_is_told_where_nothing_went_from_it(fate: PageCut, kept: bool) -> None:
    """How far it reached could tell how much was taken from it."""
    box = {"A": Dictionary(O=Name.Layout, BBox=Array([50, 50, 90, 90]), Width=3)}
    copy = _copy(_pdf(("Table", box, ("TR", {}, ("TD", {}, 0)))), [_marks(0)], fates=[fate])
    assert ("/A" in _nodes(copy)[0]) is kept


def test_headers_are_named_anew() -> None:
    """A cell names its header cells by identifiers that the copy gives itself."""
    head = {"ID": String(SECRET), "A": Dictionary(O=Name.Table, Scope=Name.Column)}
    cell = {"A": Dictionary(O=Name.Table, Headers=Array([String(SECRET), String("annat")]))}
    copy = _copy(
        _pdf(("Table", {}, ("TR", {}, ("TH", head, 0)), ("TR", {}, ("TD", cell, 1)))), [_marks(0, 1)]
    )
    header, data = (row.K for row in copy.Root.StructTreeRoot.K[0].K)
    assert (bytes(header.ID), [bytes(h) for h in data.A.Headers]) == (b"th000001", [b"th000001"])
    assert header.A.Scope == "/Column"
    assert bytes(copy.Root.StructTreeRoot.IDTree.Names[0]) == b"th000001"


def test_only_what_is_known_is_carried() -> None:
    """Titles, identifiers, classes, own attributes and own keys stay behind, and so do role names."""
    keys = {
        "T": String(SECRET),
        "ID": String(SECRET),
        "C": Name("/Kvarnlund"),
        "Own": String(SECRET),
        "Lang": String("sv-SE"),
        "A": Array(
            [
                Dictionary(O=Name.UserProperties, P=Array([Dictionary(N=String(SECRET))])),
                Dictionary(O=Name.Layout, BBox=Array([1, 2, 3, 4])),
            ]
        ),
    }
    pdf = _pdf(("Kvarnlund", keys, 0), roles={"Kvarnlund": "H3"})
    copy = _copy(pdf, [_marks(0)])
    (node,) = _nodes(copy)
    assert (str(node.S), sorted(node.keys())) == ("/H3", ["/K", "/Lang", "/P", "/Pg", "/S", "/Type"])
    assert sorted(copy.Root.StructTreeRoot.keys()) == ["/K", "/ParentTree", "/ParentTreeNextKey", "/Type"]


@pytest.mark.parametrize(
    ("role", "roles", "standard"),
    [
        ("Rubrik", {"Rubrik": "Heading", "Heading": "H1"}, "H1"),
        ("Rubrik", {"Rubrik": "Rubrik"}, "NonStruct"),
        ("Title", {}, "P"),
        ("H7", {}, "H6"),
        ("Okänd", {}, "NonStruct"),
    ],
)
def test_types_become_standard_types(role: str, roles: dict[str, str], standard: str) -> None:
    assert _view(_copy(_pdf((role, {}, 0), roles=roles), [_marks(0)])) == [(standard, (0, 0))]


def test_texts_of_elements_are_read() -> None:
    """Also those of role names, class maps and attributes."""
    secrets = [f"{SECRET} {number}" for number in range(8)]
    keys = {
        "Alt": String(secrets[0]),
        "ActualText": String(secrets[1]),
        "E": String(secrets[2]),
        "T": String(secrets[3]),
        "ID": String(secrets[4]),
        "A": Dictionary(O=Name.UserProperties, V=String(secrets[5])),
    }
    pdf = _pdf(("P", keys, 0), roles={secrets[6]: "P"})
    pdf.Root.StructTreeRoot.ClassMap = Dictionary(C=Dictionary(Own=String(secrets[7])))
    layers = {layer.kind: layer.text for layer in surroundings(_reopened(pdf)).layers}
    assert sorted(layers[LayerKind.ALT_TEXT].splitlines()) == secrets[:3]
    assert [secret for secret in secrets[3:] if secret not in layers[LayerKind.NAME]] == []


def test_picture_keeps_its_description_without_what_goes() -> None:
    pdf = _pdf(("Figure", {"Alt": String(f"{SECRET} vid rådhuset")}, 0))
    copy = _copy(pdf, [_marks(0)], fates=[TOUCHED], secret=SECRET, replacement=f"[{PLACEHOLDER}]")
    assert str(_nodes(copy)[0].Alt) == f"[{PLACEHOLDER}] vid rådhuset"


@pytest.mark.parametrize(
    ("box", "fate", "kept"),
    [
        (None, PageCut(), True),
        (None, TOUCHED, False),
        ((50, 50, 90, 90), TOUCHED, True),
        ((5, 5, 90, 90), TOUCHED, False),
    ],
)
def test_picture_described_without_content_stays_where_nothing_went(
    box: tuple[int, ...] | None, fate: PageCut, kept: bool
) -> None:
    """LibreOffice 7.4 describes a picture like this and draws it as an artifact."""
    keys: dict[str, object] = {"Alt": String("Karta över Storgården")}
    if box is not None:
        keys["A"] = Dictionary(O=Name.Layout, BBox=Array(box), Width=40)
    copy = _copy(_pdf(("P", {}, 0), ("P", {}, ("Figure", keys))), [_marks(0)], fates=[fate])
    assert _view(copy) == [("P", (0, 0)), *([("P", ("Figure",))] if kept else [])]
    if box is not None and kept:
        assert sorted(_nodes(copy)[-1].A.keys()) == ["/BBox", "/O"]


def test_picture_with_a_placeholder_in_it_is_described_by_it() -> None:
    pdf = _pdf(("Figure", {"Alt": String("Karta")}, 0, 1))
    copy = _copy(pdf, [_marks(0, 1, placeholders=(1,))], fates=[TOUCHED])
    assert str(_nodes(copy)[0].Alt) == PLACEHOLDER


@pytest.mark.parametrize("key", ["Alt", "ActualText", "E"])
@pytest.mark.parametrize(("fate", "kept"), [(PageCut(), True), (TOUCHED, False)])
def test_text_that_repeats_content_stays_on_untouched_pages_only(key: str, fate: PageCut, kept: bool) -> None:
    """It could tell what was taken from the content."""
    pdf = _pdf(("P", {key: String("Bibliotekets öppettider")}, 0))
    copy = _copy(pdf, [_marks(0)], fates=[fate])
    assert (f"/{key}" in _nodes(copy)[0]) is kept


def test_text_that_repeats_content_goes_when_it_holds_a_finding() -> None:
    pdf = _pdf(("P", {"ActualText": String(f"av {SECRET}")}, 0))
    copy = _copy(pdf, [_marks(0)], secret=SECRET)
    assert "/ActualText" not in _nodes(copy)[0]


def test_sequence_that_became_several_stays_in_its_element() -> None:
    pdf = _pdf(("P", {}, 0), ("P", {}, 1))
    copy = _copy(pdf, [[Mark(0, 0), Mark(0, 1, True), Mark(0, 2), Mark(1, 3)]], fates=[TOUCHED])
    assert _view(copy) == [("P", (0, 0), (0, 1), (0, 2)), ("P", (0, 3))]


def test_content_of_a_form_is_found_by_its_form() -> None:
    pdf = _pdf(("P", {}, 0), ("P", {}))
    form = Stream(pdf, b"", Type=Name.XObject, Subtype=Name.Form)
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(F=form))
    kid = Dictionary(Type=Name.MCR, Pg=pdf.pages[0].obj, Stm=form, MCID=0)
    pdf.Root.StructTreeRoot.K[1].K = kid
    with _reopened(pdf) as saved:
        stream = saved.pages[0].obj.Resources.XObject.F.objgen
    copy = _copy(pdf, [[Mark(0, 1), Mark(0, 0, stream=stream)]])
    assert _view(copy) == [("P", (0, 1)), ("P", (0, 0))]


def test_dropped_page_goes_from_the_tree() -> None:
    pdf = _pdf(("Sect", {}, ("P", {}, (1, 0))), ("P", {}, 0, (1, 1), (2, 0)), pages=3)
    copy = _copy(pdf, [_marks(0), [], _marks(0)], fates=[TOUCHED, None, PageCut()])
    assert _view(copy) == [("P", (0, 0), (1, 0))]


def test_loose_placeholder_becomes_a_paragraph_of_its_own() -> None:
    """On a page that holds nothing else, after what the pages before it hold."""
    pdf = _pdf(("Document", {}, ("P", {}, 0), ("P", {}, (1, 0)), ("P", {}, (2, 0))), pages=3)
    copy = _copy(pdf, [_marks(0), [Mark(None, 0, True)], _marks(0)])
    assert _view(copy) == [("Document", ("P", (0, 0)), ("P", (1, 0)), ("P", (2, 0)))]


@pytest.mark.parametrize(("address", "tree"), [("https", ("Link", (0, 0), "/Link")), ("x", ("Span", (0, 0)))])
def test_link_element_needs_its_link(address: str, tree: Tree) -> None:
    pdf = _pdf()
    link = pdf.make_indirect(
        Dictionary(
            Subtype=Name.Link,
            Rect=Array([1, 2, 3, 4]),
            A=Dictionary(S=Name.URI, URI=String(f"{address}://www.example.com/")),
        )
    )
    pdf.pages[0].obj.Annots = Array([link])
    pdf.Root.StructTreeRoot.K = Array([_element(pdf, ("Link", {}, 0, link), pdf.Root.StructTreeRoot)])
    copy = _copy(pdf, [_marks(0)])
    assert _view(copy) == [tree]
    assert ("/Tabs" in copy.pages[0].obj) is (address == "https")


def test_link_element_that_never_had_a_link_stays() -> None:
    assert _view(_copy(_pdf(("Link", {}, 0)), [_marks(0)])) == [("Link", (0, 0))]


def test_copy_of_a_copy_is_the_same() -> None:
    box = {"A": Dictionary(O=Name.Layout, BBox=Array([50, 50, 90, 90]))}
    head = {"ID": String("a"), "A": Dictionary(O=Name.Table, Scope=Name.Row)}
    cell = {"A": Dictionary(O=Name.Table, Headers=Array([String("a")]), RowSpan=2)}
    rows: tuple[Tree, ...] = (("TR", {}, ("TH", head, 0), ("TD", cell, 1)), ("TR", {}, ("TH", {}, 2)))
    pdf = _pdf(("Document", {}, ("Table", box, *rows), ("Note", {}, 3), ("L", {}, ("LI", {}, 4))))
    first = _copy(pdf, [_marks(0, 1, 2, 3, 4)], fates=[TOUCHED])
    second = _copy(first, [_marks(0, 1, 2, 3, 4)])
    assert _bytes(first) == _bytes(second)


def test_circular_and_damaged_trees_are_read() -> None:
    pdf = _pdf(("P", {}, 0), ("P", {}, 1))
    root = pdf.Root.StructTreeRoot
    root.K[0].K = Array([0, root.K[0], root, String("x"), -1, Dictionary(MCID=-5), None])
    assert _view(_copy(pdf, [_marks(0, 1)])) == [("P", (0, 0)), ("P", (0, 1))]


def test_pairs_give_the_same_tree() -> None:
    """Two inputs that differ in what is secret alone: its length, its paragraphs, its texts."""
    copies = []
    for body, name in (([("P", {}, 1)], "Bo Ek"), ([("P", {}, 1), ("P", {}), ("H3", {}, 2)], SECRET)):
        keys = {"Alt": String(f"{name} på bild"), "T": String(name)}
        pdf = _pdf(("Document", {}, ("P", {}, 0), *body, ("Figure", keys, 3)))
        copy = _copy(pdf, [_marks(0, 1, None, 2, placeholders=(1,))], fates=[TOUCHED], secret=name)
        copies.append(_bytes(copy))
    assert copies[0] == copies[1]
