"""Every sentence that a field can be refused with, in Chinese.

The schemas speak English, as marshmallow does; `{name}` stands for a part that is carried over.
A test reads the schemas and the operations and proves that none is missing here.
"""

from collections.abc import Mapping

CHINESE: Mapping[str, str] = {
    # people and accounts
    "Name roles or grants, not both.": "角色（roles）与授权（grants）只能填写一项。",
    "There are no households in this building.": "该楼栋没有住户档案。",
    "As finance a key only reads.": "财务身份的密钥只能选择“查阅”范围。",
    "These are too many days, or none.": "起止日期须先后有序，且不超过92天。",
    "A household stays in its place: it is moved to no other unit and to no other community.": (
        "住户档案的楼栋、房号和项目不能更改：欠费和未办结的事项都记在原处。"
    ),
    "Exactly one household must fit.": "须恰好对应一户，请填写完整房号。",
    "Nothing to change.": "没有需要修改的内容。",
    "The user name stays as it is.": "用户名不能更改。",
    "Only the first administrator says this here.": "仅首位系统管理员开业时填写。",
    "Not the address of a server.": "不是有效的服务器地址。",
    # marshmallow's own
    "Missing data for required field.": "此项必填。",
    "Field may not be null.": "此项不能为空（null）。",
    "Invalid value.": "取值无效。",
    "Invalid type.": "类型不正确。",
    "Invalid input type.": "类型不正确，应为 JSON 对象。",
    "Invalid input.": "输入无效。",
    "Unknown field.": "没有这个字段。",
    "Unknown field": "没有这个字段。",
    "Not a valid list.": "应为列表。",
    "Not a valid tuple.": "应为列表。",
    "Not a valid string.": "应为文字（字符串）。",
    "Not a valid utf-8 string.": "不是有效的 UTF-8 文字。",
    "Not a valid UUID.": "不是有效的 UUID。",
    "Not a valid number.": "应为数字。",
    "Number too large.": "数字过大。",
    "Not a valid integer.": "应为整数。",
    "Special numeric values (nan or infinity) are not permitted.": "不接受 NaN 或无穷大。",
    "Not a valid boolean.": "应为 true 或 false。",
    "Not a valid date.": "不是有效的日期，格式应为 YYYY-MM-DD。",
    "Not a valid datetime.": "不是有效的时间，格式应为带时区的 ISO 8601。",
    "Not a valid time.": "不是有效的时刻，格式应为 HH:MM。",
    "Not a valid aware datetime.": "时间须注明时区，例如 2026-11-01T09:00:00+08:00。",
    "Not a valid naive datetime.": "时间不应注明时区。",
    "Not a valid period of time.": "不是有效的时长。",
    "Not a valid mapping type.": "应为 JSON 对象。",
    "Not a valid URL.": "不是有效的网址。",
    "Not a valid email address.": "不是有效的电子邮箱地址。",
    "Must be one of: {choices}.": "只能取以下之一：{choices}。",
    "Must be greater than or equal to {min}.": "不得小于 {min}。",
    "Must be greater than {min}.": "必须大于 {min}。",
    "Must be less than or equal to {max}.": "不得大于 {max}。",
    "Must be less than {max}.": "必须小于 {max}。",
    "Must be greater than or equal to {min} and less than or equal to {max}.": (
        "应在 {min} 与 {max} 之间。"
    ),
    "Must be greater than {min} and less than or equal to {max}.": "应大于 {min} 且不超过 {max}。",
    "Shorter than minimum length {min}.": "长度不得少于 {min}。",
    "Longer than maximum length {max}.": "长度不得超过 {max}。",
    "Length must be between {min} and {max}.": "长度应在 {min} 与 {max} 之间。",
    "Length must be {equal}.": "长度应为 {equal}。",
    "Must be equal to {other}.": "必须等于 {other}。",
    "String does not match expected pattern.": "格式不正确。",
    "One or more of the choices you made was not in: {choices}.": "各项只能取自：{choices}。",
    # contracts/fields.py
    "At most two decimals.": "最多两位小数。",
    "At most four decimals.": "最多四位小数。",
    "Amount is too large.": "金额过大。",
    'Amounts are strings, such as "123.45".': '金额应写作字符串，例如 "123.45"。',
    'Quantities are strings, such as "12.5".': '数量应写作字符串，例如 "12.5"。',
    "Contains control characters.": "含有不可见的控制字符。",
    "Not a valid identifier.": "不是有效的编号。",
    "Not a number plate of mainland China; is it a foreign one?": (
        "不是有效的内地车牌号；境外或临时号牌请勾选“非内地号牌”。"
    ),
    "Say what follows from it.": "属实的须写明处理意见。",
    "Only where it is confirmed.": "仅在属实时填写。",
    "Name the day or the days, not both.": "日期和天数只填一项。",
    "Only where nobody answered.": "仅在未接通时填写。",
    "Small letters, digits and _.": "须为小写字母、数字和下划线，以字母开头。",
    "A time of day is written so: 08:00.": "时间请写成 08:00 的形式。",
    "Name each of them once.": "每一项都须填写。",
    "Must be 0 or at least {least}.": "须为 0，或不少于 {least}。",
    "Must not lie in the past.": "不得早于今天。",
    "The value does not fit this policy.": "取值与此项不符。",
    "Say why it is a key household.": "请填写重点户原因。",
    "Must be a day to come, within a year.": "须为今后一年内的日期。",
    "Not a valid phone number.": "不是有效的电话号码。",
    "Not a name.": "不是姓名。",
    "Braces hold a placeholder and nothing else.": "大括号须成对，且其中只能是占位符名称。",
    "There is no such placeholder: {name}.": "没有占位符“{name}”。",
    "This placeholder is needed: {name}.": "须保留占位符“{name}”。",
    # the gateway's own
    "Given more than once.": "只能给出一次。",
    "Send one file in this part of the form.": "请在表单的此项中上传一个文件。",
    "The file is empty.": "文件是空的。",
    "Not a duration such as P1D or PT2H.": "不是 P1D、PT2H 这样的时长。",
    "Must be between one second and 400 days.": "应在一秒与 400 天之间。",
    # contracts/directory
    "Small letters, digits, dot, hyphen; 2 to 40 characters.": (
        "只能用小写字母、数字、点和连字符，2 至 40 个字符。"
    ),
    "A shift lasts at most 36 hours.": "一个班次最长 36 小时。",
    "Every row needs its number.": "每一行都须注明行号。",
    # services/directory
    "Family belongs to an owner or a tenant.": "家庭成员须归属于一位业主或租户。",
    "This member has left the household.": "该成员已迁出本户。",
    # contracts/notices
    "Must be after begins_at.": "须晚于开始时间。",
    # contracts/complaints
    "Such as https://wuye.example.com: http or https, a host, and nothing behind it.": (
        "请填写如 https://wuye.example.com 的网址：以 http 或 https 开头，只含域名和端口。"
    ),
    "Choose what it is for.": "请选择用途。",
    "Choose what it is about.": "请选择类别。",
    "Small letters, digits and _; at most 40.": "只能用小写字母、数字和下划线，最多 40 个字符。",
    "There is no such category.": "没有这个类别，或已停用。",
    "There is no such department.": "没有这个部门，或已停用。",
    # contracts/billing
    "Dates must rise.": "日期须依次递增。",
    "A promise needs it.": "承诺缴费须填写此项。",
    "Only a promise has it.": "只有承诺缴费才填写此项。",
    "Must not be before starts_on.": "不得早于 starts_on。",
    "Must not be before since.": "不得早于 since。",
    "Must not be negative.": "不得为负数。",
    'Prices are strings, such as "2.80".': '单价应写作字符串，例如 "2.80"。',
    "A period is a month 2026-11, a quarter 2026-Q4, a half-year 2026-H2 or a year.": (
        "账期应为月 2026-11、季度 2026-Q4、半年 2026-H2 或年 2026。"
    ),
    "Say who signed.": "请填写签收人。",
    "Give the number of the post.": "请填写邮寄单号。",
    "A bill is named twice.": "同一账单列了两次。",
    "Say why it is rejected.": "驳回须说明理由。",
    # contracts/repairs
    "Name a household or a public place.": "须填写房屋或公共位置。",
    "Name a household or a public place, not both.": "房屋与公共位置只能填写一项。",
    "Say what advice solved it.": "请填写解决问题的指导意见。",
    "Rate the repair from 1 to 5.": "请评分，1 至 5 分。",
    "Say whether it is solved, once.": "请说明是否已解决，且只填一处。",
    "Nobody was reached who could say so.": "未联系上住户，不能填写此项。",
    "The period ends before it starts.": "结束日期早于开始日期。",
    # contracts/complaints
    "Give the text read back, or text and confirmed.": (
        "请填写复述内容，或含 text 与 confirmed 的对象。"
    ),
    "Say how the resident consented.": "请说明住户如何表示同意。",
    "A month is YYYY-MM.": "月份格式应为 YYYY-MM。",
    # contracts/notices
    "Names something twice.": "有重复项。",
    "The audience names nobody.": "没有指定任何受众。",
    "Must be after publish_at.": "须晚于 publish_at。",
    "Names nothing to change.": "没有填写要修改的内容。",
    # what operations find out
    "The amount is not quantity × unit price.": "金额不等于数量乘以单价。",
    "There is no such page.": "没有这一页。",
    "Not a valid identity number.": "不是有效的身份证号。",
    "The period ends before it begins.": "结束时间早于开始时间。",
    "This member has access already.": "该成员已有登录账号。",
    "A resident has no other role.": "业主不能兼任其他角色。",
    "Somebody without any role is no longer active.": "至少保留一个角色；不再任职的请停用该人员。",
    "Who belongs to a household is a resident.": "属于房屋的人员须为业主角色。",
    "Residents come in by their household.": "业主账号须从房屋成员开通，不能由员工改成。",
    "Not a base64 text.": "不是 base64 文本。",
    "Must not be in the past.": "不得早于今天。",
    "The letter was not made yet.": "不得早于函件的制作时间。",
    "Must not be in the future.": "不得晚于今天。",
    "Before the present owner, or too long ago.": "早于现业主入住，或过于久远。",
    "Neither type nor area nor vacancy changes.": "房屋类型、面积、空置状态均无变更，无需填写。",
    "Nobody of this id works on cases there.": "该人员不在案件所在项目办理投诉。",
    "Say which of your households it is about.": "请注明涉及您的哪一套房屋。",
    "One to five capitals and figures, of which the first is a capital.": (
        "一至五位大写字母或数字，首位须为字母。"
    ),
    "The unified social credit code has 18 figures and capitals, without I, O, S, V and Z.": (
        "统一社会信用代码为 18 位数字或大写字母（不含 I、O、S、V、Z）。"
    ),
    "Hours are written so: 08:00–20:00.": "服务时间请按此格式填写：08:00–20:00。",
}
