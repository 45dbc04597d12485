"""P05: every policy value has its words, its meaning and a kind that its default fits."""

from importlib import import_module

import pytest

from contracts.policy import MAY_CHANGE, Effect, PolicyValue, Right, Subject
from contracts.policy_fields import kept
from contracts.policy_words import said
from contracts.problems import SERVICES
from contracts.roles import Role
from foundation import policy
from guanjia.registry import service_class

VALUES = [
    pytest.param(service, name, value, id=f"{service}.{name}")
    for service in SERVICES
    for name, value in import_module(f"contracts.{service}.policy").POLICY.items()
]
each_value = pytest.mark.parametrize(("service", "name", "value"), VALUES)


@pytest.mark.parametrize("service", SERVICES)
def test_P05_every_value_of_a_policy_is_declared_and_none_that_is_not_there(service: str) -> None:
    declared = set(import_module(f"contracts.{service}.policy").POLICY)
    assert declared == set(policy.field_names(service_class(service).retention_policy))


@each_value
def test_P05_a_value_has_words_and_meaning_in_both_languages(
    service: str, name: str, value: PolicyValue
) -> None:
    for word in (value.word, value.meaning, *([value.unit] if value.unit else [])):
        assert word.zh.strip() and word.en.strip()
    assert value.meaning.zh.endswith("。") and value.meaning.en.endswith(".")
    assert value.word.zh != value.meaning.zh
    assert value.effects and value.roles


@each_value
def test_P05_the_default_fits_the_kind_and_is_said(
    service: str, name: str, value: PolicyValue
) -> None:
    """As it is kept: a value that is read from the page comes back the same."""
    default = policy.values(service_class(service).retention_policy())[name]
    assert kept(value.field, default) == default
    word = said(value, default)
    assert word.zh and word.en


@pytest.mark.parametrize("service", SERVICES)
def test_P05_no_two_values_of_a_subject_are_called_alike(service: str) -> None:
    values = import_module(f"contracts.{service}.policy").POLICY.values()
    for which in (0, 1):
        named = [(one.subject, one.word[which]) for one in values]
        twice = {one for one in named if named.count(one) > 1}
        assert {name for _, name in twice} <= {"投诉办理时限", "Days of that limit"}


@each_value
def test_P05_what_depends_on_a_count_is_counted(
    service: str, name: str, value: PolicyValue
) -> None:
    counts = import_module(f"services.{service}.administration").ADMINISTERED.counts
    for effect in value.effects:
        assert ("{count}" in effect.word.zh) == ("{count}" in effect.word.en)
        assert ("{count}" in effect.word.zh) == (effect in counts)


def test_P05_every_effect_right_and_subject_is_used() -> None:
    values = [param.values[2] for param in VALUES]
    assert {effect for value in values for effect in value.effects} == set(Effect)
    assert {value.right for value in values} == set(Right) == set(MAY_CHANGE)
    assert {value.subject for value in values} == set(Subject)


def test_P05_supervisors_finance_and_inspectors_read_and_change_nothing() -> None:
    changers = frozenset().union(*MAY_CHANGE.values())
    assert changers == {Role.DEPUTY_MANAGER, Role.DIRECTOR, Role.ADMIN}
    assert MAY_CHANGE[Right.MONEY] == {Role.DIRECTOR}
