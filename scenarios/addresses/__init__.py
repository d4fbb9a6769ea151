"""Addresses and what is found of them: points, from files that the user gave, offline.

``spelling`` reads a text, ``communes`` knows a department's communes, ``book`` holds the addresses
of files that were imported, ``finding`` brings them together, ``located`` does it for a scenario.
"""
