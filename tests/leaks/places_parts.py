"""Hiding places around the text: headers, notes, comments, links, fields, properties (removal.md, DOCX)."""

import base64
from xml.sax.saxutils import escape

from tests.leaks.docx_package import (
    NAMESPACES,
    OFFICE,
    WORD,
    Package,
    attribute,
    line,
    paragraph,
    run,
)
from tests.leaks.places import Kind, Row
from tests.leaks.places_text import halves

FLOW, SHORT = Kind.FLOW, Kind.SHORT
MICROSOFT = "http://schemas.microsoft.com/office"

around = Row("around")
links = Row("links")
properties = Row("properties")


def _margin(kind: str, which: str) -> None:
    @around.place(f"{kind}, {which}")
    def _(package: Package, secret: str) -> None:
        tag = "hdr" if kind == "header" else "ftr"
        xml = f"<w:{tag} {NAMESPACES}>{line(f'Avser {secret}.')}</w:{tag}>"
        if which == "orphaned":
            package.part(f"{kind}9.xml", xml, f"{WORD}.{kind}+xml")
            return
        identifier = package.part(f"{kind}1.xml", xml, f"{WORD}.{kind}+xml", kind)
        package.section += f'<w:{kind}Reference w:type="{which}" r:id="{identifier}"/>'


for _kind in ("header", "footer"):
    for _which in ("default", "first", "even", "orphaned"):
        _margin(_kind, _which)


def _note(kind: str) -> None:
    @around.place(kind, FLOW)
    def _(package: Package, secret: str) -> None:
        a, b = halves(secret)
        note = f'<w:{kind} w:id="2">{paragraph(run(a), run(b))}</w:{kind}>'
        package.part(
            f"{kind}s.xml", f"<w:{kind}s {NAMESPACES}>{note}</w:{kind}s>", f"{WORD}.{kind}s+xml", f"{kind}s"
        )
        package.add(paragraph(run("Text med not"), f'<w:r><w:{kind}Reference w:id="2"/></w:r>'))


_note("footnote")
_note("endnote")


def _comment(package: Package, text: str, author: str, initials: str) -> None:
    who = f"w:author={attribute(author)} w:initials={attribute(initials)}"
    xml = f'<w:comments {NAMESPACES}><w:comment w:id="0" {who}>{line(text)}</w:comment></w:comments>'
    package.part("comments.xml", xml, f"{WORD}.comments+xml", "comments")
    mark = '<w:commentRangeStart w:id="0"/>', run("text"), '<w:commentRangeEnd w:id="0"/>'
    package.add(paragraph(*mark, '<w:r><w:commentReference w:id="0"/></w:r>'))


@around.place("comment", FLOW)
def _(package: Package, secret: str) -> None:
    _comment(package, f"Se {secret}.", "R", "R")


@around.place("author of a comment", SHORT)
def _(package: Package, secret: str) -> None:
    _comment(package, "Se ovan.", secret, "R")


@around.place("initials of a comment", SHORT)
def _(package: Package, secret: str) -> None:
    _comment(package, "Se ovan.", "R", secret)


@around.place("people", SHORT)
def _(package: Package, secret: str) -> None:
    person = f'<w15:person w15:author={attribute(secret)}><w15:presenceInfo w15:providerId="None" '
    person += f"w15:userId={attribute(secret)}/></w15:person>"
    xml = f"<w15:people {NAMESPACES}>{person}</w15:people>"
    package.part("people.xml", xml, f"{WORD}.people+xml", f"{MICROSOFT}/2011/relationships/people")


@around.place("extended comments", SHORT)
def _(package: Package, secret: str) -> None:
    comment = f'<w15:commentEx w15:paraId="1" w15:x={attribute(secret)}/>'
    xml = f"<w15:commentsEx {NAMESPACES}>{comment}</w15:commentsEx>"
    kind = f"{MICROSOFT}/2011/relationships/commentsExtended"
    package.part("commentsExtended.xml", xml, f"{WORD}.commentsExtended+xml", kind)


@links.place("text", FLOW)
def _(package: Package, secret: str) -> None:
    identifier = package.relate("hyperlink", "https://kommun.example/", external=True)
    package.add(paragraph(f'<w:hyperlink r:id="{identifier}">{run(secret)}</w:hyperlink>'))


@links.place("target", FLOW | SHORT)
def _(package: Package, secret: str) -> None:
    identifier = package.relate("hyperlink", f"https://kommun.example/?q={secret}", external=True)
    package.add(paragraph(f'<w:hyperlink r:id="{identifier}">{run("länk")}</w:hyperlink>'))


@links.place("tooltip", FLOW)
def _(package: Package, secret: str) -> None:
    identifier = package.relate("hyperlink", "https://kommun.example/", external=True)
    link = f'<w:hyperlink r:id="{identifier}" w:tooltip={attribute(secret)}>{run("länk")}</w:hyperlink>'
    package.add(paragraph(link))


@links.place("anchor", FLOW | SHORT)
def _(package: Package, secret: str) -> None:
    package.add(paragraph(f"<w:hyperlink w:anchor={attribute(secret)}>{run('länk')}</w:hyperlink>"))


def field(instruction: str, result: str, begin: str = "") -> str:
    """A complex field."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{begin}</w:fldChar></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{escape(instruction)}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@links.place("field instruction", FLOW)
def _(package: Package, secret: str) -> None:
    package.add(paragraph(field(f' QUOTE "{secret}" ', run("x"))))


@links.place("field instruction over runs", FLOW)
def _(package: Package, secret: str) -> None:
    a, b = halves(secret)
    parted = '</w:instrText></w:r><w:r><w:instrText xml:space="preserve">'
    package.add(paragraph(field(f' QUOTE "{a}§§{b}" ', run("x")).replace("§§", parted)))


@links.place("field result", FLOW)
def _(package: Package, secret: str) -> None:
    a, b = halves(secret)
    package.add(paragraph(field(" AUTHOR ", run(a) + run(b))))


@links.place("simple field", FLOW)
def _(package: Package, secret: str) -> None:
    instruction = attribute(f' QUOTE "{secret}" '.replace('"', ""))
    package.add(paragraph(f"<w:fldSimple w:instr={instruction}>{run('x')}</w:fldSimple>"))


@links.place("index entry", FLOW)
def _(package: Package, secret: str) -> None:
    package.add(paragraph(field(f' XE "{secret}" ', "")))


@links.place("field data", FLOW)
def _(package: Package, secret: str) -> None:
    data = base64.b64encode(f"-- {secret} --".encode("utf-16-le")).decode()
    package.add(paragraph(field(" ADDIN x ", run("x"), f"<w:fldData>{data}</w:fldData>")))


def _form(name: str, xml: str) -> None:
    @links.place(f"form field, {name}", FLOW | SHORT)
    def _(package: Package, secret: str) -> None:
        data = f"<w:ffData><w:enabled/>{xml.replace('SECRET', attribute(secret))}</w:ffData>"
        # A list shows its entry without any result.
        kind, result = (" FORMDROPDOWN ", "") if name == "entry" else (" FORMTEXT ", run("x"))
        package.add(paragraph(field(kind, result, data)))


_form("name", "<w:name w:val=SECRET/>")
_form("default", "<w:textInput><w:default w:val=SECRET/></w:textInput>")
_form("help", '<w:helpText w:type="text" w:val=SECRET/>')
_form("entry", "<w:ddList><w:listEntry w:val=SECRET/></w:ddList>")


@links.place("bookmark name", FLOW | SHORT)
def _(package: Package, secret: str) -> None:
    name = attribute(secret.replace(" ", "_"))
    package.add(
        paragraph(f'<w:bookmarkStart w:id="9" w:name={name}/>', run("x"), '<w:bookmarkEnd w:id="9"/>')
    )


@links.place("contents list")
def _(package: Package, secret: str) -> None:
    entry = field(' TOC \\o "1-3" ', run(f"Anmälan om {secret}") + "<w:r><w:tab/></w:r>" + run("4"))
    package.add(paragraph(entry, properties='<w:pStyle w:val="TOC1"/>'))


@links.place("permission editor", FLOW | SHORT)
def _(package: Package, secret: str) -> None:
    start = f'<w:permStart w:id="4" w:ed={attribute(secret)}/>'
    package.add(paragraph(start, run("x"), '<w:permEnd w:id="4"/>'))


PACKAGE = "application/vnd.openxmlformats-package"
CORE = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VARIANT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"


def _core(name: str) -> None:
    @properties.place(f"core {name}")
    def _(package: Package, secret: str) -> None:
        xml = f"<cp:coreProperties {CORE}><{name}>{escape(secret)}</{name}></cp:coreProperties>"
        kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
        package.loose("docProps/core.xml", xml, f"{PACKAGE}.core-properties+xml", kind)


for _name in ("dc:title", "dc:creator", "dc:subject", "dc:description", "cp:keywords", "cp:lastModifiedBy"):
    _core(_name)


def _extended(name: str) -> None:
    @properties.place(f"app {name}")
    def _(package: Package, secret: str) -> None:
        xml = f'<Properties xmlns="{EXTENDED}"><{name}>{escape(secret)}</{name}></Properties>'
        content_type = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
        package.loose("docProps/app.xml", xml, content_type, f"{OFFICE}/extended-properties")


for _name in ("Company", "Manager", "HyperlinkBase", "Template"):
    _extended(_name)


@properties.place("custom")
def _(package: Package, secret: str) -> None:
    xml = (
        f'<Properties xmlns="{CUSTOM}" xmlns:vt="{VARIANT}"><property fmtid="{{1}}" pid="2" name="Part">'
        f"<vt:lpwstr>{escape(secret)}</vt:lpwstr></property></Properties>"
    )
    content_type = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    package.loose("docProps/custom.xml", xml, content_type, f"{OFFICE}/custom-properties")


@properties.place("label")
def _(package: Package, secret: str) -> None:
    space = f"{MICROSOFT}/2020/mipLabelMetadata"
    xml = f'<clbl:labelList xmlns:clbl="{space}"><clbl:label id={attribute(secret)}/></clbl:labelList>'
    kind = f"{MICROSOFT}/2020/02/relationships/classificationlabels"
    package.loose(
        "docMetadata/LabelInfo.xml", xml, "application/vnd.ms-office.classificationlabels+xml", kind
    )


@properties.place("signature")
def _(package: Package, secret: str) -> None:
    xml = (
        f'<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><Object>{escape(secret)}</Object></Signature>'
    )
    content_type = f"{PACKAGE}.digital-signature-xmlsignature+xml"
    package.loose("_xmlsignatures/sig1.xml", xml, content_type, f"{OFFICE}/digital-signature/signature")


def _settings(name: str, xml: str) -> None:
    @properties.place(name)
    def _(package: Package, secret: str) -> None:
        inner = xml.replace("SECRET", attribute(secret))
        package.part(
            "settings.xml",
            f"<w:settings {NAMESPACES}>{inner}</w:settings>",
            f"{WORD}.settings+xml",
            "settings",
        )


_settings("document variable", '<w:docVars><w:docVar w:name="v" w:val=SECRET/></w:docVars>')
_settings("mail merge", "<w:mailMerge><w:query w:val=SECRET/></w:mailMerge>")
_settings("caption setting", "<w:captions><w:caption w:name=SECRET/></w:captions>")


@properties.place("template")
def _(package: Package, secret: str) -> None:
    target = f"file:///C:/Mallar/{secret}.dotx"
    xml = f'<w:settings {NAMESPACES}><w:attachedTemplate r:id="rId1"/></w:settings>'
    package.part("settings.xml", xml, f"{WORD}.settings+xml", "settings")
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    related = f'<Relationship Id="rId1" Type="{OFFICE}/attachedTemplate" Target={attribute(target)} '
    xml = f'<Relationships xmlns="{space}">{related}TargetMode="External"/></Relationships>'
    package.parts["word/_rels/settings.xml.rels"] = xml.encode()


@properties.place("glossary")
def _(package: Package, secret: str) -> None:
    part = f"<w:docParts><w:docPart><w:docPartBody>{line(secret)}</w:docPartBody></w:docPart></w:docParts>"
    xml = f"<w:glossaryDocument {NAMESPACES}>{part}</w:glossaryDocument>"
    package.part("glossary/document.xml", xml, f"{WORD}.document.glossary+xml", "glossaryDocument")


def _named(name: str, file: str, root: str, xml: str, use: str = "") -> None:
    @properties.place(name, SHORT)
    def _(package: Package, secret: str) -> None:
        inner = xml.replace("SECRET", attribute(secret))
        kind = {"numbering": "numbering", "fontTable": "fontTable"}.get(file, "styles")
        package.part(f"{file}.xml", f"<w:{root} {NAMESPACES}>{inner}</w:{root}>", f"{WORD}.{file}+xml", kind)
        package.add(paragraph(run("punkt"), properties=use.replace("SECRET", attribute(secret))))


_named(
    "style name",
    "styles",
    "styles",
    '<w:style w:type="paragraph" w:styleId="S1"><w:name w:val=SECRET/></w:style>',
    '<w:pStyle w:val="S1"/>',
)
_named(
    "style id",
    "styles",
    "styles",
    '<w:style w:type="paragraph" w:styleId=SECRET><w:name w:val="egen"/></w:style>',
    "<w:pStyle w:val=SECRET/>",
)
_named(
    "number text",
    "numbering",
    "numbering",
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    "<w:lvlText w:val=SECRET/></w:lvl></w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>',
)
_named(
    "font name", "fontTable", "fonts", "<w:font w:name=SECRET/>", "<w:rPr><w:rFonts w:ascii=SECRET/></w:rPr>"
)
