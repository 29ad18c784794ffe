"""Login at an OpenID provider: code flow with PKCE (RFC 7636), state and nonce.

The provider's answers are checked by Authlib and joserfc: signature, issuer, audience, times, nonce, at_hash.
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, cast

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from redactor.workflow.service.errors import LoginError, ProviderError
from redactor.workflow.service.login_settings import ProviderSettings
from redactor.workflow.service.people import UserRole
from redactor.workflow.service.users import Identity

if TYPE_CHECKING:
    from joserfc.jwk import KeySetSerialization

FLOW_LIFE: Final = timedelta(minutes=10)
_BYTES: Final = 32
_SIGNED_BY: Final = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
"""Never `none`, and none with a shared secret, whatever the provider offers."""
_TIMEOUT: Final = 10.0
"""Seconds for each answer of the provider."""
_LEEWAY: Final = 60
"""Seconds that the provider's clock may differ from ours."""


@dataclass(frozen=True, slots=True)
class Flow:
    """A login on its way to the provider and back.

    The browser keeps it in a cookie, the service nothing: state, nonce and verifier are made of the cookie
    with a key, so that a stranger cannot begin a login for somebody.
    """

    cookie: str = field(repr=False)
    key: bytes = field(repr=False)

    @classmethod
    def begin(cls, key: bytes, now: datetime) -> "Flow":
        return cls(f"{int((now + FLOW_LIFE).timestamp())}.{secrets.token_urlsafe(_BYTES)}", key)

    @property
    def state(self) -> str:
        return self._made("state")

    @property
    def nonce(self) -> str:
        return self._made("nonce")

    @property
    def verifier(self) -> str:
        return self._made("verifier")

    def check(self, state: str, now: datetime) -> None:
        """Raises LoginError unless the answer is to this login, and not too late."""
        expires, _, _ = self.cookie.partition(".")
        answered = hmac.compare_digest(self.state.encode(), state.encode())
        if not answered or int(expires) <= now.timestamp():
            raise LoginError()

    def _made(self, what: str) -> str:
        return hmac.new(self.key, f"login\0{what}\0{self.cookie}".encode(), hashlib.sha256).hexdigest()


class OpenIdProvider:
    """The provider of the settings; what it says of itself is asked for once, its keys when they change."""

    def __init__(self, settings: ProviderSettings) -> None:
        self._settings = settings
        self._metadata: Mapping[str, Any] | None = None
        self._keys: KeySet | None = None

    def authorization_url(self, flow: Flow) -> str:
        """Where the browser goes to log in. Raises ProviderError."""
        endpoint = self._discovered()["authorization_endpoint"]
        with self._client() as client:
            url, _ = client.create_authorization_url(
                endpoint, state=flow.state, nonce=flow.nonce, code_verifier=flow.verifier
            )
        return str(url)

    def identity(self, flow: Flow, code: str, now: datetime) -> Identity:
        """Who logged in. Raises ProviderError and LoginError."""
        endpoint = self._discovered()["token_endpoint"]
        try:
            with self._client() as client:
                token = client.fetch_token(
                    endpoint, grant_type="authorization_code", code=code, code_verifier=flow.verifier
                )
        except httpx2.HTTPError as error:
            raise ProviderError() from error
        except (AuthlibBaseError, ValueError) as error:
            raise LoginError() from error
        claims = self._verified(token, flow, now)
        name = claims.get(self._settings.name_claim) or claims["sub"]
        return Identity(self._settings.issuer, str(claims["sub"]), str(name), _role(claims, self._settings))

    def _verified(self, token: Mapping[str, Any], flow: Flow, now: datetime) -> Mapping[str, Any]:
        """The claims of the ID token. Raises LoginError unless all of it is right."""
        try:
            signed = self._opened(token["id_token"])
            claims = CodeIDToken(
                signed.claims,
                signed.header,
                {
                    "iss": {"essential": True, "value": self._discovered()["issuer"]},
                    "aud": {"essential": True, "value": self._settings.client_id},
                },
                {
                    "nonce": flow.nonce,
                    "client_id": self._settings.client_id,
                    "access_token": token.get("access_token"),
                },
            )
            claims.validate(now=int(now.timestamp()), leeway=_LEEWAY)
        except (JoseError, AuthlibBaseError, ValueError, KeyError, TypeError) as error:
            raise LoginError() from error
        found: Mapping[str, Any] = claims
        return found

    def _opened(self, raw: str) -> jwt.Token:
        try:
            return jwt.decode(raw, self._key_set(), algorithms=_SIGNED_BY)
        except InvalidKeyIdError:
            self._keys = None  # the provider has changed its keys
            return jwt.decode(raw, self._key_set(), algorithms=_SIGNED_BY)

    def _key_set(self) -> KeySet:
        if self._keys is None:
            try:
                self._keys = KeySet.import_key_set(
                    cast("KeySetSerialization", _fetched(self._discovered()["jwks_uri"]))
                )
            except (JoseError, KeyError, TypeError) as error:
                raise ProviderError() from error
        return self._keys

    def _discovered(self) -> Mapping[str, Any]:
        """What the provider says of itself (OpenID Connect Discovery). Raises ProviderError."""
        if self._metadata is None:
            said = _fetched(self._settings.issuer.rstrip("/") + "/.well-known/openid-configuration")
            named = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
            if not all(isinstance(said.get(name), str) for name in named):
                raise ProviderError()
            if said["issuer"].rstrip("/") != self._settings.issuer.rstrip("/"):
                raise ProviderError()
            self._metadata = said
        return self._metadata

    def _client(self) -> OAuth2Client:
        return OAuth2Client(
            client_id=self._settings.client_id,
            client_secret=self._settings.client_secret,
            token_endpoint_auth_method=None if self._settings.client_secret else "none",
            scope=self._settings.scope,
            redirect_uri=self._settings.redirect_uri,
            code_challenge_method="S256",
            timeout=_TIMEOUT,
        )


def _fetched(url: str) -> dict[str, Any]:
    """A JSON object. Raises ProviderError."""
    try:
        answer = httpx2.get(url, timeout=_TIMEOUT)
        answer.raise_for_status()
        said = answer.json()
    except (httpx2.HTTPError, ValueError) as error:
        raise ProviderError() from error
    if not isinstance(said, dict):
        raise ProviderError()
    return said


def _role(claims: Mapping[str, Any], settings: ProviderSettings) -> UserRole | None:
    """The first role of the settings that the person's claim holds."""
    held = _claim(claims, settings.role_claim)
    values = [held] if isinstance(held, str) else held if isinstance(held, list) else []
    return next((role for value, role in settings.roles.items() if value in values), None)


def _claim(claims: Mapping[str, Any], name: str) -> Any:
    """A claim by its name, or by the names that lead to it: `realm_access.roles`."""
    if name in claims:
        return claims[name]
    found: Any = claims
    for step in name.split("."):
        found = found.get(step) if isinstance(found, Mapping) else None
    return found
