"""Refusals of the directory in both languages."""

from contracts.problem import Problem

PROBLEMS = {
    "field_not_editable": Problem(
        403,
        zh="您的岗位不能修改以下内容：{fields}。",
        en="Your role may not change: {fields}.",
    ),
    "nothing_to_change": Problem(
        422, zh="没有填写要修改的内容。", en="The request names nothing to change."
    ),
    "owner_needed": Problem(
        409, zh="每户至少保留一名业主。", en="A household keeps at least one owner."
    ),
    "unit_taken": Problem(
        409,
        zh="{building} {unit} 已有档案。",
        en="There is a household at {building} {unit} already.",
    ),
    "spreadsheet_has_errors": Problem(
        422,
        zh="表格中有 {count} 行有误，未导入任何内容；可先试运行查看，或选择只导入正确的行。",
        en="{count} rows are wrong and nothing was imported; "
        "try a dry run, or accept that only the good rows are imported.",
    ),
    "username_taken": Problem(
        409, zh="用户名 {username} 已被使用。", en="The user name {username} is taken."
    ),
    "weak_password": Problem(
        422,
        zh="密码至少 {min_length} 个字符，且不能与用户名相同。",
        en="A password has at least {min_length} characters and differs from the user name.",
    ),
    "shift_overlaps": Problem(
        409,
        zh="该人员在此时段已有同类值班。",
        en="This person is already on that duty in that period.",
    ),
    "shift_over": Problem(
        409, zh="已结束的班次不能再修改。", en="A shift that is over is not changed any more."
    ),
    "not_qualified_for_duty": Problem(
        409,
        zh="{name} 的岗位不能担任该值班。",
        en="The roles of {name} do not qualify for this duty.",
    ),
}
