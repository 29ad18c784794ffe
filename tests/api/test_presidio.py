"""Presidio's calls, by the requests of Presidio's own API description (docs/api-docs/api-docs.yml)."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from redactor.config import Settings
from redactor.workflow.service import keys
from redactor.workflow.service.installation import Installation, open_installation
from redactor.workflow.service.people import Actor, UserRole
from tests.api.conftest import NOW

ZIP = {
    "name": "Zip code Recognizer",
    "supported_language": "en",
    "patterns": [{"name": "zip code (weak)", "regex": "(\\b\\d{5}(?:\\-\\d{4})?\\b)", "score": 0.01}],
    "context": ["zip", "code"],
    "supported_entity": "ZIP",
}
ENHANCED = {
    "text": "John Smith drivers license is AC432223 and the zip code is 12345",
    "language": "en",
    "return_decision_process": False,
    "correlation_id": "123e4567-e89b-12d3-a456-426614174000",
    "score_threshold": 0.6,
    "entities": ["US_DRIVER_LICENSE", "ZIP"],
    "trace": False,
    "ad_hoc_recognizers": [ZIP],
}
REPLACE = {
    "text": "hello world, my name is Jane Doe. My number is: 034453334",
    "anonymizers": {
        "PERSON": {"type": "redact"},
        "PHONE_NUMBER": {"type": "replace", "new_value": "ANONYMIZED"},
    },
    "analyzer_results": [
        {"start": 24, "end": 32, "score": 0.8, "entity_type": "PERSON"},
        {"start": 48, "end": 57, "score": 0.95, "entity_type": "PHONE_NUMBER"},
    ],
}
DECRYPT = {
    "text": "My name is S184CMt9Drj7QaKQ21JTrpYzghnboTF9pn/neN8JME0=",
    "deanonymizers": {"PERSON": {"type": "decrypt", "key": "WmZq4t7w!z%C&F)J"}},
    "anonymizer_results": [{"start": 11, "end": 55, "entity_type": "PERSON"}],
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """One for all tests: none of them changes anything."""
    data = tmp_path_factory.mktemp("data")
    opened = open_installation(Settings(data=data, workers=1), lambda: NOW)
    yield opened
    opened.database.close()


@pytest.fixture(scope="module")
def asking(service: Installation) -> Iterator[TestClient]:
    """A client with a key."""
    with service.database.writing() as session:
        made = keys.make(session, service, "a pipeline", UserRole.PIPELINE, Actor("root", UserRole.ADMIN))
    with TestClient(create_app(service), raise_server_exceptions=False) as opened:
        opened.headers["Authorization"] = f"Bearer {made.secret}"
        yield opened


@pytest.fixture(scope="module")
def post(asking: TestClient) -> Any:
    def call(path: str, body: Any) -> Any:
        return asking.post(path, json=body)

    return call


def test_swedish_text(post: Any) -> None:
    """What this program finds, with Presidio's fields; a bad check digit is told, too."""
    text = "Sökande 19121212-1212, mail a@example.com."
    found = post("/analyze", {"text": text, "language": "sv"}).json()
    assert {text[f["start"] : f["end"]]: f["entity_type"] for f in found if f["score"] > 0.8} == {
        "19121212-1212": "SE_PERSONNUMMER",
        "a@example.com": "EMAIL_ADDRESS",
    }
    assert set(found[0]) == {"analysis_explanation", "end", "entity_type", "score", "start"}
    assert found[0]["analysis_explanation"] is None


def test_english_text_for_shared_entities(post: Any) -> None:
    """Numbers and mail that have no language are found in English; names are not, as without a model."""
    text = (
        "Jane, card 4095-2609-9393-4932, mail a@example.com, IBAN GB33BUKB20201555555555, call 212-555-5555"
    )
    body = {"text": text, "language": "en", "return_decision_process": True}
    found = post("/analyze", body).json()
    assert {f["entity_type"] for f in found} == {
        "CREDIT_CARD",
        "EMAIL_ADDRESS",
        "IBAN_CODE",
        "PHONE_NUMBER",
    }
    phone = next(f for f in found if f["entity_type"] == "PHONE_NUMBER")
    assert phone["analysis_explanation"]["supportive_context_word"] == "call"
    assert phone["score"] == pytest.approx(0.75)


def test_presidios_own_examples_of_analyze(post: Any) -> None:
    """An entity without a recognizer is passed over, and a weak pattern is below the threshold."""
    assert post("/analyze", ENHANCED).json() == []
    lower = post("/analyze", ENHANCED | {"score_threshold": 0.3}).json()
    assert [(f["entity_type"], f["start"], f["end"], f["score"]) for f in lower] == [("ZIP", 59, 64, 0.4)]
    minimal = {"text": "John Smith drivers license is AC432223", "language": "en"}
    assert post("/analyze", minimal).json() == []


def test_a_list_of_texts(post: Any) -> None:
    answers = post("/analyze", {"text": ["a@example.com", "inget"], "language": "sv"}).json()
    assert [len(found) for found in answers] == [1, 0]


def test_allow_list_and_entities(post: Any) -> None:
    text = "a@example.com b@example.com 19121212-1212"
    body = {"text": text, "language": "sv", "entities": ["EMAIL_ADDRESS"], "allow_list": ["a@example.com"]}
    assert [text[f["start"] : f["end"]] for f in post("/analyze", body).json()] == ["b@example.com"]


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({"language": "sv"}, "No text provided"),
        ({"text": "a"}, "No language provided"),
        ({"text": "a", "language": "de"}, "No matching recognizers were found to serve the request."),
        (
            {"text": "a", "language": "en", "entities": ["XYZ"]},
            "No matching recognizers were found to serve the request.",
        ),
        (
            {"text": "a", "language": "en", "ad_hoc_recognizers": [{"patterns": [{"regex": "("}]}]},
            "Failed to parse the request.",
        ),
    ],
)
def test_what_is_wrong_with_a_request_is_told_as_presidio_tells_it(post: Any, body: Any, error: str) -> None:
    """Presidio's body; the status says that the request is at fault."""
    answer = post("/analyze", body)
    assert (answer.status_code, answer.json()) == (400, {"error": error})


def test_anonymize_and_deanonymize(post: Any) -> None:
    """Presidio's own examples give what its description says."""
    replaced = post("/anonymize", REPLACE).json()
    assert replaced["text"] == "hello world, my name is . My number is: ANONYMIZED"
    assert [(i["operator"], i["entity_type"], i["start"], i["end"]) for i in replaced["items"]] == [
        ("replace", "PHONE_NUMBER", 40, 50),
        ("redact", "PERSON", 24, 24),
    ]
    assert post("/deanonymize", DECRYPT).json()["text"] == "My name is Chloë"


def test_operators_that_run_a_callers_code_or_ask_the_network_are_none(post: Any) -> None:
    config = {"PERSON": {"type": "custom", "lambda": "lambda x: x"}}
    answer = post("/anonymize", REPLACE | {"anonymizers": config})
    assert (answer.status_code, answer.json()) == (422, {"error": "Invalid operator class."})
    assert post("/anonymize", {"text": "a"}).status_code == 422


def test_lists(asking: TestClient) -> None:
    """What can be asked for, by language and in all."""

    def get(path: str) -> Any:
        return asking.get(path).json()

    assert "SE_PERSONNUMMER" in get("/supportedentities?language=sv")
    assert "SE_PERSONNUMMER" not in get("/supportedentities?language=en")
    assert {"SE_PERSONNUMMER", "CREDIT_CARD"} <= set(get("/supportedentities"))
    assert get("/recognizers?language=sv") == ["RedactorRecognizer"]
    assert "IbanRecognizer" in get("/recognizers")
    assert sorted(get("/anonymizers")) == ["encrypt", "hash", "keep", "mask", "redact", "replace"]
    assert "decrypt" in get("/deanonymizers")
    assert "error" in get("/recognizers?language=de")


def test_health_needs_no_key_and_the_rest_does(client: TestClient) -> None:
    assert client.get("/health").text == "Presidio Analyzer service is up"
    assert client.post("/analyze", json={"text": "a", "language": "sv"}).status_code == 401


def test_a_pattern_that_never_ends_is_stopped(post: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A caller's own pattern may take for ever: the work has a limit, and the service goes on."""
    bomb = {
        "name": "Bomb",
        "supported_language": "en",
        "patterns": [{"name": "b", "regex": "(x+x+)+y", "score": 0.5}],
        "supported_entity": "BOMB",
    }
    body = {"text": "x" * 40, "language": "en", "ad_hoc_recognizers": [bomb]}
    assert post("/analyze", body).status_code in (200, 422)
    assert post("/analyze", {"text": "a@example.com", "language": "sv"}).status_code == 200


def test_open_calls_are_for_this_computer(installation: Installation) -> None:
    """`--presidio-open`: no key from loopback, one from anywhere else, and a wrong key is still wrong."""
    opened = open_installation(
        Settings(data=installation.settings.data, workers=1, presidio_open=True), installation.clock
    )
    body = {"text": "a@example.com", "language": "sv"}
    app = create_app(opened)
    with TestClient(app, client=("127.0.0.1", 5000)) as local:
        assert local.post("/analyze", json=body).status_code == 200
        assert local.post("/analyze", json=body, headers={"Authorization": "Bearer x"}).status_code == 401
        assert local.post("/analyze", json=body, headers={"X-Forwarded-For": "::1"}).status_code == 401
        assert local.get("/v1/documents").status_code == 401
    with TestClient(app, client=("192.0.2.7", 5000)) as distant:
        assert distant.post("/analyze", json=body).status_code == 401
    opened.database.close()
