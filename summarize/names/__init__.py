"""Proper names: found in a text, compared across languages, repaired from a table."""

from summarize.names.finding import names_in
from summarize.names.matching import missing_names, names_match
from summarize.names.respelling import NameSpeller
from summarize.names.table import NamesTable

__all__ = ["NameSpeller", "NamesTable", "missing_names", "names_in", "names_match"]
