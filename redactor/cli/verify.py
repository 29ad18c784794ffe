"""`redactor verify`: looks for residue in a copy."""

from pathlib import Path
from typing import Annotated

import typer

from redactor.cli import options
from redactor.domain.review import Profile

RESIDUE = 1


def verify(
    published: Annotated[str, typer.Argument(metavar="PUBLISHED", help="The copy; - reads standard input.")],
    original: Annotated[
        Path | None, typer.Option("--original", metavar="ORIGINAL", help="What the copy was made from.")
    ] = None,
    report_file: Annotated[
        Path | None, typer.Option("--report", metavar="FILE", help="The report that redact wrote.")
    ] = None,
    profile: options.ProfileOption = Profile.PUBLICERING,
    rules: options.RulesOption = None,
    terms: options.TermsOption = None,
    password_file: options.PasswordOption = None,
    piped: options.TypeOption = None,
    data: options.DataOption = None,
    key_file: options.KeyOption = None,
) -> int:
    """Look for residue with readers that share nothing with the writer."""
    from redactor.cli.quick import without_spacy_cli

    with without_spacy_cli():
        import presidio_analyzer  # noqa: F401 - the first to import spaCy

    from redactor.cli import place, session, streams
    from redactor.errors import LeakError, UnreadableError
    from redactor.workflow import proof
    from redactor.workflow.files import shown

    edge = place.edge(data, key_file)
    setup = session.setup(edge.key, rules or (), profile, terms, password_file)
    copy = session.document(published, piped)
    source = None if original is None else session.document(str(original), None)
    reported = {} if report_file is None else proof.read_report(report_file, str(original))
    try:
        verified = proof.verify_copy(copy, source, reported, setup)
    except LeakError as error:
        streams.say(error, published)
        return RESIDUE
    except UnreadableError as error:
        streams.say(error, published)
        return error.exit_code
    probes = ", ".join(f"{probe.name} {probe.examined}" for probe in verified.probes)
    streams.out(f"{shown(published)}: {streams.either('ren', 'clean')} ({probes})\n")
    return 0
