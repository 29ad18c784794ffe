"""The two cookies: of a session, and of a login on its way to the provider.

Both are for the server alone and not sent with other sites' calls (SameSite=Lax: they come along when the
provider sends the browser back). Over https they are Secure, and their name (`__Host-`) tells the browser so,
which then takes them from no other host and over no other way.
"""

from fastapi import Request, Response

from redactor.config import Settings

_SESSION = "redactor-session"
_LOGIN = "redactor-login"


def is_secure(request: Request) -> bool:
    """Whether browsers come over https: straight, or through a proxy as the settings say."""
    settings: Settings = request.app.state.installation.settings
    return request.url.scheme == "https" or (settings.public_url or "").startswith("https://")


def session_token(request: Request) -> str | None:
    return request.cookies.get(_name(request, _SESSION))


def set_session(request: Request, response: Response, token: str) -> None:
    """Until the browser is closed; how long it holds is the server's business."""
    _set(request, response, _SESSION, token)


def login_flow(request: Request) -> str | None:
    return request.cookies.get(_name(request, _LOGIN))


def set_login_flow(request: Request, response: Response, flow: str) -> None:
    _set(request, response, _LOGIN, flow)


def drop_session(request: Request, response: Response) -> None:
    _drop(request, response, _SESSION)


def drop_login_flow(request: Request, response: Response) -> None:
    _drop(request, response, _LOGIN)


def _set(request: Request, response: Response, name: str, value: str) -> None:
    response.set_cookie(
        _name(request, name), value, path="/", secure=is_secure(request), httponly=True, samesite="lax"
    )


def _drop(request: Request, response: Response, name: str) -> None:
    response.delete_cookie(
        _name(request, name), path="/", secure=is_secure(request), httponly=True, samesite="lax"
    )


def _name(request: Request, name: str) -> str:
    return f"__Host-{name}" if is_secure(request) else name
