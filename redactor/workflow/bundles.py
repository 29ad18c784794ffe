"""Which documents of a call are a bundle, and what each of them is told before it is worked on.

A bundle is the documents of one call that lie in one folder. What is certain to be a private person's in
one of them is looked for in all of them. Its strings are held in this process only, never logged or written.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from redactor.errors import UnsupportedError
from redactor.propagation import Carried, merged, others
from redactor.workflow.documents import Outcome
from redactor.workflow.sources import Source

_ROUND = 64
"""Documents that are worked on before the next are asked: enough to keep every child busy."""

Bundle = tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What a document is told by the others. `whole`: none of them failed that could have told more."""

    strings: tuple[Carried, ...] = field(default=(), repr=False)
    whole: bool = True


def rounds(found: Iterable[Source]) -> Iterator[tuple[Bundle, ...]]:
    """The documents by folder, in rounds of whole bundles; what came through a pipe is alone."""
    by_folder: dict[str, list[Source]] = {}
    for source in found:
        by_folder.setdefault(_folder(source), []).append(source)
    waiting: list[Bundle] = []
    for sources in by_folder.values():
        waiting.append(tuple(sources))
        if sum(map(len, waiting)) >= _ROUND:
            yield tuple(waiting)
            waiting = []
    if waiting:
        yield tuple(waiting)


def told(outcomes: Sequence[Outcome]) -> Mapping[str, Told]:
    """What each document, by its name, is told by the others in its folder that were checked with it."""
    by_folder: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        by_folder.setdefault(_folder(outcome.source), []).append(outcome)
    made: dict[str, Told] = {}
    for together in by_folder.values():
        strings = merged(string for outcome in together for string in outcome.carried)
        # An unsupported file never tells anything; one over a limit may the next time.
        whole = all(o.error is None or isinstance(o.error, UnsupportedError) for o in together)
        for outcome in together:
            made[outcome.source.name] = Told(others(strings, outcome.carried), whole)
    return made


def _folder(source: Source) -> str:
    return source.name if source.path is None else os.path.realpath(source.path.parent)
