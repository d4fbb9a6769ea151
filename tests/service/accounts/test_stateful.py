"""Operations one after the other, each fed by the answers before it, as each role and as nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.errors import FlakyStrategyDefinition
from schemathesis.core.transport import Response

from service.accounts import book, sessions
from service.acting import Grant
from tests.service.accounts.conftest import ROLES, Served, serving

STEPS, EXAMPLES, TURNS = 6, 4, 1
bounded = settings(
    max_examples=EXAMPLES,
    stateful_step_count=STEPS,
    deadline=None,
    database=None,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
NOBODY = "nobody"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """An application of its own: what is written here is in nobody else's way."""
    yield from serving(tmp_path_factory.mktemp("stateful"))


@pytest.mark.parametrize("role", [*ROLES, NOBODY])
def test_no_order_of_requests_breaks_the_server(served: Served, role: str) -> None:
    """Nor leads anybody without an account past the gate, nor any role to another's town."""
    token = ""
    if role != NOBODY:
        who = book.named_account(served.database, role)
        grant = Grant("coordinator") if role == "elsewhere" else ROLES[role]
        token = sessions.make_token(served.database, who, "stateful", grant, 1)
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    opener = served.client()
    coordinator = book.named_account(served.database, "coordinator")
    opens = sessions.make_token(
        served.database, coordinator, "description", Grant("coordinator"), 1
    )
    described = opener.get("/api/openapi.json", headers={"Authorization": f"Bearer {opens}"}).json()
    schema = schemathesis.openapi.from_dict(described)
    answers: Counter[int] = Counter()
    met: list[str] = []
    broken: list[str] = []
    client = served.client()
    there = {"run": served.week, "scenario": "tiny", "town": "tiny"}

    class Machine(schema.as_state_machine()):  # type: ignore[misc]
        def call(self, case: Any, **_: Any) -> Response:
            if len(met) % 2:
                # every other time, of what is there: what is not is refused early
                known = {key: one for key, one in there.items() if key in case.path_parameters}
                case.path_parameters = {**case.path_parameters, **known}
            given = case.as_transport_kwargs(base_url="http://localhost")
            kept = ("method", "url", "params", "json", "files")
            sent = {key: given[key] for key in kept if given.get(key) is not None}
            if given.get("data") is not None:
                sent["data" if isinstance(given["data"], dict) else "content"] = given["data"]
            answer = client.request(**sent, headers=dict(given.get("headers") or {}) | headers)
            answers[answer.status_code] += 1
            met.append(f"{case.operation.label}: {answer.status_code} {answer.text[:200]}")
            return Response(
                status_code=answer.status_code,
                headers={key: [value] for key, value in answer.headers.items()},
                content=answer.content,
                request=_asked(answer),
                elapsed=0.0,
                verify=False,
            )

        def validate_response(self, response: Response, case: Any, **_: Any) -> None:
            del case
            if response.status_code >= 500:
                broken.append(met[-1])

    for turn in range(TURNS):
        # what is drawn once more meets a server that has moved on: that turn ends there
        with suppress(FlakyStrategyDefinition):
            seed(turn)(Machine).run(settings=bounded)
    assert not broken, broken
    assert sum(answers.values()) > EXAMPLES, met
    if role == NOBODY:
        assert set(answers) <= {400, 401, 403, 404, 405, 413, 415, 422}, met
    if role == "coordinator":
        assert any(status < 300 for status in answers), met


def _asked(answer: Any) -> Any:
    """Return the request in the form that the machine keeps."""
    import requests

    asked = requests.Request(answer.request.method, str(answer.request.url))
    return asked.prepare()
