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
