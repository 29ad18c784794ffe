"""What the DOCX reader finds, and where."""

import io

import pytest
from lxml import etree
from PIL import Image

from redactor.domain.document import Cell, Document, Host, LayerKind, Span, TextLayer, XmlRun
from redactor.formats.docx import Docx
from redactor.ocr import Reading
from tests.docx_builder import Builder, paragraph, picture, plain, read, run, table, xml


def _layers(document: Document, kind: LayerKind) -> list[TextLayer]:
    return [layer for layer in document.layers if layer.kind is kind]


def _body(content: str) -> str:
    return read(Builder(content).bytes()).layers[0].text


def _png() -> bytes:
    written = io.BytesIO()
    Image.new("L", (4, 4), 7).save(written, "PNG")
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (plain("Ett") + plain("Två"), "Ett\nTvå"),
        (paragraph(run("191212") + run("12-") + run("1212")), "19121212-1212"),
        (paragraph("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>"), "a\tb\nc"),
        (paragraph("<w:r><w:t>1212</w:t><w:noBreakHyphen/><w:t>1212</w:t></w:r>"), "1212\u20111212"),
        (paragraph("<w:r><w:t>Bo</w:t><w:softHyphen/><w:t>el</w:t></w:r>"), "Bo\u00adel"),
        (paragraph('<w:r><w:sym w:font="Arial" w:char="F042"/></w:r>'), "B"),
        (paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'), "\uf0fe"),
        (table((plain("a"), plain("b")), (plain("c"), plain("d"))) + plain("e"), "a\tb\nc\td\ne"),
        (table((table((plain("x"),)) + plain(""), plain("b"))), "x\n\tb"),
        (paragraph(f"<w:sdt><w:sdtContent>{run('i')}</w:sdtContent></w:sdt>"), "i"),
        (f"<w:sdt><w:sdtContent>{plain('block')}</w:sdtContent></w:sdt>", "block"),
        (paragraph(f"<w:smartTag><w:smartTag>{run('smart')}</w:smartTag></w:smartTag>"), "smart"),
        (
            paragraph(f'<w:ins w:author="A">{run("in")}</w:ins><w:moveTo>{run("flyttad")}</w:moveTo>'),
            "inflyttad",
        ),
        (paragraph("<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>"), "x+1"),
        (paragraph("<w:r><w:t>Bo<!-- x --> <![CDATA[Ek]]>&#33;</w:t></w:r>"), "Bo Ek!"),
        (paragraph(run("a", "<w:webHidden/>")), "a"),
    ],
)
def test_body_text(content: str, text: str) -> None:
    """The body is read as a person reads it, whatever runs and wrappers it is made of."""
    assert _body(content) == text


def test_every_anchor_names_the_element_that_holds_the_character() -> None:
    """An anchor's path leads, counting elements only, to the element with that text."""
    content = Builder(plain("Ett") + table((plain("Två"), plain("Tre")))).bytes()
    root = etree.fromstring(xml(content).encode())
    for anchored in read(content).layers[0].anchors:
        assert isinstance(anchored.at, XmlRun)
        element = root
        for index in anchored.at.path.split("."):
            element = element[int(index)]
        if element.tag.endswith("}t"):
            assert element.text == anchored.span.cut(read(content).layers[0].text)
        else:
            assert element.tag.endswith("}p")


def test_deleted_text_hangs_where_it_stood() -> None:
    """A tracked deletion is a layer of its own, hosted at its place, and not body text."""
    content = paragraph(run("Hej ") + "<w:del><w:r><w:delText>Bo Ek</w:delText></w:r></w:del>" + run(" då"))
    document = read(Builder(content).bytes())
    (deleted,) = _layers(document, LayerKind.DELETED)
    assert document.layers[0].text == "Hej  då"
    assert (deleted.text, deleted.host) == ("Bo Ek", Host(document.layers[0].id, 4))


def test_a_deleted_paragraph_mark_joins_the_lines() -> None:
    """Text on both sides of a deleted paragraph mark is one line and one block."""
    document = read(Builder(plain("Bo ", "<w:rPr><w:del/></w:rPr>") + plain("Ek")).bytes())
    assert document.layers[0].text == "Bo Ek"
    assert [block.span for block in document.layers[0].blocks] == [Span(0, 5)]


@pytest.mark.parametrize("properties", ["<w:vanish/>", '<w:rStyle w:val="Dold"/>'])
def test_hidden_text_is_not_body_text(properties: str) -> None:
    """Text hidden directly or by its style is a layer of its own."""
    document = read(Builder(paragraph(run("syns") + run("Bo Ek", properties))).bytes())
    assert document.layers[0].text == "syns"
    assert [layer.text for layer in _layers(document, LayerKind.HIDDEN)] == ["Bo Ek"]


def test_a_field_shows_its_result() -> None:
    """A field's code is a field layer, its result is body text."""
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> AUTHOR </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("Bo")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    document = read(Builder(paragraph(run("Av ") + field)).bytes())
    assert document.layers[0].text == "Av Bo"
    assert [layer.text for layer in _layers(document, LayerKind.FIELD)] == [" AUTHOR "]


def test_blocks_know_style_level_boldness_and_cell() -> None:
    """A heading style gives level and boldness; a cell its place, counted in grid columns."""
    wide = '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + plain("a") + "</w:tc>"
    content = (
        plain("Rubrik", '<w:pStyle w:val="Rubrik1"/>') + f"{wide}<w:tc>{plain('b')}</w:tc></w:tr></w:tbl>"
    )
    heading, first, second = read(Builder(content).bytes()).layers[0].blocks
    assert (heading.style, heading.level, heading.bold) == ("heading 1", 1, True)
    assert (first.cell, first.bold, first.level) == (Cell(0, 0, 0), False, None)
    assert second.cell == Cell(0, 0, 2)


NUMBERING = (
    '<w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:start w:val="87"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="§ %1"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>'
    '<w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
    '<w:lvlText w:val="-"/></w:lvl>'
    "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="4"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="5"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="4"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
    "</w:lvlOverride></w:num>"
)


def _numbered(text: str, number: int, level: int = 0) -> str:
    return plain(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_automatic_numbers_are_labels() -> None:
    """Start, levels, letters, bullets, restarts and start overrides give the label Word shows."""
    content = "".join(
        (
            _numbered("a", 1),
            _numbered("b", 1, 1),
            _numbered("c", 1, 1),
            _numbered("d", 1),
            _numbered("e", 1, 1),
            _numbered("f", 2),
            _numbered("g", 3),
            _numbered("h", 1),
        )
    )
    blocks = read(Builder(content, numbering=NUMBERING).bytes()).layers[0].blocks
    assert [b.label for b in blocks] == ["§ 87", "87.a)", "87.b)", "§ 88", "88.a)", "•", "§ 5", "§ 6"]


def test_notes_hang_at_their_reference() -> None:
    """A footnote is one character in the body and a layer hosted there."""
    notes = f'<w:footnote w:id="2">{plain("Om Bo Ek")}</w:footnote>'
    content = paragraph(run("Text") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    document = read(Builder(content).story("footnotes", notes).bytes())
    (note,) = _layers(document, LayerKind.NOTE)
    assert document.layers[0].text == "Text\ufffc"
    assert note.text == "Om Bo Ek"
    assert note.host is not None
    assert note.host.offset == 5


def test_headers_in_use_and_orphaned_are_read() -> None:
    """A header that no section names is a layer, too."""
    document = read(Builder(plain("x")).story("header", plain("ett")).story("header", plain("två")).bytes())
    assert [layer.text for layer in _layers(document, LayerKind.HEADER)] == ["ett", "två"]


def test_both_branches_of_a_text_box_are_read() -> None:
    """The chosen branch follows its paragraph in the body; the fallback is a text box layer."""
    document = read(Builder(paragraph(run("Före") + text_box("Bo", "Ek")) + plain("Efter")).bytes())
    assert document.layers[0].text == "Före\ufffc\nBo\nEfter"
    assert [layer.text for layer in _layers(document, LayerKind.TEXTBOX)] == ["\ufffcEk"]


def text_box(choice: str, fallback: str) -> str:
    """A run with a text box in both its writings."""
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>'
        '<wp:docPr id="1" name="x"/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"<wps:wsp><wps:txbx><w:txbxContent>{plain(choice)}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape>"
        f"<v:textbox><w:txbxContent>{plain(fallback)}</w:txbxContent></v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_each_distinct_picture_is_read_once() -> None:
    """Two parts with the same bytes, shown three times, cost one reading."""
    content = paragraph(picture("x1") + picture("x2") + picture("x1"))
    built = (
        Builder(content).part("image", "word/media/a.png", _png()).part("image", "word/media/b.png", _png())
    )
    seen: list[bytes] = []

    def ocr(image: bytes) -> Reading:
        seen.append(image)
        return Reading("Bo Ek")

    document = Docx().read(built.bytes(), ocr=ocr)
    assert seen == [_png()]
    found = _layers(document, LayerKind.OCR)
    assert [(o.text, o.host and o.host.offset) for o in found] == [("Bo Ek", 1), ("Bo Ek", 2)]


def test_a_picture_that_cannot_be_read_is_named() -> None:
    """OCR without an answer gives an Unread at the media part."""
    content = Builder(paragraph(picture("x1"))).part("image", "word/media/a.png", _png()).bytes()
    (unread,) = read(content, ocr=None).unread
    assert unread.at == XmlRun("word/media/a.png", "", Span(0, 1))


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (LayerKind.ALT_TEXT, paragraph(picture("x9", "Bo Ek"))),
        (LayerKind.NAME, paragraph('<w:bookmarkStart w:id="1" w:name="Bo_Ek"/><w:bookmarkEnd w:id="1"/>')),
        (
            LayerKind.NAME,
            '<w:sdt><w:sdtPr><w:alias w:val="Bo Ek"/></w:sdtPr><w:sdtContent/></w:sdt>',
        ),
        (LayerKind.LINK, paragraph(f'<w:hyperlink w:tooltip="Bo Ek">{run("x")}</w:hyperlink>')),
        (LayerKind.FIELD, paragraph('<w:fldSimple w:instr="XE &quot;Bo Ek&quot;"/>')),
        (LayerKind.NAME, paragraph(f'<w:ins w:author="Bo Ek">{run("x")}</w:ins>')),
        (LayerKind.EMBEDDED, '<x:y xmlns:x="urn:x">Bo Ek</x:y>'),
    ],
)
def test_hidden_carriers_are_layers(kind: LayerKind, content: str) -> None:
    """Text that is not shown is found in a layer of its kind."""
    texts = [layer.text for layer in _layers(read(Builder(content).bytes()), kind)]
    assert any("Bo" in text and "Ek" in text for text in texts)


def test_an_address_is_read_with_its_escapes_undone() -> None:
    """A link to Bo%20Ek is also read as Bo Ek."""
    content = paragraph(f'<w:hyperlink r:id="h1">{run("x")}</w:hyperlink>')
    document = read(Builder(content, links=(("h1", "hyperlink", "https://a.test/Bo%20Ek"),)).bytes())
    assert [layer.text for layer in _layers(document, LayerKind.LINK)] == [
        "https://a.test/Bo%20Ek",
        "https://a.test/Bo Ek",
    ]


def test_custom_xml_and_part_names_are_read() -> None:
    """Parts of unknown kind give their text, and their names."""
    built = Builder(plain("x"), loose=(("customXml/Bo Ek.xml", b"<a b='Eva Al'>Ulf <c/>Lo</a>"),))
    texts = "".join(layer.text for layer in read(built.bytes()).layers)
    assert all(word in texts for word in ("Bo Ek.xml", "Eva Al", "Ulf", "Lo"))


def test_a_vocabularys_address_is_no_text() -> None:
    """Word's own template refers to one from its custom XML; every copy does so too, whatever was secret."""
    uri = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"
    item = f"<i u='{uri}'/>".encode()
    built = Builder(plain("x"), loose=(("customXml/itemProps1.xml", item),))
    assert uri not in "".join(layer.text for layer in read(built.bytes()).layers)


@pytest.mark.parametrize("told", ["Kvastmo", "Ett längre ord och två till", "12", "1"])
def test_an_unknown_element_is_reported_whatever_it_holds(told: str) -> None:
    """One short word counts as much as a sentence; an element that holds nothing is none."""
    for content in (f'<w:unknown w:x="{told}"/>', f"<w:unknown>{told}</w:unknown>"):
        document = read(Builder(paragraph(f"<w:r>{content}</w:r>")).bytes())
        assert [u.where for u in document.unread] == ["okänt innehåll embedded:1"]
        read_there = "".join(layer.text for layer in _layers(document, LayerKind.EMBEDDED))
        assert told.isdecimal() or told in read_there
    assert read(Builder(paragraph("<w:r><w:unknown/></w:r>")).bytes()).unread == ()


def test_an_embedded_object_is_reported() -> None:
    """Nobody can look into an OLE object: it is named, and stands in the text as one character."""
    document = read(Builder(paragraph('<w:r><w:object r:id="x"/></w:r>')).bytes())
    assert document.layers[0].text == "\ufffc"
    assert [u.where for u in document.unread] == ["inbäddat objekt"]


def test_a_half_deleted_word_is_read_whole() -> None:
    """Where a deletion cuts a word, the line as it stood before is a layer with anchors in both parts."""
    content = paragraph(
        run("Hej Bo Ek") + "<w:del><w:r><w:delText>man</w:delText></w:r></w:del>" + run(" då")
    )
    document = read(Builder(content).bytes())
    deleted = [layer.text for layer in _layers(document, LayerKind.DELETED)]
    assert deleted == ["man", "Hej Bo Ekman då"]


def test_rows_that_are_typed_are_cells_after_the_tables_of_the_format() -> None:
    """Bars or tabs between the cells part them as a table does; one tab does not, and a real table stays."""
    bars = plain("Nr | Ärende | S") + plain("1 | Budget |") + plain("2 | Val | x")
    tabs = paragraph("<w:r><w:t>Plats:</w:t><w:tab/><w:t>Sal 1</w:t></w:r>")
    content = table((plain("a"), plain("b"))) + bars + plain("") + tabs
    layer = read(Builder(content).bytes()).layers[0]
    assert [(block.span.cut(layer.text), block.cell) for block in layer.blocks] == [
        ("a", Cell(0, 0, 0)),
        ("b", Cell(0, 0, 1)),
        ("Nr", Cell(1, 0, 0)),
        ("Ärende", Cell(1, 0, 1)),
        ("S", Cell(1, 0, 2)),
        ("1", Cell(1, 1, 0)),
        ("Budget", Cell(1, 1, 1)),
        ("2", Cell(1, 2, 0)),
        ("Val", Cell(1, 2, 1)),
        ("x", Cell(1, 2, 2)),
        ("Plats:\tSal 1", None),
    ]
