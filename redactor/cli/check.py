"""`redactor check`: finds, decides, writes no document."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from redactor.cli import options
from redactor.domain.review import Profile

if TYPE_CHECKING:
    from redactor.workflow.documents import Outcome


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"


def check(
    paths: options.Paths,
    output_format: Annotated[
        Format, typer.Option("--format", help="How to tell what was found.")
    ] = Format.TEXT,
    profile: options.ProfileOption = Profile.PUBLICERING,
    rules: options.RulesOption = None,
    terms: options.TermsOption = None,
    password_file: options.PasswordOption = None,
    show_text: Annotated[
        bool, typer.Option("--show-text", help="Show the text that was found. The output is then secret.")
    ] = False,
    piped: options.TypeOption = None,
    data: options.DataOption = None,
    key_file: options.KeyOption = None,
) -> int:
    """Find what a publication copy must not hold, and say why. Writes no document."""
    from redactor.cli.quick import without_spacy_cli

    with without_spacy_cli():
        import presidio_analyzer  # noqa: F401 - the first to import spaCy

    from redactor.cli import place, sarif, session, streams, text
    from redactor.report import report
    from redactor.workflow import batch

    edge = place.edge(data, key_file)
    setup = session.setup(edge.key, rules or (), profile, terms, password_file)
    found = session.documents(paths, piped, edge.key)
    outcomes: list[Outcome] = []
    with streams.progress(len(found)) as advance:
        for outcome in batch.check(found, setup, session.width(), show_text=show_text):
            outcomes.append(outcome)
            advance()
    outcomes.sort(key=batch.order_of(found))
    for outcome in outcomes:
        if outcome.error is not None:
            streams.say(outcome.error, outcome.source.name)
    made = report([dict(o.report) for o in outcomes if o.report is not None], setup.packs.versions)
    match output_format:
        case Format.JSON:
            streams.write(streams.json_bytes(made))
        case Format.SARIF:
            streams.write(streams.json_bytes(sarif.log(made, setup.packs)))
        case Format.TEXT:
            streams.out(text.summary(made, streams.language()))
    return batch.gravest([_exit(outcome) for outcome in outcomes])


def _exit(outcome: "Outcome") -> int:
    if outcome.error is not None:
        return outcome.error.exit_code
    return 0 if outcome.report is not None and outcome.report["verdict"] == "clean" else 1
