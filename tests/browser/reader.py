"""Somebody at a browser, who looks hard at every page."""

import re
from dataclasses import dataclass
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Response, StorageState

from contracts.roles import STAFF
from tests.support.product import DEMO_PASSWORD
from tests.web.live_parts import lost_by_a_refresh

TIMEOUT = 20_000
"""Milliseconds within which a page shows what it is to show; machines of tests are busy."""
LARGEST = 150_000
"""Bytes that a page may send on first load."""
RAW = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-|\b[a-z]+_[a-z_]+\b|\bNone\b|\bundefined\b|%\(")
"""What no person should read: ids, codes, what is left of a program."""
DEMO = frozenset({"deputy_manager", "company_admin", "company_director", "company_finance"}) | {
    f"yx_{role}" for role in STAFF
}
"""User names of the demonstration, shown on purpose."""
HAN = re.compile(r"[\u4e00-\u9fff]")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]


@dataclass(frozen=True)
class Manner:
    """How somebody reads."""

    language: str = "zh"
    width: int = 360
    scripts: bool = True
    scheme: str = "light"

    def __str__(self) -> str:
        """Its name in a test's name."""
        plain = "" if self.scripts else "-without-scripts"
        return f"{self.language}-{self.width}{plain}{'-dark' if self.scheme == 'dark' else ''}"


class Reader:
    """A browser window of its own, with its own cookies."""

    def __init__(
        self, browser: Browser, url: str, manner: Manner, state: StorageState | None = None
    ) -> None:
        self.url = url
        self.manner = manner
        self.context = browser.new_context(
            viewport={"width": manner.width, "height": 800},
            locale="zh-CN" if manner.language == "zh" else "en-GB",
            timezone_id="Asia/Shanghai",
            color_scheme=manner.scheme,  # type: ignore[arg-type]
            java_script_enabled=manner.scripts,
            base_url=url,
            storage_state=state,
        )
        self.page = self.context.new_page()
        self.page.set_default_timeout(TIMEOUT)
        self.urls: list[str] = []
        self.complaints: list[str] = []
        self.context.on("request", lambda request: self.urls.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._note)

    def _note(self, message: Any) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            self.complaints.append(message.text)

    def close(self) -> None:
        """Close the window; whatever was asked, was asked of the product."""
        self.context.close()
        assert [url for url in self.urls if not url.startswith((self.url, "data:", "blob:"))] == []
        assert self.complaints == [], self.complaints

    def log_in(self, username: str, password: str = DEMO_PASSWORD) -> None:
        """Reach one's home: log in by the form, unless the window's cookies still hold."""
        self.page.goto("/")
        if not self.page.locator("#username").count():
            return
        self.page.fill("#username", username)
        self.page.fill("#password", password)
        with self.page.expect_navigation():
            self.page.click("form.panel button")
        assert not self.path().startswith("/login"), self.text()

    def go(self, path: str) -> Response:
        """Open a page and look at it."""
        answer = self.page.goto(path)
        assert answer
        self.look()
        return answer

    def click(self, selector: str) -> None:
        """Click what leads to another page, and look at that."""
        with self.page.expect_navigation():
            self.page.click(selector)
        self.look()

    def send(self, action: str) -> None:
        """Send the form that goes to an address ending so; look at what comes."""
        buttons = "button:not([name=language], [name=insert], [hidden])"
        self.click(f'form[action$="{action}"] {buttons}')

    def text(self) -> str:
        """What stands on the page."""
        return self.page.inner_text("main")

    def path(self) -> str:
        """Where one is."""
        return self.page.url.removeprefix(self.url)

    def look(self) -> None:
        """Nothing sticks out, nothing raw is shown but what is to be typed (`code`), the language
        is the reader's, and a refresh takes nothing away that was half typed."""
        page, manner = self.page, self.manner
        shown = page.inner_text("body")
        typed = RAW.findall("\n".join(page.locator("main code").all_inner_texts()))
        raw = [word for word in RAW.findall(shown) if word not in {*DEMO, *typed}]
        assert raw == [], f"{self.path()}: {raw}"
        tag = page.get_attribute("html", "lang")
        assert tag == ("zh-CN" if manner.language == "zh" else "en")
        if manner.scripts:
            over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert over <= 0, f"{self.path()} is {over} px too wide"
        lost = lost_by_a_refresh(page.content())
        assert lost == [], f"{self.path()}: {lost} in a part that refreshes"

    def violations(self) -> list[str]:
        """What axe finds wrong on the page."""
        return self._found({"type": "tag", "values": RULES})

    def too_faint_in_the_dark(self) -> list[str]:
        """What cannot be read when the page is dark; nothing else changes with its colours."""
        self.page.emulate_media(color_scheme="dark", reduced_motion="reduce")  # at once
        found = self._found({"type": "rule", "values": ["color-contrast"]})
        scheme: Any = self.manner.scheme
        self.page.emulate_media(color_scheme=scheme, reduced_motion="no-preference")
        return [f"in the dark: {each}" for each in found]

    def _found(self, rules: Any) -> list[str]:
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE_SCRIPT)
        options = {"runOnly": rules, "resultTypes": ["violations"]}
        run = "async (options) => (await axe.run(options)).violations"
        return [
            f"{self.path()}: {rule['id']}: {node['target']} {node['failureSummary']}"
            for rule in self.page.evaluate(run, options)
            for node in rule["nodes"]
        ]

    def weight(self, path: str) -> int:
        """Bytes that a page sends to a browser that has nothing yet."""
        window = self.context.new_cdp_session(self.page)
        window.send("Network.enable")
        window.send("Network.setCacheDisabled", {"cacheDisabled": True})
        sizes: list[float] = []
        window.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        self.page.goto(path)
        self.page.wait_for_load_state("load")
        window.detach()
        return int(sum(sizes))
