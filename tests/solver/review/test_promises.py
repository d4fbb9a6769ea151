"""A promise that cannot be kept stands first among the findings, with its reason."""

from __future__ import annotations

from models.scenario import Scenario
from models.study import Study
from solver import study
from solver.settings import Settings
from tests.helpers.small_towns import town


def promised(**more: object) -> dict[str, object]:
    week = town("hub")
    week["policy"]["commitments"] = [{"donor": "s3", "vehicle": "v0", "day": "mon"} | more]
    return week


def made(week: dict[str, object]) -> Study:
    return study.run(Scenario.model_validate(week), Settings(1.0, weeks=0))


def test_a_promise_that_is_kept_is_not_told() -> None:
    found = made(promised())
    assert all(not one.code.startswith("promise") for one in found.findings)


def test_a_promise_that_nobody_can_drive_stands_first() -> None:
    week = promised()
    for who in week["people"]:  # type: ignore[attr-defined]
        who["licences"] = ["B"] if who["association"] == "b" else []
        who["days"] = ["tue"] if who["association"] == "b" else ["mon", "tue"]
    found = made(week)
    first = found.findings[0]
    assert (first.code, first.severity, first.where) == (
        "promise_broken",
        "warning",
        ("s3", "v0", "mon"),
    )
    reason = next(one.reason for one in found.unserved if one.pickup == "s3_mon")
    assert reason.fr in first.text.fr
    assert reason.en in first.text.en


def test_a_promise_too_far_to_keep_stands_first() -> None:
    week = promised(at="08:00")
    week["donors"][3]["place"] |= {"lat": 43.9}  # type: ignore[index]
    found = made(week)
    assert found.violations == ()
    assert found.findings[0].code == "promise_broken"
    assert "s3" in found.findings[0].text.fr


def test_the_reason_is_that_of_the_promised_vehicle() -> None:
    """v1 could go, but is not who promised: why v0 does not go is what is told."""
    week = promised()
    week["vehicles"][0]["days"] = ["tue"]  # type: ignore[index]
    found = made(week)
    first = found.findings[0]
    assert (first.code, first.where) == ("promise_broken", ("s3", "v0", "mon"))
    assert "The best placed vehicle does not go out then (v0, Monday" in first.text.en
    assert "promised to another vehicle" not in first.text.en
