"""Keys, links, sessions, users and lock-outs, on both databases."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from redactor.config import Settings
from redactor.store import log as stored_log
from redactor.workflow.service import keys, links, lockout, logins, sessions, users
from redactor.workflow.service.errors import LockedError, LoginError, RoleError, ScopeError
from redactor.workflow.service.installation import Installation, open_installation
from redactor.workflow.service.lockout import Source
from redactor.workflow.service.people import SCOPES, Actor, Scope, UserRole
from redactor.workflow.service.users import Identity

ROOT = Actor("root", UserRole.ADMIN)
HERE = lockout.address("192.0.2.1")
ELSEWHERE = lockout.address("198.51.100.7")
ISSUER = "https://login.example.com"


class Door:
    """The service's logins, with a clock that stands still unless it is told."""

    def __init__(self, url: str, folder: Path, **settings: Any) -> None:
        self.now = datetime(2026, 3, 4, 12, 30, tzinfo=UTC)
        self.installation = open_installation(
            Settings(data=folder, database_url=url, **settings), lambda: self.now
        )

    def key(self, role: UserRole = UserRole.PIPELINE, days: int | None = None, *scopes: Scope) -> keys.NewKey:
        expires = None if days is None else self.now + timedelta(days=days)
        with self.installation.database.writing() as session:
            return keys.make(session, self.installation, "a pipeline", role, ROOT, expires, scopes)

    def knock(self, secret: str, address: Source = HERE) -> Actor | None:
        return keys.authenticated(self.installation, secret, address)

    def link(self) -> str:
        with self.installation.database.writing() as session:
            return links.make(session, "anna", self.now)

    def enter(self, link: str | None = None) -> str:
        return logins.by_link(self.installation, link or self.link(), HERE)

    def log_in(self, identity: Identity) -> str:
        with self.installation.database.writing() as session:
            return sessions.start(session, self.installation, users.known(session, identity))

    def records(self) -> list[tuple[str, str, str, str | None]]:
        with self.installation.database.reading() as session:
            assert self.installation.log.verify(session).intact
            found = [json.loads(line) for line in stored_log.lines(session)]
        return [(r["event"], r["actor"], r["role"], r["reason"]) for r in found]


@pytest.fixture
def open_door(url: str, tmp_path: Path) -> Iterator[Callable[..., Door]]:
    opened: list[Installation] = []

    def open_one(**settings: Any) -> Door:
        door = Door(url, tmp_path, **settings)
        opened.append(door.installation)
        return door

    yield open_one
    for installation in opened:
        installation.database.close()


@pytest.fixture
def door(open_door: Callable[..., Door]) -> Door:
    return open_door()


def test_key(door: Door) -> None:
    """A key opens until it expires or is revoked; each is told in the log, its secret nowhere."""
    made = door.key(days=1)
    other = door.key()
    assert door.knock(made.secret) == Actor("key:a pipeline", UserRole.PIPELINE)
    door.now += timedelta(days=1)
    assert door.knock(made.secret) is None
    assert door.knock(other.secret) is not None
    with door.installation.database.writing() as session:
        keys.revoke(session, door.installation, other.id, ROOT)
    assert door.knock(other.secret) is None
    assert door.records() == [
        ("key made", "root", "admin", f"{made.id}: pipeline"),
        ("key made", "root", "admin", f"{other.id}: pipeline"),
        ("key revoked", "root", "admin", other.id),
    ]
    with door.installation.database.reading() as session:
        row = str(session.execute(text("SELECT * FROM api_key")).all())
    assert "$argon2id$" in row
    assert made.secret.split("_", 2)[2] not in row


def test_scopes(door: Door) -> None:
    """A key can be narrowed to some of what its role may do, never widened."""
    narrow = door.knock(door.key(UserRole.REVIEWER, None, Scope.APPROVE).secret)
    assert narrow is not None
    assert narrow.scopes == {Scope.APPROVE}
    full = door.knock(door.key(UserRole.REVIEWER).secret)
    assert full is not None
    assert full.scopes == SCOPES[UserRole.REVIEWER]
    with pytest.raises(ScopeError):
        door.key(UserRole.AUDITOR, None, Scope.REVIEW)
    assert not Actor("a", UserRole.AUDITOR, frozenset({Scope.REVIEW})).may(Scope.REVIEW)


def test_last_use(door: Door) -> None:
    """When a key was used last is known to the minute."""

    def last() -> datetime | None:
        with door.installation.database.reading() as session:
            return keys.listed(session)[0].last_used_at

    secret, begun = door.key().secret, door.now
    assert last() is None
    door.knock(secret)
    assert last() == begun
    door.now += timedelta(seconds=59)
    door.knock(secret)
    assert last() == begun
    door.now += timedelta(seconds=1)
    door.knock(secret)
    assert last() == door.now


@pytest.mark.parametrize("attack", ["wrong", "expired", "revoked"])
def test_key_is_locked(door: Door, attack: str) -> None:
    """After ten failures the key is locked from anywhere, the right secret too, for a while."""
    made = door.key(days=1)
    given = made.secret if attack != "wrong" else f"rdk_{made.id}_guess"
    if attack == "expired":
        door.now += timedelta(days=2)
    if attack == "revoked":
        with door.installation.database.writing() as session:
            keys.revoke(session, door.installation, made.id, ROOT)
    for number in range(10):
        assert door.knock(given, lockout.address(f"192.0.2.{number}")) is None
    with pytest.raises(LockedError) as caught:
        door.knock(made.secret, ELSEWHERE)
    assert caught.value.fields == {"seconds": 15 * 60}
    door.now += timedelta(minutes=14, seconds=59)
    with pytest.raises(LockedError):
        door.knock(made.secret, ELSEWHERE)
    assert door.records()[-1] == ("lockout", "redactor", "program", f"key {made.id}: 10 failed logins")
    door.now += timedelta(seconds=1)
    assert (door.knock(made.secret, ELSEWHERE) is None) == (attack != "wrong")


def test_address_is_locked(door: Door) -> None:
    """After ten failures of any kind an address is locked, others are not; the log says so once."""
    secret = door.key().secret
    for number in range(10):
        if number % 2:
            assert door.knock(f"no key {number}") is None
        else:
            with pytest.raises(LoginError):
                door.enter("no link")
    for _ in range(3):
        with pytest.raises(LockedError):
            door.knock(secret)
    with pytest.raises(LockedError):
        door.enter()
    assert door.knock(secret, ELSEWHERE) is not None
    assert [r for r in door.records() if r[0] == "lockout"] == [
        ("lockout", "redactor", "program", "address 192.0.2.1: 10 failed logins")
    ]


def test_failures_are_forgotten(door: Door) -> None:
    """A window ends some minutes after its first failure."""
    for _ in range(9):
        door.knock("no key")
    door.now += timedelta(minutes=15)
    for _ in range(9):
        door.knock("no key")
    assert door.knock(door.key().secret) is not None


def test_failures_at_the_same_time(door: Door) -> None:
    """None is lost where many fail at once, in threads as in processes: the database counts."""
    with ThreadPoolExecutor(5) as pool:
        list(
            pool.map(lambda _: lockout.failed(door.installation, [HERE, Source("key", "0" * 16)]), range(10))
        )
    for source in (HERE, Source("key", "0" * 16)):
        with door.installation.database.reading() as session, pytest.raises(LockedError):
            lockout.refuse_locked(session, door.installation, [source])
    assert len([r for r in door.records() if r[0] == "lockout"]) == 2


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("192.0.2.9", "192.0.2.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.9", "192.0.2.9"),
        ("<script>", "unknown"),
        (None, "unknown"),
    ],
)
def test_addresses(given: str | None, told: str) -> None:
    """Who has one IPv6 address has 2^64; what is no address is not told."""
    assert lockout.address(given) == Source("address", told)


def test_link_opens_once(door: Door) -> None:
    """A link logs in once, within ten minutes, as the system's user who asked for it."""
    link = door.link()
    token = door.enter(link)
    session = sessions.resumed(door.installation, token)
    assert session is not None
    assert session.actor == Actor("user:anna", UserRole.REGISTRATOR)
    with pytest.raises(LoginError):
        door.enter(link)
    late = door.link()
    door.now += timedelta(minutes=10)
    with pytest.raises(LoginError):
        door.enter(late)
    assert door.records() == [("login", "user:anna", "registrator", "local")]


def test_link_opens_for_one(door: Door) -> None:
    """Of many who come with one link at the same time, one is let in."""
    link = door.link()

    def enter(_: int) -> bool:
        try:
            return bool(door.enter(link))
        except LoginError:
            return False

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(enter, range(8))) == 1


def test_links_need_no_provider(open_door: Callable[..., Door]) -> None:
    """Where a provider logs people in, no link does, and no session of one goes on."""
    before = open_door()
    token = before.enter()
    assert sessions.resumed(before.installation, token) is not None
    after = open_door(oidc_issuer=ISSUER)
    with pytest.raises(LoginError):
        after.enter()
    assert sessions.resumed(after.installation, token) is None


def test_session_ends_when_idle(door: Door) -> None:
    """A session ends when nothing is heard of it for half an hour."""
    token = door.enter()
    for _ in range(3):
        door.now += timedelta(minutes=29)
        assert sessions.resumed(door.installation, token) is not None
    door.now += timedelta(minutes=30)
    assert sessions.resumed(door.installation, token) is None


def test_session_ends_however_busy(door: Door) -> None:
    """A session ends ten hours after its login."""
    token, begun = door.enter(), door.now
    while door.now < begun + timedelta(hours=10):
        assert sessions.resumed(door.installation, token) is not None
        door.now += timedelta(minutes=20)
    assert sessions.resumed(door.installation, token) is None


def test_logout(door: Door) -> None:
    """After a logout the cookie is worth nothing; another session of the same person goes on."""
    token, other = door.enter(), door.enter()
    for _ in range(2):
        with door.installation.database.writing() as session:
            sessions.end(session, door.installation, token)
    assert sessions.resumed(door.installation, token) is None
    assert sessions.resumed(door.installation, other) is not None
    assert [r[0] for r in door.records()] == ["login", "login", "logout"]


def test_nothing_to_steal(door: Door) -> None:
    """Neither a cookie's value nor a link is in the database."""
    link, token = door.link(), door.enter()
    with door.installation.database.reading() as session:
        held = str(
            [session.execute(text(f"SELECT * FROM {t}")).all() for t in ("login_session", "login_link")]
        )
    assert link not in held
    assert token not in held
    assert sessions.csrf_token(token) not in held


def test_users(open_door: Callable[..., Door]) -> None:
    """A person keeps the name of their first login, and has the role of the last; no two have one name."""
    door = open_door(oidc_issuer=ISSUER)
    first = door.log_in(Identity(ISSUER, "1", "Anna", UserRole.REGISTRATOR))
    again = door.log_in(Identity(ISSUER, "1", "Annika", UserRole.AUDITOR))
    other = door.log_in(Identity(ISSUER, "2", "Anna", UserRole.REVIEWER))
    blank = door.log_in(Identity(ISSUER, "3", "\n\x1b ", UserRole.REVIEWER))
    found = [sessions.resumed(door.installation, token) for token in (first, again, other, blank)]
    actors = [session.actor for session in found if session is not None]
    assert actors[0] == actors[1] == Actor("user:Anna", UserRole.AUDITOR)
    assert actors[2].name.startswith("user:Anna ")
    assert all(actor.name.isprintable() for actor in actors)
    assert len({actor.name for actor in actors}) == 3


def test_users_first_login_twice_at_once(open_door: Callable[..., Door]) -> None:
    """Two first logins of one person at the same time make one user."""
    door = open_door(oidc_issuer=ISSUER)
    anna = Identity(ISSUER, "1", "Anna", UserRole.REGISTRATOR)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: door.log_in(anna), range(4)))
    with door.installation.database.reading() as session:
        assert [user.name for user in users.listed(session)] == ["Anna"]


def test_user_is_shut_out(open_door: Callable[..., Door]) -> None:
    """One who is shut out has no session any more and gets no new one, until they are let in again."""
    door = open_door(oidc_issuer=ISSUER)
    anna = Identity(ISSUER, "1", "Anna", UserRole.REGISTRATOR)
    token = door.log_in(anna)
    with door.installation.database.writing() as session:
        (user,) = users.listed(session)
        assert users.set_disabled(session, door.installation, user.id, True, ROOT).disabled_at == door.now
    assert sessions.resumed(door.installation, token) is None
    with pytest.raises(RoleError):
        door.log_in(anna)
    with door.installation.database.writing() as session:
        assert users.set_disabled(session, door.installation, user.id, False, ROOT).disabled_at is None
    assert sessions.resumed(door.installation, token) is None
    assert sessions.resumed(door.installation, door.log_in(anna)) is not None
    assert [r[0] for r in door.records()] == ["login", "user disabled", "user enabled", "login"]
