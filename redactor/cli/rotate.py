"""`redactor rotate`: a new key for what is stored."""

from redactor.cli import options


def rotate(data: options.DataOption = None) -> int:
    """Seal all that is stored with a new key and forget the old one. The service may run meanwhile; a turn
    that was broken off goes on where it was."""
    from redactor.cli import streams
    from redactor.cli.serve import open_service
    from redactor.cli.who import actor
    from redactor.workflow.service.people import Actor, UserRole
    from redactor.workflow.service.rotation import rotate

    installation = open_service(data)
    done = rotate(installation, Actor(actor(), UserRole.ADMIN))
    installation.database.close()
    told = streams.either("dokument förseglade med nyckeln", "documents sealed with the key")
    streams.out(f"{done.documents} {told} {done.key}\n")
    return 0
