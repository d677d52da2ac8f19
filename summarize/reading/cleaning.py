"""Text without the characters that a reader cannot see, counted so that the page can say so."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from summarize.reading.pieces import note
from summarize.records import Finding, Severity

# Nobody writes C1 controls: they are cp1252 that somebody declared Latin-1, its `’`, `œ`, `€` and `…`.
_CP1252 = {
    byte: bytes([byte]).decode("cp1252") for byte in range(0x80, 0xA0) if byte not in b"\x81\x8d\x8f\x90\x9d"
}
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\u2028]")
_TERMINAL = re.compile(r"\x1b\[[0-?]{0,32}[ -/]{0,4}[@-~]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\ud800-\udfff\ufff9-\ufffb\ufffe\uffff]")
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200d\u2060-\u2065\u3164\ufeff\uffa0"
    "\U000e0000-\U000e0fff]"
)
# Three marks on one letter exist (Vietnamese needs two); a tower of them hides what is below it.
_MARK = "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
_TOWER = re.compile(f"(?<={_MARK}{{3}}){_MARK}+")
_MOJIBAKE = re.compile("Ã[\u0080-\u00bf©¨ª«´®¯‰€]|â€[™œ\u009d¦“”˜]|Â[«»\u00a0°]")

_REMOVED = (
    ("terminal sequence", _TERMINAL),
    ("control character", _CONTROL),
    ("direction mark", _DIRECTION),
    ("invisible character", _INVISIBLE),
    ("stacked accent", _TOWER),
)
# Most texts have nothing of all this: one look settles it.
_ODD = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u00c2\u00c3\u00e2\u0300-\u036f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u2028-\u202e\u2060-\u206f\u20d0-\u20ff\u3164\ud800-\udfff\ufe00-\uffff"
    "\U000e0000-\U000e0fff]"
)
REPLACEMENT = "replacement character"
MOJIBAKE = "mojibake"


def normalise_lines(text: str) -> str:
    r"""Return `text` with `\n` for every kind of line end, an empty line for U+2029, and cp1252 in place."""
    return _LINE_ENDS.sub("\n", text.translate(_CP1252)).replace("\u2029", "\n\n")


def clean(text: str) -> tuple[str, Counter[str]]:
    r"""Return `text` in NFC with `\n` line ends and nothing invisible, and how much of what was found."""
    found: Counter[str] = Counter()
    if _ODD.search(text) is None:
        return unicodedata.normalize("NFC", text), found
    text = normalise_lines(text)
    for name, pattern in _REMOVED:
        text, count = pattern.subn("", text)
        if count:
            found[name] = count
    if count := text.count("\ufffd"):
        found[REPLACEMENT] = count
    if count := sum(1 for _ in _MOJIBAKE.finditer(text)):
        found[MOJIBAKE] = count
    return unicodedata.normalize("NFC", text), found


def report(found: Counter[str]) -> tuple[Finding, ...]:
    """Return what `clean` found as findings: notes for what is gone, warnings for what is damaged."""
    notes = [
        note(f"{found[name]} {name}{'s' if found[name] > 1 else ''} removed from the source")
        for name, _ in _REMOVED
        if found[name]
    ]
    if found[REPLACEMENT]:
        damaged = f"the source has {found[REPLACEMENT]} U+FFFD where characters were lost before it came here"
        notes.append(note(damaged, severity=Severity.WARNING))
    if found[MOJIBAKE] > 1:
        garbled = "the source looks as if it was decoded wrongly before it came here (Ã© for é)"
        notes.append(note(garbled, severity=Severity.WARNING))
    return tuple(notes)
