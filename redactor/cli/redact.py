"""`redactor redact`: writes verified publication copies."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from redactor.cli import options
from redactor.decide import OnReview
from redactor.domain.records import PLACEHOLDER
from redactor.domain.review import Profile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from redactor.domain.review import Decision
    from redactor.pipeline import Setup
    from redactor.workflow.documents import Outcome
    from redactor.workflow.sources import Source


class SecretPages(StrEnum):
    DROP = "drop"
    BLANK = "blank"


def redact(
    paths: options.Paths,
    out: Annotated[
        str, typer.Option("-o", "--out", metavar="OUT", help="File, folder, or - for standard output.")
    ],
    report_file: Annotated[
        Path | None, typer.Option("--report", metavar="FILE", help="Write the report (JSON) there.")
    ] = None,
    decisions: Annotated[
        Path | None, typer.Option("--decisions", metavar="FILE", help="People's decisions (JSON).")
    ] = None,
    on_review: Annotated[
        OnReview, typer.Option("--on-review", help="What happens to findings that need a person.")
    ] = OnReview.REDACT,
    profile: options.ProfileOption = Profile.PUBLICERING,
    rules: options.RulesOption = None,
    terms: options.TermsOption = None,
    password_file: options.PasswordOption = None,
    personal_placeholder: Annotated[
        str, typer.Option("--personal-placeholder", metavar="TEXT", help="Stands for personal data.")
    ] = PLACEHOLDER,
    secret_pages: Annotated[
        SecretPages, typer.Option("--secret-pages", help="What becomes of a PDF's wholly secret pages.")
    ] = SecretPages.DROP,
    piped: options.TypeOption = None,
    data: options.DataOption = None,
    key_file: options.KeyOption = None,
) -> int:
    """Write a verified publication copy. What cannot be verified is not written."""
    from redactor.cli.quick import without_spacy_cli

    with without_spacy_cli():
        import presidio_analyzer  # noqa: F401 - the first to import spaCy

    from redactor.cli import place, session, who
    from redactor.workflow import batch, sources
    from redactor.workflow.documents import Order

    edge = place.edge(data, key_file)
    setup = session.setup(
        edge.key,
        rules or (),
        profile,
        terms,
        password_file,
        personal_placeholder,
        blank_pages=secret_pages is SecretPages.BLANK,
    )
    found = session.documents(paths, piped, edge.key, passed_over=Path(out))
    targets = sources.targets(found, paths, out)
    if report_file is not None:
        sources.check_report_place(report_file, found, targets)
    order = Order(
        setup=setup,
        on_review=on_review,
        actor=who.actor(),
        log=place.log(edge.data),
        now=who.now,
        decided={} if decisions is None else _decided(decisions, found, setup),
    )
    folder = sources.folder_of_copies(paths, out)
    works = batch.redact(
        found, targets, order, session.width(), folder=folder, report=report_file is not None
    )
    outcomes = _collected(works, found, to_file=out != sources.STDIN)
    if report_file is not None:
        _write_report(report_file, outcomes, setup)
    return batch.gravest([outcome.exit_code for outcome in outcomes])


def _decided(path: Path, found: "tuple[Source, ...]", setup: "Setup") -> "dict[str, tuple[Decision, ...]]":
    """Raises UsageError unless the decisions are about one of the documents."""
    from hashlib import sha256

    from redactor.cli import who
    from redactor.errors import RedactorError, UsageError, Words
    from redactor.workflow.inputs import read_decisions

    decided = read_decisions(path, setup.packs.catalogue, who.now())
    for source in found:
        try:
            if sha256(source.load()).hexdigest() == decided.document:
                return {decided.document: decided.decisions}
        except RedactorError:
            # Said when its turn comes.
            continue
    raise UsageError(
        what=Words(f"{path}: besluten gäller ett annat dokument.", f"{path}: decisions on another document.")
    )


def _collected(works: "Iterator[Outcome]", found: "tuple[Source, ...]", *, to_file: bool) -> "list[Outcome]":
    """The outcomes in the caller's order, each told as it comes."""
    from redactor.cli import streams
    from redactor.workflow import batch

    outcomes: list[Outcome] = []
    with streams.progress(len(found)) as advance:
        for outcome in works:
            outcomes.append(outcome)
            advance()
            if outcome.error is not None:
                streams.say(outcome.error, outcome.source.name)
            elif to_file:
                streams.out(_line(outcome))
    return sorted(outcomes, key=batch.order_of(found))


def _line(outcome: "Outcome") -> str:
    from redactor.cli import streams, text
    from redactor.workflow.files import shown

    language = streams.language()
    name = shown(outcome.source.name)
    if outcome.report is None:
        return f"{name}: {text.word('earlier', language)}\n"
    count = outcome.report["output"]["placeholders"]
    return f"{name}: {text.word('done', language)}, {count} {text.word('placeholders', language)}\n"


def _write_report(path: Path, outcomes: "list[Outcome]", setup: "Setup") -> None:
    from redactor.cli import streams
    from redactor.report import report
    from redactor.workflow import files

    documents = [dict(outcome.report) for outcome in outcomes if outcome.report is not None]
    files.write(path, streams.json_bytes(report(documents, setup.packs.versions)))
