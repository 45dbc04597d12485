"""The methods of notices; who may call each."""

from functools import partial

from contracts import community_closing, finding, service_admin
from contracts.attachments import OF_PAPERS, AttachmentFile, AttachmentView
from contracts.base import Nothing, PageQuery, page_of
from contracts.method import Method, declared
from contracts.notices import (
    approval,
    attachments,
    channels,
    corrections,
    door,
    drafting,
    inbox,
    notices,
    outages,
    outgoing,
    photos,
    publishing,
    reach,
    templates,
    untold,
    webhooks,
    workflow,
)
from contracts.opening import opening
from contracts.roles import (
    ADMINS,
    ANYONE,
    APPROVERS,
    DESK,
    EVERYONE,
    MANAGERS,
    PRODUCT,
    STAFF,
    STEWARDS,
)
from contracts.route import delete, get, patch, post, put, upload

CARRIERS = MANAGERS | DESK | STEWARDS
"""Who hands copies over at the door."""

method = partial(Method, "notices")

# fmt: off
SEARCH = method(
    "search", get("/notices", "查询公告"),
    notices.NoticeSearch, page_of(notices.NoticeSummary), EVERYONE,
)
DRAFT = method(
    "draft", post("/notices", "起草公告", 201),
    drafting.DraftNotice, notices.NoticeView, STAFF, creates=True,
)
COMPOSE_OUTAGE = method(
    "compose_outage", post("/notices/outage-text", "生成停水停电通知"),
    outages.ComposeOutage, outages.OutageText, STAFF,
)
MISSING_PHOTOS = method(
    "missing_photos", get("/notices/missing-photos", "缺少张贴照片的公告"),
    Nothing, photos.MissingPhotosList, STAFF,
)
GET = method(
    "get", get("/notices/<notice_id>", "查看公告"),
    workflow.OneNotice, notices.NoticeView, EVERYONE,
)
EDIT = method(
    "edit", patch("/notices/<notice_id>", "修改公告"),
    drafting.EditNotice, notices.NoticeView, STAFF, edits=True,
)
SUBMIT = method(
    "submit", post("/notices/<notice_id>/submit", "提交审批"),
    workflow.OneNotice, notices.NoticeView, STAFF, brings_in=True, in_person=True,
)
APPROVE = method(
    "approve", post("/notices/<notice_id>/approve", "批准"),
    workflow.OneNotice, notices.NoticeView, APPROVERS, in_person=True,
)
SEND_BACK = method(
    "send_back", post("/notices/<notice_id>/send-back", "退回修改"),
    approval.SendBackNotice, notices.NoticeView, APPROVERS, in_person=True,
)
PUBLISH = method(
    "publish", post("/notices/<notice_id>/publish", "发布"),
    workflow.OneNotice, notices.NoticeView, MANAGERS, brings_in=True, in_person=True,
)
WITHDRAW = method(
    "withdraw", post("/notices/<notice_id>/withdraw", "撤回"),
    publishing.WithdrawNotice, notices.NoticeView, MANAGERS,
)
CORRECT = method(
    "correct", post("/notices/<notice_id>/correct", "更正"),
    corrections.CorrectNotice, notices.NoticeView, MANAGERS, creates=True,
)
READ = method(
    "read", post("/notices/<notice_id>/read", "标记已读"),
    workflow.OneNotice, notices.NoticeView, EVERYONE, in_person=True,
)
ACKNOWLEDGE = method(
    "acknowledge", post("/notices/<notice_id>/acknowledge", "确认收悉"),
    workflow.OneNotice, notices.NoticeView, EVERYONE, in_person=True,
)
ADD_PHOTO = method(
    "add_photo", upload("/notices/<notice_id>/photos", "上传张贴照片", 201, file="content"),
    photos.AddPhoto, photos.PhotoView, STAFF, creates=True, goes_on=True,
)
GET_PHOTO = method(
    "get_photo", get("/notices/<notice_id>/photos/<photo_id>", "查看张贴照片"),
    photos.OnePhoto, photos.PhotoFile, STAFF,
)
ADD_ATTACHMENT = method(
    "add_attachment", upload("/notices/<notice_id>/attachments", "添加附件", 201, file="content"),
    attachments.AddNoticeAttachment, AttachmentView, STAFF, creates=True, refusals=OF_PAPERS,
)
GET_ATTACHMENT = method(
    "get_attachment", get("/notices/<notice_id>/attachments/<attachment_id>", "查看附件"),
    attachments.OneNoticeAttachment, AttachmentFile, EVERYONE,
)
REMOVE_ATTACHMENT = method(
    "remove_attachment", delete("/notices/<notice_id>/attachments/<attachment_id>", "移除附件"),
    attachments.OneNoticeAttachment, None, STAFF,
)
REACH = method(
    "reach", get("/notices/<notice_id>/reach", "送达情况"),
    reach.ReachQuery, reach.ReachView, STAFF,
)

DOOR_DELIVERIES = method(
    "door_deliveries", get("/door-deliveries", "待上门递送"),
    door.DoorDeliveryQuery, page_of(door.DoorDeliveryView), CARRIERS,
)
DOOR_BUILDINGS = method(
    "door_buildings", get("/door-deliveries/buildings", "各楼栋待递送数量"),
    Nothing, door.DoorBuildings, CARRIERS,
)
HAND_OVER_HOME = method(
    "hand_over_home", post("/door-deliveries/homes/<household_id>/hand-over", "登记整户递送"),
    door.HandOverHome, door.HandedOver, CARRIERS,
)
HAND_OVER = method(
    "hand_over", post("/door-deliveries/<message_id>/hand-over", "登记递送"),
    door.HandOver, outgoing.OutgoingView, CARRIERS,
)
OUTGOING = method(
    "outgoing", get("/messages", "外发消息"),
    outgoing.OutgoingQuery, page_of(outgoing.OutgoingView), MANAGERS | DESK,
)
UNTOLD = method(
    "untold", get("/messages/untold", "过时未通知的事项"),
    PageQuery, untold.UntoldPage, MANAGERS,
)
MESSAGES = method(
    "messages", get("/me/messages", "我的消息"),
    inbox.MyMessages, inbox.InboxView, ANYONE, in_person=True,
)
READ_MESSAGE = method(
    "read_message", post("/me/messages/<message_id>/read", "标记消息已读"),
    inbox.OneMessage, inbox.MessageView, ANYONE, in_person=True,
)
LIST_OUTLETS = method(
    "list_outlets", get("/channels", "消息通道"),
    channels.ListOutlets, channels.OutletsView, ADMINS,
)
CHANNELS_IN_USE = method(
    "channels_in_use", None, Nothing, channels.ChannelsInUse, PRODUCT, timeout=3,
)
"""For the gateway, which says whether a forgotten password can be set anew (P03)."""
CHANGE_OUTLET = method(
    "change_outlet", patch("/channels/<channel>", "设置消息通道"),
    channels.ChangeOutlet, channels.OutletView, ADMINS, edits=True, in_person=True,
    refusals=("company_only", "secret_missing"),
)
SEND_TEST_MESSAGE = method(
    "send_test_message", post("/channels/<channel>/test", "发送测试消息"),
    channels.SendTestMessage, channels.TestMessageSent, ADMINS, in_person=True,
    refusals=("company_only",), timeout=25,
)
LIST_TEMPLATES = method(
    "list_templates", get("/message-templates", "消息模板"),
    Nothing, templates.TemplateList, service_admin.READERS,
)
GET_TEMPLATE = method(
    "get_template", get("/message-templates/<purpose>", "查看消息模板"),
    templates.GetTemplate, templates.TemplateView, service_admin.READERS,
)
CHANGE_TEMPLATE = method(
    "change_template", patch("/message-templates/<purpose>", "修改消息模板"),
    templates.ChangeTemplate, templates.TemplateView, APPROVERS, edits=True,
)
TAKE_BACK_TEMPLATE = method(
    "take_back_template", post("/message-templates/<purpose>/take-back", "恢复消息模板"),
    templates.TakeBackTemplate, templates.TemplateView, APPROVERS, edits=True,
)
LIST_WEBHOOKS = method(
    "list_webhooks", get("/webhooks", "事件推送"),
    webhooks.ListWebhooks, webhooks.WebhooksView, ADMINS, in_person=True,
)
CREATE_WEBHOOK = method(
    "create_webhook", post("/webhooks", "新建事件推送", 201),
    webhooks.CreateWebhook, webhooks.NewWebhookView, ADMINS,
    creates=True, goes_on=True, in_person=True, timeout=20,
)
EDIT_WEBHOOK = method(
    "edit_webhook", put("/webhooks/<webhook_id>", "修改事件推送"),
    webhooks.EditWebhook, webhooks.WebhookView, ADMINS, edits=True, in_person=True, timeout=20,
)
SEND_TEST_EVENT = method(
    "send_test_event", post("/webhooks/<webhook_id>/test", "发送测试事件"),
    webhooks.SendTestEvent, webhooks.DeliveryView, ADMINS, in_person=True, timeout=25,
)
ROTATE_WEBHOOK = method(
    "rotate_webhook", post("/webhooks/<webhook_id>/rotate", "更换推送密钥"),
    webhooks.RotateWebhook, webhooks.NewWebhookView, ADMINS,
    creates=True, goes_on=True, in_person=True,
)
END_WEBHOOK = method(
    "end_webhook", delete("/webhooks/<webhook_id>", "停用事件推送"),
    webhooks.EndWebhook, None, ADMINS, in_person=True,
)
LIST_DELIVERIES = method(
    "list_deliveries", get("/webhooks/<webhook_id>/deliveries", "推送记录"),
    webhooks.ListDeliveries, page_of(webhooks.DeliveryView), ADMINS, in_person=True,
)
REPLAY_DELIVERY = method(
    "replay_delivery", post("/webhooks/<webhook_id>/deliveries/<delivery_id>/replay", "重新推送"),
    webhooks.ReplayDelivery, webhooks.DeliveryView, ADMINS, in_person=True,
)
FIND = method("find", None, finding.Find, finding.Found, STAFF, searches=True)
"""For the gateway, which asks all services at once (P07)."""
# fmt: on

OPENING = opening("notices")
NEEDS_COMMUNITY = community_closing.needs_community("notices")
LIST_POLICIES = service_admin.list_policies("notices")
GET_POLICY = service_admin.get_policy("notices")
CHANGE_POLICY = service_admin.change_policy("notices")
WITHDRAW_POLICY_CHANGE = service_admin.withdraw_policy_change("notices")
HISTORY = service_admin.history("notices", service_admin.READERS)

METHODS = declared(vars())
