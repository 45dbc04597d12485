"""D06: number plates of mainland China are known, in whatever way they are written."""

import pytest

from contracts.directory.vehicles import PlateKind
from contracts.plates import in_one_way
from services.directory.vehicles.rules import kind_of


@pytest.mark.parametrize(
    ("written", "kept", "kind"),
    [
        ("粤B12345", "粤B12345", PlateKind.ORDINARY),
        ("粤b·12A45", "粤B12A45", PlateKind.ORDINARY),
        ("京 A-8H888", "京A8H888", PlateKind.ORDINARY),
        ("粤Ｂ１２３４５", "粤B12345", PlateKind.ORDINARY),
        ("粤BD12345", "粤BD12345", PlateKind.NEW_ENERGY),
        ("沪AF1234K".replace("K", "5"), "沪AF12345", PlateKind.NEW_ENERGY),
        ("粤B12345D", "粤B12345D", PlateKind.NEW_ENERGY),
        ("粤B1234学", "粤B1234学", PlateKind.SPECIAL),
        ("粤B1234挂", "粤B1234挂", PlateKind.SPECIAL),
        ("粤A1234警", "粤A1234警", PlateKind.SPECIAL),
        ("粤Z1234港", "粤Z1234港", PlateKind.SPECIAL),
        ("粤ZF023澳", "粤ZF023澳", PlateKind.SPECIAL),
        ("沪A0023领", "沪A0023领", PlateKind.SPECIAL),
        ("使014578", "使014578", PlateKind.SPECIAL),
        ("WJ京12345", "WJ京12345", PlateKind.SPECIAL),
        ("VA12345", "VA12345", PlateKind.SPECIAL),
        ("京X1234应急", "京X1234应急", PlateKind.SPECIAL),
        ("民航A1234", "民航A1234", PlateKind.SPECIAL),
    ],
)
def test_D06_a_plate_is_known_however_it_is_written(
    written: str, kept: str, kind: PlateKind
) -> None:
    assert in_one_way(written) == kept
    assert kind_of(kept, foreign=False) == kind


@pytest.mark.parametrize(
    "written",
    ["粤B1234", "粤B123456", "粤I12345", "粤B1O345", "港B12345", "B12345", "粤BDDD123", "车"],
)
def test_D06_what_is_no_plate_is_refused_unless_it_is_said_to_be_foreign(written: str) -> None:
    assert kind_of(in_one_way(written), foreign=False) is None
    assert kind_of(written, foreign=True) == PlateKind.OTHER
