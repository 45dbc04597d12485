"""Endpoints of billing (收费与催缴)."""

from contracts.billing import methods
from gateway.api.routes import Routes
from gateway.reports import collection

routes = Routes("billing", "收费与催缴 · Fees, bills, payments, dunning")

routes.page("/fee-items", methods.LIST_FEE_ITEMS, "收费项目")
routes.post("/fee-items", methods.CREATE_FEE_ITEM, "新建收费项目或新价格", status=201)
routes.page("/fee-assignments", methods.LIST_ASSIGNMENTS, "住户的专项收费")
routes.post("/fee-assignments", methods.ASSIGN_FEE, "登记住户的专项收费", status=201)
routes.post("/meter-readings", methods.RECORD_READINGS, "录入抄表读数", status=201)

routes.page("/bill-runs", methods.LIST_BILL_RUNS, "出账批次")
routes.post("/bill-runs", methods.START_BILL_RUN, "开始出账", status=202)
routes.get("/bill-runs/<bill_run_id>", methods.GET_BILL_RUN, "出账进度")
routes.page("/bills", methods.LIST_BILLS, "查询账单")
routes.get("/bills/<bill_id>", methods.GET_BILL, "查看账单")
routes.action("/bills/<bill_id>/waive-late-charge", methods.WAIVE_LATE_CHARGE, "减免违约金")

routes.page("/payments", methods.LIST_PAYMENTS, "查询收款")
routes.post("/payments", methods.TAKE_PAYMENT, "收款", status=201)
routes.get("/payments/<payment_id>", methods.GET_PAYMENT, "查看收款")
routes.action("/payments/<payment_id>/void", methods.VOID_PAYMENT, "收据作废")
routes.page("/void-requests", methods.LIST_VOID_REQUESTS, "收据作废申请列表")
routes.post("/void-requests", methods.REQUEST_VOID, "申请收据作废", status=201)
routes.get("/void-requests/<void_request_id>", methods.GET_VOID_REQUEST, "查看作废申请")
routes.action("/void-requests/<void_request_id>/decide", methods.DECIDE_VOID, "审批作废申请")
routes.get("/receipts/<receipt_number>", methods.GET_RECEIPT, "按收据号查看")
routes.get("/households/<household_id>/statement", methods.STATEMENT, "住户对账单")
routes.page("/refunds", methods.LIST_REFUNDS, "退款列表")
routes.post("/refunds", methods.REQUEST_REFUND, "申请退款", status=201)
routes.action("/refunds/<refund_id>/decide", methods.DECIDE_REFUND, "审批退款")

routes.page("/dunning/preview", methods.PREVIEW_DUNNING, "催缴预览")
routes.page("/dunning/steps", methods.LIST_STEPS, "已执行的催缴")
routes.page("/dunning/pauses", methods.LIST_PAUSES, "催缴暂停")
routes.post("/dunning/instalments", methods.AGREE_INSTALMENTS, "约定分期", status=201)
routes.page("/dunning/visits", methods.LIST_VISITS, "上门催缴任务")
routes.action("/dunning/visits/<visit_id>/outcome", methods.RECORD_OUTCOME, "登记上门结果")

routes.get(
    "/reports/collection",
    methods.COLLECTION,
    "收费统计",
    {"xlsx": collection.as_workbook, "svg": collection.as_chart},
)
routes.get("/reports/billed-periods", methods.BILLED_PERIODS, "已出账的账期")
routes.get("/reports/books", methods.VERIFY_BOOKS, "核对账目")
