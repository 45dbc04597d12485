"""Debian's Chromium; the one without windows, where it is installed, takes a third less time."""

import shutil

from playwright.sync_api import Browser, Playwright

ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


PROGRAMS = ("chromium-headless-shell", "chromium")


def program() -> str | None:
    """Where it is installed."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def launch(playwright: Playwright, program: str) -> Browser:
    """Start it without a screen."""
    return playwright.chromium.launch(executable_path=program, headless=True, args=list(ARGUMENTS))
