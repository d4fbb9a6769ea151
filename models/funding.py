"""Who pays for a shared warehouse: its costs, its funders, its invoices and their keys."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from models.base import Amount, Model, Share, Slug
from models.fields import en, fr, refers
from models.labels import Name
from models.lists import sheet

MONTHS = 12
PLATFORM = "platform"
"""The warehouse itself, where someone is named who pays or advances."""

Driver = Literal["fixed", "surface", "cold_places", "pallets"]
"""What a cost grows with: nothing, m² held, cold places held, pallets handled in a year."""

Measured = Literal["surface", "pallet_weeks", "flows", "shapley", "nucleolus"]
"""Keys that are measured: m² held, pallets × weeks stored, pallets handled, and two rules of shared
costs over what a warehouse for some of them would cost."""


class CostLine(Model):
    """One line of the warehouse's yearly costs, at its present size."""

    id: Annotated[Slug, fr("Coût"), en("Cost")]
    label: Name
    eur_per_year: Annotated[Amount, fr("€ par an"), en("€ per year")]
    driver: Annotated[
        Driver, fr("Croît avec", "Ce avec quoi il croît."), en("Grows with", "What it grows with.")
    ] = "fixed"
    lot: Annotated[
        float | None,
        fr("Par lots de", "Acheté par lots entiers de tant de m², places ou palettes."),
        en("By lots of", "Bought by whole lots of so many m², places or pallets."),
    ] = Field(default=None, gt=0)
    sunk: Annotated[
        bool,
        fr("Irréversible", "Dû, qui que ce soit qui parte ou vienne : un bail."),
        en("Sunk", "Due whoever leaves or joins: a lease, a building."),
    ] = False
    indexed: Annotated[
        bool,
        fr("Indexé", "Suit les prix quand ils montent."),
        en("Indexed", "Follows prices when they rise."),
    ] = True
    platform: Annotated[
        Slug | None,
        fr("Plateforme", "Celle qu'il suit ; vide : la principale."),
        en("Platform", "The platform that it comes with; the main one when absent."),
        refers("warehouse.platforms"),
    ] = None


class Instalment(Model):
    """A part of a yearly sum, and when it is paid."""

    month: Annotated[
        int,
        fr("Mois", "1 : janvier de l'année facturée ; 13 : le suivant."),
        en("Month", "1: January of the year invoiced; 13: the next."),
    ] = Field(ge=1, le=36)
    share: Annotated[
        Share,
        fr("Part", "De la somme annuelle ; le total fait 100 %."),
        en("Share", "Of the yearly sum; all instalments add up to 1."),
    ]


def monthly(first: int = 1, last: int = MONTHS) -> tuple[Instalment, ...]:
    """Return equal instalments, one a month, that add up to 1.

    Parameters
    ----------
    first, last
        Months, both included; 1 is January of the year invoiced, 13 that of the next.
    """
    months = range(first, last + 1)
    return tuple(Instalment(month=month, share=1 / len(months)) for month in months)


class Funder(Model):
    """Someone who pays the warehouse itself, before associations are invoiced."""

    id: Annotated[Slug, fr("Financeur"), en("Funder")]
    label: Name
    eur_per_year: Annotated[
        Amount | None,
        fr("€ par an", "Une somme fixe, ou une part."),
        en("€ per year", "A fixed sum, or a share."),
    ] = None
    share: Annotated[
        Share | None,
        fr("Part", "Du coût annuel, quel qu'il soit."),
        en("Share", "Of the yearly cost, whatever it is."),
    ] = None
    paid: Annotated[
        tuple[Instalment, ...],
        fr("Versements", "Aucune ligne : chaque mois."),
        en("Instalments", "When; every month when empty."),
        sheet("Versements des financeurs", "Funders' instalments"),
    ] = Field(default_factory=monthly, min_length=1)


class Subsidy(Model):
    """Public money paid to the associations, once they have been invoiced."""

    id: Annotated[Slug, fr("Subvention"), en("Subsidy")]
    label: Name
    eur_per_year: Annotated[
        Amount | None,
        fr("€ par an", "Une somme fixe, ou une part."),
        en("€ per year", "A fixed sum, or a share."),
    ] = None
    share: Annotated[
        Share | None,
        fr("Part", "Du coût annuel, quel qu'il soit."),
        en("Share", "Of the yearly cost, whatever it is."),
    ] = None
    paid: Annotated[
        tuple[Instalment, ...],
        fr("Versements", "Quand elles arrivent."),
        en("Instalments", "When it comes."),
        sheet("Versements des subventions", "Subsidies' instalments"),
    ] = Field(min_length=1)
    shared_anew: Annotated[
        bool,
        fr("Redistribuée", "La part de qui s'en va revient aux autres ; sinon elle est perdue."),
        en(
            "Shared anew",
            "Whether the part of one that leaves goes to the others; else it is lost.",
        ),
    ] = False


class StatedKey(Model):
    """A key that was agreed on, as shares of those who pay; they add up to 1."""

    id: Annotated[Slug, fr("Clé"), en("Key")]
    label: Name
    shares: Annotated[
        dict[Slug, Share],
        fr("Parts de chacun (somme 1)", each="Part"),
        en("Shares of each (sum 1)", each="Share"),
        refers("warehouse.networks"),
    ] = Field(min_length=1)


class OwnSite(Model):
    """What one of them would pay for a site of its own, on the market."""

    eur_per_year: Annotated[
        Amount,
        fr(
            "Site propre (€ par an)",
            "Quelle que soit sa taille : assurance, gardiennage, un responsable.",
        ),
        en("Own site (€ per year)", "Whatever its size: insurance, security, someone in charge."),
    ] = 0.0
    eur_per_m2: Annotated[
        Amount,
        fr("Site propre (€ par m²)", "Loyer et charges, par an."),
        en("Own site (€ per m²)", "Rent and charges, a year."),
    ] = 0.0
    least_m2: Annotated[
        Amount,
        fr("Site propre, m² au moins", "Le plus petit site à louer."),
        en("Own site, m² at least", "Smallest site that is let."),
    ] = 0.0
    eur_per_cold_place: Annotated[
        Amount, fr("Place froide (€)", "Par an."), en("Cold place (€)", "A year.")
    ] = 0.0
    eur_per_pallet: Annotated[
        Amount,
        fr("Palette (€)", "Traitée, entrée et sortie."),
        en("Pallet (€)", "Handled in and out."),
    ] = 0.0
    subsidy_follows: Annotated[
        bool,
        fr("La subvention suit", "Qui s'en va garde sa part des subventions."),
        en("The subsidy follows", "Whether one that leaves keeps its part of the subsidies."),
    ] = False


class Funding(Model):
    """Costs, funders, subsidies and how the rest is invoiced."""

    costs: Annotated[
        tuple[CostLine, ...],
        fr("Coûts", "Coûts annuels de la plateforme."),
        en("Costs", "Yearly costs of the warehouse."),
    ] = Field(min_length=1)
    funders: Annotated[
        tuple[Funder, ...],
        fr("Financeurs", "Qui paie la plateforme elle-même."),
        en("Funders", "Who pays the warehouse itself."),
    ] = ()
    subsidies: Annotated[
        tuple[Subsidy, ...],
        fr("Subventions", "Argent public versé aux associations."),
        en("Subsidies", "Public money for associations."),
    ] = ()
    key: Annotated[
        Slug,
        fr("Clé de facturation", "Une clé mesurée, ou une clé convenue."),
        en("Key of the invoices", "Behind the invoices: a measured key, or a stated one."),
    ] = "surface"
    keys: Annotated[
        tuple[StatedKey, ...],
        fr("Clés convenues", "Parts convenues de ceux qui paient."),
        en("Stated keys", "Keys that were agreed on."),
    ] = ()
    invoiced: Annotated[
        tuple[Instalment, ...],
        fr("Échéances", "Aucune ligne : chaque mois."),
        en("Invoices due", "When; every month when empty."),
    ] = Field(default_factory=monthly, min_length=1)
    advanced_by: Annotated[
        Slug | None,
        fr(
            "Qui avance",
            "Qui avance les subventions pour tous : un payeur, un financeur ou la plateforme "
            "(platform) ; vide : chacun pour soi.",
        ),
        en(
            "Advanced by",
            "Who advances the subsidies for all: one that pays, a funder, or the platform "
            "(«platform»); each for itself when absent.",
        ),
    ] = None
    own_site: Annotated[OwnSite, fr("Un site à soi"), en("A site of one's own")] = OwnSite()
    price_rise: Annotated[
        Share,
        fr("Hausse essayée", "La hausse des prix des essais de résistance."),
        en("Rise tried", "The rise that is tried in stress tests."),
    ] = 0.3

    @property
    def eur_per_year(self) -> float:
        """The yearly cost at its present size."""
        return sum(line.eur_per_year for line in self.costs)
