"""Logins: at the OpenID provider of the settings, or without one by a link on the own computer."""

from collections.abc import Iterator
from contextlib import contextmanager

from redactor.workflow.service import links, lockout, sessions, users
from redactor.workflow.service.errors import LoginError, RoleError
from redactor.workflow.service.installation import Installation
from redactor.workflow.service.lockout import Source
from redactor.workflow.service.login_settings import local_role
from redactor.workflow.service.oidc import Flow, OpenIdProvider
from redactor.workflow.service.users import LOCAL, Identity


def by_link(installation: Installation, token: str, address: Source) -> str:
    """Logs the bearer of a link in; the session's cookie. Raises LoginError, LockedError and RoleError."""
    settings, now = installation.settings, installation.clock()
    if settings.oidc_issuer is not None:
        raise LoginError()
    with _counted(installation, address), installation.database.writing() as session:
        name = links.redeem(session, token, now)
        if name is None:
            raise LoginError()
        user = users.known(session, Identity(LOCAL, name, name, local_role(settings)))
        return sessions.start(session, installation, user)


def by_provider(
    installation: Installation, provider: OpenIdProvider, flow: Flow, state: str, code: str, address: Source
) -> str:
    """Logs in whom the provider sent back; the session's cookie.

    Raises LoginError, LockedError, ProviderError, and RoleError for one who has no role or is shut out.
    """
    now = installation.clock()
    with _counted(installation, address):
        flow.check(state, now)
        identity = provider.identity(flow, code, now)
    with installation.database.writing() as session:
        if identity.role is not None:
            return sessions.start(session, installation, users.known(session, identity))
        users.end_sessions(session, identity)
    raise RoleError()


@contextmanager
def _counted(installation: Installation, address: Source) -> Iterator[None]:
    """A login that fails is counted for its address; from one with too many none is tried."""
    with installation.database.reading() as session:
        lockout.refuse_locked(session, installation, [address])
    try:
        yield
    except LoginError:
        lockout.failed(installation, [address])
        raise
