"""What managers can change of the directory, in their words (P05)."""

from collections.abc import Iterable

from contracts.code import Word
from contracts.policy import (
    CLAIMS_LAST,
    DAYS,
    HOURS,
    LOGS_LAST,
    MINUTES,
    MONTHS,
    OF_EVERY_SERVICE,
    ROWS,
    TIMES,
    Effect,
    PolicyValue,
    PolicyValues,
    Right,
    Subject,
    about,
    kept,
)
from contracts.policy_fields import Flag, chosen, times_of_day, whole
from contracts.roles import STAFF, Role

MOST_CHANGES = 8


def changing_hands(zh: str, en: str) -> PolicyValue:
    """When in a day a duty changes hands: from each time to the next is a turn of the roster."""
    return PolicyValue(
        Word(f"{zh}交接班时间", f"When {en} change"),
        Word("每天在这些时间交接班，周值班表按此分班；已排的班次不变。",
             "At these times of each day one turn of the week's roster ends and the next begins; "
             "shifts that are entered stay."),
        times_of_day(MOST_CHANGES),
    )  # fmt: skip


def takes_out(before: Iterable[str], after: Iterable[str]) -> bool:
    """Whether something of a list is missing in another."""
    return not set(before) <= set(after)


def takes_longer(before: int, after: int) -> bool:
    """Whether there is more time than before."""
    return after > before


def switches_on(before: bool, after: bool) -> bool:
    """Whether something counts that did not."""
    return after and not before


STAFF_ROLES = [role for role in Role if role in STAFF | {Role.ADMIN}]

POLICY: PolicyValues = {
    **about(
        Subject.ROSTER,
        roster_outlook_hours=PolicyValue(
            Word("值班空缺预览", "Outlook of the roster"),
            Word("值班表默认提前显示多少小时内的空缺。",
                 "How far ahead gaps of the duty roster are shown unless asked otherwise."),
            whole(1, 720), HOURS,
        ),
        roster_warning_hours=PolicyValue(
            Word("值班空缺提醒", "Warning of gaps"),
            Word("每日8:00提醒管理人员多少小时内的值班空缺；48即至少提前一天。",
                 "How far ahead managers are notified of a gap, at 8:00; 48: at least a day "
                 "before."),
            whole(1, 720), HOURS,
        ),
        desk_changes=changing_hands("前台值班", "the front desk"),
        engineer_changes=changing_hands("维修值班", "engineers on duty"),
        duty_manager_changes=changing_hands("值班经理", "duty managers"),
    ),
    **about(
        Subject.ARCHIVE,
        change_counts_months=PolicyValue(
            Word("档案变更追溯", "How far back changes count"),
            Word("房屋类型、面积、空置的变更最早可从多少个月前起算。",
                 "How many months ago a change of type, area or vacancy may count from."),
            whole(0, 120), MONTHS, right=Right.MONEY,
        ),
        key_household_call_days=PolicyValue(
            Word("重点户回访间隔", "Time between calls to key households"),
            Word("没有单独约定间隔的重点户，隔多少天回访一次。",
                 "Days between two calls to a key household that has no interval of its own."),
            whole(1, 366), DAYS,
        ),
        key_call_retry_days=PolicyValue(
            Word("重点户再次联系", "Trying key households again"),
            Word("未联系上的重点户，隔多少天再联系。",
                 "Days after which one that was not reached is called again."),
            whole(1, 60), DAYS,
        ),
        key_call_ahead_days=PolicyValue(
            Word("重点户提前列入清单", "Outlook of calls to key households"),
            Word("提前多少天把应回访的重点户列入清单。",
                 "How many days ahead calls stand on the work list."),
            whole(0, 60), DAYS,
        ),
    ),
    **about(
        Subject.SECURITY,
        password_min_length=PolicyValue(
            Word("密码最短长度", "Least length of a password"),
            Word("字母、数字和符号合计；长度最能防猜。",
                 "Letters, digits and signs altogether; length is what guards best."),
            whole(8, 64), Word("位", "characters"), (Effect.PASSWORDS_KEEP,), Right.DATA,
            of_company=True,
        ),
        link_hours=PolicyValue(
            Word("一次性链接有效期", "One-time links open for"),
            Word("邀请和重设密码的链接自发出（或另一人同意）起多久有效。",
                 "How long a link to invite somebody or reset a password opens, from when it is "
                 "given or a second person has agreed."),
            whole(1, 720), HOURS, (Effect.LINKS_KEEP,), Right.DATA, of_company=True,
        ),
        household_code_days=PolicyValue(
            Word("入户邀请码有效期", "Household codes open for"),
            Word("打印或由住户发出的邀请码自发出起多少天内有效。",
                 "How long a code on paper, or one that a member gives on, opens."),
            whole(1, 365), DAYS, right=Right.DATA,
        ),
        second_factor_roles=PolicyValue(
            Word("须启用二次验证的角色", "Who needs a second factor"),
            Word("担任这些角色的人员登录时除密码外须输入手机验证码；演示账号不受此限。"
                 "移出角色自次日起生效，并立即告知系统管理员和总经理。",
                 "Who holds one of these roles logs in with a code of the telephone beside the "
                 "password; the accounts of the demonstration do not. A role is taken out from the "
                 "next day on, and administrators and directors are told at once."),
            chosen(STAFF_ROLES), right=Right.DATA, of_company=True, weakens=takes_out,
        ),
        second_factor_days=PolicyValue(
            Word("启用二次验证的期限", "Time to set up the second factor"),
            Word("自首次登录起多少天内可不启用；期满后登录时须先完成设置。"
                 "延长自次日起生效，并立即告知系统管理员和总经理。",
                 "How long they log in without, from their first login on; after it the login "
                 "leads them through setting it up. More time holds from the next day on, and "
                 "administrators and directors are told at once."),
            whole(0, 365), DAYS, right=Right.DATA, of_company=True, weakens=takes_longer,
        ),
        company_login_is_enough=PolicyValue(
            Word("公司统一登录免二次验证", "The company's login is enough"),
            Word("经公司统一登录进入的人员不再输入本系统的验证码；仅在公司统一登录自身已要求二次验证时启用。"
                 "启用自次日起生效，并立即告知系统管理员和总经理。",
                 "Who logs in by the company's provider is not asked for the second factor here: "
                 "for a provider that asks for one itself. It is switched on from the next day on, "
                 "and administrators and directors are told at once."),
            Flag(), right=Right.DATA, of_company=True, weakens=switches_on,
        ),
        phone_searches=PolicyValue(
            Word("按号码查询次数", "Searches by a number"),
            Word("一人在下列时间内可按电话号码或尾号查询多少次，防止逐个试出号码。",
                 "How many searches by a number, or the end of one, one person has within the "
                 "time below: too few to find a number out by trying."),
            whole(1, 10_000), TIMES, right=Right.DATA,
        ),
        phone_search_minutes=PolicyValue(
            Word("号码查询计数时间", "Time of these searches"),
            Word("上述次数按最近多少分钟计。", "The minutes in which they are counted."),
            whole(1, 1_440), MINUTES, right=Right.DATA,
        ),
    ),
    **about(
        Subject.FILES,
        import_max_rows=PolicyValue(
            Word("住户表格行数", "Rows of a household sheet"),
            Word("一份表格最多多少行；更大的分多份导入。",
                 "How many one spreadsheet may have; a larger community comes in several."),
            whole(1), ROWS, right=Right.DATA,
        ),
        import_chunk_rows=PolicyValue(
            Word("导入每批行数", "Rows per batch"),
            Word("导入时一次写入多少行；越小越不影响他人操作。",
                 "Rows written per transaction: the smaller, the less others wait."),
            whole(1, 10_000), ROWS, right=Right.DATA,
        ),
    ),
    **about(
        Subject.RETENTION,
        keep_looks_days=kept(
            "号码查看记录", "Looks at whole numbers",
            "谁因何查看过完整号码。", "Who looked at whole numbers, and what for.",
            LOGS_LAST,
        ),
        keep_ended_days=kept(
            "已终止的登记", "Registers that have ended",
            "已终止的车辆、钥匙和门禁卡、宠物、住户备注、值班班次、授权申请和接口密钥保存多久。",
            "Vehicles, keys and cards, pets and notes of households, shifts, requests of two "
            "persons and API keys, once they have ended.",
            LOGS_LAST,
        ),
        keep_logins_days=kept(
            "已结束的登录和邀请", "Logins and invitations that are over",
            "已到期的登录、一次性链接和入户邀请码保存多久。",
            "Logins, one-time links and codes of households, once they are used or expired.",
            LOGS_LAST,
        ),
        keep_leavers_days=kept(
            "迁出人员资料", "Who has left",
            "迁出后其姓名、电话、邮箱、证件号和登录账号保存多久；到期在各处抹去，票据和账簿按会计规定另存。",
            "Names, numbers, addresses and logins of those who have left; then they are erased "
            "everywhere. Vouchers and books are kept as accounting rules say.",
            CLAIMS_LAST, effects=(Effect.ERASED_TONIGHT,),
        ),
        keep_former_staff_days=kept(
            "离职人员的联系方式和登录资料", "Staff who have left",
            "停用后其电话、邮箱、技能、登录名、二次验证、公司账号和一次性链接保存多久；"
            "姓名、岗位和经办记录属公司业务资料，另存。",
            "Telephone, mail address, skills, user name, second factor, company accounts and links "
            "of staff, from when they were closed. Their names, roles and what they did stay in "
            "the company's papers.",
            LOGS_LAST, effects=(Effect.ERASED_TONIGHT,), of_company=True,
        ),
    ),
    **OF_EVERY_SERVICE,
}  # fmt: skip
