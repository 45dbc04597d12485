"""P03: the second factor: set up by its holder, asked at each login, its codes count once."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pyotp
import pytest
from sqlalchemy import text

from contracts.directory.second_factor import (
    BadSecondFactor,
    NoSecondFactor,
    OwnSecondFactor,
    ProofOutdated,
    SecondFactorMissing,
    SecondFactorNeeded,
    SecondFactorRequired,
    SecondFactorThere,
)
from foundation import config
from foundation.actor import SYSTEM, Actor
from foundation.clock import FixedClock
from foundation.errors import BadCredentials, Forbidden, NotAuthenticated, SecretMissing
from foundation.storage.store import Store
from services.directory.people.tables import Account
from services.directory.second_factor import operations as second_factor
from services.directory.second_factor import proofs, rules
from services.directory.service import DirectoryService as Directory
from tests.operations.conftest import events, perform
from tests.operations.directory.rights.test_rights import PASSWORD, Company

BEGIN = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)


@dataclass
class Watch:
    """The machine's clock, which telephones follow."""

    now: datetime = BEGIN

    def on(self, **by: float) -> None:
        """Move on."""
        self.now += timedelta(**by)


@pytest.fixture(autouse=True)
def installation() -> Iterator[None]:
    """An installation with a secret."""
    before = config.settings()
    config.use(replace(before, secret_key="s" * 40))
    yield
    config.use(before)


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    """A clock that is moved."""
    made = Watch()
    for module in (second_factor, proofs):
        monkeypatch.setattr(module, "machine_now", lambda: made.now)
    return made


@pytest.fixture
def company(store: Store) -> Company:
    """A company whose operator sits at the console."""
    return Company(store, Actor("console:root", "root", frozenset({"admin"})))


def name_of(company: Company, whom: Actor) -> str:
    """What somebody logs in by."""
    found = perform(company.store, Directory.get_person, company.console, person_id=whom.id)
    return str(found["username"])


def log_in(company: Company, whom: Actor, totp: str | None = None) -> dict[str, Any]:
    """Log in."""
    data = {"username": name_of(company, whom), "password": PASSWORD, "totp": totp}
    return dict(perform(company.store, Directory.authenticate, SYSTEM, **data))


def enrol(company: Company, whom: Actor, watch: Watch) -> tuple[pyotp.TOTP, list[str]]:
    """Set it up: the app, and the recovery codes."""
    begun = perform(company.store, Directory.enrol_second_factor, whom, old_password=PASSWORD)
    app = pyotp.TOTP(begun["secret"])
    code = app.at(watch.now)
    done = perform(company.store, Directory.confirm_second_factor, whom, totp=code)
    watch.on(seconds=30)
    return app, list(done["recovery_codes"])


def test_P03_RFC_6238_the_codes_are_those_of_the_standard() -> None:
    """Appendix B, of which six of eight digits are taken."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    for seconds, code in ((59, "287082"), (1111111109, "081804"), (20000000000, "353130")):
        moment = datetime.fromtimestamp(seconds, UTC)
        assert rules.step_of(secret, code, moment, 0) == seconds // 30


def test_P03_who_has_a_second_factor_logs_in_with_it(company: Company, watch: Watch) -> None:
    steward = company.hire("steward")
    app, _ = enrol(company, steward, watch)
    with pytest.raises(SecondFactorRequired):
        log_in(company, steward)
    assert log_in(company, steward, app.at(watch.now))["roles"] == ["steward"]


def test_P03_without_the_password_a_code_says_nothing(company: Company, watch: Watch) -> None:
    steward = company.hire("steward")
    app, _ = enrol(company, steward, watch)
    wrong = {"username": name_of(company, steward), "password": "wrong", "totp": app.at(watch.now)}
    with pytest.raises(BadCredentials):
        perform(company.store, Directory.authenticate, SYSTEM, **wrong)
    assert log_in(company, steward, app.at(watch.now)), "the code was not used up"


@pytest.mark.both_databases
def test_P03_a_code_counts_once(company: Company, watch: Watch) -> None:
    steward = company.hire("steward")
    app, _ = enrol(company, steward, watch)
    code, older = app.at(watch.now), app.at(watch.now - timedelta(seconds=30))
    log_in(company, steward, code)
    for used in (code, older):
        with pytest.raises(BadSecondFactor):
            log_in(company, steward, used)
    watch.on(seconds=30)
    assert log_in(company, steward, app.at(watch.now))


def test_P03_negative_control_without_the_last_step_a_code_would_count_twice(
    company: Company, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    steward = company.hire("steward")
    app, _ = enrol(company, steward, watch)
    code = app.at(watch.now)
    log_in(company, steward, code)
    step_of = rules.step_of
    monkeypatch.setattr(
        rules, "step_of", lambda secret, code, now, _: step_of(secret, code, now, 0)
    )
    assert log_in(company, steward, code)


@pytest.mark.parametrize(
    ("seconds", "counts"), [(-90, False), (-30, True), (30, True), (90, False)]
)
def test_P03_a_telephone_may_be_half_a_minute_wrong(
    company: Company, watch: Watch, seconds: int, counts: bool
) -> None:
    steward = company.hire("steward")
    app, _ = enrol(company, steward, watch)
    watch.on(minutes=10)
    code = app.at(watch.now + timedelta(seconds=seconds))
    if counts:
        assert log_in(company, steward, code)
        return
    with pytest.raises(BadSecondFactor):
        log_in(company, steward, code)


def test_P03_after_ten_wrong_codes_none_counts_for_a_while(company: Company, watch: Watch) -> None:
    """From wherever they come: who has the password has a network for each guess."""
    steward = company.hire("steward")
    app, codes = enrol(company, steward, watch)
    for _ in range(10):
        with pytest.raises(BadSecondFactor):
            log_in(company, steward, "not one")
    for right in (app.at(watch.now), codes[0]):
        with pytest.raises(BadSecondFactor):
            log_in(company, steward, right)
    watch.on(minutes=15)
    assert log_in(company, steward, app.at(watch.now))


def test_P03_negative_control_without_the_pause_one_could_go_on_guessing(
    company: Company, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    steward = company.hire("steward")
    app, _ = enrol(company, steward, watch)
    monkeypatch.setattr(rules, "is_paused", lambda *_: False)
    for _ in range(11):
        with pytest.raises(BadSecondFactor):
            log_in(company, steward, "not one")
    assert log_in(company, steward, app.at(watch.now))


def test_P03_a_recovery_code_opens_once(company: Company, watch: Watch) -> None:
    steward = company.hire("steward")
    _, codes = enrol(company, steward, watch)
    assert len(set(codes)) == 10
    assert log_in(company, steward, codes[0].lower().replace("-", " "))
    with pytest.raises(BadSecondFactor):
        log_in(company, steward, codes[0])
    left = perform(company.store, Directory.own_second_factor, steward)["recovery_codes_left"]
    assert left == 9


def test_P03_new_recovery_codes_end_the_old_ones(company: Company, watch: Watch) -> None:
    steward = company.hire("steward")
    app, old = enrol(company, steward, watch)
    renewed = perform(
        company.store, Directory.renew_recovery_codes, steward, totp=app.at(watch.now)
    )["recovery_codes"]
    with pytest.raises(BadSecondFactor):
        log_in(company, steward, old[0])
    assert log_in(company, steward, renewed[0])


def test_P03_the_database_opens_no_second_factor(
    company: Company, store: Store, watch: Watch
) -> None:
    steward = company.hire("steward")
    app, codes = enrol(company, steward, watch)
    with store.read() as uow:
        names = uow.session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        rows = str([uow.session.execute(text(f"SELECT * FROM {name}")).all() for name in names])
    plain = [rules.plain(code) for code in codes]
    assert not [said for said in (app.secret, *codes, *plain) if said in rows]


def test_P03_under_another_secret_no_code_counts(company: Company, watch: Watch) -> None:
    steward = company.hire("steward")
    app, codes = enrol(company, steward, watch)
    config.use(replace(config.settings(), secret_key="t" * 40))
    for code in (app.at(watch.now), codes[0]):
        with pytest.raises(BadSecondFactor):
            log_in(company, steward, code)


def test_P03_without_a_secret_nobody_sets_one_up(company: Company, watch: Watch) -> None:
    steward = company.hire("steward")
    config.use(replace(config.settings(), secret_key=""))
    with pytest.raises(SecretMissing):
        perform(company.store, Directory.enrol_second_factor, steward, old_password=PASSWORD)


def test_P03_setting_up_needs_the_password_and_the_first_code(
    company: Company, watch: Watch
) -> None:
    steward = company.hire("steward")
    with pytest.raises(BadCredentials):
        perform(company.store, Directory.enrol_second_factor, steward, old_password="wrong")
    with pytest.raises(NoSecondFactor):
        perform(company.store, Directory.confirm_second_factor, steward, totp="123456")
    perform(company.store, Directory.enrol_second_factor, steward, old_password=PASSWORD)
    with pytest.raises(BadSecondFactor):
        perform(company.store, Directory.confirm_second_factor, steward, totp="000000")
    assert log_in(company, steward), "nothing half done: it is not needed yet"


def test_P03_setting_it_up_ends_all_logins_but_the_own(company: Company, watch: Watch) -> None:
    steward = company.hire("steward")
    here, elsewhere = log_in(company, steward), log_in(company, steward)
    me = replace(steward, session=here["session_id"])
    enrol(company, me, watch)
    held = {"person_id": steward.id}
    perform(company.store, Directory.session, SYSTEM, **held, session_id=here["session_id"])
    with pytest.raises(NotAuthenticated):
        perform(
            company.store, Directory.session, SYSTEM, **held, session_id=elsewhere["session_id"]
        )
    assert events(company.store, "access_changed"), "the gateways are told"
    with pytest.raises(SecondFactorThere):
        perform(company.store, Directory.enrol_second_factor, me, old_password=PASSWORD)


def test_P03_who_needs_none_removes_it_with_password_and_code(
    company: Company, watch: Watch
) -> None:
    steward = company.hire("steward")
    app, _ = enrol(company, steward, watch)
    remove = Directory.remove_second_factor
    for wrong, refusal in (
        ({"old_password": "x", "totp": app.at(watch.now)}, BadCredentials),
        ({"old_password": PASSWORD, "totp": "000000"}, BadSecondFactor),
    ):
        with pytest.raises(refusal):
            perform(company.store, remove, steward, **wrong)
    perform(company.store, remove, steward, old_password=PASSWORD, totp=app.at(watch.now))
    assert log_in(company, steward)


NEEDING = [("admin", True), ("finance", True), ("director", False), ("steward", False)]


@pytest.mark.parametrize(("role", "needed"), NEEDING)
def test_P03_who_needs_one_has_fourteen_days_to_set_it_up(
    company: Company, watch: Watch, clock: FixedClock, role: str, needed: bool
) -> None:
    one = company.hire(role)
    log_in(company, one)
    told = perform(company.store, Directory.own_second_factor, one)
    assert (told["required"], told["due_at"] is not None) == (needed, needed)
    clock.advance(timedelta(days=13))
    log_in(company, one)
    clock.advance(timedelta(days=1))
    if not needed:
        assert log_in(company, one)
        return
    with pytest.raises(SecondFactorMissing):
        log_in(company, one)


@pytest.mark.parametrize(("role", "needed"), NEEDING)
def test_P03_a_login_that_is_open_ends_with_the_time_to_set_it_up(
    company: Company, watch: Watch, clock: FixedClock, role: str, needed: bool
) -> None:
    one = company.hire(role)
    opened = {"person_id": one.id, "session_id": log_in(company, one)["session_id"]}
    clock.advance(timedelta(days=13))
    perform(company.store, Directory.session, SYSTEM, **opened)
    clock.advance(timedelta(days=1))
    if not needed:
        assert perform(company.store, Directory.session, SYSTEM, **opened)
        return
    with pytest.raises(NotAuthenticated):
        perform(company.store, Directory.session, SYSTEM, **opened)


def test_P03_whose_time_is_over_sets_it_up_at_the_login(
    company: Company, watch: Watch, clock: FixedClock
) -> None:
    finance = company.hire("finance")
    log_in(company, finance)
    clock.advance(timedelta(days=14))
    with pytest.raises(SecondFactorMissing) as refused:
        log_in(company, finance)
    proof = {"proof": refused.value.params["proof"]}
    begun = perform(company.store, Directory.enrol_at_login, SYSTEM, **proof)
    app = pyotp.TOTP(begun["secret"])
    with pytest.raises(BadSecondFactor):
        perform(company.store, Directory.confirm_at_login, SYSTEM, **proof, totp="000000")
    done = perform(
        company.store, Directory.confirm_at_login, SYSTEM, **proof, totp=app.at(watch.now)
    )
    assert len(done["recovery_codes"]) == 10
    watch.on(seconds=30)
    assert log_in(company, finance, app.at(watch.now))["roles"] == ["finance"]


def test_P03_negative_control_without_the_rule_nobody_would_need_one(
    company: Company, watch: Watch, clock: FixedClock
) -> None:
    finance, director = company.hire("finance"), company.hire("director")
    log_in(company, finance)
    change = {"name": "second_factor_roles", "value": []}
    perform(company.store, Directory.change_policy, director, **change)
    clock.advance(timedelta(days=30))
    assert log_in(company, finance)


def test_P03_accounts_of_the_demonstration_never_need_one(
    company: Company, store: Store, watch: Watch, clock: FixedClock
) -> None:
    """Their password stands on the login page."""
    admin = company.hire("admin")
    with store.write() as uow:
        uow.session.get_one(Account, admin.id).demo = True
    config.use(replace(config.settings(), demo=True))
    log_in(company, admin)
    clock.advance(timedelta(days=30))
    assert log_in(company, admin)


def test_P03_where_no_secret_is_kept_none_is_asked_for(
    company: Company, watch: Watch, clock: FixedClock
) -> None:
    admin = company.hire("admin")
    config.use(replace(config.settings(), secret_key=""))
    log_in(company, admin)
    clock.advance(timedelta(days=30))
    assert log_in(company, admin), "else nobody could help"


def test_P03_whose_role_needs_one_does_not_remove_it(company: Company, watch: Watch) -> None:
    finance = company.hire("finance")
    app, _ = enrol(company, finance, watch)
    with pytest.raises(SecondFactorNeeded):
        perform(
            company.store, Directory.remove_second_factor, finance,
            old_password=PASSWORD, totp=app.at(watch.now),
        )  # fmt: skip


def test_P03_the_second_step_goes_by_what_the_first_has_proved(
    company: Company, watch: Watch
) -> None:
    steward = company.hire("steward")
    app, _ = enrol(company, steward, watch)
    with pytest.raises(SecondFactorRequired) as refused:
        log_in(company, steward)
    proof = refused.value.params["proof"]
    assert PASSWORD not in proof and "proof" not in str(refused.value)
    step = {"proof": proof, "totp": app.at(watch.now), "kind": "pages"}
    assert perform(company.store, Directory.log_in_by_code, SYSTEM, **step)["id"] == steward.id


@pytest.mark.parametrize("how", ["made up", "late", "another password", "closed"])
def test_P03_a_proof_holds_for_some_minutes_and_for_that_password(
    company: Company, watch: Watch, how: str
) -> None:
    admin, steward = company.hire("admin"), company.hire("steward")
    app, _ = enrol(company, steward, watch)
    with pytest.raises(SecondFactorRequired) as refused:
        log_in(company, steward)
    proof = refused.value.params["proof"]
    if how == "made up":
        proof = f"{proof[:-4]}AAAA"
    elif how == "late":
        watch.on(minutes=10)
    else:
        change: dict[str, Any] = {"password": "quiet-Harbour-lamp-58"}
        change = {"disabled": True} if how == "closed" else change
        perform(company.store, Directory.change_account, admin, person_id=steward.id, **change)
    with pytest.raises(ProofOutdated):
        perform(
            company.store, Directory.log_in_by_code, SYSTEM, proof=proof, totp=app.at(watch.now)
        )


def reset(company: Company, by: Actor, whom: Actor) -> bool:
    """Reset somebody's; whether it waits for a second person."""
    answer = perform(company.store, Directory.reset_second_factor, by, person_id=whom.id)
    return bool(answer["waits"])


def test_P03_an_administrator_resets_it_and_all_is_logged_out(
    company: Company, watch: Watch
) -> None:
    admin, steward = company.hire("admin"), company.hire("steward")
    app, _ = enrol(company, steward, watch)
    opened = log_in(company, steward, app.at(watch.now))
    assert not reset(company, admin, steward)
    with pytest.raises(NotAuthenticated):
        held = {"person_id": steward.id, "session_id": opened["session_id"]}
        perform(company.store, Directory.session, SYSTEM, **held)
    assert log_in(company, steward)
    with pytest.raises(NoSecondFactor):
        reset(company, admin, steward)


@pytest.mark.parametrize("role", ["finance", "admin"])
def test_P03_that_of_who_holds_a_role_of_two_takes_two(
    company: Company, watch: Watch, role: str
) -> None:
    admin, second, holder = company.hire("admin"), company.hire("director"), company.hire(role)
    enrol(company, holder, watch)
    assert reset(company, admin, holder)
    with pytest.raises(SecondFactorRequired):
        log_in(company, holder)
    assert company.decide(second)["kind"] == "factor"
    assert log_in(company, holder)


def test_P03_nobody_resets_the_own(company: Company, watch: Watch) -> None:
    admin = company.hire("admin")
    enrol(company, admin, watch)
    with pytest.raises(OwnSecondFactor):
        reset(company, admin, admin)


@pytest.mark.parametrize("role", ["director", "supervisor", "steward"])
def test_P03_it_is_reset_by_administrators(company: Company, watch: Watch, role: str) -> None:
    by, steward = company.hire(role), company.hire("steward")
    enrol(company, steward, watch)
    with pytest.raises(Forbidden):
        reset(company, by, steward)
