"""How every text to residents ends: who wrote it, and the telephone to ask."""

from datetime import datetime

from foundation import replica
from foundation.clock import local_date
from foundation.config import settings
from foundation.formatting import in_chinese
from foundation.storage.unit_of_work import UnitOfWork
from services.notices.policy import NoticesPolicy
from services.notices.templates.rules import Wording, attached


def sign_off(uow: UnitOfWork) -> tuple[str, str]:
    """The last line in Chinese and English: the community's, or what is said of all."""
    return uow.recently(f"sign-off of {uow.community}", lambda: read_sign_off(uow))


def read_sign_off(uow: UnitOfWork) -> tuple[str, str]:
    """The last line as it is now."""
    policy, phone = uow.policy(NoticesPolicy), ""
    zh, en = policy.community_name, policy.community_name_en
    if uow.community is not None:
        place = replica.community(uow, uow.community)
        phone = place.service_phone
        if place.name:
            zh, en = f"{place.name}物业服务中心", f"{place.name_en or place.name} service centre"
    phone = phone or policy.community_phone or replica.company(uow).phone or settings().service_line
    return (f"{zh}，电话：{phone}", f"{en}, telephone {phone}") if phone else (zh, en)


def signed(uow: UnitOfWork, wording: Wording) -> Wording:
    """A wording with its last line, unless it ends so already."""
    zh, en = sign_off(uow)
    return Wording(
        wording.title_zh, wording.title_en, ended(wording.text_zh, zh), ended(wording.text_en, en)
    )


def ended(text: str, line: str) -> str:
    """A text that ends with a line; with it once only."""
    return text if text.rstrip().endswith(line) else f"{text.rstrip()}\n{line}"


def of_notice(
    uow: UnitOfWork, body: str, published_at: datetime | None, attachments: int = 0
) -> str:
    """The text of a notice as it leaves the house: signed, and dated where it is published. What is
    attached stays behind, and is told of."""
    zh, _en = sign_off(uow)
    day = in_chinese(local_date(published_at)) if published_at else ""
    return "\n".join(filter(None, (ended(body, zh), day, attached(attachments))))
