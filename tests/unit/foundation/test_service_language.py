"""Service language (服务用语): C08."""

from dataclasses import replace

import pytest

from foundation import config
from foundation.errors import ForbiddenPhrase
from foundation.service_language import FORBIDDEN_PHRASES, Finding, Reason, check, require_fit
from tests.support.rule_tables import worked_table

PAGE = "service_language.md"
PHRASES = worked_table(PAGE, "Phrases")
TEXTS = worked_table(PAGE, "Threats and outages")


def test_C08_there_are_28_forbidden_phrases_each_with_a_better_wording_that_passes() -> None:
    assert len(FORBIDDEN_PHRASES) == 28
    for better in FORBIDDEN_PHRASES.values():
        assert check(better) == []


@pytest.mark.parametrize("phrase", FORBIDDEN_PHRASES)
def test_C08_a_forbidden_phrase_is_found_and_answered_with_a_better_wording(phrase: str) -> None:
    assert check(phrase) == [Finding(phrase, FORBIDDEN_PHRASES[phrase])]


@pytest.mark.parametrize("phrase", FORBIDDEN_PHRASES)
def test_C08_a_forbidden_phrase_is_found_inside_a_text(phrase: str) -> None:
    assert [f.phrase for f in check(f"李女士，{phrase}！谢谢")] == [phrase]


@pytest.mark.parametrize(
    "text",
    ["急什么，烦死人了！", "急 什 么 … 烦死人了", "急什么\u3000烦死人了", "急什么\u200b烦死人了。"],
)
def test_C08_matching_ignores_punctuation_and_spaces(text: str) -> None:
    assert [f.phrase for f in check(text)] == ["急什么烦死人了"]


@pytest.mark.parametrize(
    "text", ["请按时喂养宠物", "还不知道原因，正在核实", "我们也不知道何时来水"]
)
def test_C08_single_words_inside_other_words_do_not_hit(text: str) -> None:
    assert check(text) == []


@pytest.mark.parametrize(
    ("text", "phrase"),
    [("喂，请讲", "喂"), ("喂!", "喂"), ("这个嘛，不知道。", "不知道"), ("“不 知 道”", "不知道")],
)
def test_C08_single_words_hit_as_a_whole_clause(text: str, phrase: str) -> None:
    assert [f.phrase for f in check(text)] == [phrase]


@pytest.mark.parametrize(
    "text", ["请不要着急，什么时候来都可以", "情况紧急，什么都别带", "不着急什么时候修"]
)
def test_C08_hurry_at_the_end_of_another_word_is_not_a_forbidden_phrase(text: str) -> None:
    assert check(text) == []


def test_C08_two_phrases_make_two_findings_and_repeats_one() -> None:
    assert [f.phrase for f in check("你看清楚再问，急什么。急什么！")] == ["你看清楚再问", "急什么"]


@pytest.mark.parametrize("row", PHRASES, ids=lambda row: row["text"])
def test_C08_phrases_are_found_as_the_page_says(row: dict[str, str]) -> None:
    found = [finding.phrase for finding in check(row["text"])]
    assert found == ([] if row["found"] == "–" else [row["found"]])


@pytest.mark.parametrize("row", TEXTS, ids=lambda row: row["text"])
def test_C08_threats_are_refused_and_outage_notices_pass(row: dict[str, str]) -> None:
    reasons = [finding.reason for finding in check(row["text"])]
    assert reasons == {"threat": [Reason.CUT_OFF_THREAT], "neutral": []}[row["verdict"]]


def test_C08_threats_and_neutral_texts_are_both_shown() -> None:
    assert {row["verdict"] for row in TEXTS} == {"threat", "neutral"}


@pytest.mark.parametrize(
    "text",
    [
        "请联系王先生13812345678",
        "请联系王先生 138 1234 5678。",
        "请联系王先生138-1234-5678",
        "请联系王先生１３８１２３４５６７８",
        "请联系王先生一三八一二三四五六七八",
        "电话+86 13812345678",
    ],
)
def test_C08_somebodys_mobile_is_refused_and_named_masked(text: str) -> None:
    assert [(f.reason, f.phrase) for f in check(text)] == [(Reason.PHONE_NUMBER, "138****5678")]


@pytest.mark.parametrize(
    "text", ["座机0512-65221234", "请拨打(021)6522 1234", "热线400-820-1234", "电话：65221234"]
)
def test_C08_landlines_and_hotlines_are_phones_too(text: str) -> None:
    assert [f.reason for f in check(text)] == [Reason.PHONE_NUMBER]


def test_C08_the_own_service_line_may_be_named_however_it_is_written() -> None:
    text = "如有疑问请拨打客服电话 (0512)6522-1234 或 400 820 1234。"
    assert len(check(text)) == 2
    assert check(text, service_line="0512-65221234, 400-820-1234") == []


@pytest.mark.parametrize(
    "number", ["110101199003077758", "11010119900307123X", "320503 19851224 2018"]
)
def test_C08_an_identity_number_is_refused_and_named_masked(number: str) -> None:
    (finding,) = check(f"住户身份证{number}已登记")
    assert finding.reason is Reason.ID_NUMBER
    assert number not in finding.phrase
    assert "***" in finding.phrase


@pytest.mark.parametrize(
    "text",
    [
        "账单 ZD-2026-000001，金额 1380.00 元",
        "收据 SJ-2026-012345 2026-11-02",
        "2026-11-02 09:00 至 2026-11-03 17:00",
        "报警请拨110，市民热线12345",
        "号码 138****5678",
        "流水号 420000123420261102103045678901",
    ],
)
def test_C08_numbers_of_papers_dates_and_public_lines_are_not_phones(text: str) -> None:
    assert check(text) == []


def test_C08_a_refusal_names_the_phrase_the_better_wording_and_the_field() -> None:
    with pytest.raises(ForbiddenPhrase) as refused:
        require_fit("急什么！你看清楚再问。", field="body")
    assert refused.value.code == "forbidden_phrase"
    assert refused.value.params == {"phrase": "急什么", "better": FORBIDDEN_PHRASES["急什么"]}
    assert len(refused.value.errors["body"]) == 2


def test_C08_a_fit_text_is_not_refused() -> None:
    require_fit("您好，您反映的问题已处理完毕。", field="text")


def test_C08_the_service_line_of_the_settings_may_be_named_unless_told_otherwise() -> None:
    before = config.settings()
    config.use(replace(before, service_line="400-820-1234"))
    try:
        require_fit("客服电话400-820-1234。", field="text")
        with pytest.raises(ForbiddenPhrase):
            require_fit("客服电话400-820-1234。", field="text", service_line="")
    finally:
        config.use(before)


HIDING = (
    "\u200b", "\u2060", "\ufeff", "\u00ad", "\u200e", "\u202c", "\u3164", "\u2800", "\u115f",
    "\ufe0f", "\u034f", "\u0336", "\u20e3", "\U000e0031",
)  # fmt: skip


@pytest.mark.parametrize("letter", HIDING, ids=ascii)
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("13812345678", Reason.PHONE_NUMBER),
        ("02155556666", Reason.PHONE_NUMBER),
        ("11010519491231002X", Reason.ID_NUMBER),
        ("不知道", Reason.FORBIDDEN_PHRASE),
        ("急什么", Reason.FORBIDDEN_PHRASE),
        ("不缴费就停水", Reason.CUT_OFF_THREAT),
    ],
)
def test_C08_what_nobody_sees_hides_nothing(text: str, reason: Reason, letter: str) -> None:
    """Nor do strokes through letters and boxes around digits."""
    for hidden in (letter.join(text), text[:3] + letter * 5 + text[3:]):
        assert [finding.reason for finding in check(f"您好，{hidden}。")] == [reason]


@pytest.mark.parametrize(
    "number", ["１３８１２３４５６７８", "①③⑧①②③④⑤⑥⑦⑧", "١٣٨١٢٣٤٥٦٧٨", "𝟏𝟑𝟖𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖", "१३८१२३४५६७८"]
)
def test_C08_digits_of_any_script_are_digits(number: str) -> None:
    assert [finding.phrase for finding in check(f"请打{number}")] == ["138****5678"]
