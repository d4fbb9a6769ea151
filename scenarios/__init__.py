"""Scenario files: read, merged with their variants, validated, written.

A SCENARIO is everywhere a name of the library or the path of a YAML file or workbook.
"""

from scenarios.faults import Fault, ScenarioError
from scenarios.reading import Loaded, load, variants
from scenarios.source import library
from scenarios.writing import dump

__all__ = ["Fault", "Loaded", "ScenarioError", "dump", "library", "load", "variants"]
