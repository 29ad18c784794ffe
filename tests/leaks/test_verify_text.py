"""Verification of text copies: what is planted is found in every writing, and nothing else is."""

import base64
import quopri
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.domain.document import LayerId, Sha256, Span
from redactor.domain.records import PLACEHOLDER, Expected, Kept, Plan, Probe, Redaction, Secret, SecretKind
from redactor.domain.review import Action, Certainty, Evidence, Finding, FindingId, Hit, Role, Scope
from redactor.errors import LeakError, UnsupportedError
from redactor.verify import Walk, verify

# Invented; the number is from Skatteverket's official test series.
NAME = "Märta Fjällgren"
NUMBER = "19811218-9876"
BODY = "familjen har sökt stöd hos"

PUBLIC = (
    "Protokoll\n\n§ 12 Budget för 2025\n\nNämnden pröva i sak frågan om stöd. Familjerna har sökt plats hos "
    "förskolan. Fjäll och gren. Dnr ASN-2024-5443, org.nr 212000-1124, tfn 08-46500401.\n"
    f"3. {PLACEHOLDER}\n\n2024 12 18 9876\n19 811 218 987 tkr\n"
)

SECRETS = (
    Secret(SecretKind.NAME, NAME),
    Secret(SecretKind.NAME, "Märta"),
    Secret(SecretKind.NAME, "Fjällgren"),
    Secret(SecretKind.DIGITS, NUMBER),
    Secret(SecretKind.BODY, BODY),
    Secret(SecretKind.TEXT, "Storgatan 1"),
)


def expecting(*secrets: Secret, kept: tuple[Kept, ...] = ()) -> Expected:
    redaction = Redaction(FindingId("0"), LayerId("body"), Span(0, 1), (Span(0, 1),), PLACEHOLDER)
    return Expected(Plan(Sha256("0" * 64), (), (redaction,)), secrets, kept)


def nothing(text: str) -> tuple[Hit, ...]:
    return ()


def leaks(output: bytes | str, *secrets: Secret) -> str | None:
    """The probe that found residue."""
    data = output.encode() if isinstance(output, str) else output
    try:
        verify(data, "text/plain", expecting(*(secrets or SECRETS)), nothing)
    except LeakError as error:
        return str(error.fields["probe"])
    return None


def test_public_text_passes() -> None:
    """A copy without residue is verified, and says which probes ran."""
    verified = verify(PUBLIC.encode(), "text/plain", expecting(*SECRETS), nothing)
    assert verified.output == PUBLIC.encode()
    assert {"text", "second run"} <= {probe.name for probe in verified.probes}


@pytest.mark.parametrize(
    "written",
    [
        "Märta Fjällgren",
        "Märta  \nFjällgren",
        "Fjällgren, Märta",
        "MÄRTA FJÄLLGREN",
        "Märtas hund",
        "MärtaFjällgren",
        "maerta_Märta_2",
        unicodedata.normalize("NFD", "Märta"),
        "Mär\u00adta",
        "Mär\u200bta",
        "M ä r t a",
        "Fjäll-\ngren",
        "Fjäll\u2011gren",
        "Fjällgren1",
        "M&auml;rta",
        "M&#228;rta",
        "M&amp;auml;rta",
        "Ｍärta",
        NAME[::-1],
        "Mär ta",
        "M.Fjällgren",
    ],
)
def test_names(written: str) -> None:
    """A name and its parts are found however they are written."""
    assert leaks(f"{PUBLIC}Här står {written} också.\n")


@pytest.mark.parametrize(
    "written",
    [
        "19811218-9876",
        "811218-9876",
        "8112189876",
        "198112189876",
        "1981-12-18-9876",
        "19811218 9876",
        "811218\u20119876",
        "811218 - 9876",
        "811218-\n9876",
        "8 1 1 2 1 8 9 8 7 6",
        "19811218\t9876",
        "pnr8112189876",
        "_8112189876_",
        "１９８１１２１８-9876",
        "811218+9876",
        "6789-81211891",
    ],
)
def test_numbers(written: str) -> None:
    """A number is found in 10 and 12 digits, over any separators, and backwards."""
    assert leaks(f"{PUBLIC}Här står {written} också.\n")


def test_slice_of_a_longer_number() -> None:
    """Digits inside a longer number are another number."""
    assert leaks(f"{PUBLIC}Faktura 77198112189876001 och 4811218987699.\n") is None


def test_short_numbers_in_tables() -> None:
    """Six digits that only meet in a table are no find; written together or with one separator they are."""
    secret = Secret(SecretKind.DIGITS, "811218")
    assert leaks("81\t12 18\n8 11,218\n", secret) is None
    assert leaks("81 12 18", secret)
    assert leaks("född 811218.", secret)


@pytest.mark.parametrize("number", ["070-174 06 05", "+46 70 174 06 05", "0046701740605"])
def test_telephone_forms(number: str) -> None:
    """A telephone number is found in its national and international form."""
    assert leaks(f"Ring {number}.", Secret(SecretKind.DIGITS, "070-1740605"))


@pytest.mark.parametrize("text", ["Storgatan 12", "Storgatan 11", "Lillastorgatan 1"])
def test_nearly_the_address(text: str) -> None:
    """An address is word-bounded: another number or street is no find."""
    assert leaks(text) is None


def test_body_runs() -> None:
    """Five removed words in a row are found over lines and other signs; four are not."""
    assert leaks("att familjen har\nsökt stöd — hos oss")
    assert leaks("att familjen har sökt stöd av oss") is None


def test_two_words_are_no_name() -> None:
    """`i sak` is not the name Isak, nor `kom en` the name Komen."""
    isak = Secret(SecretKind.NAME, "Isak")
    assert leaks("Nämnden prövar i sak. I sak anförs inget.", isak) is None
    assert leaks("Nämnden hörde I-sak.", isak)
    assert leaks("I S A K", isak)


def test_longer_words() -> None:
    """A name inside a longer word or name is another word."""
    berg = Secret(SecretKind.NAME, "Anna Berg")
    assert leaks("Anna Bergström och Johanna Berg", berg) is None
    assert leaks("Anna Bergs", berg)


def test_kept_places_are_counted() -> None:
    """A namesake that stays on purpose passes; one more does not."""
    kept = Secret(SecretKind.NAME, NAME, kept=1)
    assert leaks(f"{NAME} (S)", kept) is None
    assert leaks(f"{NAME} (S) och {NAME}", kept)


def test_placeholder_holds_no_secret() -> None:
    """A name that is a word of the placeholder does not stop the copy, but it does elsewhere."""
    grund = Secret(SecretKind.NAME, "Grund")
    assert leaks(f"3. {PLACEHOLDER}\n[{PLACEHOLDER}]", grund) is None
    assert leaks(f"3. {PLACEHOLDER}\nEva Grund", grund)


def wrapped(text: str) -> list[bytes]:
    data = text.encode()
    return [
        data.hex().encode(),
        data.hex(" ").upper().encode(),
        base64.b64encode(data),
        base64.b64encode(b"-" + data),
        base64.urlsafe_b64encode(b"--" + text.encode("utf-16-le")),
        base64.encodebytes((data + b" ") * 9),
        quopri.encodestring(data),
        "".join(f"\\{byte:03o}" for byte in data).encode(),
        " ".join(f"{byte:03o}" for byte in data).encode(),
        "".join(f"%{byte:02X}" for byte in data).encode(),
        "".join(f"\\u{ord(c):04x}" for c in text).encode(),
        "".join(f"\\'{byte:02x}" if byte > 127 else chr(byte) for byte in text.encode("cp1252")).encode(),
        text[::-1].encode(),
        text.encode("utf-16-le"),
        text.encode("utf-16-be"),
        text.encode("cp1252"),
    ]


@pytest.mark.parametrize("number", range(16))
@pytest.mark.parametrize("secret", [NAME, "Fjällgren", NUMBER, "Storgatan 1"])
def test_encodings(secret: str, number: int) -> None:
    """A string of eight letters or six digits is found behind every encoding, in a file of another."""
    assert leaks(PUBLIC.encode() + b"\n-- " + wrapped(secret)[number] + b" --\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_files_of_every_encoding(encoding: str) -> None:
    """Short names are found, and public text passes, whatever the encoding of the file."""
    assert leaks(PUBLIC.encode(encoding)) is None
    assert leaks((PUBLIC + "Märta").encode(encoding))


def test_no_reader() -> None:
    """A media type without a reader is refused, never passed."""
    with pytest.raises(UnsupportedError):
        verify(b"x", "application/rtf", expecting(), nothing)


def test_error_holds_no_text() -> None:
    """The error names probe and part only."""
    with pytest.raises(LeakError) as caught:
        verify(NAME.encode(), "text/plain", expecting(*SECRETS), nothing)
    assert "Märta" not in str(caught.value) + repr(caught.value)


def hit_on(word: str, certainty: Certainty):  # type: ignore[no-untyped-def]
    def run(text: str) -> tuple[Hit, ...]:
        at, found = text.find(word), []
        while at >= 0:
            found.append(Hit(Span(at, at + len(word)), "PERSON", 0.9, "rule", certainty))
            at = text.find(word, at + 1)
        return tuple(found)

    return run


def test_second_run() -> None:
    """A certain hit that was not kept stops the copy, however often it was kept elsewhere."""
    kept = Kept("PERSON", "Åsa  holm")
    run = hit_on("Åsa Holm", Certainty.CERTAIN)
    verify("Åsa Holm (S)".encode(), "text/plain", expecting(kept=(kept,)), run)
    for text, stays in (
        ("Åsa Holm", ()),
        ("Åsa Holm, Åsa Holm", (kept,)),
        ("Åsa Holm", (Kept("TERM", "Åsa Holm"),)),
    ):
        with pytest.raises(LeakError) as caught:
            verify(text.encode(), "text/plain", expecting(kept=stays), run)
        assert caught.value.fields == {"probe": "second run", "where": "body:PERSON"}


def test_second_run_counts_a_place_once() -> None:
    """A place read twice, doubtfully and surely, is one sure hit: kept once it stands, not kept it stops."""

    def run(text: str) -> tuple[Hit, ...]:
        both = (
            hit_on("Åsa Holm", c)(text) for c in (Certainty.SUSPECT, Certainty.CERTAIN, Certainty.CERTAIN)
        )
        return tuple(hit for hits in both for hit in hits)

    kept = (Kept("PERSON", "Åsa Holm"),)
    assert verify("Åsa Holm".encode(), "text/plain", expecting(kept=kept), run).suspects == ()
    with pytest.raises(LeakError):
        verify("Åsa Holm".encode(), "text/plain", expecting(), run)


def going(text: str) -> Walk:
    finding = Finding(
        FindingId("1"),
        LayerId("body"),
        Span(0, len(text)),
        "PERSON",
        None,
        Certainty.CERTAIN,
        Role.PRIVATE,
        Evidence("rule", 0.9, "", None, Scope.SPAN, Action.REDACT),
        text,
    )
    return lambda copy: (finding,) if text.encode() in copy else ()


def test_second_walk() -> None:
    """What would go from the copy as a document of its own stops it, unless it was kept on purpose."""
    copy, kept = "Sökande: Åsa Holm".encode(), (Kept("PERSON", "Åsa  holm"),)
    verified = verify(copy, "text/plain", expecting(kept=kept), nothing, walk=going("Åsa Holm"))
    assert Probe("second walk", 1) in verified.probes
    assert verify(b"Tom", "text/plain", expecting(), nothing, walk=going("Åsa Holm")).output == b"Tom"
    with pytest.raises(LeakError) as caught:
        verify(copy, "text/plain", expecting(), nothing, walk=going("Åsa Holm"))
    assert caught.value.fields == {"probe": "second walk", "where": "body:PERSON"}


def test_new_suspects_are_reported() -> None:
    """A doubtful hit passes and is named by part and entity."""
    run = hit_on("Åsa Holm", Certainty.SUSPECT)
    assert verify("Åsa Holm".encode(), "text/plain", expecting(), run).suspects == ("body:PERSON",)


letters = st.text("abcdefghijklmnopqrstuvwxyzåäö", min_size=2, max_size=9)
filler = st.lists(letters, max_size=40).map(" ".join)


@given(
    filler, filler, st.sampled_from([NAME, NUMBER, "811218-9876", BODY, "Storgatan 1"]), st.integers(0, 16)
)
def test_planted_anywhere(before: str, after: str, secret: str, number: int) -> None:
    """A secret planted anywhere in any encoding is found."""
    planted = [secret.encode(), *wrapped(secret)][number]
    assert leaks(f"{before} / ".encode() + planted + f" / {after}".encode())


@given(filler, st.integers(0, 10**9), st.integers(0, 10**5))
def test_public_text_is_never_found(text: str, number: int, other: int) -> None:
    """Text without the secrets passes."""
    assert leaks(f"{text} {number} {other}\t{number % 977} {text}") is None
