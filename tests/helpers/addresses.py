"""A small file of addresses, as the Base Adresse Nationale publishes them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from benchmarks.made_addresses import HEADERS
from scenarios.addresses.book import books
from scenarios.addresses.finding import Finder
from scenarios.addresses.importing import import_file

STREETS = (
    ("Rue de la République", "13400", "13005", "Aubagne", 43.290, 5.560, range(1, 40), ""),
    ("Avenue de la République", "13400", "13005", "Aubagne", 43.300, 5.570, range(1, 40), ""),
    ("Boulevard du Maréchal Foch", "13400", "13005", "Aubagne", 43.285, 5.570, range(1, 30), ""),
    ("Rue du 8 Mai 1945", "13400", "13005", "Aubagne", 43.288, 5.565, range(1, 10), ""),
    ("Chemin Saint-Michel", "13400", "13005", "Aubagne", 43.280, 5.555, (3, 5), "Vieux Chemin"),
    ("Route de Gémenos", "13400", "13005", "Aubagne", 43.292, 5.590, (10, 200), ""),
    ("Avenue du Pic de Bertagne", "13420", "13042", "Gémenos", 43.290, 5.620, (100, 180), ""),
    ("Rue de la République", "13001", "13201", "Marseille", 43.298, 5.372, range(1, 20), ""),
    ("Rue de la République", "13002", "13202", "Marseille", 43.304, 5.368, range(20, 90), ""),
)
"""Name, postcode, code, commune, where number 0 is, numbers, another name."""


def lines(streets: Iterable[tuple[object, ...]] = STREETS) -> list[str]:
    """Return the lines of a file, that of headers first."""
    made = [";".join(HEADERS)]
    for name, postcode, code, town, lat, lon, numbers, alias in streets:
        assert isinstance(lat, float)
        assert isinstance(lon, float)
        for number in numbers:  # type: ignore[attr-defined]
            row = dict.fromkeys(HEADERS, "")
            row |= {"numero": str(number), "nom_voie": str(name), "code_postal": str(postcode)}
            row |= {"code_insee": str(code), "nom_commune": str(town), "alias": str(alias)}
            row |= {"lat": f"{lat:.6f}", "lon": f"{lon + number * 1e-4:.6f}"}
            if (name, number) == ("Avenue du Pic de Bertagne", 180):
                row["rep"] = "bis"
            made.append(";".join(row.values()))
    return made


def book(folder: Path) -> Path:
    """Return the book of the small file, made in a folder."""
    source = folder / "adresses-13.csv"
    source.write_text("\n".join(lines()) + "\n", encoding="utf-8")
    return import_file(source, folder / "books").book


def finder(folder: Path) -> Finder:
    """Return where addresses of the small file are looked up, and nowhere else."""
    return Finder(books(book(folder).parent))
