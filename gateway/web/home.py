"""The landing page, and the page that explains a problem's code."""

from dataclasses import dataclass

from flask import Flask, abort, render_template

from contracts.problems import catalogue
from gateway.gate import gate
from gateway.languages import TAGS, Language, language
from gateway.problems import TITLES
from gateway.web.texts import TEXTS

DEMO_PASSWORD = "guanjia-demo"  # noqa: S105 - shown on purpose, accepted in demo mode only


@dataclass(frozen=True)
class Login:
    """One of the demonstration's accounts."""

    username: str
    zh: str
    en: str

    def role(self, chosen: Language) -> str:
        """What the account is for."""
        return self.zh if chosen == "zh" else self.en


LOGINS = (
    Login("receptionist", "接待员（前台）", "Front desk"),
    Login("steward", "楼栋管家", "Steward of some buildings"),
    Login("engineer", "维修工", "Engineer"),
    Login("supervisor", "客服主管", "Supervisor"),
    Login("deputy_manager", "主管副总经理", "Deputy manager"),
    Login("director", "项目经理", "Director"),
    Login("finance", "财务", "Finance"),
    Login("inspector", "督察", "Inspector"),
    Login("admin", "系统管理员", "Administrator"),
    Login("resident1", "业主（resident1 至 resident5）", "Resident (resident1 to resident5)"),
)


def install(app: Flask) -> None:
    """Add `/` and `/problems/<code>`."""
    app.add_url_rule("/", view_func=home)
    app.add_url_rule("/problems/<code>", view_func=problem)
    app.context_processor(page_context)


def page_context() -> dict[str, object]:
    """What every page needs."""
    chosen = language()
    return {"t": TEXTS[chosen], "language": chosen, "tag": TAGS[chosen]}


def home() -> str:
    """Where to go from here; in demo mode, who to log in as."""
    logins = LOGINS if gate().settings.demo else ()
    return render_template("home.html", logins=logins, password=DEMO_PASSWORD)


def problem(code: str) -> str:
    """What a problem's code means: the `type` of a problem document leads here."""
    found = catalogue().get(code)
    if found is None:
        abort(404)
    title = TITLES.get(found.status, TITLES[400])[language()]
    return render_template("problem.html", code=code, problem=found, title=title)
