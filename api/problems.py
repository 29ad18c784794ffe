"""Errors as `application/problem+json` (RFC 9457), in Swedish or English, without a word of the document."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from redactor.errors import (
    FaultError,
    Language,
    LeakError,
    LimitError,
    MemoryLimitError,
    RedactorError,
    ReviewError,
    TimeLimitError,
    UnreadableError,
    UsageError,
    Words,
)
from redactor.isolation import place_of
from redactor.workflow.service.errors import (
    ApprovalError,
    ConflictError,
    ForgeryError,
    LawError,
    LockedError,
    LoginError,
    MarkError,
    OwnDecisionError,
    ProviderError,
    QuotingError,
    RepeatError,
    RoleError,
    StateError,
    UnknownDocumentError,
    UnknownFindingError,
    UnknownKeyError,
    UnknownUserError,
)

MEDIA_TYPE = "application/problem+json"
_SCHEMA = {
    "title": "Problem",
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "exit_code": {"type": "integer", "description": "As the command line's."},
        "fields": {"type": "array", "items": {"type": "object"}},
    },
}
_DESCRIBED = {"description": "A problem (RFC 9457).", "content": {MEDIA_TYPE: {"schema": _SCHEMA}}}
RESPONSES: dict[int | str, dict[str, Any]] = {"4XX": _DESCRIBED, "5XX": _DESCRIBED}
"""What OpenAPI says of every call's errors."""
_STATUS: tuple[tuple[type[RedactorError], HTTPStatus], ...] = (
    (UnknownDocumentError, HTTPStatus.NOT_FOUND),
    (UnknownFindingError, HTTPStatus.NOT_FOUND),
    (ConflictError, HTTPStatus.PRECONDITION_FAILED),
    (StateError, HTTPStatus.CONFLICT),
    (ApprovalError, HTTPStatus.CONFLICT),
    (OwnDecisionError, HTTPStatus.FORBIDDEN),
    (LawError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (MarkError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (QuotingError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (ReviewError, HTTPStatus.CONFLICT),
    (TimeLimitError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (MemoryLimitError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (LimitError, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    (UnreadableError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (LeakError, HTTPStatus.INTERNAL_SERVER_ERROR),
    (RepeatError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (UnknownKeyError, HTTPStatus.NOT_FOUND),
    (UnknownUserError, HTTPStatus.NOT_FOUND),
    (LoginError, HTTPStatus.BAD_REQUEST),
    (RoleError, HTTPStatus.FORBIDDEN),
    (ForgeryError, HTTPStatus.FORBIDDEN),
    (LockedError, HTTPStatus.TOO_MANY_REQUESTS),
    (ProviderError, HTTPStatus.BAD_GATEWAY),
    (UsageError, HTTPStatus.BAD_REQUEST),
)
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_TITLES = {
    400: Words("Felaktigt anrop", "Bad request"),
    401: Words("Inte inloggad", "Not authenticated"),
    403: Words("Inte tillåtet", "Not allowed"),
    404: Words("Finns inte", "Not found"),
    405: Words("Metoden går inte här", "Method not allowed"),
    409: Words("Inte möjligt nu", "Not possible now"),
    412: Words("Ändrat av någon annan", "Changed by somebody else"),
    413: Words("För stort", "Too large"),
    422: Words("Kan inte behandlas", "Cannot be processed"),
    428: Words("Version saknas", "Version required"),
    429: Words("För många försök", "Too many attempts"),
    500: Words("Fel i tjänsten", "A fault of the service"),
    502: Words("Inloggningstjänsten svarar inte", "The login provider does not answer"),
    503: Words("Inte redo", "Not ready"),
}


def register(app: FastAPI) -> None:
    """All errors of the application, ours and others', become problems."""
    app.add_exception_handler(RedactorError, _ours)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_middleware(Faults)


def language_of(request: Request) -> Language:
    """English where it is asked for first, else Swedish."""
    return "en" if request.headers.get("accept-language", "").strip().lower().startswith("en") else "sv"


def problem(
    request: Request, status: int, detail: str, headers: Mapping[str, str] | None = None, **more: Any
) -> JSONResponse:
    language = language_of(request)
    title = getattr(
        _TITLES.get(status, _TITLES[500 if status >= HTTPStatus.INTERNAL_SERVER_ERROR else 400]), language
    )
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    told = {**(headers or {}), "Content-Language": language}
    return JSONResponse(body, status, headers=told, media_type=MEDIA_TYPE)


def status_of(error: RedactorError) -> HTTPStatus:
    return next(
        (status for kind, status in _STATUS if isinstance(error, kind)), HTTPStatus.INTERNAL_SERVER_ERROR
    )


async def _ours(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RedactorError)  # noqa: S101 (registered for it)
    again = {"Retry-After": str(error.fields["seconds"])} if isinstance(error, LockedError) else None
    told = error.message(language_of(request))
    return problem(request, status_of(error), told, again, exit_code=error.exit_code)


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    """Names the fields, never their content."""
    assert isinstance(error, RequestValidationError)  # noqa: S101 (registered for it)
    fields = [{"field": ".".join(str(step) for step in e["loc"]), "fault": e["type"]} for e in error.errors()]
    words = Words("Anropets fält stämmer inte.", "Fields of the request are wrong.")
    return problem(request, 422, getattr(words, language_of(request)), fields=fields)


async def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101 (registered for it)
    title = getattr(_TITLES.get(error.status_code, _TITLES[400]), language_of(request))
    headers = error.headers
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        headers = {"Allow": ", ".join(_allowed(request))}
    return problem(request, error.status_code, title, headers)


def _allowed(request: Request) -> list[str]:
    """The methods that the path answers: the framework names those of one route, and a path may have more."""
    return [
        method
        for method in _METHODS
        if any(
            route.matches({**request.scope, "method": method})[0] is Match.FULL
            for route in request.app.routes
        )
    ]


class Faults:
    """What nobody foresaw ends here: the server would log its message, which may quote a document."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def noting(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, noting)
        except Exception as error:
            fault = FaultError(what=place_of(error))
        else:
            return
        if begun or scope["type"] != "http":
            raise fault
        request = Request(scope)
        await problem(request, 500, fault.message(language_of(request)))(scope, receive, send)
