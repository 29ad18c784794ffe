"""`redactor backup` and `redactor restore`: the whole service in one file, but for its keys."""

from pathlib import Path
from typing import Annotated

import typer

from redactor.cli import options


def backup(
    out: Annotated[Path, typer.Argument(metavar="FILE", help="Written in one step; replaced if it exists.")],
    data: options.DataOption = None,
) -> int:
    """Write all that the service holds to one file, sealed as it is. The service may run meanwhile.

    The keys are not in it: keep them elsewhere, or nothing can be opened."""
    from redactor.cli import streams
    from redactor.cli.serve import open_service
    from redactor.cli.who import actor
    from redactor.workflow.service import backups
    from redactor.workflow.service.people import Actor, UserRole
    from redactor.workflow.service.secrets import secret_files

    installation = open_service(data)
    backups.make(installation, out, Actor(actor(), UserRole.ADMIN))
    installation.database.close()
    kept = ", ".join(str(path) for path in secret_files(installation.settings))
    streams.note(
        streams.either("nycklarna är inte med; förvara dem för sig", "keep its keys elsewhere") + f": {kept}"
    )
    return 0


def restore(
    given: Annotated[Path, typer.Argument(metavar="FILE", help="What `redactor backup` wrote.")],
    data: options.DataOption = None,
) -> int:
    """Fill an empty installation from a backup, once its log and keys are checked.

    Put the keys there first; after a turn of the storage key also the one that sealed the backup."""
    from redactor.cli.serve import service_settings
    from redactor.cli.who import actor, now
    from redactor.workflow.service import backups
    from redactor.workflow.service.people import Actor, UserRole

    backups.restore(service_settings(data), given, Actor(actor(), UserRole.ADMIN), now())
    return 0
