"""B07: the amount in words (大写金额) on a receipt."""

from decimal import Decimal

import pytest

from foundation.chinese_amount import in_words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0.00", "人民币零元整"),
        ("0.05", "人民币伍分"),
        ("0.50", "人民币伍角整"),
        ("1.00", "人民币壹元整"),
        ("10.00", "人民币壹拾元整"),
        ("123.45", "人民币壹佰贰拾叁元肆角伍分"),
        ("100.05", "人民币壹佰元零伍分"),
        ("751.80", "人民币柒佰伍拾壹元捌角整"),
        ("1001.00", "人民币壹仟零壹元整"),
        ("10010.10", "人民币壹万零壹拾元壹角整"),
        ("100000.00", "人民币壹拾万元整"),
        ("1000001.00", "人民币壹佰万零壹元整"),
        ("100010000.00", "人民币壹亿零壹万元整"),
        ("100000000.00", "人民币壹亿元整"),
        ("120034000.00", "人民币壹亿贰仟零叁万肆仟元整"),
    ],
)
def test_B07_receipts_carry_the_amount_in_words(amount: str, words: str) -> None:
    assert in_words(Decimal(amount)) == words


@pytest.mark.parametrize("amount", ["-0.01", "1000000000000.00"])
def test_B07_no_receipt_is_over_such_an_amount(amount: str) -> None:
    with pytest.raises(ValueError, match="receipt"):
        in_words(Decimal(amount))
