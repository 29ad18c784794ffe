"""A real OpenID provider on this machine, made of Authlib's server parts: it checks the client, the redirect
address, the code and PKCE, and signs ID tokens. Whoever comes is logged in as `person`.

`lies` are claims that stand in the ID token instead of the true ones; `key` and `algorithm` sign it.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import flask
from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import ClientMixin
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import AuthorizationCodeMixin
from authlib.oidc.core.grants import OpenIDCode
from joserfc.jwk import KeySet, RSAKey
from werkzeug.serving import make_server

CLIENT = "redactor"
SECRET = "the client's secret: + / %"


@dataclass
class Code(AuthorizationCodeMixin):  # type: ignore[misc]
    """An authorization code and what was asked for with it."""

    code: str
    redirect_uri: str
    scope: str
    nonce: str
    code_challenge: str
    code_challenge_method: str
    person: dict[str, Any]

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope

    def get_nonce(self) -> str:
        return self.nonce

    def get_auth_time(self) -> int:
        return int(time.time())


@dataclass
class Client(ClientMixin):  # type: ignore[misc]
    """The one client; without a secret it is a public one."""

    redirect_uri: str
    secret: str | None

    def get_client_id(self) -> str:
        return CLIENT

    def get_default_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri == self.redirect_uri

    def check_client_secret(self, client_secret: str) -> bool:
        return client_secret == self.secret

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method == ("none" if self.secret is None else "client_secret_basic")

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


@dataclass
class Provider:
    client: Client
    issuer: str = ""
    person: dict[str, Any] = field(default_factory=dict)
    lies: dict[str, Any] = field(default_factory=dict)
    key: Any = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "1"}))
    published: Any = None
    """The key that it shows, where it is not the one that signs."""
    algorithm: str = "RS256"
    codes: dict[str, Code] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)
    """What the token endpoint was told."""

    def metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
        }


@contextmanager
def running(redirect_uri: str, secret: str | None = SECRET) -> Iterator[Provider]:
    """A provider that answers on 127.0.0.1."""
    provider = Provider(Client(redirect_uri, secret))
    server = make_server("127.0.0.1", 0, _app(provider), threaded=True)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield provider
    server.shutdown()
    thread.join()
    server.server_close()


def _app(provider: Provider) -> flask.Flask:
    app = flask.Flask("provider")
    server = AuthorizationServer(
        app, query_client=lambda name: provider.client if name == CLIENT else None, save_token=lambda *_: None
    )
    grant, openid = _grant(provider), _openid(provider)
    server.register_grant(grant, [openid, CodeChallenge(required=True)])

    @app.get("/.well-known/openid-configuration")
    def metadata() -> flask.Response:
        return flask.jsonify(provider.metadata())

    @app.get("/keys")
    def keys() -> flask.Response:
        shown = KeySet([provider.published or provider.key])
        return flask.jsonify(shown.as_dict(private=False))

    @app.get("/authorize")
    def authorize() -> Any:
        person = dict(provider.person) or None
        found = server.get_consent_grant(end_user=person)
        return server.create_authorization_response(grant_user=person, grant=found)

    @app.post("/token")
    def token() -> Any:
        provider.asked.append(flask.request.form.to_dict())
        return server.create_token_response()

    return app


def _grant(provider: Provider) -> type[AuthorizationCodeGrant]:
    class Grant(AuthorizationCodeGrant):  # type: ignore[misc]
        TOKEN_ENDPOINT_AUTH_METHODS = ("client_secret_basic", "none")

        def save_authorization_code(self, code: str, request: Any) -> None:
            said = request.payload.data
            provider.codes[code] = Code(
                code,
                request.payload.redirect_uri,
                request.scope,
                said["nonce"],
                said["code_challenge"],
                said["code_challenge_method"],
                dict(provider.person),
            )

        def query_authorization_code(self, code: str, client: Any) -> Code | None:
            return provider.codes.get(code)

        def delete_authorization_code(self, authorization_code: Code) -> None:
            del provider.codes[authorization_code.code]

        def authenticate_user(self, authorization_code: Code) -> dict[str, Any]:
            return authorization_code.person

    return Grant


def _openid(provider: Provider) -> OpenIDCode:
    class OpenId(OpenIDCode):  # type: ignore[misc]
        def exists_nonce(self, nonce: str, request: Any) -> bool:
            return any(code.nonce == nonce for code in provider.codes.values())

        def get_client_claims(self, client: Any) -> dict[str, Any]:
            return {"iss": provider.issuer, "aud": [CLIENT]}

        def get_client_algorithm(self, client: Any) -> str:
            return provider.algorithm

        def get_encode_header(self, client: Any) -> dict[str, str]:
            return {"alg": provider.algorithm, "kid": provider.key.kid}

        def resolve_client_private_key(self, client: Any) -> Any:
            return provider.key

        def generate_user_info(self, user: dict[str, Any], scope: str) -> dict[str, Any]:
            return {**user, **provider.lies}

    return OpenId(require_nonce=True)
