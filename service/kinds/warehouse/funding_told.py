"""What a page about a warehouse's bill needs to name things: one year, in one language."""

from __future__ import annotations

from models.base import Language
from models.funding import PLATFORM, Funding
from models.funding_study import FundingStudy, Stress
from models.numbers import number, percent
from models.warehouse_study import WarehouseStudy
from service.kinds.warehouse.funding_words import say
from service.kinds.warehouse.supply_names import warehouse_of

MEASURED = ("surface", "pallet_weeks", "flows", "shapley", "nucleolus", "alike")


class Told:
    """One year's funding, told in one language."""

    def __init__(
        self, study: WarehouseStudy, funding: Funding, year: FundingStudy, language: Language
    ) -> None:
        self.study, self.funding, self.year = study, funding, year
        self.language: Language = language
        warehouse = warehouse_of(study)
        self.name = {one.id: one.name for one in warehouse.networks}
        self.payer = {one.id: one.label for one in funding.funders}
        self.payer |= {one.id: one.label for one in funding.subsidies}
        self.who = [one.payer for one in year.invoices]

    def say(self, key: str, **values: object) -> str:
        """Return a sentence in the page's language."""
        return say(key, self.language, **values)

    def key_name(self, key: str) -> str:
        """Return what a key is called."""
        stated = next((one.label for one in self.funding.keys if one.id == key), key)
        return self.say(f"key_{key}") if key in MEASURED else stated

    def cash_name(self, who: str) -> str:
        """Return what someone with cash in the warehouse is called."""
        if who == PLATFORM:
            return self.say("the_platform")
        return self.name.get(who) or self.payer.get(who, who)

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
