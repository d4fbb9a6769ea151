"""What the page about a shared warehouse says, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Text
from models.travel import ESTIMATED
from models.words import DAYS, PALLET
from service.words.labels import word
from service.words.sentences import COUNTS
from service.words.vocabulary import Vocabulary

SHEETS = "feuilles-de-route.pdf"
"""The file of the drivers' sheets."""
WORDS: Mapping[str, Text] = {
    "title": Text(fr="Entrepôt partagé", en="Shared warehouse"),
    "figure": Text(fr="Repère", en="Figure"),
    "network": Text(fr="Réseau", en="Network"),
    "platform": Text(fr="Plateforme", en="Platform"),
    "all": Text(fr="Tous", en="All"),
    "week_n": Text(fr="S{number}", en="W{number}"),
    # the answer
    "answer_supply": Text(
        fr="{got} livrées sur {due} dues dans la semaine, en {rounds}",
        en="{got} brought of {due} due in the week, in {rounds}",
    ),
    "answer_stock": Text(fr="{tonnes} sorties du stock", en="{tonnes} taken from stock"),
    "answer_lost": Text(fr="{tonnes} perdues", en="{tonnes} lost"),
    "answer_week": Text(fr="{eur} de tournées par semaine", en="{eur} of rounds a week"),
    "answer_year": Text(fr="{eur} de fonctionnement par an", en="{eur} a year to run"),
    # in short
    "horizon": Text(fr="Horizon", en="Horizon"),
    "arrives": Text(
        fr="Stock de départ et arrivages sur l'horizon", en="Opening stock and arrivals, horizon"
    ),
    "issued": Text(fr="Envoyé aux points sur l'horizon", en="Sent to points, horizon"),
    "lost": Text(fr="Perdu : périmé, ou refusé faute de place", en="Lost: expired, or no place"),
    "fullest": Text(fr="Remplissage, semaine la plus pleine", en="Filling, fullest week"),
    "due_week": Text(fr="Dû aux points, semaine planifiée", en="Due to points, week planned"),
    "got_week": Text(fr="Livré ou retiré", en="Delivered or fetched"),
    "km_driven": Text(fr="km parcourus", en="km driven"),
    "km": Text(fr="km", en="km"),
    "rounds_short": COUNTS["round"][1],
    "person_hours": Text(fr="Heures de personnes à bord", en="Hours of people aboard"),
    "rounds_eur": Text(fr="Coût des véhicules, semaine", en="Cost of vehicles, week"),
    # supply
    "supply": Text(fr="Livraison des points", en="Supply of the points"),
    "supply_how": Text(
        fr="Chaque point a sa part de ce que son réseau sort du stock dans la semaine, selon son besoin et ce qu'il a déjà. Les tournées cherchent d'abord à tout livrer, puis à coûter moins.",
        en="Each point has its part of what its network takes from stock in the week, by its need and what it has. Rounds seek to bring it all first, then to cost less.",
    ),
    "no_supply": Text(
        fr="Aucun point ou aucun véhicule : pas de livraison planifiée.",
        en="No point or no vehicle: no supply is planned.",
    ),
    "points": Text(fr="points", en="points"),
    "due_kg": Text(fr="dû, kg", en="due, kg"),
    "got_kg": Text(fr="livré, kg", en="brought, kg"),
    "left_kg": Text(fr="laissé, kg", en="left, kg"),
    "served": Text(fr="part livrée", en="part brought"),
    "in_full": Text(fr="points servis en entier", en="points served in full"),
    "map_points": Text(fr="Les points et leur part", en="The points and their part"),
    "map_note": Text(
        fr="Surface : kg dus ; contour vide : pas servi en entier.",
        en="Area: kg due; outline only: not served in full.",
    ),
    "map_near": Text(
        fr="{title}, à moins de {km} km de la plateforme",
        en="{title}, within {km} km of the warehouse",
    ),
    "map_day": Text(fr="Tournées du {day}", en="Rounds of {day}"),
    "map_straight": Text(fr="Traits droits, hors routes.", en="Straight lines, not roads."),
    "point": Text(fr="Point", en="Point"),
    "commune": Text(fr="Commune", en="Commune"),
    "days_served": DAYS[1],
    "fetched": Text(fr="vient chercher", en="fetches"),
    "left": Text(fr="Ce qui n'est pas livré", en="What is not brought"),
    "none_left": Text(
        fr="Chaque point reçoit tout ce qui lui est dû.", en="Every point gets all that it is due."
    ),
    "round_list": Text(fr="Les tournées, une par une", en="The rounds, one by one"),
    "trips": Text(fr="rotations", en="trips"),
    "fleet_use": Text(fr="Emploi des véhicules", en="Use of vehicles"),
    "fleet": Text(fr="Flotte", en="Fleet"),
    "count": COUNTS["vehicle"][1],
    "feeders": Text(fr="Navettes entre plateformes", en="Lorries between platforms"),
    # places
    "places": Text(fr="Qui a quelles places", en="Who has which places"),
    "rule_leximin": Text(
        fr="Places données au réseau le moins bien pourvu d'abord (en m² × semaines reçus sur demandés), minima et petites structures tenus.",
        en="Places go to the least provided network first (m² × weeks given over asked), minima and small structures held.",
    ),
    "rule_surface": Text(
        fr="Places données selon les parts de surface de la convention.",
        en="Places given by the surface shares of the agreement.",
    ),
    "rule_free": Text(
        fr="Places libres : à qui les remplit ; le tableau dit ce que donnerait le partage équitable.",
        en="Places free to whoever fills them; the table tells what the fair split would give.",
    ),
    "asked_most": Text(fr="demandé, au plus", en="asked, at most"),
    "given_most": Text(fr="donné, au plus", en="given, at most"),
    "minimum": Text(fr="minimum", en="minimum"),
    "weeks_short": Text(fr="semaines sous la demande", en="weeks below what is asked"),
    "level": Text(fr="pourvu à", en="provided"),
    "levels": Text(fr="Niveau de chacun", en="Level of each"),
    "asked_m2": Text(fr="demandé, m² × semaines", en="asked, m² × weeks"),
    "given_m2": Text(fr="donné, m² × semaines", en="given, m² × weeks"),
    "held_by": Text(fr="ce qui l'arrête", en="what holds it"),
    "held_asked": Text(fr="il a tout", en="it has it all"),
    "held_places": Text(fr="les places", en="the places"),
    "held_minima": Text(fr="les minima des autres", en="others' minima"),
    "worth": Text(
        fr="Ce que vaut une place de plus, tout l'horizon",
        en="What one more place is worth, all horizon long",
    ),
    "worth_none": Text(
        fr="Une place de plus ne changerait rien à personne.",
        en="One more place would change nothing for anyone.",
    ),
    "gain_m2": Text(fr="m² × semaines gagnés", en="m² × weeks gained"),
    "gain_checked": Text(fr="en replanifiant", en="by planning again"),
    "gain_per_m2": Text(fr="par m² ajouté", en="per m² added"),
    "worth_loss": Text(
        fr="Pertes évitées par une place de plus, tout l'horizon",
        en="Loss avoided by one more place, all horizon long",
    ),
    "avoided_kg": Text(fr="kg évités", en="kg avoided"),
    "avoided_per_m2": Text(fr="kg par m²", en="kg per m²"),
    # stock
    "stock": Text(fr="Le stock, semaine après semaine", en="The stock, week after week"),
    "stock_how": Text(
        fr="Ce qui se périme le premier sort le premier ; chaque ligne tombe juste au kg.",
        en="What expires first leaves first; every line balances to the kg.",
    ),
    "stock_picture": Text(
        fr="Palettes en stock, {temperature}", en="Pallets in stock, {temperature}"
    ),
    "pallets": PALLET[1],
    "room": Text(fr="places utilisables", en="usable places"),
    "saturation": Text(fr="Remplissage par semaine", en="Filling by week"),
    "full_weeks": Text(
        fr="{temperature} : semaines à plus de 95 % : {count} ; au plus {share}.",
        en="{temperature}: weeks above 95%: {count}; {share} at most.",
    ),
    "books": Text(fr="Mouvements sur l'horizon, kg", en="Movements over the horizon, kg"),
    "books_weeks": Text(
        fr="Chaque semaine, réseau et famille, kg", en="Every week, network and family, kg"
    ),
    "opening": Text(fr="au début", en="opening"),
    "arrived": Text(fr="entré", en="came in"),
    "turned_away": Text(fr="renvoyé, faute de place", en="turned away"),
    "taken": Text(fr="repris", en="taken over"),
    "given": Text(fr="cédé", en="handed over"),
    "sent": Text(fr="sorti", en="out"),
    "expired": Text(fr="périmé", en="expired"),
    "closing": Text(fr="fin", en="closing"),
    "covered": Text(fr="besoin couvert", en="need covered"),
    "stock_proved": Text(fr="Ce qui est prouvé du stock", en="What is proved of the stock"),
    "plan_kg": Text(fr="ce plan, kg", en="this plan, kg"),
    "bound_kg": Text(fr="au mieux, kg", en="at best, kg"),
    "gap": Text(fr="écart sur ce qui arrive", en="gap, of what arrives"),
    "stock_loss": Text(fr="pertes", en="loss"),
    "stock_unmet": Text(fr="besoins non couverts", en="unmet needs"),
    "stock_safety": Text(
        fr="stock de sécurité manquant (kg × semaines)", en="safety stock short (kg × weeks)"
    ),
    "stock_transfers": Text(fr="passages entre réseaux", en="handed over between networks"),
    # docks
    "docks": Text(fr="Les quais", en="The docks"),
    "no_docks": Text(fr="Aucun passage à quai planifié.", en="No dock slot is planned."),
    "dock": Text(fr="Quai", en="Dock"),
    "dock_week": Text(fr="La semaine des quais", en="The docks' week"),
    "arrival": Text(fr="arrivage", en="arrival"),
    "departure": Text(fr="départ", en="departure"),
    "lorries": Text(fr="camions à quai", en="lorries"),
    "late": Text(fr="retard, min", en="late, min"),
    "late_bound": Text(fr="au mieux, min", en="at best, min"),
    "done": Text(fr="fini à", en="done at"),
    "not_placed": Text(fr="sans quai", en="no dock"),
    "slot_list": Text(fr="Chaque passage à quai", en="Every dock slot"),
    # route sheets
    "leaves_at": Text(fr="départ à {time}", en="leaves at {time}"),
    "open_hours": Text(fr="ouvert {hours}", en="open {hours}"),
    # command
    "in_short": Text(
        fr="Plateforme : {m2} m², {places} places, {networks} réseaux, {points} points, besoin {kg} kg par semaine.",
        en="Warehouse: {m2} m², {places} places, {networks} networks, {points} points, need {kg} kg a week.",
    ),
    "sheets_lead": Text(
        fr="Les feuilles de route des tournées vers les points, une page par tournée.",
        en="The drivers' sheets of the rounds to the points, a page per round.",
    ),
    "no_warehouse": Text(
        fr="« {label} » ne décrit aucune plateforme. Attendu : une clé « warehouse ». Partez du scénario marseille.",
        en='"{label}" describes no warehouse. Expected: a "warehouse" key. Start from the scenario marseille.',
    ),
    "estimated": ESTIMATED,
    # alone, second platform
    "alone": Text(fr="Sans plateforme commune", en="Without a common warehouse"),
    "alone_how": Text(
        fr="Chaque réseau loue un site au prix du marché pour ce qu'il tient, et livre ses points de là avec ses véhicules, plus des porteurs loués à l'usage. Par an, la semaine planifiée étant multipliée par 52.",
        en="Each network rents a site at market prices for what it holds, and supplies its points from there with its vehicles, plus hired lorries by use. A year, the week planned being taken 52 times.",
    ),
    "site_eur": Text(fr="site à soi, €/an", en="own site, €/year"),
    "own_rounds": Text(fr="tournées à soi, €/an", en="own rounds, €/year"),
    "shared_rounds": Text(
        fr="part des tournées communes, €/an", en="share of common rounds, €/year"
    ),
    "alone_sum": Text(
        fr="En tout : {shared} € par an avec la plateforme (fonctionnement et tournées), {apart} € chacun chez soi.",
        en="In all: {shared} € a year with the warehouse (running cost and rounds), {apart} € each at home.",
    ),
    "alone_total": Text(fr="en tout, €/an", en="in all, €/year"),
    "second": Text(fr="Ce que change la seconde plateforme", en="What the second platform changes"),
    "second_how": Text(
        fr="La même semaine, planifiée avec et sans. Les points qui changent sont ceux qu'elle atteint plus vite.",
        en="The same week, planned with it and without. Points that move are those it reaches sooner.",
    ),
    "not_equal": Text(
        fr="Les deux plans ne livrent pas autant : la différence de coût n'est pas décidée. Donnez plus de temps à la recherche.",
        en="The two plans do not bring as much: the difference in cost is not decided. Give the search more time.",
    ),
    "with_it": Text(fr="avec", en="with"),
    "without_it": Text(fr="sans", en="without"),
    "difference": Text(fr="différence", en="difference"),
    "moved_points": Text(fr="Points qui changent de plateforme", en="Points that change platform"),
    "rounds_year": Text(fr="Véhicules et navettes, €/an", en="Vehicles and feeders, €/year"),
    "running_year": Text(fr="Fonctionnement, €/an", en="Running cost, €/year"),
    "fitout_year": Text(fr="Aménagement, €/an", en="Fit-out, €/year"),
    "brought_week": Text(fr="Livré dans la semaine, kg", en="Brought in the week, kg"),
    "km_week": Text(fr="km dans la semaine", en="km in the week"),
    "hours_week": Text(fr="Heures de personnes dans la semaine", en="Hours of people in the week"),
    "to_main": Text(fr="min depuis la première", en="min from the main one"),
    "to_second": Text(fr="min depuis la nouvelle", en="min from the new one"),
}

say = Vocabulary(WORDS, word)
