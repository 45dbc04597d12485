"""What managers can change of billing and dunning, in their words (P05)."""

from contracts.billing.bills import Component
from contracts.billing.ladder import DunningStep
from contracts.code import Code, Word
from contracts.fields import Hours, Text, code
from contracts.policy import (
    CLAIMS_LAST,
    DAYS,
    MONTHS,
    OF_EVERY_SERVICE,
    PERCENT,
    ROWS,
    TIMES,
    YUAN,
    Effect,
    PolicyValue,
    PolicyValues,
    Right,
    Subject,
    about,
    attachments_of,
    kept,
)
from contracts.policy_fields import (
    Entries,
    Flag,
    TimeOfDay,
    amount,
    chosen,
    percent,
    whole,
)


class VisitNotMade(Code):
    """What the ladder does when nobody calls at the door (B12)."""

    GO_ON = "go_on", "到期继续下一步（不称已上门）", "Go on without claiming a visit"
    WAIT = "wait", "一直等待上门", "Wait for the visit"


class AfterDue(Code):
    """The steps after the due date, in their order."""

    MESSAGE = DunningStep.MESSAGE.value, "欠费提醒", "Message"
    VISIT = DunningStep.VISIT.value, "上门催缴", "Door visit"
    LETTER = DunningStep.LETTER.value, "催缴函", "Formal letter"
    LAWYER_LETTER = DunningStep.LAWYER_LETTER.value, "委托律师材料（内部）", "Papers for the lawyer"


LADDER = (Effect.LADDER_ANEW,)
RECOUNTED = (Effect.DEBTS_RECOUNTED,)

POLICY: PolicyValues = {
    **about(
        Subject.FEES,
        allocation_order=PolicyValue(
            Word("冲抵顺序", "Order of settlement"),
            Word("一笔缴款先冲抵同一账单中的哪类欠款。",
                 "Which debts of one bill a payment settles first."),
            chosen(Component, least=len(Component), in_order=True), right=Right.MONEY,
        ),
        charge_due_days=PolicyValue(
            Word("零星费用缴费期", "Days to pay a single charge"),
            Word("维修费等零星费用自产生起多少天到期。",
                 "Days until a single charge, such as that of a repair, is due."),
            whole(0, 366), DAYS, (Effect.BILLS_KEEP_DUE,), Right.MONEY,
        ),
        made_good_months=PolicyValue(
            Word("补收补退期限", "How long ago is made good"),
            Word("已出账的计费期，变动在多少个月内的于下期账单补收或退还。",
                 "Changes inside a billed period are made good on the next bill if the period "
                 "ended no longer ago."),
            whole(0, 120), MONTHS, right=Right.MONEY,
        ),
        outlier_percent=PolicyValue(
            Word("账单异常幅度", "Outlier of a bill"),
            Word("出账预览时，与上期相比变动超过多少的账单列为异常。",
                 "By how much a bill differs from the one before to be listed in the preview."),
            whole(0, 1_000), PERCENT,
        ),
        delivered_days_before=PolicyValue(
            Word("账单送达期限", "Bills delivered by"),
            Word("到期日前多少天须全部送达，未送达的通知客服主管。",
                 "Days before the due date at which all bills must have been delivered; else the "
                 "supervisor is notified."),
            whole(0, 90), DAYS,
        ),
    ),
    **about(
        Subject.LATE_CHARGE,
        late_charge_daily_percent=PolicyValue(
            Word("违约金日比例", "Late charge per day"),
            Word("逾期每日按未付本金收取的百分比；0为不收。",
                 "Percent of the principal owed per day; 0 charges nothing."),
            percent("1"), PERCENT, RECOUNTED, Right.MONEY,
        ),
        late_charge_first_day=PolicyValue(
            Word("违约金起算日", "First day of the late charge"),
            Word("到期日后第几天起计收。", "The first day after the due date that is charged."),
            whole(1, 3_660), DAYS, RECOUNTED, Right.MONEY,
        ),
        late_charge_cap_percent=PolicyValue(
            Word("违约金上限", "Most of the late charge"),
            Word("不超过本金的百分比。", "Percent of the principal above which it does not grow."),
            whole(0, 100), PERCENT, RECOUNTED, Right.MONEY,
        ),
        late_charge_on_repairs=PolicyValue(
            Word("维修费计收违约金", "Late charge on repairs"),
            Word("仅在与业主另有约定时开启。", "Only where that was agreed with the owner."),
            Flag(), effects=RECOUNTED, right=Right.MONEY,
        ),
    ),
    **about(
        Subject.DUNNING,
        dunning_reminder_days_before=PolicyValue(
            Word("缴费提醒", "Reminder before due"),
            Word("到期日前多少天发送缴费提醒。", "Days before the due date at which it goes out."),
            whole(0, 90), DAYS, LADDER,
        ),
        dunning_days_after=PolicyValue(
            Word("催缴阶梯", "Dunning ladder"),
            Word("到期日后第几天执行各步，逐步推后。",
                 "Days after the due date at which each step is taken, each later than the one "
                 "before."),
            Entries(AfterDue, whole(1, 3_660)), DAYS, LADDER,
        ),
        dunning_least=PolicyValue(
            Word("各步最低欠费", "Least amount of each step"),
            Word("欠费低于此数不执行该步，等欠费达到再办。",
                 "Below it a step is not taken; it waits until more is owed."),
            Entries(DunningStep, amount()), YUAN, LADDER,
        ),
        dunning_from=PolicyValue(
            Word("催缴开始时间", "Dunning begins at"),
            Word("每日从何时起发送催缴。", "When the steps of a day are taken."),
            TimeOfDay(), effects=LADDER,
        ),
        dunning_until=PolicyValue(
            Word("催缴结束时间", "Dunning ends at"),
            Word("此后不再发送，留待次日。", "From then on they wait for the next morning."),
            TimeOfDay(), effects=LADDER,
        ),
        dunning_on_holidays=PolicyValue(
            Word("法定节假日催缴", "Dunning on holidays"),
            Word("法定节假日是否催缴和上门。",
                 "Whether steps are taken and doors knocked at on statutory holidays."),
            Flag(), effects=LADDER,
        ),
        promise_longest_days=PolicyValue(
            Word("承诺缴费最长期限", "Longest promise to pay"),
            Word("住户承诺的缴费日期最远可在多少天后。",
                 "How far ahead the day of a promise to pay may be."),
            whole(0, 366), DAYS, (Effect.PROMISES_KEEP,),
        ),
        in_flight_days=PolicyValue(
            Word("在途款项暂停催缴", "Rest for money under way"),
            Word("住户称已缴款后暂停催缴多少天。",
                 "How long dunning rests for money that is said to be under way."),
            whole(0, 90), DAYS, (Effect.PROMISES_KEEP,),
        ),
    ),
    **about(
        Subject.DOOR_VISITS,
        visit_within_days=PolicyValue(
            Word("上门期限", "Visits made within"),
            Word("派给楼栋管家后多少天内完成上门。", "Days after a visit is assigned."),
            whole(0, 90), DAYS, (Effect.VISITS_KEEP,),
        ),
        visit_hours=PolicyValue(
            Word("上门时段", "Hours of visits"),
            Word("上门催缴可在每日何时进行，印在上门计划上。",
                 "When doors may be knocked at, as it stands on the plan of visits."),
            Hours(),
        ),
        visit_attempts=PolicyValue(
            Word("上门次数", "Attempts"),
            Word("多少次家中无人后，阶梯进入下一步。",
                 "Visits at which nobody was in, before the ladder goes on."),
            whole(1, 20), TIMES,
        ),
        visit_again_after_days=PolicyValue(
            Word("再次上门间隔", "Days to the next attempt"),
            Word("家中无人后隔多少天再上门。", "Days after a visit at which nobody was in."),
            whole(0, 90), DAYS, (Effect.VISITS_KEEP,),
        ),
        visit_late_days=PolicyValue(
            Word("上门逾期通报", "Visit reported late after"),
            Word("最后期限后多少天仍未上门的，通知客服主管。",
                 "Days after its last day at which the supervisor is notified."),
            whole(0, 90), DAYS,
        ),
        visit_not_made=PolicyValue(
            Word("未上门时", "Where nobody calls"),
            Word("一直无人上门时，催缴阶梯如何处理。", "What the ladder does when nobody calls."),
            code(VisitNotMade), effects=LADDER,
        ),
        visit_waits_days=PolicyValue(
            Word("未上门等待", "Wait for a visit"),
            Word("上门最后期限后等待多少天才继续下一步。",
                 "Days after the visit's last day from which the ladder goes on, where it does."),
            whole(0, 366), DAYS, LADDER,
        ),
    ),
    **about(
        Subject.PAPERS,
        paper_account=PolicyValue(
            Word("收款账户", "Account for transfers"),
            Word("公司信息未填时，印在单据上的户名、开户行和账号。",
                 "Name, bank and number as papers have them where the company's profile says "
                 "nothing."),
            Text(min=0, max=120), right=Right.MONEY,
        ),
        paper_contract_clause=PolicyValue(
            Word("合同依据", "Ground in the contract"),
            Word("催缴函引用的物业服务合同条款。",
                 "The clause of the contract of service by which fees are owed."),
            Text(min=0, max=200), right=Right.MONEY,
        ),
        paper_ways_to_pay=PolicyValue(
            Word("缴费方式", "Ways to pay"),
            Word("印在单据和消息上。", "As papers and messages have them."),
            Text(max=200), right=Right.MONEY,
        ),
        letter_days_to_pay=PolicyValue(
            Word("催缴函宽限", "Days that a letter gives"),
            Word("自签收起多少天内缴清或提出异议。",
                 "Days to pay or object, from the receipt of the letter."),
            whole(1, 366), DAYS, right=Right.MONEY,
        ),
    ),
    **about(
        Subject.METERS,
        reading_outlier_factor=PolicyValue(
            Word("读数异常倍数", "Outlier of a reading"),
            Word("用量超过往常多少倍时须核对。",
                 "A reading that counts more than so many times the usual is asked about."),
            whole(1, 1_000), TIMES,
        ),
        reading_outlier_least=PolicyValue(
            Word("读数异常起点", "Least outlier"),
            Word("用量低于此数不作异常核对。", "Units below which no reading is asked about."),
            whole(),
        ),
    ),
    **about(
        Subject.FILES,
        import_max_rows=PolicyValue(
            Word("抄表表格行数", "Rows of a reading sheet"),
            Word("一份表格最多多少行。", "How many one spreadsheet may have."),
            whole(1), ROWS, right=Right.DATA,
        ),
        batch_size=PolicyValue(
            Word("每批住户数", "Households per batch"),
            Word("出账和每日处理一次办理多少户；越小越不影响他人操作。",
                 "Households per transaction of a bill run and of the opening of a day: the "
                 "smaller, the less others wait."),
            whole(1, 10_000), Word("户", "households"), right=Right.DATA,
        ),
        **attachments_of(
            Word("一次上门最多多少个附件。", "How many a door visit may have."),
        ),
    ),
    **OF_EVERY_SERVICE,
    **about(
        Subject.RETENTION,
        keep_keys_days=PolicyValue(
            Word("提交编号", "Keys of submissions"),
            Word("收费的提交编号永久保存（0），同一笔缴款绝不重复入账。",
                 "Of billing they are kept for good (0): no payment is ever taken twice."),
            whole(0, 0), DAYS, right=Right.DATA, of_company=True,
        ),
        keep_visits_days=kept(
            "上门催缴记录", "Door visits",
            "上门对象姓名和管家备注保存多久；上门时间和结果保留，账单、收据和催缴函按会计规定另存。",
            "Whom a steward asked for at a door, and what was noted; when, and what came of it, "
            "stays. Bills, receipts and letters are kept as accounting rules say.",
            CLAIMS_LAST, effects=(Effect.ERASED_TONIGHT,),
        ),
    ),
}  # fmt: skip
