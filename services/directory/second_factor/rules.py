"""Which code is right, and who must have a second factor by when (P03, RFC 6238)."""

import hmac
import secrets
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

import pyotp

ISSUER = "Guanjia"
STEP_SECONDS = 30
AROUND = (0, -1, 1)
"""Steps before and after now whose codes count: telephones are not quite exact."""
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no I, L, O and U, which are read as something else."""
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})
CODES, LETTERS = 10, 10
"""How many recovery codes there are, of 50 bits each."""
MOST_FAILURES = 10
PAUSE = timedelta(minutes=15)
"""After so many wrong codes none counts for a while, wherever they come from."""


def new_secret() -> str:
    """What app and installation are to share: 160 bits in Base32."""
    return pyotp.random_base32()


def uri_of(secret: str, username: str) -> str:
    """What the app reads from the QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=ISSUER)


def step_at(now: datetime) -> int:
    """The step of time in which a moment lies."""
    return int(now.timestamp()) // STEP_SECONDS


def step_of(secret: str, code: str, now: datetime, last_step: int) -> int | None:
    """The step whose code this is, if it is one of now and later than the last one; else None."""
    digits = "".join(code.split())
    if not (digits.isascii() and digits.isdigit()):
        return None
    present, app = step_at(now), pyotp.TOTP(secret)
    for step in (present + around for around in AROUND):
        if step > last_step and hmac.compare_digest(app.generate_otp(step), digits):
            return step
    return None


def is_paused(failures: int, failed_at: datetime | None, now: datetime) -> bool:
    """Whether no code counts at the moment."""
    return failures >= MOST_FAILURES and failed_at is not None and now < failed_at + PAUSE


def new_codes() -> list[str]:
    """Recovery codes, such as `7K2M9-QXT4H`."""
    letters = ("".join(secrets.choice(ALPHABET) for _ in range(LETTERS)) for _ in range(CODES))
    return [f"{one[: LETTERS // 2]}-{one[LETTERS // 2 :]}" for one in letters]


def plain(code: str) -> str:
    """A recovery code as it is compared, however it was typed."""
    return code.upper().translate(READ_AS)


def is_required(roles: Iterable[str], needing: Collection[str], *, demo: bool) -> bool:
    """Whether who holds these roles must have one; not the accounts of the made-up community, whose
    password stands on the login page."""
    return not demo and not set(roles).isdisjoint(needing)
