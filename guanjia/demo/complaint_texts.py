"""What residents complain of, ask and suggest in the demo, and what they are answered."""

from dataclasses import dataclass

from contracts.complaints.cases import Channel, Gravity, Kind, Urgency
from contracts.complaints.categories import Category


@dataclass(frozen=True)
class Matter:
    """A contact (C02) and how it ends."""

    category: Category
    channel: Channel
    description: str
    wish: str
    result: str
    answer: str
    kind: Kind = Kind.COMPLAINT
    department: str | None = None
    """The functional department it is transferred to; without one the desk deals with it."""
    place: str | None = None
    gravity: Gravity = Gravity.GENERAL
    urgency: Urgency = Urgency.ORDINARY


G, H = Category, Channel
NOISE = Matter(
    G.RENOVATION_NOISE, H.PHONE, "楼上周末早上七点就开始敲墙，孩子没法休息", "请制止违规施工",
    "已上门劝停，张贴施工时间告示并通知装修公司",
    "您好，我们已上门要求停止周末施工，并张贴了施工时间，感谢您的反映。",
)  # fmt: skip
LIGHTS = Matter(
    G.PUBLIC_FACILITY, H.VISIT, "地下车库B区照明坏了一半，晚上看不清路", "尽快修好照明",
    "工程部更换灯管16支", "您好，车库B区照明已全部恢复，感谢您的提醒。",
    department="工程部", place="地下车库B区",
)  # fmt: skip
CLEAN = Matter(
    G.PUBLIC_CLEANLINESS, H.ONLINE, "垃圾桶旁边污水横流，味道很大", "增加清运次数",
    "已冲洗地面，清运改为每日三次", "您好，现场已冲洗干净，清运改为每日三次，欢迎继续监督。",
    department="保洁部",
)  # fmt: skip
PESTS = Matter(
    G.PESTS, H.PHONE, "楼道里最近蟑螂很多", "请安排消杀",
    "已联系消杀公司完成全楼消杀", "您好，本楼已完成消杀，一周后复查一次，请您放心。",
    department="保洁部",
)  # fmt: skip
PARCEL = Matter(
    G.MAIL, H.VISIT, "快递柜里的包裹显示已取，但我没有收到", "帮忙查找包裹",
    "调取监控，包裹被邻居误取，已送回", "您好，包裹已找到并送到您家中，给您带来不便很抱歉。",
)  # fmt: skip
MANNER = Matter(
    G.COMPANY_SERVICE, H.LETTER, "门岗对访客登记态度生硬，说话不耐烦", "加强培训并道歉",
    "已对当班人员谈话，安排服务礼仪培训，并向住户致歉",
    "尊敬的业主：来函收悉。我们已对当班人员进行批评教育并组织培训，向您诚恳致歉。",
    department="安保部",
)  # fmt: skip
FEE = Matter(
    G.FEE, H.PHONE, "本季度物业费账单面积不对，多算了三平方米", "核对面积并更正账单",
    "与财务核对产权面积，账单将更正", "您好，您的账单面积已核对，差额将退入账户余额。",
    department="财务部",
)  # fmt: skip
HEATER = Matter(
    G.HOME_APPLIANCE, H.PHONE, "家里对讲机打不开单元门", "派人上门检查",
    "已转报修，更换室内分机", "您好，室内分机已更换，请试用，有问题随时联系前台。",
)  # fmt: skip
GREEN = Matter(
    G.PUBLIC_CLEANLINESS, H.PATROL, "巡查发现3栋东侧绿化带缺水枯黄", "安排补水补种",
    "已补水并补种麦冬12平方米", "绿化带已补水补种。", department="保洁部", place="3栋东侧绿化带",
)  # fmt: skip
PLATFORM = Matter(
    G.PARKING, H.PLATFORM, "小区门口电动车乱停，影响消防通道", "设置停车区并清理",
    "已划线设置停车区，清理消防通道", "您好，门口已划定非机动车停放区，消防通道已清理。",
    department="安保部", place="小区南门",
)  # fmt: skip
LIFT = Matter(
    G.PUBLIC_FACILITY, H.PHONE, "电梯突然下坠两层后停住，老人受到惊吓", "立即停用检修",
    "电梯已停用，维保单位更换制动器并通过检验", "您好，电梯已完成检修并检验合格后恢复使用。",
    department="工程部", gravity=Gravity.MAJOR, urgency=Urgency.URGENT,
)  # fmt: skip
FLOOD = Matter(
    G.PUBLIC_FACILITY, H.PHONE, "消防水管破裂，水流进多户家中", "马上关阀并赔偿损失",
    "已关阀抢修，逐户登记损失并联系保险公司", "您好，水管已修复，损失登记已完成，保险正在理赔。",
    department="工程部", gravity=Gravity.MAJOR,
)  # fmt: skip
INQUIRY = Matter(
    G.FEE, H.PHONE, "想了解停车月卡怎么办理", "告知办理流程", "",
    "您好，请携带行驶证和房产证明到前台办理，当场可以领取月卡。", kind=Kind.INQUIRY,
)  # fmt: skip
DECORATION = Matter(
    G.OTHER, H.VISIT, "下个月准备装修，需要哪些材料", "告知装修手续", "",
    "您好，请提交装修申请表、图纸和施工单位资质，押金在验收后退还。", kind=Kind.INQUIRY,
)  # fmt: skip
SUGGESTION = Matter(
    G.PUBLIC_FACILITY, H.ONLINE, "建议在中心花园加几张长椅，方便老人休息", "考虑增设长椅", "",
    "您好，感谢您的建议，已列入下季度设施改善计划。", kind=Kind.SUGGESTION,
)  # fmt: skip
REPORT = Matter(
    G.COMPANY_SERVICE, H.LETTER, "举报某装修队夜间偷倒建筑垃圾", "查处并清理",
    "已查明责任单位，扣除押金并清理完毕", "尊敬的业主：经查属实，已扣除押金并完成清理。",
    kind=Kind.REPORT, department="安保部",
)  # fmt: skip
NEIGHBOUR = Matter(
    G.OTHER, H.PHONE, "要求物业赔偿自家宠物走失", "赔偿", "",
    "您好，宠物看管不属于物业服务合同范围，我们可以协助调取公共区域监控。",
)  # fmt: skip

MUSIC = Matter(
    G.NUISANCE, H.PHONE, "中心花园晚上九点半还在放音响跳广场舞，孩子写不了作业", "请控制时间和音量",
    "与舞蹈队商定晚上八点半结束，并使用定向音箱",
    "您好，已与舞蹈队约定晚上八点半前结束并调低音量，我们会每天巡查，感谢您的反映。",
    department="安保部", place="中心花园",
)  # fmt: skip
LEAK = Matter(
    G.BUILDING_QUALITY, H.VISIT, "顶楼下雨天花板渗水，墙面发霉", "查明原因并维修",
    "工程部与建设单位现场查勘，屋面防水由建设单位按保修重做",
    "您好，屋面防水已由建设单位按保修责任重做，雨后复查未再渗漏，墙面将由其恢复。",
    department="工程部",
)  # fmt: skip
ROOF = Matter(
    G.UNAUTHORISED_BUILDING, H.ONLINE, "楼顶有人搭建阳光房，占用公共屋面", "要求拆除",
    "已劝阻并书面告知，报城管部门处理，当事人已自行拆除",
    "您好，楼顶搭建已劝阻并报主管部门，现已拆除，感谢您的监督。",
    department="安保部",
)  # fmt: skip
STRANGERS = Matter(
    G.SECURITY, H.PHONE, "单元门禁坏了，推销人员随便进出", "修好门禁并加强门岗登记",
    "已更换门禁读头，门岗恢复访客登记",
    "您好，门禁已修好，门岗已恢复访客登记，夜间增加一次巡逻。",
    department="安保部",
)  # fmt: skip

USUAL = (
    NOISE, INQUIRY, STRANGERS, CLEAN, SUGGESTION, PESTS, ROOF, MUSIC, MANNER, DECORATION, FEE, LEAK,
    GREEN, REPORT, PLATFORM, LIGHTS, PARCEL, HEATER,
)  # fmt: skip
"""What comes in over the months."""
