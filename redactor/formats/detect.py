"""What a file is, by its content; a name that says otherwise is refused."""

import io
import zipfile

from redactor.errors import EmptyError, EncryptedError, LimitError, UnsupportedError, Words
from redactor.formats import Format
from redactor.formats.docx import Docx
from redactor.formats.pdf import Pdf
from redactor.formats.text import MARKDOWN, TEXT, Text

DOCX = Docx.media_type
PDF = Pdf.media_type
MAX_BYTES = 50 * 1024 * 1024
"""The largest file that is read, in bytes (docs/threat-model.md)."""

SUFFIXES = {
    ".docx": DOCX,
    ".pdf": PDF,
    ".txt": TEXT,
    ".text": TEXT,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
}

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = (
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
)


def detect(untrusted: bytes, suffix: str | None) -> str:
    """The media type. `suffix` is the file name's (".docx") or None when there is no name.

    Raises EmptyError, LimitError, EncryptedError (also old Office) and UnsupportedError, the last also
    when name and content disagree.
    """
    if not untrusted.strip(b" \t\r\n\x00"):
        raise EmptyError()
    if len(untrusted) > MAX_BYTES:
        raise LimitError(
            limit=Words("filens storlek i byte", "the file's size in bytes"),
            value=len(untrusted),
            allowed=MAX_BYTES,
        )
    content = _content(untrusted)
    named = SUFFIXES.get(suffix.lower()) if suffix else content
    if named is None:
        raise UnsupportedError(why=Words(f"filändelsen {suffix} är okänd", f"the suffix {suffix} is unknown"))
    if content == TEXT and named == MARKDOWN:
        return MARKDOWN
    if content != named:
        raise UnsupportedError(
            why=Words(
                f"filändelsen {suffix} stämmer inte med innehållet",
                f"the suffix {suffix} does not match the content",
            )
        )
    return content


def of(media_type: str, password: str | None = None, *, blank_pages: bool = False) -> Format:
    """The format that reads and writes a media type; the options are Pdf's. Raises UnsupportedError."""
    if media_type in (TEXT, MARKDOWN):
        return Text(media_type)
    if media_type == DOCX:
        return Docx()
    if media_type == PDF:
        return Pdf(password, blank_pages=blank_pages)
    raise UnsupportedError(why=media_type)


def is_pdf(untrusted: bytes) -> bool:
    """A PDF may begin with other bytes; readers look for its header in the first kilobyte."""
    return b"%PDF-" in untrusted[:1024]


def _content(untrusted: bytes) -> str:
    if untrusted.startswith(_OLE):
        raise EncryptedError()
    if untrusted.startswith(b"PK"):
        return _zip_content(untrusted)
    if is_pdf(untrusted):
        return PDF
    for magic, name in _MAGIC:
        if untrusted.startswith(magic):
            raise UnsupportedError(why=name)
    return TEXT


def _zip_content(untrusted: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(untrusted)) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError):
        # The reader of packages says what is wrong with it.
        return DOCX
    if "[Content_Types].xml" in names and not any(n.startswith(("xl/", "ppt/")) for n in names):
        return DOCX
    raise UnsupportedError(
        why=Words("zip-arkiv som inte är ett Word-dokument", "a zip archive that is no Word document")
    )
