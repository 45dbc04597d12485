"""What managers can change of notices and messages, in their words (P05)."""

from contracts.code import Code, Word
from contracts.fields import Text, code
from contracts.notices.channels import Channel
from contracts.notices.notices import NoticeKind
from contracts.notices.templates import Purpose
from contracts.policy import (
    CLAIMS_LAST,
    HOURS,
    MEGABYTES,
    MINUTES,
    OF_EVERY_SERVICE,
    Effect,
    PolicyValue,
    PolicyValues,
    Right,
    Subject,
    about,
    attachments_of,
    kept,
)
from contracts.policy_fields import Entries, TimeOfDay, chosen, numbers_of, whole


class PaperFor(Code):
    """For which homes a notice that was not sent on paper is printed after all."""

    NEVER = "never", "不打印", "Never"
    UNREACHABLE = "unreachable", "无法线上通知的住户", "Homes that cannot be reached otherwise"
    """Where nobody can see it or be written to."""
    UNREAD = "unread", "未阅住户", "Homes where it was not read, too"
    """Also where it was not read by the deadline."""


SENT = tuple(one for one in Purpose if one is not Purpose.NOTICE)
"""What messages are for, beside copies of notices."""
BEYOND_PORTAL = tuple(one for one in Channel if one not in (Channel.PORTAL, Channel.PAPER))
ONLINE = tuple(one for one in Channel if one is not Channel.PAPER)
WAITING = (Effect.MESSAGES_KEEP,)

POLICY: PolicyValues = {
    **about(
        Subject.REACH,
        reach_hours=PolicyValue(
            Word("补发间隔", "Hours to the next channel"),
            Word("多少小时后仍未送达的，改由下一渠道发送。",
                 "After which those not reached fall through to the next channel."),
            whole(1, 720), HOURS, (Effect.REACH_KEEPS,),
        ),
        fall_through=PolicyValue(
            Word("补发渠道顺序", "Order of channels"),
            Word("未送达的依次改由这些渠道发送，最后送纸质。",
                 "For those not reached; paper at the door comes after the last."),
            chosen(BEYOND_PORTAL, in_order=True),
        ),
        notice_paper=PolicyValue(
            Word("公告送纸质", "Notices on paper"),
            Word("各类公告最后为哪些住户打印送达。须签收的公告，除不打印的类别外，未签收的也送。",
                 "For which homes notices of a kind fall through to paper. One that must be "
                 "acknowledged does so where it was not, unless its kind never does."),
            Entries(NoticeKind, code(PaperFor)),
        ),
        photo_hours=PolicyValue(
            Word("张贴照片期限", "Photos due within"),
            Word("重要公告发布后多少小时内须有各楼栋的张贴照片。",
                 "After publication, by which a photo from each building is due."),
            whole(1, 720), HOURS,
        ),
    ),
    **about(
        Subject.MESSAGES,
        message_channels=PolicyValue(
            Word("消息渠道", "Channels of messages"),
            Word("各类消息同时通过哪些渠道发送；未配置的渠道自动略过。",
                 "By which channels each kind of message goes, at once; those not configured are "
                 "left out."),
            Entries(SENT, chosen(ONLINE)),
        ),
        message_paper=PolicyValue(
            Word("送纸质的消息", "Messages on paper"),
            Word("住户无法线上收到时，这些消息打印送达。",
                 "Messages that go on paper to homes where nobody can see them or be written to."),
            chosen(SENT),
        ),
        telling_opens=PolicyValue(
            Word("通知开始时间", "Notifying begins"),
            Word("此前产生的消息等到此时发送。", "What comes before leaves when it begins."),
            TimeOfDay(), effects=WAITING,
        ),
        telling_closes=PolicyValue(
            Word("通知结束时间", "Notifying ends"),
            Word("此后产生的消息等到次日发送。", "What comes after leaves the next morning."),
            TimeOfDay(), effects=WAITING,
        ),
        at_any_hour=PolicyValue(
            Word("随时发送的消息", "Messages at any hour"),
            Word("不受通知时段限制，多为员工告警。",
                 "Messages that do not wait for those hours: the alarms of the staff."),
            chosen(SENT), effects=WAITING,
        ),
        portal_in_hours=PolicyValue(
            Word("时段内才显示的消息", "Shown in those hours only"),
            Word("在线上也等到通知时段才显示，其余立即显示。",
                 "Messages that wait for those hours in the portal as well; others stand there at "
                 "once."),
            chosen(SENT), effects=WAITING,
        ),
        retry_minutes=PolicyValue(
            Word("重试间隔", "Minutes between attempts"),
            Word("发送失败后依次间隔多久重试，用完即无法送达。",
                 "Minutes between attempts to send; after the last one a message is "
                 "undeliverable."),
            numbers_of(), MINUTES,
        ),
        repeat_minutes=PolicyValue(
            Word("告警重复间隔", "Alarms repeated after"),
            Word("重复的告警隔多久再次通过邮件等渠道发送。",
                 "An alarm that is repeated is sent by e-mail and the like again after so long."),
            whole(1, 100_000), MINUTES,
        ),
        told_within_hours=PolicyValue(
            Word("通知时效", "Notified within"),
            Word("事情发生多久后不再发送通知，如系统长时间停机之后。",
                 "After which nobody is notified any more of what happened, such as after a long "
                 "outage."),
            whole(1, 100_000), HOURS,
        ),
    ),
    **about(
        Subject.SIGNATURE,
        community_name=PolicyValue(
            Word("落款", "Signature"),
            Word("项目未命名时，发给住户的文字以此落款。",
                 "Who signs the texts to residents where the community has no name."),
            Text(max=60),
        ),
        community_name_en=PolicyValue(
            Word("英文落款", "Signature in English"),
            Word("同上，用于英文。", "The same, of texts in English."),
            Text(max=60),
        ),
        community_phone=PolicyValue(
            Word("落款电话", "Telephone of the signature"),
            Word("留空则用项目或公司的服务电话。",
                 "Left empty: that of the community or the company."),
            Text(min=0, max=60),
        ),
    ),
    **about(
        Subject.FILES,
        photo_max_mb=PolicyValue(
            Word("照片大小", "Size of a photo"),
            Word("一张照片最大。", "What one photo may have."),
            whole(1, 10), MEGABYTES, right=Right.DATA,
        ),
        **attachments_of(
            Word("一份公告最多多少个附件。", "How many a notice may have."),
        ),
    ),
    **about(
        Subject.RETENTION,
        keep_messages_days=kept(
            "消息", "Messages",
            "已发送或已放弃的消息；公告送达情况随公告保存。",
            "Messages that were sent, or given up; what a notice reached stays known with it.",
            CLAIMS_LAST,
        ),
    ),
    **OF_EVERY_SERVICE,
}  # fmt: skip
