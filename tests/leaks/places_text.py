"""Hiding places in running text: runs, body, changes, hidden (removal.md, DOCX)."""

import unicodedata
from xml.sax.saxutils import escape

from tests.leaks.docx_package import DECLARATION, NAMESPACES, WORD, Package, attribute, line, paragraph, run
from tests.leaks.places import Kind, Row

FLOW, SHORT, NAME_ONLY = Kind.FLOW, Kind.SHORT, Kind.NAME_ONLY

runs = Row("runs")
body = Row("body")
changes = Row("changes")
hidden = Row("hidden")


def halves(secret: str) -> tuple[str, str]:
    """Parted where a reader would not: in the middle of a word."""
    middle = len(secret) // 2
    return secret[:middle], secret[middle:]


def words(secret: str) -> tuple[str, str]:
    """Parted at a blank, or after a hyphen."""
    if " " in secret:
        first, _, rest = secret.partition(" ")
        return first, rest
    first, _, rest = secret.partition("-")
    return f"{first}-", rest


def joined(between: str, secret: str) -> str:
    """A paragraph with `between` (run content) in the middle of the secret."""
    a, b = halves(secret)
    return paragraph(
        run("Uppgift: "), f"<w:r><w:t>{escape(a)}</w:t>{between}<w:t>{escape(b)}</w:t></w:r>", run(" slut.")
    )


def between(xml: str, secret: str) -> str:
    """A paragraph with `xml` between two runs of the secret."""
    a, b = halves(secret)
    return paragraph(run("Uppgift: "), run(a), xml, run(b), run(" slut."))


@runs.place("plain", FLOW)
def _(package: Package, secret: str) -> None:
    package.add(line(f"Uppgift: {secret}."))


@runs.place("formatting", FLOW)
def _(package: Package, secret: str) -> None:
    a, b = halves(secret)
    package.add(paragraph(run("Uppgift: "), run(a, "<w:b/>"), run(b, "<w:i/>")))


@runs.place("rsid", FLOW)
def _(package: Package, secret: str) -> None:
    a, b = halves(secret)
    package.add(paragraph(run(a).replace("<w:r>", '<w:r w:rsidR="00AA11BB">'), run(b)))


RUN_GAPS = {
    "prooferr": '<w:proofErr w:type="spellStart"/>',
    "bookmark": '<w:bookmarkStart w:id="1" w:name="b1"/><w:bookmarkEnd w:id="1"/>',
    "last rendered break": "<w:r><w:lastRenderedPageBreak/></w:r>",
    "empty run": "<w:r/>",
    "comment": "<!-- x -->",
    "processing instruction": "<?x y?>",
}
INNER_GAPS = {
    "several texts": "",
    "no-break hyphen": "<w:noBreakHyphen/>",
    "soft hyphen": "<w:softHyphen/>",
    "picture": '<w:drawing><wp:inline><wp:extent cx="1" cy="1"/></wp:inline></w:drawing>',
}
SIGNS = {
    "soft hyphen sign": "\u00ad",
    "zero width": "\u200b",
    "direction marks": "\u200e\u200f",
    "byte order mark": "\ufeff",
    "word joiner": "\u2060",
}


def _between(name: str, xml: str) -> None:
    @runs.place(name, FLOW)
    def _(package: Package, secret: str) -> None:
        package.add(between(xml, secret))


def _inside(name: str, xml: str) -> None:
    @runs.place(name, FLOW)
    def _(package: Package, secret: str) -> None:
        package.add(joined(xml, secret))


def _sign(name: str, sign: str) -> None:
    @runs.place(name, FLOW)
    def _(package: Package, secret: str) -> None:
        package.add(line(f"Uppgift: {sign.join(halves(secret))} slut."))


def _break(name: str, xml: str) -> None:
    @runs.place(name, FLOW)
    def _(package: Package, secret: str) -> None:
        a, b = words(secret)
        package.add(paragraph(run("Uppgift: "), run(a), f"<w:r>{xml}</w:r>", run(b), run(" slut.")))


for _name, _xml in RUN_GAPS.items():
    _between(_name, _xml)
for _name, _xml in INNER_GAPS.items():
    _inside(_name, _xml)
for _name, _value in SIGNS.items():
    _sign(_name, _value)
for _name, _xml in {"tab": "<w:tab/>", "line break": "<w:br/>", "carriage return": "<w:cr/>"}.items():
    _break(_name, _xml)


@runs.place("one run per character", FLOW)
def _(package: Package, secret: str) -> None:
    package.add(paragraph(*map(run, f"Uppgift: {secret} slut.")))


@runs.place("symbol", FLOW)
def _(package: Package, secret: str) -> None:
    a, b = halves(secret)
    sign = f'<w:r><w:sym w:font="Calibri" w:char="F0{ord(b[0]):02X}"/></w:r>'
    package.add(paragraph(run(f"Uppgift: {a}"), sign, run(f"{b[1:]} slut.")))


@runs.place("bidirectional override", FLOW)
def _(package: Package, secret: str) -> None:
    package.add(paragraph(run("Uppgift: "), f'<w:bdo w:val="ltr">{run(secret)}</w:bdo>'))


@runs.place("over paragraphs", FLOW)
def _(package: Package, secret: str) -> None:
    package.add(*map(line, words(secret)))


@runs.place("over cells", FLOW)
def _(package: Package, secret: str) -> None:
    package.add(table(*words(secret)))


@runs.place("capitals", FLOW | NAME_ONLY)
def _(package: Package, secret: str) -> None:
    package.add(line(f"Uppgift: {secret.upper()} slut."))


@runs.place("surname first", FLOW | NAME_ONLY)
def _(package: Package, secret: str) -> None:
    package.add(line(f"Uppgift: {', '.join(reversed(words(secret)))} slut."))


@runs.place("character references", FLOW)
def _(package: Package, secret: str) -> None:
    text = "".join(f"&#x{ord(c):X};" for c in secret)
    package.add(f"<w:p><w:r><w:t>Uppgift: {text} slut.</w:t></w:r></w:p>")


@runs.place("cdata", FLOW)
def _(package: Package, secret: str) -> None:
    package.add(f"<w:p><w:r><w:t>Uppgift: <![CDATA[{secret}]]> slut.</w:t></w:r></w:p>")


@runs.place("comment in text", FLOW)
def _(package: Package, secret: str) -> None:
    a, b = halves(secret)
    package.add(f"<w:p><w:r><w:t>Uppgift: {escape(a)}<!-- x -->{escape(b)} slut.</w:t></w:r></w:p>")


@runs.place("text of a comment")
def _(package: Package, secret: str) -> None:
    package.add(f"<w:p><!-- {escape(secret)} --><?editor {escape(secret)}?></w:p>")


@runs.place("decomposed", FLOW)
def _(package: Package, secret: str) -> None:
    package.add(line(f"Uppgift: {unicodedata.normalize('NFD', secret)} slut."))


@runs.place("full width", FLOW)
def _(package: Package, secret: str) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in secret)
    package.add(line(f"Uppgift: {wide} slut."))


def table(*cells: str) -> str:
    inner = "".join(f"<w:tc><w:tcPr/>{c if c.startswith('<') else line(c)}</w:tc>" for c in cells)
    grid = '<w:gridCol w:w="2000"/>' * len(cells)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid><w:tr>{inner}</w:tr></w:tbl>"


@body.place("nested table", FLOW)
def _(package: Package, secret: str) -> None:
    package.add(table(table("a", secret) + "<w:p/>", "b"))


def shape(content: str) -> str:
    return (
        '<w:drawing><wp:anchor behindDoc="0" distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        'locked="0" layoutInCell="1" allowOverlap="1" relativeHeight="2"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        '<wp:extent cx="1800000" cy="900000"/><wp:wrapNone/><wp:docPr id="3" name="Textruta 3"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        '<wps:cNvSpPr txBox="1"/><wps:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData>"
        "</a:graphic></wp:anchor></w:drawing>"
    )


def vml(content: str, path: str = "") -> str:
    return (
        '<w:pict><v:shape id="s1" style="width:90pt;height:40pt">'
        f"<v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox>{path}</v:shape></w:pict>"
    )


def both(choice: str, fallback: str) -> str:
    return (
        f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


@body.place("text box", FLOW)
def _(package: Package, secret: str) -> None:
    package.add(both(shape(line(secret)), vml(line(secret))))


@body.place("text box fallback only", FLOW)
def _(package: Package, secret: str) -> None:
    package.add(both(shape(line("Ruta")), vml(line(secret))))


@body.place("old text box", FLOW)
def _(package: Package, secret: str) -> None:
    package.add(f"<w:p><w:r>{vml(line(secret))}</w:r></w:p>")


@body.place("word art", FLOW)
def _(package: Package, secret: str) -> None:
    package.add(f"<w:p><w:r>{vml('<w:p/>', f'<v:textpath string={attribute(secret)}/>')}</w:r></w:p>")


def control(properties: str, content: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


@body.place("content control, block", FLOW)
def _(package: Package, secret: str) -> None:
    package.add(control("", line(f"Uppgift: {secret}")))


@body.place("content control, inline", FLOW)
def _(package: Package, secret: str) -> None:
    a, b = halves(secret)
    package.add(paragraph(run(f"Uppgift: {a}"), control("", run(b))))


def _control(name: str, properties: str) -> None:
    @body.place(f"content control, {name}", FLOW | SHORT)
    def _(package: Package, secret: str) -> None:
        package.add(paragraph(control(properties.replace("SECRET", attribute(secret)), run("Välj"))))


_control("alias", "<w:alias w:val=SECRET/>")
_control("tag", "<w:tag w:val=SECRET/>")
_control("list item", "<w:dropDownList><w:listItem w:displayText=SECRET w:value=SECRET/></w:dropDownList>")
_control("placeholder", "<w:placeholder><w:docPart w:val=SECRET/></w:placeholder>")


@body.place("data binding")
def _(package: Package, secret: str) -> None:
    package.add(paragraph(control('<w:dataBinding w:xpath="/x" w:storeItemID="{1}"/>', run("Bunden"))))
    package.loose("customXml/item1.xml", f"<x>{escape(secret)}</x>", "application/xml")
    package.relate("customXml", "../customXml/item1.xml")


@body.place("smart tag", FLOW)
def _(package: Package, secret: str) -> None:
    tag = f'<w:smartTag w:uri="urn:x" w:element="PersonName">{run(secret)}</w:smartTag>'
    package.add(paragraph(run("Uppgift: "), tag))


@body.place("math", FLOW)
def _(package: Package, secret: str) -> None:
    a, b = halves(secret)
    package.add(
        f"<w:p><m:oMath><m:r><m:t>{escape(a)}</m:t></m:r><m:r><m:t>{escape(b)}</m:t></m:r></m:oMath></w:p>"
    )


@body.place("ruby", FLOW)
def _(package: Package, secret: str) -> None:
    ruby = f"<w:ruby><w:rubyPr/><w:rt>{run(secret)}</w:rt><w:rubyBase>{run('bas')}</w:rubyBase></w:ruby>"
    package.add(f"<w:p><w:r>{ruby}</w:r></w:p>")


WHO = 'w:id="5" w:author="Registrator" w:date="2024-01-01T00:00:00Z"'


@changes.place("insertion", FLOW)
def _(package: Package, secret: str) -> None:
    a, b = halves(secret)
    package.add(paragraph(run(f"Uppgift: {a}"), f"<w:ins {WHO}>{run(b)}</w:ins>"))


@changes.place("deletion", FLOW)
def _(package: Package, secret: str) -> None:
    deleted = run(secret).replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ")
    package.add(paragraph(run("Uppgift: "), f"<w:del {WHO}>{deleted}</w:del>"))


@changes.place("half deleted", FLOW)
def _(package: Package, secret: str) -> None:
    a, b = halves(secret)
    deleted = run(b).replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ")
    package.add(paragraph(run(f"Uppgift: {a}"), f"<w:del {WHO}>{deleted}</w:del>"))


@changes.place("moved from", FLOW)
def _(package: Package, secret: str) -> None:
    package.add(paragraph(f"<w:moveFrom {WHO}>{run(secret)}</w:moveFrom>"))


@changes.place("moved to", FLOW)
def _(package: Package, secret: str) -> None:
    package.add(paragraph(f"<w:moveTo {WHO}>{run(secret)}</w:moveTo>"))


@changes.place("author of an insertion", FLOW | SHORT)
def _(package: Package, secret: str) -> None:
    package.add(paragraph(f'<w:ins w:id="5" w:author={attribute(secret)}>{run("nytt")}</w:ins>'))


@changes.place("author of formatting", FLOW | SHORT)
def _(package: Package, secret: str) -> None:
    change = f'<w:b/><w:rPrChange w:id="5" w:author={attribute(secret)}><w:rPr/></w:rPrChange>'
    package.add(paragraph(run("fet", change)))


@changes.place("earlier numbering", FLOW | SHORT)
def _(package: Package, secret: str) -> None:
    change = f'<w:numPr><w:numberingChange w:id="5" w:author="R" w:original={attribute(secret)}/></w:numPr>'
    package.add(paragraph(run("punkt"), properties=change))


@changes.place("deleted paragraph mark", FLOW)
def _(package: Package, secret: str) -> None:
    a, b = halves(secret)
    package.add(paragraph(run(a), properties=f"<w:rPr><w:del {WHO}/></w:rPr>"), line(b))


def _hidden(name: str, properties: str) -> None:
    @hidden.place(name, FLOW)
    def _(package: Package, secret: str) -> None:
        package.add(paragraph(run("Synligt. "), run(secret, properties)))


for _name, _xml in {
    "vanish": "<w:vanish/>",
    "web hidden": "<w:webHidden/>",
    "white": '<w:color w:val="FFFFFF"/>',
    "one point": '<w:sz w:val="2"/>',
}.items():
    _hidden(_name, _xml)


@hidden.place("hidden by style", FLOW)
def _(package: Package, secret: str) -> None:
    style = '<w:style w:type="character" w:styleId="Dold"><w:name w:val="Dold"/>'
    style += "<w:rPr><w:vanish/></w:rPr></w:style>"
    package.part("styles.xml", f"<w:styles {NAMESPACES}>{style}</w:styles>", f"{WORD}.styles+xml", "styles")
    package.add(paragraph(run("Synligt. "), run(secret, '<w:rStyle w:val="Dold"/>')))


@hidden.place("utf-16 document", FLOW)
def _(package: Package, secret: str) -> None:
    package.add(line(f"Uppgift: {secret}"))
    text = DECLARATION.replace("UTF-8", "UTF-16") + package.document()
    package.parts["word/document.xml"] = text.encode("utf-16")
