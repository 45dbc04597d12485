"""Whatever can be wrong with a field is told in Chinese as well."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import marshmallow
import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import Schema, fields, validate

from gateway.api.endpoints import ENDPOINTS
from gateway.field_errors import in_language, readable
from gateway.validation_messages import CHINESE

ROOT = Path(__file__).resolve().parents[2]
WORDED_BY_PARAMETER = ("ValidationError", "InvalidInput", "positive")


def sentences_in(path: Path) -> Iterator[str]:
    """The sentences that a module refuses fields with, as they stand in its source."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield from sentences_of_call(node)
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict):
            names = {getattr(target, "id", "") for target in node.targets}
            if "default_error_messages" in names:
                yield from texts(node.value.values)


def sentences_of_call(node: ast.Call) -> Iterator[str]:
    """What `require`, `ValidationError`, `InvalidInput` and `error=` say."""
    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
    if name == "require":
        yield from texts(node.args[1:2])
    if name in WORDED_BY_PARAMETER:
        yield from texts(node.args[:1])
    yield from texts(keyword.value for keyword in node.keywords if keyword.arg == "error")


def texts(nodes: Any) -> Iterator[str]:
    """Those that are plain texts."""
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


SOURCES = sorted([*ROOT.glob("contracts/**/*.py"), *ROOT.glob("services/**/*.py")])


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_sentence_in_the_source_is_known_in_chinese(path: Path) -> None:
    unknown = [text for text in sentences_in(path) if in_language(text, "zh") == text]
    assert not unknown


def fields_of(schema: Schema) -> Iterator[fields.Field[Any]]:
    """All fields of a schema, nested ones too."""
    for one in schema.fields.values():
        inner: Any = one
        while isinstance(inner, fields.List):
            yield inner
            inner = inner.inner
        yield inner
        if isinstance(inner, fields.Nested):
            yield from fields_of(inner.schema)


def test_every_message_of_every_field_of_every_method_is_known_in_chinese() -> None:
    found = {
        str(message)
        for endpoint in ENDPOINTS
        for one in fields_of(endpoint.schema)
        for message in one.error_messages.values()
    }
    shapes = {"obj_type": "datetime", "awareness": "aware"}
    spoken = {
        message.format(**shapes) if "{obj_type}" in message else message
        for message in found
        if "{input" not in message  # said of what we dump, never of what was sent
    }
    assert not {text for text in spoken if in_language(text, "zh") == text}


def refusals() -> Iterator[str]:
    """What marshmallow's validators really say."""
    checks: list[tuple[Any, Any]] = [
        (validate.Range(1, 200), 0),
        (validate.Range(min=1), 0),
        (validate.Range(max=1), 2),
        (validate.Range(min=0, min_inclusive=False), 0),
        (validate.Range(max=0, max_inclusive=False), 0),
        (validate.Length(1, 5), ""),
        (validate.Length(min=2), ""),
        (validate.Length(max=1), "ab"),
        (validate.Length(equal=3), "ab"),
        (validate.OneOf(["a", "b"]), "c"),
        (validate.Regexp("a"), "b"),
        (validate.Email(), "b"),
        (validate.URL(), "b"),
        (validate.Equal(3), 4),
        (validate.ContainsOnly(["a"]), ["b"]),
    ]
    for check, value in checks:
        with pytest.raises(marshmallow.ValidationError) as caught:
            check(value)
        yield from caught.value.messages


@pytest.mark.parametrize("message", list(refusals()))
def test_what_validators_say_is_told_in_chinese(message: str) -> None:
    shown = in_language(message, "zh")
    assert shown != message
    assert any("\u4e00" <= letter <= "\u9fff" for letter in shown)
    assert "{" not in shown
    assert not re.search(r"[A-Za-z]{3}", shown), "nothing of it stays English"


def test_choices_and_limits_are_carried_over() -> None:
    assert (
        in_language("Must be one of: cash, transfer.", "zh") == "只能取以下之一：cash, transfer。"
    )
    assert in_language("Length must be between 1 and 60.", "zh") == "长度应在 1 与 60 之间。"


def test_english_stays_as_it_is() -> None:
    assert all(in_language(text, "en") == text for text in CHINESE)


def test_a_message_that_no_table_knows_is_told_as_it_is() -> None:
    assert in_language("Something new.", "zh") == "Something new."
    assert in_language("Something new.", "zh", "有新情况。") == "有新情况。"


nested = st.recursive(
    st.lists(st.text(max_size=20), max_size=3),
    lambda inner: st.dictionaries(st.text(max_size=5) | st.integers(0, 9), inner, max_size=3),
    max_leaves=20,
)


@given(st.dictionaries(st.text(max_size=5), nested, max_size=4))
def test_nested_errors_lose_no_message(errors: dict[str, Any]) -> None:
    def count(value: Any) -> int:
        return sum(map(count, value.values())) if isinstance(value, dict) else len(value)

    shown = readable(errors, "en", {})
    assert sum(len(messages) for messages in shown.values()) == count(errors)
