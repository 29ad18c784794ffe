"""Hostile and damaged DOCX files are refused with one clear error, quickly."""

import io
import warnings
import zipfile

import pytest

from redactor.errors import DamagedError, EncryptedError, LimitError, RedactorError, UnsupportedError
from redactor.formats.docx.package import open_package, parse
from tests.docx_builder import NS, Builder, plain, read, xml

GOOD = Builder(plain("Text")).bytes()


def _with(*members: tuple[str, bytes], without: str = "") -> bytes:
    """The good file with members added, replaced or left out."""
    replaced = dict(members)
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in replaced and name != without:
                new.writestr(name, old.read(name))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for name, content in members:
                new.writestr(name, content)
    return written.getvalue()


def _document(body: str, head: str = "") -> bytes:
    document = f"{head}<w:document {NS}><w:body>{body}</w:body></w:document>"
    return _with(("word/document.xml", document.encode()))


ENTITY = '<!DOCTYPE w [<!ENTITY a "Bo"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
WIDE = '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="200000000"/></w:tcPr></w:tc></w:tr></w:tbl>'
BOMB = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", DamagedError),
        (b"PK\x03\x04", DamagedError),
        (GOOD[: len(GOOD) // 2], DamagedError),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", EncryptedError),
        (_with(without="word/document.xml"), DamagedError),
        (_with(without="[Content_Types].xml"), DamagedError),
        (_with(("../evil.xml", b"<a/>")), DamagedError),
        (_with(("/abs.xml", b"<a/>")), DamagedError),
        (_with(("word\\a.xml", b"<a/>")), DamagedError),
        (_with(("word/a.xml", b"<a/>"), ("word/A.xml", b"<a/>")), DamagedError),
        (_with(("a.xml", b"<a/>"), ("a.xml", b"<b/>")), DamagedError),
        (_with(("word/document.xml", b"<w:document")), DamagedError),
        (_with(("word/document.xml", "<a>\ud83d</a>".encode("utf-8", "surrogatepass"))), DamagedError),
        (_with(("word/document.xml", b"<a>\x00</a>")), DamagedError),
        (_document(plain("&a;"), ENTITY), DamagedError),
        (_document(plain("&b;"), BOMB), DamagedError),
        (_document("<w:p><w:r><w:t>Bo&x; Ek</w:t></w:r></w:p>"), DamagedError),
        (_document("<w:p>" * 300 + "</w:p>" * 300), LimitError),
        (_document(WIDE), LimitError),
        (_with(("word/bomb.xml", b"<a>" + b" " * 3_000_000 + b"</a>")), LimitError),
        (_with(("word/media/bomb.png", b"\0" * 60_000_000)), LimitError),
        (_with(*((f"a{i}.xml", b"") for i in range(2_001))), LimitError),
        (_with(("word/document.xml", b'<?xml version="1.0" encoding="utf-7"?><a/>')), DamagedError),
    ],
)
def test_refused(content: bytes, error: type[RedactorError]) -> None:
    """Each kind of bad file has its error, which ends the command with exit 3."""
    with pytest.raises(error) as caught:
        read(content)
    assert caught.value.exit_code == 3


def test_an_encrypted_member_is_refused() -> None:
    """A password on any member means the whole file is encrypted."""
    marked = bytearray(GOOD)
    at = marked.find(b"PK\x01\x02")
    marked[at + 8] |= 1
    with pytest.raises(EncryptedError):
        open_package(bytes(marked))


def test_utf_16_parts_are_read() -> None:
    """A part in UTF-16 is as good as one in UTF-8, and has no DTD either."""
    document = xml(GOOD)
    content = _with(("word/document.xml", document.encode("utf-16")))
    assert read(content).layers[0].text == "Text"
    with pytest.raises(DamagedError):
        parse(f"{ENTITY}<a/>".encode("utf-16"), "x")


def test_strict_documents_are_refused_in_words() -> None:
    """Strict Open XML has other namespaces: the person is told to save it anew."""
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    with pytest.raises(UnsupportedError):
        read(_with(("word/document.xml", f'<w:document xmlns:w="{strict}"/>'.encode())))


def test_errors_hold_no_text_of_the_document() -> None:
    """Neither a damaged part's text nor its name is in the message."""
    with pytest.raises(DamagedError) as caught:
        read(_with(("word/Bo Ek.xml", b"<a>Bo Ek")))
    assert "Bo" not in str(caught.value)
    assert "Bo" not in caught.value.message("sv")


def test_a_document_under_another_name_is_found() -> None:
    """The main part is the one the package names, whatever it is called."""
    rels = xml(GOOD, "_rels/.rels").replace("word/document.xml", "word/document2.xml")
    document = xml(GOOD).encode()
    content = _with(
        ("_rels/.rels", rels.encode()), ("word/document2.xml", document), without="word/document.xml"
    )
    assert read(content).layers[0].text == "Text"
