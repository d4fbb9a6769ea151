"""What a territory is made of: the scenario's own areas and outlets, and files beside it."""

from scenarios.territory.facts import Known, facts_of

__all__ = ["Known", "facts_of"]
