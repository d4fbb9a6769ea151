"""What a week of a scenario makes of its offers and deliveries: pick-ups, load units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from models.calendar import DAY_NUMBER, Day
from models.deliveries import Delivery, Unit
from models.donors import Donor, DonorKind, Offer, Pickup, window_s
from models.products import Family


def pickups_of(
    days: Iterable[Day],
    donors: Iterable[Donor],
    kinds: Mapping[str, DonorKind],
    factors: Mapping[Day, float],
    families: Mapping[str, Family],
) -> Iterator[Pickup]:
    """Yield every donation of a week, in the order of days then donors.

    Parameters
    ----------
    donors
        With what they give in the week alone: see ``donors.in_week``.
    kinds, families
        By id.
    factors
        What multiplies the kg of a day.

    Raises
    ------
    KeyError
        A donor is of no kind, or a family is unknown.
    """
    given = tuple(donors)
    for day in days:
        for donor in given:
            today = [offer for offer in donor.offers if day in offer.days]
            for number, offer in enumerate(today, start=1):
                suffix = "" if len(today) == 1 else f"_{number}"
                name, kind = f"{donor.id}_{day}{suffix}", kinds[donor.kind]
                factor = factors.get(day, 1.0)
                yield _pickup(donor, kind, offer, day, name, factor, families)


def _pickup(
    donor: Donor,
    kind: DonorKind,
    offer: Offer,
    day: Day,
    name: str,
    factor: float,
    families: Mapping[str, Family],
) -> Pickup:
    def own(value: float | None, general: float) -> float:
        return general if value is None else value

    shares = kind.family_shares if offer.family_shares is None else offer.family_shares
    kg = offer.day_kg.get(day, offer.kg) * factor
    opens_s, closes_s = window_s(offer)
    return Pickup(
        id=name,
        donor=donor.id,
        day=day,
        opens_s=opens_s,
        closes_s=closes_s,
        loading_s=round(60 * own(offer.loading_min, kind.loading_min)),
        kg={family: kg * share for family, share in shares.items() if kg * share > 0},
        no_show_rate=own(offer.no_show_rate, kind.no_show_rate),
        reject_rate=own(offer.reject_rate, kind.reject_rate),
        variation=own(offer.variation, kind.variation),
        use_by={
            family: DAY_NUMBER[day]
            + min(families[family].shelf_days, kind.shelf_days.get(family, 3650))
            for family in shares
        },
        pallets=offer.pallets,
        refrigerated=offer.refrigerated,
    )


def units_of(delivery: Delivery, families: Mapping[str, Family]) -> Iterator[Unit]:
    """Yield the load units of a delivery, in its order.

    Raises
    ------
    KeyError
        A family is unknown.
    """
    for number, load in enumerate(delivery.units, start=1):
        yield Unit(
            id=f"{delivery.id}_{number}",
            delivery=delivery.id,
            source=delivery.source,
            to=delivery.to,
            family=load.family,
            temperature=families[load.family].temperature,
            kg=load.kg,
            pallets=load.pallets,
            boxes=load.boxes,
        )
