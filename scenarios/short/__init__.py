"""The short workbook: a few answers in a sheet each, from which a whole scenario is made.

It asks what ``scenarios.beginning`` asks, no id and no figure that has a default; it is read
through the same door as the whole workbook.
"""
