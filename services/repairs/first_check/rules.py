"""The guided questions with which the desk rules out wrong handling (R01). Data, not code."""

from collections.abc import Mapping

from contracts.repairs.requests import RepairCategory as C

Question = Mapping[str, str]


def question(code: str, zh: str, en: str, advice_zh: str, advice_en: str) -> Question:
    """A question and what to advise where its answer points at wrong handling."""
    return {
        "code": code,
        "question_zh": zh,
        "question_en": en,
        "advice_zh": advice_zh,
        "advice_en": advice_en,
    }


def default_questions() -> dict[str, tuple[Question, ...]]:
    """The questions per category, in the order in which they are asked."""
    return {
        C.PLUMBING: (
            question(
                "valve_open",
                "户内总阀和龙头下方的角阀都打开了吗？",
                "Are the main valve and the angle valve below the tap open?",
                "请逆时针旋开阀门后再试。",
                "Turn the valve counter-clockwise and try again.",
            ),
            question(
                "leak_running",
                "现在还在漏水吗？能先关总阀吗？",
                "Is it leaking right now, and can you close the main valve?",
                "请先关闭户内总阀。",
                "Close the main valve first.",
            ),
        ),
        C.ELECTRICITY: (
            question(
                "breaker_tripped",
                "配电箱里的空开或漏电保护器跳闸了吗？",
                "Has a breaker or the residual-current device tripped?",
                "请拔下刚使用的电器，再合上空开；再次跳闸不要强合。",
                "Unplug what you used last and switch it on again; never force it a second time.",
            ),
            question(
                "neighbours_too",
                "邻居家也停电吗？电费余额够吗？",
                "Are the neighbours without power too, and is the prepaid meter topped up?",
                "请查看电表余额并充值。",
                "Check the balance of the meter and top it up.",
            ),
        ),
        C.GAS: (
            question(
                "smell_of_gas",
                "闻到燃气味了吗？",
                "Do you smell gas?",
                "请关阀、开窗、离开，不要开关电器，不要在室内打电话。",
                "Close the valve, open the windows, leave; touch no switch and phone from outside.",
            ),
            question(
                "meter_battery",
                "燃气表电池和余额正常吗？",
                "Are the battery and the balance of the gas meter in order?",
                "请更换燃气表电池或充值。",
                "Replace the battery of the meter or top it up.",
            ),
        ),
        C.HEATING: (
            question(
                "valves_open",
                "进回水阀门都打开了吗？",
                "Are both the supply and the return valve open?",
                "请把阀门旋至与管道平行。",
                "Turn the valves parallel to the pipe.",
            ),
            question(
                "air_bled",
                "暖气片放过气了吗？",
                "Has the radiator been bled?",
                "请拧开放气阀至出水后关紧。",
                "Open the bleed valve until water comes, then close it.",
            ),
        ),
        C.DOOR_WINDOW: (
            question(
                "handle_position",
                "把手是否拧到位？锁舌有没有卡住异物？",
                "Is the handle fully turned, and is anything stuck at the latch?",
                "请清理锁舌处异物后再试。",
                "Remove what is stuck at the latch and try again.",
            ),
        ),
        C.LIFT: (
            question(
                "person_inside",
                "轿厢里有人吗？",
                "Is anybody inside the car?",
                "请安抚乘客不要扒门，等待救援。",
                "Tell them to stay calm and not to force the door; help is coming.",
            ),
        ),
        C.PUBLIC_LIGHTING: (
            question(
                "sensor_lamp",
                "是声控灯吗？白天或有光时不会亮。",
                "Is it a sensor lamp? Those stay off in daylight.",
                "请在天黑后再看是否亮灯。",
                "Look again after dark.",
            ),
        ),
        C.DRAINAGE: (
            question(
                "foreign_object",
                "堵塞前有没有倒入油污或掉进杂物？",
                "Was grease poured in, or did anything fall in before it blocked?",
                "请先停用该排水口，不要继续用水。",
                "Do not use that drain until it is cleared.",
            ),
        ),
        C.ACCESS_CONTROL: (
            question(
                "card_valid",
                "门卡是否过期或消磁？换一张卡能开吗？",
                "Has the card expired or lost its data? Does another card open the door?",
                "请到前台重新授权门卡。",
                "Have the card renewed at the front desk.",
            ),
        ),
        C.STRUCTURE: (
            question(
                "after_rain",
                "是雨后渗漏，还是一直渗漏？",
                "Does it leak after rain only, or always?",
                "请拍照并标记水渍边缘，便于查找原因。",
                "Take a photo and mark the edge of the stain; that helps to find the cause.",
            ),
        ),
        C.OTHER: (
            question(
                "since_when",
                "什么时候开始的？之前动过什么？",
                "Since when, and what was done before?",
                "请先恢复到之前的状态再试。",
                "Put it back to how it was before and try again.",
            ),
        ),
    }
