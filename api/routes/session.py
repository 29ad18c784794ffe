"""Who the caller is, and the end of a browser's session."""

from fastapi import APIRouter, HTTPException, Request, Response

from api import cookies
from api.deps import Installed, Known
from api.values import SessionOut
from redactor.workflow.service import sessions

router = APIRouter(prefix="/v1/session", tags=["login"])


@router.get("")
def session(caller: Known) -> SessionOut:
    """Who calls, what they may do, and the token that a browser needs to change something."""
    actor, found = caller.actor, caller.session
    return SessionOut(
        name=actor.name,
        role=actor.role,
        scopes=sorted(actor.scopes),
        csrf_token=None if found is None else found.csrf_token,
        expires_at=None if found is None else found.expires_at,
    )


@router.delete("", status_code=204)
def log_out(request: Request, response: Response, caller: Known, installation: Installed) -> None:
    """Ends the session here; the provider may still know the person. 404 for a key, which has none."""
    token = cookies.session_token(request)
    if caller.session is None or token is None:
        raise HTTPException(404)
    with installation.database.writing() as session:
        sessions.end(session, installation, token)
    cookies.drop_session(request, response)
