"""Where the figures of a study come from, line by line."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Language
from models.numbers import amount, number
from models.study import Study
from scenarios.variants import BASE
from service.words.codes import code
from service.words.labels import word

_DIGEST, _DIGITS = "input_digest", 16


def origin_lines(
    told: Mapping[str, str], language: Language, variants: Mapping[str, str] | None = None
) -> tuple[tuple[str, str], ...]:
    r"""Return what a study tells of its origin (``solver.run_record.origin_of``), in words.

    Parameters
    ----------
    told
        By key: what the search was made of, and the versions of what solved, by package.
    variants
        What variants are called: a study of several says of each what it was made of.

    Examples
    --------
    >>> origin_lines({"ramasse": "1.0", "variant": "base", "elapsed_s": "2.5"}, "fr")
    (('Durée du calcul', '2,5\xa0s'), ('Versions', 'ramasse 1.0'))
    """
    lines = []
    for key, value in told.items():
        name, _, variant = key.partition(".")
        if name == _DIGEST:
            of = f" ({(variants or {}).get(variant, variant)})" if variant else ""
            lines.append((word("digest", language) + of, value[:_DIGITS]))
        elif key == "elapsed_s":
            lines.append((word("elapsed", language), amount(float(value), "s", language, 1)))
        elif key == "travel_source":
            lines.append((word(key, language), code(value, language)))
        elif key == "seed" or (key == "variant" and value != BASE):
            lines.append((word(key, language), value))
    own = (_DIGEST, "elapsed_s", "travel_source", "seed", "variant")
    versions = [f"{key} {value}" for key, value in told.items() if key.partition(".")[0] not in own]
    if versions:
        lines.append((word("versions", language), ", ".join(versions)))
    return tuple(lines)


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
        ("digest", origin.input_digest[:_DIGITS]),
        ("versions", ", ".join(f"{name} {at}" for name, at in origin.versions.items() if at)),
    ]
    if origin.parent is not None:
        lines.append(("parent", origin.parent))
    return tuple((word(key, language), value) for key, value in lines)
