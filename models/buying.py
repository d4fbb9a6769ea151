"""Buying together: articles, what each supplier asks, needs as ranges, who pays what."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from models.base import Amount, Label, Model, Share, Slug, Text
from models.calendar import Day
from models.fields import en, fr, refers
from models.heads import Per
from models.labels import Name
from models.lists import one, sheet, table
from models.products import Temperature

Category = Literal["groceries", "water", "hygiene", "baby", "menstrual", "cleaning"]
CATEGORIES: dict[Category, Text] = {
    "groceries": Text(fr="alimentation", en="groceries"),
    "water": Text(fr="eau", en="water"),
    "hygiene": Text(fr="hygiène", en="hygiene"),
    "baby": Text(fr="bébé", en="baby"),
    "menstrual": Text(fr="protections menstruelles", en="menstrual products"),
    "cleaning": Text(fr="entretien", en="cleaning"),
}
SellerKind = Literal["superstore", "trade_supplier", "grower", "solidarity_supplier"]
SELLERS: dict[SellerKind, Text] = {
    "superstore": Text(fr="grande surface", en="superstore"),
    "trade_supplier": Text(fr="fournisseur en gros", en="trade supplier"),
    "grower": Text(fr="exploitation agricole", en="grower"),
    "solidarity_supplier": Text(fr="centrale solidaire", en="solidarity supplier"),
}
TierKind = Literal["all_units", "incremental"]
TIER_KINDS: dict[TierKind, Text] = {
    "all_units": Text(fr="prix pour toutes les unités", en="price of all units"),
    "incremental": Text(fr="prix par tranche", en="price of each slice"),
}
MOST_UNITS = 10_000_000


class Article(Model):
    """Something that is bought by whole units."""

    id: Annotated[Slug, fr("Article"), en("Article")]
    label: Name
    category: Annotated[Category, fr("Rayon"), en("Category")] = "groceries"
    unit: Annotated[
        Label,
        fr("Unité de l'article", "Ce que l'on compte : paquet, bouteille, kg."),
        en("Unit of the article", "What is counted: packet, bottle, kg."),
    ]
    kg_per_unit: Annotated[
        float | None,
        fr("kg par unité", "Poids d'une unité, en kg : sans lui l'article est refusé."),
        en("kg per unit", "Weight of one unit, in kg: without it the article is refused."),
    ] = Field(default=None, gt=0, le=1_000, allow_inf_nan=False)
    temperature: Annotated[Temperature, fr("Température"), en("Temperature")] = "ambient"
    vat_percent: Annotated[
        float,
        fr("TVA (%)", "Taux de l'article : 5,5 pour la nourriture, 20 pour l'hygiène."),
        en("VAT (%)", "Rate of the article: 5.5 for food, 20 for hygiene."),
    ] = Field(default=5.5, ge=0, le=30, allow_inf_nan=False)
    weekly: Annotated[
        bool,
        fr("Livré chaque semaine", "Oui : il ne se garde pas, chaque semaine reçoit sa part."),
        en("Delivered every week", "Yes: it does not keep, each week receives its part."),
    ] = False


class PriceTier(Model):
    """A price from so many units on."""

    from_units: Annotated[
        int,
        fr("À partir de (unités)", "La première tranche commence à 0."),
        en("From (units)", "The first tier begins at 0."),
    ] = Field(ge=0, le=MOST_UNITS)
    to_units: Annotated[
        int | None,
        fr("Jusqu'à (unités)", "Là où commence la tranche suivante ; vide : elle le dit."),
        en("Up to (units)", "Where the next tier begins; that one says it when absent."),
    ] = Field(default=None, ge=0, le=MOST_UNITS)
    price_eur: Annotated[
        float,
        fr("Prix d'une unité (€)", "Avec ou sans TVA, comme le dit l'offre."),
        en("Price of one unit (€)", "With or without VAT, as the offer says."),
    ] = Field(ge=0, le=100_000, allow_inf_nan=False)


class SupplierOffer(Model):
    """What one supplier asks for one article."""

    id: Annotated[Slug, fr("Offre"), en("Offer")]
    supplier: Annotated[Slug, fr("Fournisseur"), en("Supplier"), refers("buying.suppliers")]
    article: Annotated[Slug, fr("Article vendu"), en("Article sold"), refers("buying.articles")]
    pack_units: Annotated[
        int,
        fr("Unités par colis fournisseur", "On n'achète que des colis entiers."),
        en("Units per supplier's pack", "Only whole packs are bought."),
    ] = Field(default=1, ge=0, le=1_000_000)
    tiers: Annotated[
        tuple[PriceTier, ...],
        fr("Tranches de prix", "Du petit au grand ; le prix ne monte pas."),
        en("Price tiers", "From small to large; the price does not rise."),
        sheet("Tranches de prix", "Price tiers"),
    ] = Field(min_length=1)
    tier_kind: Annotated[
        TierKind,
        fr("Effet d'une tranche", "Le prix atteint vaut pour toutes les unités, ou pour la suite."),
        en("Effect of a tier", "The price reached is that of all units, or of those beyond."),
    ] = "all_units"
    vat_included: Annotated[
        bool,
        fr("Prix TVA comprise", "La même réponse pour toutes les offres d'un fournisseur."),
        en("Prices include VAT", "The same answer for all offers of one supplier."),
    ] = False
    organic: Annotated[bool, fr("Bio"), en("Organic")] = False
    available_units: Annotated[
        int | None,
        fr("Disponible (unités par semaine)", "Vide : autant qu'on veut."),
        en("Available (units a week)", "As much as one likes when absent."),
    ] = Field(default=None, ge=0, le=MOST_UNITS)
    wanted_units: Annotated[
        int,
        fr(
            "Volume souhaité (unités par semaine)",
            "Ce qu'un producteur veut vendre.",
        ),
        en("Volume wanted (units a week)", "What a producer wants to sell."),
    ] = Field(default=0, ge=0, le=MOST_UNITS)
    floor_eur: Annotated[
        float | None,
        fr("Prix plancher (€)", "Le producteur ne vend pas au-dessous ; dans la base de ses prix."),
        en("Floor price (€)", "The producer does not sell below; on the basis of its prices."),
    ] = Field(default=None, ge=0, le=100_000)


class Supplier(Model):
    """Who sells, and on what conditions it delivers."""

    id: Annotated[Slug, fr("Fournisseur"), en("Supplier")]
    label: Name
    kind: Annotated[SellerKind, fr("Sorte de fournisseur"), en("Kind of supplier")] = (
        "trade_supplier"
    )
    local: Annotated[bool, fr("Local"), en("Local")] = False
    minimum_eur: Annotated[
        Amount,
        fr("Commande minimale (€)", "De marchandise, dans la base de ses prix."),
        en("Minimum order (€)", "Of goods, on the basis of its prices."),
    ] = 0.0
    carriage_eur: Annotated[
        Amount,
        fr("Port (€ par livraison)", "TVA comprise."),
        en("Carriage (€ a delivery)", "VAT included."),
    ] = 0.0
    carriage_free_eur: Annotated[
        Amount | None,
        fr("Franco (€)", "Marchandise à partir de laquelle le port est offert ; vide : jamais."),
        en("Carriage free from (€)", "Goods from which carriage is free; never when absent."),
    ] = None
    delivery_days: Annotated[
        tuple[Day, ...],
        fr("Jours de livraison", "Jours où il livre."),
        en("Delivery days", "Days on which it delivers."),
    ] = Field(min_length=1)
    most_share: Annotated[
        Share,
        fr("Part au plus", "Des kg achetés en tout."),
        en("Share at most", "Of the kg bought in all."),
    ] = 1.0


class BuyingMember(Model):
    """An association that buys with the others."""

    association: Annotated[Slug, fr("Membre"), en("Member"), refers("associations")]
    budget_eur: Annotated[
        Amount | None,
        fr("Budget (€)", "Ce qu'elle peut payer elle-même sur la période ; vide : sans limite."),
        en("Budget (€)", "What it can pay itself over the period; no limit when absent."),
    ] = None
    storage_kg: Annotated[
        Amount | None,
        fr("Place (kg par remise)", "Ce qui tient chez elle en une fois ; vide : sans limite."),
        en("Room (kg a handing-over)", "What its store takes at once; no limit when absent."),
    ] = None
    fetch_eur: Annotated[
        Amount | None,
        fr("Vient chercher (€)", "Ce que lui coûte le trajet ; vide : elle ne vient pas."),
        en("Comes to fetch (€)", "What the trip costs it; it does not come when absent."),
    ] = None


class BuyingPayer(Model):
    """A funder that pays for some articles, up to a ceiling."""

    id: Annotated[Slug, fr("Payeur"), en("Payer")]
    label: Name
    categories: Annotated[
        tuple[Category, ...],
        fr("Rayons éligibles", "Ce qu'il paie."),
        en("Eligible categories", "What it pays for."),
    ] = Field(min_length=1)
    ceiling_eur: Annotated[
        Amount,
        fr("Plafond (€)", "TVA comprise, sur la période."),
        en("Ceiling (€)", "VAT included, over the period."),
    ]
    members: Annotated[
        tuple[Slug, ...],
        fr("Pour quels membres", "Vide : tous les membres."),
        en("For which members", "All members when empty."),
        refers("associations"),
    ] = ()


class BuyingNeed(Model):
    """How much of an article, or of any of several, is needed over the period: a range."""

    id: Annotated[Slug, fr("Besoin d'achat"), en("Need to buy")]
    label: Name
    articles: Annotated[
        tuple[Slug, ...],
        fr("Articles possibles", "L'un ou l'autre convient ; de même unité."),
        en("Possible articles", "Either will do; of one unit."),
        refers("buying.articles"),
    ] = Field(min_length=1)
    per: Annotated[
        Per,
        fr("Compté par", "Personne, foyer, enfant de moins de 36 mois, public, ou structure."),
        en("Counted per", "Person, household, child under 36 months, class, or structure."),
    ] = "person"
    low_units: Annotated[
        Amount,
        fr("Au moins (unités)", "Par personne, foyer… sur la période."),
        en("At least (units)", "Per person, household… over the period."),
    ]
    high_units: Annotated[
        Amount | None,
        fr("Au plus (unités)", "Au-delà, cela ne sert plus ; vide : pas plus que le minimum."),
        en("At most (units)", "Beyond, it is of no use; no more than the least when absent."),
    ] = None
    members: Annotated[
        tuple[Slug, ...],
        fr("Membres concernés", "Vide : tous les membres."),
        en("Members concerned", "All members when empty."),
        refers("associations"),
    ] = ()
    payer: Annotated[
        Slug | None,
        fr("Payé par", "Jusqu'à son plafond ; vide : chaque membre."),
        en("Paid by", "Up to its ceiling; each member when absent."),
        refers("buying.payers"),
    ] = None


class Buying(Model):
    """A purchase in common: one period of some weeks, one place of delivery."""

    weeks: Annotated[
        int,
        fr("Semaines de la période", "Les besoins et les budgets sont de toute la période."),
        en("Weeks of the period", "Needs and budgets are of the whole period."),
    ] = Field(default=1, ge=1, le=12)
    hub: Annotated[
        Slug | None,
        fr("Lieu de livraison", "L'association où les fournisseurs livrent le groupe."),
        en("Place of delivery", "The association where suppliers deliver the group."),
        refers("associations"),
    ] = None
    stop_eur: Annotated[
        Amount,
        fr("Arrêt du dernier kilomètre (€)", "Par remise hors d'un trajet déjà prévu."),
        en("Stop of the last mile (€)", "A handing-over off the trips already planned."),
    ] = 0.0
    eur_per_km: Annotated[
        Amount,
        fr("Kilomètre du dernier kilomètre (€)", "Aller et retour depuis le lieu de livraison."),
        en("Kilometre of the last mile (€)", "There and back from the place of delivery."),
    ] = 0.0
    articles: Annotated[
        tuple[Article, ...],
        fr("Articles", "Ce qui s'achète."),
        en("Articles", "What is bought."),
        table(
            "un article", "an article", "label category unit kg_per_unit vat_percent", seldom=True
        ),
    ] = ()
    suppliers: Annotated[
        tuple[Supplier, ...],
        fr("Fournisseurs", "Qui vend, et à quelles conditions."),
        en("Suppliers", "Who sells, and on what conditions."),
        table(
            "un fournisseur",
            "a supplier",
            "label kind local minimum_eur carriage_eur carriage_free_eur delivery_days",
            seldom=True,
        ),
    ] = ()
    offers: Annotated[
        tuple[SupplierOffer, ...],
        fr("Offres des fournisseurs", "Ce que chacun demande pour chaque article."),
        en("Suppliers' offers", "What each asks for each article."),
        one("une offre", "an offer"),
        table(
            "une offre", "an offer", "supplier article pack_units tier_kind organic", seldom=True
        ),
    ] = ()
    members: Annotated[
        tuple[BuyingMember, ...],
        fr("Membres du groupement", "Qui achète ensemble."),
        en("Members of the group", "Who buys together."),
        table("un membre", "a member", "association budget_eur storage_kg", seldom=True),
    ] = ()
    payers: Annotated[
        tuple[BuyingPayer, ...],
        fr("Payeurs", "Qui paie certains articles."),
        en("Payers", "Who pays for some articles."),
        table("un payeur", "a payer", "label categories ceiling_eur", seldom=True),
    ] = ()
    needs: Annotated[
        tuple[BuyingNeed, ...],
        fr("Besoins d'achat", "Des fourchettes, sur toute la période."),
        en("Needs to buy", "Ranges, over the whole period."),
        table(
            "un besoin d'achat",
            "a need to buy",
            "label articles per low_units high_units payer",
            seldom=True,
        ),
    ] = ()
    local_share: Annotated[
        Share,
        fr("Part locale souhaitée", "Des kg achetés, au moins."),
        en("Local share wished", "Of the kg bought, at least."),
    ] = 0.0
    organic_share: Annotated[
        Share,
        fr("Part bio souhaitée", "Des kg achetés, au moins."),
        en("Organic share wished", "Of the kg bought, at least."),
    ] = 0.0
    supermarket_share: Annotated[
        Share,
        fr("Part des grandes surfaces", "Des kg achetés, au plus."),
        en("Share of supermarkets", "Of the kg bought, at most."),
    ] = 1.0
    most_of_one: Annotated[
        Share,
        fr("Variété : part d'un même article", "D'un besoin à plusieurs articles, au plus."),
        en("Variety: part of one article", "Of a need with several articles, at most."),
    ] = 1.0
    invoiced_to: Annotated[
        Slug | None,
        fr(
            "Qui reçoit les factures",
            "Qui avance ; vide : le lieu de livraison.",
        ),
        en("Who is invoiced", "Who advances; the place of delivery when absent."),
        refers("associations"),
    ] = None

    @property
    def article(self) -> dict[str, Article]:
        """Articles by id."""
        return {one.id: one for one in self.articles}

    @property
    def supplier(self) -> dict[str, Supplier]:
        """Suppliers by id."""
        return {one.id: one for one in self.suppliers}

    @property
    def offer(self) -> dict[str, SupplierOffer]:
        """Offers by id."""
        return {one.id: one for one in self.offers}

    @property
    def payer(self) -> dict[str, BuyingPayer]:
        """Payers by id."""
        return {one.id: one for one in self.payers}

    @property
    def need(self) -> dict[str, BuyingNeed]:
        """Needs by id."""
        return {one.id: one for one in self.needs}

    @property
    def member(self) -> dict[str, BuyingMember]:
        """Members by association."""
        return {one.association: one for one in self.members}
