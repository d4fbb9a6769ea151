"""The independent checker of the funders' table: cents, levels, small counts, editions."""

from __future__ import annotations

from models.findings import Finding
from models.grants_study import GrantsStudy
from solver.review.checks.grants_hidden import counts_hidden, editions_hidden
from solver.review.checks.grants_levels import levels_proved, proposals_allowed
from solver.review.checks.grants_money import cents_counted, days_counted, passed_once, sums_add_up


def check_grants(study: GrantsStudy) -> tuple[Finding, ...]:
    """Return every rule that a funders' table breaks; empty when it can be shown."""
    rules = (
        cents_counted,
        days_counted,
        passed_once,
        sums_add_up,
        proposals_allowed,
        levels_proved,
        counts_hidden,
        editions_hidden,
    )
    return tuple(one for rule in rules for one in rule(study))
