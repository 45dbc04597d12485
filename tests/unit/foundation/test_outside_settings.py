"""P06: what leads out of the house is configured whole and understood, or nothing starts."""

import pytest

from foundation.config import ConfigurationError, Settings

WHOLE = {
    "OIDC_ISSUER": "https://id.example.com", "OIDC_CLIENT_ID": "guanjia",
    "OIDC_CLIENT_SECRET": "secret",
}  # fmt: skip


def configured(monkeypatch: pytest.MonkeyPatch, **values: str) -> Settings:
    """The settings of an environment."""
    for name in (*WHOLE, "WEBHOOK_NETWORKS"):
        monkeypatch.delenv(f"GUANJIA_{name}", raising=False)
    for name, value in values.items():
        monkeypatch.setenv(f"GUANJIA_{name}", value)
    return Settings.from_environment()


def test_P06_a_provider_is_configured_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    assert configured(monkeypatch).oidc_issuer == ""
    assert configured(monkeypatch, **WHOLE).oidc_client_id == "guanjia"


@pytest.mark.parametrize("missing", list(WHOLE))
def test_P06_half_a_provider_does_not_start(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    rest = {name: value for name, value in WHOLE.items() if name != missing}
    with pytest.raises(ConfigurationError, match=f"GUANJIA_{missing} is not set"):
        configured(monkeypatch, **rest)


@pytest.mark.parametrize("issuer", ["http://id.example.com", "id.example.com", "ftp://x"])
def test_P06_a_provider_in_the_clear_does_not_start(
    monkeypatch: pytest.MonkeyPatch, issuer: str
) -> None:
    with pytest.raises(ConfigurationError, match="OIDC_ISSUER"):
        configured(monkeypatch, **WHOLE | {"OIDC_ISSUER": issuer})


def test_P06_networks_for_webhooks_are_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    found = configured(monkeypatch, WEBHOOK_NETWORKS="10.0.0.0/8, fd00::/8")
    assert found.webhook_networks == ("10.0.0.0/8", "fd00::/8")
    with pytest.raises(ConfigurationError, match="WEBHOOK_NETWORKS"):
        configured(monkeypatch, WEBHOOK_NETWORKS="intranet")
