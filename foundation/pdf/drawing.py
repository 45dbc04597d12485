"""Draws sheets as PDF: A4, black on white, one font with all characters of GB 18030's daily use.

A sheet is `{"company", "beneath": [...], "title", "number", "mark", "language", "blocks": [...]}`
with `pictures` of the company (`letterhead`, `seal`) in base64; a block says by `look` what it is,
see `LOOKS`.
"""

import io
from base64 import b64decode
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Any

import segno
from fpdf import FPDF
from pylopdf_fonts_zh_cn import sans_path

from foundation.pdf.lines import broken

FONT = "sans"
MARGIN = 18.0
"""Millimetres, as all lengths here."""
WIDTH = 210.0 - 2 * MARGIN
TEXT, SMALL, LARGE, TITLE = 10.0, 8.0, 13.0, 17.0
"""Points."""
LEADING = 0.53
"""Millimetres from line to line, per point."""
PADDING = 1.6
GAP = 3.0
QR_SIZE, SCAN_SIZE = 24.0, 50.0
LETTERHEAD, SEAL = (60.0, 16.0), 38.0

Block = Mapping[str, Any]


class Sheet(FPDF):
    """Papers in the making; `y` goes down as things are drawn."""

    def __init__(self, title: str, language: str, *, several: bool) -> None:
        super().__init__(format="A4")
        self.set_margin(MARGIN)
        self.set_auto_page_break(False)
        self.add_font(FONT, fname=sans_path())
        self.set_title(title)
        self.set_creator("Guanjia")
        self.set_lang(language)
        self.several = several
        self.begun = 0
        self.seal = ""

    def begin(self, seal: str) -> None:
        """Go on with another paper, that is sealed with this picture (base64)."""
        self.seal = seal
        self.add_page()
        self.begun = self.page_no()
        self.sized(TEXT)

    def footer(self) -> None:
        """The number of the page; among several papers that of the paper's own further pages."""
        number = self.page_no() - self.begun + 1 if self.several else self.page_no()
        if self.several and number < 2:
            return
        self.set_y(-12)
        self.set_font(FONT, size=SMALL)
        self.cell(0, 4, str(number) if self.several else f"{number} / {{nb}}", align="C")

    def sized(self, points: float, grey: int = 0) -> None:
        """Go on in another size."""
        self.set_font(FONT, size=points)
        self.set_text_color(grey)

    @property
    def leading(self) -> float:
        """From line to line, in the present size."""
        return float(self.font_size_pt) * LEADING

    def lines(self, text: str, width: float) -> list[str]:
        """The text as lines of the present size."""
        return broken(text, width, self.get_string_width)

    def need(self, height: float) -> None:
        """Begin another page where this one has no room."""
        if self.y + height > self.h - MARGIN:
            points = self.font_size_pt
            self.add_page()
            self.set_font(FONT, size=points)

    def say(
        self, text: str, align: str = "L", width: float = WIDTH, x: float = MARGIN, *,
        strong: bool = False,
    ) -> None:  # fmt: skip
        """A paragraph, at most as wide as that."""
        for line in self.lines(text, width):
            self.need(self.leading)
            self.put(line, x, width, align, strong=strong)
            self.y += self.leading

    def picture(self, content: str, x: float, y: float, width: float, height: float) -> None:
        """A picture (base64) within a box, in its own proportions."""
        self.image(io.BytesIO(b64decode(content)), x, y, width, height, keep_aspect_ratio=True)

    def stamp(self, x: float, bottom: float) -> None:
        """The seal, if there is one, with its lower end there."""
        if self.seal:
            self.picture(self.seal, x, bottom - SEAL, SEAL, SEAL)

    def put(self, line: str, x: float, width: float, align: str, *, strong: bool = False) -> None:
        """One line at the present height."""
        self.set_x(x)
        mode = "FILL_STROKE" if strong else "FILL"
        with self.local_context(text_mode=mode, line_width=0.12):
            self.cell(width, self.leading, line, align=align, new_x="LEFT", new_y="TOP")


def drawn(papers: Sequence[Block]) -> bytes:
    """The PDF of papers, each on pages of its own."""
    first = papers[0]
    sheet = Sheet(
        f"{first['title']} {first['number']}".strip(), first["language"], several=len(papers) > 1
    )
    for paper in papers:
        sheet.begin(paper["pictures"].get("seal", ""))
        head(sheet, paper)
        for block in paper["blocks"]:
            LOOKS[block["look"]](sheet, block)
            sheet.sized(TEXT)
            sheet.y += GAP
    return bytes(sheet.output())


def head(sheet: Sheet, paper: Block) -> None:
    """Whose paper it is, what it is, its number."""
    if content := paper["pictures"].get("letterhead"):
        sheet.picture(content, (sheet.w - LETTERHEAD[0]) / 2, sheet.y, *LETTERHEAD)
        sheet.y += LETTERHEAD[1] + 2
    sheet.sized(LARGE)
    sheet.say(paper["company"], "C", strong=True)
    sheet.sized(TEXT)
    for line in paper["beneath"]:
        sheet.say(line, "C")
    sheet.y += GAP
    sheet.sized(TITLE)
    sheet.say(paper["title"], "C", strong=True)
    if paper["mark"]:
        sheet.sized(LARGE)
        width = sheet.get_string_width(paper["mark"]) + 10
        sheet.y += 1
        sheet.set_line_width(0.7)
        sheet.rect((sheet.w - width) / 2, sheet.y, width, sheet.leading + 1)
        sheet.set_line_width(0.2)
        sheet.say(paper["mark"], "C", strong=True)
        sheet.y += 1
    sheet.sized(TEXT)
    if paper["number"]:
        sheet.say(paper["number"], "R")
    sheet.y += GAP


def facts(sheet: Sheet, block: Block) -> None:
    """Names and values, two in a row where both are short."""
    label, half = 27.0, WIDTH / 2
    left = True
    for name, value in block["pairs"]:
        wide = sheet.get_string_width(value) > half - label - 3 or "\n" in value
        if wide and not left:
            sheet.y += sheet.leading + 1
            left = True
        x = MARGIN if left else MARGIN + half
        names = sheet.lines(name, label - 2)
        sheet.need(len(names) * sheet.leading)
        for number, line in enumerate(names):
            sheet.y += number and sheet.leading
            sheet.set_text_color(90)
            sheet.put(line, x, label, "L")
        sheet.set_text_color(0)
        sheet.y -= (len(names) - 1) * sheet.leading
        if wide:
            sheet.say(value, width=WIDTH - label, x=x + label)
            sheet.y += 1
            continue
        sheet.put(value, x + label, half - label, "L")
        if not left or len(names) > 1:
            sheet.y += len(names) * sheet.leading + 1
            left = True
        else:
            left = False
    if not left:
        sheet.y += sheet.leading + 1


def table(sheet: Sheet, block: Block) -> None:
    """Rows under headings, which every page has anew; figures stand at the right."""
    sheet.sized(SMALL + 1)
    widths = shares(sheet, block)
    row(sheet, block, block["headings"], widths, strong=True)
    for cells in block["rows"]:
        height = row_height(sheet, cells, widths)
        if sheet.y + height > sheet.h - MARGIN:
            sheet.need(height)
            row(sheet, block, block["headings"], widths, strong=True)
        row(sheet, block, cells, widths)


def shares(sheet: Sheet, block: Block) -> list[float]:
    """The width of each column, by the longest line in it; the longest texts give way. What is left
    is room to write, where a column is for that."""
    columns = [list(column) for column in zip(block["headings"], *block["rows"], strict=True)]
    wanted = [
        max(sheet.get_string_width(line) for cell in column for line in cell.split("\n"))
        + 2 * PADDING + 1
        for column in columns
    ]  # fmt: skip
    over = sum(wanted) - WIDTH
    while over > 0.01:
        widest = max(wanted)
        of_them = [at for at, each in enumerate(wanted) if each == widest]
        next_one = max((each for each in wanted if each < widest), default=0.0)
        less = min(over / len(of_them), widest - next_one)
        for at in of_them:
            wanted[at] -= less
        over -= less * len(of_them)
    growing = block.get("to_write") or range(len(wanted))
    spare = max(0.0, WIDTH - sum(wanted)) / len(growing)
    return [each + spare * (at in growing) for at, each in enumerate(wanted)]


def row_height(sheet: Sheet, cells: Sequence[str], widths: Sequence[float]) -> float:
    """How high a row is by its highest cell."""
    most = max(
        len(sheet.lines(cell, width - 2 * PADDING))
        for cell, width in zip(cells, widths, strict=True)
    )
    return most * sheet.leading + PADDING


def row(
    sheet: Sheet, block: Block, cells: Sequence[str], widths: Sequence[float], *,
    strong: bool = False,
) -> None:  # fmt: skip
    """One row with its lines around it."""
    height = row_height(sheet, cells, widths)
    sheet.need(height)
    x, y = MARGIN, sheet.y
    for at, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        sheet.rect(x, y, width, height)
        align = "R" if at in block["figures"] else "L"
        for number, line in enumerate(sheet.lines(cell, width - 2 * PADDING)):
            sheet.y = y + PADDING / 2 + number * sheet.leading
            sheet.put(line, x + PADDING, width - 2 * PADDING, align, strong=strong)
        x += width
    sheet.y = y + height


def total(sheet: Sheet, block: Block) -> None:
    """A sum, and the same in Chinese capitals."""
    sheet.need(sheet.leading)
    sheet.put(f"{block['label']}  {block['amount']}", MARGIN, WIDTH, "L", strong=True)
    if block["words"]:
        sheet.say(block["words"], "R", strong=True)
    else:
        sheet.y += sheet.leading


def text(sheet: Sheet, block: Block) -> None:
    """A paragraph, with its heading."""
    if block["title"]:
        sheet.need(2 * sheet.leading + 1)
        sheet.say(block["title"], strong=True)
        sheet.y += 1
    if block["text"]:
        sheet.sized(SMALL if block["small"] else TEXT, 90 if block["small"] else 0)
        sheet.say(block["text"], strong=block["strong"])


def space(sheet: Sheet, block: Block) -> None:
    """A frame to write in."""
    height = 22.0
    sheet.need(height + sheet.leading)
    sheet.say(block["title"], strong=True)
    sheet.rect(MARGIN, sheet.y + 1, WIDTH, height)
    sheet.y += height + 1


def blanks(sheet: Sheet, block: Block) -> None:
    """Labels with a line to write on after each."""
    for label in block["labels"]:
        sheet.need(sheet.leading + 3)
        sheet.y += 2
        sheet.put(label, MARGIN, WIDTH, "L")
        begin = MARGIN + sheet.get_string_width(label) + 2
        bottom = sheet.y + sheet.leading
        sheet.line(begin, bottom, max(begin + 25, MARGIN + WIDTH / 2), bottom)
        sheet.y = bottom


def signatures(sheet: Sheet, block: Block) -> None:
    """Places to sign, beside each other."""
    labels = block["labels"]
    room = SEAL if block.get("sealed") and sheet.seal else 16
    sheet.need(room + 8)
    sheet.sized(SMALL + 1)
    sheet.y += room
    if block.get("sealed"):
        sheet.stamp(MARGIN + 2, sheet.y)
    width = WIDTH / len(labels)
    for at, label in enumerate(labels):
        x = MARGIN + at * width
        sheet.line(x, sheet.y, x + width - 6, sheet.y)
        sheet.put(label, x, width - 6, "L")
    sheet.y += sheet.leading


def closing(sheet: Sheet, block: Block) -> None:
    """Who signs, and the date, at the right."""
    height = len(block["lines"]) * sheet.leading
    sealed = bool(block.get("sealed") and sheet.seal)
    sheet.need(max(height, SEAL * sealed) + 4)
    sheet.y += 4 + max(0.0, SEAL * sealed - height) / 2
    for line in block["lines"]:
        sheet.say(line, "R")
    if sealed:
        sheet.y += max(0.0, SEAL - height) / 2
        sheet.stamp(MARGIN + WIDTH - SEAL - 4, sheet.y)


def cut(sheet: Sheet, block: Block) -> None:
    """A line along which the rest is cut off; the rest stands together."""
    sheet.need(block["height"])
    sheet.y += 2
    sheet.set_dash_pattern(dash=2, gap=1.5)
    sheet.line(MARGIN, sheet.y, MARGIN + WIDTH, sheet.y)
    sheet.set_dash_pattern()
    sheet.y += 2


def check(sheet: Sheet, block: Block) -> None:
    """The code by which the paper can be verified, and the way to where that is done."""
    side = QR_SIZE if block["address"] else 0.0
    sheet.sized(SMALL)
    sheet.need(max(side, 3 * sheet.leading) + 2)
    y = sheet.y
    if block["address"]:
        qr(sheet, block["address"], MARGIN + WIDTH - side, y, side)
    sheet.say(block["text"], width=WIDTH - side - 4)
    sheet.y = max(sheet.y, y + side)


def scan(sheet: Sheet, block: Block) -> None:
    """A QR code to be scanned, and beneath it what to type instead."""
    sheet.need(SCAN_SIZE + 3 * sheet.leading)
    qr(sheet, block["address"], (sheet.w - SCAN_SIZE) / 2, sheet.y, SCAN_SIZE)
    sheet.y += SCAN_SIZE + 2
    sheet.sized(LARGE)
    sheet.say(block["text"], "C", strong=True)


def qr(sheet: Sheet, address: str, x: float, y: float, side: float) -> None:
    """An address as a QR code."""
    rows = list(segno.make(address, error="m", micro=False).matrix_iter(border=2))
    dot = side / len(rows)
    sheet.set_fill_color(0)
    for at, each in enumerate(rows):
        begin = 0
        for dark, run in groupby(each, key=bool):
            length = len(list(run))
            if dark:
                sheet.rect(x + begin * dot, y + at * dot, length * dot, dot, style="F")
            begin += length
    sheet.link(x, y, side, side, address)


LOOKS: Mapping[str, Callable[[Sheet, Block], None]] = {
    "facts": facts, "table": table, "total": total, "text": text, "space": space,
    "blanks": blanks, "signatures": signatures, "closing": closing, "cut": cut, "check": check,
    "scan": scan,
}  # fmt: skip
