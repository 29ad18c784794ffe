"""The log's Merkle tree against RFC 9162's definitions, and proofs that stand without the log."""

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.audit import Consistency, Inclusion, Tree, leaf_hash, merkle, proof_json, proof_of
from tests.unit.test_audit import chain, leaves, signed, tree_of

# The entries and roots of the Certificate Transparency project's own tests.
ENTRIES = [
    bytes.fromhex(entry)
    for entry in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", bytes(range(96, 112)).hex())
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def some_leaves(count: int) -> list[bytes]:
    return [leaf_hash(bytes([number])) for number in range(count)]


def root(found: list[bytes]) -> bytes:
    """MTH as the RFC defines it (2.1.1)."""
    if not found:
        return hashlib.sha256(b"").digest()
    if len(found) == 1:
        return found[0]
    half = 1
    while half * 2 < len(found):
        half *= 2
    return hashlib.sha256(b"\x01" + root(found[:half]) + root(found[half:])).digest()


def grown(found: list[bytes]) -> Tree:
    tree = Tree(0, ())
    for leaf in found:
        tree = tree.append(leaf)
    return tree


@pytest.mark.parametrize("size", range(9))
def test_known_roots(size: int) -> None:
    """The roots are those of another implementation."""
    assert grown([leaf_hash(entry) for entry in ENTRIES[:size]]).root.hex() == ROOTS[size]


@given(st.integers(1, 70), st.data())
def test_inclusion(size: int, data: st.DataObject) -> None:
    """Every leaf's path leads to the root, from its own place and in its own order only."""
    found = some_leaves(size)
    index = data.draw(st.integers(0, size - 1))
    path = merkle.inclusion(found, index)
    assert merkle.included(found[index], index, size, path) == root(found) == grown(found).root
    assert merkle.included(leaf_hash(b"other"), index, size, path) != root(found)
    assert merkle.included(found[index], index, size, (*path, found[0])) is None
    for wrong in (index + 1, index - 1, size, -1):
        assert merkle.included(found[index], wrong, size, path) != root(found)
    if path:
        assert merkle.included(found[index], index, size, path[:-1]) is None


@given(st.integers(1, 70), st.data())
def test_consistency(size: int, data: st.DataObject) -> None:
    """A log that only grew proves it; one with another beginning cannot."""
    found = some_leaves(size)
    first = data.draw(st.integers(1, size))
    path = merkle.consistency(found, first)
    whole, begun = root(found), root(found[:first])
    assert merkle.consistent(first, begun, size, whole, path)
    assert not merkle.consistent(first, root([leaf_hash(b"other"), *found[1:first]]), size, whole, path)
    assert not merkle.consistent(first, begun, size, leaf_hash(b"other"), path)
    assert not merkle.consistent(first, begun, size, whole, (*path, whole))
    assert not merkle.consistent(0, begun, size, whole, path)
    assert not merkle.consistent(size + 1, begun, size, whole, path)
    if path:
        assert not merkle.consistent(first, begun, size, whole, path[:-1])


def test_peaks_fit_the_size() -> None:
    """A tree read from elsewhere has a peak for each bit of its size."""
    for size, peaks in ((1, 0), (3, 1), (0, 1), (-1, 1)):
        with pytest.raises(ValueError, match="peaks"):
            Tree(size, tuple(some_leaves(peaks)))


def test_record_is_proved() -> None:
    """A record and its path stand against the checkpoint; another record, path or checkpoint does not."""
    records = chain(6)
    path = tuple(step.hex() for step in merkle.inclusion(leaves(records), 3))
    proof = Inclusion(records[3], 6, path)
    assert proof.holds(signed(records))
    assert proof_of(proof_json(proof)) == proof
    assert not proof.holds(signed(records[:5]))
    assert not replace(proof, record=replace(records[3], reason="Annat.")).holds(signed(records))
    assert not replace(proof, record=records[2]).holds(signed(records))
    assert not replace(proof, path=("zz", *path[1:])).holds(signed(records))
    assert not replace(proof, size=5).holds(signed(records))


def test_record_whose_hash_is_not_its_own() -> None:
    """A leaf with a record whose own hash is wrong is no record of a log."""
    wrong = [replace(chain(1)[0], reason="Annat.")]
    assert not Inclusion(wrong[0], 1, ()).holds(signed(wrong))


def test_growth_is_proved() -> None:
    """A later log that begins with the earlier one proves it by two checkpoints."""
    records = chain(7)
    path = tuple(step.hex() for step in merkle.consistency(leaves(records), 4))
    proof = Consistency(4, 7, path)
    assert proof.holds(signed(records[:4]), signed(records))
    assert proof_of(proof_json(proof)) == proof
    assert not proof.holds(signed(records[:3]), signed(records))
    assert not proof.holds(
        replace(signed(records[:4]), root=tree_of(records[1:5]).root.hex()), signed(records)
    )
    assert not replace(proof, path=("zz",)).holds(signed(records[:4]), signed(records))


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b"{}",
        b'{"schema":"redactor/audit-proof/1"}',
        b'{"schema":"redactor/audit-proof/1","path":[1],"first":1,"second":2}',
        b'{"schema":"redactor/audit-proof/1","path":[],"first":true,"second":2}',
        b'{"schema":"redactor/audit-proof/1","path":[],"first":1}',
        b'{"schema":"redactor/audit-proof/1","path":[],"record":{},"size":1}',
        b'{"schema":"redactor/audit-proof/2","path":[],"first":1,"second":2}',
    ],
)
def test_no_proof(raw: bytes) -> None:
    """What is no proof is refused."""
    with pytest.raises(ValueError):
        proof_of(raw)
