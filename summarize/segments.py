"""French text → sentences, clauses, segments. Spans leave out white space and nothing else."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from summarize import typography
from summarize.errors import EngineError
from summarize.records import BlockKind, Document, Segment

Span = tuple[int, int]
Splitter = Callable[[str], tuple[Span, ...]]

SIGNATURE = f"segments:1|{typography.SIGNATURE}"
"""Version of the rules by which French becomes segments; part of every recipe."""

TRANSLATED_KINDS = frozenset({BlockKind.HEADLINE, BlockKind.SUBHEAD, BlockKind.PARAGRAPH, BlockKind.CAPTION})
"""Blocks that are translated; bylines and datelines stay as they are."""

# Written before a name: a full stop after them never ends a sentence.
_TITLES = """
M MM Mme Mmes Mlle Mlles Me Mes Mgr Dr Drs Pr Prof St Ste Sts Mr Mrs Ms Messrs Gen Sen Rep Gov Lt Col
Cdt Sgt Cne Adj Rev Hon Bros vs cf Cf av apr env approx bd Bd bld blvd Blvd boul réf Réf i.e e.g Ph Ch
Th Chr
"""
_TITLE_WORDS = frozenset(_TITLES.split())
# Written before a figure: "art. 5", "le 3 janv. 2022".
_COUNTED = """
p pp art Art vol Vol n no No nos ch chap Chap fig Fig tél Tél tel Tel al éd ex min max janv jan févr fév
mar avr juil sept oct nov déc
"""
_COUNTED_WORDS = frozenset(_COUNTED.split())
# A capital after an initial is a surname unless it is one of these ("vitamine C. Elle").
_STARTERS = """
A À Ainsi Alors Après Au Aujourd Auparavant Aussi Autre Aux Avant Avec Ce Cela Celle Celui Ces Cet Cette
Ceux Chaque Chez Comme Comment Dans Depuis Dès Deux Durant Elle Elles En Enfin Ensuite Entre Et Grâce
Hier Ici Il Ils Interrogé Je Jusqu Jusque Là Lors Lorsque Lui Maintenant Mais Malgré Même Ni Nos Notre
Nous Objectif On Or Ou Où Outre Par Parmi Pendant Plus Plusieurs Pour Pourquoi Pourtant Près Puis Quand
Quant Quelle Quelques Qui Quoi Résultat Sa Sans Seul Selon Ses Si Son Sous Sur Tous Tout Toute Toutes
Toutefois Très Trois Un Une Vers Voici Voilà Vous C'est D'après D'autres L'an N'est Qu'il S'il J'ai
"""
_STARTER_WORDS = frozenset(_STARTERS.split())
# These begin sentences and surnames ("J. Le Goff", "C. Le patient"): what follows decides.
_ARTICLES = frozenset({"Le", "La", "Les", "L", "De", "Des", "Du", "D"})
_LETTERED = """
plan plans vitamine vitamines hépatite groupe classe catégorie type série ligue point lettre formule
bloc zone annexe
"""
_LETTERED_WORDS = frozenset(_LETTERED.split())

_SPACE = "[ \u00a0\u202f]"
_STOP = re.compile(rf"[.!?…]++(?:{_SPACE}++[.!?…]++)*+")
_CLOSERS = re.compile(rf"[\"'”’»)\]+]*+(?:{_SPACE}?[»”])*+")
_SPACED_QUOTE = re.compile(r'\s*+"(?=\s|$)')
_OPENERS = re.compile(r"[\s\"'“‘«(\[\-–—+•►♦*·]*+")
_WORD = re.compile(r"[^\W\d_]+")
_HARD_BREAK = re.compile(r"\n[^\S\n]*+\n|\n(?=[^\S\n]*+[-–—•►*♦·]\s)")
_BRACKETS = frozenset("()[]")
_MAX_ASIDE = 400
_CONJUNCTIONS = (
    "et|ou|mais|car|donc|or|ni|puis|tandis|alors|qui|que|qu'|dont|où|"
    "lorsque|quand|puisque|parce|afin|selon|après|avant"
)
# Where a text may be cut, best places first; the end of a match is the cut.
_STRONG = re.compile(r"[;:][\"»”)]*+\s+|\s(?=[-–—]\s)|(?<=\S)(?=—)")
_COMMA_CONJUNCTION = re.compile(rf",[\"»”)]*+\s+(?=(?:{_CONJUNCTIONS})\b)")
_PLACES = (
    _STRONG,
    _COMMA_CONJUNCTION,
    re.compile(r",[\"»”)]*+\s+"),
    re.compile(rf"\s(?=(?:{_CONJUNCTIONS})\b)"),
    re.compile(r"(?=[(\[])|[)\]]"),
    re.compile(r"\s+"),
)


def split_document(document: Document, splitter: Splitter | None = None) -> tuple[Segment, ...]:
    """Return the segments of every translated block, in the order of the document."""
    split = splitter or split_sentences
    spans = (
        (block, span)
        for block, content in enumerate(document.blocks)
        if content.kind in TRANSLATED_KINDS
        for span in split(content.text)
    )
    return tuple(_take(document, block, span, index) for index, (block, span) in enumerate(spans))


def _take(document: Document, block: int, span: Span, index: int) -> Segment:
    content, (start, end) = document.blocks[block], span
    source = content.text[start:end]
    return Segment(index=index, block=block, start=start, end=end, kind=content.kind, source=source)


def split_sentences(text: str) -> tuple[Span, ...]:
    """Return the spans of the French sentences of `text`, quoted sentences on their own.

    A closing quotation mark stays with its sentence; colons and semicolons never end one; neither does a full
    stop inside brackets that interrupt a sentence, nor inside an AFP crosshead (`- Non. Jamais -`).
    """
    bare = text.strip()
    if bare.startswith("- ") and bare.endswith(" -") and "\n" not in bare:
        return cut_at(text, ())
    breaks = (match.end() for match in _HARD_BREAK.finditer(text))
    return cut_at(text, sorted({*breaks, *_find_ends(text)}))


def split_clauses(text: str) -> tuple[Span, ...]:
    """Return the spans of the clauses of `text`, none shorter than three words, at least one."""
    places = (match.end() for place in (_STRONG, _COMMA_CONJUNCTION) for match in place.finditer(text))
    cuts: list[int] = []
    for cut in sorted({*places, *_find_ends(text)}):
        start = cuts[-1] if cuts else 0
        if len(text[start:cut].split()) >= 3 and len(text[cut : cut + 99].split()) >= 3:
            cuts.append(cut)
    return cut_at(text, cuts)


def split_to_fit(text: str, fits: Callable[[str], bool]) -> tuple[Span, ...]:
    """Return spans of `text` that all satisfy `fits`, cut near the middle at the best place there is.

    A word that does not fit is cut between characters; a character that does not fit is an `EngineError`.
    """
    places = [
        sorted(_find_ends(text)),
        *([match.end() for match in place.finditer(text)] for place in _PLACES),
    ]
    waiting, spans = list(cut_at(text, ())), []
    while waiting:
        start, end = waiting.pop()
        if fits(text[start:end]):
            spans.append((start, end))
            continue
        if end - start < 2:
            raise EngineError(f"the model has no room for {text[start:end]!r}", hint="Choose another model.")
        cut = _choose_cut(places, start, end)
        pieces = ((start + a, start + b) for a, b in cut_at(text[start:end], (cut - start,)))
        waiting += sorted(pieces, reverse=True)
    return tuple(spans)


def _choose_cut(places: Sequence[Sequence[int]], start: int, end: int) -> int:
    """Return the place nearest to the middle, of the best kind that has one in the middle half."""
    middle, quarter = (start + end) // 2, (end - start) // 4
    for cuts in places:
        nearest = _find_nearest(cuts, middle)
        if start + quarter < nearest < end - quarter:
            return nearest
    nearest = _find_nearest(places[-1], middle)
    return nearest if start < nearest < end else middle


def _find_nearest(cuts: Sequence[int], middle: int) -> int:
    index = bisect_left(cuts, middle)
    return min(cuts[max(0, index - 1) : index + 1], key=lambda cut: abs(cut - middle), default=-1)


def cut_at(text: str, cuts: Iterable[int]) -> tuple[Span, ...]:
    """Return the pieces of `text` between ascending `cuts`, trimmed, empty ones left out."""
    spans = []
    for start, end in pairwise((0, *cuts, len(text))):
        piece = text[start:end]
        lead = len(piece) - len(piece.lstrip())
        if lead < len(piece):
            spans.append((start + lead, start + len(piece.rstrip())))
    return tuple(spans)


def _find_ends(text: str) -> Iterator[int]:
    asides = _find_asides(text)
    n_quotes, counted = 0, 0
    for stop in _STOP.finditer(text):
        closers = _CLOSERS.match(text, stop.end())
        end = closers.end() if closers else stop.end()
        n_quotes += text.count('"', counted, end)
        counted = end
        if n_quotes % 2 and (quote := _SPACED_QUOTE.match(text, end)):
            end = quote.end()
        inside = bisect_right(asides, (stop.start(), len(text)))
        is_aside = inside > 0 and stop.start() < asides[inside - 1][1]
        if not is_aside and text[end : end + 1].isspace() and _is_end(text, stop, end):
            yield end


def _find_asides(text: str) -> list[Span]:
    """Return the brackets that interrupt a sentence, disjoint and in order."""
    opened: list[int] = []
    found: list[Span] = []
    for match in re.finditer(r"[()]", text):
        if match[0] == "(":
            opened.append(match.start())
        elif opened and match.start() - opened[-1] <= _MAX_ASIDE:
            start = opened.pop()
            before = text[max(0, start - 3) : start].rstrip()
            if before and before[-1] not in '.!?…"»”':
                found.append((start, match.start()))
    merged: list[Span] = []
    for start, end in sorted(found):
        if not merged or start > merged[-1][1]:
            merged.append((start, end))
    return merged


def _is_end(text: str, stop: re.Match[str], end: int) -> bool:
    """Say whether a sentence ends with `stop`; `end` is behind the marks that close it."""
    openers = _OPENERS.match(text, end)
    following = openers.end() if openers else end
    if following == len(text) or text[following].islower():
        return False
    if text[stop.start() - 1 : stop.start()] in _BRACKETS and text[stop.end() : stop.end() + 1] in _BRACKETS:
        return False
    if stop[0] != ".":
        return not text[following].isdigit() or not stop[0].endswith(("..", "…"))
    if end > stop.end():
        return True
    return not _is_abbreviation(text, stop.start(), following)


def _is_abbreviation(text: str, stop: int, following: int) -> bool:
    """Say whether the full stop at `stop` belongs to an abbreviation, an initial or the number of a list."""
    start = stop
    while start > max(0, stop - 24) and (text[start - 1].isalnum() or text[start - 1] in ".-"):
        start -= 1
    word = text[start:stop]
    if word.isdigit():
        before = text[max(0, start - 4) : start]
        return len(word) <= 2 and not before.rpartition("\n")[2].strip() and (start < 4 or "\n" in before)
    if word in _TITLE_WORDS:
        return True
    if word in _COUNTED_WORDS:
        return text[following].isdigit()
    letters = word.replace("-", ".").split(".")
    is_initial = bool(word) and all(len(part) <= 1 for part in letters) and word[-1].isupper()
    return is_initial and not _starts_after_initial(text, start, following)


def _starts_after_initial(text: str, start: int, following: int) -> bool:
    """Say whether the capital at `following` begins a sentence, not a surname, after the initial at `start`."""
    before = text[max(0, start - 24) : start].rstrip().rpartition(" ")[2]
    if before in _LETTERED_WORDS:
        return True
    first = _WORD.match(text, following)
    if first is None:
        return not text[following].isdigit()
    if first[0] in _ARTICLES:
        second = _WORD.search(text, first.end(), first.end() + 24)
        return second is not None and second[0].islower()
    return first[0] in _STARTER_WORDS
