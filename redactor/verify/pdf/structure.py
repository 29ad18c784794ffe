"""What no copy may have, whatever it says: looked for by allow-list in the file, its objects and streams."""

import re

from redactor.errors import LeakError
from redactor.verify.pdf.content import Decoders, drawings, shown
from redactor.verify.pdf.file import PICTURES, File
from redactor.verify.pdf.layout import scan
from redactor.verify.pdf.pixels import check_picture
from redactor.verify.pdf.syntax import MalformedError
from redactor.verify.pdf.walk import OddError, Walked, walk

_OPERATOR_WORDS = """
    b B b* B* BDC BMC BT c cm CS cs d d0 d1 Do EMC ET f F f* G g gs h i J j K k l M m n q Q re RG rg ri s S
    SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' "
"""
_OPERATORS = frozenset(_OPERATOR_WORDS.split())
"""Annex A of ISO 32000-1 but for inline images, marked points and compatibility sections."""
_SCHEMES = re.compile(rb"(?:https?|mailto|tel):", re.IGNORECASE)


def check(file: File) -> int:
    """How many objects were looked at. Raises LeakError (probe "structure") for what no copy may have."""
    try:
        for odd in (*file.odd, *scan(file).odd):
            raise OddError(odd)
        walked = walk(file)
        for item in walked.of("image"):
            check_picture(file, item)
        _filters(walked)
        _links(walked)
        _drawings(file)
    except OddError as odd:
        raise LeakError(probe="structure", where=str(odd)) from odd
    return len(walked.kinds)


def _filters(walked: Walked) -> None:
    """Streams are deflated or plain, pictures also packed as pictures are; nothing lies after the data."""
    for number, kind in walked.kinds.items():
        item = walked.file.items[number]
        allowed = {None, "FlateDecode", *(PICTURES if kind == "image" else ())}
        if item.data is not None and item.keys.get("Filter") not in allowed:
            raise OddError(f"{kind}, filter")
        if item.beyond or (kind != "image" and "DecodeParms" in item.keys):
            raise OddError(f"{kind}, data")


def _links(walked: Walked) -> None:
    for item in walked.of("link"):
        target = walked.file.dictionary(item.keys.get("A")).get("URI")
        if isinstance(target, bytes) and not _SCHEMES.match(target):
            raise OddError("link, scheme")


def _drawings(file: File) -> None:
    decoders = Decoders(file)
    for drawing in drawings(file):
        try:
            said = shown(file, drawing, decoders)
        except MalformedError as error:
            raise OddError("content") from error
        if said.strings:
            raise OddError("marked content, text")
        if not said.operators <= _OPERATORS:
            raise OddError("content, operator")
