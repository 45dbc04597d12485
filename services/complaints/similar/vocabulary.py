"""Words of the trade by what they mean, so that who says it otherwise is understood (X16).

Each line is one meaning; a longer word is read before a shorter one that it contains.
"""

from collections.abc import Mapping
from typing import Final

THINGS: Final = """
电梯 升降机 扶梯
热水 不热的水
停水 没水 断水 一滴水 没有水 来水
停电 没电 断电 跳闸 电全停
水压 水流 压力小 水很小 水太小 加压泵
灯 照明 灯管 漆黑 摸黑 黑漆漆
楼道 走廊 楼梯 过道 走道 通道
单元门 大门锁 门禁 门锁 闭门器 楼下大门 门一直敞 门老是开
监控 摄像头 录像 摄像
消防通道 消防车道 消防道
道闸 抬杆 栏杆 车牌识别 车牌 车辆识别 进出口
充电桩 充电枪 充电设备
车位 占位
垃圾 清运 垃圾桶 垃圾袋
打扫 保洁 清扫 拖过 卫生 灰很厚
狗粪 狗屎 狗便 狗拉 粪便 狗尿
草 草坪 杂草 绿化 修剪 除草 枯枝 灌木 树枝
虫 消杀 杀虫 蚊 蟑螂 飞虫 蚂蚁 喷药
老鼠 鼠患 灭鼠 鼠药 耗子 鼠
广场舞 跳舞 跳广场舞 放歌
油烟 烧烤 餐馆 饭店 饭馆 排烟
水泵 泵房 设备房 机器声 嗡嗡 嗡鸣 水泵房
装修 电钻 打钻 砸墙 敲墙 电锤 施工
漏雨 漏水 渗水 渗漏 滴水 往下滴 漏 防水
外墙 瓷砖 瓷片 外立面 墙砖 外墙面
积水 泡水 泡在水 全是水
快递柜 丰巢 快递 取件 取不出 包裹
堵塞 返水 污水 倒灌 反味 冒出来 下水 排污管 主管道 管道
健身 器材 器械 滑梯 秋千 游乐 设施 设备坏
暖气 供暖 暖气片 取暖
高空抛物 扔东西 往下扔 往窗外 扔垃圾下 从楼上 高空
电动车 电瓶车 电动自行车 飞线
杂物 堆放 堆满 旧家具 鞋柜 纸箱
保安 门岗 岗亭 陌生人进出 外人
广告 传单
发票 收费 多收 电费 物业费 停车费 扣了 涨价 费
客服 前台 管家 态度
宽带 网络
狗叫 不牵绳 遛狗
流浪猫 野猫
麻将 棋牌 跑跳 拖椅子
白蚁
马蜂
井盖
地砖
发霉 返潮
空鼓 开裂 裂缝
对讲
马桶
信箱 挂号信 信件
喷泉
僵尸车
月租
顶楼 屋顶 楼顶 屋面 天花板 顶上
"""
STATES: Final = (
    """
坏 故障 停运 停用 失灵 用不了 不动 没反应 打不开 弹不开 死机 不灵 出错 没恢复 不能用 \
灭了 不亮 没有画面 损坏 断了 松了 \
取不出来 充不 充不了 充不上 识别不了 停了
冷 凉 不热 冰凉 度
吵 噪音 噪声 太响 声音大 音响 睡不着 入睡 扰民 音量 很响 低音 喇叭
脏 臭 味道 异味 烟头
安全 危险 隐患 砸到 差点
没人 不管
占 被占 占用 堵住 停满 乱停 挪车
满 堆 爆满 堆成
充电
脱落 往下掉 掉下 掉皮
"""
    + """
请问 能不能 什么时候能开 手续 办理
"""
)
PLEASANTRIES: Final = (
    "您好", "你好", "物业", "麻烦", "反映一下", "请尽快处理", "尽快", "希望给个答复", "谢谢",
    "请问", "你们", "我们", "处理一下", "拜托",
)  # fmt: skip
"""Said in any message."""


def meanings(lines: str, kind: str) -> Mapping[str, str]:
    """Each word with the first of its line, marked by what kind of meaning it is."""
    return {
        word: kind + words[0]
        for words in (line.split() for line in lines.splitlines() if line.strip())
        for word in words
    }


THING, STATE = "=", "~"
MEANINGS: Final[Mapping[str, str]] = {
    **meanings(STATES, STATE),
    **meanings(THINGS, THING),
}
