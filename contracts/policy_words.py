"""What a policy value is, said in both languages: in refusals, histories and on pages (P05)."""

from typing import Any

from marshmallow import fields

from contracts.code import Word
from contracts.fields import Coded
from contracts.policy import PolicyValue
from contracts.policy_fields import Entries, Flag, codes_of

YES_NO = {True: Word("是", "yes"), False: Word("否", "no")}
NOTHING = Word("（无）", "nothing")


def said(value: PolicyValue, held: Any) -> Word:
    """A value with its unit. What an older release kept in another shape is said as it is."""
    try:
        return words_of(value.field, held, value.unit)
    except (AttributeError, KeyError, TypeError):
        return Word(str(held), str(held))


def words_of(field: fields.Field[Any], held: Any, unit: Word | None = None) -> Word:
    """A value of a kind, each of its numbers with its unit."""
    if isinstance(field, Entries):
        entries = [(field.word(key), words_of(field.each, one, unit)) for key, one in held.items()]
        return joined([Word(f"{k.zh} {v.zh}", f"{k.en} {v.en}") for k, v in entries], "；", "; ")
    if isinstance(field, fields.List):
        return joined([words_of(field.inner, one, unit) for one in held], "、", ", ")
    if isinstance(field, fields.Nested):
        return Word(str(held["question_zh"]), str(held["question_en"]))
    if isinstance(field, Flag):
        return YES_NO[bool(held)]
    if isinstance(field, Coded) and (member := codes_of(field).get(held)) is not None:
        return Word(member.word.zh, member.word.en)
    if held == "":
        return NOTHING
    return Word(f"{held}{unit.zh}", f"{held} {unit.en}") if unit else Word(str(held), str(held))


def joined(words: list[Word], zh: str, en: str) -> Word:
    """Several in a row."""
    if not words:
        return NOTHING
    return Word(zh.join(one.zh for one in words), en.join(one.en for one in words))
