"""The application: `uvicorn api.app:create_app --factory`, as `redactor serve` starts it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from fastapi import FastAPI

from api.deps import check_declared
from api.headers import SafeHeaders
from api.problems import RESPONSES, register
from api.routes import (
    audit,
    checks,
    documents,
    health,
    keys,
    login,
    metrics,
    presidio,
    publications,
    reviews,
    session,
    users,
)
from api.telemetry import Figures, Telemetry
from redactor import __version__
from redactor.config import Settings
from redactor.jobs.leases import LeaseQueue
from redactor.workflow.service.at_once import AtOnce
from redactor.workflow.service.installation import Installation, open_installation
from redactor.workflow.service.login_settings import provider_settings
from redactor.workflow.service.oidc import OpenIdProvider

ROUTERS = (
    health.router,
    metrics.router,
    login.router,
    session.router,
    keys.router,
    users.router,
    checks.router,
    documents.router,
    reviews.router,
    publications.router,
    audit.router,
    presidio.router,
)


def create_app(installation: Installation | None = None) -> FastAPI:
    """The service over an installation; without one, over that of the environment's settings."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        own = installation or open_installation(Settings(), _now)
        app.state.installation = own
        app.state.at_once = AtOnce(own)
        app.state.queue = LeaseQueue()
        provider = provider_settings(own.settings)
        app.state.provider = None if provider is None else OpenIdProvider(provider)
        yield
        app.state.at_once.close()
        if installation is None:
            own.database.close()

    app = FastAPI(
        title="redactor",
        version=__version__,
        summary="Publication copies of Swedish public documents.",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    register(app)
    app.add_middleware(SafeHeaders)
    app.state.figures = Figures()
    app.add_middleware(Telemetry, figures=app.state.figures)
    for router in ROUTERS:
        app.include_router(check_declared(router), responses=RESPONSES)
    return app


def _now() -> datetime:
    return datetime.now(UTC)
