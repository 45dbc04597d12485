"""Endpoints of the directory (住户档案)."""

from contracts.directory import methods
from gateway.api.routes import Routes
from gateway.reports import files

routes = Routes("directory", "住户档案、人员、值班 · Households, people, duty roster")

routes.page("/households", methods.FIND_HOUSEHOLDS, "查询住户")
routes.post("/households", methods.CREATE_HOUSEHOLD, "新建住户档案", status=201)
routes.upload("/households/import", methods.IMPORT_HOUSEHOLDS, "导入住户表格")
routes.action(
    "/households/export",
    methods.EXPORT_HOUSEHOLDS,
    "导出住户档案",
    {"xlsx": files.exported_households},
)
routes.get("/households/<household_id>", methods.GET_HOUSEHOLD, "查看住户档案")
routes.patch("/households/<household_id>", methods.CHANGE_HOUSEHOLD, "修改住户档案")
routes.page("/households/<household_id>/changes", methods.HOUSEHOLD_HISTORY, "住户档案变更记录")
routes.action("/households/<household_id>/reveal", methods.REVEAL, "查看完整号码")
routes.post("/households/<household_id>/members", methods.ADD_MEMBER, "添加家庭成员", status=201)
routes.patch(
    "/households/<household_id>/members/<member_id>", methods.CHANGE_MEMBER, "修改家庭成员"
)
routes.action(
    "/households/<household_id>/members/<member_id>/remove", methods.REMOVE_MEMBER, "移除家庭成员"
)
routes.get("/buildings", methods.LIST_BUILDINGS, "楼栋列表")
routes.page("/looks", methods.LIST_LOOKS, "号码查看记录")

routes.page("/people", methods.FIND_PEOPLE, "查询人员")
routes.post("/people", methods.CREATE_PERSON, "新建人员", status=201)
routes.get("/people/<person_id>", methods.GET_PERSON, "查看人员")
routes.patch("/people/<person_id>", methods.CHANGE_PERSON, "修改人员")
routes.post("/people/<person_id>/account", methods.CREATE_ACCOUNT, "开通登录账号", status=201)
routes.patch("/people/<person_id>/account", methods.CHANGE_ACCOUNT, "停用账号或重设密码")

routes.page("/shifts", methods.LIST_SHIFTS, "值班表")
routes.post("/shifts", methods.PUT_SHIFT, "安排或调整班次", status=201)
routes.action("/shifts/<shift_id>/cancel", methods.CANCEL_SHIFT, "取消班次")
routes.get("/roster/on-duty", methods.WHO_IS_ON_DUTY, "当前值班人员")
routes.get("/roster/gaps", methods.ROSTER_GAPS, "值班空缺")

routes.get("/me", methods.ME, "当前登录人")
routes.page("/me/sessions", methods.LIST_SESSIONS, "我的登录")
routes.delete("/me/sessions/<session_id>", methods.END_SESSION, "退出某次登录")

routes.page("/role-requests", methods.LIST_ROLE_REQUESTS, "岗位授权申请")
routes.get("/role-requests/<role_request_id>", methods.GET_ROLE_REQUEST, "查看岗位授权申请")
routes.action(
    "/role-requests/<role_request_id>/decide", methods.DECIDE_ROLE_REQUEST, "审批岗位授权"
)
