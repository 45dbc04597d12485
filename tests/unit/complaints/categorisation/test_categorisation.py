"""What a message is about, by its words (X02, X04), measured on labelled messages."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from contracts.complaints.cases import Kind
from contracts.complaints.categories import Category
from services.complaints.categories.queries import CATEGORIES
from services.complaints.categories.rules import FIRST_SET, CategoryFacts
from services.complaints.categorisation.rules import category_of, kind_of
from tests.support.rule_tables import worked_table

LABELLED = Path(__file__).resolve().parents[3] / "data" / "complaint_messages.tsv"
FEWEST = 200


def guess(subject: str, detail: str = "") -> str:
    return category_of(subject, detail, FIRST_SET.values())


def measured() -> dict[str, tuple[int, int]]:
    """By category: messages, and how many were guessed right."""
    all_, right = Counter[str](), Counter[str]()
    with LABELLED.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            all_[row["category"]] += 1
            right[row["category"]] += guess(row["subject"], row["detail"]) == row["category"]
    return {category: (count, right[category]) for category, count in all_.items()}


def test_X04_the_page_says_how_good_the_guess_is() -> None:
    said = {
        row["category"].strip("`"): (int(row["messages"]), int(row["guessed right"]))
        for row in worked_table("categories.md", "How good the guess is")
    }
    found = measured()
    totals = tuple(map(sum, zip(*found.values(), strict=True)))
    assert said.pop("all") == totals
    assert said == found
    assert totals[0] >= FEWEST


def test_X04_no_category_of_the_first_set_is_forgotten() -> None:
    assert set(measured()) == set(Category) == set(FIRST_SET)
    assert all(count >= 15 and 10 * right >= 8 * count for count, right in measured().values())


@pytest.mark.parametrize(
    ("subject", "kind", "category"),
    [
        ("投诉小区违规收停车费", Kind.COMPLAINT, Category.FEE),
        ("小区电梯经常故障", Kind.COMPLAINT, Category.PUBLIC_FACILITY),
        ("楼下餐馆油烟扰民", Kind.COMPLAINT, Category.NUISANCE),
        ("楼上装修太吵", Kind.COMPLAINT, Category.RENOVATION_NOISE),
        ("地下室老鼠成灾", Kind.COMPLAINT, Category.PESTS),
        ("快递无人代收", Kind.COMPLAINT, Category.MAIL),
        ("物业不管事", Kind.COMPLAINT, Category.COMPANY_SERVICE),
        ("举报楼顶违建", Kind.REPORT, Category.UNAUTHORISED_BUILDING),
        ("对绿化的几点建议", Kind.SUGGESTION, Category.PUBLIC_CLEANLINESS),
        ("请问何时供暖", Kind.INQUIRY, Category.PUBLIC_FACILITY),
        ("顶楼漏雨墙面开裂", Kind.COMPLAINT, Category.BUILDING_QUALITY),
        ("保安不登记陌生人", Kind.COMPLAINT, Category.SECURITY),
        ("外来车辆乱停占车位", Kind.COMPLAINT, Category.PARKING),
        ("说不清的事情", Kind.COMPLAINT, Category.OTHER),
    ],
)
def test_C05_kind_and_category_are_guessed_from_the_words(
    subject: str, kind: Kind, category: Category
) -> None:
    assert kind_of(subject) is kind
    assert guess(subject) == category


def test_C05_a_word_in_passing_does_not_decide() -> None:
    assert guess("一件事情", "路过垃圾站") == Category.OTHER
    assert guess("一件事情", "垃圾站旁污水横流，没人清扫") == Category.PUBLIC_CLEANLINESS
    assert guess("一件事情", "…" * 200 + "垃圾站旁污水横流，没人清扫") == Category.OTHER


def test_X04_words_of_managers_decide() -> None:
    mine = CategoryFacts(
        "school_run", "接送拥堵", "School run", ("接送孩子", "校门口"), position=99
    )
    known = CATEGORIES.in_force([mine])
    assert category_of("接送孩子堵在校门口", "", known.values()) == "school_run"
    assert guess("接送孩子堵在校门口") == Category.OTHER
