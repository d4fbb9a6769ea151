"""What is said of a file of outlines that cannot be used: found, expected, remedy."""

from __future__ import annotations

from models.base import Text

WHICH = Text(fr="Contour n° {number} ({name})", en="Outline no. {number} ({name})")
TOO_LARGE = Text(
    fr="Plus de {most} Mo. Attendu : les contours d'un département ou d'une région. Prenez la "
    "version simplifiée du fichier, ou celui de votre seul département.",
    en="Over {most} MB. Expected: the outlines of a department or a region. Take the simplified "
    "version of the file, or that of your department alone.",
)
TOO_MANY = Text(
    fr="{found} contours. Attendu : {most} au plus. Prenez le fichier de votre seul département.",
    en="{found} outlines. Expected: {most} at most. Take the file of your department alone.",
)
TOO_FINE = Text(
    fr="Trop de points pour être lus ici : plus de {most}. Attendu : des contours simplifiés. "
    "Prenez la version simplifiée, ou le fichier de votre seul département.",
    en="Too many points to be read here: over {most}. Expected: simplified outlines. Take the "
    "simplified version, or the file of your department alone.",
)
OTHER_FORM = Text(
    fr="Ce fichier est de la forme {form}. Attendu : GeoJSON. Décompressez-le s'il est compressé, "
    "sinon téléchargez-le dans la forme GeoJSON, ou enregistrez-le ainsi depuis QGIS (« Exporter, "
    "Sauvegarder les entités sous », GeoJSON).",
    en="This file is of the form {form}. Expected: GeoJSON. Unpack it if it is packed, else "
    'download it in the form GeoJSON, or save it so from QGIS ("Export, Save Features As", '
    "GeoJSON).",
)
NO_JSON = Text(
    fr="Ce fichier n'est pas du GeoJSON entier : il ne se lit pas jusqu'au bout. Attendu : un "
    "fichier .geojson. Téléchargez-le de nouveau.",
    en="This file is no whole GeoJSON: it cannot be read to its end. Expected: a .geojson file. "
    "Download it again.",
)
NO_COLLECTION = Text(
    fr="Ce fichier est du JSON, mais pas une liste de contours. Attendu : du GeoJSON dont le "
    "« type » est « FeatureCollection ». Téléchargez les contours des communes dans cette forme.",
    en='This file is JSON, but no list of outlines. Expected: GeoJSON whose "type" is '
    '"FeatureCollection". Download the outlines of communes in that form.',
)
NO_ZONE = Text(
    fr="Aucun contour dans ce fichier. Attendu : un par commune ou par secteur. Téléchargez-le de "
    "nouveau.",
    en="No outline in this file. Expected: one a commune or sector. Download it again.",
)
NO_NAME = Text(
    fr="Aucun nom de commune ou de secteur ; propriétés trouvées : {found}. Attendu : l'une de "
    "{expected}. Renommez la colonne qui contient les noms, dans QGIS par exemple.",
    en="No name of a commune or sector; properties found: {found}. Expected: one of {expected}. "
    "Rename the column that holds names, in QGIS for instance.",
)
NAMELESS = Text(
    fr="{which} : rien sous « {key} ». Attendu : son nom. Complétez-le.",
    en='{which}: nothing under "{key}". Expected: its name. Fill it in.',
)
CODE_TWICE = Text(
    fr="{which} : le code {code} est déjà celui de « {other} ». Attendu : un code par commune ou "
    "par secteur. Corrigez l'un des deux.",
    en='{which}: the code {code} is that of "{other}" already. Expected: one code a commune or '
    "sector. Correct one of them.",
)
REFERENCE = Text(
    fr="Le fichier dit être dans le système de coordonnées {found}. Attendu : des degrés (WGS 84, "
    "EPSG:4326). Téléchargez la version WGS 84, ou enregistrez-le dans ce système depuis QGIS.",
    en="The file says that it is in the reference system {found}. Expected: degrees (WGS 84, "
    "EPSG:4326). Download the WGS 84 version, or save it in that system from QGIS.",
)
LAMBERT = Text(
    fr="{which} : {found} sont des mètres Lambert-93 (ce serait {lat}, {lon} en degrés). Attendu : "
    "des degrés, longitude puis latitude. Téléchargez la version WGS 84 du fichier, ou "
    "enregistrez-le en EPSG:4326 depuis QGIS.",
    en="{which}: {found} are Lambert-93 metres ({lat}, {lon} in degrees). Expected: degrees, "
    "longitude then latitude. Download the WGS 84 version of the file, or save it in EPSG:4326 "
    "from QGIS.",
)
NOT_DEGREES = Text(
    fr="{which} : {found} n'est pas un point de la Terre. Attendu : des degrés, longitude puis "
    "latitude. Enregistrez le fichier en EPSG:4326 depuis QGIS.",
    en="{which}: {found} is no point of the Earth. Expected: degrees, longitude then latitude. "
    "Save the file in EPSG:4326 from QGIS.",
)
SWAPPED = Text(
    fr="{which} : {found} a sa latitude avant sa longitude. Attendu : [longitude, latitude], comme "
    "le veut GeoJSON. Échangez les deux (QGIS : « Permuter les coordonnées X et Y »).",
    en="{which}: {found} has its latitude before its longitude. Expected: [longitude, latitude], "
    'as GeoJSON wants it. Swap them (QGIS: "Swap X and Y coordinates").',
)
NO_OUTLINE = Text(
    fr="{which} : géométrie {found}. Attendu : Polygon ou MultiPolygon, une surface. Prenez le "
    "fichier des contours, non celui des centres ou des limites.",
    en="{which}: geometry {found}. Expected: Polygon or MultiPolygon, a surface. Take the file of "
    "outlines, not that of centres or borders.",
)
EMPTY = Text(
    fr="{which} : aucun point. Attendu : un contour. Téléchargez le fichier de nouveau.",
    en="{which}: no point. Expected: an outline. Download the file again.",
)
NO_NUMBERS = Text(
    fr="{which} : un point n'est pas deux nombres. Attendu : [longitude, latitude]. Téléchargez le "
    "fichier de nouveau.",
    en="{which}: a point is not two numbers. Expected: [longitude, latitude]. Download the file "
    "again.",
)
TOO_FEW = Text(
    fr="{which} : {found} points. Attendu : quatre au moins, le dernier égal au premier. "
    "Redessinez ce contour.",
    en="{which}: {found} points. Expected: four at least, the last the same as the first. Draw "
    "this outline again.",
)
NOT_CLOSED = Text(
    fr="{which} n'est pas fermé : il commence en {first} et finit en {last}. Attendu : le dernier "
    "point égal au premier. Fermez-le (QGIS : « Réparer les géométries »).",
    en="{which} is not closed: it begins at {first} and ends at {last}. Expected: the last point "
    'the same as the first. Close it (QGIS: "Fix geometries").',
)
