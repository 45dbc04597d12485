"""Endpoints of complaints (投诉)."""

from contracts.complaints import methods
from gateway.api.routes import Routes
from gateway.reports import complaints as report

routes = Routes("complaints", "投诉、咨询、建议、举报 · Complaints, inquiries, suggestions")

routes.page("/complaints", methods.SEARCH, "查询投诉")
routes.post("/complaints", methods.LODGE, "登记投诉", status=201)
routes.upload("/complaints/import", methods.IMPORT_PLATFORM, "导入平台留言")
routes.get("/complaints/<complaint_id>", methods.GET, "查看投诉")
routes.page("/complaints/looks", methods.LIST_LOOKS, "联系电话查看记录")
routes.action("/complaints/<complaint_id>/reveal-contact", methods.REVEAL_CONTACT, "查看联系电话")
routes.action("/complaints/<complaint_id>/restate", methods.RESTATE, "登记复述")
routes.action("/complaints/<complaint_id>/triage", methods.TRIAGE, "接诉判定")
routes.action("/complaints/<complaint_id>/confirm-invalid", methods.CONFIRM_INVALID, "复核无效判定")
routes.action("/complaints/<complaint_id>/transfer", methods.TRANSFER, "转办")
routes.action("/complaints/<complaint_id>/handle", methods.HANDLE, "登记处理结果")
routes.action("/complaints/<complaint_id>/answer", methods.ANSWER, "答复")
routes.action("/complaints/<complaint_id>/return-visits", methods.RETURN_VISITS, "登记回访")
routes.action("/complaints/<complaint_id>/pause", methods.PAUSE, "暂停计时")
routes.action("/complaints/<complaint_id>/resume", methods.RESUME, "恢复计时")
routes.action("/complaints/<complaint_id>/acknowledge", methods.ACKNOWLEDGE, "签收升级")
routes.action("/complaints/<complaint_id>/classify", methods.CLASSIFY, "定性")
routes.action("/complaints/<complaint_id>/close", methods.CLOSE, "结案")
routes.action("/complaints/<complaint_id>/request-repair", methods.REQUEST_REPAIR, "转报修")

routes.page("/escalations", methods.ESCALATIONS, "待我签收的升级")
routes.page("/incoming-documents", methods.INCOMING_DOCUMENTS, "收文登记本")
routes.get("/complaint-categories", methods.CATEGORIES, "投诉类别")
routes.post("/complaint-categories", methods.CREATE_CATEGORY, "新增投诉类别", status=201)
routes.patch("/complaint-categories/<code>", methods.EDIT_CATEGORY, "修改投诉类别")
routes.get("/departments", methods.DEPARTMENTS, "职能部门")
routes.get("/complaints/overdue", methods.OVERDUE, "超时投诉：按层级和部门")
routes.get("/reports/complaint-trend", methods.TREND, "投诉走势与排名")
routes.get(
    "/reports/complaints",
    methods.REPORT,
    "投诉月报",
    {"xlsx": report.as_workbook, "svg": report.as_chart},
)
