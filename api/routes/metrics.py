"""Figures for Prometheus (text format 0.0.4)."""

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST

from api.deps import Audits, Installed
from api.telemetry import Figures

router = APIRouter(tags=["health"])


@router.get("/metrics", response_class=Response, responses={200: {"content": {"text/plain": {}}}})
def metrics(request: Request, _caller: Audits, installation: Installed) -> Response:
    """Calls, documents by state, the queue, the log's length. A key of a revisor or an admin."""
    figures: Figures = request.app.state.figures
    return Response(figures.text(installation), media_type=CONTENT_TYPE_LATEST)
