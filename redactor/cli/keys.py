"""`redactor keys`: who may call the service."""

from datetime import timedelta
from typing import Annotated

import typer

from redactor.cli import options
from redactor.workflow.service.people import Actor, Scope, UserRole

app = typer.Typer(help="Keys of programs that call the service.", no_args_is_help=True, rich_markup_mode=None)


@app.command("add")
def add(
    name: Annotated[str, typer.Argument(help="What the log calls the caller.")],
    role: Annotated[UserRole, typer.Option("--role", help="What the caller may do.")],
    scope: Annotated[
        list[Scope] | None, typer.Option("--scope", help="Only this of what the role may do; again for more.")
    ] = None,
    days: Annotated[int | None, typer.Option("--days", min=1, help="Days until the key expires.")] = None,
    data: options.DataOption = None,
) -> int:
    """Make a key and show it, this once."""
    from redactor.cli import streams
    from redactor.cli.serve import open_service
    from redactor.workflow.service import keys

    installation = open_service(data)
    expires = None if days is None else installation.clock() + timedelta(days=days)
    with installation.database.writing() as session:
        made = keys.make(session, installation, name, role, _actor(), expires, scope or ())
    streams.out(made.secret + "\n")
    return 0


@app.command("list")
def listed(data: options.DataOption = None) -> int:
    """Show the keys, without their secrets."""
    from redactor.cli import streams
    from redactor.cli.serve import open_service
    from redactor.workflow.service import keys

    installation = open_service(data)
    with installation.database.reading() as session:
        for key in keys.listed(session):
            state = "" if key.is_valid(installation.clock()) else streams.either("  ogiltig", "  not valid")
            used = key.last_used_at.isoformat(timespec="minutes") if key.last_used_at else "-"
            scopes = f"  ({', '.join(key.scopes)})" if key.scopes else ""
            streams.out(f"{key.id}  {key.role}  {key.name}{scopes}  {used}{state}\n")
    return 0


@app.command("revoke")
def revoke(key: Annotated[str, typer.Argument(metavar="ID")], data: options.DataOption = None) -> int:
    """Make a key worthless, from now on."""
    from redactor.cli.serve import open_service
    from redactor.workflow.service import keys

    installation = open_service(data)
    with installation.database.writing() as session:
        keys.revoke(session, installation, key, _actor())
    return 0


def _actor() -> Actor:
    from redactor.cli.who import actor

    return Actor(actor(), UserRole.ADMIN)
