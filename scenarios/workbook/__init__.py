"""The workbook form of a scenario file: one sheet for each list, generated from the models.

``layout`` finds in the models where each value stands; ``spreading`` and ``drawing`` write a
file's content, ``opening`` and ``reading`` read it as nodes that remember their cell.
"""
