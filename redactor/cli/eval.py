"""`redactor eval`: precision and recall against a corpus whose documents people have marked."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from redactor.cli import options
from redactor.domain.review import Profile

if TYPE_CHECKING:
    from redactor.workflow.evaluation import Result

FAILED = 1


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"


def evaluate(
    corpus: Annotated[
        Path, typer.Argument(metavar="CORPUS", help="A folder of documents with NAME.gold.json beside each.")
    ],
    output_format: Annotated[Format, typer.Option("--format", help="How to tell the figures.")] = Format.TEXT,
    least: Annotated[
        float | None,
        typer.Option("--min", min=0, max=1, help="Exit 1 when less of what must go is gone."),
    ] = None,
    show_text: Annotated[
        bool, typer.Option("--show-text", help="Show the text of each failure. The output is then secret.")
    ] = False,
    profile: options.ProfileOption = Profile.PUBLICERING,
    rules: options.RulesOption = None,
    terms: options.TermsOption = None,
    data: options.DataOption = None,
    key_file: options.KeyOption = None,
) -> int:
    """Measure precision and recall against an annotated corpus. Writes no document."""
    from redactor.cli.quick import without_spacy_cli

    with without_spacy_cli():
        import presidio_analyzer  # noqa: F401 - the first to import spaCy

    from redactor.cli import eval_text, place, session, streams
    from redactor.workflow import batch, evaluation

    annotated = evaluation.corpus(corpus)
    edge = place.edge(data, key_file)
    setup = session.setup(edge.key, rules or (), profile, terms)
    results: list[Result] = []
    with streams.progress(len(annotated)) as advance:
        for result in evaluation.run(annotated, setup, session.width()):
            results.append(result)
            advance()
    results.sort(key=lambda result: result.annotated.source.name)
    made = evaluation.told(results, setup, show_text=show_text)
    if output_format is Format.JSON:
        streams.write(streams.json_bytes(made))
    else:
        streams.out(eval_text.table(made, streams.language()))
    return batch.gravest([*_errors(results), _held(made, least)])


def _errors(results: "Sequence[Result]") -> list[int]:
    return [result.error.exit_code for result in results if result.error is not None]


def _held(made: dict[str, Any], least: float | None) -> int:
    recall = made["must_go"][-1]["recall"]["redact"]["value"]
    return FAILED if least is not None and (recall is None or recall < least) else 0
