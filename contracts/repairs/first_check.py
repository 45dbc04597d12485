"""First check (首次核查, R01): the guided questions that rule out wrong handling."""

from marshmallow import fields

from contracts.base import Payload, View
from contracts.fields import Coded, Text, code
from contracts.repairs.requests import RepairCategory


class FirstCheckAnswer(Payload):
    """One guided question of the first check and what the resident answered (R01)."""

    question = Text(required=True, max=60)
    answer = Text(required=True, max=500)


class FirstCheckQuery(Payload):
    """Which guided questions are asked."""

    category = code(RepairCategory, required=True)


class FirstCheckQuestion(View):
    """A guided question of the first check (R01)."""

    code = fields.String(required=True)
    question_zh = fields.String(required=True)
    question_en = fields.String(required=True)
    advice_zh = fields.String(required=True)
    """What to advise where the answer points at wrong handling."""
    advice_en = fields.String(required=True)


class FirstCheckQuestions(View):
    """The guided questions of a category, in the order in which they are asked."""

    category = Coded(RepairCategory, required=True)
    questions = fields.List(fields.Nested(FirstCheckQuestion), required=True)


class FirstCheckAnswerView(View):
    """A guided question and its answer."""

    question = fields.String(required=True)
    answer = fields.String(required=True)
