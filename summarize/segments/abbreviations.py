"""Full stops that do not end a sentence: abbreviations, initials, the numbers of a list."""

from __future__ import annotations

import re

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

_WORD = re.compile(r"[^\W\d_]+")


def is_abbreviation(text: str, stop: int, following: int) -> bool:
    """Say whether the full stop at `stop` belongs to an abbreviation, an initial or the number of a list."""
    start = stop
    while start > max(0, stop - 24) and (text[start - 1].isalnum() or text[start - 1] in ".-"):
        start -= 1
    word = text[start:stop]
    if word.isdigit():
        return _is_number_of_list(text, start, word) or text[following : following + 3] == "000"
    if word in _TITLE_WORDS:
        return True
    if word in _COUNTED_WORDS:
        return text[following].isdigit()
    letters = word.replace("-", ".").split(".")
    is_initial = bool(word) and all(len(part) <= 1 for part in letters) and word[-1].isupper()
    before = text[max(0, start - 24) : start].rstrip().rpartition(" ")[2]
    return is_initial and before not in _LETTERED_WORDS and not begins_sentence(text, following)


def _is_number_of_list(text: str, start: int, word: str) -> bool:
    """Say whether the number at `start` counts entries: at the begin of a line, or in `1. Un ; 2. Deux`."""
    before = text[max(0, start - 4) : start]
    begins_line = not before.rpartition("\n")[2].strip() and (start <= len(before) or "\n" in before)
    follows = before.rstrip().endswith(";") or (word == "1" and before.rstrip().endswith(":"))
    return len(word) <= 2 and (begins_line or follows)


def begins_sentence(text: str, following: int) -> bool:
    """Say whether the capital at `following` is that of a sentence rather than that of a name."""
    first = _WORD.match(text, following)
    if first is None:
        return not text[following].isdigit()
    if first[0] in _ARTICLES:
        second = _WORD.search(text, first.end(), first.end() + 24)
        return second is not None and second[0].islower()
    return first[0] in _STARTER_WORDS
