"""Many documents in one call: side by side, each finished for itself, and taken up again where it stopped."""

import hashlib
import hmac
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from redactor import __version__
from redactor.errors import RedactorError, UnsupportedError
from redactor.isolation import Steps, drive
from redactor.pipeline import Setup
from redactor.workflow import documents
from redactor.workflow.data import document_id
from redactor.workflow.documents import Order, Outcome
from redactor.workflow.files import make_folder, remove_left_behind
from redactor.workflow.manifest import Entry, Manifest, load
from redactor.workflow.sources import Source, Target

GRAVITY = (5, 4, 2, 3, 1, 0)
"""Exit codes, the gravest first."""


def check(found: Sequence[Source], setup: Setup, width: int, *, show_text: bool) -> Iterator[Outcome]:
    """Each document's outcome as it is ready. What one file of a bundle tells of another belongs here."""
    return drive((documents.check(source, setup, show_text=show_text) for source in found), width)


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
    options = _options(order)
    works = (_resumed(source, target, order, manifest, options, report=report) for source, target in pairs)
    try:
        yield from drive(works, width)
    finally:
        manifest.write()


def _resumed(
    source: Source, target: Target, order: Order, manifest: Manifest, options: str, *, report: bool
) -> Steps[Outcome]:
    assert target.path is not None  # noqa: S101 - a folder's copies are files
    try:
        untrusted = source.load()
    except RedactorError:
        return (yield from documents.redact(source, target, order))
    held = replace(source, content=untrusted)
    sha256 = hashlib.sha256(untrusted).hexdigest()
    input_id = document_id(order.setup.key, sha256)
    place = source.relative.as_posix()
    done = manifest.done(place, input_id, options)
    if done is not None and done.output is not None:
        if not report:
            return Outcome(source, None)
        outcome = yield from documents.check(held, order.setup, show_text=False)
        output = {name: value for name, value in done.output.items() if name != "path"}
        return replace(outcome, report={**(outcome.report or {}), "output": output})
    make_folder(target.path.parent)
    outcome = yield from documents.redact(held, target, order)
    made = outcome.report.get("output") if outcome.report and outcome.error is None else None
    manifest.add(
        Entry(
            place,
            input_id,
            options,
            outcome.exit_code,
            None if made is None else {"path": place, **made},
            outcome.error.message("sv") if isinstance(outcome.error, UnsupportedError) else None,
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


def _options(order: Order) -> str:
    """A keyed id of all that a copy depends on besides its input."""
    setup = order.setup
    depends = {
        "redactor": __version__,
        "packs": [(pack.id, pack.version, pack.sha256) for pack in setup.packs.versions],
        "profile": setup.profile,
        "on_review": order.on_review,
        "terms": setup.terms,
        "placeholder": setup.personal_placeholder,
        "decided": repr(sorted((k, [(d.finding, d.action) for d in v]) for k, v in order.decided.items())),
    }
    return hmac.new(setup.key, b"options\0" + json.dumps(depends).encode(), hashlib.sha256).hexdigest()
