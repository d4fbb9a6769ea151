"""What is false or contradictory among grants, line by line and between lines.

Lines are read here with whatever of them could be read, so that all faults of a file are told at
once: those of its cells, and those between its lines.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from models.base import Text
from models.identifiers import is_rna, is_siret, tidied
from models.letters import bare
from models.numbers import number
from scenarios.faults import shown

Line = Mapping[str, Any]
"""Fields of a grant that could be read, by name."""


@dataclass(frozen=True)
class LineFault:
    """What is wrong with a field of one line."""

    line: int
    """From 0."""
    field: str
    text: Text


def line_faults(lines: Sequence[Line], place: Callable[[int], Text]) -> Iterator[LineFault]:
    """Yield all that is wrong with grants.

    Parameters
    ----------
    place
        How a line is called, by its number from 0.
    """
    unsure: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, line in enumerate(lines):
        wrong = list(_numbers(n, line))
        yield from wrong
        yield from _period(n, line)
        if wrong:
            unsure[_named(line)].append(n)
    pairs = _by_pair(lines)
    for mine in pairs.values():
        yield from _twice(lines, mine, place)
        yield from _whole_and_parts(lines, mine)
        perhaps = {m for n in mine for m in unsure.get(_named(lines[n]), ())} - {*mine}
        yield from _given_back(lines, mine, perhaps)
    yield from _shared(lines)
    yield from _included(lines)


def siret_fault(number: str) -> Text | None:
    """Return what is wrong with a SIRET; none where it is right, or not there."""
    found = tidied(number)
    if not found or is_siret(found):
        return None
    padded = found.zfill(14)
    if found.isdecimal() and len(found) in (12, 13) and is_siret(padded):
        return SIRET.format(found=shown(number), remedy=ZERO.format(number=padded))
    return SIRET.format(found=shown(number), remedy=LOOK_UP)


def rna_fault(number: str) -> Text | None:
    """Return what is wrong with an RNA; none where it is right, or not there."""
    found = tidied(number)
    return None if not found or is_rna(found) else RNA.format(found=shown(number))


def _numbers(n: int, line: Line) -> Iterator[LineFault]:
    for field in ("funder_siret", "structure_siret"):
        text = siret_fault(str(line.get(field, "")))
        if text is not None:
            yield LineFault(n, field, text)
    text = rna_fault(str(line.get("structure_rna", "")))
    if text is not None:
        yield LineFault(n, "structure_rna", text)
    if _who(line, "funder") is not None and _who(line, "funder") == _who(line, "structure"):
        yield LineFault(n, "structure", ITSELF)


def _named(line: Line) -> tuple[str, ...]:
    """Return the names of who gives and who receives, whatever their numbers."""
    return tuple(bare(str(line.get(role, ""))) for role in ("funder", "structure"))


def _period(n: int, line: Line) -> Iterator[LineFault]:
    first, last = _day(line.get("first")), _day(line.get("last"))
    if last is not None and (first or _day(line.get("agreed")) or last) > last:
        yield LineFault(n, "last", PERIOD)


def _day(value: Any) -> date | None:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return value if isinstance(value, date) else None


def _who(line: Line, role: str) -> str | None:
    siret = tidied(str(line.get(f"{role}_siret", "")))
    if is_siret(siret):
        return siret
    rna = tidied(str(line.get(f"{role}_rna", "")))
    if is_rna(rna):
        return rna
    return bare(str(line[role])) if line.get(role) else None


def _eur(line: Line) -> Fraction | None:
    eur = line.get("eur")
    if isinstance(eur, bool) or not isinstance(eur, int | float):
        return None
    return Fraction(str(eur))


def _part(line: Line) -> Fraction:
    """Return what the beneficiary has of the amount."""
    share = line.get("share", 1)
    known = isinstance(share, int | float) and not isinstance(share, bool)
    return (_eur(line) or Fraction(0)) * (Fraction(str(share)) if known else 1)


def _reference(line: Line) -> str:
    return bare(str(line.get("reference", ""))).strip()


def _by_pair(lines: Sequence[Line]) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, line in enumerate(lines):
        funder, structure = _who(line, "funder"), _who(line, "structure")
        if funder is not None and structure is not None and _eur(line) is not None:
            found[funder, structure].append(n)
    return found


def _days(line: Line) -> tuple[Any, Any]:
    return _day(line.get("first")), _day(line.get("last"))


def _twice(
    lines: Sequence[Line], mine: Sequence[int], place: Callable[[int], Text]
) -> Iterator[LineFault]:
    """Yield lines that say a grant again: same reference, or same day where one has none."""
    seen: dict[Fraction, list[int]] = defaultdict(list)
    for n in mine:
        line, eur = lines[n], _eur(lines[n])
        assert eur is not None
        for before in seen[eur]:
            other = lines[before]
            one, two = _reference(line), _reference(other)
            same = bool(one) and one == two
            undated = not (one and two) and line.get("agreed") == other.get("agreed")
            if (same or undated) and _days(line) == _days(other):
                yield LineFault(n, "eur", TWICE.format(eur=_written(eur), line=place(before)))
                break
        seen[eur].append(n)


def _whole_and_parts(lines: Sequence[Line], mine: Sequence[int]) -> Iterator[LineFault]:
    """Yield lines that add up the instalments beside them: counted once, and once more."""
    by_reference: dict[str, list[int]] = defaultdict(list)
    for n in mine:
        if _reference(lines[n]):
            by_reference[_reference(lines[n])].append(n)
    for some in by_reference.values():
        amounts = {n: _eur(lines[n]) or Fraction(0) for n in some}
        most = max(some, key=lambda n: (amounts[n], -n))
        others = sum((amounts[n] for n in some if n != most), Fraction(0))
        if len(some) > 2 and amounts[most] == others > 0:
            yield LineFault(
                most, "eur", WHOLE.format(eur=_written(amounts[most]), count=len(some) - 1)
            )


def _given_back(
    lines: Sequence[Line], mine: Sequence[int], perhaps: Collection[int]
) -> Iterator[LineFault]:
    """Yield negative amounts that no grant of the same funder to the same structure covers.

    Lines of the same names whose numbers are wrong may be such grants.
    """
    by_reference: dict[str, Fraction] = defaultdict(Fraction)
    whole = Fraction(0)
    for n in (*mine, *perhaps):
        part = _part(lines[n])
        if part > 0:
            by_reference[_reference(lines[n])] += part
            whole += part
    for n in mine:
        part = _part(lines[n])
        if part >= 0:
            continue
        reference = _reference(lines[n])
        there = by_reference[reference] if reference else whole
        if -part > min(there, whole):
            given = _written(max(Fraction(0), min(there, whole)))
            yield LineFault(n, "eur", NEGATIVE.format(eur=_written(part), given=given))
            continue
        by_reference[reference] += part
        whole += part


def _shared(lines: Sequence[Line]) -> Iterator[LineFault]:
    """Yield decisions whose beneficiaries have more than the whole."""
    shares: dict[tuple[str | None, str, Fraction], Fraction] = defaultdict(Fraction)
    for n, line in enumerate(lines):
        share, eur = line.get("share", 1), _eur(line)
        if not isinstance(share, int | float) or share >= 1 or not _reference(line) or eur is None:
            continue
        key = (_who(line, "funder"), _reference(line), eur)
        before = shares[key]
        shares[key] += Fraction(str(share))
        if before <= Fraction("1.005") < shares[key]:
            yield LineFault(n, "share", SHARED.format(share=_written(100 * shares[key])))


def _included(lines: Sequence[Line]) -> Iterator[LineFault]:
    """Yield grants that include others which are not there, or are more than they."""
    known: dict[str, list[int]] = defaultdict(list)
    for n, line in enumerate(lines):
        if _reference(line):
            known[_reference(line)].append(n)
    for n, line in enumerate(lines):
        inside = Fraction(0)
        for reference in line.get("includes") or ():
            others = [
                m
                for m in known[bare(str(reference)).strip()]
                if _who(lines[m], "funder") != _who(line, "funder")
            ]
            if not others:
                yield LineFault(n, "includes", NO_SUCH.format(reference=shown(reference)))
            inside += sum((_part(lines[m]) for m in others), Fraction(0))
        if inside > max(Fraction(0), _part(line)) and _eur(line) is not None:
            values = {"inside": _written(inside), "eur": _written(_part(line))}
            yield LineFault(n, "includes", TOO_MUCH.format(**values))


def _written(value: Fraction) -> Text:
    digits = 0 if value.denominator == 1 else 2
    return Text(fr=number(float(value), "fr", digits), en=number(float(value), "en", digits))


SIRET = Text(
    fr="Trouvé {found}. Attendu : un SIRET de 14 chiffres qui passe son contrôle. {remedy}",
    en="Found {found}. Expected: a SIRET of 14 digits that passes its check. {remedy}",
)
ZERO = Text(
    fr="Le tableur a perdu un zéro au début : écrivez {number}, en format texte.",
    en="The spreadsheet lost a zero at the start: write {number}, as text.",
)
LOOK_UP = Text(
    fr="Recopiez-le de l'annuaire des entreprises, en format texte.",
    en="Copy it from the register of companies, as text.",
)
RNA = Text(
    fr="Trouvé {found}. Attendu : un numéro RNA, W suivi de 9 chiffres. Recopiez-le du récépissé "
    "de la préfecture, ou videz la cellule.",
    en="Found {found}. Expected: an RNA number, W followed by 9 digits. Copy it from the "
    "prefecture's receipt, or empty the cell.",
)
ITSELF = Text(
    fr="Qui donne et qui reçoit sont le même. Attendu : deux organismes. Corrigez l'un des deux.",
    en="Who gives and who receives are the same. Expected: two bodies. Correct one of them.",
)
PERIOD = Text(
    fr="La période finit avant de commencer. Attendu : le premier jour, puis le dernier. Échangez "
    "les deux dates.",
    en="The period ends before it begins. Expected: the first day, then the last. Swap the dates.",
)
TWICE = Text(
    fr="{eur} € déjà comptés : {line} (même financeur, même structure). Attendu : chaque "
    "subvention une fois. Retirez une des deux lignes, ou donnez à chacune sa référence ou sa "
    "période.",
    en="{eur} € counted already: {line} (same funder, same structure). Expected: each grant once. "
    "Remove one of the two lines, or give each its own reference or period.",
)
WHOLE = Text(
    fr="{eur} € sont le total des {count} versements de même référence. Attendu : le total, ou les "
    "versements. Retirez cette ligne, ou les autres.",
    en="{eur} € are the total of the {count} instalments of the same reference. Expected: the "
    "total, or the instalments. Remove this line, or the others.",
)
NEGATIVE = Text(
    fr="{eur} € rendus, pour {given} € donnés par ce financeur à cette structure sous cette "
    "référence. Attendu : pas plus que ce qui a été donné. Ajoutez la subvention rendue, corrigez "
    "la référence, ou retirez le signe.",
    en="{eur} € given back, for {given} € given by this funder to this structure under this "
    "reference. Expected: no more than was given. Add the grant given back, correct the reference, "
    "or remove the sign.",
)
SHARED = Text(
    fr="Les bénéficiaires de cette décision en ont {share} %. Attendu : 100 % au plus. Corrigez "
    "les parts.",
    en="The beneficiaries of this decision have {share}% of it. Expected: at most 100%. Correct "
    "the shares.",
)
NO_SUCH = Text(
    fr="Comprend {reference}, qui n'est la référence d'aucune aide d'un autre financeur. Attendu : "
    "une référence de la table. Corrigez-la, ou retirez-la.",
    en="Includes {reference}, which is the reference of no grant of another funder. Expected: a "
    "reference of the table. Correct it, or remove it.",
)
TOO_MUCH = Text(
    fr="Comprend {inside} € d'autres financeurs, pour un montant de {eur} €. Attendu : pas plus "
    "que le montant. Corrigez le montant, ou ce qu'il comprend.",
    en="Includes {inside} € of other funders, in an amount of {eur} €. Expected: no more than the "
    "amount. Correct the amount, or what it includes.",
)
