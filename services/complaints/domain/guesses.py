"""A first guess at what a message is about, by its words; the desk decides at triage (X02, X04)."""

from collections.abc import Mapping

from contracts.complaints.codes import Category, Kind

KIND_WORDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.REPORT: ("举报", "弄虚作假", "造假", "非法"),
    Kind.SUGGESTION: ("建议", "希望能", "提议", "倡议"),
    Kind.INQUIRY: ("请问", "咨询", "何时", "什么时候", "能不能", "能否", "是否", "？", "?"),
}
"""Looked for in the subject, in this order; what has none of them is a complaint."""

CATEGORY_WORDS: Mapping[Category, tuple[str, ...]] = {
    Category.FEE: ("物业费", "停车费", "收费", "乱收", "费用", "涨价"),
    Category.RENOVATION_NOISE: ("装修",),
    Category.PUBLIC_FACILITY: (
        "电梯", "停水", "停电", "路灯", "红绿灯", "门禁", "监控", "消防", "供暖", "暖气", "管道",
        "通道", "停车", "变电站", "下水", "水压", "电压",
    ),
    Category.PUBLIC_CLEANLINESS: (
        "垃圾", "油烟", "卫生", "污水", "废水", "恶臭", "异味", "绿化", "焚烧", "污染", "气味",
    ),
    Category.PESTS: ("白蚁", "老鼠", "蚊", "蟑螂", "虫害"),
    Category.MAIL: ("快递", "信件", "包裹", "邮件"),
    Category.COMPANY_SERVICE: ("服务态度", "物业不作为", "保安", "管家"),
    Category.HOME_APPLIANCE: ("热水器", "马桶", "水龙头", "空调"),
}  # fmt: skip
COMPANY = "物业"
"""The company is named in most complaints; alone in the subject, it is what they are about."""
FEWEST_IN_TEXT = 2
"""A long text names many things in passing."""


def kind_of(subject: str) -> Kind:
    """The kind that a subject sounds like."""
    for kind, words in KIND_WORDS.items():
        if any(word in subject for word in words):
            return kind
    return Kind.COMPLAINT


def category_of(subject: str, detail: str) -> Category:
    """The category that most words of the subject speak for; without any, of the text."""
    best, hits = most_hits(subject)
    if hits:
        return best
    if COMPANY in subject:
        return Category.COMPANY_SERVICE
    best, hits = most_hits(detail)
    return best if hits >= FEWEST_IN_TEXT else Category.OTHER


def most_hits(text: str) -> tuple[Category, int]:
    """The category with most words in a text, and how many."""
    hits = {
        category: sum(text.count(word) for word in words)
        for category, words in CATEGORY_WORDS.items()
    }
    best = max(hits, key=lambda category: hits[category])
    return best, hits[best]
