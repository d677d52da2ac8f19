"""Everything that can go wrong at midnight, looked at before midnight."""

from summarize.doctor.check import Check
from summarize.doctor.rounds import Setup, examine

__all__ = ["Check", "Setup", "examine"]
