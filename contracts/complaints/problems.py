"""Refusals of complaints in both languages."""

from contracts.problem import Problem

PROBLEMS = {
    "online_only": Problem(
        403,
        zh="住户请通过线上（online）渠道提交；其他渠道由前台登记。",
        en="Residents lodge online; contacts by other channels are recorded by the desk.",
    ),
    "desk_decides": Problem(
        403,
        zh="重大或紧急由前台判定，提交时不能自行指定。",
        en="Whether it is major or urgent is for the desk to say.",
    ),
    "restatement_missing": Problem(
        409,
        zh="尚未向来访人复述并得到确认（五清），不能受理。",
        en="The contact has not been read back to the resident and confirmed.",
    ),
    "validity_missing": Problem(
        422, zh="投诉须判定是否有效。", en="Say whether the complaint is valid."
    ),
    "ground_missing": Problem(
        422, zh="判定无效须说明依据。", en="An invalid verdict needs a ground."
    ),
    "nothing_to_confirm": Problem(
        409, zh="没有等待复核的无效判定。", en="There is no invalid verdict to confirm."
    ),
    "second_person_needed": Problem(
        403,
        zh="无效判定须由另一人复核。",
        en="An invalid verdict is confirmed by somebody other than the one who proposed it.",
    ),
    "verdict_unconfirmed": Problem(
        409,
        zh="无效判定尚未复核，暂不能答复。",
        en="The invalid verdict waits for its second person; the answer waits too.",
    ),
    "case_paused": Problem(
        409, zh="案件已暂停，请先恢复。", en="The case is paused; resume it first."
    ),
    "not_paused": Problem(409, zh="案件没有暂停。", en="The case is not paused."),
    "pauses_used_up": Problem(
        409,
        zh="暂停次数或时长已达上限（{max_pauses} 次，共 {max_minutes} 分钟服务时间）。",
        en="No pause is left: at most {max_pauses}, {max_minutes} minutes of service time in all.",
    ),
    "other_channel_needs_consent": Problem(
        409,
        zh="来自“{expected}”渠道的诉求须在同一渠道答复，改用其他渠道须记录住户同意。",
        en="What came by {expected} is answered by {expected}; elsewhere only with the resident's "
        "consent on record.",
    ),
    "department_first": Problem(
        409,
        zh="请先向责任部门核实已解决，再回访住户。",
        en="The responsible department is asked first; it has not said that it is solved.",
    ),
    "visitor_is_handler": Problem(
        403,
        zh="经办人不能回访自己处理的投诉。",
        en="The resident is asked by somebody other than the handler.",
    ),
    "department_is_reachable": Problem(
        422,
        zh="责任部门须答复是否已解决。",
        en="A department is always reached: it says solved or unsolved.",
    ),
    "return_visit_missing": Problem(
        409,
        zh="住户尚未在回访中确认已解决，不能结案。",
        en="No resident has confirmed in a return visit that it is solved.",
    ),
    "reason_missing": Problem(422, zh="请说明理由。", en="This needs a reason."),
    "nothing_to_acknowledge": Problem(
        409, zh="没有等待您确认的事项。", en="Nothing waits for your acknowledgement."
    ),
    "repair_already_wanted": Problem(
        409, zh="该投诉已转报修。", en="This case has wanted a repair already."
    ),
    "place_missing": Problem(
        422,
        zh="转报修须有房号或公共部位。",
        en="A repair needs a household or a public place.",
    ),
}
