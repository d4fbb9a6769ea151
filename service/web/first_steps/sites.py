"""Where sites lie, by their address: found when an answer is saved, never guessed in silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from models.base import Language
from models.numbers import read_number
from models.places import Place
from scenarios.addresses.finding import Finder, default_finder
from scenarios.addresses.stamps import found_label
from scenarios.beginning.sites import Site, centre, labels, parted, picked, site
from scenarios.faults import Fault
from service.web.first_steps.answering import SITES, Answered, named
from service.web.first_steps.words import step_say
from service.web.pins import Pin, pin_of
from service.web.posted import Posted

POINT = ("lat", "lon")
"""Empty unless a pin was moved."""
PICK, CENTRE = "pick", "centre"
"""Name of the field of what was chosen among candidates; its value for none of them."""


@dataclass(frozen=True)
class Shown:
    """What a step says of where a thing lies."""

    text: str = ""
    wrong: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    """Values and labels of what the address may mean."""
    pin: Pin | None = None
    """Its small map, on which it may be placed by hand."""


def located(answers: Answered, posted: Posted, language: Language) -> Answered:
    """Return answers whose sites have a position, where their address says one."""
    near, finder = _near(answers), default_finder()
    choices, moved = _picked(posted), _moved(posted)
    for name in SITES:
        for one in named(answers, name):
            text = one.get("address")
            by_hand = moved.get((name, one["id"]))
            if by_hand is not None and isinstance(text, str):
                one["place"] = _by_hand(text, near, by_hand, language, finder)
            if "place" in one or not isinstance(text, str):
                continue
            found = site(text, near, language, finder)
            choice = choices.get((name, one["id"]), "")
            # the centre of a commune is looked up again each time: a file may come meanwhile
            place = None if found.place is None or found.place.assumed else found.place
            if found.candidates and choice == CENTRE:
                place = centre(text, near, language, finder)
            elif choice.isdecimal():
                place = picked(found, int(choice), text, near, language, finder)
            if place is not None:
                one["place"] = place.model_dump(mode="json", exclude_defaults=True)
    return answers


def where(
    one: Mapping[str, Any],
    answers: Mapping[str, Any],
    language: Language,
    name: str,
    finder: Finder,
) -> Shown:
    """Return what a step says of where a thing lies.

    Parameters
    ----------
    name
        What the names of its fields begin with.
    finder
        Where addresses are looked up.
    """
    shown = _where(one, answers, language, finder)
    if shown.wrong or not shown.text:
        return shown
    place = one.get("place")
    if not isinstance(place, Mapping):
        street, commune = parted(str(one["address"]), _near(answers), finder)
        place = {"address": street, "commune": commune}
    others = {"associations": named(answers, "associations"), "donors": named(answers, "stores")}
    return replace(shown, pin=pin_of(name, place, others, language, finder))


def _near(answers: Mapping[str, Any]) -> str:
    return str(answers.get("commune") or "")


def _where(
    one: Mapping[str, Any], answers: Mapping[str, Any], language: Language, finder: Finder
) -> Shown:
    place, text = one.get("place"), one.get("address")
    if isinstance(place, Mapping):
        return Shown(_said(Place.model_validate(place), language))
    if not isinstance(text, str) or not text.strip():
        return Shown()
    found: Site = site(text, _near(answers), language, finder)
    if found.place is not None:
        return Shown(_said(found.place, language))
    if found.candidates:
        made = [(str(n), label) for n, label in enumerate(labels(found.candidates))]
        made.append((CENTRE, step_say("at_centre", language)))
        return Shown(step_say("which_place", language), True, tuple(made))
    return Shown(found.why.in_(language) if found.why is not None else "", True)


def _said(place: Place, language: Language) -> str:
    """Return where a place is taken to be, without how it was looked up."""
    label, near = found_label(place.source)
    if label:
        return step_say("place_near" if near else "place_found", language, where=label)
    if not place.assumed:
        return step_say("place_found", language, where=place.source or place.commune)
    key = "place_not_found" if place.address else "place_centre"
    return step_say(key, language, where=place.commune)


def lost(answers: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield the sites whose address means nothing, or several places; first the town itself."""
    near, finder = _near(answers), default_finder()
    unknown = site("", near, "fr", finder).why if near else None
    if unknown is not None:
        if finder.nearest_commune(near) is None:
            unknown = step_say["unknown_commune"].format(found=near)
        yield Fault(place="", path="commune", text=unknown)
    for name in SITES:
        for one in named(answers, name):
            text = one.get("address")
            if "place" in one or not isinstance(text, str):
                continue
            found = site(text, near, "fr", finder)
            told_already = unknown is not None and parted(text, near, finder)[1] == near
            if found.place is None and not told_already:
                why = found.why or step_say["which_place"]
                yield Fault(place="", path=f"{name}.{one['id']}.address", text=why)


def _moved(posted: Posted) -> dict[tuple[str, str], tuple[float, float]]:
    """Return the points to which pins were moved, by list and id."""
    found = {}
    for field in posted:
        start, _, last = field.rpartition(".")
        thing = next(iter(posted.get(f"{start}.id", ())), "")
        if last != "lat" or not thing:
            continue
        lat, lon = (read_number(next(iter(posted.get(f"{start}.{one}", ())), "")) for one in POINT)
        if lat is not None and lon is not None and abs(lat) <= 90 and abs(lon) <= 180:
            found[start.partition(".")[0], thing] = (float(lat), float(lon))
    return found


def _by_hand(
    text: str, near: str, point: tuple[float, float], language: Language, finder: Finder
) -> dict[str, Any]:
    """Return the place of a site that was put on the map by hand."""
    street, commune = parted(text, near, finder)
    source = step_say("by_hand", language)
    lat, lon = point
    place = Place(address=street, commune=commune or near or text, lat=lat, lon=lon, source=source)
    return place.model_dump(mode="json", exclude_defaults=True)


def _picked(posted: Posted) -> dict[tuple[str, str], str]:
    """Return what was chosen among candidates, by list and id."""
    found = {}
    for field, texts in posted.items():
        start, _, last = field.rpartition(".")
        thing = next(iter(posted.get(f"{start}.id", ())), "")
        if last == PICK and thing and texts:
            found[start.partition(".")[0], thing] = texts[0]
    return found
