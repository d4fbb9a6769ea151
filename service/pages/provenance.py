"""Where the figures of a study come from, line by line."""

from __future__ import annotations

from models.base import Language
from models.numbers import amount, number
from models.study import Study
from scenarios.variants import BASE
from service.words.codes import code
from service.words.labels import word


def provenance(study: Study, language: Language) -> tuple[tuple[str, str], ...]:
    """Return names and values, enough to run the study again."""
    origin = study.provenance
    asked = (
        ("time_limit_asked", amount(origin.time_limit_s, "s", language))
        if origin.time_limit_s is not None
        else ("iterations_asked", number(origin.iterations or 0, language))
    )
    lines = [
        ("variant", "–" if origin.variant == BASE else origin.variant),
        ("engine", code(origin.engine, language)),
        ("seed", str(origin.seed)),
        asked,
        ("termination", code(origin.termination, language)),
        ("elapsed", amount(origin.elapsed_s, "s", language, 1)),
        ("travel_source", code(origin.travel_source, language)),
        ("digest", origin.input_digest[:16]),
        ("versions", ", ".join(f"{name} {at}" for name, at in origin.versions.items() if at)),
    ]
    if origin.parent is not None:
        lines.append(("parent", origin.parent))
    return tuple((word(key, language), value) for key, value in lines)
