"""Endpoints of notices and messages (公告与消息)."""

from contracts.notices import methods
from gateway.api.routes import Routes
from gateway.reports import files

routes = Routes("notices", "公告与消息 · Notices and messages")

routes.page("/notices", methods.SEARCH, "查询公告")
routes.post("/notices", methods.DRAFT, "起草公告", status=201)
routes.action("/notices/outage-text", methods.COMPOSE_OUTAGE, "生成停水停电通知")
routes.get("/notices/missing-photos", methods.MISSING_PHOTOS, "缺少张贴照片的公告")
routes.get("/notices/<notice_id>", methods.GET, "查看公告")
routes.patch("/notices/<notice_id>", methods.EDIT, "修改公告")
routes.action("/notices/<notice_id>/submit", methods.SUBMIT, "提交审批")
routes.action("/notices/<notice_id>/approve", methods.APPROVE, "批准")
routes.action("/notices/<notice_id>/send-back", methods.SEND_BACK, "退回修改")
routes.action("/notices/<notice_id>/publish", methods.PUBLISH, "发布")
routes.action("/notices/<notice_id>/withdraw", methods.WITHDRAW, "撤回")
routes.action("/notices/<notice_id>/correct", methods.CORRECT, "更正")
routes.action("/notices/<notice_id>/read", methods.READ, "标记已读")
routes.action("/notices/<notice_id>/acknowledge", methods.ACKNOWLEDGE, "确认收悉")
routes.upload(
    "/notices/<notice_id>/photos", methods.ADD_PHOTO, "上传张贴照片", argument="content", status=201
)
routes.download(
    "/notices/<notice_id>/photos/<photo_id>",
    methods.GET_PHOTO,
    "查看张贴照片",
    files.photo,
    "image/*",
)
routes.page("/notices/<notice_id>/reach", methods.REACH, "送达情况")

routes.page("/door-deliveries", methods.DOOR_DELIVERIES, "待上门递送")
routes.get("/door-deliveries/buildings", methods.DOOR_BUILDINGS, "各楼栋待递送数量")
routes.action(
    "/door-deliveries/homes/<household_id>/hand-over", methods.HAND_OVER_HOME, "登记整户递送"
)
routes.action("/door-deliveries/<message_id>/hand-over", methods.HAND_OVER, "登记递送")
routes.page("/messages", methods.OUTGOING, "外发消息")
routes.page("/messages/untold", methods.UNTOLD, "过时未通知的事项")
routes.page("/me/messages", methods.MESSAGES, "我的消息")
routes.action("/me/messages/<message_id>/read", methods.READ_MESSAGE, "标记消息已读")
