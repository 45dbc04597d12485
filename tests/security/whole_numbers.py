"""Whole numbers, written into every corner of a product, and how they are told from masked ones."""

import re

from tests.security.households import PHOTO, belongings, charge_repair, request_repair
from tests.support.product import Product

TELEPHONE = r"1[3-9]\d{9}"
IDENTITY = r"\d{17}[\dXx]"
WHOLE = re.compile(rf"(?<![0-9A-Za-z])(?:86)?(?:{TELEPHONE}|{IDENTITY})(?![0-9A-Za-z])")
"""A whole number; the digits of an id or of a hash stand among letters."""
AN_IDENTITY, A_TELEPHONE = "11010519491231002X", "13900139000"
METER = "热水费"
"""A fee that is read from meters."""
UNMASKED = """
import foundation.masking
import services.directory.identity.rules.masking as identities

foundation.masking.mask_phone = lambda phone: phone or ""
identities.mask_id_number = lambda number: number
"""
"""The rule taken out of a product, as it starts."""


def write_numbers(product: Product) -> None:
    """Have each kind of number in the product: at homes, in repairs of each stage, in cases."""
    home = belongings(product, "resident1")["household_id"]
    desk, engineer = product.as_("receptionist"), product.as_("engineer")
    member = {
        "identity_check": {"method": "id_card", "by": "前台"}, "name": "周晓",
        "relation": "family", "phone": A_TELEPHONE, "id_number": AN_IDENTITY,
    }  # fmt: skip
    product.as_("supervisor").post(f"/households/{home}/members", member, 201)
    charge_repair(product, request_repair(product, home)["id"])
    for steps in ((), ("accept",), ("accept", "set-out"), ("accept", "set-out", "arrive")):
        path = f"/repairs/{request_repair(product, home)['id']}"
        desk.post(f"{path}/verify")
        desk.post(f"{path}/dispatch", {"engineer_id": engineer.get("/me")["id"]})
        for step in steps:
            engineer.post(f"{path}/{step}")
    desk.call("POST", f"{path}/photos", 201, files={"file": ("a.png", PHOTO)})
    revealed = desk.post(f"{path}/reveal-contact", {"reason": "约定上门时间"})
    assert WHOLE.fullmatch(revealed["contact_phone"])
    desk.get("/households", q=A_TELEPHONE)
    bill = product.as_("resident1").get("/bills")["items"][0]["id"]
    product.as_("finance").post(f"/bills/{bill}/cancel", {"reason": "单价录错"})
    metered = {"name": METER, "name_en": "Hot water", "basis": "meter", "price": "28.00"}
    metered |= {"unit_type": "residential", "unit": "m³", "effective_from": "2027-12-01"}
    product.as_("finance").post("/fee-items", metered, 201)
    hired = {"name": "周新", "roles": ["finance"], "phone": "13900139001"}
    product.as_("admin").post("/people", hired, 201)
