"""Forms of the pages for everybody."""

from wtforms import HiddenField, PasswordField, StringField, SubmitField

from contracts.directory import methods
from gateway.translations import _l
from gateway.web.forms import PageForm, Ticks
from gateway.web.schema_fields import arguments


class Login(PageForm):
    """User name and password, and where one wanted to go."""

    calls = (methods.AUTHENTICATE,)

    username = StringField(
        _l("User name"), render_kw={"autocomplete": "username", "autocapitalize": "none"}
    )
    password = PasswordField(_l("Password"), render_kw={"autocomplete": "current-password"})
    back = HiddenField()


class Password(PageForm):
    """A new password; the old one proves who asks."""

    calls = (methods.CHANGE_PASSWORD,)
    sources = {"repeated": arguments(methods.CHANGE_PASSWORD)["new_password"]}
    blames = {"bad_credentials": "old_password", "weak_password": "new_password"}

    old_password = PasswordField(
        _l("Present password"), render_kw={"autocomplete": "current-password"}
    )
    new_password = PasswordField(_l("New password"), render_kw={"autocomplete": "new-password"})
    repeated = PasswordField(
        _l("New password, once more"), render_kw={"autocomplete": "new-password"}
    )


class Join(PageForm):
    """What somebody chooses who holds a one-time link."""

    calls = (methods.USE_LINK,)
    sources = {"repeated": arguments(methods.USE_LINK)["password"]}
    needed = frozenset({"username", "name"})
    blames = {"weak_password": "password", "username_taken": "username"}

    name = StringField(_l("Your name"), render_kw={"autocomplete": "name"})
    roles = Ticks(
        _l("I work as well as"),
        description=_l("For a small company. Later nobody changes their own roles."),
    )
    username = StringField(
        _l("User name"),
        description=_l("Small letters, figures, dot and hyphen; you log in by it."),
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(_l("Password"), render_kw={"autocomplete": "new-password"})
    repeated = PasswordField(_l("Password, once more"), render_kw={"autocomplete": "new-password"})


CODE = {"autocomplete": "one-time-code", "autocapitalize": "characters"}


class LoginCode(PageForm):
    """The second step of a login."""

    calls = (methods.LOG_IN_BY_CODE,)
    blames = {"bad_second_factor": "totp"}

    totp = StringField(_l("One-time code"), render_kw=CODE)


class BeginAtLogin(PageForm):
    """Set up what the role needs, before one is let in."""

    calls = (methods.ENROL_AT_LOGIN,)


class ConfirmAtLogin(LoginCode):
    """The first code of the app."""

    calls = (methods.CONFIRM_AT_LOGIN,)


class Enrol(PageForm):
    """Begin to set up a second factor."""

    calls = (methods.ENROL_SECOND_FACTOR,)
    blames = {"bad_credentials": "old_password"}

    old_password = PasswordField(
        _l("Present password"), render_kw={"autocomplete": "current-password"}
    )


class ConfirmFactor(LoginCode):
    """The first code of the app."""

    calls = (methods.CONFIRM_SECOND_FACTOR,)


class RenewCodes(LoginCode):
    """New recovery codes."""

    calls = (methods.RENEW_RECOVERY_CODES,)


class RemoveFactor(Enrol):
    """The password alone is to do again."""

    calls = (methods.REMOVE_SECOND_FACTOR,)
    blames = {"bad_credentials": "old_password", "bad_second_factor": "totp"}

    totp = StringField(_l("One-time code"), render_kw=CODE)


class Code(PageForm):
    """Which code stands on the paper."""

    calls = (methods.OPEN_CODE,)

    code = StringField(
        _l("Code on the paper"), render_kw={"autocomplete": "off", "autocapitalize": "characters"}
    )


class ComeIn(PageForm):
    """Who comes in by a household code."""

    calls = (methods.USE_CODE,)
    sources = {"repeated": arguments(methods.USE_CODE)["password"]}
    blames = {"weak_password": "password", "username_taken": "username"}

    name = StringField(_l("Your name"), render_kw={"autocomplete": "name"})
    phone = StringField(_l("Your phone"), render_kw={"autocomplete": "tel"})
    username = StringField(
        _l("User name"),
        description=_l("Small letters, figures, dot and hyphen; you log in by it."),
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(_l("Password"), render_kw={"autocomplete": "new-password"})
    repeated = PasswordField(_l("Password, once more"), render_kw={"autocomplete": "new-password"})


class Forgot(PageForm):
    """Who has forgotten the password."""

    calls = (methods.FORGOT_PASSWORD,)

    username = StringField(
        _l("User name or e-mail"), render_kw={"autocomplete": "username", "autocapitalize": "none"}
    )


class Contact(Enrol):
    """Where messages to oneself go."""

    calls = (methods.CHANGE_CONTACT,)

    email = StringField(_l("E-mail"), render_kw={"autocomplete": "email"})
    phone = StringField(_l("Phone"), render_kw={"autocomplete": "tel"})


class TakeData(PageForm):
    """The own data, to take along (P08)."""

    calls = (methods.OWN_DATA,)


class EndLogin(PageForm):
    """One of the own logins is to end."""

    calls = (methods.END_SESSION,)


class Language(PageForm):
    """The language wanted, and where one was."""

    language = HiddenField()
    back = HiddenField()


class ChooseCommunity(PageForm):
    """The community that is to be acted in, empty: all; and where one wants to go."""

    community = HiddenField()
    back = HiddenField()


class MoveClock(PageForm):
    """By how much the demo clock is to be moved, and where one was."""

    advance = SubmitField()
    back = HiddenField()
