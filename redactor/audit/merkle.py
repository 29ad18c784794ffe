"""The Merkle tree of RFC 9162, section 2.1, with SHA-256.

A tree that grows is kept as its peaks: the roots of the largest whole subtrees, from left to right.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

Hash = bytes


def leaf_hash(entry: bytes) -> Hash:
    return hashlib.sha256(b"\x00" + entry).digest()


def _node(left: Hash, right: Hash) -> Hash:
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Tree:
    """The head of a tree of `size` leaves."""

    size: int
    peaks: tuple[Hash, ...]

    def __post_init__(self) -> None:
        """Raises ValueError unless there is a peak for each bit of the size."""
        if self.size < 0 or len(self.peaks) != self.size.bit_count():
            raise ValueError("not the peaks of a tree of that size")

    def append(self, leaf: Hash) -> "Tree":
        """The tree with one leaf more."""
        peaks = list(self.peaks)
        whole = self.size
        while whole & 1:
            leaf = _node(peaks.pop(), leaf)
            whole >>= 1
        return Tree(self.size + 1, (*peaks, leaf))

    @property
    def root(self) -> Hash:
        if not self.peaks:
            return hashlib.sha256(b"").digest()
        return reduce(lambda right, left: _node(left, right), reversed(self.peaks))


NO_LEAVES = Tree(0, ())


def inclusion(leaves: Sequence[Hash], index: int) -> tuple[Hash, ...]:
    """The path from leaf `index`, counted from 0, to the root (2.1.3.1)."""
    path: list[Hash] = []
    low, high = 0, len(leaves)
    while high - low > 1:
        middle = low + _left(high - low)
        if index < middle:
            path.append(_root(leaves[middle:high]))
            high = middle
        else:
            path.append(_root(leaves[low:middle]))
            low = middle
    return tuple(reversed(path))


def consistency(leaves: Sequence[Hash], first: int) -> tuple[Hash, ...]:
    """The proof that the tree of the `first` leaves (at least one) became the tree of all (2.1.4.1)."""
    path: list[Hash] = []
    low, high = 0, len(leaves)
    known = True  # the subtree is the whole first tree, whose root the reader has
    while first < high:
        middle = low + _left(high - low)
        if first <= middle:
            path.append(_root(leaves[middle:high]))
            high = middle
        else:
            path.append(_root(leaves[low:middle]))
            low, known = middle, False
    if not known:
        path.append(_root(leaves[low:high]))
    return tuple(reversed(path))


def included(leaf: Hash, index: int, size: int, path: Sequence[Hash]) -> Hash | None:
    """The root that the path leads to from the leaf; None when it is no path of such a tree (2.1.3.2)."""
    if not 0 <= index < size:
        return None
    at, last, root = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return None
        if at & 1 or at == last:
            root = _node(sibling, root)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            root = _node(root, sibling)
        at, last = at >> 1, last >> 1
    return root if last == 0 else None


def consistent(first: int, first_root: Hash, second: int, second_root: Hash, path: Sequence[Hash]) -> bool:
    """Whether the path proves that the second tree begins with the first (2.1.4.2)."""
    if not 0 < first <= second:
        return False
    if first == second:
        return first_root == second_root and not path
    hashes = [first_root, *path] if first.bit_count() == 1 else list(path)
    if not hashes:
        return False
    at, last = first - 1, second - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    old = new = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            old, new = _node(sibling, old), _node(sibling, new)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            new = _node(new, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and old == first_root and new == second_root


def _left(size: int) -> int:
    """How many leaves of `size` (at least two) the left subtree holds: the largest power of two below."""
    return 1 << ((size - 1).bit_length() - 1)


def _root(leaves: Sequence[Hash]) -> Hash:
    return reduce(Tree.append, leaves, NO_LEAVES).root
