"""The zip file itself: what is no whole file is no pass, and what is odd is told of and read."""

import struct
import zipfile
import zlib
from io import BytesIO

import pytest

from redactor.errors import LeakError, LimitError
from redactor.verify.docx.container import take_apart

ENTRY, LOCAL = b"PK\x01\x02", b"PK\x03\x04"
NAME = b"Marta Fjallgren"  # invented


def archive(**members: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, data in members.items():
            made.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)
    return buffer.getvalue()


def patched(data: bytes, mark: bytes, number: int, at: int, value: bytes) -> bytes:
    """`data` with `value` at `at` of the `number`th record that begins with `mark`."""
    start = -1
    for _ in range(number + 1):
        start = data.index(mark, start + 1)
    return data[: start + at] + value + data[start + at + len(value) :]


TWO = archive(a=b"one", b=b"two")


@pytest.mark.parametrize(
    ("mark", "at", "value", "where"),
    [
        (ENTRY, 0, b"XX", "directory"),
        (LOCAL, 0, b"XX", "member"),
        (ENTRY, 10, struct.pack("<H", 12), "compression"),
    ],
)
def test_no_whole_zip_file(mark: bytes, at: int, value: bytes, where: str) -> None:
    """A record that is none, or a compression that no reader here knows, stops the copy."""
    with pytest.raises(LeakError) as caught:
        take_apart(patched(TWO, mark, 1, at, value))
    assert caught.value.fields["where"] == where


def test_members_that_share_bytes() -> None:
    """Two members in one place are told of, and both are read."""
    made = take_apart(patched(TWO, ENTRY, 1, 42, struct.pack("<I", 0)))
    assert "members overlap" in made.odd
    assert [member.content for member in made.members] == [b"one", b"one"]


@pytest.mark.parametrize("name", [b"a", b"A"])
def test_two_members_of_one_name(name: bytes) -> None:
    """Readers differ in which of two they take, case aside: both are read."""
    made = take_apart(patched(patched(TWO, ENTRY, 1, 46, name), LOCAL, 1, 30, name))
    assert made.odd == ("two members of one name",)
    assert [member.content for member in made.members] == [b"one", b"two"]


def test_wrong_checksum() -> None:
    """A member that is not what its entry says is told of."""
    assert take_apart(patched(TWO, ENTRY, 0, 16, bytes(4))).odd == ("size or checksum of a member",)


def test_bytes_after_the_packed_data() -> None:
    """What stands behind the end of a member's packed data is read with it."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    packed = packer.compress(b"public") + packer.flush() + NAME
    deflated = struct.pack("<H", zipfile.ZIP_DEFLATED)
    made = take_apart(patched(patched(archive(a=packed), ENTRY, 0, 10, deflated), LOCAL, 0, 8, deflated))
    assert "bytes after a member's data" in made.odd
    assert made.members[0].content == b"public\0" + NAME


def test_too_large() -> None:
    """Stored members count towards the limit as packed ones do."""
    with pytest.raises(LimitError):
        take_apart(TWO, allowed=5)
    assert len(take_apart(TWO, allowed=6).members) == 2
