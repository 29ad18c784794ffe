"""Logging in at an OpenID provider: a real one, over HTTP."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from fastapi.testclient import TestClient
from joserfc.jwk import OctKey, RSAKey

from api.app import create_app
from redactor.config import Settings
from redactor.errors import UsageError
from redactor.store import log as stored_log
from redactor.workflow.service.installation import Installation, open_installation
from redactor.workflow.service.login_settings import local_role, provider_settings
from tests.api.openid_provider import CLIENT, SECRET, Provider, running

PUBLIC = "http://127.0.0.1:8000"
CALLBACK = f"{PUBLIC}/login/callback"
ANNA = {"sub": "4711", "preferred_username": "anna", "roles": ["registrator"]}


class Service:
    """The service, at whose door a browser stands."""

    def __init__(
        self, folder: Path, provider: Provider, secret: str | None = SECRET, **settings: Any
    ) -> None:
        (folder / "secret").write_text(secret or "")
        self.ahead = timedelta()
        self.installation: Installation = open_installation(
            Settings(
                data=folder / "data",
                workers=1,
                public_url=PUBLIC,
                oidc_issuer=provider.issuer,
                oidc_client_id=CLIENT,
                oidc_client_secret_file=None if secret is None else folder / "secret",
                **settings,
            ),
            lambda: datetime.now(UTC) + self.ahead,
        )
        self.app = create_app(self.installation)

    def browser(self) -> TestClient:
        return TestClient(self.app, base_url=PUBLIC, follow_redirects=False)

    def events(self) -> list[str]:
        with self.installation.database.reading() as session:
            return [line.decode() for line in stored_log.lines(session)]


Serve = Callable[..., Service]


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    # The provider's parts refuse http; the service asks for https but on this machine.
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    with running(CALLBACK) as found:
        found.person = dict(ANNA)
        yield found


@pytest.fixture
def serve(tmp_path: Path, provider: Provider) -> Iterator[Serve]:
    opened: list[Service] = []

    def one(**more: Any) -> Service:
        opened.append(Service(tmp_path, provider, **more))
        return opened[-1]

    yield one
    for service in opened:
        service.installation.database.close()


def sent_back(browser: TestClient) -> str:
    """The browser goes to the provider, which sends it back to this address."""
    answer = browser.get("/login")
    assert answer.status_code == 303
    at_provider = httpx2.get(answer.headers["location"])
    assert at_provider.status_code == 302
    return str(at_provider.headers["location"])


def log_in(browser: TestClient) -> Any:
    return browser.get(sent_back(browser))


def test_login(serve: Serve, provider: Provider) -> None:
    """Code flow with PKCE, state and nonce; the role is the claim's; login and logout are in the log."""
    service = serve()
    with service.browser() as browser:
        answer = browser.get("/login")
        asked = {k: v[0] for k, v in parse_qs(urlsplit(answer.headers["location"]).query).items()}
        assert asked["response_type"] == "code"
        assert (asked["client_id"], asked["redirect_uri"], asked["scope"]) == (
            CLIENT,
            CALLBACK,
            "openid profile",
        )
        assert asked["code_challenge_method"] == "S256"
        assert len({asked[name] for name in ("state", "nonce", "code_challenge")}) == 3
        back = httpx2.get(answer.headers["location"]).headers["location"]
        answer = browser.get(back)
        assert (answer.status_code, answer.headers["location"]) == (303, "/v1/session")
        assert len(provider.asked[0]["code_verifier"]) >= 43
        me = browser.get("/v1/session").json()
        assert (me["name"], me["role"]) == ("user:anna", "registrator")
        assert browser.delete("/v1/session", headers={"X-CSRF-Token": me["csrf_token"]}).status_code == 204
        assert browser.get("/v1/session").status_code == 401
        assert browser.get(back).status_code == 400
    login, logout = service.events()
    assert '"event":"login"' in login
    assert f'"reason":"{provider.issuer}"' in login
    assert '"event":"logout"' in logout
    assert '"actor":"user:anna"' in logout


def test_public_client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A client without a secret is known by PKCE alone."""
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    with running(CALLBACK, secret=None) as provider:
        provider.person = dict(ANNA)
        service = Service(tmp_path, provider, secret=None)
        with service.browser() as browser:
            assert log_in(browser).status_code == 303
            assert browser.get("/v1/session").status_code == 200
        service.installation.database.close()


def test_wrong_secret(serve: Serve) -> None:
    """The provider refuses a client that it does not know, and so does the service the login."""
    with serve(secret="another").browser() as browser:
        assert log_in(browser).status_code == 400


LIES: list[dict[str, Any]] = [
    {"iss": "https://login.example.com"},
    {"aud": ["another"]},
    {"aud": ["another"], "azp": CLIENT},
    {"aud": [CLIENT, "another"]},
    {"azp": "another"},
    {"nonce": "another"},
    {"nonce": ""},
    {"exp": int(time.time()) - 3600},
    {"exp": "soon"},
    {"iat": int(time.time()) + 3600},
    {"at_hash": "another"},
    {"sub": None},
]


@pytest.mark.parametrize("lies", LIES, ids=lambda lies: " ".join(f"{k}" for k in lies))
def test_id_token_that_lies(serve: Serve, provider: Provider, lies: dict[str, Any]) -> None:
    """A token for another client, of another login, too old or too new opens nothing."""
    provider.lies = lies
    with serve().browser() as browser:
        answer = log_in(browser)
        assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
        assert "set-cookie" not in answer.headers
        assert browser.get("/v1/session").status_code == 401


@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")  # of the provider, for `none`
@pytest.mark.parametrize("algorithm", ["none", "HS256", "RS256"])
def test_id_token_that_is_not_the_providers(serve: Serve, provider: Provider, algorithm: str) -> None:
    """Unsigned, signed with the client's secret, or with another key: worth nothing, even if the provider
    says that it supports that."""
    provider.published = provider.key
    provider.algorithm = algorithm
    if algorithm == "RS256":
        provider.key = RSAKey.generate_key(2048, {"kid": "1"})
    if algorithm == "HS256":
        provider.key = OctKey.import_key(SECRET, {"kid": "1"})
    with serve().browser() as browser:
        assert log_in(browser).status_code == 400


def test_provider_changes_its_key(serve: Serve, provider: Provider) -> None:
    """A new key is asked for when a token names it."""
    with serve().browser() as browser:
        assert log_in(browser).status_code == 303
        provider.key = RSAKey.generate_key(2048, {"kid": "2"})
        assert log_in(browser).status_code == 303


def test_answer_to_another_login(serve: Serve) -> None:
    """A code is good in the browser that asked for it, once, and not for long: nobody can be made to take
    another person's login."""
    service = serve()
    with service.browser() as anna, service.browser() as other:
        first = sent_back(anna)
        assert other.get(first).status_code == 400
        sent_back(other)
        assert other.get(first).status_code == 400
        anna_again = sent_back(anna)
        assert anna.get(first).status_code == 400
        assert anna.get(anna_again.replace("state=", "state=0")).status_code == 400
        cookie = anna.cookies["redactor-login"]
        assert anna.get(anna_again).status_code == 303
        assert anna.get(anna_again, headers={"Cookie": f"redactor-login={cookie}"}).status_code == 400
        late = sent_back(other)
        service.ahead = timedelta(minutes=11)
        assert other.get(late).status_code == 400


def test_login_that_was_called_off(serve: Serve, provider: Provider) -> None:
    """Where the provider lets nobody in, neither does the service."""
    provider.person = {}
    with serve().browser() as browser:
        answer = browser.get("/login")
        state = parse_qs(urlsplit(answer.headers["location"]).query)["state"][0]
        back = f"/login/callback?error=access_denied&state={state}"
        assert browser.get(back).status_code == 400
        assert browser.get("/login/callback").status_code == 400


@pytest.mark.parametrize(
    ("claims", "settings", "role"),
    [
        ({"roles": "granskare"}, {}, "granskare"),
        ({"roles": ["x", "revisor", "admin"]}, {}, "revisor"),
        (
            {"realm_access": {"roles": ["kansli"]}},
            {"oidc_role_claim": "realm_access.roles", "oidc_roles": {"kansli": "granskare"}},
            "granskare",
        ),
        (
            {"https://kommun.example.com/grp": ["b", "a"]},
            {
                "oidc_role_claim": "https://kommun.example.com/grp",
                "oidc_roles": {"a": "admin", "b": "registrator"},
            },
            "admin",
        ),
        ({"roles": ["pipeline"]}, {}, None),
        ({"roles": ["Registrator"]}, {}, None),
        ({"roles": []}, {}, None),
        ({"roles": {"registrator": True}}, {}, None),
        ({"roles": [{"registrator": 1}]}, {}, None),
        ({"roles": None}, {}, None),
        ({"roles": ["registrator"]}, {"oidc_roles": {"kansli": "registrator"}}, None),
    ],
)
def test_roles(
    serve: Serve, provider: Provider, claims: dict[str, Any], settings: dict[str, Any], role: str | None
) -> None:
    """The first role of the settings that the claim holds; who has none is told so and stays outside."""
    provider.person = {"sub": "4711", **claims}
    with serve(**settings).browser() as browser:
        answer = log_in(browser)
        if role is None:
            assert (answer.status_code, "inte behörig" in answer.json()["detail"]) == (403, True)
            assert browser.get("/v1/session").status_code == 401
            return
        assert answer.status_code == 303
        me = browser.get("/v1/session").json()
        assert (me["role"], me["name"]) == (role, "user:4711")


def test_role_that_is_taken_away(serve: Serve, provider: Provider) -> None:
    """A login without a role ends what sessions its person had, and nobody else's."""
    service = serve()
    with service.browser() as first, service.browser() as second, service.browser() as other:
        assert log_in(first).status_code == 303
        provider.person = {**ANNA, "sub": "4712"}
        assert log_in(other).status_code == 303
        provider.person = {**ANNA, "roles": []}
        assert log_in(second).status_code == 403
        assert first.get("/v1/session").status_code == 401
        assert other.get("/v1/session").status_code == 200


def test_failures_lock_the_address(serve: Serve, provider: Provider) -> None:
    """Ten failed logins lock the address; the provider is not asked any more."""
    with serve().browser() as browser:
        provider.lies = {"nonce": "another"}
        for _ in range(10):
            assert log_in(browser).status_code == 400
        provider.lies = {}
        asked = len(provider.asked)
        answer = log_in(browser)
        assert answer.status_code == 429
        assert 890 <= int(answer.headers["retry-after"]) <= 900
        assert len(provider.asked) == asked


@pytest.mark.parametrize("fault", ["gone", "another issuer", "no endpoint", "no json"])
def test_provider_that_does_not_answer(
    tmp_path: Path, provider: Provider, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    """502, and keys still open."""
    if fault == "another issuer":
        monkeypatch.setattr(Provider, "metadata", lambda _: {**_told(provider), "issuer": "https://x.test"})
    if fault == "no endpoint":
        monkeypatch.setattr(Provider, "metadata", lambda _: {"issuer": provider.issuer})
    if fault == "no json":
        monkeypatch.setattr(Provider, "metadata", lambda _: [])
    if fault == "gone":
        provider.issuer = "http://127.0.0.1:9"
    service = Service(tmp_path, provider)
    with service.browser() as browser:
        answer = browser.get("/login")
        assert (answer.status_code, answer.headers["content-type"]) == (502, "application/problem+json")
        assert browser.get("/healthz").status_code == 200
    service.installation.database.close()


def _told(provider: Provider) -> dict[str, Any]:
    return dict.fromkeys(("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri"), provider.issuer)


@pytest.mark.parametrize(
    "wrong",
    [
        {"oidc_issuer": "http://login.example.com"},
        {"oidc_issuer": "login.example.com"},
        {"public_url": "http://redactor.example.com"},
        {"public_url": None},
        {"oidc_client_id": None},
        {"oidc_roles": {"x": "pipeline"}},
        {"oidc_roles": {"x": "chef"}},
        {"oidc_client_secret_file": Path("/nowhere")},
    ],
)
def test_settings_that_cannot_hold(tmp_path: Path, wrong: dict[str, Any]) -> None:
    """A provider over http, one without client or address, a role that is none: said at the start."""
    good: dict[str, Any] = {
        "oidc_issuer": "https://login.example.com",
        "public_url": "https://redactor.example.com",
        "oidc_client_id": CLIENT,
    }
    assert provider_settings(Settings(data=tmp_path, **good)) is not None
    with pytest.raises(UsageError):
        provider_settings(Settings(data=tmp_path, **{**good, **wrong}))
    with pytest.raises(UsageError):
        local_role(Settings(data=tmp_path, local_role="pipeline"))
