"""What the settings say of logins, checked: the OpenID provider, or the link's user."""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from redactor.config import Settings
from redactor.errors import UsageError, Words
from redactor.workflow.files import read_option, shown
from redactor.workflow.service.people import PERSONS, UserRole

CALLBACK: Final = "/login/callback"
"""Where the provider sends the browser back to."""


@dataclass(frozen=True, slots=True)
class ProviderSettings:
    """An OpenID provider and how to read what it says of somebody.

    `roles`: the values of the claim `role_claim` and the role of each; the first that somebody has holds.
    """

    issuer: str
    client_id: str
    client_secret: str | None = field(repr=False)
    redirect_uri: str
    scope: str
    name_claim: str
    role_claim: str
    roles: Mapping[str, UserRole]


def provider_settings(settings: Settings) -> ProviderSettings | None:
    """None where links log in. Raises UsageError for settings that cannot be used."""
    for url in (settings.public_url, settings.oidc_issuer):
        if url is not None and not _is_safe(url):
            raise _wrong(f"{url}: ska börja med https://", f"{url}: must begin with https://")
    if settings.oidc_issuer is None:
        return None
    if settings.oidc_client_id is None or settings.public_url is None:
        raise _wrong(
            "REDACTOR_OIDC_ISSUER behöver REDACTOR_OIDC_CLIENT_ID och REDACTOR_PUBLIC_URL",
            "REDACTOR_OIDC_ISSUER needs REDACTOR_OIDC_CLIENT_ID and REDACTOR_PUBLIC_URL",
        )
    named = settings.oidc_roles or {role.value: role.value for role in PERSONS}
    return ProviderSettings(
        issuer=settings.oidc_issuer,
        client_id=settings.oidc_client_id,
        client_secret=_client_secret(settings),
        redirect_uri=settings.public_url.rstrip("/") + CALLBACK,
        scope=settings.oidc_scope,
        name_claim=settings.oidc_name_claim,
        role_claim=settings.oidc_role_claim,
        roles={value: _person_role(role) for value, role in named.items()},
    )


def local_role(settings: Settings) -> UserRole:
    """The role of who logs in with a link. Raises UsageError for one that no person can have."""
    return _person_role(settings.local_role)


def _client_secret(settings: Settings) -> str | None:
    path = settings.oidc_client_secret_file
    if path is None:
        return None
    try:
        return read_option(path).decode("ascii").strip()
    except UnicodeDecodeError as error:
        raise _wrong(f"{shown(path)}: ingen hemlighet", f"{shown(path)}: not a secret") from error


def _person_role(given: str) -> UserRole:
    role = next((role for role in PERSONS if role == given), None)
    if role is None:
        allowed = ", ".join(sorted(PERSONS))
        raise _wrong(
            f"{given}: rollen ska vara en av {allowed}", f"{given}: the role must be one of {allowed}"
        )
    return role


def _is_safe(url: str) -> bool:
    """Whether nobody between can read or change what is said there."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    try:
        here = ipaddress.ip_address(host).is_loopback
    except ValueError:
        here = host == "localhost"
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and here))


def _wrong(sv: str, en: str) -> UsageError:
    return UsageError(what=Words(f"{sv}.", f"{en}."))
