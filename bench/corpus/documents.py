"""The corpus: every document of one of the two sets, the same for a seed."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from bench.corpus.names import Half
from bench.corpus.people import cast
from bench.corpus.rendering import Rendered, render
from bench.corpus.source import Source, parse
from bench.corpus.templates import templates
from bench.invented import Chance

PROSE = Path(__file__).parent / "prose"
SEED = 20261122
_TEST_SHARE = 102
"""Of 256: two fifths of the prose are test documents."""


def half_of(name: str) -> Half:
    """Which set a prose document belongs to: fixed by the hash of its name."""
    return "test" if hashlib.sha256(name.encode()).digest()[0] < _TEST_SHARE else "tuning"


def prose() -> Iterator[Source]:
    """The documents written by hand. Raises SourceError."""
    for path in sorted(PROSE.glob("[0-9]*.md")):
        yield parse(path.stem, path.read_text("utf-8"))


def documents(half: Half, seed: int = SEED, *, rename: bool = True) -> Iterator[Rendered]:
    """`rename` gives people of the prose new names from the set's own pool; else the authors' names stay."""
    for source in prose():
        if half_of(source.name) == half:
            chance = Chance(f"{seed} {source.name}")
            yield render(source, cast(source, chance, half, rename=rename))
    for source in templates(half, seed):
        yield render(source, cast(source, Chance(f"{seed} {source.name}"), half, rename=False))
