"""A corpus is a folder: every `NAME.gold.json` beside the documents `NAME.*` it is the gold of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from redactor import __version__
from redactor.errors import MissingError, RedactorError, UsageError, Words
from redactor.evaluation.failures import failures
from redactor.evaluation.figures import SCHEMA, figures, summary
from redactor.evaluation.gold import Gold, read_gold
from redactor.evaluation.measure import Measured, measure
from redactor.formats.detect import SUFFIXES, detect
from redactor.isolation import Job, Steps, drive, limits_for
from redactor.pipeline import Setup
from redactor.workflow.files import read_bounded, shown
from redactor.workflow.sources import Source, one

GOLD = ".gold.json"
_RUNS = 4
"""The walks that one measurement takes: two copies made, one proved, both read."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document and its gold."""

    source: Source
    gold: Gold


@dataclass(frozen=True, slots=True)
class Result:
    """What one document says; or why it could not be measured: never a success, never a failure."""

    annotated: Annotated
    measured: Measured | None
    error: RedactorError | None = None


def corpus(folder: Path) -> tuple[Annotated, ...]:
    """Every document of the folder that has a gold. Raises MissingError, and UsageError for gold that is
    wrong, without a document, or missing altogether."""
    if not folder.is_dir():
        raise MissingError(path=shown(str(folder)))
    found: list[Annotated] = []
    for path in sorted(folder.rglob(f"*{GOLD}")):
        name = shown(str(path))
        gold = read_gold(name, read_bounded(path))
        stem = path.name.removesuffix(GOLD)
        beside = sorted(path.with_name(stem + suffix) for suffix in SUFFIXES)
        documents = [Annotated(one(str(file)), gold) for file in beside if file.is_file()]
        if not documents:
            raise _without(name, "dokument", "document")
        found.extend(documents)
    if not found:
        raise _without(shown(str(folder)), f"facit (*{GOLD})", f"gold (*{GOLD})")
    return tuple(found)


def run(annotated: tuple[Annotated, ...], setup: Setup, width: int) -> Iterator[Result]:
    """Each document's result as it is ready, every one in a child process of its own."""
    yield from drive((_measured(document, setup) for document in annotated), width)


def _measured(annotated: Annotated, setup: Setup) -> Steps[Result]:
    try:
        untrusted = annotated.source.load()
        work = partial(_work, untrusted, annotated, setup)
        measured: Measured = yield Job(work, limits_for(_RUNS * len(untrusted)))
    except RedactorError as error:
        return Result(annotated, None, error)
    return Result(annotated, measured)


def _work(untrusted: bytes, annotated: Annotated, setup: Setup) -> Measured:
    return measure(untrusted, detect(untrusted, annotated.source.suffix), setup, annotated.gold)


def _without(name: str, sv: str, en: str) -> UsageError:
    return UsageError(what=Words(f"{name}: {sv} saknas.", f"{name}: no {en}."))


def told(results: Sequence[Result], setup: Setup, *, show_text: bool) -> dict[str, Any]:
    """`redactor/eval/1`: the figures, what was not measured and why, every failure by place."""
    done = [(result, result.measured) for result in results if result.measured is not None]
    return {
        "schema": SCHEMA,
        "redactor": __version__,
        "packs": [{"id": p.id, "version": p.version, "sha256": p.sha256} for p in setup.packs.versions],
        "profile": setup.profile,
        **figures([measured for _, measured in done]),
        "by_document": [{"path": r.annotated.source.name, **summary(measured)} for r, measured in done],
        "not_measured": [
            {"path": result.annotated.source.name, "why": result.error.message("en")}
            for result in results
            if result.error is not None
        ],
        "failures": [
            {
                "path": result.annotated.source.name,
                **failure.value(result.annotated.gold, show_text=show_text),
            }
            for result, measured in done
            for failure in failures(measured)
        ],
    }
