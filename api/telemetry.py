"""What operators see: a line of JSON for each call, and figures for Prometheus.

A path may hold the id of a document and a query what somebody looks for, so calls are named by their route.
"""

import sys
import time
from collections.abc import Iterator
from typing import Final

import structlog
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import func, select
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from redactor.store.models import StoredDocument, StoredJob, StoredRecord
from redactor.workflow.service.installation import Installation

_LABELS: Final = ("method", "route", "status")
_SECONDS: Final = (0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
_LINE: Final = (structlog.processors.TimeStamper("iso", utc=True), structlog.processors.JSONRenderer())
_ELSEWHERE: Final = "none"
"""The route of a call that no route answers."""


class Figures:
    """Counts of this process and the state of the database, in Prometheus' text format."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._calls = Counter("redactor_http_calls", "Calls answered.", _LABELS, registry=self._registry)
        self._seconds = Histogram(
            "redactor_http_seconds", "Seconds to the end of the answer.", ("route",),
            buckets=_SECONDS, registry=self._registry,
        )  # fmt: skip

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        self._calls.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def text(self, installation: Installation) -> bytes:
        """Raises StoreError's causes when the database does not answer."""
        stored = CollectorRegistry()
        stored.register(_Stored(installation))
        return generate_latest(self._registry) + generate_latest(stored)


class _Stored(Collector):
    """The database's state at the moment it is asked."""

    def __init__(self, installation: Installation) -> None:
        self._installation = installation

    def collect(self) -> Iterator[Metric]:
        now = self._installation.clock()
        with self._installation.database.reading() as session:
            documents = session.execute(
                select(StoredDocument.state, func.count()).group_by(StoredDocument.state)
            ).all()
            jobs = session.execute(
                select(StoredJob.task, StoredJob.state, func.count()).group_by(
                    StoredJob.task, StoredJob.state
                )
            ).all()
            oldest = session.scalar(select(func.min(StoredJob.due_at)))
            records = session.scalar(select(func.max(StoredRecord.seq))) or 0
        by_state = GaugeMetricFamily("redactor_documents", "Documents held.", labels=("state",))
        for state, count in documents:
            by_state.add_metric((state,), count)
        yield by_state
        queue = GaugeMetricFamily("redactor_jobs", "Jobs in the queue.", labels=("task", "state"))
        for task, state, count in jobs:
            queue.add_metric((task, state), count)
        yield queue
        waited = 0.0 if oldest is None else max(0.0, (now - oldest).total_seconds())
        yield GaugeMetricFamily(
            "redactor_oldest_job_seconds", "How long the first job in the queue has been due.", waited
        )
        yield GaugeMetricFamily("redactor_log_records", "Records in the log.", records)


class Telemetry:
    """Counts each call and writes its line to standard error."""

    def __init__(self, app: ASGIApp, figures: Figures) -> None:
        self._app = app
        self._figures = figures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 500
        begun = time.perf_counter()

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            seconds = time.perf_counter() - begun
            route = getattr(scope.get("route"), "path", _ELSEWHERE)
            method = scope["method"] if route != _ELSEWHERE else ""
            self._figures.count(method, route, status, seconds)
            log = structlog.wrap_logger(structlog.PrintLogger(sys.stderr), processors=_LINE)
            log.info("call", method=method, route=route, status=status, ms=round(seconds * 1000))
