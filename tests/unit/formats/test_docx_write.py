"""What the DOCX writer takes away, what it leaves, and what it puts there."""

import io
import re
import zipfile

import pytest
from lxml import etree
from PIL import Image, PngImagePlugin

from redactor.domain.document import LayerKind, Span, XmlRun
from redactor.domain.records import PLACEHOLDER, Mode, Plan
from redactor.errors import FaultError
from redactor.formats.docx import Docx
from tests.docx_builder import (
    Builder,
    apply,
    everything,
    names,
    paragraph,
    picture,
    plain,
    read,
    redaction,
    run,
    table,
    xml,
)

MARK = f"[{PLACEHOLDER}]"


def _text(copy: bytes) -> str:
    return read(copy).layers[0].text


def _redacted(content: bytes, *texts: str, mode: Mode = Mode.INLINE, mark: str = MARK) -> bytes:
    document = read(content)
    return apply(content, *(redaction(document, text, mark, mode) for text in texts))


def test_runs_of_one_formatting_leave_no_seam() -> None:
    """Around a cut, runs that look alike are one run."""
    content = Builder(paragraph(run("Hej ") + run("Bo") + "<w:proofErr/>" + run(" Ek") + run(" då"))).bytes()
    assert xml(_redacted(content, "Bo Ek")).count("<w:r>") == 1


def test_a_number_over_hyphens_and_tabs_goes_whole() -> None:
    """Hyphen elements inside a span are removed with it."""
    content = Builder(
        paragraph("<w:r><w:t>nr 191212</w:t><w:noBreakHyphen/><w:t>1212</w:t><w:tab/><w:t>x</w:t></w:r>")
    ).bytes()
    copy = _redacted(content, "191212\u20111212")
    assert _text(copy) == f"nr {MARK}\tx"
    assert "noBreakHyphen" not in xml(copy)


def test_inline_redaction_keeps_the_paragraphs() -> None:
    """A name over two paragraphs leaves both, with one placeholder."""
    copy = _redacted(Builder(plain("Hej Bo") + plain("Ek då")).bytes(), "Bo…Ek")
    assert _text(copy) == f"Hej {MARK}\n då"


def test_block_redaction_leaves_one_paragraph() -> None:
    """Paragraphs, tables and pictures that are covered go; the first paragraph keeps style and number."""
    numbered = '<w:pStyle w:val="Rubrik1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
    body = (
        plain("Före") + plain("Ett", numbered) + table((plain("a"), plain("b"))) + plain("") + plain("Slut")
    )
    copy = _redacted(Builder(body + plain("Efter")).bytes(), "Ett…Slut", mode=Mode.BLOCK, mark=PLACEHOLDER)
    assert _text(copy) == f"Före\n{PLACEHOLDER}\nEfter"
    assert "<w:tbl>" not in xml(copy)
    assert '<w:pStyle w:val="Rubrik1"/><w:numPr>' in xml(copy)


def test_block_redaction_without_placeholder_leaves_nothing() -> None:
    """An empty replacement takes the paragraphs and puts nothing there."""
    copy = _redacted(Builder(plain("a") + plain("b") + plain("c")).bytes(), "b", mode=Mode.BLOCK, mark="")
    assert _text(copy) == "a\nc"


def test_text_beside_a_block_stays() -> None:
    """A paragraph only partly covered keeps the rest."""
    content = Builder(plain("Rubrik: hemligt") + plain("mer") + plain("slut. Kvar")).bytes()
    copy = _redacted(content, "hemligt…slut.", mode=Mode.BLOCK)
    assert _text(copy) == f"Rubrik: {MARK}\n Kvar"


def test_a_body_that_begins_in_a_table_leaves_no_table() -> None:
    """The placeholder's paragraph moves out of a table that is covered whole."""
    content = Builder(
        plain("F") + table((plain("a"), plain("b")), (plain("c"), plain("d"))) + plain("E")
    ).bytes()
    copy = _redacted(content, "a…d", mode=Mode.BLOCK)
    assert _text(copy) == f"F\n{MARK}\nE"
    assert "<w:tbl>" not in xml(copy)


def test_a_row_keeps_its_cells() -> None:
    """Cells emptied beside a kept one stay, each with a paragraph."""
    content = Builder(table((plain("1"), plain("Bo Ek"), plain("hemligt"))) + plain("E")).bytes()
    document = read(content)
    copy = apply(content, redaction(document, "Bo Ek", MARK), redaction(document, "hemligt", "", Mode.BLOCK))
    assert _text(copy) == f"1\t{MARK}\t\nE"
    assert xml(copy).count("<w:tc>") == 3


def test_rows_wholly_covered_go() -> None:
    """Rows of a block redaction after the placeholder's are removed; the table's other rows stay."""
    rows = [(plain("1"), plain("x"))] + [(plain("h"), plain("m"))] * 3 + [(plain("2"), plain("y"))]
    content = Builder(table(*rows) + plain("E")).bytes()
    copy = _redacted(content, "h…m\nh\tm\nh\tm", mode=Mode.BLOCK)
    assert _text(copy) == f"1\tx\n{MARK}\t\n2\ty\nE"


def test_the_section_before_a_removed_break_stays() -> None:
    """The section break of a removed paragraph moves to the placeholder."""
    broken = '<w:sectPr><w:pgSz w:w="1" w:h="2"/></w:sectPr>'
    content = Builder(plain("F") + plain("a") + plain("b", broken) + plain("c") + plain("E")).bytes()
    copy = xml(_redacted(content, "a…c", mode=Mode.BLOCK, mark="X"))
    assert '<w:p><w:pPr><w:sectPr><w:pgSz w:w="1" w:h="2"/></w:sectPr></w:pPr><w:r><w:t>X</w:t>' in copy


@pytest.mark.parametrize("target", ["https://a.test/bo", "mailto:bo@example.com"])
def test_a_link_loses_its_address_with_its_text(target: str) -> None:
    """When a link's text is redacted its address goes; another link keeps its own."""
    link = "".join(
        f'<w:hyperlink r:id="{i}">{run(text)}</w:hyperlink>' for i, text in (("h1", "Bo Ek"), ("h2", "kvar"))
    )
    links = (("h1", "hyperlink", target), ("h2", "hyperlink", "https://b.test/"))
    copy = _redacted(Builder(paragraph(link), links=links).bytes(), "Bo Ek")
    assert target.encode() not in everything(copy)
    assert 'Target="https://b.test/"' in xml(copy, "word/_rels/document.xml.rels")


def test_a_redacted_address_goes_and_its_text_stays() -> None:
    """A finding in the address alone unlinks the text."""
    content = Builder(
        paragraph(f'<w:hyperlink r:id="h1">{run("brev")}</w:hyperlink>'),
        links=(("h1", "hyperlink", "mailto:bo@example.com"),),
    ).bytes()
    copy = apply(content, redaction(read(content), "bo@example.com", layer="link:1"))
    assert _text(copy) == "brev"
    assert b"example.com" not in everything(copy)


def _png(value: int = 7, text: str = "") -> bytes:
    written = io.BytesIO()
    info = PngImagePlugin.PngInfo()
    if text:
        info.add_text("Comment", text)
    Image.new("L", (10, 10), value).save(written, "PNG", pnginfo=info)
    return written.getvalue()


def test_a_redacted_picture_becomes_blank() -> None:
    """A finding in a picture's text blanks the picture everywhere and names it by the placeholder."""
    built = Builder(paragraph(picture("x1", "Bo Ek") + picture("x1"))).part(
        "image", "word/media/a.png", _png()
    )
    content = built.bytes()
    document = read(content, ocr="text Bo Ek")
    copy = apply(content, redaction(document, "Bo Ek", MARK, layer="ocr:1"))
    assert xml(copy).count(f'descr="{MARK}"') == 2
    assert [n for n in names(copy) if "media" in n] == ["word/media/image1.png"]
    assert _png() not in everything(copy)


def test_a_blanked_picture_is_a_constant() -> None:
    """`Plan.blanked` gives the same bytes whatever the picture was."""
    copies = []
    for value in (3, 200):
        content = Builder(paragraph(picture("x1"))).part("image", "word/media/a.png", _png(value)).bytes()
        plan = Plan(read(content).id, (), (), (XmlRun("word/media/a.png", "", Span(0, 1)),))
        copies.append(Docx().apply(content, plan))
    assert copies[0] == copies[1]


def test_picture_metadata_and_cropped_pixels_go() -> None:
    """A kept picture loses its text chunks, its file's name and what was cropped away."""
    image = Image.new("L", (100, 10), 255)
    image.paste(0, (0, 0, 50, 10))
    written = io.BytesIO()
    image.save(written, "PNG")
    crop = '<a:srcRect l="50000"/>'
    built = Builder(paragraph(picture("x1", crop=crop) + picture("x2")))
    built = built.part("image", "word/media/Bo_Ek.png", written.getvalue())
    copy = apply(built.part("image", "word/media/b.png", _png(9, "Bo Ek")).bytes())
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        cut = Image.open(io.BytesIO(archive.read("word/media/image1.png")))
        assert cut.size == (50, 10)
        assert cut.getextrema() == (255, 255)
    assert b"Bo" not in everything(copy)
    assert "foto.png" not in xml(copy)


NOTES = "".join(f'<w:footnote w:id="{i}">{plain(f"not {i}")}</w:footnote>' for i in (1, 2, 3))


def _note(identifier: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{identifier}"/></w:r>'


def test_notes_after_a_removed_one_keep_their_number() -> None:
    """A note goes with its reference; those after it show the number they had."""
    content = Builder(paragraph(run("a") + _note(1) + run("hemligt") + _note(2) + run("c") + _note(3)))
    built = content.story("footnotes", NOTES).bytes()
    copy = _redacted(built, "hemligt\ufffc")
    notes = xml(copy, "word/footnotes.xml")
    assert "not 2" not in notes
    assert "not 1" in notes
    assert "not 3" in notes
    assert re.search(
        r'customMarkFollows="1" w:id="2"/><w:t>3</w:t>|w:id="2" w:customMarkFollows="1"/><w:t>3</w:t>',
        xml(copy),
    )


LIST = (
    '<w:abstractNum w:abstractNumId="4"><w:nsid w:val="12345678"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num>'
    '<w:num w:numId="8"><w:abstractNumId w:val="4"/></w:num>'
)


def _item(text: str, level: int = 0, number: int = 7) -> str:
    return plain(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_numbers_after_removed_items_stay() -> None:
    """Numbered paragraphs after a removed one show the number they had, also on lower levels."""
    items = (
        _item("a"),
        _item("b"),
        _item("c"),
        _item("d", 1),
        _item("e", 1),
        _item("f"),
        _item("g", number=8),
    )
    content = Builder("".join(items), numbering=LIST).bytes()
    before = {b.span.cut(read(content).layers[0].text): b.label for b in read(content).layers[0].blocks}
    copy = _redacted(content, "b…d", mode=Mode.BLOCK, mark="X")
    layer = read(copy).layers[0]
    after = {b.span.cut(layer.text): b.label for b in layer.blocks}
    assert after == {"a": "1.", "X": "2.", "e": "3.2", "f": "4.", "g": "5."}
    assert {k: v for k, v in before.items() if k in "aefg"} == {k: v for k, v in after.items() if k != "X"}


def test_lists_are_untouched_without_need() -> None:
    """Nothing removed: the lists are the same but for their ids."""
    content = Builder(_item("a") + _item("b", 1), numbering=LIST).bytes()
    assert xml(apply(content), "word/numbering.xml").count("<w:abstractNum ") == 1
    assert "startOverride" not in xml(apply(content), "word/numbering.xml")


def test_a_field_cut_by_the_border_becomes_text() -> None:
    """A field whose end is removed leaves its text, and no half field."""
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    content = Builder(paragraph(begin + run("kvar")) + paragraph(run("hemligt") + end) + plain("E")).bytes()
    copy = xml(_redacted(content, "hemligt", mode=Mode.BLOCK, mark=""))
    assert "kvar" in copy
    assert "fldChar" not in copy
    assert "instrText" not in copy


def test_a_kept_field_stays_a_field() -> None:
    """Page numbers go on counting; an author field becomes the text it showed."""
    page = f'<w:fldSimple w:instr=" PAGE ">{run("3")}</w:fldSimple>'
    author = f'<w:fldSimple w:instr=" AUTHOR ">{run("någon")}</w:fldSimple>'
    copy = xml(apply(Builder(paragraph(page + author)).bytes()))
    assert 'w:instr=" PAGE "' in copy
    assert "AUTHOR" not in copy
    assert "någon" in copy


def test_both_ends_of_a_cut_bookmark_go() -> None:
    """A bookmark that the border cuts goes with both ends, and what referred to it becomes text."""
    start = '<w:bookmarkStart w:id="4" w:name="_Toc9"/>'
    reference = f'<w:fldSimple w:instr=" PAGEREF _Toc9 ">{run("7")}</w:fldSimple>'
    body = (
        paragraph(reference) + paragraph(start + run("a")) + paragraph(run("b") + '<w:bookmarkEnd w:id="4"/>')
    )
    content = Builder(body + plain("E")).bytes()
    kept = xml(apply(content))
    assert "bookmarkStart" in kept
    assert "PAGEREF _Toc1" in kept
    cut = xml(_redacted(content, "b", mode=Mode.BLOCK, mark=""))
    assert "bookmark" not in cut
    assert "PAGEREF" not in cut


def test_an_attribute_is_redacted() -> None:
    """A finding in an alternative text is replaced there."""
    content = (
        Builder(paragraph(picture("x1", "Foto av Bo Ek"))).part("image", "word/media/a.png", _png()).bytes()
    )
    copy = apply(content, redaction(read(content), "Bo Ek", MARK, layer="alt:1"))
    assert f'descr="Foto av {MARK}"' in xml(copy)


def test_layers_that_go_anyway_need_nothing() -> None:
    """Findings in comments, properties and deletions write no placeholder: those are dropped."""
    content = paragraph(run("x ") + "<w:del><w:r><w:delText>Bo Ek</w:delText></w:r></w:del>")
    built = Builder(content, loose=(("docProps/custom.xml", b"<a>Bo Ek</a>"),)).bytes()
    document = read(built)
    found = [layer.id for layer in document.layers if layer.kind in (LayerKind.DELETED, LayerKind.PROPERTY)]
    copy = apply(built, *(redaction(document, "Bo Ek", MARK, layer=layer) for layer in found))
    assert len(found) == 2
    assert _text(copy) == "x "
    assert PLACEHOLDER.encode() not in everything(copy)


def test_a_plan_for_another_document_is_refused() -> None:
    """The plan's document must be these bytes."""
    one, other = Builder(plain("a")).bytes(), Builder(plain("b")).bytes()
    with pytest.raises(FaultError):
        Docx().apply(one, Plan(read(other).id, (), ()))


def test_what_is_not_redacted_is_canonically_equal() -> None:
    """Without traces of editing in it, a document comes back as it was, element for element."""
    properties = '<w:pStyle w:val="Rubrik1"/><w:jc w:val="center"/><w:rPr><w:b/></w:rPr>'
    body = (
        plain("Rubrik", properties)
        + table((plain("a"), plain("b")))
        + paragraph(run("x", "<w:i/>") + run("y"))
    )
    content = Builder(body + "<w:p/>").bytes()
    before, after = (
        etree.tostring(etree.fromstring(xml(c).encode()), method="c14n2") for c in (content, apply(content))
    )
    assert after == before


@pytest.mark.parametrize(("kind", "layer"), [("header", "header:1"), ("footer", "footer:1")])
def test_headers_are_redacted(kind: str, layer: str) -> None:
    """A name in a header goes like one in the body."""
    section = f'<w:sectPr><w:{kind}Reference w:type="default" r:id="x1"/></w:sectPr>'
    content = Builder(plain("a"), section=section).story(kind, plain("Om Bo Ek")).bytes()
    copy = apply(content, redaction(read(content), "Bo Ek", MARK, layer=layer))
    assert f"Om {MARK}" in xml(copy, f"word/{kind}1.xml")
    assert b"Bo Ek" not in everything(copy)
