"""Encryption at rest: what is sealed opens in its place, with its key, unchanged, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.errors import UsageError, VaultError
from redactor.store.vault import Vault, new_key

FIRST, SECOND = new_key(), new_key()


@given(st.binary(max_size=200), st.text(max_size=20), st.data())
def test_only_unchanged_and_in_place(plain: bytes, context: str, data: st.DataObject) -> None:
    """Any changed byte, any cut, and any other place is refused."""
    vault = Vault.from_text(FIRST)
    key = vault.key(vault.new("d"), "d")
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
    old = Vault.from_text(FIRST)
    sealed = old.new("d")
    content = old.key(sealed, "d").seal(b"text", "c")
    both = Vault.from_text(f"{SECOND}\n{FIRST}\n")
    assert both.key(sealed, "d").open(content, "c") == b"text"
    assert not both.is_current(sealed)
    again = both.resealed(sealed, "d")
    assert both.is_current(again)
    assert Vault.from_text(SECOND).key(again, "d").open(content, "c") == b"text"
    with pytest.raises(VaultError):
        Vault.from_text(SECOND).key(sealed, "d")


def test_key_of_another_document() -> None:
    """A document's key cannot be put at another document."""
    vault = Vault.from_text(FIRST)
    with pytest.raises(VaultError):
        vault.key(vault.new("d"), "e")


@pytest.mark.parametrize("text", ["", "00", "zz" * 32, "00" * 32 + " 00"])
def test_no_key_file(text: str) -> None:
    """A file without keys, or with a short one, is refused."""
    with pytest.raises(UsageError):
        Vault.from_text(text)
