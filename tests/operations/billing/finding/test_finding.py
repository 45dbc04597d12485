"""P07: bills and receipts are found by their numbers, by who may see them."""

from tests.operations.billing.conftest import Office


def test_P07_papers_about_money_are_found_by_number(billed: Office) -> None:
    bill = billed.bill()
    receipt = billed.pay("10.00")["receipt_number"]
    steward = billed.actor("steward")
    (item,) = billed.call("find", steward, q=bill["number"].lower())["items"]
    assert (item["kind"], item["title"], item["page_id"]) == ("bill", bill["number"], "h1")
    (item,) = billed.call("find", billed.actor("receptionist"), q=receipt)["items"]
    assert (item["kind"], item["page_id"]) == ("receipt", receipt)
    assert billed.call("find", steward, q=receipt)["items"] == [], "a steward takes no money"
    assert billed.call("find", steward, q="电梯")["items"] == []
