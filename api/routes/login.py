"""The ways to log in: at the OpenID provider, or with a link on the own computer."""

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import RedirectResponse

from api import cookies
from api.deps import Everybody, Installed, Provider, address_of
from redactor.workflow.service import logins
from redactor.workflow.service.errors import LoginError
from redactor.workflow.service.login_settings import CALLBACK
from redactor.workflow.service.oidc import Flow

HOME = "/v1/session"
"""Where a browser goes after its login: it sees there who it is."""

router = APIRouter(tags=["login"], dependencies=[Everybody])


@router.get("/login", status_code=303, response_class=RedirectResponse)
def login(request: Request, installation: Installed, provider: Provider) -> RedirectResponse:
    """To the provider. 404 where links log in."""
    if provider is None:
        raise HTTPException(404)
    flow = Flow.begin(installation.key, installation.clock())
    answer = RedirectResponse(provider.authorization_url(flow), 303)
    cookies.set_login_flow(request, answer, flow.cookie)
    return answer


@router.get(CALLBACK, status_code=303, response_class=RedirectResponse)
def called_back(
    request: Request,
    installation: Installed,
    provider: Provider,
    state: Annotated[str, Query(max_length=200)] = "",
    code: Annotated[str, Query(max_length=4000)] = "",
) -> RedirectResponse:
    """The provider sends the browser here, with a code for who it is, or without one."""
    cookie = cookies.login_flow(request)
    if provider is None:
        raise HTTPException(404)
    if cookie is None:
        raise LoginError()
    flow = Flow(cookie, installation.key)
    token = logins.by_provider(installation, provider, flow, state, code, address_of(request))
    return _logged_in(request, token)


@router.get("/login/link", status_code=303, response_class=RedirectResponse)
def link(
    request: Request, installation: Installed, token: Annotated[str, Query(max_length=200)]
) -> RedirectResponse:
    """A link that `redactor serve` or `redactor login` printed. It opens once."""
    return _logged_in(request, logins.by_link(installation, token, address_of(request)))


def _logged_in(request: Request, token: str) -> RedirectResponse:
    answer = RedirectResponse(HOME, 303)
    cookies.set_session(request, answer, token)
    cookies.drop_login_flow(request, answer)
    return answer
