"""Debian's Chromium."""

import shutil

from playwright.sync_api import Browser, Playwright

ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def program() -> str | None:
    """Where it is installed."""
    return shutil.which("chromium")


def launch(playwright: Playwright, program: str) -> Browser:
    """Start it without a screen."""
    return playwright.chromium.launch(executable_path=program, headless=True, args=list(ARGUMENTS))
