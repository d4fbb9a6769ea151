"""Who pays a warehouse: the bill, its invoices and keys, cash by month, limits, stress tests."""

from __future__ import annotations

from models.base import Language
from models.funding import PLATFORM, Funding
from models.funding_study import Bill, Cash, FundingStudy, Stress
from models.warehouse_study import WarehouseStudy
from service.pages.funding_words import month_name, say
from service.pages.page import Bars, Cell, Number, Section, Table, Words, row
from service.pages.supply_sections import warehouse_of
from service.words import number, percent, signed

MEASURED = ("surface", "pallet_weeks", "flows", "shapley", "nucleolus")


def funding_sections(study: WarehouseStudy, language: Language) -> list[Section]:
    """Return the sections about the bill; none where nothing is invoiced."""
    warehouse, year = warehouse_of(study), study.funding
    if year is None or warehouse.funding is None:
        return []
    told = _Told(study, warehouse.funding, year, language)
    return [
        told.bill(),
        told.invoices(),
        told.keys(),
        told.cash(),
        told.limits(),
        told.stress(),
    ]


class _Told:
    """One year's funding, told in one language."""

    def __init__(
        self, study: WarehouseStudy, funding: Funding, year: FundingStudy, language: Language
    ) -> None:
        self.study, self.funding, self.year = study, funding, year
        self.language: Language = language
        warehouse = warehouse_of(study)
        self.name = {one.id: one.name for one in warehouse.networks}
        self.payer = {one.id: one.label for one in (*funding.funders, *funding.subsidies)}
        self.who = [one.payer for one in year.invoices]

    def say(self, key: str, **values: object) -> str:
        """Return a sentence in the page's language."""
        return say(key, self.language, **values)

    def key_name(self, key: str) -> str:
        """Return what a key is called."""
        stated = next((one.label for one in self.funding.keys if one.id == key), key)
        return self.say(f"key_{key}") if key in MEASURED else stated

    def bill(self) -> Section:
        """Return cost, funders, gross, subsidies and net, named apart; and the lines of cost."""
        rows = self._bill_rows(self.year.bill)
        total = self.year.bill.cost_eur
        lines: tuple[tuple[Cell, ...], ...] = tuple(
            row(
                line.label,
                (
                    Number(line.eur_per_year, 2, "€"),
                    self.say(f"driver_{line.driver}"),
                    self.say("yes" if line.sunk else "no"),
                ),
            )
            for line in self.funding.costs
        )
        heads = tuple(self.say(key) for key in ("line", "eur", "share"))
        fitouts = [
            self.say(
                "fitout",
                year=number(one.fitout_eur / one.fitout_years, self.language),
                eur=number(one.fitout_eur, self.language),
                years=number(one.fitout_years, self.language),
                name=one.label,
            )
            for one in warehouse_of(self.study).platforms
            if one.fitout_eur
        ]
        return Section(
            self.say("bill"),
            (self.say("bill_how"), *fitouts),
            (
                Table(
                    heads,
                    tuple(
                        row(
                            name,
                            (
                                Number(eur, 2, "€"),
                                Number(eur / total if total else None, share=True),
                            ),
                        )
                        for name, eur in rows
                    ),
                ),
                Table(
                    tuple(self.say(key) for key in ("line", "eur", "driver", "sunk")),
                    lines,
                    self.say("costs"),
                    brief=False,
                ),
            ),
            (
                Bars(
                    self.say("bill"),
                    "€",
                    (self.say("eur"),),
                    tuple(name for name, _ in rows),
                    tuple((eur,) for _, eur in rows),
                ),
            ),
        )

    def _bill_rows(self, of: Bill) -> list[tuple[str, float]]:
        return [
            (self.say("cost"), of.cost_eur),
            *((self.say("funder", name=self.payer[k]), eur) for k, eur in of.funders_eur.items()),
            (self.say("gross"), of.gross_eur),
            *(
                (self.say("subsidy", name=self.payer[k]), eur)
                for k, eur in of.subsidies_eur.items()
            ),
            (self.say("net"), of.net_eur),
        ]

    def invoices(self) -> Section:
        """Return each one's gross invoice, subsidies and net, to the cent, and their totals."""
        of, found = self.year.bill, self.year.invoices
        back = sum(of.subsidies_eur.values())
        rows = [
            self._invoice(
                self.name[one.payer],
                one.share,
                (one.gross_eur, sum(one.subsidies_eur.values()), one.net_eur),
            )
            for one in found
        ]
        rows.append(self._invoice(self.say("total"), 1.0, (of.gross_eur, back, of.net_eur)))
        heads = ("who", "share", "gross_short", "back_short", "net_short")
        tables = [Table(tuple(self.say(key) for key in heads), tuple(rows))]
        if len(of.subsidies_eur) > 1:
            each = [
                row(
                    self.name[one.payer],
                    (Number(one.subsidies_eur[name], 2, "€") for name in of.subsidies_eur),
                )
                for one in found
            ]
            each.append(
                row(self.say("total"), (Number(eur, 2, "€") for eur in of.subsidies_eur.values()))
            )
            names = (self.payer[name] for name in of.subsidies_eur)
            tables.append(
                Table((self.say("who"), *names), tuple(each), self.say("subsidies"), brief=False)
            )
        how = self.say("invoices_how", name=self.key_name(self.year.key))
        return Section(self.say("invoices"), (how,), tuple(tables))

    def _invoice(
        self, name: str, share: float, eur: tuple[float, float, float]
    ) -> tuple[Cell, ...]:
        return row(name, (Number(share, 2, share=True), *(Number(one, 2, "€") for one in eur)))

    def keys(self) -> Section:
        """Return what other keys would ask of each, and the measures behind them."""
        applied = next(one for one in self.year.keys if one.key == self.year.key)
        rows: list[tuple[Cell, ...]] = []
        for one in self.year.keys:
            left = ", ".join(self.name[who] for who in one.leavers) or self.say("nobody")
            cells: list[Cell] = []
            for who in self.who:
                gap = one.net_eur[who] - applied.net_eur[who]
                note = f"({signed(gap, self.language)})" if one.key != applied.key else ""
                cells.append(Number(one.net_eur[who], 2, "€", note=note))
            tone = Words(left, "bad" if one.leavers else "")
            rows.append(row(self.key_name(one.key), [*cells, tone]))
        heads = (
            self.say("key"),
            *(self.name[who] for who in self.who),
            self.say("would_leave"),
        )
        measures = tuple(
            row(
                self.name[one.payer],
                (
                    Number(one.surface_m2, 0, "m²"),
                    Number(one.cold_places),
                    Number(one.pallet_weeks),
                    Number(one.pallets_per_year),
                ),
            )
            for one in self.year.holdings
        )
        return Section(
            self.say("keys"),
            (self.say("keys_how"),),
            (
                self._keys_short(),
                Table(heads, tuple(rows), self.say("keys_each"), brief=False),
                Table(
                    tuple(
                        self.say(key) for key in ("who", "m2", "cold", "pallet_weeks", "pallets")
                    ),
                    measures,
                    self.say("measures"),
                    brief=False,
                ),
            ),
            (
                Bars(
                    self.say("keys"),
                    "€",
                    tuple(self.key_name(one.key) for one in self.year.keys),
                    tuple(self.name[who] for who in self.who),
                    tuple(tuple(one.net_eur[who] for one in self.year.keys) for who in self.who),
                ),
            ),
        )

    def _keys_short(self) -> Table:
        """Return, for each key, the net of the smallest and of the largest."""
        applied = next(one for one in self.year.keys if one.key == self.year.key)
        smallest = min(self.who, key=lambda who: (applied.net_eur[who], who))
        largest = max(self.who, key=lambda who: (applied.net_eur[who], who))
        rows: tuple[tuple[Cell, ...], ...] = tuple(
            row(
                self.key_name(one.key),
                (
                    Number(one.net_eur[smallest], 0, "€"),
                    Number(one.net_eur[largest], 0, "€"),
                    ", ".join(self.name[who] for who in one.leavers) or self.say("nobody"),
                ),
            )
            for one in self.year.keys
        )
        heads = (
            self.say("key"),
            self.name[smallest],
            self.name[largest],
            self.say("would_leave"),
        )
        return Table(heads, rows)

    def cash_name(self, who: str) -> str:
        """Return what someone with cash in the warehouse is called."""
        if who == PLATFORM:
            return self.say("the_platform")
        return self.name.get(who) or self.payer.get(who, who)

    def cash(self) -> Section:
        """Return who advances how much until when, and everyone's cash by month."""
        by = self.funding.advanced_by
        how = self.say("cash_own") if by is None else self.say("cash_by", name=self.cash_name(by))
        rows = tuple(self._advance(one) for one in self.year.cash)
        months = [one.month for one in self.year.cash[0].months] if self.year.cash else []
        by_month: tuple[tuple[Cell, ...], ...] = tuple(
            row(
                month_name(month, self.language),
                (Number(one.months[n].balance_eur, 2, "€") for one in self.year.cash),
            )
            for n, month in enumerate(months)
        )
        return Section(
            self.say("cash"),
            (how,),
            (
                Table(
                    tuple(self.say(k) for k in ("who", "advance", "advance_month", "back_month")),
                    rows,
                ),
                Table(
                    (" ", *(self.cash_name(one.who) for one in self.year.cash)),
                    by_month,
                    self.say("months"),
                    brief=False,
                ),
            ),
            (
                Bars(
                    self.say("advance"),
                    "€",
                    (self.say("advance"),),
                    tuple(self.cash_name(one.who) for one in self.year.cash),
                    tuple((one.advance_eur,) for one in self.year.cash),
                ),
            ),
        )

    def _advance(self, one: Cash) -> tuple[Cell, ...]:
        cents_only = one.advance_eur < 1
        back = "–"
        if not cents_only:
            back = (
                self.say("never")
                if one.back_month is None
                else month_name(one.back_month, self.language)
            )
        return row(
            self.cash_name(one.who),
            (
                Number(0.0 if cents_only else one.advance_eur, 2, "€"),
                "–" if cents_only else month_name(one.advance_month, self.language),
                back,
            ),
        )

    def limits(self) -> Section:
        """Return the most that each can bear before it is better off alone."""
        rows = tuple(
            row(
                self.name[one.payer],
                (
                    Number(one.net_eur, 0, "€"),
                    Number(one.most_eur, 0, "€"),
                    Number(
                        one.margin_eur,
                        0,
                        "€",
                        sign=True,
                        tone="good" if one.margin_eur > 0 else "bad",
                    ),
                ),
            )
            for one in self.year.bearable
        )
        why = tuple(
            row(
                self.name[one.payer],
                (
                    Number(one.site_eur, 0, "€"),
                    Number(one.own_rounds_eur, 0, "€"),
                    Number(one.shared_rounds_eur, 0, "€"),
                    Number(one.kept_subsidy_eur, 0, "€"),
                    Number(one.most_eur, 0, "€"),
                ),
            )
            for one in self.year.bearable
        )
        heads = ("who", "net_short", "most", "margin")
        parts = ("who", "site", "own_rounds", "shared_rounds", "kept", "most")
        lines = [self.say("limits_how")]
        if self.year.bearable:
            least = min(self.year.bearable, key=lambda one: (one.margin_eur, one.payer))
            margin = number(least.margin_eur, self.language)
            lines.append(self.say("shortest", name=self.name[least.payer], margin=margin))
        return Section(
            self.say("limits"),
            tuple(lines),
            (
                Table(tuple(self.say(key) for key in heads), rows),
                Table(
                    tuple(self.say(key) for key in parts), why, self.say("limits_why"), brief=False
                ),
            ),
            (
                Bars(
                    self.say("limits"),
                    "€",
                    (self.say("net_short"), self.say("most")),
                    tuple(self.name[one.payer] for one in self.year.bearable),
                    tuple((one.net_eur, one.most_eur) for one in self.year.bearable),
                ),
            ),
        )

    def stress(self) -> Section:
        """Return what each would pay if something happened, and who would follow."""
        today = {one.payer: one.net_eur for one in self.year.invoices}
        names = list(self.who)
        names += [one.who for one in self.year.stress if one.kind == "joins" and one.who]
        rows = [self._stress_row(self.say("today"), today, self.year.bill, names, ())]
        rows += [
            self._stress_row(self.what(one), one.net_eur, one.bill, names, one.chain)
            for one in self.year.stress
        ]
        heads = (
            self.say("what_if"),
            self.say("cost"),
            self.say("stress_net"),
            *(self.name[who] for who in names),
            self.say("then_leave"),
        )
        lines = [self.say("stress_how")]
        smallest = min(today, key=lambda who: (today[who], who), default=None)
        hit = [one for one in self.year.stress if smallest in one.net_eur]
        if smallest is not None and hit:
            worst = max(hit, key=lambda one: one.net_eur[smallest])
            lines.append(
                self.say(
                    "smallest",
                    name=self.name[smallest],
                    now=number(today[smallest], self.language),
                    most=number(worst.net_eur[smallest], self.language),
                    what=self.what(worst),
                )
            )
        return Section(
            self.say("stress"),
            tuple(lines),
            (
                self._stress_short(today),
                Table(heads, tuple(rows), self.say("stress_each"), brief=False),
            ),
        )

    def _stress_short(self, today: dict[str, float]) -> Table:
        """Return, for each stress test, the net of all, of the smallest, and who is hit most."""
        smallest = min(today, key=lambda who: (today[who], who))
        rows: list[tuple[Cell, ...]] = []
        for one in self.year.stress:
            rise = {who: eur for who, eur in one.change_eur.items() if who in today}
            worst = max(rise, key=lambda who: (rise[who], who), default=None)
            hit = "–"
            if worst is not None and rise[worst] > 0:
                hit = f"{self.name[worst]} {signed(rise[worst], self.language)}\u00a0€"
            follow = " → ".join(self.name[who] for who in one.chain) or self.say("nobody")
            rows.append(
                row(
                    self.what(one),
                    (
                        Number(one.bill.net_eur, 0, "€"),
                        Number(one.net_eur.get(smallest), 0, "€"),
                        hit,
                        Words(follow, "bad" if one.chain else ""),
                    ),
                )
            )
        heads = (
            self.say("what_if"),
            self.say("stress_net"),
            self.name[smallest],
            self.say("hit_most"),
            self.say("then_leave"),
        )
        return Table(heads, tuple(rows))

    def what(self, one: Stress) -> str:
        """Return what happens in a stress test."""
        if one.kind == "prices":
            share = percent(self.funding.price_rise, self.language)
            return self.say("if_prices", share=share)
        name = self.name.get(one.who or "") or self.payer.get(one.who or "", one.who or "")
        if one.kind == "joins" and one.missing_m2 >= 1:
            m2 = number(one.missing_m2, self.language)
            return self.say("if_joins_short", name=name, m2=m2)
        return self.say(f"if_{one.kind}", name=name)

    def _stress_row(
        self,
        name: str,
        net: dict[str, float],
        of: Bill,
        names: list[str],
        chain: tuple[str, ...],
    ) -> tuple[Cell, ...]:
        follow = " → ".join(self.name[who] for who in chain) or self.say("nobody")
        return row(
            name,
            (
                Number(of.cost_eur, 0, "€"),
                Number(of.net_eur, 0, "€"),
                *(Number(net.get(who), 0, "€") for who in names),
                Words(follow, "bad" if chain else ""),
            ),
        )
