"""A run says when it held less than it should have."""

from pathlib import Path

from tests.chaos.ledger import Ledger
from tests.chaos.points import points
from tests.chaos.quotas import DISTURBING, KILLING, behind, quotas, spared_points
from tests.kills.journal import Journal


def test_ten_minutes_owe_every_point_and_one_minute_a_tenth(tmp_path: Path) -> None:
    ledger = Ledger(Journal(tmp_path))
    for point in points():
        ledger.kill(point.name)
    ledger.kills['web, anywhere'] = 60
    ledger.partitions, ledger.pauses, ledger.full_disks = 12, 5, 3
    assert all(quota.is_met for quota in quotas(10, 20_000, ledger))
    assert [quota.is_met for quota in quotas(10, 19_999, ledger)] == [False, True, True, True]
    del ledger.kills['committed']
    assert spared_points(ledger) == ['committed']
    assert [quota.is_met for quota in quotas(10, 20_000, ledger)] == [True, True, True, False]
    assert all(quota.is_met for quota in quotas(1, 2_000, ledger))


def test_what_is_still_owed_is_struck_first(tmp_path: Path) -> None:
    ledger = Ledger(Journal(tmp_path))
    assert behind(5, ledger) == KILLING | DISTURBING
    ledger.partitions = 10
    assert behind(5, ledger) == KILLING
    assert behind(6, ledger) == KILLING | DISTURBING
    for point in points():
        ledger.kill(point.name)
    assert behind(5, ledger) == frozenset()
