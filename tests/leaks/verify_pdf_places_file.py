"""The hiding places of removal.md's PDF table that lie in the file itself and in its fonts."""

import re
import zlib
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.leaks.verify_pdf_copy import LINES, Copy, show
from tests.leaks.verify_pdf_places import mapped, place

# File


@place("file")
def unreferenced(copy: Copy, secret: str) -> bytes:
    """A file that was saved with what nothing refers to any more."""
    copy.root.Names = copy.pdf.make_indirect(Dictionary(Old=copy.form(show(secret))))
    # The key becomes one without meaning, of the same length: the objects stay, their way in is gone.
    out = BytesIO()
    copy.pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)
    return re.sub(rb"/Names [0-9]+ 0 R", lambda m: b" " * len(m.group()), out.getvalue(), count=1)


@place("file")
def old_revision(copy: Copy, secret: str) -> bytes:
    """Deleted and saved incrementally: the old content stream is still there."""
    copy.draw(show(secret))
    built = copy.build()
    with pikepdf.open(BytesIO(built)) as pdf:
        number, root, size = pdf.pages[0].obj.Contents.objgen[0], pdf.Root.objgen[0], int(pdf.trailer.Size)
    data = show(LINES[0], y=700)
    new = b"%d 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (number, len(data), data)
    previous = built[built.rindex(b"startxref") + 9 : built.rindex(b"%%EOF")].strip()
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size %d /Root %d 0 R /Prev %s >>\n" % (
        number,
        len(built),
        size,
        root,
        previous,
    )
    return built + new + table + b"startxref\n%d\n%%%%EOF\n" % (len(built) + len(new))


@place("file")
def comment(copy: Copy, secret: str) -> bytes:
    built = copy.build()
    return built.replace(b"%PDF-1.5\n", b"%PDF-1.5\n%" + secret.encode() + b"\n", 1)


@place("file")
def before_the_header(copy: Copy, secret: str) -> bytes:
    return secret.encode() + b"\n" + copy.build()


@place("file")
def after_the_end(copy: Copy, secret: str) -> bytes:
    return copy.build() + secret.encode("utf-16-le")


@place("file")
def deflated_after_the_end(copy: Copy, secret: str) -> bytes:
    data = zlib.compress(f"En sida om {secret} som togs bort.".encode())
    return copy.build() + b"99 0 obj\n<< /Filter /FlateDecode >>\nstream\n" + data + b"\nendstream\nendobj\n"


@place("file")
def comment_in_content(copy: Copy, secret: str) -> None:
    copy.draw(b"% " + secret.encode() + b"\n")


@place("file")
def polyglot(copy: Copy, secret: str) -> bytes:
    return copy.build() + b"PK\x03\x04" + secret.encode() + b"PK\x05\x06" + bytes(18)


# Fonts


@place("fonts", quiet=True)
def map_of_removed_letters(copy: Copy, secret: str) -> None:
    """A subset whose ToUnicode map and widths still tell the removed letters."""
    copy.resource("/Font", "/F9", mapped(copy, "ab" + secret))
    copy.draw(b"BT /F9 12 Tf 72 400 Td <00010002> Tj ET")


@place("fonts")
def name_of_a_font(copy: Copy, secret: str) -> None:
    copy.font.BaseFont = Name("/AAAAAA+" + secret.replace(" ", ""))


@place("fonts")
def names_of_glyphs(copy: Copy, secret: str) -> None:
    copy.font.Encoding = Dictionary(Differences=Array([200, Name(f"/{secret}")]))
