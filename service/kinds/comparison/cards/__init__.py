"""What if: the changes of a week that people ask for, a card each."""

from service.asking.cards import Card
from service.kinds.comparison.cards import means, pools, stores

CARDS: tuple[Card, ...] = (*stores.CARDS, *means.CARDS, *pools.CARDS)
"""In the order in which they are offered."""
