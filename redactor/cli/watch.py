"""`redactor watch`: a hot folder."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from redactor.cli import options
from redactor.decide import OnReview
from redactor.domain.review import Profile

if TYPE_CHECKING:
    from redactor.workflow.documents import Outcome


def watch(
    inbox: Annotated[Path, typer.Argument(metavar="IN", help="Where documents are dropped.")],
    out: Annotated[Path, typer.Option("--out", metavar="OUT", help="Where verified copies go.")],
    hold: Annotated[
        Path, typer.Option("--hold", metavar="HOLD", help="Where documents without a copy go, with reports.")
    ],
    on_review: Annotated[
        OnReview, typer.Option("--on-review", help="What happens to findings that need a person.")
    ] = OnReview.REDACT,
    profile: options.ProfileOption = Profile.PUBLICERING,
    rules: options.RulesOption = None,
    terms: options.TermsOption = None,
    data: options.DataOption = None,
    key_file: options.KeyOption = None,
) -> int:
    """Turn each document dropped in IN into a verified copy in OUT, or move it to HOLD with its report.

    Goes on until it is interrupted. A file is taken once nobody has written to it for a second; hidden ones
    are left alone. One whose name is taken gets a number: none is written over."""
    from redactor.cli import place, session
    from redactor.cli.who import actor, now
    from redactor.workflow.documents import Order
    from redactor.workflow.watching import Folders, watch

    folders = Folders(inbox, out, hold)
    folders.check()
    edge = place.edge(data, key_file)
    order = Order(
        setup=session.setup(edge.key, rules or (), profile, terms),
        on_review=on_review,
        actor=actor(),
        log=place.log(edge.data),
        now=now,
    )
    watch(folders, order, session.width(), _tell)


def _tell(outcome: "Outcome") -> None:
    from redactor.cli import streams, text
    from redactor.workflow.files import shown

    if outcome.error is not None:
        streams.say(outcome.error, outcome.source.name)
    else:
        streams.out(f"{shown(outcome.source.name)}: {text.word('done', streams.language())}\n")
