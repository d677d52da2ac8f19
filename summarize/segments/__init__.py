"""French text → sentences, clauses, segments. Spans leave out white space and nothing else."""

from summarize.segments.clauses import split_clauses, split_to_fit
from summarize.segments.document import SIGNATURE, split_document
from summarize.segments.sentences import Span, Splitter, split_sentences

__all__ = [
    "SIGNATURE",
    "Span",
    "Splitter",
    "split_clauses",
    "split_document",
    "split_sentences",
    "split_to_fit",
]
