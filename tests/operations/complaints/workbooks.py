"""Made-up spreadsheets of the city's platform."""

import base64
import io
import zipfile
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

HEADINGS = ("留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "答复意见", "答复时间")
ROWS: tuple[tuple[Any, ...], ...] = (
    (8801, "A0001", "投诉小区违规收停车费", "2019/12/30 17:06:14", "占用公共部位收费", None, None),
    (8802, "A0002", "小区电梯经常停运", "2020-01-08 10:08:32", "电梯一周停三次\t\n", None, None),
    (
        8803, "A0003", "请问何时供暖？", "2019/11/23 9:08:36", "天冷了",
        "您好，本月15日起供暖。", "2019/11/25 16:43:23",
    ),
)  # fmt: skip


def workbook(rows: Sequence[Sequence[Any]] = ROWS, headings: Sequence[Any] = HEADINGS) -> bytes:
    """An .xlsx with a row of headings."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (headings, *rows):
        sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def encoded(content: bytes) -> str:
    """As it crosses the wire."""
    return base64.b64encode(content).decode()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The archive with one of its parts replaced."""
    source, stream = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            target.writestr(info.filename, part if info.filename == name else source.read(info))
    return stream.getvalue()
