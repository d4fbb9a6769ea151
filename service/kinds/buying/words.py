"""What the page and papers about a purchase in common say, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Text
from models.words import UNIT
from service.words.labels import word
from service.words.vocabulary import Vocabulary

WORDS: Mapping[str, Text] = {
    "title": Text(fr="Achat groupé", en="Purchase in common"),
    "summary": Text(
        fr="achat groupé : membres {members}, articles {articles}, fournisseurs {suppliers}",
        en="purchase in common: members {members}, articles {articles}, suppliers {suppliers}",
    ),
    "answer": Text(
        fr="Ensemble, {members} associations paient {total} au lieu de {alone} chacune de son "
        "côté : {saved} de moins, dernier kilomètre compris",
        en="Together, {members} associations pay {total} instead of {alone} each on its own: "
        "{saved} less, last mile included",
    ),
    "answer_none": Text(
        fr="Acheter ensemble ne coûte moins à personne : chaque association achète de son côté.",
        en="Buying together costs nobody less: each association buys on its own.",
    ),
    "answer_nothing": Text(
        fr="Personne n'achète rien ; les raisons sont dites plus bas.",
        en="Nobody buys anything; the reasons are told below.",
    ),
    "answer_all": Text(
        fr="{told} ; tous les besoins sont couverts.", en="{told}; all needs are covered."
    ),
    "answer_least": Text(
        fr="{told} ; la moins couverte, {who}, reçoit {part} de ses besoins.",
        en="{told}; the least covered, {who}, gets {part} of its needs.",
    ),
    "bills": Text(fr="Ce que paie chacune", en="What each pays"),
    "bills_how": Text(
        fr="Toutes économisent la même part de leur prix seule : {part}. Prix TVA comprise, rendus à "
        "la porte.",
        en="All save the same part of their price alone: {part}. Prices with VAT, to the door.",
    ),
    "member": Text(fr="Membre", en="Member"),
    "price_alone": Text(fr="seule (€)", en="alone (€)"),
    "price_together": Text(fr="ensemble (€)", en="together (€)"),
    "vat_within": Text(fr="dont TVA (€)", en="VAT within (€)"),
    "payers_take": Text(fr="pris en charge (€)", en="taken over (€)"),
    "own": Text(fr="à payer (€)", en="to pay (€)"),
    "covered": Text(fr="besoins couverts", en="needs covered"),
    "in_one_line": Text(fr="En une ligne", en="In one line"),
    "line": Text(
        fr="Seule {alone} ; ensemble {part} de moins : {own} à payer {to}.",
        en="Alone {alone}; together {part} less: {own} to pay {to}.",
    ),
    "line_paid": Text(
        fr="Seule {alone} ; ensemble {part} de moins, soit {together}, {payers} : reste {own} à payer "
        "{to}.",
        en="Alone {alone}; together {part} less, that is {together}, {payers}: {own} is left to pay "
        "{to}.",
    ),
    "to_whom": Text(fr="à {who}, qui reçoit les factures", en="to {who}, which is invoiced"),
    "to_suppliers": Text(
        fr="aux fournisseurs, dont les factures lui viennent",
        en="to the suppliers, whose invoices come to it",
    ),
    "not_for_it": Text(
        fr="{what} : « {who} » ne paie pas pour cette association, qui paie donc elle-même.",
        en='{what}: "{who}" does not pay for this association, which thus pays itself.',
    ),
    "ceiling_met": Text(
        fr="« {who} » : plafond de {eur} atteint, partagé entre {count} associations ; le reste est "
        "à leur charge.",
        en='"{who}": its ceiling of {eur} is reached, shared between {count} associations; they '
        "pay the rest.",
    ),
    "door": Text(fr="Jusqu'à sa porte : {way}.", en="To its door: {way}."),
    "door_paid": Text(
        fr="Jusqu'à sa porte : {way}, {eur} chaque fois, compris dans le prix de toutes.",
        en="To its door: {way}, {eur} each time, within the price of all.",
    ),
    "payer_line": Text(fr="{eur} à payer {to}.", en="{eur} to pay {to}."),
    "line_first_payer": Text(
        fr="dont {eur} payés par « {who} »", en='of which {eur} paid by "{who}"'
    ),
    "line_payer": Text(fr="{eur} par « {who} »", en='{eur} by "{who}"'),
    "waterfall": Text(fr="D'où vient le prix", en="Where the price comes from"),
    "waterfall_how": Text(
        fr="De la marchandise au prix de tous, puis ce qui est gagné.",
        en="From goods to the price of all, then what is saved.",
    ),
    "goods": Text(fr="marchandise", en="goods"),
    "carriage": Text(fr="port des fournisseurs", en="carriage of suppliers"),
    "last_mile": Text(fr="dernier kilomètre", en="last mile"),
    "together": Text(fr="prix de tous ensemble", en="price of all together"),
    "saving": Text(fr="gagné", en="saved"),
    "apart_total": Text(fr="chacune de son côté", en="each on its own"),
    "step": Text(fr="Ce qui fait le prix", en="What makes the price"),
    "orders": Text(fr="Les commandes", en="The orders"),
    "orders_how": Text(
        fr="Livrées à {hub} ; factures à {invoiced}. Prix TVA comprise.",
        en="Delivered at {hub}; invoices to {invoiced}. Prices with VAT.",
    ),
    "supplier": Text(fr="Fournisseur", en="Supplier"),
    "what": Text(fr="Colis × unités", en="Packs × units"),
    "packs": Text(fr="colis", en="packs"),
    "goods_eur": Text(fr="marchandise (€)", en="goods (€)"),
    "carriage_eur": Text(fr="port (€)", en="carriage (€)"),
    "total_eur": Text(fr="total (€)", en="total (€)"),
    "staircase": Text(fr="Les tranches de prix atteintes", en="The price tiers reached"),
    "staircase_how": Text(
        fr="{article} chez {supplier}, quantité achetée : {units}. Prix {basis}.",
        en="{article} from {supplier}, quantity bought: {units}. Prices {basis}.",
    ),
    "staircase_apart": Text(
        fr="{article} chez {supplier}, quantité achetée : {units}. Chaque tranche se paie à son "
        "prix : {eur} l'unité en moyenne, {basis}.",
        en="{article} from {supplier}, quantity bought: {units}. Each tier is paid at its own "
        "price: {eur} a unit on average, {basis}.",
    ),
    "tier_from": Text(fr="à partir de", en="from so many"),
    "tier_price": Text(fr="prix d'une unité (€)", en="price of a unit (€)"),
    "tier_reached": Text(fr="tranche atteinte", en="tier reached"),
    "tier_other": Text(fr="autres tranches", en="other tiers"),
    "article": Text(fr="Article", en="Article"),
    "unit_of": Text(fr="compté en", en="counted in"),
    "units": UNIT[1],
    "next_tier": Text(fr="tranche suivante", en="next tier"),
    "next_at": Text(fr="à {units} unités, {eur} l'une", en="at {units} units, {eur} each"),
    "next_beyond": Text(
        fr="au-delà de {units} unités, {eur} l'une", en="beyond {units} units, {eur} each"
    ),
    "no_next": Text(fr="aucune, c'est la dernière", en="none, it is the last"),
    "part_at": Text(fr="{units} à {eur}", en="{units} at {eur}"),
    "wishes": Text(fr="Ce que coûte chaque souhait", en="What each wish costs"),
    "wishes_how": Text(
        fr="Le même achat, pour les mêmes besoins, avec et sans.",
        en="The same purchase, for the same needs, with and without.",
    ),
    "wish": Text(fr="Souhait", en="Wish"),
    "with": Text(fr="avec (€)", en="with (€)"),
    "without": Text(fr="sans (€)", en="without (€)"),
    "wish_price": Text(fr="il coûte (€)", en="it costs (€)"),
    "kept": Text(fr="tenu", en="kept"),
    "impossible": Text(fr="impossible", en="impossible"),
    "at_most": Text(fr="au plus : pas prouvé", en="at most: not proved"),
    "unmet": Text(fr="Besoins non couverts", en="Needs not covered"),
    "receives": Text(fr="Ce que reçoit chaque membre", en="What each member receives"),
    "receives_how": Text(
        fr="Au-delà du besoin : des restes de colis, donnés à qui en a le moins au regard de ses "
        "besoins, et compris dans le prix.",
        en="Beyond the need: remainders of packs, given to whoever has least of them for its "
        "needs, and within the price.",
    ),
    "beyond": Text(fr="au-delà du besoin", en="beyond the need"),
    "ways": Text(fr="Jusqu'à chaque porte", en="To each door"),
    "way": Text(fr="Comment", en="How"),
    "way_here": Text(fr="c'est le lieu de livraison", en="it is the place of delivery"),
    "way_trip": Text(fr="trajet déjà prévu", en="trip already planned"),
    "way_fetched": Text(fr="elle vient chercher", en="it comes to fetch"),
    "way_stop": Text(fr="arrêt fait pour elle", en="stop made for it"),
    "each_time": Text(fr="chaque fois (€)", en="each time (€)"),
    "level_cover": Text(fr="la moins couverte", en="least covered"),
    "level_cost": Text(fr="coût rendu à la porte (€)", en="cost to the door (€)"),
    "level_deliveries": Text(fr="livraisons et remises", en="deliveries and handings-over"),
    "level_regularity": Text(
        fr="unités qui manquent aux producteurs", en="units short for producers"
    ),
    "nothing_asked": Text(
        fr="« {label} » ne permet aucun achat : rien dans {missing}. Attendu : des membres, des "
        "besoins et des offres dans buying. Ajoutez-en.",
        en='"{label}" allows no purchase: nothing in {missing}. Expected: members, needs and offers '
        "in buying. Add some.",
    ),
    "orders_open": Text(fr="Ouvrir les bons de commande", en="Open the purchase orders"),
    "orders_lead": Text(
        fr="Une page par fournisseur et livraison, à envoyer.",
        en="A page for each supplier and delivery, to be sent.",
    ),
    "statements_open": Text(fr="Ouvrir les relevés", en="Open the statements"),
    "statements_lead": Text(
        fr="Une page par membre et par payeur, pour les trésoreries.",
        en="A page for each member and payer, for treasurers.",
    ),
    "order_title": Text(fr="Bon de commande", en="Purchase order"),
    "statement_title": Text(fr="Relevé", en="Statement"),
    "deliver_to": Text(fr="Livrer à", en="Deliver to"),
    "deliver_on": Text(fr="Livrer le", en="Deliver on"),
    "invoice_to": Text(fr="Facturer à", en="Invoice to"),
    "pack_of": Text(fr="colis de", en="pack of"),
    "unit_price": Text(fr="prix d'une unité", en="unit price"),
    "net": Text(fr="hors TVA", en="without VAT"),
    "vat": Text(fr="TVA", en="VAT"),
    "with_vat": Text(fr="TVA comprise", en="with VAT"),
    "to_pay": Text(fr="À payer", en="To pay"),
    "pays_for": Text(fr="Pris en charge pour", en="Taken over for"),
    "ceiling": Text(fr="Plafond", en="Ceiling"),
    "agreed": Text(fr="Bon pour accord", en="Agreed"),
    "lines_of": Text(fr="Ce qui est reçu", en="What is received"),
}

say = Vocabulary(WORDS, word)
