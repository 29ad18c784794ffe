"""The front door for Python: three lines make a verified copy."""

from dataclasses import replace
from datetime import date

import pytest

import redactor
from redactor import Copy, OnReview, Profile, Redactor
from redactor.decide import UNSURE_END
from redactor.domain.review import Action, Decision, FindingId
from redactor.errors import EmptyError, ReviewError, UnsupportedError, UsageError

TEXT = "Protokoll\n\nSökande: Gustaf Hellmerth, 680224-9844\n\nRektor Eva Alm (S) svarar.\n"
GONE = "Borttagen på grund av sekretess"


def made(**options: object) -> Redactor:
    return Redactor(key=bytes(32), today=date(2024, 12, 31), **options)  # type: ignore[arg-type]


def test_redact_gives_copy_and_report() -> None:
    """The copy is verified, the report says how; the document's text is in neither `repr`."""
    copy = made().redact(TEXT.encode(), "a.txt")
    assert copy.output.decode() == f"Protokoll\n\nSökande: [{GONE}]\n\nRektor Eva Alm (S) svarar.\n"
    assert copy.report["documents"][0]["output"]["placeholders"] == 1
    assert "Hellmerth" not in repr(copy)


def test_strict_profile_takes_officials() -> None:
    """With profile strikt the official's name goes too."""
    copy = made(profile=Profile.STRIKT).redact(TEXT.encode(), "a.txt")
    assert b"Eva Alm" not in copy.output


def test_personal_placeholder() -> None:
    """Personal data may have a placeholder of its own."""
    copy = made(personal_placeholder="Personuppgift borttagen").redact(TEXT.encode(), "a.txt")
    assert b"[Personuppgift borttagen]" in copy.output


def test_terms_go_and_are_not_shown() -> None:
    """A known secret goes wherever it stands, and is in no `repr`."""
    front_door = made(terms=("Eva Alm",))
    assert b"Alm" not in front_door.redact(TEXT.encode(), "a.txt").output
    assert "Alm" not in repr(front_door)


def test_a_persons_decision_keeps() -> None:
    """A finding that a person keeps stays; a decision about another document is wrong use."""
    front_door = made()
    finding = front_door.check(TEXT.encode(), "a.txt")["documents"][0]["findings"][0]
    decision = Decision(FindingId(finding["id"]), Action.KEEP, None, "registrator", "Samtycke.")
    assert b"Hellmerth" in front_door.redact(TEXT.encode(), "a.txt", decided=(decision,)).output
    with pytest.raises(UsageError):
        front_door.redact(TEXT.encode(), "a.txt", decided=(replace(decision, finding=FindingId("x")),))


def test_stop_waits_for_a_person() -> None:
    """With `stop` a doubtful finding makes no copy."""
    with pytest.raises(ReviewError):
        made().redact(
            "Personnr 680224-9845 gäller.\nFakturan 7.\n680224-9843\n".encode(),
            "a.txt",
            on_review=OnReview.STOP,
        )


@pytest.mark.parametrize("on_review", [OnReview.REDACT, OnReview.KEEP])
def test_report_tells_what_nobody_decided(on_review: OnReview) -> None:
    """The report says what was done, and that the option decided it; before, that it waits for a person."""
    text = "3. Kontaktfamilj (delvis sekretess)\n\nStöd.\n\n4. Taxa (sekretess)\n\nHöjs.\n"
    waiting = made().check(text.encode(), "a.txt")["documents"][0]
    done = made().redact(text.encode(), "a.txt", on_review=on_review).report["documents"][0]
    for kind, action in (("findings", "action"), ("items", "verdict")):
        assert [(f[action], f["settled_by"]) for f in waiting[kind]] == [("review", None), ("redact", None)]
        assert [(f[action], f["settled_by"]) for f in done[kind]] == [
            (on_review.value, "on-review"),
            ("redact", None),
        ]


def test_item_whose_end_is_in_doubt() -> None:
    """It waits for a person, who sees why; with `stop` there is no copy, else it goes to its later end."""
    text = "§ 1 Vård (sekretess)\n\nBifall.\n\nInformation\n\nTalan väcks.\n\n§ 2 Taxa\n\nHöjs.\n"
    (waiting, _) = made().check(text.encode(), "a.txt")["documents"][0]["items"]
    assert (waiting["verdict"], waiting["why"]) == ("review", UNSURE_END)
    with pytest.raises(ReviewError):
        made().redact(text.encode(), "a.txt", on_review=OnReview.STOP)
    for on_review in (OnReview.REDACT, OnReview.KEEP):
        copy = made().redact(text.encode(), "a.txt", on_review=on_review)
        assert copy.output.decode() == f"§ 1 {GONE}\n\n{GONE}\n\n§ 2 Taxa\n\nHöjs.\n"
        item = copy.report["documents"][0]["items"][0]
        assert (item["verdict"], item["settled_by"]) == ("redact", "on-review")
    decision = Decision(FindingId(waiting["finding"]), Action.REDACT, "OSL 26:1", "registrator", "Sett.")
    copy = made().redact(text.encode(), "a.txt", on_review=OnReview.STOP, decided=(decision,))
    assert copy.report["documents"][0]["items"][0]["settled_by"] is None


def test_unreadable_is_an_error() -> None:
    """What can't be read raises; nothing is guessed."""
    with pytest.raises(EmptyError):
        made().check(b" \n", "a.txt")
    with pytest.raises(UnsupportedError):
        made().check(TEXT.encode(), "a.docx")


def test_the_front_door_is_lazy_and_complete() -> None:
    """Each promised name is there, and no other."""
    assert isinstance(made().redact(b"Hej.\n", "a.md"), Copy)
    assert {name for name in redactor.__all__ if hasattr(redactor, name)} == set(redactor.__all__)
    with pytest.raises(AttributeError):
        _ = redactor.nothing_of_the_kind


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("3. Yttrande, Olga Ögvik SEKRETESS\n", ["Olga Ögvik"]),
        ("SEKRETESS\nOlga Ögvik SEKRETESS Parisa Schmidt\n", ["Olga Ögvik", "Parisa Schmidt"]),
    ],
)
def test_names_without_a_markers_words(text: str, names: list[str]) -> None:
    """A name beside a marker is found without it, and its copy passes: the placeholder is no residue."""
    redactor = Redactor(key=bytes(32))
    found = redactor.check(text.encode(), "a.txt", show_text=True)["documents"][0]["findings"]
    assert [f["text"] for f in found if f["entity_type"] == "PERSON"] == names
    copy = redactor.redact(text.encode(), "a.txt").output.decode()
    assert not any(name in copy for name in names)


@pytest.mark.parametrize(
    "text",
    [
        "Nour Björk, Lomselet, frågar när gatlyset längs gamla byvägen ska tändas igen. Han har en hustru.\n",
        "Medborgarlöfte 2024–2025\nBiret Hellbäck (C) vill att löftet om närvaro i Brånan skrivs in.\n",
        "Huda har kommit ur sorgen i vintras och Jesper leder honom till förskolan.  Julia jobbar i Norge.\n",
    ],
)
def test_strikt_takes_what_its_copy_tells(text: str) -> None:
    """Where a name is known only once others are gone it goes too, so the copy passes and stays as it is."""
    redactor = Redactor(key=bytes(32), profile=Profile.STRIKT)
    copy = redactor.redact(text.encode(), "a.txt").output
    assert redactor.redact(copy, "a.txt").output == copy
