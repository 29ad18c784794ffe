"""Settings from the environment, read once at the edge and passed on."""

from pathlib import Path

import platformdirs
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

DATABASE = "redactor.db"
"""The embedded database, in the data folder."""


def _user_data() -> Path:
    return Path(platformdirs.user_data_dir("redactor", appauthor=False))


class Settings(BaseSettings):
    """Each is `REDACTOR_<NAME>` in the environment; arguments go before it. Secrets are in files."""

    model_config = SettingsConfigDict(env_prefix="REDACTOR_", env_ignore_empty=True, frozen=True)

    data: Path = Field(default_factory=_user_data)
    """The folder of keys, log and embedded database."""
    key_file: Path | None = None
    """The key that makes ids; default `key` in the data folder, made at first use."""
    rules: tuple[Path, ...] = ()
    """Rule packs besides our own, for the service."""

    database_url: str | None = Field(default=None, repr=False)
    """`postgresql://…`; default an SQLite database in the data folder."""
    storage_key_file: Path | None = None
    """The keys that seal what is stored, newest first; default `storage-key` in the data folder."""
    audit_key_file: Path | None = None
    """The key that signs the log; default `audit-key` in the data folder."""
    workers: int = Field(default=2, ge=1, le=64)
    """How many documents are worked on side by side."""
    retention_days: int = Field(default=30, ge=1, le=3650)
    """After so many days originals, copies and texts are erased."""
    four_eyes: bool = False
    """Whether somebody else than who decided must approve and publish."""

    public_url: str | None = None
    """The address that browsers use, without a path: `https://…`. Makes cookies Secure; OpenID needs it."""
    trusted_proxies: tuple[str, ...] = ()
    """Addresses of proxies whose `X-Forwarded-For` and `-Proto` are believed."""
    oidc_issuer: str | None = None
    """The OpenID provider; without one, links log in."""
    oidc_client_id: str | None = None
    """What the provider calls this service."""
    oidc_client_secret_file: Path | None = None
    """The client's secret; none for a public client."""
    oidc_scope: str = "openid profile"
    """What is asked of the provider."""
    oidc_name_claim: str = "preferred_username"
    """The claim with the name that the log shows; `sub` where it is missing."""
    oidc_role_claim: str = "roles"
    """The claim with a person's roles; full stops lead into it: `realm_access.roles`."""
    oidc_roles: dict[str, str] = Field(default_factory=dict)
    """Values of the role claim and the role of each, the first that holds; default the roles' own names."""
    local_role: str = "registrator"
    """The role of who logs in with a link."""
    session_idle_minutes: int = Field(default=30, ge=1, le=24 * 60)
    """A session ends when nothing is heard of it for so long."""
    session_hours: int = Field(default=10, ge=1, le=24)
    """A session ends so long after its login."""
    lockout_failures: int = Field(default=10, ge=1)
    """So many failed logins lock an address or a key."""
    lockout_minutes: int = Field(default=15, ge=1, le=24 * 60)
    """Failures are counted, and the lock holds, so long."""

    presidio_open: bool = False
    """Whether Presidio's calls need no key from this computer; `redactor serve --presidio-open`."""

    @property
    def has_database(self) -> bool:
        """Whether a service was here: then log and documents are in its database."""
        return self.database_url is not None or (self.data / DATABASE).exists()
