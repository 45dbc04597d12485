"""Categories (类别, X04): the first set, and what managers make of it.

The first set is a default like those of a policy: a category that no manager has changed follows
the release, one that is changed is kept as it is, and new ones come after.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from contracts.complaints.categories import Category
from contracts.complaints.deadlines import DeadlineClass
from contracts.service_admin import Source
from services.complaints.departments.rules import CLEANING, ENGINEERING, FINANCE, SECURITY


@dataclass(frozen=True)
class CategoryFacts:
    """What a category is called, guessed by, and what usually follows from it."""

    code: str
    name_zh: str
    name_en: str
    words: tuple[str, ...]
    department: str | None = None
    """The code of the functional department (职能部门) that it usually goes to; None: the desk."""
    response: str = DeadlineClass.OWN_SCOPE
    disputes_fee: bool = False
    """A household's open complaint of it pauses its dunning (B13)."""
    active: bool = True
    position: int = 0
    version: int = 1
    source: str = Source.CODE
    """A `Source`: as it was shipped, as the company has it, or a community's own (P01)."""


WORDS: Mapping[Category, str] = {
    Category.RENOVATION_NOISE: (
        "装修 装修噪音 装修噪声 装修扰民 施工噪音 施工时段 施工声 砸墙 敲墙 电钻 "
        "打钻 钻孔 钻墙 电锤 切割 打孔 拆墙 敲打 施工时间"
    ),
    Category.NUISANCE: (
        "扰民 噪音 噪声 吵闹 太吵 油烟 排烟 烟味 二手烟 音响 低音 广场舞 "
        "KTV 唱歌 狗叫 整夜叫 打鸣 棋牌 麻将 喇叭 叫卖 拖桌椅 拖椅子 走路 "
        "刺鼻 气味 烧纸 外机 睡不好 没法睡 睡不着 半夜 凌晨 夜里打桩 抽烟 早市 "
        "烧烤 餐馆 饭店 夜宵 广播 深夜"
    ),
    Category.PUBLIC_FACILITY: (
        "电梯 停水 停电 水压 路灯 楼道灯 不亮 照明 健身器材 健身 井盖 消防栓 "
        "灭火器 下水道 主管 堵塞 暖气 供暖 暖气片 单元门 滑梯 公共水管 加压泵 "
        "跳闸 公共设施 红绿灯 变电站 管道井 游乐"
    ),
    Category.HOME_APPLIANCE: (
        "家里 马桶 热水器 水龙头 对讲 空调不制冷 中央空调 下水管 水槽 插座 开关 "
        "油烟机 浴霸 门锁 燃气灶 花洒 地漏 把手 打不着 上门检查 没电 师傅 厨房"
    ),
    Category.BUILDING_QUALITY: (
        "质量 渗水 渗漏 漏雨 漏水 开裂 裂缝 空鼓 脱落 外墙 屋面 屋顶 防水 "
        "墙体 墙面 发霉 返潮 下沉 承重梁 楼板 保温层 验房 偷工减料 保修期 "
        "开发商 天花板"
    ),
    Category.UNAUTHORISED_BUILDING: (
        "违建 违章 违规占用 商业门面 防盗门 私搭 搭建 乱搭 群租 隔断 隔成 "
        "住改商 民宿 日租 承重墙 占用公共 占为己有 公共通道 阳光房 毁绿 种菜 "
        "外扩 私自 住宅改 改成 培训班 出租住人 住人 围墙和小房子 开门"
    ),
    Category.PARKING: (
        "车位 停车 停车位 乱停 停放 车库 道闸 车牌 僵尸车 充电桩 挪车 刮花 "
        "消防通道 电瓶车 电动自行车 车辆 逆行 月租 非机动车 划线"
    ),
    Category.SECURITY: (
        "安全隐患 安全通道 被盗 车棚 门锁坏 保安 门岗 监控 摄像头 小偷 被偷 "
        "门禁 巡逻 高空抛物 陌生人 围墙缺口 围栏 打架 不牵绳 遛狗 推销 门卡 "
        "登记 随便进 随意进出 电梯充电 火灾隐患 安保 消防检查 咬伤"
    ),
    Category.MAIL: (
        "快递 快递柜 包裹 信箱 信件 挂号信 报纸 邮件 驿站 快件 取件 邮递员 外卖柜 签收 投错"
    ),
    Category.PUBLIC_CLEANLINESS: (
        "垃圾 清运 卫生 保洁 打扫 清扫 太脏 电梯里太脏 脏乱 污水 恶臭 发臭 "
        "臭味 绿化 绿化带 杂草 草坪 修剪 树枝 树木 落叶 枯树 枯死 狗粪 小广告 "
        "水池 烟头 焚烧 污染 建筑垃圾 断枝 苍蝇"
    ),
    Category.PESTS: (
        "白蚁 老鼠 蚊 虫 蛇 蚊子 蟑螂 马蜂 跳蚤 蚂蚁 毛毛虫 飞虫 灭鼠 消杀 "
        "杀虫 鼠患 鼠洞 流浪猫 防治 喷药"
    ),
    Category.COMPANY_SERVICE: (
        "态度 客服 前台 管家 物业不作为 不作为 推诿 物业服务 物业人员 物业公司 "
        "更换物业 报修 没人来 没有人联系 承诺 不兑现 效率 值班电话 没人接 不耐烦 "
        "辱骂 骂业主 道歉 经理 主管 置之不理 上门维修 不公开 联系不上 打不通 "
        "服务质量 服务不好 物业每次"
    ),
    Category.FEE: (
        "物业费 停车费 收费 乱收 费用 涨价 电费 水费 公摊 押金 不退 退费 退还 "
        "发票 滞纳金 违约金 账单 预存 重复收 多收 打折 降价 单价 加价 取暖费 "
        "暖气费 明细 公示"
    ),
    Category.OTHER: (
        "房产证 权证 学区 公交 业委会 业主委员会 宽带 规划 容积率 户口 居住证 "
        "走失 遗失 天然气什么时候 纠纷 借用 教育资源 老旧小区 交房"
    ),
}
"""By which a text is guessed to be of a category; how well, says `docs/rules/categories.md`."""

NAMES: Mapping[Category, tuple[str, str, str | None, DeadlineClass]] = {
    Category.RENOVATION_NOISE: (
        "装修扰民",
        "Renovation noise",
        SECURITY,
        DeadlineClass.OWN_SCOPE,
    ),
    Category.NUISANCE: (
        "扰民（噪声、油烟、异味）",
        "Nuisance by noise, smoke or smell",
        SECURITY,
        DeadlineClass.OWN_SCOPE,
    ),
    Category.PUBLIC_FACILITY: (
        "公共设施",
        "Public facilities",
        ENGINEERING,
        DeadlineClass.TRANSFERRED,
    ),
    Category.HOME_APPLIANCE: (
        "户内设备",
        "In-home appliances",
        ENGINEERING,
        DeadlineClass.OWN_SCOPE,
    ),
    Category.BUILDING_QUALITY: (
        "房屋质量",
        "Quality of the building",
        ENGINEERING,
        DeadlineClass.TRANSFERRED,
    ),
    Category.UNAUTHORISED_BUILDING: (
        "违建与违规使用",
        "Unauthorised building or use",
        SECURITY,
        DeadlineClass.TRANSFERRED,
    ),
    Category.PARKING: (
        "停车",
        "Parking",
        SECURITY,
        DeadlineClass.OWN_SCOPE,
    ),
    Category.SECURITY: (
        "安全与门禁",
        "Security and access",
        SECURITY,
        DeadlineClass.OWN_SCOPE,
    ),
    Category.MAIL: (
        "信件快递",
        "Mail and parcels",
        None,
        DeadlineClass.OWN_SCOPE,
    ),
    Category.PUBLIC_CLEANLINESS: (
        "公共卫生与绿化",
        "Cleanliness and greenery",
        CLEANING,
        DeadlineClass.OWN_SCOPE,
    ),
    Category.PESTS: (
        "虫害",
        "Pests",
        CLEANING,
        DeadlineClass.OWN_SCOPE,
    ),
    Category.COMPANY_SERVICE: (
        "物业服务",
        "Our service",
        None,
        DeadlineClass.OWN_SCOPE,
    ),
    Category.FEE: (
        "收费",
        "Fees",
        FINANCE,
        DeadlineClass.TRANSFERRED,
    ),
    Category.OTHER: (
        "其他",
        "Other",
        None,
        DeadlineClass.OWN_SCOPE,
    ),
}
"""In their order: Chinese, English, usual department, usual limit of time (X05)."""

FIRST_SET: Mapping[str, CategoryFacts] = {
    str(code): CategoryFacts(
        code=str(code),
        name_zh=zh,
        name_en=en,
        words=tuple(WORDS[code].split()),
        department=department,
        response=response,
        disputes_fee=code is Category.FEE,
        position=position,
    )
    for position, (code, (zh, en, department, response)) in enumerate(NAMES.items(), 1)
}
