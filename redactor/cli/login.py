"""`redactor login`: a link for the single user of a service on this computer."""

from typing import TYPE_CHECKING, Annotated

import typer

from redactor.cli import options

if TYPE_CHECKING:
    from redactor.config import Settings


def login(
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Port of the service.")] = 8000,
    data: options.DataOption = None,
) -> int:
    """Show a link that logs in at the service on this computer, once and within 10 minutes."""
    from redactor.cli import streams
    from redactor.cli.serve import service_settings
    from redactor.errors import UsageError, Words

    settings = service_settings(data)
    check(settings)
    if settings.oidc_issuer is not None:
        raise UsageError(
            what=Words(
                f"Logga in hos {settings.oidc_issuer}: {settings.public_url}/login.",
                f"Log in at {settings.oidc_issuer}: {settings.public_url}/login.",
            )
        )
    streams.out(_link(settings, f"http://127.0.0.1:{port}") + "\n")
    return 0


def check(settings: "Settings") -> None:
    """Raises UsageError for settings of logins that cannot be used."""
    from redactor.workflow.service.login_settings import local_role, provider_settings

    provider_settings(settings)
    local_role(settings)


def invitation(settings: "Settings", url: str) -> str:
    """What the user of a new local service is told."""
    from redactor.cli import streams

    told = streams.either(
        "Logga in (länken gäller en gång, i 10 minuter)", "Log in (the link works once, for 10 minutes)"
    )
    return f"{told}: {_link(settings, url)}"


def _link(settings: "Settings", url: str) -> str:
    """Raises UsageError, OutputError and StoreError."""
    from redactor.cli.who import actor, now
    from redactor.workflow.data import DataFolder
    from redactor.workflow.service import links
    from redactor.workflow.service.log import open_database

    DataFolder(settings.data).make()
    database = open_database(settings)
    with database.writing() as session:
        token = links.make(session, actor(), now())
    database.close()
    return f"{url}/login/link?token={token}"
