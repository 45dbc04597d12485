"""Who signs a paper (落款), and how to pay them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sender:
    """Who signs, and how to pay; empty: nobody has filled it in."""

    company: str = ""
    community: str = ""
    telephone: str = ""
    ways_to_pay: str = ""
    account: str = ""
    contract_clause: str = ""
    address: str = ""
    """Where the community's service centre is, or the company."""

    @property
    def signature(self) -> str:
        """`观澜花园物业服务中心`."""
        return f"{self.community}物业服务中心"
