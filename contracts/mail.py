"""E-mail addresses."""

from marshmallow import ValidationError, validate

from contracts.text import cleaned

_ADDRESS = validate.Email()
LONGEST = 200


def email_address(text: str) -> str:
    """An address without what nobody sees; raise `ValueError` for what is none."""
    address = cleaned(text)
    try:
        _ADDRESS(address)
    except ValidationError as error:
        raise ValueError("not an e-mail address") from error
    if len(address) > LONGEST:
        raise ValueError("too long")
    return address
