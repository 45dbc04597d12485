"""Brings cases to where a resident has something to do, as staff would, over the API."""

from typing import Any

from tests.support.product import Product


def household_of(product: Product, username: str) -> str:
    """The household of a resident of the demonstration."""
    return str(product.as_(username).get("/me")["household_ids"][0])


def account(
    product: Product, username: str, password: str, name: str = "周新", role: str = "inspector"
) -> None:
    """Somebody new with a login."""
    admin = product.as_("admin")
    person = admin.post("/people", {"name": name, "roles": [role]}, 201)
    login = {"username": username, "password": password}
    admin.post(f"/people/{person['id']}/account", login, 201)


def requested(product: Product, username: str, **more: Any) -> dict[str, Any]:
    """A repair that nobody has looked at."""
    made = product.as_(username).post(
        "/repairs",
        {
            "household_id": household_of(product, username),
            "category": "plumbing",
            "description": "厨房水龙头关不紧，一直滴水",
            "contact_name": "韩梅梅",
            "contact_phone": "13800000003",
            **more,
        },
        201,
    )
    return dict(made)


def arrived(product: Product, username: str, chargeable: bool = False) -> dict[str, Any]:
    """A repair whose engineer is on site."""
    desk, engineer = product.as_("receptionist"), product.as_("engineer")
    made = requested(product, username)
    address = f"/repairs/{made['id']}"
    desk.post(f"{address}/verify", {"chargeable": chargeable})
    desk.post(f"{address}/dispatch", {"engineer_id": engineer.get("/me")["id"], "replace": True})
    for action in ("accept", "set-out", "arrive"):
        engineer.post(f"{address}/{action}")
    return made


def quoted(product: Product, username: str) -> dict[str, Any]:
    """A repair with a quote that waits for its answer."""
    made = arrived(product, username, chargeable=True)
    quote = {
        "amount": "180.00",
        "lines": [{"item": "龙头", "quantity": "2", "unit_price": "90.00"}],
    }
    product.as_("engineer").post(f"/repairs/{made['id']}/quote", quote)
    return made


def completed(product: Product, username: str) -> dict[str, Any]:
    """A repair that waits for its rating."""
    made = arrived(product, username)
    product.as_("engineer").post(f"/repairs/{made['id']}/complete", {"result": "更换了阀芯"})
    return made


def published(product: Product, title: str) -> dict[str, Any]:
    """A notice to everybody that is to be acknowledged."""
    supervisor = product.as_("supervisor")
    made = supervisor.post(
        "/notices",
        {
            "kind": "notice",
            "title": title,
            "body": "2026年12月11日（周五）9:00–11:00检修水泵，请提前储水。",
            "audience": {"everyone": True},
            "channels": ["portal"],
            "must_acknowledge": True,
        },
        201,
    )
    supervisor.post(f"/notices/{made['id']}/submit")
    supervisor.post(f"/notices/{made['id']}/publish")
    return dict(made)


def taken_away(product: Product, username: str, item: str) -> dict[str, Any]:
    """A repair for which equipment was taken away."""
    made = arrived(product, username)
    signed = {"item": item, "consent_signature": "住户签字", "lent_item": "备用水泵"}
    product.as_("engineer").post(f"/repairs/{made['id']}/equipment", signed, 201)
    return made


def with_two_households(product: Product, username: str) -> list[str]:
    """A resident with two units that owe something, and a login; the units, as people say them."""
    owing = product.as_("steward").get("/dunning/visits")["items"]
    finance, director, members, places = product.as_("finance"), product.as_("director"), [], []
    for household_id in dict.fromkeys(visit["household_id"] for visit in owing):
        home = finance.get(f"/households/{household_id}")
        owner = next(one for one in home["members"] if one["relation"] == "owner")
        if owner["person_id"] is None and len(members) < 2:
            members.append(owner["id"])
            places.append(f"{home['building']} {home['unit']}")
    person = {"name": "孙多房", "roles": ["resident"], "member_ids": members}
    made = director.post("/people", person, 201)
    login = {"username": username, "password": "several-units-1"}
    product.as_("admin").post(f"/people/{made['id']}/account", login, 201)
    return places


def transferred(product: Product, what: str) -> dict[str, Any]:
    """A complaint that waits for the engineering department to take it over (C14)."""
    desk = product.as_("receptionist")
    wish = {"wish": "请处理", "contact_name": "周敏", "contact_phone": "13800000004"}
    told = {"channel": "phone", "kind": "complaint", "category": "public_facility"}
    said = {"description": what, "restated": what, "household_id": None, "place": "3栋大堂"}
    made = desk.post("/complaints", wish | told | said, 201)
    desk.post(f"/complaints/{made['id']}/triage", {"valid": True})
    return dict(desk.post(f"/complaints/{made['id']}/transfer", {"department": "engineering"}))


def lightened(product: Product) -> dict[str, Any]:
    """What is suspected of a case that triage has just made lighter without a reason (X12)."""
    desk = product.as_("receptionist")
    contact = {"contact_name": "周敏", "contact_phone": "13800000004", "restated": True}
    made = desk.post("/complaints", {
        "household_id": household_of(product, "resident3"), "kind": "complaint",
        "channel": "phone", "category": "public_facility", "description": "地下车库积水",
        "wish": "尽快排水", "gravity": "major", **contact,
    }, 201)  # fmt: skip
    desk.post(f"/complaints/{made['id']}/triage", {"valid": True, "gravity": "general"})
    found = product.as_("supervisor").get("/concealment-reviews", state="open")["items"]
    return next(dict(one) for one in found if one["about_id"] == made["id"])
