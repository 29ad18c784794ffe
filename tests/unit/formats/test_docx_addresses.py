"""What an address says when its escapes and encodings are undone."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.domain.records import Mode
from redactor.formats.addresses import spellings
from tests.docx_builder import Builder, apply, everything, paragraph, read, redaction, run

NAME = "Alfhild Brännström"
UTF8 = NAME.encode()


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("Alfhild%20Br%C3%A4nnstr%C3%B6m", id="percent"),
        pytest.param("Alfhild%2520Br%25C3%25A4nnstr%25C3%25B6m", id="percent twice"),
        pytest.param("Alfhild%20Br%E4nnstr%F6m", id="percent windows"),
        pytest.param("Alfhild+Br%C3%A4nnstr%C3%B6m", id="form"),
        pytest.param("Alfhild Br&auml;nnstr&#246;m", id="entities"),
        pytest.param("Alfhild Br=C3=A4nnstr=C3=B6m", id="quoted-printable"),
        pytest.param(UTF8.hex(), id="hex"),
        pytest.param("a" + NAME.encode("cp1252").hex().upper(), id="hex shifted"),
        pytest.param(base64.b64encode(UTF8).decode(), id="base64"),
        pytest.param(base64.urlsafe_b64encode(UTF8).decode().rstrip("="), id="base64url"),
        pytest.param("id" + base64.b64encode(UTF8).decode().rstrip("="), id="base64 shifted"),
        pytest.param(
            base64.b64encode(NAME.encode("utf-16-le")).decode().replace("=", "%3D"), id="base64 utf-16"
        ),
    ],
)
def test_a_name_in_an_address_is_read(written: str) -> None:
    """Escaped or encoded, alone in a query."""
    assert any(NAME in text for text in spellings(f"https://x.test/?n={written}"))


@pytest.mark.parametrize(
    "target",
    [
        "https://www.example.com/naringsliv/bygglov/handlaggning.html",
        "https://example.com/sites/team/_layouts/15/Doc.aspx?sourcedoc={d41d8cd98f00b204e9800998ecf8427e}",
        "mailto:kommun@example.com",
    ],
)
def test_a_plain_address_has_one_spelling(target: str) -> None:
    """Nothing is read into words and keys."""
    assert spellings(target) == (target,)


@given(st.text(max_size=60))
def test_an_address_as_written_is_always_read(target: str) -> None:
    """Whatever it is."""
    assert spellings(target)[0] == target


def test_a_link_whose_encoded_address_is_redacted_goes() -> None:
    """The text of the link stays."""
    target = f"https://x.test/?n={base64.b64encode(UTF8).decode()}"
    body = paragraph(f'<w:hyperlink r:id="l1">{run("länk")}</w:hyperlink>')
    content = Builder(body, links=(("l1", "hyperlink", target),)).bytes()
    document = read(content)
    layer = next(layer for layer in document.layers if layer.text == NAME or NAME in layer.text)
    copy = apply(content, redaction(document, NAME, "", Mode.INLINE, layer.id))
    assert read(copy).layers[0].text == "länk"
    assert b"x.test" not in everything(copy)
