"""The ledger as one would keep it in a notebook: what is owed, and who paid what for what.

Written from the rules (B01, B09, B10, B11), day by day and without double entry.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

ZERO = Decimal(0)
FEN = Decimal("0.01")
DAY = timedelta(days=1)
PER_DAY = Decimal("0.0005")
FREE_DAYS = 31
"""The first day after the due date that is charged for."""

Parts = list[tuple["Paper", str, Decimal]]
"""What of a sum went to which part of which bill."""


@dataclass
class Paper:
    """A bill with its two parts: `late` and `principal`."""

    household_id: str
    due: date
    issued: int
    owed: dict[str, Decimal]
    principal: Decimal
    bill_id: str = ""
    months: frozenset[tuple[str, str]] = frozenset()
    """What it bills: household and month."""
    given: Decimal = ZERO
    """What it gives back beyond what it charges."""
    cancelled: bool = False
    bears: bool = True
    """Whether it bears a late charge: single charges do not, unless that was agreed."""
    charged: Decimal = ZERO
    """Late charge so far, to the fen."""
    accrued: Decimal = ZERO
    """Late charge so far, exactly."""
    largest: Decimal = ZERO
    """The largest principal that was charged for."""
    by_credit: dict[str, Decimal] = field(default_factory=lambda: {"late": ZERO, "principal": ZERO})

    @property
    def outstanding(self) -> Decimal:
        """What is still owed."""
        return sum(self.owed.values(), ZERO)


@dataclass
class Receipt:
    """A payment, and where it went."""

    household_id: str
    amount: Decimal
    parts: Parts
    over: Decimal
    voided: bool = False


@dataclass
class Notebook:
    """Everything that is owed, paid, held and given up."""

    papers: list[Paper] = field(default_factory=list)
    credit: dict[str, Decimal] = field(default_factory=dict)
    sums: dict[str, dict[str, Decimal]] = field(default_factory=dict)
    """By household: billed, paid, credited, written_off."""

    def add(self, household_id: str, what: str, amount: Decimal) -> None:
        """Count a sum."""
        mine = self.sums.setdefault(household_id, {})
        mine[what] = mine.get(what, ZERO) + amount

    def of(self, household_id: str) -> list[Paper]:
        """Bills of a household, oldest debt first."""
        mine = [paper for paper in self.papers if paper.household_id == household_id]
        return sorted(mine, key=lambda paper: (paper.due, paper.issued))

    def held(self, household_id: str) -> Decimal:
        """Credit of a household."""
        return self.credit.get(household_id, ZERO)

    def bill(self, household_id: str, due: date, amount: Decimal, *, bears: bool = True) -> Paper:
        """A new bill; what it gives back beyond what it charges is held for the household."""
        owed = {"late": ZERO, "principal": max(amount, ZERO)}
        paper = Paper(
            household_id, due, len(self.papers), owed, owed["principal"],
            given=max(-amount, ZERO), bears=bears,
        )  # fmt: skip
        self.credit[household_id] = self.held(household_id) + paper.given
        self.add(household_id, "credited", -paper.given)
        self.papers.append(paper)
        self.add(household_id, "billed", amount)
        return paper

    def settle(self, papers: list[Paper], amount: Decimal) -> tuple[Parts, Decimal]:
        """Spend an amount on bills in this order, on the late charge of each before the rest."""
        parts: Parts = []
        for paper in papers:
            for part in ("late", "principal"):
                spent = min(amount, paper.owed[part])
                if spent:
                    paper.owed[part] -= spent
                    amount -= spent
                    parts.append((paper, part, spent))
        return parts, amount

    def pay(self, household_id: str, amount: Decimal, first: list[Paper]) -> Receipt:
        """Take money: the bills named first, then the oldest."""
        rest = [paper for paper in self.of(household_id) if paper not in first]
        parts, over = self.settle([*first, *rest], amount)
        self.credit[household_id] = self.held(household_id) + over
        self.add(household_id, "paid", amount - over)
        return Receipt(household_id, amount, parts, over)

    def use_credit(self, household_id: str) -> None:
        """Let what is held pay what is owed."""
        had = self.held(household_id)
        parts, left = self.settle(self.of(household_id), had)
        for paper, part, spent in parts:
            paper.by_credit[part] += spent
        self.credit[household_id] = left
        self.add(household_id, "credited", had - left)

    def can_take(self, household_id: str, amount: Decimal) -> bool:
        """Whether so much credit is still there, or went to bills: what was paid out is not."""
        mine = self.of(household_id)
        on_bills = sum((sum(paper.by_credit.values(), ZERO) for paper in mine), ZERO)
        return self.held(household_id) + on_bills >= amount

    def can_void(self, receipt: Receipt) -> bool:
        """Whether the credit that it gave can be taken."""
        return self.can_take(receipt.household_id, receipt.over + released(receipt))

    def can_cancel(self, paper: Paper) -> bool:
        """Whether the credit that it gave can be taken."""
        return self.can_take(paper.household_id, paper.given)

    def take(self, household_id: str, amount: Decimal) -> None:
        """Take credit; where there is too little, from the bills that it went to, latest first."""
        missing = amount - self.held(household_id)
        self.credit[household_id] = max(-missing, ZERO)
        for paper in reversed(self.of(household_id)):
            for part in ("principal", "late"):
                back = min(max(missing, ZERO), paper.by_credit[part])
                paper.by_credit[part] -= back
                paper.owed[part] += back
                missing -= back
                self.add(household_id, "credited", -back)

    def void(self, receipt: Receipt) -> None:
        """Undo a payment, and as much use of credit as there is then too little of."""
        household_id = receipt.household_id
        receipt.voided = True
        for paper, part, spent in receipt.parts:
            paper.owed[part] += ZERO if paper.cancelled else spent
        self.add(household_id, "paid", receipt.over - receipt.amount)
        self.add(household_id, "credited", released(receipt))
        self.take(household_id, receipt.over + released(receipt))
        self.use_credit(household_id)

    def cancel(self, paper: Paper) -> None:
        """Take a bill back: what was paid on it is held, and pays what else is owed.

        What it had given back is taken, from other bills where it went there.
        """
        settled = paper.principal - paper.outstanding
        paper.cancelled = True
        paper.owed = {"late": ZERO, "principal": ZERO}
        paper.by_credit = {"late": ZERO, "principal": ZERO}
        self.add(paper.household_id, "billed", paper.given - paper.principal)
        self.add(paper.household_id, "credited", paper.given - settled)
        self.credit[paper.household_id] = self.held(paper.household_id) + settled
        self.take(paper.household_id, paper.given)
        self.use_credit(paper.household_id)

    def waive(self, paper: Paper, amount: Decimal) -> None:
        """Give up late charge."""
        paper.owed["late"] -= amount
        self.add(paper.household_id, "written_off", amount)

    def night(self, day: date) -> None:
        """Count a day that begins: its late charge is on what is owed as it begins."""
        for paper in self.papers:
            if paper.bears and day >= paper.due + FREE_DAYS * DAY:
                paper.accrued += paper.owed["principal"] * PER_DAY
                paper.largest = max(paper.largest, paper.owed["principal"])

    def charge_late(self) -> None:
        """Write down what late charges have grown by."""
        for paper in self.papers:
            exact = paper.accrued.quantize(FEN, ROUND_HALF_UP)
            grown = min(exact, paper.largest) - paper.charged
            if grown > 0 and paper.owed["principal"]:
                paper.charged += grown
                paper.owed["late"] += grown
                self.add(paper.household_id, "billed", grown)


def released(receipt: Receipt) -> Decimal:
    """What of a receipt went to bills that were cancelled since: it is held, or was spent anew."""
    return sum((spent for paper, _, spent in receipt.parts if paper.cancelled), ZERO)
