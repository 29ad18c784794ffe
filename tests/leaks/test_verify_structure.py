"""Verification of a DOCX copy's structure: what sanitizing removes stops the copy, whatever it says."""

import zipfile
from io import BytesIO

import pytest

from redactor.domain.document import Sha256
from redactor.domain.records import Expected, Plan
from redactor.errors import LeakError, LimitError
from redactor.verify import verify
from tests.leaks.docx_package import MEDIA_TYPE, NAMESPACES, WORD, Package, line, paragraph, png, run, zipped

EMPTY = Expected(Plan(Sha256("0" * 64), (), ()), (), ())


def stopped_by(output: bytes) -> str | None:
    try:
        verify(output, MEDIA_TYPE, EMPTY, lambda text: ())
    except LeakError as error:
        return str(error.fields["probe"])
    return None


WHO = 'w:id="1" w:author="R"'
FORBIDDEN = {
    "insertion": paragraph(f"<w:ins {WHO}>{run('x')}</w:ins>"),
    "deletion": paragraph(f"<w:del {WHO}/>"),
    "move": paragraph(f"<w:moveTo {WHO}/>"),
    "formatting change": paragraph(run("x", f"<w:rPrChange {WHO}><w:rPr/></w:rPrChange>")),
    "hidden text": paragraph(run("x", "<w:vanish/>")),
    "session id": '<w:p w:rsidR="00AA11BB"/>',
    "paragraph id": '<w:p w14:paraId="00AA11BB"/>',
    "author": '<w:p w:author="x"/>',
    "comment mark": paragraph('<w:r><w:commentReference w:id="0"/></w:r>'),
    "object": paragraph("<w:r><w:object/></w:r>"),
    "other format": '<w:altChunk r:id="rId9"/>',
    "content control": "<w:sdt/>",
    "smart tag": paragraph("<w:smartTag/>"),
    "permission": paragraph('<w:permStart w:id="1"/>'),
    "field data": paragraph(
        '<w:r><w:fldChar w:fldCharType="begin"><w:fldData>QQ==</w:fldData></w:fldChar></w:r>'
    ),
    "XML comment": "<!-- x -->",
    "processing instruction": "<?x y?>",
}


@pytest.mark.parametrize("xml", FORBIDDEN.values(), ids=FORBIDDEN)
def test_forbidden_markup(xml: str) -> None:
    """Markup that no copy may hold stops it."""
    package = Package()
    package.add(xml)
    assert stopped_by(package.build()) == "structure"


def test_allowed_markup() -> None:
    """Text that is shown, a switched-off vanish, and page numbers hidden in web view pass."""
    package = Package()
    package.add(paragraph(run("x", '<w:vanish w:val="0"/>'), run("4", "<w:webHidden/>")), "<w:p/>")
    package.part("media/image1.png", png(), "image/png", "image")
    assert stopped_by(package.build()) is None


PARTS = {
    "macros": ("word/vbaProject.bin", b"x", "application/vnd.ms-office.vbaProject"),
    "embedding": ("word/embeddings/a.bin", b"x", "application/vnd.openxmlformats-officedocument.oleObject"),
    "custom XML": (
        "customXml/item1.xml",
        b"<x/>",
        "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    ),
    "comments": ("word/comments.xml", b"<x/>", f"{WORD}.comments+xml"),
    "people": ("word/people.xml", b"<x/>", f"{WORD}.people+xml"),
    "glossary": ("word/glossary/document.xml", b"<x/>", f"{WORD}.document.glossary+xml"),
    "thumbnail": ("docProps/thumbnail.png", png(), "image/png"),
    "vector picture": ("word/media/image1.emf", b"\x01\0\0\0", "image/x-emf"),
    "anything": ("notes.txt", b"x", "text/plain"),
}


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
def test_forbidden_parts(part: tuple[str, bytes, str]) -> None:
    """A part of a kind that no copy may hold stops it, related or not."""
    package = Package()
    package.loose(*part)
    assert stopped_by(package.build()) == "structure"


@pytest.mark.parametrize(
    "kind", ["attachedTemplate", "oleObject", "aFChunk", "customXml", "package", "subDocument"]
)
def test_forbidden_relationships(kind: str) -> None:
    """A relationship of a kind that no copy may hold stops it."""
    package = Package()
    package.relate(kind, "x.bin")
    assert stopped_by(package.build()) == "structure"


def test_relationship_to_another_file() -> None:
    """A picture that lies elsewhere stops the copy, a hyperlink does not."""
    linked, hyperlink = Package(), Package()
    linked.relate("image", "https://example.com/a.png", external=True)
    hyperlink.relate("hyperlink", "https://example.com/", external=True)
    assert stopped_by(linked.build()) == "structure"
    assert stopped_by(hyperlink.build()) is None


def settings(inner: str) -> bytes:
    package = Package()
    package.part(
        "settings.xml", f"<w:settings {NAMESPACES}>{inner}</w:settings>", f"{WORD}.settings+xml", "settings"
    )
    return package.build()


@pytest.mark.parametrize("name", ["docVars", "rsids", "mailMerge", "attachedTemplate", "documentProtection"])
def test_forbidden_settings(name: str) -> None:
    """Settings that tell of authors, sessions or sources stop the copy."""
    assert stopped_by(settings(f"<w:{name}/>")) == "structure"
    assert stopped_by(settings("<w:evenAndOddHeaders/>")) is None


def test_document_type() -> None:
    """A document type declaration stops the copy."""
    package = Package()
    package.parts["word/document.xml"] = f"<!DOCTYPE w:document>{package.document()}".encode()
    assert stopped_by(package.build()) == "structure"


@pytest.mark.parametrize("xml", [b"<html/>", f"<w:document {NAMESPACES}/>".encode()])
def test_no_body(xml: bytes) -> None:
    """A copy whose main part is no document stops."""
    package = Package()
    package.parts["word/document.xml"] = xml
    assert stopped_by(package.build()) == "structure"


def test_no_main_part() -> None:
    """A copy without its main part stops."""
    members = Package().members()
    del members["word/document.xml"]
    assert stopped_by(zipped(members)) == "structure"


def with_extra_fields() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in Package().members().items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.extra = b"\x01\x77\x01\x00x"
            archive.writestr(info, data)
    return buffer.getvalue()


def with_descriptors() -> bytes:
    """Sizes after the data, as writers to a pipe do."""

    class Pipe(BytesIO):
        def tell(self) -> int:
            raise OSError

    buffer = Pipe()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in Package().members().items():
            archive.writestr(name, data)
    return buffer.getvalue()


ODD_ZIPS = {
    "comment": lambda: zipped(Package().members(), comment=b"x"),
    "comment of a member": lambda: zipped(Package().members(), notes={"word/document.xml": b"x"}),
    "bytes after the end": lambda: Package().build() + b"x",
    "bytes before the beginning": lambda: b"x" + Package().build(),
    "extra field": with_extra_fields,
    "descriptors": with_descriptors,
}


@pytest.mark.parametrize("build", ODD_ZIPS.values(), ids=ODD_ZIPS)
def test_odd_zip(build) -> None:  # type: ignore[no-untyped-def]
    """Bytes of the zip file that are no member's content stop the copy."""
    assert stopped_by(build()) == "structure"


def test_limits() -> None:
    """A copy too large to examine is refused, not passed."""
    with pytest.raises(LimitError):
        verify(zipped({f"{i}.png": b"" for i in range(2001)}), MEDIA_TYPE, EMPTY, lambda text: ())
    inner = zipped({"a.xml": b"<x/>"})
    for _ in range(5):
        inner = zipped({"a.zip": inner})
    with pytest.raises(LimitError):
        verify(inner, MEDIA_TYPE, EMPTY, lambda text: ())


def test_public_lines() -> None:
    """The plain package of these tests passes, so that each test above shows its own fault."""
    package = Package()
    package.add(line("Nämnden lägger rapporten till handlingarna."))
    assert stopped_by(package.build()) is None
