"""What routes need: the installation, and who is calling."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, HTTPException, Request

from redactor.jobs import Queue
from redactor.workflow.service.at_once import AtOnce
from redactor.workflow.service.installation import Installation
from redactor.workflow.service.keys import authenticated
from redactor.workflow.service.people import Actor, UserRole


def _installation(request: Request) -> Installation:
    found: Installation = request.app.state.installation
    return found


def _at_once(request: Request) -> AtOnce:
    found: AtOnce = request.app.state.at_once
    return found


def _queue(request: Request) -> Queue:
    found: Queue = request.app.state.queue
    return found


Installed = Annotated[Installation, Depends(_installation)]
Working = Annotated[AtOnce, Depends(_at_once)]
Queued = Annotated[Queue, Depends(_queue)]


def _caller(request: Request, installation: Installed) -> Actor:
    """Who calls, by the key in `Authorization: Bearer`. 401 without one."""
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    actor = authenticated(installation, secret.strip()) if scheme.lower() == "bearer" else None
    if actor is None:
        raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
    return actor


Caller = Annotated[Actor, Depends(_caller)]


def allowed(*roles: UserRole) -> Callable[[Actor], Actor]:
    """A caller with one of the roles. 403 for others."""

    def check(caller: Caller) -> Actor:
        if caller.role not in roles:
            raise HTTPException(403)
        return caller

    return check


_HANDS_IN = (UserRole.REGISTRATOR, UserRole.REVIEWER, UserRole.PIPELINE)
HandsIn = Annotated[Actor, Depends(allowed(*_HANDS_IN))]
"""May hand documents in and fetch copies."""
Decides = Annotated[Actor, Depends(allowed(UserRole.REGISTRATOR, UserRole.REVIEWER))]
"""May read findings and decide."""
Reviews = Annotated[Actor, Depends(allowed(UserRole.REVIEWER))]
"""May approve as the second pair of eyes."""
Audits = Annotated[Actor, Depends(allowed(UserRole.AUDITOR, UserRole.ADMIN))]
"""May read the log."""
Administers = Annotated[Actor, Depends(allowed(UserRole.ADMIN))]
"""May make and revoke keys."""
