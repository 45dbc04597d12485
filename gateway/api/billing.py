"""Endpoints of billing (收费与催缴)."""

from contracts.billing import methods
from gateway.api import pdfs
from gateway.api.routes import Routes
from gateway.reports import collection, reading_sheets

routes = Routes("billing", "收费与催缴 · Fees, bills, payments, dunning")

routes.page("/fee-items", methods.LIST_FEE_ITEMS, "收费项目")
routes.post("/fee-items", methods.CREATE_FEE_ITEM, "新建收费项目或新价格", status=201)
routes.page("/fee-assignments", methods.LIST_ASSIGNMENTS, "住户的专项收费")
routes.post("/fee-assignments", methods.ASSIGN_FEE, "登记住户的专项收费", status=201)
routes.page("/meter-readings", methods.LIST_READINGS, "抄表记录")
routes.post("/meter-readings", methods.RECORD_READINGS, "录入抄表读数", status=201)
routes.action(
    "/meter-readings/<meter_reading_id>/correct", methods.CORRECT_READING, "更正或撤回抄表读数"
)
routes.upload("/meter-readings/import", methods.IMPORT_READINGS, "导入抄表表格")
routes.get(
    "/meter-readings/sheet",
    methods.READING_SHEET,
    "待填写的抄表表格",
    {"xlsx": reading_sheets.workbook_of},
)
routes.get("/metered-fees", methods.LIST_METERED, "按表计费的收费项目")
routes.get("/meters", methods.LIST_METERS, "住户的表计")
routes.post("/meters", methods.REPLACE_METER, "更换表计", status=201)

routes.page("/bill-runs", methods.LIST_BILL_RUNS, "出账批次")
routes.post("/bill-runs", methods.START_BILL_RUN, "开始出账", status=202)
routes.action("/bill-runs/preview", methods.PREVIEW_BILL_RUN, "出账预览")
routes.get("/bill-runs/<bill_run_id>", methods.GET_BILL_RUN, "出账进度")
routes.action("/bill-runs/<bill_run_id>/cancel", methods.CANCEL_RUN, "申请取消出账批次")
routes.action("/bills/<bill_id>/cancel", methods.CANCEL_BILL, "申请取消账单")
routes.page("/undelivered-bills", methods.LIST_UNDELIVERED, "未送达账单")
routes.page("/former-debts", methods.LIST_FORMER_DEBTS, "前业主欠费")
routes.get(
    "/households/<household_id>/closing-statement", methods.CLOSING_STATEMENT, "前业主结账单"
)
routes.page("/cancel-requests", methods.LIST_CANCEL_REQUESTS, "取消申请列表")
routes.get("/cancel-requests/<cancel_request_id>", methods.GET_CANCEL_REQUEST, "查看取消申请")
routes.action("/cancel-requests/<cancel_request_id>/decide", methods.DECIDE_CANCEL, "审批取消申请")
routes.page("/bills", methods.LIST_BILLS, "查询账单")
routes.get("/bills/<bill_id>", methods.GET_BILL, "查看账单", {"pdf": pdfs.of_bill})
routes.action("/bills/<bill_id>/waive-late-charge", methods.WAIVE_LATE_CHARGE, "减免违约金")

routes.page("/payments", methods.LIST_PAYMENTS, "查询收款")
routes.post("/payments", methods.TAKE_PAYMENT, "收款", status=201)
routes.get("/payments/<payment_id>", methods.GET_PAYMENT, "查看收款")
routes.action("/payments/<payment_id>/void", methods.VOID_PAYMENT, "收据作废")
routes.page("/void-requests", methods.LIST_VOID_REQUESTS, "收据作废申请列表")
routes.post("/void-requests", methods.REQUEST_VOID, "申请收据作废", status=201)
routes.get("/void-requests/<void_request_id>", methods.GET_VOID_REQUEST, "查看作废申请")
routes.action("/void-requests/<void_request_id>/decide", methods.DECIDE_VOID, "审批作废申请")
routes.get(
    "/receipts/<receipt_number>", methods.GET_RECEIPT, "按收据号查看", {"pdf": pdfs.of_receipt}
)
routes.get("/paper-head", methods.PAPER_HEAD, "票据抬头")
routes.get("/households/<household_id>/statement", methods.STATEMENT, "住户对账单")
routes.page("/refunds", methods.LIST_REFUNDS, "退款列表")
routes.post("/refunds", methods.REQUEST_REFUND, "申请退款", status=201)
routes.action("/refunds/<refund_id>/decide", methods.DECIDE_REFUND, "审批退款")

routes.page("/dunning/preview", methods.PREVIEW_DUNNING, "催缴预览")
routes.page("/dunning/steps", methods.LIST_STEPS, "已执行的催缴")
routes.get(
    "/dunning/steps/<step_id>/letter", methods.GET_LETTER, "催缴函与委托律师材料",
    {"pdf": pdfs.of_letter},
)  # fmt: skip
routes.action("/dunning/steps/<step_id>/deliveries", methods.RECORD_DELIVERY, "登记催缴函送达回执")
routes.page("/dunning/pauses", methods.LIST_PAUSES, "催缴暂停")
routes.post("/dunning/instalments", methods.AGREE_INSTALMENTS, "约定分期", status=201)
routes.page("/dunning/visits", methods.LIST_VISITS, "上门催缴任务")
routes.action("/dunning/visits/<visit_id>/outcome", methods.RECORD_OUTCOME, "登记上门结果")
routes.action("/dunning/visits/<visit_id>/assign", methods.ASSIGN_VISIT, "分派上门任务")
routes.get("/dunning/stewards", methods.LIST_STEWARDS, "可上门的楼栋管家")

routes.get(
    "/reports/collection",
    methods.COLLECTION,
    "收费统计",
    {"xlsx": collection.as_workbook, "svg": collection.as_chart},
)
routes.get("/reports/billed-periods", methods.BILLED_PERIODS, "已出账的账期")
routes.get("/reports/books", methods.VERIFY_BOOKS, "核对账目")
