"""Who funds whom: funders with what they may still give, structures, territories, grants.

Grants are typed, or read from a table in the French form of public subsidies (SCDL 2.1.1).
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from models.base import Amount, Label, Model, Share, Slug
from models.fields import en, fr, refers
from models.grant_uses import GrantNature, GrantUse
from models.identifiers import Rna, Siret
from models.labels import Name, ShortName
from models.lists import one, sheet, table
from models.places import Place

FileField = Literal[
    "siret",
    "rna",
    "address",
    "project",
    "people_helped",
    "households_helped",
    "volunteers",
    "employees",
    "kg_per_year",
    "open_days",
    "budget_eur",
    "own_funds_eur",
    "grants_3_years",
    "asked_eur",
    "counts",
]
"""One thing that files of funders ask for."""
CAP = 1_000_000_000


class NeedTerritory(Model):
    """A part of the department, and how many of its people are poor."""

    id: Annotated[Slug, fr("Territoire"), en("Territory")]
    label: Name
    centre: Annotated[
        Place | None,
        fr("Où sur la carte", "Le centre du territoire."),
        en("Where on the map", "The middle of the territory."),
    ] = None
    poor_people: Annotated[
        int,
        fr("Personnes pauvres", "D'après des chiffres publics, ou estimées."),
        en("Poor people", "From public figures, or estimated."),
    ] = Field(ge=0, le=10_000_000)
    source: Annotated[
        str,
        fr("Source du chiffre", "D'où vient ce nombre, et son année."),
        en("Source of the figure", "Where this number comes from, and its year."),
    ] = Field(default="", max_length=200)


class AskedSum(Model):
    """What a structure still lacks for one use."""

    use: Annotated[GrantUse, fr("Usage"), en("Use")]
    eur: Annotated[
        Amount,
        fr("Manque (€)", "De plus, pour l'année du tableau."),
        en("Lacks (€)", "More, for the year of the table."),
    ] = Field(le=CAP)


class CommonFile(Model):
    """What a structure tells every funder, told once."""

    address: Annotated[str, fr("Adresse du siège"), en("Registered address")] = Field(
        default="", max_length=200
    )
    project: Annotated[
        str,
        fr("Projet", "Ce que fait la structure, en quelques phrases."),
        en("Project", "What the structure does, in a few sentences."),
    ] = Field(default="", max_length=2000)
    people_helped: Annotated[
        int | None, fr("Personnes aidées par an"), en("People helped a year")
    ] = Field(default=None, ge=0, le=CAP)
    households_helped: Annotated[
        int | None, fr("Foyers aidés par an"), en("Households helped a year")
    ] = Field(default=None, ge=0, le=CAP)
    volunteers: Annotated[int | None, fr("Nombre de bénévoles"), en("Number of volunteers")] = (
        Field(default=None, ge=0, le=1_000_000)
    )
    employees: Annotated[
        float | None, fr("Salariés (équivalents temps plein)"), en("Employees (full-time)")
    ] = Field(default=None, ge=0, le=1_000_000)
    kg_per_year: Annotated[
        float | None, fr("Distribué (kg par an)"), en("Handed out (kg a year)")
    ] = Field(default=None, ge=0, le=CAP)
    open_days: Annotated[int | None, fr("Jours d'ouverture par an"), en("Days open a year")] = (
        Field(default=None, ge=0, le=366)
    )
    budget_eur: Annotated[
        float | None, fr("Budget de l'année (€)"), en("Budget of the year (€)")
    ] = Field(default=None, ge=0, le=CAP)
    own_funds_eur: Annotated[float | None, fr("Fonds propres (€)"), en("Own funds (€)")] = Field(
        default=None, ge=0, le=CAP
    )


class FundedStructure(Model):
    """One that receives grants: where it works, what it lacks, what its files say."""

    id: Annotated[Slug, fr("Structure"), en("Structure")]
    label: Name
    siret: Siret = ""
    rna: Rna = ""
    territories: Annotated[
        dict[Slug, Share],
        fr("Territoires", "Part de son activité en chacun ; somme 1.", each="Part"),
        en("Territories", "Part of its work in each; they add up to 1.", each="Share"),
        refers("grants.territories"),
    ] = Field(default_factory=dict)
    federation: Annotated[
        bool,
        fr("Fédération", "Tête de réseau : son argent n'est compté dans aucun territoire."),
        en("Federation", "Head of a network: its money is counted in no territory."),
    ] = False
    parent: Annotated[
        Slug | None,
        fr("Sa fédération"),
        en("Its federation"),
        refers("grants.structures"),
    ] = None
    asks: Annotated[
        tuple[AskedSum, ...],
        fr("Ce qui lui manque", "Par usage."),
        en("What it lacks", "By use."),
        sheet("Manques", "Lacks"),
    ] = ()
    file: Annotated[CommonFile, fr("Dossier commun"), en("Common file")] = CommonFile()


class Envelope(Model):
    """Money that a funder may still give, and what it is kept for."""

    id: Annotated[Slug, fr("Enveloppe"), en("Envelope")]
    label: Name
    eur: Annotated[
        Amount,
        fr("Reste à attribuer (€)", "Pour l'année du tableau."),
        en("Still to give (€)", "For the year of the table."),
    ] = Field(le=CAP)
    uses: Annotated[
        tuple[GrantUse, ...],
        fr("Usages permis", "Tous quand rien n'est dit."),
        en("Uses allowed", "All of them when none is said."),
    ] = ()
    territories: Annotated[
        tuple[Slug, ...],
        fr("Territoires permis", "Tous quand rien n'est dit."),
        en("Territories allowed", "All of them when none is said."),
        refers("grants.territories"),
    ] = ()
    structures: Annotated[
        tuple[Slug, ...],
        fr("Structures permises", "Toutes quand rien n'est dit."),
        en("Structures allowed", "Every one when none is said."),
        refers("grants.structures"),
    ] = ()
    most_eur: Annotated[
        Amount | None,
        fr("Au plus par structure (€)"),
        en("At most for a structure (€)"),
    ] = Field(default=None, le=CAP)


class FundingCall(Model):
    """A call for projects: when files are due, what they ask for, how long they take."""

    id: Annotated[Slug, fr("Appel à projets"), en("Call for projects")]
    label: Name
    opens_on: Annotated[date | None, fr("Ouvre le"), en("Opens on")] = None
    due_on: Annotated[date, fr("Dépôt au plus tard le"), en("Files due by")]
    hours: Annotated[
        float,
        fr("Heures par dossier", "Ce qu'il faut pour en remplir un."),
        en("Hours a file", "What it takes to fill one in."),
    ] = Field(default=0.0, ge=0, le=1_000)
    asks_for: Annotated[
        tuple[FileField, ...],
        fr("Ce que demande le dossier", "Pris dans le dossier commun."),
        en("What the file asks for", "Taken from the common file."),
    ] = ()


class GrantFunder(Model):
    """One that gives grants."""

    id: Annotated[Slug, fr("Financeur public ou privé"), en("Public or private funder")]
    label: Name
    short: ShortName = None
    siret: Siret = ""
    envelopes: Annotated[
        tuple[Envelope, ...],
        fr("Enveloppes", "Ce qu'il peut encore donner."),
        en("Envelopes", "What it may still give."),
    ] = ()
    calls: Annotated[
        tuple[FundingCall, ...],
        fr("Appels à projets", "Ses dates."),
        en("Calls for projects", "Its dates."),
    ] = ()


class Grant(Model):
    """One grant, one instalment of it, or what was given back of it."""

    funder: Annotated[
        Label,
        fr("Attribuant", "Nom ou identifiant de qui donne."),
        en("Grantor", "Name or id of who gives."),
    ]
    funder_siret: Annotated[str, fr("SIRET de l'attribuant"), en("SIRET of the grantor")] = Field(
        default="", max_length=40
    )
    structure: Annotated[
        Label,
        fr("Bénéficiaire", "Nom ou identifiant de qui reçoit."),
        en("Beneficiary", "Name or id of who receives."),
    ]
    structure_siret: Annotated[str, fr("SIRET du bénéficiaire"), en("SIRET of the beneficiary")] = (
        Field(default="", max_length=40)
    )
    structure_rna: Annotated[str, fr("RNA du bénéficiaire"), en("RNA of the beneficiary")] = Field(
        default="", max_length=40
    )
    agreed: Annotated[
        date,
        fr("Date de la convention"),
        en("Date of the agreement"),
    ]
    reference: Annotated[str, fr("Référence de la décision"), en("Reference of the decision")] = (
        Field(default="", max_length=200)
    )
    purpose: Annotated[str, fr("Objet de l'aide"), en("Purpose of the grant")] = Field(
        default="", max_length=500
    )
    use: Annotated[
        GrantUse | None,
        fr("Usage du don", "Vide : d'après l'objet."),
        en("Use of the grant", "From its purpose when empty."),
    ] = None
    territory: Annotated[
        Slug | None,
        fr("Territoire concerné", "Vide : ceux de la structure."),
        en("Territory concerned", "Those of the structure when empty."),
        refers("grants.territories"),
    ] = None
    eur: Annotated[
        float,
        fr("Montant (€)", "En euros ; négatif : rendu."),
        en("Amount (€)", "In euros; negative: given back."),
    ] = Field(ge=-CAP, le=CAP, allow_inf_nan=False)
    nature: Annotated[GrantNature, fr("Nature"), en("Nature")] = "cash"
    first: Annotated[
        date | None,
        fr(
            "Début de la période",
            "Premier jour de la période ; vide : tout à la date de la convention.",
        ),
        en(
            "Start of the period",
            "First day of the period; all on the date of the agreement when empty.",
        ),
    ] = None
    last: Annotated[
        date | None,
        fr("Fin de la période", "Dernier jour, compris."),
        en("End of the period", "Last day, included."),
    ] = None
    share: Annotated[
        Share,
        fr("Part du bénéficiaire", "Du montant, quand plusieurs le partagent."),
        en("Share of the beneficiary", "Of the amount, where several share it."),
    ] = 1.0
    includes: Annotated[
        tuple[str, ...],
        fr("Comprend", "Références d'aides d'autres financeurs, comprises dans ce montant."),
        en("Includes", "References of grants of other funders that are in this amount."),
    ] = ()


class CountedClass(Model):
    """People helped whom the annual return counts apart."""

    id: Annotated[Slug, fr("Classe comptée"), en("Class counted")]
    label: Name


class CountOfYear(Model):
    """How many people of a class a structure helped in the year: an aggregate, never a list."""

    structure: Annotated[
        Slug, fr("Qui les a aidés"), en("Who helped them"), refers("grants.structures")
    ]
    counted: Annotated[Slug, fr("Classe"), en("Class"), refers("grants.classes")]
    people: Annotated[
        int,
        fr("Personnes de la classe", "Un nombre sous 11 n'est écrit nulle part."),
        en("People of the class", "A count under 11 is written nowhere."),
    ] = Field(ge=0, le=10_000_000)


class Grants(Model):
    """Who funds whom in a department."""

    year: Annotated[
        int | None,
        fr("Année du tableau", "Vide : celle de la semaine."),
        en("Year of the table", "That of the week when empty."),
    ] = Field(default=None, ge=1990, le=2100)
    territories: Annotated[
        tuple[NeedTerritory, ...],
        fr("Territoires et besoins", "Où vivent les personnes pauvres, et combien elles sont."),
        en("Territories and needs", "Where poor people live, and how many they are."),
        sheet("Territoires", "Territories"),
        table("un territoire", "a territory", "label poor_people source"),
    ] = ()
    structures: Annotated[
        tuple[FundedStructure, ...],
        fr("Structures financées", "Ou qui demandent à l'être."),
        en("Structures funded", "Or that ask to be."),
        sheet("Structures", "Structures"),
        table("une structure", "a structure", "label siret rna federation parent"),
    ] = ()
    funders: Annotated[
        tuple[GrantFunder, ...],
        fr("Financeurs des structures", "État, collectivités, fondations."),
        en("Funders of structures", "State, local authorities, foundations."),
        sheet("Financeurs des aides", "Grantors"),
        table("un financeur", "a funder", "label siret"),
    ] = ()
    awards: Annotated[
        tuple[Grant, ...],
        fr("Subventions attribuées", "Une ligne par subvention ou par versement."),
        en("Grants awarded", "A line for each grant or instalment."),
        sheet("Attributions", "Awards"),
        table("une attribution", "an award", "funder structure agreed reference eur purpose"),
    ] = ()
    awards_table: Annotated[
        str | None,
        fr(
            "Table des subventions",
            "Table .csv ou .xlsx à côté du scénario, au format SCDL des subventions.",
        ),
        en(
            "Table of grants",
            "A .csv or .xlsx table beside the scenario, in the SCDL form of grants.",
        ),
    ] = None
    classes: Annotated[
        tuple[CountedClass, ...],
        fr("Classes du bilan annuel", "Ce que le bilan demande de compter à part."),
        en("Classes of the annual return", "What the return asks to count apart."),
        one("une classe comptée", "a class counted"),
    ] = ()
    counts: Annotated[
        tuple[CountOfYear, ...],
        fr("Comptes du bilan annuel", "Par structure, année et classe."),
        en("Counts of the annual return", "By structure, year and class."),
    ] = ()
    tried_eur: Annotated[
        Amount,
        fr("Somme essayée (€)", "De plus chez chaque financeur, pour voir qui y gagne."),
        en("Sum tried (€)", "More at each funder, to see who gains."),
    ] = Field(default=1_000.0, gt=0, le=CAP)

    @cached_property
    def territory(self) -> dict[str, NeedTerritory]:
        """Territories by id."""
        return {one.id: one for one in self.territories}

    @cached_property
    def structure(self) -> dict[str, FundedStructure]:
        """Structures by id."""
        return {one.id: one for one in self.structures}

    @cached_property
    def funder(self) -> dict[str, GrantFunder]:
        """Funders by id."""
        return {one.id: one for one in self.funders}

    @cached_property
    def envelope(self) -> dict[str, tuple[GrantFunder, Envelope]]:
        """Envelopes by id, each with its funder."""
        return {one.id: (who, one) for who in self.funders for one in who.envelopes}
