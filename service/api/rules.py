"""Who may what: one rule for each route of the application, the pages' and the API's alike.

A route that stands here with no rule is refused to everybody. ``{language}`` is that of a page,
``{kind}`` any kind of study.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from service.acting import Role


@dataclass(frozen=True)
class Rule:
    """Who may ask for something."""

    roles: frozenset[Role] = frozenset()
    """Any of them is enough."""
    nobody: bool = False
    """Whether who is not logged in may, too."""
    of: str = ""
    """Where it is somebody's own: the part of the path that says whose, for who holds the role of
    the same name; who coordinates is not asked."""
    all_towns: bool = False
    """Whether an account of one town may not."""
    first_password: bool = False
    """Whether it may be asked for with a password that somebody else chose."""


_ALL: frozenset[Role] = frozenset(("coordinator", "association", "driver", "reader"))
OPEN = Rule(nobody=True, first_password=True)
SIGNED = Rule(_ALL)
MINE = Rule(_ALL, first_password=True)
READ = Rule(frozenset(("coordinator", "reader")))
RUN = Rule(frozenset(("coordinator",)))
TOWNS = Rule(frozenset(("coordinator",)), all_towns=True)
ASSOCIATION = Rule(frozenset(("coordinator", "association")), of="association")
DRIVER = Rule(frozenset(("coordinator", "driver")), of="driver")

RULES: Mapping[str, Rule] = {
    # everybody
    "GET /": OPEN,
    "GET /static": OPEN,
    "GET /{language}/log-in": OPEN,
    "POST /{language}/log-in": OPEN,
    "GET /api/openapi.json": OPEN,
    "GET /health": OPEN,
    "GET /ready": OPEN,
    # whoever is logged in
    "GET /{language}/": SIGNED,
    "POST /{language}/log-out": MINE,
    "GET /{language}/me": MINE,
    "POST /{language}/me/password": MINE,
    "POST /{language}/me/tokens": SIGNED,
    "POST /{language}/me/tokens/{token}/revoke": SIGNED,
    "GET /{language}/kept": SIGNED,
    "GET /{language}/own": SIGNED,
    # an association's own, a driver's own
    "GET /{language}/own/{town}/association/{association}": ASSOCIATION,
    "GET /{language}/own/{town}/association/{association}/agenda.ics": ASSOCIATION,
    "GET /{language}/own/{town}/association/{association}/{run}/{name:path}": ASSOCIATION,
    "POST /{language}/own/{town}/association/{association}/{week_of}": ASSOCIATION,
    "POST /{language}/own/{town}/association/{association}": ASSOCIATION,
    "GET /{language}/own/{town}/driver/{driver}": DRIVER,
    "GET /{language}/own/{town}/driver/{driver}/agenda.ics": DRIVER,
    "GET /{language}/own/{town}/driver/{driver}/{run}/{round}": DRIVER,
    # what is read of a town
    "GET /{language}/runs": READ,
    "GET /{language}/runs/{run}": READ,
    "GET /{language}/runs/{run}/steps": READ,
    "GET /{language}/ledger": READ,
    "GET /{language}/ledger/{town}": READ,
    "GET /{language}/weeks/{town}": READ,
    "GET /{language}/weeks/{town}/{week_of}": READ,
    "GET /{language}/calendars/{town}/{name}.ics": READ,
    "GET /{language}/template.xlsx": READ,
    "GET /{language}/short-template.xlsx": READ,
    "GET /api/scenarios": READ,
    "GET /api/scenarios/{scenario}": READ,
    "GET /api/scenarios/{scenario}/versions": READ,
    "GET /api/scenarios/{scenario}/versions/{number}": READ,
    "GET /api/scenarios/{scenario}/versions/{number}/check": READ,
    "GET /api/runs": READ,
    "GET /api/runs/{run}": READ,
    "GET /api/runs/{run}/steps": READ,
    "GET /api/runs/{run}/events": READ,
    "GET /api/runs/{run}/study": READ,
    "GET /api/{kind}": READ,
    "GET /api/{kind}/{run}": READ,
    "GET /api/ledger/{town}/balances": READ,
    "GET /api/ledger/{town}/entries": READ,
    "GET /api/ledger/{town}/entries.csv": READ,
    "GET /api/ledger/{town}/weeks": READ,
    "GET /api/ledger/{town}/chain": READ,
    "GET /api/journal/{town}/visits": READ,
    "GET /api/journal/{town}/chain": READ,
    "GET /api/demo": READ,
    "GET /api/workbooks/{size}": READ,
    # what holds contacts, and what changes something
    "POST /{language}/library": RUN,
    "GET /{language}/addresses": RUN,
    "POST /{language}/addresses": TOWNS,
    "GET /{language}/outlines": RUN,
    "POST /{language}/outlines": TOWNS,
    "POST /{language}/scenarios": RUN,
    "POST /{language}/mend": RUN,
    "GET /{language}/lists": RUN,
    "POST /{language}/lists": RUN,
    "POST /{language}/lists/take": RUN,
    "POST /{language}/first-steps": TOWNS,
    "GET /{language}/first-steps/{draft}": TOWNS,
    "POST /{language}/first-steps/{draft}/remove": TOWNS,
    "GET /{language}/first-steps/{draft}/check": TOWNS,
    "POST /{language}/first-steps/{draft}/addresses": TOWNS,
    "POST /{language}/first-steps/{draft}/plan": TOWNS,
    "GET /{language}/first-steps/{draft}/{step}": TOWNS,
    "POST /{language}/first-steps/{draft}/{step}": TOWNS,
    "GET /{language}/scenarios/{scenario}": RUN,
    "POST /{language}/scenarios/{scenario}/versions": RUN,
    "POST /{language}/scenarios/{scenario}/runs": RUN,
    "GET /{language}/scenarios/{scenario}/versions/{number}/{form}": RUN,
    "GET /{language}/scenarios/{scenario}/own": RUN,
    "POST /{language}/scenarios/{scenario}/own": RUN,
    "GET /{language}/scenarios/{scenario}/tables/{table}": RUN,
    "POST /{language}/scenarios/{scenario}/tables/{table}": RUN,
    "GET /{language}/scenarios/{scenario}/tables/{table}/thing": RUN,
    "POST /{language}/scenarios/{scenario}/tables/{table}/thing": RUN,
    "GET /{language}/scenarios/{scenario}/what-if": RUN,
    "POST /{language}/scenarios/{scenario}/what-if": RUN,
    "POST /{language}/runs/{run}/keep": RUN,
    "GET /{language}/runs/{run}/phones": RUN,
    "GET /{language}/runs/{run}/phones.pdf": RUN,
    "POST /{language}/runs/{run}/stop": RUN,
    "POST /{language}/runs/{run}/longer": RUN,
    "GET /{language}/runs/{run}/files": RUN,
    "GET /{language}/runs/{run}/files.zip": RUN,
    "GET /{language}/runs/{run}/files/{name:path}": RUN,
    "POST /{language}/runs/{run}/publish": RUN,
    "POST /{language}/runs/{run}/store": RUN,
    "GET /{language}/runs/{run}/about/{sort}/{name}": RUN,
    "POST /{language}/runs/{run}/about/{sort}/{name}": RUN,
    "GET /{language}/runs/{run}/call": RUN,
    "POST /{language}/runs/{run}/call": RUN,
    "GET /{language}/runs/{run}/called": RUN,
    "GET /{language}/runs/{run}/by-hand": RUN,
    "POST /{language}/runs/{run}/by-hand": RUN,
    "GET /{language}/runs/{run}/{tab}": RUN,
    "POST /{language}/runs/{run}/{tab}": RUN,
    "POST /{language}/ledger/{town}/corrections": RUN,
    "POST /{language}/weeks/{town}/{week_of}": RUN,
    "POST /{language}/weeks/{town}/{week_of}/file": RUN,
    "POST /{language}/weeks/{town}/{week_of}/code": RUN,
    "GET /{language}/weeks/{town}/{week_of}/visits.xlsx": RUN,
    "GET /{language}/weeks/{town}/{week_of}/photos/{photo}": RUN,
    "POST /{language}/weeks/{town}/{week_of}/photos/{photo}/erase": RUN,
    "POST /{language}/weeks/{town}/{week_of}/close": RUN,
    "POST /{language}/weeks/{town}/{week_of}/withdraw": RUN,
    "POST /api/scenarios": RUN,
    "POST /api/scenarios/check": RUN,
    "POST /api/scenarios/{scenario}/versions": RUN,
    "GET /api/scenarios/{scenario}/versions/{number}/file": RUN,
    "GET /api/scenarios/{scenario}/versions/{number}/beside/{name}": RUN,
    "GET /api/addresses": RUN,
    "POST /api/runs": RUN,
    "POST /api/runs/{run}/cancel": RUN,
    "GET /api/runs/{run}/files": RUN,
    "GET /api/runs/{run}/files/{name:path}": RUN,
    "GET /api/runs/{run}/archive": RUN,
    "POST /api/ledger/{town}/weeks": RUN,
    "POST /api/ledger/{town}/withdrawals": RUN,
    "POST /api/ledger/{town}/corrections": RUN,
    "POST /api/journal/{town}/visits": RUN,
    "POST /api/journal/{town}/closed": RUN,
    "POST /api/demo/{name}": RUN,
    "POST /api/lists/{kind}": RUN,
    "POST /api/lists/{kind}/workbook": RUN,
    # accounts and what is kept of people
    "GET /{language}/accounts": RUN,
    "POST /{language}/accounts": RUN,
    "GET /{language}/accounts/{number}": RUN,
    "POST /{language}/accounts/{number}/{deed}": RUN,
    "GET /{language}/audit": RUN,
    "GET /{language}/forget": RUN,
    "POST /{language}/forget": RUN,
}


def rule_of(method: str, template: str, resources: frozenset[str]) -> Rule | None:
    """Return the rule of a route, none where it has none.

    Parameters
    ----------
    template
        Its path, with the names of its parts.
    resources
        What kinds of studies are called in the API.
    """
    first, _, rest = template.removeprefix("/").partition("/")
    if first in ("fr", "en"):
        template = f"/{{language}}/{rest}"
    elif first == "api":
        # a version of the API has the rules of all
        rest = rest.removeprefix("v1/")
        resource, slash, more = rest.partition("/")
        template = f"/api/{'{kind}' if resource in resources else resource}{slash}{more}"
    return RULES.get(f"{'GET' if method == 'HEAD' else method} {template}")
