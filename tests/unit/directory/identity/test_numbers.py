"""Identity numbers."""

from services.directory.identity.rules.numbers import is_identity_number


def test_D01_an_identity_number_has_a_birthday_and_the_right_check() -> None:
    assert is_identity_number("11010519491231002X")
    assert not is_identity_number("110105194912310021")
    assert not is_identity_number("110105194913310026")
    assert not is_identity_number("1101051949123100")
    assert not is_identity_number("１1010519491231002X")
