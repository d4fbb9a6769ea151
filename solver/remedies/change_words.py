"""What would change, in words that a coordinator may read out: where, and the new value."""

from __future__ import annotations

from collections.abc import Sequence

from models.base import Text
from models.products import TEMPERATURE_NAMES
from solver.edits.sentences import enumerated


def listed(temperatures: Sequence[str]) -> Text:
    """Return temperatures by their names."""
    return enumerated([TEMPERATURE_NAMES[one] for one in temperatures])


WINDOW_LATER = Text(
    fr="créneau de « {what} » jusqu'à {new} au lieu de {old}",
    en='window of "{what}" until {new} instead of {old}',
)
SHIFT_LATER = Text(
    fr="fin de la plage « {what} » à {new} au lieu de {old}",
    en='end of the shift "{what}" at {new} instead of {old}',
)
SHIFT_EARLIER = Text(
    fr="début de la plage « {what} » à {new} au lieu de {old}",
    en='beginning of the shift "{what}" at {new} instead of {old}',
)
ROUND_TIME = Text(
    fr="{more} min de plus par tournée de la plage « {what} » ({new} au lieu de {old})",
    en='{more} min more per round of the shift "{what}" ({new} instead of {old})',
)
VEHICLE_TIME = Text(
    fr="{more} min de plus par tournée de « {what} » ({new} au lieu de {old})",
    en='{more} min more per round of "{what}" ({new} instead of {old})',
)
SERVED_TIME = Text(
    fr="{more} min de plus pour les tournées qui servent « {what} » ({new} au lieu de {old})",
    en='{more} min more for rounds that serve "{what}" ({new} instead of {old})',
)
COLLECTING_TIME = Text(
    fr="{more} min de plus par trajet qui ramasse ({new} au lieu de {old})",
    en="{more} min more per trip that collects ({new} instead of {old})",
)
ROUND_KM = Text(
    fr="« {what} » : tournées de {new} km au lieu de {old}",
    en='"{what}": rounds of {new} km instead of {old}',
)
PAYLOAD = Text(
    fr="« {what} » : {new} kg de charge utile au lieu de {old}",
    en='"{what}": {new} kg of payload instead of {old}',
)
PALLETS = Text(
    fr="« {what} » : {new} places de palette au lieu de {old}",
    en='"{what}": {new} pallet places instead of {old}',
)
STOPS = Text(
    fr="« {what} » : {new} arrêts par tournée au lieu de {old}",
    en='"{what}": {new} stops per round instead of {old}',
)
TRIPS = Text(
    fr="« {what} » : {new} chargements par tournée au lieu de {old}",
    en='"{what}": {new} loads per round instead of {old}',
)
BOXES = Text(
    fr="« {what} » : {new} norvégiennes au lieu de {old}",
    en='"{what}": {new} insulated boxes instead of {old}',
)
BOXED = Text(
    fr="à bord de « {what} », norvégiennes : {new}",
    en='aboard "{what}", insulated boxes: {new}',
)
REFRIGERATED = Text(
    fr="un véhicule frigorifique à la place de « {what} »",
    en='a refrigerated vehicle in place of "{what}"',
)
CARRIES = Text(
    fr="permettre à « {what} » de porter aussi : {temperature}",
    en='let "{what}" carry this too: {temperature}',
)
RECEIVES_FROM = Text(
    fr="« {what} » reçoit dès {new} au lieu de {old}", en='"{what}" receives from {new}, not {old}'
)
RECEIVES_UNTIL = Text(
    fr="« {what} » reçoit jusqu'à {new} au lieu de {old}",
    en='"{what}" receives until {new} instead of {old}',
)
RECEIVES_TOO = Text(
    fr="« {what} » reçoit aussi le {day}, {opens}–{closes}",
    en='"{what}" receives on {day} too, {opens}–{closes}',
)
FREED = Text(
    fr="« {what} » libre le {day} ({hours}), réservé aujourd'hui",
    en='"{what}" free on {day} ({hours}), now booked',
)
MORE_HOURS = Text(
    fr="{more} min de plus par semaine pour « {what} »", en='{more} min more a week for "{what}"'
)
NO_PROMISE = Text(
    fr="lever la promesse du {day} pour « {what} »", en='lift the promise of {day} for "{what}"'
)
ANY_TRIP = Text(
    fr="permettre de ramasser après le premier trajet",
    en="let pick-ups be made after the first trip",
)
VEHICLE_DAY = Text(fr="« {what} » sort aussi le {day}", en='"{what}" goes out on {day} too')
VEHICLE_SHIFT = Text(
    fr="« {what} » sort aussi à la plage « {shift} »",
    en='"{what}" goes out in the shift "{shift}" too',
)
ONE_LIKE = Text(fr="un véhicule de plus, comme « {what} »", en='one more vehicle like "{what}"')
ONE_VEHICLE = Text(
    fr="un véhicule de plus le {day} ({kg} kg de charge utile{cold}), chez « {who} »",
    en='one more vehicle on {day} ({kg} kg of payload{cold}), at "{who}"',
)
WITH_COLD = Text(fr=", frigorifique", en=", refrigerated")
PERSON_DAY = Text(fr="« {what} » vient aussi le {day}", en='"{what}" comes on {day} too')
PERSON_SHIFT = Text(
    fr="« {what} » vient aussi à la plage « {shift} »",
    en='"{what}" comes in the shift "{shift}" too',
)
PERSON_ROUND = Text(
    fr="« {what} » (tournées par semaine) : {new} au lieu de {old}",
    en='"{what}" (rounds a week): {new} instead of {old}',
)
ONE_DRIVER = Text(
    fr="un chauffeur de plus le {day}, chez « {who} »{licence}",
    en='one more driver on {day}, at "{who}"{licence}',
)
LICENSED = Text(fr=" (permis {licence})", en=" (licence {licence})")
ONE_HELPER = Text(
    fr="un accompagnateur de plus le {day}, chez « {who} »",
    en='one more helper on {day}, at "{who}"',
)
HELPERS = Text(
    fr="{n} accompagnateurs de plus le {day}, chez « {who} »",
    en='{n} more helpers on {day}, at "{who}"',
)
COLD_STORAGE = Text(
    fr="« {what} » : de quoi garder {new} kg de frais et surgelé au lieu de {old}",
    en='"{what}": room for {new} kg of chilled and frozen food instead of {old}',
)
AMBIENT_STORAGE = Text(
    fr="« {what} » : de quoi garder {new} kg de sec au lieu de {old}",
    en='"{what}": room for {new} kg of ambient food instead of {old}',
)
COVERED = Text(
    fr="une housse isotherme pour « {what} », qui peut alors apporter du surgelé sur palette",
    en='an isothermal cover for "{what}", which may then bring frozen food on pallets',
)
BOXES_PER_DAY = Text(
    fr="{new} norvégiennes par jour pour les livraisons au lieu de {old}",
    en="{new} insulated boxes a day for deliveries instead of {old}",
)
VISITS = Text(
    fr="« {what} » : {new} passages pour cette livraison au lieu de {old}",
    en='"{what}": {new} visits for this delivery instead of {old}',
)
