"""Segments of many documents → targets: prepared, pooled, watched by the detector, retried, finished."""

from summarize.translation.stage import NameRepair, translate_segments

__all__ = ["NameRepair", "translate_segments"]
