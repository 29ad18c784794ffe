"""The commands, put together."""

from typing import Annotated

import typer

from redactor import __version__
from redactor.cli import audit, backup, check, eval, keys, login, redact, rotate, rules, serve, verify, watch

app = typer.Typer(
    name="redactor",
    help="Publication copies of Swedish public documents: finds sekretess and personal data, removes "
    "them provably, says why.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("check")(check.check)
app.command("redact")(redact.redact)
app.command("watch")(watch.watch)
app.command("verify")(verify.verify)
app.command("eval")(eval.evaluate)
app.command("serve")(serve.serve)
app.command("worker")(serve.worker)
app.command("login")(login.login)
app.command("rotate")(rotate.rotate)
app.command("backup")(backup.backup)
app.command("restore")(backup.restore)
app.add_typer(keys.app, name="keys")
app.add_typer(rules.app, name="rules")
app.add_typer(audit.app, name="audit")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"redactor {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Exit codes: 0 done or nothing found, 1 something found or stopped for a person, 2 wrong use,
    3 unreadable document, 4 the copy did not pass verification, 5 a fault of ours, 130 interrupted."""
