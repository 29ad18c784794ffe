"""`redactor serve` and `redactor worker`: the service and its workers."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from redactor.cli import options

if TYPE_CHECKING:
    from redactor.config import Settings
    from redactor.workflow.service.installation import Installation

_FINISH = 20
"""Seconds that requests and documents at hand have to come to their end once the service is told to stop."""


def serve(
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port to listen on.")] = 8000,
    presidio_open: Annotated[
        bool, typer.Option("--presidio-open", help="Presidio's calls need no key (this computer only).")
    ] = False,
    data: options.DataOption = None,
) -> int:
    """Start the service: HTTP on HOST and PORT, and its workers."""
    import sys

    from redactor.cli import login, streams
    from redactor.cli.processes import supervise

    settings = service_settings(data)
    login.check(settings)
    if not _is_local(host):
        _refuse_strangers(settings)
        _refuse_open(presidio_open or settings.presidio_open)
    url = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    streams.note(f"{streams.either('Tjänsten svarar på', 'Serving at')} {url}")
    server = [sys.executable, "-m", "uvicorn", "api.app:create_app", "--factory", "--no-server-header"]
    server += ["--host", host, "--port", str(port), "--log-level", "warning", "--no-access-log"]
    server += ["--timeout-graceful-shutdown", str(_FINISH)]
    # Who calls is told by a header only where a proxy is trusted to write it: addresses are locked out.
    proxies = ",".join(settings.trusted_proxies)
    server += ["--forwarded-allow-ips", proxies] if proxies else ["--no-proxy-headers"]
    if _is_local(host) and settings.oidc_issuer is None:
        streams.note(login.invitation(settings, url))
    worker = [sys.argv[0], "worker"]
    environment = {"REDACTOR_DATA": str(settings.data)}
    if presidio_open:
        environment["REDACTOR_PRESIDIO_OPEN"] = "1"
    return supervise(server, worker, settings.workers, environment)


def worker(data: options.DataOption = None) -> int:
    """Work on documents that were handed in, until told to stop. Any number may, on any machine."""
    import os
    import secrets
    import signal
    import socket

    from redactor.cli import streams
    from redactor.workflow.service.working import work

    installation = open_service(data)
    name = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
    told: list[int] = []

    def told_to_stop(number: int, _frame: object) -> None:
        """The document at hand is finished; one that takes long, or a second word, gives it back."""
        if told:
            raise KeyboardInterrupt
        told.append(number)
        signal.setitimer(signal.ITIMER_REAL, _FINISH)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, told_to_stop)
    try:
        work(installation, name, lambda: bool(told), streams.say)
    except KeyboardInterrupt:
        if not told:
            raise
    signal.setitimer(signal.ITIMER_REAL, 0)
    installation.database.close()
    return 0


def open_service(data: Path | None) -> "Installation":
    """The installation of a data folder. Raises RedactorError."""
    import gc

    from redactor.cli.who import now
    from redactor.workflow.service.installation import open_installation

    installation = open_installation(service_settings(data), now)
    # This process lives long: main switched the collector off for those that don't.
    gc.enable()
    return installation


def service_settings(data: Path | None) -> "Settings":
    from redactor.config import Settings

    return Settings() if data is None else Settings(data=data)


def _is_local(host: str) -> bool:
    import ipaddress

    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _refuse_open(is_open: bool) -> None:
    """Raises UsageError where calls without a key could come from other computers."""
    from redactor.errors import UsageError, Words

    if is_open:
        raise UsageError(
            what=Words(
                "--presidio-open går bara när tjänsten svarar den egna datorn.",
                "--presidio-open is for a service that answers this computer only.",
            )
        )


def _refuse_strangers(settings: "Settings") -> None:
    """Raises UsageError when nobody could say who they are: without an OpenID provider and without keys."""
    if settings.oidc_issuer is not None:
        return
    from redactor.cli.who import now
    from redactor.errors import UsageError, Words
    from redactor.workflow.data import DataFolder
    from redactor.workflow.service import keys
    from redactor.workflow.service.log import open_database

    DataFolder(settings.data).make()
    database = open_database(settings)
    with database.reading() as session:
        known = any(key.is_valid(now()) for key in keys.listed(session))
    database.close()
    if not known:
        raise UsageError(
            what=Words(
                "Utan nycklar svarar tjänsten bara den egna datorn. Gör en nyckel: `redactor keys add`.",
                "Without keys the service answers this computer only. Make one: `redactor keys add`.",
            )
        )
