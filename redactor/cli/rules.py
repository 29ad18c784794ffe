"""`redactor rules`: what is loaded, is it valid, do its own examples hold, why does a rule exist."""

from pathlib import Path
from typing import Annotated

import typer

from redactor.cli import options

app = typer.Typer(help="Rule packs: list, check, test, explain.", no_args_is_help=True, rich_markup_mode=None)

Folders = Annotated[list[Path] | None, typer.Argument(metavar="[DIR]...", help="Folders with rule packs.")]
FAILED = 1


@app.command("list")
def list_(rules: options.RulesOption = None, data: options.DataOption = None) -> int:  # noqa: ARG001
    """List the packs and their rules."""
    from redactor.cli import place, streams

    lines: list[str] = []
    packs = place.packs(rules or ())
    for loaded in packs.packs:
        lines.append(f"{loaded.pack.id} {loaded.pack.version}: {loaded.pack.title} ({loaded.folder})")
        lines.extend(
            f"  {rule.id}  {rule.entity}  {rule.scope}  {rule.certainty}  {rule.action}  {rule.law or '-'}"
            for rule in loaded.pack.rules
        )
    lines.append(f"{packs.catalogue.id} {packs.catalogue.version}: {packs.catalogue.title}")
    streams.out("".join(f"{line}\n" for line in lines))
    return 0


@app.command("check")
def check(
    folders: Folders = None,
    rules: options.RulesOption = None,
    data: options.DataOption = None,  # noqa: ARG001
) -> int:
    """Load the packs and say all that is wrong with them, with file and line."""
    from redactor.cli import place, streams

    packs = place.packs((*(folders or ()), *(rules or ())))
    count = f"{len(packs.packs)} / {len(packs.rules)}"
    streams.out(f"{streams.either('Paket och regler utan fel', 'Packs and rules without error')}: {count}\n")
    return 0


@app.command("test")
def test(
    folders: Folders = None,
    rules: options.RulesOption = None,
    data: options.DataOption = None,  # noqa: ARG001
) -> int:
    """Run the packs' own examples."""
    from datetime import date

    from redactor.cli import place, streams
    from redactor.examples import run_examples

    packs = place.packs((*(folders or ()), *(rules or ())))
    failures = run_examples(packs, date.today())
    for failure in failures:
        streams.note(f"{failure.rule or failure.pack}: {failure.example}: {failure.why}")
    if failures:
        return FAILED
    held = streams.either("Alla exempel håller, regler", "All examples hold, rules")
    streams.out(f"{held}: {len(packs.rules)}\n")
    return 0


@app.command("explain")
def explain(
    rule: Annotated[str, typer.Argument(metavar="RULE", help="A rule's id, as in a report.")],
    rules: options.RulesOption = None,
    data: options.DataOption = None,  # noqa: ARG001
) -> int:
    """Say why a rule exists: its reason, its law, its examples."""
    from redactor.cli import place, streams
    from redactor.errors import UsageError, Words
    from redactor.examples import explain as explained

    try:
        found = explained(place.packs(rules or ()), rule)
    except KeyError as error:
        raise UsageError(
            what=Words(
                f"Regeln {rule} finns inte. Se `redactor rules list`.",
                f"No rule {rule}. See `redactor rules list`.",
            )
        ) from error
    told = found.rule
    lines = [
        f"{told.id} ({found.pack}): {told.entity}, {told.scope}, {told.certainty}, {told.action}",
        told.why,
        found.law or streams.either("Lagrummet tas ur dokumentet.", "The law is read from the document."),
        *(f"+ {hit.text!r} -> {hit.span!r}" for hit in found.examples.hits),
        *(f"- {miss!r}" for miss in found.examples.misses),
    ]
    streams.out("".join(f"{line}\n" for line in lines))
    return 0
