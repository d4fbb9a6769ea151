"""Engines by name."""

from __future__ import annotations

from solver.routing.base import Engine


def engine(name: str) -> Engine:
    """Return an engine by name; its library is imported only now.

    Raises
    ------
    KeyError
        For an unknown name.
    """
    if name == "pyvrp":
        from solver.routing.pyvrp_engine import PyvrpEngine

        return PyvrpEngine()
    if name == "ortools":
        from solver.routing.ortools_engine import OrtoolsEngine

        return OrtoolsEngine()
    if name == "portfolio":
        from solver.routing.portfolio import PortfolioEngine

        return PortfolioEngine()
    raise KeyError(name)
