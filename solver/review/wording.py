"""What binds, in words that a volunteer understands, and what would change it."""

from __future__ import annotations

from dataclasses import dataclass

from models.base import Text


@dataclass(frozen=True)
class BindingWords:
    """What binds, and the smallest change that would help; ``{x}`` is its size."""

    reason: Text
    remedy: Text

    def filled(self, size: str, who: Text, day: Text) -> BindingWords:
        """Return both sentences about a round, a day and a size."""
        return BindingWords(
            *(one.format(x=size, who=who, day=day) for one in (self.reason, self.remedy))
        )


def words(fr: str, en: str, fr_remedy: str, en_remedy: str) -> BindingWords:
    """Return a reason and a remedy from their sentences."""
    return BindingWords(Text(fr=fr, en=en), Text(fr=fr_remedy, en=en_remedy))


OF_DELIVERIES = {
    "trips": words(
        "Le véhicule le mieux placé ({who}) a déjà fait toutes ses rotations.",
        "The best placed vehicle ({who}) has made all its trips already.",
        "{x} rotation de plus.",
        "{x} trip more.",
    ),
    "visits": words(
        "Un passage de plus ({who}) dépasserait le nombre convenu.",
        "One more visit ({who}) would exceed the number agreed.",
        "{x} passage de plus (max_visits).",
        "{x} visit more (max_visits).",
    ),
    "boxes_per_day": words(
        "Toutes les norvégiennes de la journée sont prises ({who}).",
        "All insulated boxes of the day are in use ({who}).",
        "{x} norvégienne(s) de plus.",
        "{x} insulated box(es) more.",
    ),
    "carries": words(
        "Le véhicule libre ({who}) ne porte pas cette température.",
        "The free vehicle ({who}) does not carry this temperature.",
        "Un véhicule qui la porte, le {day}.",
        "A vehicle that carries it, on {day}.",
    ),
    "unit_cold": words(
        "Le véhicule libre ({who}) ne peut pas le tenir au froid.",
        "The free vehicle ({who}) cannot keep it cold.",
        "Un camion frigorifique, une housse ou des norvégiennes.",
        "A refrigerated van, an isothermal cover or insulated boxes.",
    ),
    "refrigerated": words(
        "Le véhicule libre ({who}) n'est pas frigorifique, ce magasin le demande.",
        "The free vehicle ({who}) is not refrigerated, which this store asks for.",
        "Un camion frigorifique le {day}.",
        "A refrigerated van on {day}.",
    ),
    "first_stop": words(
        "La tournée la mieux placée ({who}) a déjà un autre premier passage.",
        "The best placed round ({who}) has another first stop already.",
        "Une tournée qui commence là, le {day}.",
        "A round that begins there, on {day}.",
    ),
    "served_round_time": words(
        "La tournée la mieux placée ({who}) durerait trop longtemps pour un lieu qu'elle sert.",
        "The best placed round ({who}) would last too long for a place that it serves.",
        "{x} min de plus pour ces tournées (max_round_min).",
        "{x} min more for those rounds (max_round_min).",
    ),
    "collecting_trip": words(
        "Les ramasses se font à la première rotation, qui ne peut pas l'ajouter ({who}).",
        "Pick-ups are made in the first trip, which cannot add it ({who}).",
        "Permettre une ramasse à la deuxième rotation, ou un véhicule de plus le {day}.",
        "Allow a pick-up in the second trip, or one more vehicle on {day}.",
    ),
    "collecting_time": words(
        "La rotation qui ramasse ({who}) durerait trop longtemps.",
        "The trip that collects ({who}) would last too long.",
        "{x} min de plus par rotation qui ramasse.",
        "{x} min more per trip that collects.",
    ),
    "alone": words(
        "Cette tournée ({who}) est promise à un magasin, seule ramasse.",
        "That round ({who}) is promised to a store, as its only pick-up.",
        "Un véhicule de plus le {day}, ou revoir la promesse.",
        "One more vehicle on {day}, or change the promise.",
    ),
    "errand_alone": words(
        "Cette rotation ({who}) est donnée à une seule association.",
        "That trip ({who}) is given to one association alone.",
        "Un véhicule ou une rotation de plus le {day}.",
        "One more vehicle or trip on {day}.",
    ),
    "errand": words(
        "La rotation donnée à une association ({who}) ne serait plus à sa place.",
        "The trip given to an association ({who}) would lose its place.",
        "Revoir cette course, ou un véhicule de plus le {day}.",
        "Change that errand, or one more vehicle on {day}.",
    ),
}
"""By rule, for delivered units and for pick-ups of the same rounds."""
OF_ROUNDS = {
    "payload": words(
        "Le véhicule le mieux placé ({who}) serait trop chargé.",
        "The best placed vehicle ({who}) would carry too much.",
        "{x} kg de charge de plus.",
        "{x} kg of payload more.",
    ),
    "pallets": words(
        "Le véhicule le mieux placé ({who}) n'a plus de place de palette.",
        "The best placed vehicle ({who}) has no pallet place left.",
        "{x} place(s) de palette de plus.",
        "{x} pallet place(s) more.",
    ),
    "cold_boxes": words(
        "Les norvégiennes ({who}) sont pleines.",
        "The insulated boxes ({who}) are full.",
        "De quoi tenir {x} kg de plus au froid, ou un camion frigorifique.",
        "Boxes for {x} kg more, or a refrigerated van.",
    ),
    "cold_time": words(
        "Le frais resterait trop longtemps sans froid mécanique ({who}).",
        "Chilled food would be too long without refrigeration ({who}).",
        "Un camion frigorifique ce jour-là.",
        "A refrigerated van that day.",
    ),
    "frozen": words(
        "Le surgelé ne peut pas voyager sans froid ({who}).",
        "Frozen food cannot travel without cold ({who}).",
        "Un camion frigorifique ou des norvégiennes.",
        "A refrigerated van or insulated boxes.",
    ),
    "pickup_window": words(
        "La tournée la mieux placée ({who}) ne peut pas y être pendant le créneau.",
        "The best placed round ({who}) cannot be there in time.",
        "Un créneau prolongé de {x} min.",
        "A window {x} min longer.",
    ),
    "reception_window": words(
        "La tournée la mieux placée ({who}) arriverait hors des heures de réception.",
        "The best placed round ({who}) would come outside reception hours.",
        "Des heures de réception élargies.",
        "Longer reception hours.",
    ),
    "shift": words(
        "La tournée la mieux placée ({who}) finirait trop tard.",
        "The best placed round ({who}) would end too late.",
        "{x} min de plus en fin de plage.",
        "{x} min more at the end of the shift.",
    ),
    "round_time": words(
        "La tournée la mieux placée ({who}) durerait trop longtemps.",
        "The best placed round ({who}) would last too long.",
        "{x} min de plus par tournée.",
        "{x} min more per round.",
    ),
    "round_km": words(
        "La tournée la mieux placée ({who}) serait trop longue.",
        "The best placed round ({who}) would be too far.",
        "{x} km de plus par tournée.",
        "{x} km more per round.",
    ),
    "stops": words(
        "La tournée la mieux placée ({who}) a déjà tous ses passages.",
        "The best placed round ({who}) has all its stops already.",
        "{x} passage de plus.",
        "{x} stop more.",
    ),
    "vehicle_busy": words(
        "Le véhicule le mieux placé ({who}) est réservé ailleurs à cette heure.",
        "The best placed vehicle ({who}) is booked elsewhere at that time.",
        "Déplacer cette réservation.",
        "Move that booking.",
    ),
    "site_access": words(
        "Le véhicule libre ({who}) ne peut pas y entrer.",
        "The free vehicle ({who}) cannot enter.",
        "Un véhicule qui peut y entrer.",
        "A vehicle that can enter.",
    ),
    "commitment": words(
        "Ce magasin est promis à un autre véhicule ou à une autre heure ({who}).",
        "This store is promised to another vehicle or time ({who}).",
        "Revoir la promesse.",
        "Change the promise.",
    ),
    "storage": words(
        "Le lieu de réception n'a plus de place pour stocker ({who}).",
        "The receiving place has no storage left ({who}).",
        "De la place de stockage en plus.",
        "More storage.",
    ),
    "no_door": words(
        "Ramassé ({who}), il faudrait encore une tournée qui l'apporte à temps à qui en a besoin.",
        "Collected ({who}), another round would have to bring it in time to whoever needs it.",
        "Une tournée de plus vers qui en a besoin.",
        "One more round to whoever needs it.",
    ),
    "vehicle_days": words(
        "Le véhicule le mieux placé ne sort pas à ce moment ({who}).",
        "The best placed vehicle does not go out then ({who}).",
        "Un véhicule qui sort le {day}.",
        "A vehicle that goes out on {day}.",
    ),
    "no_vehicle": words(
        "Aucun véhicule qui peut y aller n'est libre le {day}.",
        "No vehicle that can go there is free on {day}.",
        "Un véhicule de plus le {day}.",
        "One more vehicle on {day}.",
    ),
    "crew_week": words(
        "Quelqu'un de l'équipage ferait trop d'heures dans la semaine ({who}).",
        "Somebody of the crew would work too many hours in the week ({who}).",
        "Plus d'heures par semaine, ou quelqu'un de plus le {day}.",
        "More hours a week, or one more person on {day}.",
    ),
    "no_crew": words(
        "Plus personne n'est disponible pour conduire ou accompagner ({who}).",
        "Nobody is left to drive or to help ({who}).",
        "Un équipage de plus le {day}.",
        "One more crew on {day}.",
    ),
    "no_means": words(
        "Aucun véhicule du groupe ne sort ce jour-là à cette heure.",
        "No vehicle of the pool goes out that day at that time.",
        "Un véhicule et un équipage le {day}.",
        "A vehicle and a crew on {day}.",
    ),
}
SWAP = words(
    "Écarté au profit de la tournée {who}, que le même véhicule fait alors.",
    "Crowded out by the round {who}, which the same vehicle makes then.",
    "Un véhicule et un équipage de plus le {day}, ou renoncer à cette tournée.",
    "One more vehicle and crew on {day}, or giving up that round.",
)
OTHER = words(
    "Aucune tournée ne peut l'ajouter sans enfreindre une règle ({who}).",
    "No round can add it without breaking a rule ({who}).",
    "Revoir les moyens du {day}.",
    "Review the means of {day}.",
)
