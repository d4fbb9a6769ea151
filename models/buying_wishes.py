"""What a group may wish of its purchase, in words."""

from __future__ import annotations

from models.base import Text
from models.buying_study import WishName

WISH_NAMES: dict[WishName, Text] = {
    "local": Text(fr="la part locale", en="the local share"),
    "organic": Text(fr="la part bio", en="the organic share"),
    "supermarket": Text(fr="la limite des grandes surfaces", en="the limit on supermarkets"),
    "variety": Text(fr="la variété", en="variety"),
    "supplier_share": Text(
        fr="la part au plus de chaque fournisseur", en="the largest share of each supplier"
    ),
}
