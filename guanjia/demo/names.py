"""Made-up people: names that could be anybody's, phones and addresses that are nobody's."""

from random import Random


def words(text: str) -> tuple[str, ...]:
    """The words of a text."""
    return tuple(text.split())


SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余"
    "于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷"
    "龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤"
)
GIVEN = words(
    """
    伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 霞 平 刚 桂英
    秀兰 建国 志强 晓梅 海燕 文博 雨桐 子涵 欣怡 浩然 宇轩 梓萱 思远 佳琪
    俊杰 春燕 玉兰 国华 秀珍 建华 红梅 丽华 志明 永强 淑珍 玉梅 凤英 小红
    国强 建军 雪梅 婷婷 晨曦 嘉怡 一鸣 书瑶 诗涵 博文 天佑 若曦 慧敏 立新
    卫东 振华 家豪 美玲 淑芬 新民 长江 丹 鹏 飞 波 斌 鑫 莉 萍 颖 玲 宁
    辉 琳 健 瑞 倩 晶 岩 楠 宏 毅
    """
)
SHOPS = words(
    """
    便利店 水果店 药房 面馆 理发店 干洗店 早餐铺 文具店 五金店 宠物店 花店
    奶茶店 烘焙坊 快递驿站 房产中介 火锅店 茶庄 眼镜店 母婴店 美容院
    """
)


class Invented:
    """Draws people one after the other; the same seed gives the same people."""

    def __init__(self, random: Random, phones: str) -> None:
        self.random = random
        self.row = phones
        self._phones = 0

    def name(self, surname: str | None = None) -> str:
        """A full name, of a family if asked for."""
        return (surname or self.random.choice(SURNAMES)) + self.random.choice(GIVEN)

    def phone(self) -> str:
        """The next number of the row, such as 1990000….: valid in form, one after the other."""
        self._phones += 1
        return f"{self.row}{self._phones:04d}"
