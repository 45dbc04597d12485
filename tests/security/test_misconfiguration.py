"""What an operator types wrongly is one clear line, never taken for something else."""

from pathlib import Path

import pytest

from foundation.config import ConfigurationError, Settings


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GUANJIA_MODE", "Embeded"),
        ("GUANJIA_MODE", "production"),
        ("GUANJIA_DEMO", "true"),
        ("GUANJIA_DEMO", "off"),
        ("GUANJIA_PORT", "80a"),
        ("GUANJIA_METRICS_PORT", "-1"),
        ("GUANJIA_TRUSTED_PROXIES", "nginx"),
        ("GUANJIA_MAX_WORKERS", "1.5"),
        ("GUANJIA_SECRET_KEY_FILE", "/nowhere/secret.key"),
    ],
)
def test_a_setting_that_cannot_be_understood_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.delenv("PORT", raising=False)
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigurationError) as refused:
        Settings.from_environment()
    assert name in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_secret_comes_from_a_file_without_its_line_end(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    secret = tmp_path / "key"
    secret.write_text("s" * 40 + "\n", encoding="utf-8")
    monkeypatch.setenv("GUANJIA_SECRET_KEY_FILE", str(secret))
    assert Settings.from_environment().secret_key == "s" * 40
