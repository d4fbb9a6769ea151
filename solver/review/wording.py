"""What binds, in words that a volunteer understands; ``{who}`` is a round, ``{day}`` its day."""

from __future__ import annotations

from models.base import Text

OF_ROUNDS = {
    "payload": Text(
        fr="Le véhicule le mieux placé ({who}) serait trop chargé.",
        en="The best placed vehicle ({who}) would carry too much.",
    ),
    "pallets": Text(
        fr="Le véhicule le mieux placé ({who}) n'a plus de place de palette.",
        en="The best placed vehicle ({who}) has no pallet place left.",
    ),
    "cold_boxes": Text(
        fr="Les norvégiennes ({who}) sont pleines.",
        en="The insulated boxes ({who}) are full.",
    ),
    "cold_time": Text(
        fr="Le frais resterait trop longtemps sans froid mécanique ({who}).",
        en="Chilled food would be too long without refrigeration ({who}).",
    ),
    "frozen": Text(
        fr="Le surgelé ne peut pas voyager sans froid ({who}).",
        en="Frozen food cannot travel without cold ({who}).",
    ),
    "pickup_window": Text(
        fr="La tournée la mieux placée ({who}) ne peut pas y être pendant le créneau.",
        en="The best placed round ({who}) cannot be there in time.",
    ),
    "reception_window": Text(
        fr="La tournée la mieux placée ({who}) arriverait hors des heures de réception.",
        en="The best placed round ({who}) would come outside reception hours.",
    ),
    "shift": Text(
        fr="La tournée la mieux placée ({who}) finirait trop tard.",
        en="The best placed round ({who}) would end too late.",
    ),
    "round_time": Text(
        fr="La tournée la mieux placée ({who}) durerait trop longtemps.",
        en="The best placed round ({who}) would last too long.",
    ),
    "round_km": Text(
        fr="La tournée la mieux placée ({who}) serait trop longue.",
        en="The best placed round ({who}) would be too far.",
    ),
    "stops": Text(
        fr="La tournée la mieux placée ({who}) a déjà tous ses passages.",
        en="The best placed round ({who}) has all its stops already.",
    ),
    "vehicle_busy": Text(
        fr="Le véhicule le mieux placé ({who}) est réservé ailleurs à cette heure.",
        en="The best placed vehicle ({who}) is booked elsewhere at that time.",
    ),
    "site_access": Text(
        fr="Le véhicule libre ({who}) ne peut pas y entrer.",
        en="The free vehicle ({who}) cannot enter.",
    ),
    "commitment": Text(
        fr="Ce magasin est promis à un autre véhicule ou à une autre heure ({who}).",
        en="This store is promised to another vehicle or time ({who}).",
    ),
    "storage": Text(
        fr="Le lieu de réception n'a plus de place pour stocker ({who}).",
        en="The receiving place has no storage left ({who}).",
    ),
    "no_door": Text(
        fr="Ramassé ({who}), il manquerait une tournée qui l'apporte à temps à qui en a besoin.",
        en="Collected ({who}), a round that brings it in time to whoever needs it would lack.",
    ),
    "vehicle_days": Text(
        fr="Le véhicule le mieux placé ne sort pas à ce moment ({who}).",
        en="The best placed vehicle does not go out then ({who}).",
    ),
    "no_vehicle": Text(
        fr="Aucun véhicule qui peut y aller n'est libre le {day}.",
        en="No vehicle that can go there is free on {day}.",
    ),
    "crew_week": Text(
        fr="Quelqu'un de l'équipage ferait trop d'heures dans la semaine ({who}).",
        en="Somebody of the crew would work too many hours in the week ({who}).",
    ),
    "no_crew": Text(
        fr="Plus personne n'est disponible pour conduire ou accompagner ({who}).",
        en="Nobody is left to drive or to help ({who}).",
    ),
    "closed": Text(
        fr="Le lieu où l'on déchargerait ({who}) ne reçoit rien le {day}.",
        en="The place where it would be unloaded ({who}) receives nothing on {day}.",
    ),
    "no_means": Text(
        fr="Aucun véhicule du groupe ne sort ce jour-là à cette heure.",
        en="No vehicle of the pool goes out that day at that time.",
    ),
}
"""By rule, for rounds that collect."""
OF_DELIVERIES = {
    "trips": Text(
        fr="Le véhicule le mieux placé ({who}) a déjà fait toutes ses rotations.",
        en="The best placed vehicle ({who}) has made all its trips already.",
    ),
    "visits": Text(
        fr="Un passage de plus ({who}) dépasserait le nombre convenu.",
        en="One more visit ({who}) would exceed the number agreed.",
    ),
    "boxes_per_day": Text(
        fr="Toutes les norvégiennes de la journée sont prises ({who}).",
        en="All insulated boxes of the day are in use ({who}).",
    ),
    "carries": Text(
        fr="Le véhicule libre ({who}) ne porte pas cette température.",
        en="The free vehicle ({who}) does not carry this temperature.",
    ),
    "unit_cold": Text(
        fr="Le véhicule libre ({who}) ne peut pas le tenir au froid.",
        en="The free vehicle ({who}) cannot keep it cold.",
    ),
    "refrigerated": Text(
        fr="Le véhicule libre ({who}) n'est pas frigorifique, ce magasin le demande.",
        en="The free vehicle ({who}) is not refrigerated, which this store asks for.",
    ),
    "first_stop": Text(
        fr="La tournée la mieux placée ({who}) a déjà un autre premier passage.",
        en="The best placed round ({who}) has another first stop already.",
    ),
    "served_round_time": Text(
        fr="La tournée la mieux placée ({who}) durerait trop longtemps pour un lieu qu'elle sert.",
        en="The best placed round ({who}) would last too long for a place that it serves.",
    ),
    "collecting_trip": Text(
        fr="Les ramasses se font à la première rotation, qui ne peut pas l'ajouter ({who}).",
        en="Pick-ups are made in the first trip, which cannot add it ({who}).",
    ),
    "collecting_time": Text(
        fr="La rotation qui ramasse ({who}) durerait trop longtemps.",
        en="The trip that collects ({who}) would last too long.",
    ),
    "alone": Text(
        fr="Cette tournée ({who}) est promise à un magasin, seule ramasse.",
        en="That round ({who}) is promised to a store, as its only pick-up.",
    ),
    "errand_alone": Text(
        fr="Cette rotation ({who}) est donnée à une seule association.",
        en="That trip ({who}) is given to one association alone.",
    ),
    "errand": Text(
        fr="La rotation donnée à une association ({who}) ne serait plus à sa place.",
        en="The trip given to an association ({who}) would lose its place.",
    ),
}
"""By rule, for delivered units and for pick-ups of the same rounds."""
SWAP = Text(
    fr="Écarté au profit de la tournée {who}, que le même véhicule fait alors.",
    en="Crowded out by the round {who}, which the same vehicle makes then.",
)
OTHER = Text(
    fr="Aucune tournée ne peut l'ajouter sans enfreindre une règle ({who}).",
    en="No round can add it without breaking a rule ({who}).",
)
