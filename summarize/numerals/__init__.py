"""Numbers in French and English texts, as values that compare across the languages."""

from summarize.numerals.compare import Comparison, same_quantities
from summarize.numerals.records import Quantity, QuantityKind
from summarize.numerals.scan import Language, quantities, write_ranks

__all__ = [
    "Comparison",
    "Language",
    "Quantity",
    "QuantityKind",
    "quantities",
    "same_quantities",
    "write_ranks",
]
