"""The last touch on a hypothesis: English spacing, figures and ends of sentences, proved by the source."""

from __future__ import annotations

import re
from collections.abc import Iterable

from summarize.translation.articles import set_articles

_SPACE_BEFORE = re.compile(r" +(?=[,;:!?%)\]]|\.(?!\d|\w))")
_SPACE_AFTER = re.compile(r"(?<=[(\[]) +")
_FIGURE = re.compile(r"(?<![\d.,])(?<!\d )(?:[1-9]\d{0,2}(?: \d{3})++(?:,\d++)?|\d++,\d++)(?![.,]?\d)(?! \d)")
_GROUPED = re.compile(r"(?<![\d.,])(?<!\d )[1-9]\d{0,2}(?:(?: \d{3})++|(?:\.\d{3})++)(?![.,]?\d)")
_HOUR = re.compile(r"(?<![\d.,])(\d{1,2}) ?h ?(\d{2})(?!\d)")
_BEFORE_OPENING = " (["
_STRAIGHT = str.maketrans("“”„‘’", '"""\'\'')
_SINGLE_QUOTED = re.compile(r"(?<!\w)'(?! )((?:[^']|(?<=\w)'(?=\w))+)'(?!\w)")
_FIRST_WORD = re.compile(r"[A-Z][^\W\d_]+")
_ENDS = ".!?"
_CLOSERS = " \"')]"


def finish(text: str, source: str) -> str:
    """Return the hypothesis `text` set as English; `source` says which figures were copied, and its end."""
    return _end_like(_begin_like(set_type(text, source), source), source)


def set_type(text: str, source: str) -> str:
    """Return English `text` with plain marks, their spaces, and figures that were copied from `source`."""
    text = " ".join(text.translate(_STRAIGHT).split())
    text = _SPACE_AFTER.sub("", _SPACE_BEFORE.sub("", text))
    text = _tighten_quotes(double_quotes(text, source))
    return set_articles(_translate_figures(text, source))


def join_clauses(clauses: Iterable[tuple[str, str]]) -> str:
    """Join the clauses of a sentence, `(source, text)` pairs, each translated as if it were a sentence."""
    joined = ""
    for source, text in clauses:
        text = finish(text, source)
        joined = f"{joined} {_lower_first(text, source) if joined else text}".strip()
    return joined


def _lower_first(text: str, source: str) -> str:
    """Take back a capital that a clause has only because it was translated alone."""
    word = _FIRST_WORD.match(text)
    is_plain = word is not None and word[0][1:].islower() and word[0] not in source
    return text[0].lower() + text[1:] if is_plain and source[:1].islower() else text


def double_quotes(text: str, source: str) -> str:
    """Set phrases in double marks as the source does, where a model brought up on Europarl writes 'so'."""
    n_wanted, n_there = source.count('"') // 2, text.count('"') // 2
    singles = _SINGLE_QUOTED.findall(text) if n_there < n_wanted else []
    return _SINGLE_QUOTED.sub(r'"\1"', text) if singles and n_there + len(singles) == n_wanted else text


def _tighten_quotes(text: str) -> str:
    """Remove the spaces inside straight quotation marks; the compact model writes one behind each that opens.

    A mark with a space on either side closes where something is open, unless more marks that can only close
    are left: what is quoted may quote, and of an odd number the first may never be closed.
    """
    places = [place for place, character in enumerate(text) if character == '"']
    is_apart = {place: place == 0 or text[place - 1] in _BEFORE_OPENING for place in places}
    n_closing, depth = len(places) - sum(is_apart.values()) + len(places) % 2, 0
    dropped: set[int] = set()
    for place in places:
        has_space = text[place + 1 : place + 2] == " "
        is_free = depth == 0 or n_closing > depth if has_space else text[place + 1 : place + 2].isalnum()
        is_opening = is_apart[place] and is_free
        n_closing -= not is_apart[place]
        depth = max(0, depth + (1 if is_opening else -1))
        if is_opening and has_space:
            dropped.add(place + 1)
        elif not is_opening and is_apart[place] and text[place - 1] == " ":
            dropped.add(place - 1)
    return "".join(character for place, character in enumerate(text) if place not in dropped)


def _translate_figures(text: str, source: str) -> str:
    """Write figures that were copied from French in English: `1 200,5` → `1,200.5`, `20h30` → `20:30`."""
    for figure in sorted({match[0] for match in _FIGURE.finditer(source)}, key=len, reverse=True):
        if figure in text and not _is_english(figure):
            english = figure.replace(",", ".").replace(" ", ",")
            text = re.sub(rf"(?<![\d.,]){re.escape(figure)}(?![.,]?\d)", english, text)
    grouped = {_digits(match[0]) for match in _GROUPED.finditer(source)}
    text = _GROUPED.sub(lambda m: f"{int(_digits(m[0])):,}" if _digits(m[0]) in grouped else m[0], text)
    for hour in {match[0]: match for match in _HOUR.finditer(source)}.values():
        text = text.replace(hour[0], f"{hour[1]}:{hour[2]}")
    return text


def _digits(figure: str) -> str:
    return figure.replace(" ", "").replace(".", "")


def _is_english(figure: str) -> bool:
    """`1,200` in a source may be either language's: it is left alone."""
    whole, _, decimals = figure.partition(",")
    return " " not in whole and len(decimals) == 3


def _begin_like(text: str, source: str) -> str:
    """Begin with a capital where the source does, unless the word is written so there too."""
    first = next((character for character in source if character.isalpha()), "")
    place = next((index for index, character in enumerate(text) if character.isalpha()), None)
    if place is None or not first.isupper() or not text[place].islower():
        return text
    word = re.split(r"[^\w-]", text[place:], maxsplit=1)[0]
    if (
        word in source.split()
        or any(character.isupper() for character in word)
        or text[:place].strip(" \"'([")
    ):
        return text
    return text[:place] + text[place].upper() + text[place + 1 :]


def _end_like(text: str, source: str) -> str:
    """End with a full stop exactly where the source ends with one; `?` and `!` are added, never removed."""
    wanted = source.rstrip(_CLOSERS)[-1:]
    bare = text.rstrip(_CLOSERS)
    closing = text[len(bare) :]
    if not bare:
        return text
    if wanted in _ENDS and wanted:
        return text if bare[-1] in ".!?:;,-" else f"{bare}{wanted}{closing}"
    is_added = bare.endswith(".") and not bare.endswith("..") and wanted != "."
    return bare[:-1] + closing if is_added and not _ends_in_abbreviation(bare) else text


def _ends_in_abbreviation(text: str) -> bool:
    """Say whether the last word has another full stop (`p.m.`, `U.S.`) or is a short title (`Jr.`)."""
    word = text.rsplit(" ", 1)[-1]
    return "." in word[:-1] or word in {"Jr.", "Sr.", "Inc.", "Corp.", "Ltd.", "Co.", "St.", "No.", "etc."}
