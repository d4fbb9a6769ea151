"""Places within reach for each person in need: the two-step floating catchment, times days open.

Luo & Wang (2003): each outlet's places a week are shared between all in need within its reach; an
area has what the outlets within its reach give to each.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def places_for_each(demand: Floats, supply: Floats, within: Flags) -> Floats:
    """Return the places a week for each person in need, by area.

    Parameters
    ----------
    demand : (areas,)
        People in need.
    supply : (outlets,)
        Places a week: people a day times days open.
    within : (areas, outlets)
        Whether an outlet is within reach.

    Returns
    -------
    numpy.ndarray
        (areas,); an outlet that nobody in need reaches gives nothing.

    Examples
    --------
    >>> near = np.array([[True, False], [True, True], [False, True]])
    >>> found = places_for_each(np.array([100.0, 200, 50]), np.array([30.0, 10]), near)
    >>> found.round(2).tolist()
    [0.1, 0.14, 0.04]
    """
    shared = demand @ within.astype(np.float64)
    each = np.divide(supply, shared, out=np.zeros(len(supply)), where=shared > 0)
    found: Floats = within.astype(np.float64) @ each
    return found
