"""Quick replies (常用语, C07): those that a new installation has.

The courteous phrases of the trade (文明用语) come first. They are a default like those of a policy:
one that no manager has changed follows the release.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from contracts.complaints.quick_replies import Use
from contracts.service_admin import Source


@dataclass(frozen=True)
class QuickReplyFacts:
    """What is said, and where it is offered."""

    code: str
    title_zh: str
    text_zh: str
    title_en: str | None = None
    text_en: str | None = None
    """None: the Chinese is offered."""
    uses: tuple[str, ...] = ()
    """`Use`s."""
    active: bool = True
    position: int = 0
    version: int = 1
    source: str = Source.CODE
    """A `Source`: as it was shipped, as the company has it, or a community's own (P01)."""


A, D, H, F, R = Use.ANSWER, Use.DECLINE, Use.HANDLING, Use.FOLLOW_UP, Use.REPAIR
FIRST: tuple[tuple[str, tuple[Use, ...], str, str, str, str], ...] = (
    (
        "greeting", (A, F, R),
        "问候", "{name}您好，感谢您的来电和信任。",
        "Greeting", "Dear {name}, thank you for contacting us.",
    ),
    (
        "patience", (A, R),
        "请勿着急", "请您不要着急，我们会马上处理，并尽快给您回复。",
        "We are on it", "Please do not worry: we are dealing with it now and will tell you soon.",
    ),
    (
        "thanks", (A, F),
        "感谢批评指正", "谢谢您的批评指正，我们会据此改进服务。",
        "Thanks for the criticism", "Thank you for telling us; we will do better by it.",
    ),
    (
        "apology", (A, F),
        "致歉", "给您带来不便，我们深表歉意。",
        "Apology", "We are sorry for the inconvenience.",
    ),
    (
        "accepted", (A,),
        "已受理", "{name}您好，您反映的“{category}”问题（编号{number}）我们已受理，将尽快核实"
        "处理并向您回复。",
        "Accepted",
        "Dear {name}, your case “{category}” (number {number}) is accepted. We will look into it "
        "and tell you the outcome.",
    ),
    (
        "solved", (A,),
        "已处理完毕", "{name}您好，您反映的{place}“{category}”问题（编号{number}）已处理完毕。"
        "如仍有不便，请随时与我们联系。经办人：{me}。",
        "Solved",
        "Dear {name}, what you told us of {place} (number {number}) has been dealt with. Please "
        "tell us if anything is still amiss. {me}",
    ),
    (
        "developer", (D,),
        "属保修范围", "经核实，该问题属建设单位保修责任，不在物业服务合同约定范围内；我们可协助"
        "您向建设单位报修。",
        "Under the builder's warranty",
        "This is for the builder to mend under the warranty, and not covered by the service "
        "contract; we will help you to report it.",
    ),
    (
        "neighbours", (D,),
        "属邻里事项", "经核实，该事项属相邻关系，不在物业服务合同约定范围内；我们可协助"
        "双方协商，必要时请向社区居委会申请调解。",
        "Between neighbours",
        "This is a matter between neighbours and not covered by the service contract; we will "
        "help you both to settle it, or the residents' committee will mediate.",
    ),
    (
        "on_site", (H,),
        "已到场核实", "已到{place}现场核实，情况属实，已安排处理。",
        "Seen on site", "Seen on site at {place}; it is as reported, and work is arranged.",
    ),
    (
        "spoken_to", (H,),
        "已当面劝导", "已上门向当事人说明管理规约并劝导，对方表示配合。",
        "Spoken to", "Spoken to in person about the rules of the estate; they agreed to comply.",
    ),
    (
        "please_contact", (H,),
        "请联系住户", "请先与住户{name}联系，约定上门时间，处理后登记结果。",
        "Please call first", "Please call {name} first to agree on a time, and record the outcome.",
    ),
    (
        "satisfied", (F,),
        "住户满意", "住户表示问题已解决，对处理结果满意。",
        "Satisfied", "The resident says that it is solved, and is satisfied.",
    ),
    (
        "no_answer", (F,),
        "无人接听", "电话无人接听，改日再次回访。",
        "No answer", "Nobody answered; to be called again on another day.",
    ),
    (
        "not_solved", (F,),
        "尚未解决", "住户表示问题尚未解决，已转回继续处理。",
        "Not solved yet", "The resident says that it is not solved yet; it goes back.",
    ),
    (
        "visit_agreed", (R,),
        "约定上门", "{name}您好，您的报修（编号{number}）已受理，维修人员将电话与您约定上门时间。",
        "Visit to be agreed",
        "Dear {name}, your request (number {number}) is accepted; the engineer will call you to "
        "agree on a time.",
    ),
    (
        "close_valve", (R,),
        "先关闭阀门", "请先关闭入户总阀，并移开附近的电器和物品，等待维修人员上门。",
        "Close the valve",
        "Please close the main valve of your home, move appliances and things away, and wait for "
        "the engineer.",
    ),
    (
        "reset_breaker", (R,),
        "检查空气开关", "请先查看入户配电箱，将跳闸的空气开关复位一次；如再次跳闸，请勿反复"
        "合闸，等待维修人员上门。",
        "Look at the breaker",
        "Please look at the breaker box and reset what has tripped, once. If it trips again leave "
        "it so, and wait for the engineer.",
    ),
)  # fmt: skip
"""In their order: code, what for, title and text in Chinese, and in English."""

SHIPPED: Mapping[str, QuickReplyFacts] = {
    code: QuickReplyFacts(code, zh, text_zh, en, text_en, uses, position=position)
    for position, (code, uses, zh, text_zh, en, text_en) in enumerate(FIRST, 1)
}
