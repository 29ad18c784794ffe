"""PDF syntax (ISO 32000-1, 7.2 and 7.3) read by a tokenizer of our own: objects and content streams.

Values are plain: `Name`, bytes for strings, int and float, bool, None, `Ref`, list, dict.
"""

import re
from binascii import unhexlify
from collections.abc import Callable, Iterator
from typing import NamedTuple, Union


class Name(str):
    """A name without its slash, `#` escapes resolved; bytes beyond ASCII are Latin-1."""

    __slots__ = ()


class Word(str):
    """What is no object: an operator, or the `R`, `obj`, `endobj` of a file."""

    __slots__ = ()


class Ref(NamedTuple):
    number: int
    generation: int


Value = Union[Name, Word, bytes, int, float, bool, None, Ref, "Inline", list["Value"], dict[str, "Value"]]


class MalformedError(ValueError):
    """No PDF syntax. Quotes nothing."""


class Inline(NamedTuple):
    """An inline image: its abbreviated dictionary and its data."""

    keys: dict[str, Value]
    data: bytes


_BLANK = rb"\x00\t\n\x0c\r "
_REGULAR = rb"[^" + _BLANK + rb"()<>\[\]{}/%]"
_TOKEN = re.compile(
    rb"(?P<blank>[" + _BLANK + rb"]+|%[^\r\n]*)"
    rb"|(?P<number>[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?!" + _REGULAR + rb"))"
    rb"|/(?P<name>" + _REGULAR + rb"*)"
    rb"|\[(?P<shown>(?:<(?:[0-9A-Fa-f]{2})*>|[+-]?[0-9]+(?=[<\]" + _BLANK + rb"])|[" + _BLANK + rb"])++)\]"
    rb"|(?P<open><<|\[)"
    rb"|(?P<close>>>|\])"
    rb"|<(?P<hex>[0-9A-Fa-f" + _BLANK + rb"]*)>"
    rb"|\((?P<plain>[^()\\]*)\)"
    rb"|(?P<string>\()"
    rb"|(?P<word>" + _REGULAR + rb"+|[{}])"
)
_SHOWN = re.compile(rb"<([0-9A-Fa-f]*)>|([+-]?[0-9]+)")
_STRING_SIGN = re.compile(rb"[()]|\\[0-7]{1,3}|\\\r\n|\\[\s\S]|\r\n?")
_NAME_ESCAPE = re.compile(r"#([0-9A-Fa-f]{2})")
_NOT_HEX = re.compile(rb"[^0-9A-Fa-f]")
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b""}
_ATOMS: dict[bytes, Value] = {b"true": True, b"false": False, b"null": None}
_INLINE_END = re.compile(rb"[" + _BLANK + rb"]EI(?=[" + _BLANK + rb"]|$)")
_DEPTH = 200


def parse(data: bytes) -> Value:
    """The one object that `data` is. Raises MalformedError."""
    found = [value for value, _ in values(data)]
    if len(found) != 1 or isinstance(found[0], Word):
        raise MalformedError
    return found[0]


def values(data: bytes, at: int = 0) -> Iterator[tuple[Value, int]]:
    """Objects and words one after another, each with where it ends; `n g R` is one. Raises MalformedError."""
    stack: list[tuple[bytes, list[Value]]] = []
    size = len(data)
    while at < size:
        match = _TOKEN.match(data, at)
        if match is None:
            raise MalformedError
        at = match.end()
        kind = match.lastgroup
        if kind == "blank":
            continue
        value: Value
        if kind == "open":
            if len(stack) == _DEPTH:
                raise MalformedError
            stack.append((match.group(), []))
            continue
        if kind == "close":
            value = _closed(stack, match.group())
        elif kind == "string":
            value, at = _string(data, at)
        else:
            value = _SIMPLE[str(kind)](match.group(str(kind)))
        if not stack:
            yield value, at
        elif isinstance(value, Word):
            _refer(stack[-1][1], value)
        else:
            stack[-1][1].append(value)
    if stack:
        raise MalformedError


def content(data: bytes) -> Iterator[tuple[str, list[Value]]]:
    """Operators of a content stream with their operands; an inline image as ("EI", [Inline]).

    Raises MalformedError.
    """
    at: int | None = 0
    while at is not None:
        start, at = at, None
        operands: list[Value] = []
        for value, end in values(data, start):
            if not isinstance(value, Word):
                operands.append(value)
                continue
            if value == "ID":
                image, at = _inline(data, end, operands)
                yield "EI", [image]
                break
            if value != "BI":
                yield value, operands
            operands = []


def _inline(data: bytes, at: int, operands: list[Value]) -> tuple[Inline, int]:
    end = _INLINE_END.search(data, at)
    if end is None:
        raise MalformedError
    return Inline(_dictionary(operands), data[at + 1 : end.start()]), end.end()


def _closed(stack: list[tuple[bytes, list[Value]]], mark: bytes) -> Value:
    if not stack or (stack[-1][0] == b"[") != (mark == b"]"):
        raise MalformedError
    inner = stack.pop()[1]
    return inner if mark == b"]" else _dictionary(inner)


def _dictionary(inner: list[Value]) -> dict[str, Value]:
    keys, held = inner[::2], inner[1::2]
    if len(keys) != len(held) or not all(isinstance(key, Name) for key in keys):
        raise MalformedError
    dictionary = {str(key): value for key, value in zip(keys, held, strict=True)}
    if len(dictionary) != len(keys):
        raise MalformedError  # of a key given twice a reader sees one, another reader the other
    return dictionary


def _refer(inner: list[Value], word: Word) -> None:
    if word != "R" or len(inner) < 2:
        raise MalformedError
    generation, number = inner.pop(), inner.pop()
    if not (isinstance(number, int) and isinstance(generation, int)):
        raise MalformedError
    inner.append(Ref(number, generation))


def _string(data: bytes, at: int) -> tuple[bytes, int]:
    """A literal string whose opening parenthesis ends at `at`."""
    pieces: list[bytes] = []
    depth = 1
    for match in _STRING_SIGN.finditer(data, at):
        pieces.append(data[at : match.start()])
        sign = match.group()
        at = match.end()
        depth += (sign == b"(") - (sign == b")")
        if depth == 0:
            return b"".join(pieces), at
        pieces.append(_unescaped(sign))
    raise MalformedError


def _unescaped(sign: bytes) -> bytes:
    if sign[:1] == b"\r":
        return b"\n"
    if sign[:1] != b"\\":
        return sign
    if sign[1:2].isdigit() and sign[1:2] < b"8":
        return bytes([int(sign[1:], 8) & 0xFF])
    return _ESCAPES.get(sign[1:2], sign[1:2])


def _number(text: bytes) -> Value:
    return float(text) if b"." in text else int(text)


def _name(text: bytes) -> Value:
    written = text.decode("latin-1")
    return Name(_NAME_ESCAPE.sub(lambda m: chr(int(m.group(1), 16)), written) if "#" in written else written)


def _hexadecimal(text: bytes) -> Value:
    digits = _NOT_HEX.sub(b"", text)
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())


def _shown(text: bytes) -> Value:
    """An array that holds but hexadecimal strings and whole numbers, as `TJ` mostly takes."""
    return [int(number) if number else unhexlify(code) for code, number in _SHOWN.findall(text)]


def _word(text: bytes) -> Value:
    return _ATOMS[text] if text in _ATOMS else Word(text.decode("latin-1"))


_SIMPLE: dict[str, Callable[[bytes], Value]] = {
    "number": _number,
    "name": _name,
    "hex": _hexadecimal,
    "shown": _shown,
    "plain": lambda text: text.replace(b"\r\n", b"\n").replace(b"\r", b"\n"),
    "word": _word,
}
