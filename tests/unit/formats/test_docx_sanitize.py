"""What every DOCX copy loses, also where nothing is redacted."""

from tests.docx_builder import (
    Builder,
    apply,
    everything,
    names,
    paragraph,
    plain,
    read,
    redaction,
    run,
    xml,
)


def test_a_style_named_for_a_person_is_renamed() -> None:
    """A style's name and id are replaced where they are defined and where they are used."""
    style = '<w:style w:type="paragraph" w:customStyle="1" w:styleId="BoEk"><w:name w:val="Bo Ek"/></w:style>'
    content = Builder(plain("a", '<w:pStyle w:val="BoEk"/>'), styles=style).bytes()
    document = read(content)
    copy = apply(content, redaction(document, "Bo Ek", layer="name:1"))
    assert b"BoEk" not in everything(copy)
    assert b"Bo Ek" not in everything(copy)
    assert 'w:pStyle w:val="Stil1"' in xml(copy)


def test_unexamined_objects_go() -> None:
    """OLE objects, altChunks, charts and unknown elements are not in the copy."""
    chart = (
        '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="urn:chart"><q:c xmlns:q="urn:q">Bo</q:c>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    body = paragraph('<w:r><w:object r:id="x"/></w:r>' + chart) + '<w:altChunk r:id="x1"/>' + plain("kvar")
    content = Builder(body).part("aFChunk", "word/chunk.html", "<html>Bo</html>").bytes()
    document = read(content)
    copy = apply(content)
    assert len(document.unread) == 3
    assert not [
        word for word in (b"Bo", b"object", b"altChunk", b"graphic", b"chunk") if word in everything(copy)
    ]


def test_hidden_traces_go() -> None:
    """Editing traces, hidden text, comments and properties are gone though nothing is redacted."""
    body = (
        '<w:p w:rsidR="00AB12CD" w14:paraId="12345678">'
        + run("syns")
        + run("Dolt", "<w:vanish/>")
        + '<w:commentRangeStart w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
        + '<w:permStart w:id="1" w:ed="bo@example.com"/>'
        + '<w:del w:author="Bo"><w:r><w:delText>D</w:delText></w:r></w:del></w:p>'
    )
    built = Builder(body, loose=(("docProps/core.xml", b"<a>Bo</a>"), ("customXml/item1.xml", b"<a>Bo</a>")))
    copy = apply(
        built.story("comments", f'<w:comment w:id="1" w:author="Bo">{plain("Bo")}</w:comment>').bytes()
    )
    assert f"<w:p>{run('syns')}</w:p>" in xml(copy)
    assert b"Bo" not in everything(copy)
    assert not [name for name in names(copy) if "comments" in name or "customXml" in name]


def test_a_reference_to_no_style_goes() -> None:
    """The id of a style that does not exist could be any text; the paragraph stays."""
    copy = apply(Builder(plain("a", '<w:pStyle w:val="Bo Ek"/>')).bytes())
    assert b"Bo Ek" not in everything(copy)
    assert read(copy).layers[0].text == "a"


def test_single_signs_in_attributes_stay() -> None:
    """A bracket in a formula is one character: it shows, and tells nothing."""
    inner = "<m:e><m:r><m:t>x</m:t></m:r></m:e>"
    body = f'<w:p><m:oMath><m:d><m:dPr><m:begChr m:val="["/></m:dPr>{inner}</m:d></m:oMath></w:p>'
    assert '<m:begChr m:val="["/>' in xml(apply(Builder(body).bytes()))
