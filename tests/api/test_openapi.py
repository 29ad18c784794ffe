"""The service keeps to its own description: schemathesis calls it with what fits and with what does not."""

from collections.abc import Iterator
from typing import Any, cast

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import load_all_checks
from schemathesis.python import asgi
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from api.app import create_app
from redactor.config import Settings
from redactor.workflow.service import keys
from redactor.workflow.service.installation import open_installation
from redactor.workflow.service.people import Actor, UserRole
from tests.api.conftest import NOW
from tests.api.test_access import MAY

load_all_checks()
SCHEMA = schemathesis.openapi.from_dict(create_app().openapi())
# As every HTTP service, ours passes over parameters that it does not know.
SCHEMA.config.generation.update(max_examples=6, deterministic=True, allow_extra_parameters=False)
EXCLUDED = [
    # No id that is made up names a document, nor are made-up bytes one: right calls are in the other tests.
    positive_data_acceptance,
    # Every route is called without a key, and with wrong ones, in test_access.py.
    ignored_auth,
]

CHECKPOINT = {"hash": "", "root": "", "at": "", "signature": ""}


@pytest.fixture(scope="module")
def service(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[asgi.ASGIClient, dict[UserRole, str]]]:
    """One service for all calls, and a key of each role; it locks nobody out."""
    data = tmp_path_factory.mktemp("data")
    installation = open_installation(Settings(data=data, workers=1, lockout_failures=10**9), lambda: NOW)
    root = Actor("root", UserRole.ADMIN)
    with installation.database.writing() as session:
        secrets = {role: keys.make(session, installation, role, role, root).secret for role in UserRole}
    with asgi.get_client(cast(Any, create_app(installation))) as client:
        yield client, secrets
    installation.database.close()


@SCHEMA.parametrize()
@settings(deadline=None, database=None, suppress_health_check=list(HealthCheck))
def test_calls(case: schemathesis.Case[Any], service: tuple[asgi.ASGIClient, dict[UserRole, str]]) -> None:
    """Whatever is sent, the answer is a described one, and never a fault of ours."""
    client, secrets = service
    allowed = MAY.get((case.operation.method.upper(), case.operation.path)) or {UserRole.REVIEWER}
    role = UserRole.REVIEWER if UserRole.REVIEWER in allowed else UserRole.ADMIN
    case.call_and_validate(
        base_url=client.base_url,
        session=client,
        headers={"Authorization": f"Bearer {secrets[role]}"},
        excluded_checks=EXCLUDED,
    )


def test_wrong_methods(service: tuple[asgi.ASGIClient, dict[UserRole, str]]) -> None:
    """A path that answers several methods names them all."""
    client, _ = service
    for path, allowed in (("/v1/keys", "GET, POST"), (f"/v1/documents/{'0' * 32}", "GET, DELETE")):
        answer = client.request("PATCH", client.base_url + path)
        assert (answer.status_code, answer.headers["Allow"]) == (405, allowed)


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/v1/keys", {"name": "a", "role": "pipeline", "expires_at": 1_900_000_000}),
        ("PATCH", f"/v1/users/{'0' * 32}", {"disabled": 1}),
        ("PATCH", f"/v1/users/{'0' * 32}", {"disabled": "yes"}),
        ("POST", "/v1/audit/verify", {"checkpoints": [{**CHECKPOINT, "seq": "1"}]}),
    ],
)
def test_values_of_another_kind(
    service: tuple[asgi.ASGIClient, dict[UserRole, str]], method: str, path: str, body: dict[str, Any]
) -> None:
    """A number is no time, and neither it nor a word is yes or no; a word is no number."""
    client, secrets = service
    headers = {"Authorization": f"Bearer {secrets[UserRole.ADMIN]}"}
    assert client.request(method, client.base_url + path, json=body, headers=headers).status_code == 422
