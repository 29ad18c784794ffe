"""Encryption at rest: what is sealed opens in its place, with its key, unchanged, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.errors import UsageError, VaultError
from redactor.store.vault import KEY_ID_BYTES, Vault, new_key

FIRST, SECOND = new_key(), new_key()


def of(text: str) -> Vault:
    """The vault of a key file with this text."""
    return Vault(lambda: text)


@given(st.binary(max_size=200), st.text(max_size=20), st.data())
def test_only_unchanged_and_in_place(plain: bytes, context: str, data: st.DataObject) -> None:
    """Any changed byte, any cut, and any other place is refused."""
    vault = of(FIRST)
    key = vault.key(vault.new("d", vault.newest), "d")
    sealed = key.seal(plain, context)
    assert key.open(sealed, context) == plain
    assert plain not in sealed or len(plain) < 4
    at = data.draw(st.integers(0, len(sealed) - 1))
    changed = sealed[:at] + bytes([sealed[at] ^ data.draw(st.integers(1, 255))]) + sealed[at + 1 :]
    for wrong, place in ((changed, context), (sealed[:at], context), (sealed, context + "x")):
        with pytest.raises(VaultError):
            key.open(wrong, place)


def test_turning_the_key() -> None:
    """After a turn the old key still opens; once all is sealed anew it is needed no more."""
    old = of(FIRST)
    sealed = old.new("d", old.newest)
    content = old.key(sealed, "d").seal(b"text", "c")
    both = of(f"{SECOND}\n{FIRST}\n")
    assert both.ids == (of(SECOND).newest, old.newest)
    assert both.key(sealed, "d").open(content, "c") == b"text"
    again = both.resealed(sealed, "d", both.newest)
    assert again[:KEY_ID_BYTES].hex() == both.newest
    assert of(SECOND).key(again, "d").open(content, "c") == b"text"
    with pytest.raises(VaultError):
        of(SECOND).key(sealed, "d")


def test_key_turned_meanwhile() -> None:
    """A key that is missing is looked for in the file again: another process may have turned it."""
    text = FIRST
    vault, other = Vault(lambda: text), of(f"{SECOND}\n{FIRST}")
    sealed = other.new("d", other.newest)
    with pytest.raises(VaultError):
        vault.key(sealed, "d")
    text = f"{SECOND}\n{FIRST}"
    vault.key(sealed, "d")
    assert vault.newest == other.newest


def test_key_of_another_document() -> None:
    """A document's key cannot be put at another document."""
    vault = of(FIRST)
    with pytest.raises(VaultError):
        vault.key(vault.new("d", vault.newest), "e")


@pytest.mark.parametrize("text", ["", "00", "zz" * 32, "00" * 32 + " 00"])
def test_no_key_file(text: str) -> None:
    """A file without keys, or with a short one, is refused."""
    with pytest.raises(UsageError):
        of(text)
