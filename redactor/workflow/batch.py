"""Many documents in one call: side by side, each finished for itself, and taken up again where it stopped.

The documents of one folder are a bundle (workflow.bundles): each is checked first, and what one tells of
private persons is looked for in the others.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from redactor.errors import RedactorError, UnsupportedError
from redactor.isolation import Steps, drive
from redactor.pipeline import Setup
from redactor.workflow import bundles, documents
from redactor.workflow.bundles import Bundle, Told
from redactor.workflow.data import document_id
from redactor.workflow.documents import Order, Outcome
from redactor.workflow.files import make_folder, remove_left_behind
from redactor.workflow.manifest import Entry, Manifest, load
from redactor.workflow.resume import bundle_id, options_id
from redactor.workflow.sources import Source, Target

GRAVITY = (5, 4, 2, 3, 1, 0)
"""Exit codes, the gravest first."""


def check(found: Sequence[Source], setup: Setup, width: int, *, show_text: bool) -> Iterator[Outcome]:
    """Each document's outcome as it is ready. A document that other files tell nothing is examined once."""
    for together in bundles.rounds(found):
        several = {source.name for bundle in together if len(bundle) > 1 for source in bundle}
        first = (
            documents.check(source, setup, show_text=show_text, tells=source.name in several)
            for bundle in together
            for source in bundle
        )
        asked: list[Outcome] = []
        for outcome in drive(first, width):
            if outcome.source.name in several:
                asked.append(outcome)
            else:
                yield outcome
        told = bundles.told(asked)
        again: list[Steps[Outcome]] = []
        for outcome in asked:
            strings = told[outcome.source.name].strings
            if strings and outcome.error is None:
                again.append(documents.check(outcome.source, setup, show_text=show_text, bundle=strings))
            else:
                yield outcome
        yield from drive(again, width)


def redact(
    found: Sequence[Source],
    targets: Sequence[Target],
    order: Order,
    width: int,
    *,
    folder: Path | None = None,
    report: bool = False,
) -> Iterator[Outcome]:
    """Each document's outcome as it is ready. With `folder`, a manifest there says what is done already;
    such a document is examined again only when `report` asks for its findings.

    Raises LogError and OutputError, after which no document can be done.
    """
    for parent in {target.path.parent for target in targets if target.path is not None}:
        if parent.is_dir():
            remove_left_behind(parent)
    pairs = zip(found, targets, strict=True)
    if folder is None:
        yield from drive((documents.redact(source, target, order) for source, target in pairs), width)
        return
    make_folder(folder)
    remove_left_behind(folder)
    manifest = load(folder, order.setup.key)
    target_of = {source.name: target for source, target in pairs}
    try:
        for together in bundles.rounds(found):
            named = [(bundle, bundle_id(order, bundle) if len(bundle) > 1 else "") for bundle in together]
            told = _told(named, order, width, manifest, report=report)
            works = (
                _resumed(source, target_of[source.name], order, manifest, told.get(source.name), name, report)
                for bundle, name in named
                for source in bundle
            )
            yield from drive(works, width)
    finally:
        manifest.write()


def _told(
    named: Sequence[tuple[Bundle, str]], order: Order, width: int, manifest: Manifest, *, report: bool
) -> Mapping[str, Told]:
    """What each document is told. A bundle where all is done as its files are now is not asked (it has no
    entry here), unless its findings are wanted."""
    asked = [
        source
        for bundle, name in named
        if report or not all(manifest.settled(source.relative.as_posix(), name) for source in bundle)
        for source in (bundle if len(bundle) > 1 else ())
    ]
    decided = tuple(decision for own in order.decided.values() for decision in own)
    first = (documents.check(source, order.setup, tells=True, decided=decided) for source in asked)
    told = bundles.told([replace(outcome, report=None) for outcome in drive(first, width)])
    return {**{bundle[0].name: Told() for bundle, _ in named if len(bundle) == 1}, **told}


def _resumed(
    source: Source,
    target: Target,
    order: Order,
    manifest: Manifest,
    told: Told | None,
    bundle: str,
    report: bool,
) -> Steps[Outcome]:
    assert target.path is not None  # noqa: S101 - a folder's copies are files
    strings = () if told is None else told.strings
    try:
        untrusted = source.load()
    except RedactorError:
        return (yield from documents.redact(source, target, order))
    held = replace(source, content=untrusted)
    input_id = document_id(order.setup.key, hashlib.sha256(untrusted).hexdigest())
    place, options = source.relative.as_posix(), options_id(order, strings)
    done = manifest.settled(place, bundle) if told is None else manifest.done(place, input_id, options)
    name = bundle if told is None or told.whole else ""
    if done is not None and done.output is not None:
        if done.bundle != name:
            manifest.add(replace(done, bundle=name))
        if not report:
            return Outcome(source, None)
        outcome = yield from documents.check(held, order.setup, bundle=strings)
        output = {name: value for name, value in done.output.items() if name != "path"}
        return replace(outcome, report={**(outcome.report or {}), "output": output})
    make_folder(target.path.parent)
    outcome = yield from documents.redact(held, target, order, strings)
    made = outcome.report.get("output") if outcome.report and outcome.error is None else None
    manifest.add(
        Entry(
            place,
            input_id,
            options,
            outcome.exit_code,
            None if made is None else {"path": place, **made},
            outcome.error.message("sv") if isinstance(outcome.error, UnsupportedError) else None,
            name,
        )
    )
    return outcome


def order_of(found: Sequence[Source]) -> Callable[[Outcome], int]:
    """A sort key: outcomes as the caller named their documents."""
    positions = {source.name: position for position, source in enumerate(found)}
    return lambda outcome: positions[outcome.source.name]


def gravest(codes: Sequence[int]) -> int:
    """The exit of several documents."""
    return min(codes, key=GRAVITY.index, default=0)
