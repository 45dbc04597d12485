"""What residents do about repairs and complaints, in every manner of reading."""

from base64 import b64decode
from dataclasses import replace
from pathlib import Path

import pytest

from tests.browser import cases
from tests.browser.conftest import Open
from tests.browser.reader import Manner, Reader
from tests.support.product import Product

PNG = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photo."""
    path = tmp_path / "tap.png"
    path.write_bytes(PNG)
    return path


def test_R01_a_resident_reports_a_repair_with_photo_and_time_slot(
    open_as: Open, manner: Manner, photo: Path
) -> None:
    reader = open_as("resident2", manner)
    reader.click("nav.tabs a[href='/my/repairs']")
    reader.click("a[href='/my/repairs/new']")
    reader.click("a[href$='category=plumbing']")
    reader.page.fill("#description", f"卫生间角阀渗水 {manner}")
    reader.page.set_input_files("#photos", photo)
    reader.page.select_option("#slot_day", index=2)
    reader.page.select_option("#slot_part", "09:00–12:00")
    reader.send("/my/repairs/new")
    shown = reader.text()
    assert "WX-GL-2026-" in shown and f"卫生间角阀渗水 {manner}" in shown and "09:00–12:00" in shown
    assert reader.page.locator(".photos img").count() == 1
    image = reader.page.get_attribute(".photos img", "src")
    assert image and reader.context.request.get(image).headers["content-type"] == "image/png"
    assert {"zh": "维修工将于", "en": "An engineer sets out by"}[manner.language] in shown


def test_R01_a_request_without_a_description_is_refused_and_keeps_the_rest(
    open_as: Open, manner: Manner
) -> None:
    reader = open_as("resident2", manner)
    reader.go("/my/repairs/new?category=gas")
    reader.page.fill("#public_place", "3栋电梯厅")
    reader.send("/my/repairs/new")
    words = {"zh": "此项必填", "en": "Missing data"}[manner.language]
    assert words in reader.page.inner_text("#description-error")
    assert reader.page.input_value("#public_place") == "3栋电梯厅"


def test_R04_a_resident_accepts_a_quote(open_as: Open, product: Product, manner: Manner) -> None:
    repair = cases.quoted(product, "resident3")
    reader = open_as("resident3", manner)
    reader.go(f"/my/repairs/{repair['id']}")
    assert "¥180.00" in reader.page.inner_text(".asks")
    reader.send("/accept-quote")
    assert reader.page.locator(".asks").count() == 0
    said = {"zh": "同意报价", "en": "Quote accepted"}[manner.language]
    assert said in reader.page.inner_text(".timeline")


def test_R05_a_resident_rates_a_repair(open_as: Open, product: Product, manner: Manner) -> None:
    repair = cases.completed(product, "resident3")
    reader = open_as("resident3", manner)
    reader.go(f"/my/repairs/{repair['id']}")
    reader.send("/rate")
    assert reader.page.locator(".asks .error, .asks .alert").count() > 0
    reader.page.check("input[name=solved][value=yes]")
    reader.page.check("input[name=rating][value='5']")
    reader.send("/rate")
    closed = {"zh": "已结案", "en": "Closed"}[manner.language]
    assert closed in reader.page.inner_text(".heading")


def test_a_resident_cancels_a_request(open_as: Open, product: Product, manner: Manner) -> None:
    repair = cases.requested(product, "resident3")
    reader = open_as("resident3", manner)
    reader.go(f"/my/repairs/{repair['id']}")
    reader.page.click("details:has(form[action$='/cancel']) > summary")
    reader.page.fill("#reason", "自己修好了")
    reader.send("/cancel")
    cancelled = {"zh": "已取消", "en": "Cancelled"}[manner.language]
    assert cancelled in reader.page.inner_text(".heading")


def test_C11_a_complaint_shows_its_stage_who_is_responsible_by_when_and_why(
    open_as: Open, manner: Manner
) -> None:
    reader = open_as("resident4", manner)
    reader.click("nav.tabs a[href='/my/complaints']")
    reader.click("a[href='/my/complaints/new']")
    reader.page.select_option("#category", "renovation_noise")
    reader.page.fill("#description", f"楼上周日早上七点开始敲墙 {manner}")
    reader.page.fill("#wish", "请制止")
    reader.send("/my/complaints/new")
    shown = reader.text()
    assert "TS-GL-2026-" in shown and f"楼上周日早上七点开始敲墙 {manner}" in shown
    assert reader.page.locator(".steps [aria-current=step]").count() == 1
    for words in {
        "zh": ("首问责任人", "前答复您", "当日办结"),
        "en": ("First responsible", "You get an answer by", "same day"),
    }[manner.language]:
        assert words in shown


PDF = b"%PDF-1.7\n1 0 obj<</Type /Catalog>>endobj"
"""What a letter of somebody's begins with."""


def test_P09_photos_and_papers_go_with_a_case_and_what_is_for_the_staff_stays_there(
    open_as: Open, manner: Manner, photo: Path, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(PDF)
    reader = open_as("resident4", manner)
    reader.go("/my/complaints/new")
    reader.page.select_option("#category", "renovation_noise")
    reader.page.fill("#description", f"楼道堆放装修垃圾 {manner}")
    reader.page.fill("#wish", "请清走")
    reader.page.set_input_files("#attachments", photo)
    reader.send("/my/complaints/new")
    case = reader.path().rpartition("/")[2]
    assert reader.page.locator(".photos a").count() == 1
    reader.page.click("details:has(form[action$='/attachments']) > summary")
    reader.page.set_input_files("#attachments", letter)
    reader.send("/attachments")
    assert reader.page.locator(".photos img").count() == 1
    paper = reader.page.get_attribute(".photos a:has(.paper)", "href")
    got = reader.context.request.get(f"{paper}")
    assert got.body() == PDF and got.headers["cache-control"] == "private, no-store"

    desk = open_as("receptionist", manner)
    desk.go(f"/desk/cases/{case}")
    desk.page.click("details:has(form[action$='/attachments']) > summary")
    desk.page.set_input_files("#attachments", photo)
    desk.send("/attachments")
    assert desk.page.locator(".photos a").count() == 3
    inner = desk.page.get_attribute(".photos a:has(.row-note)", "href")
    reader.go(f"/my/complaints/{case}")
    assert reader.page.locator(".photos a").count() == 2
    named = f"/my/complaints/{case}/attachments/{(inner or '').rpartition('/')[2]}"
    assert reader.context.request.get(named).status == 404


def test_P09_the_desk_adds_papers_to_a_repair_and_the_household_sees_them(
    open_as: Open, product: Product, manner: Manner, photo: Path, tmp_path: Path
) -> None:
    quote = tmp_path / "quote.pdf"
    quote.write_bytes(PDF)
    wanted = {
        "category": "plumbing", "description": f"水管漏水 {manner}",
        "contact_name": "韩梅梅", "contact_phone": "13800000003",
    }  # fmt: skip
    resident = product.as_("resident4")
    wanted["household_id"] = resident.get("/me")["household_ids"][0]
    repair = resident.post("/repairs", wanted, 201)["id"]
    desk = open_as("receptionist", manner)
    desk.go(f"/desk/repairs/{repair}")
    desk.page.click("details:has(form[action$='/attachments']) > summary")
    desk.page.set_input_files("#attachments", [photo, quote])
    desk.send("/attachments")
    assert desk.page.locator(".photos a").count() == 2
    desk.look()
    reader = open_as("resident4", manner)
    reader.go(f"/my/repairs/{repair}")
    paper = reader.page.get_attribute(".photos a:has(.paper)", "href")
    assert reader.context.request.get(f"{paper}").body() == PDF


def test_a_complaint_without_a_wish_is_refused_beside_its_field(
    open_as: Open, manner: Manner
) -> None:
    reader = open_as("resident4", manner)
    reader.go("/my/complaints/new")
    reader.page.fill("#description", "楼道灯不亮")
    reader.send("/my/complaints/new")
    assert reader.page.locator("#wish-error").count() == 1
    assert reader.page.input_value("#description") == "楼道灯不亮"


NOTE = "请先联系维修班"


def said_in(reader: Reader, kind: str) -> str:
    """What stands in the column of a case in one voice."""
    return "\n".join(reader.page.locator(f".timeline .{kind}").all_inner_texts())


@pytest.mark.width(360)
def test_C13_a_resident_and_the_desk_talk_about_a_case_until_it_is_withdrawn(
    open_as: Open, product: Product, manner: Manner
) -> None:
    other = {"zh": "en", "en": "zh"}[manner.language]
    phone = open_as("resident4", manner)
    phone.go("/my/complaints/new")
    phone.page.select_option("#category", "renovation_noise")
    phone.page.fill("#description", f"楼上午休时段电钻施工 {manner}")
    phone.page.fill("#wish", "请制止")
    phone.send("/my/complaints/new")
    case = phone.path().rpartition("/")[2]
    phone.page.fill("#supplement-text", "\u200b")
    phone.send("/supplement")
    assert phone.page.locator("#supplement-text-error").count() == 1
    phone.page.fill("#supplement-text", "今天中午又开工了")
    phone.send("/supplement")
    assert "今天中午又开工了" in said_in(phone, "theirs")

    desk = open_as("receptionist", replace(manner, language=other, width=1280))
    waits = {"zh": "住户有新补充", "en": "The resident has added something"}[other]
    desk.go("/desk/")
    assert waits in desk.page.locator(f"tr:has(a[href='/desk/cases/{case}'])").inner_text()
    desk.go(f"/desk/cases/{case}")
    assert waits in desk.text() and "今天中午又开工了" in said_in(desk, "theirs")
    desk.page.fill("#reply-text", "已通知装修单位停工，请您留意。")
    desk.send("/reply")
    assert waits not in desk.text()
    desk.page.click("details:has(form.add_note) > summary")
    desk.page.fill("#add_note-text", NOTE)
    desk.page.click("form.add_note details > summary")
    desk.page.locator("form.add_note [name=mentions]").first.check()
    desk.send("/add-note")
    assert NOTE in said_in(desk, "internal")
    assert {"zh": "内部备注", "en": "Internal note"}[other] in said_in(desk, "internal")

    phone.go(f"/my/complaints/{case}")
    assert "已通知装修单位停工" in said_in(phone, "ours")
    assert NOTE not in phone.page.content() and said_in(phone, "internal") == ""
    phone.page.click("details:has(form[action$='/withdraw']) > summary")
    phone.page.fill("#withdraw-reason", "楼上已停工")
    phone.send("/withdraw")
    shown = phone.text()
    assert {"zh": "住户撤回", "en": "Withdrawn"}[manner.language] in shown
    assert phone.page.locator("form[action$='/supplement'], form[action$='/withdraw']").count() == 0
    desk.go(f"/desk/cases/{case}")
    assert "楼上已停工" in desk.text()
    assert desk.page.locator("form.reply, form.supplement, form.withdraw").count() == 0
    assert desk.page.locator("form.add_note").count() == 1


@pytest.mark.width(1280)
def test_C13_what_was_taken_down_wrong_is_corrected_with_what_stood_there(
    open_as: Open, product: Product, manner: Manner
) -> None:
    desk = product.as_("receptionist")
    made = desk.post("/complaints", {
        "channel": "phone", "household_id": cases.household_of(product, "resident4"),
        "description": "地库车位被占用", "wish": "请挪车", "contact_name": "周敏",
        "contact_phone": "13800000004", "restated": True,
    }, 201)  # fmt: skip
    reader = open_as("receptionist", manner)
    reader.go(f"/desk/cases/{made['id']}")
    reader.page.click("details:has(form.correct) > summary")
    assert reader.page.input_value("#correct-wish") == "请挪车"
    reader.page.fill("#correct-wish", "请联系车主挪车")
    reader.page.fill("#correct-household_id", "查无此房")
    reader.page.fill("#correct-reason", "听错")
    reader.send("/correct")
    assert reader.page.locator("#correct-household_id-error").count() == 1
    assert reader.page.input_value("#correct-wish") == "请联系车主挪车"
    reader.page.fill("#correct-household_id", "")
    reader.send("/correct")
    assert "请挪车 → 请联系车主挪车" in reader.page.inner_text(".timeline")
