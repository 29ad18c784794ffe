"""What routes need: the installation, and a caller who may; each route says what it asks of its caller.

A key comes in `Authorization: Bearer`, a session in a cookie. A call that changes something and comes with
the cookie needs the session's token in `X-CSRF-Token` too: a browser sends cookies for any page's calls.
"""

import hmac
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, HTTPException, Request, Security
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from api.cookies import session_token
from redactor.jobs import Queue
from redactor.workflow.service import keys, lockout, sessions
from redactor.workflow.service.at_once import AtOnce
from redactor.workflow.service.errors import ForgeryError
from redactor.workflow.service.installation import Installation
from redactor.workflow.service.lockout import Source
from redactor.workflow.service.oidc import OpenIdProvider
from redactor.workflow.service.people import Actor, Scope, UserRole
from redactor.workflow.service.sessions import Resumed

CSRF_HEADER: Final = "X-CSRF-Token"
_BEARER: Final = HTTPBearer(auto_error=False, description="A key: `redactor keys add`.")
_ANYBODY: Final = Actor("presidio", UserRole.PIPELINE)
_FORWARDED: Final = frozenset({"forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip"})
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


def _installation(request: Request) -> Installation:
    found: Installation = request.app.state.installation
    return found


def _at_once(request: Request) -> AtOnce:
    found: AtOnce = request.app.state.at_once
    return found


def _queue(request: Request) -> Queue:
    found: Queue = request.app.state.queue
    return found


def _provider(request: Request) -> OpenIdProvider | None:
    found: OpenIdProvider | None = request.app.state.provider
    return found


Installed = Annotated[Installation, Depends(_installation)]
Working = Annotated[AtOnce, Depends(_at_once)]
Queued = Annotated[Queue, Depends(_queue)]
Provider = Annotated[OpenIdProvider | None, Depends(_provider)]
"""None where links log in."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls; `session` for a browser."""

    actor: Actor
    session: Resumed | None = None


def address_of(request: Request) -> Source:
    return lockout.address(None if request.client is None else request.client.host)


def _caller(
    request: Request,
    installation: Installed,
    bearer: Annotated[HTTPAuthorizationCredentials | None, Security(_BEARER)],
) -> Caller:
    """Raises HTTPException (401), ForgeryError and LockedError."""
    if bearer is None:
        caller = _with_cookie(request, installation)
    else:
        caller = _with_key(request, installation, bearer.credentials)
    if caller is None:
        raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
    return caller


def _with_key(request: Request, installation: Installation, given: str) -> Caller | None:
    actor = keys.authenticated(installation, given.strip(), address_of(request))
    return None if actor is None else Caller(actor)


def _with_cookie(request: Request, installation: Installation) -> Caller | None:
    token = session_token(request)
    session = None if token is None else sessions.resumed(installation, token)
    if session is None:
        return None
    if request.method not in _SAFE:
        given = request.headers.get(CSRF_HEADER, "")
        if not hmac.compare_digest(given.encode(), session.csrf_token.encode()):
            raise ForgeryError()
    return Caller(session.actor, session)


Calling = Annotated[Caller, Depends(_caller)]


@dataclass(frozen=True, slots=True)
class Needs:
    """A route's demand: a caller whose role, and key, has the scope. 403 for others."""

    scope: Scope

    def __call__(self, caller: Calling) -> Actor:
        if not caller.actor.may(self.scope):
            raise HTTPException(403)
        return caller.actor


@dataclass(frozen=True, slots=True)
class NeedsUnlessOpen(Needs):
    """As `Needs`; with `--presidio-open`, callers on this computer need no key."""

    def __call__(  # type: ignore[override] # the framework reads the signature
        self,
        request: Request,
        installation: Installed,
        bearer: Annotated[HTTPAuthorizationCredentials | None, Security(_BEARER)],
    ) -> Actor:
        if bearer is None and installation.settings.presidio_open and _is_local(request):
            return _ANYBODY
        return Needs.__call__(self, _caller(request, installation, bearer))


def _is_local(request: Request) -> bool:
    """Whether the caller is on this computer, and no proxy who calls for others."""
    if not _FORWARDED.isdisjoint(request.headers):
        return False
    try:
        return request.client is not None and ip_address(request.client.host).is_loopback
    except ValueError:
        return False


def anybody_known(caller: Calling) -> Caller:
    """A route for every role: what concerns the callers themselves."""
    return caller


def everybody() -> None:
    """A route for strangers too: whether the service lives, and the ways to log in."""


HandsIn = Annotated[Actor, Depends(Needs(Scope.DOCUMENTS))]
"""May hand documents in and fetch copies."""
CallsHooks = Annotated[Actor, Depends(Needs(Scope.HOOKS))]
"""May have documents checked and redacted at once."""
CallsPresidio = Annotated[Actor, Depends(NeedsUnlessOpen(Scope.HOOKS))]
"""May have texts analyzed by Presidio's calls."""
Decides = Annotated[Actor, Depends(Needs(Scope.REVIEW))]
"""May read findings and decide."""
Reviews = Annotated[Actor, Depends(Needs(Scope.APPROVE))]
"""May approve as the second pair of eyes."""
Audits = Annotated[Actor, Depends(Needs(Scope.AUDIT))]
"""May read the log."""
Administers = Annotated[Actor, Depends(Needs(Scope.ADMIN))]
"""May make and revoke keys, and shut users out."""
Known = Annotated[Caller, Depends(anybody_known)]
"""Anybody with a key or a session."""
Everybody = Depends(everybody)
"""For a router's `dependencies`: needs neither key nor session."""


def declared(route: APIRoute) -> Any:
    """What a route asks of its caller: `Needs`, `anybody_known` or `everybody`; None when it does not say."""
    return next(_demands(route.dependant), None)


def check_declared(router: APIRouter) -> APIRouter:
    """The router, whose routes all say who may call them. Raises LookupError for one that does not."""
    for route in router.routes:
        if not isinstance(route, APIRoute) or declared(route) is None:
            raise LookupError(f"{getattr(route, 'path', route)}: says not who may call it")
    return router


def _demands(dependant: Dependant) -> Any:
    for below in dependant.dependencies:
        if isinstance(below.call, Needs) or below.call in (anybody_known, everybody):
            yield below.call
        yield from _demands(below)
