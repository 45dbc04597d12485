"""Credit (预存): it meets debts by itself, and is taken back with what gave it (B07, B18)."""

from foundation.errors import ServiceError


class CreditAlreadyRefunded(ServiceError):
    """Credit that this receipt gave has been paid out; it cannot be voided."""

    code, status = "credit_already_refunded", 409
    zh = "该收据形成的预存款已退还，不能作废。"
