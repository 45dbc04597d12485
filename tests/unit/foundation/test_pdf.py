"""P10: papers as PDF, drawn in a process of their own."""

import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PageObject, PdfReader

from foundation import pdf
from foundation.pdf.lines import broken
from tests.support.pictures import DOT, base64_of, png

ROWS = [["物业费", "2026年第3季度", "¥1,500.00"], ["违约金", "–", "¥1.30"]]
WORDS = "大写：人民币壹仟伍佰零壹元叁角整"
SHEET: dict[str, Any] = {
    "company": "某某物业有限公司", "beneath": ["某某花园 · 某某路1号", "电话：010-12345678"],
    "pictures": {}, "title": "收据",
    "number": "编号：SJ-2026-000001", "mark": "作废", "language": "zh-CN",
    "blocks": [
        {"look": "facts", "pairs": [["交款人", "李租客"], ["备注", "很长" * 60]]},
        {"look": "table", "headings": ["项目", "所属期", "金额"], "rows": ROWS, "figures": [2]},
        {"look": "total", "label": "合计", "amount": "¥1,501.30", "words": WORDS},
        {"look": "text", "title": "说明", "text": "不作为发票。", "small": True, "strong": False},
        {"look": "space", "title": "处理结果"},
        {"look": "signatures", "labels": ["经办人", "交款人签字"]},
        {"look": "cut", "height": 40},
        {"look": "blanks", "labels": ["签收人："]},
        {"look": "closing", "lines": ["某某花园物业服务中心", "2026年11月28日"]},
        {"look": "check", "text": "核验码：7K2M-9QXT-4HWB", "address": "https://a.example/verify"},
    ],
}  # fmt: skip


def text_of(content: bytes) -> str:
    """All that a PDF says, without the space between it."""
    return "".join(said_by(page) for page in PdfReader(io.BytesIO(content)).pages)


def pages_of(content: bytes) -> list[str]:
    """What each page of a PDF says, without the space between it."""
    return [said_by(page) for page in PdfReader(io.BytesIO(content)).pages]


def images_of(content: bytes) -> int:
    """How many pictures a PDF shows."""
    return sum(len(page.images) for page in PdfReader(io.BytesIO(content)).pages)


def said_by(page: PageObject) -> str:
    """What a page says.

    fpdf2 gives the font an encoding of its own, whose codes have two bytes; pypdf reads them one
    by one and leaves a zero before each letter. Other readers (poppler) know such encodings.
    """
    return "".join(page.extract_text().replace("\0", "").split())


def test_P10_a_pdf_says_what_its_sheet_says() -> None:
    said = text_of(pdf.made(SHEET))
    for part in (
        "某某物业有限公司", "编号：SJ-2026-000001", "作废", "李租客", "2026年第3季度",
        "¥1,500.00", "¥1.30", "合计¥1,501.30", WORDS, "不作为发票。",
        "处理结果", "交款人签字", "签收人：", "2026年11月28日", "7K2M-9QXT-4HWB",
    ):  # fmt: skip
        assert part in said, part


def test_P10_a_long_table_goes_on_with_its_headings_on_the_next_page() -> None:
    table = {"look": "table", "headings": ["项目", "金额"], "figures": [1]}
    rows = [[f"第{number}项", f"¥{number}.00"] for number in range(100)]
    content = pdf.made(SHEET | {"blocks": [table | {"rows": rows}]})
    pages = PdfReader(io.BytesIO(content)).pages
    assert len(pages) > 1 and all("金额" in said_by(page) for page in pages)
    assert all(f"第{number}项" in text_of(content) for number in range(100))


def test_P10_papers_that_come_together_begin_on_pages_of_their_own() -> None:
    rows = {"look": "text", "title": "", "text": "很长" * 2500, "small": False, "strong": False}
    first = SHEET | {"company": "甲公司", "number": "", "blocks": [rows]}
    pages = pages_of(pdf.made(first, SHEET | {"company": "乙公司"}))
    assert "甲公司" in pages[0] and "乙公司" in pages[-1] and "甲公司" not in pages[-1]
    assert pages[1].endswith("2"), "a further page of the first has its number"
    assert not pages[0].endswith("1") and "1/" not in pages[-1]


def test_P10_letterhead_and_seal_are_drawn_where_they_belong() -> None:
    pictures = {"letterhead": base64_of(DOT), "seal": base64_of(png(2, 2))}
    unsealed = {"look": "closing", "lines": ["某某物业"], "sealed": False}
    for blocks, count in (
        ([unsealed], 1),
        ([unsealed | {"sealed": True}], 2),
        ([{"look": "signatures", "labels": ["公章", "签字"], "sealed": True}], 2),
    ):
        assert images_of(pdf.made(SHEET | {"pictures": pictures, "blocks": blocks})) == count


def test_P10_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(pdf.PaperNotMade):
        pdf.made(SHEET | {"blocks": [{"look": "unknown"}]})


def test_P10_what_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf.DRAWERS, "run_seconds", 0.001)
    with pytest.raises(pdf.PaperNotMade):
        pdf.made(SHEET)


def test_P10_those_who_find_no_place_are_told_to_come_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf.DRAWERS, "slot_seconds", 0.01)
    with pdf.DRAWERS.slot(), pdf.DRAWERS.slot(), pytest.raises(pdf.PapersInTurn):
        pdf.made(SHEET)
    assert pdf.made(SHEET)


LOADED = """
import sys
from foundation import pdf
import json
sheet = json.load(sys.stdin)
assert pdf.made(sheet).startswith(b"%PDF")
aside = {"fpdf", "fontTools", "PIL"} & set(sys.modules)
from foundation.pdf import drawing
print(sorted(aside), sorted({"fpdf", "fontTools", "PIL"} & set(sys.modules)))
"""


def test_P10_who_asks_for_a_pdf_does_not_load_what_draws_it() -> None:
    """And the negative control: drawing within the process would."""
    import json

    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", LOADED], input=json.dumps(SHEET).encode(),
        cwd=Path(__file__).parents[3], capture_output=True, timeout=120, check=True,
    )  # fmt: skip
    assert done.stdout.decode().split("]")[0] == "["
    assert "fpdf" in done.stdout.decode()


def test_P10_a_date_and_an_amount_stay_whole_at_the_end_of_a_line() -> None:
    lines = broken("请于2026年11月28日（含当日）前缴纳¥1,509.30元。", 9, len)
    assert "".join(lines) == "请于2026年11月28日（含当日）前缴纳¥1,509.30元。"
    assert not any(line[0] in "，。（含" and line[0] != "（" and line[0] != "含" for line in lines)
    assert any("¥1,509.30" in line for line in lines)


@given(
    st.text(alphabet="中文，。（）ab1 2¥.\n", max_size=60), st.integers(min_value=2, max_value=12)
)
def test_P10_breaking_lines_loses_nothing_but_space(text: str, width: int) -> None:
    lines = broken(text, width, len)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(len(line) <= width for line in lines)
