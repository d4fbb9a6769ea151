"""What must hold of a running week planned again after a call: one code and one sentence each."""

from __future__ import annotations

from models.rules import rule

_ALL = (
    rule(
        "call_over",
        "call.now",
        "{who} reçoit {found} kg à une distribution déjà passée ({when}) ; {limit} kg y étaient "
        "prévus.",
        "{who} receives {found} kg at a distribution that is over ({when}); {limit} kg were "
        "planned there.",
    ),
)
CALL_RULES = {one.code: one for one in _ALL}
