"""A first guess at what a message is about, by its words; the desk decides at triage (X02, X04).

The words of kinds stand here; those of categories are data that managers edit (`categories`).
`docs/rules/categories.md` says how good the guess is.
"""

from collections.abc import Iterable, Mapping

from contracts.complaints.cases import Kind
from contracts.complaints.categories import Category
from services.complaints.categories.rules import CategoryFacts

KIND_WORDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.REPORT: ("举报", "弄虚作假", "造假", "非法"),
    Kind.SUGGESTION: ("建议", "希望能", "提议", "倡议"),
    Kind.INQUIRY: ("请问", "咨询", "何时", "什么时候", "能不能", "能否", "是否", "？", "?"),
}
"""Looked for in the subject, in this order; what has none of them is a complaint."""

COMPANY = "物业"
"""The company is named in most complaints; alone in the subject, it is what they are about."""
SUBJECT_WEIGHS = 4
"""A word of the subject counts so many times one of the text, which names much in passing."""
BEGINNING = 200
"""Characters of a text that are looked through: what it is about stands at its beginning."""
LEAST = 4
"""Fewer characters of words speak for nothing in particular."""


def kind_of(subject: str) -> Kind:
    """The kind that a subject sounds like."""
    for kind, words in KIND_WORDS.items():
        if any(word in subject for word in words):
            return kind
    return Kind.COMPLAINT


def category_of(subject: str, detail: str, categories: Iterable[CategoryFacts]) -> str:
    """The category for which most speaks: each of its words by its length, since a longer one
    says more; the earlier in the list where two are equal."""
    beginning = detail[:BEGINNING]
    best, most = str(Category.OTHER), 0
    for category in categories:
        speaks = sum(
            len(word) * (SUBJECT_WEIGHS * (word in subject) + (word in beginning))
            for word in category.words
        )
        if speaks > most:
            best, most = category.code, speaks
    if most >= LEAST:
        return best
    return str(Category.COMPANY_SERVICE if COMPANY in subject else Category.OTHER)
