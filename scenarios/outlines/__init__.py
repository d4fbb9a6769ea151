"""Outlines of communes and sectors, from files that the user gave: the background of maps, offline.

``checking`` reads a file and tells all that is wrong with it, ``importing`` simplifies and keeps
it, ``kept`` gives back what a map shows.
"""
