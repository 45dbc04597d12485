"""Codes of reports in words."""

from collections.abc import Mapping

from gateway.languages import language

WORDS: Mapping[str, tuple[str, str]] = {
    # complaint categories
    "renovation_noise": ("装修扰民", "Renovation noise"),
    "public_facility": ("公共设施", "Public facilities"),
    "home_appliance": ("户内设备", "In-home appliances"),
    "mail": ("信件快递", "Mail and parcels"),
    "public_cleanliness": ("公共卫生与绿化", "Cleanliness and greenery"),
    "pests": ("虫害", "Pests"),
    "company_service": ("公司服务", "Company's service"),
    "fee": ("收费", "Fees"),
    "other": ("其他", "Other"),
    # tiers
    "receiver": ("接待人", "Receiver"),
    "supervisor": ("客服主管", "Supervisor"),
    "deputy_manager": ("主管副总经理", "Deputy manager"),
    "director": ("项目经理", "Director"),
    # final classification
    "general": ("一般投诉", "General"),
    "repeat": ("重复投诉", "Repeat"),
    "malignant": ("恶性投诉", "Malignant"),
    # contacts
    "contacts": ("总件数", "Contacts"),
    "complaints": ("计入投诉", "Complaints counted"),
    "valid": ("有效投诉", "Valid complaints"),
    "invalid": ("无效投诉", "Invalid complaints"),
    "undecided": ("待判定", "Undecided"),
    "inquiries": ("咨询", "Inquiries"),
    "suggestions": ("建议", "Suggestions"),
    "reports": ("举报", "Reports"),
    # punctuality and pauses
    "kept": ("按时", "On time"),
    "missed": ("超时", "Late"),
    "running": ("未到期", "Still running"),
    "share_kept": ("按时率 %", "On time %"),
    "cases": ("暂停案件", "Paused cases"),
    "pauses": ("暂停次数", "Pauses"),
    "minutes": ("暂停分钟", "Minutes paused"),
    "desk": ("前台", "Desk"),
    # headings
    "summary": ("概况", "Summary"),
    "by_category": ("按类别", "By category"),
    "by_tier": ("按层级", "By tier"),
    "by_team": ("按部门", "By team"),
    "by_final": ("按定性", "By classification"),
    "named": ("重点案件", "Cases named"),
    "invalid_verdicts": ("无效判定", "Invalid verdicts"),
    "item": ("项目", "Item"),
    "count": ("件数", "Count"),
    "number": ("编号", "Number"),
    "category": ("类别", "Category"),
    "department": ("部门", "Department"),
    "handler": ("经办人", "Handler"),
    "failed_visits": ("回访未果次数", "Failed return visits"),
    "officer": ("判定人", "Officer"),
    "verdicts": ("判定数", "Verdicts"),
    "share": ("占比 %", "Share %"),
    "unreached": ("未联系上", "Unreached"),
    "final": ("定性", "Classification"),
    "complaints_of": ("投诉月报", "Complaints"),
    # collection
    "collection_of": ("收费统计", "Collection"),
    "total": ("合计", "Total"),
    "this_year": ("本年应收", "This year"),
    "former_years": ("历年欠费", "Former years"),
    "by_building": ("按楼栋", "By building"),
    "by_item": ("按项目", "By item"),
    "by_steward": ("按管家", "By steward"),
    "billed_count": ("账单数", "Bills"),
    "paid_count": ("已缴清", "Paid"),
    "unpaid_count": ("未缴清", "Unpaid"),
    "billed_amount": ("应收（元）", "Billed (yuan)"),
    "collected_amount": ("已收（元）", "Collected (yuan)"),
    "written_off_amount": ("核销（元）", "Written off (yuan)"),
    "outstanding_amount": ("欠费（元）", "Outstanding (yuan)"),
    "rate": ("收缴率 %", "Rate %"),
    # export
    "households": ("业主档案", "Households"),
}


def word(code: str) -> str:
    """A code in the caller's language; as it is where it is a name and no code."""
    zh, en = WORDS.get(code, (code, code))
    return zh if language() == "zh" else en
