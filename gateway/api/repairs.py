"""Endpoints of repairs (报修)."""

from contracts.repairs import methods
from gateway.api import pdfs
from gateway.api.routes import Routes
from gateway.reports import files

routes = Routes("repairs", "报修与派工 · Repair requests and work orders")

routes.page("/repairs", methods.SEARCH, "查询报修")
routes.post("/repairs", methods.CREATE, "报修", status=201)
routes.get("/repairs/first-check", methods.FIRST_CHECK, "初步排查问题")
routes.page("/repairs/looks", methods.LIST_LOOKS, "联系电话查看记录")
routes.get("/repairs/<repair_id>", methods.GET, "查看报修", {"pdf": pdfs.of_work_order})
routes.upload(
    "/repairs/<repair_id>/photos", methods.ADD_PHOTO, "上传照片", argument="content", status=201
)
routes.download(
    "/repairs/<repair_id>/photos/<photo_id>", methods.GET_PHOTO, "查看照片", files.photo, "image/*"
)
routes.action("/repairs/<repair_id>/reveal-contact", methods.REVEAL_CONTACT, "查看完整联系电话")
routes.get("/repairs/<repair_id>/engineers", methods.SUGGEST_ENGINEER, "推荐维修工")
routes.action("/repairs/<repair_id>/verify", methods.VERIFY, "核实")
routes.action("/repairs/<repair_id>/dispatch", methods.DISPATCH, "派工")
routes.action("/repairs/<repair_id>/accept", methods.ACCEPT, "接单")
routes.action("/repairs/<repair_id>/decline", methods.DECLINE, "拒单")
routes.action("/repairs/<repair_id>/set-out", methods.SET_OUT, "出发")
routes.action("/repairs/<repair_id>/arrive", methods.ARRIVE, "到场")
routes.action("/repairs/<repair_id>/quote", methods.QUOTE, "报价")
routes.action("/repairs/<repair_id>/accept-quote", methods.ACCEPT_QUOTE, "接受报价")
routes.action("/repairs/<repair_id>/reject-quote", methods.REJECT_QUOTE, "拒绝报价")
routes.action("/repairs/<repair_id>/complete", methods.COMPLETE, "完工")
routes.action("/repairs/<repair_id>/follow-up", methods.FOLLOW_UP, "回访")
routes.action("/repairs/<repair_id>/cancel", methods.CANCEL, "撤销")

routes.page("/equipment-loans", methods.OPEN_LOANS, "未归还设备")
routes.post("/repairs/<repair_id>/equipment", methods.TAKE_EQUIPMENT, "带走设备", status=201)
routes.action("/equipment-loans/<loan_id>/return", methods.RETURN_EQUIPMENT, "归还设备")

routes.get("/reports/repairs", methods.FIGURES, "报修统计")
