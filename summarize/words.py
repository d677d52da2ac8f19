"""Words of French and English texts: tokens, stop words, light stems, so that texts can be compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

Language = Literal["fr", "en"]

_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[^\W\d_]+(?:['’](?:s|t|re|ve|ll|d|m)\b)?", re.IGNORECASE)
_MIN_STEM = 4
_LIGATURES = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "’": "'"}
)

_ENGLISH_STOPS = """
a about above after again against all also although always am among an and another any anybody
anyone anything are aren't around as at away back be became because become been before being below
between both but by can can't cannot could couldn't did didn't do does doesn't doing don't down
during each either else even ever every everyone everything few for from further get gets getting
got had hadn't has hasn't have haven't having he he'd he'll he's her here hers herself him himself
his how however i i'd i'll i'm i've if in instead into is isn't it it'd it'll it's its itself just
last least less let let's like made make makes making many may me might more most much must my
myself near neither never next no nobody none nor not nothing now of off often on once one ones only
onto or other others otherwise ought our ours ourselves out over own per perhaps quite rather said
same say saying says shall she she'd she'll she's should shouldn't since so some someone something
still such than that that's the their theirs them themselves then there there's therefore these they
they'd they'll they're they've this those though through thus to too toward towards under until up
upon us very via was wasn't we we'd we'll we're we've were weren't what whatever when where whether
which while who whole whom whose why will with within without won't would wouldn't yes yet you you'd
you'll you're you've your yours yourself according mr mrs ms
"""
_FRENCH_STOPS = """
a à ai aient ainsi ait alors après as au aucun aucune auquel aura auraient aurait aussi autant autre
autres aux avaient avait avant avec avez avoir avons ayant beaucoup bien c ça car ce ceci cela celle
celles celui cependant certain certaine certaines certains ces cet cette ceux chaque chez ci comme
comment contre d dans de debout dedans dehors déjà depuis derrière des dès desquels dessous dessus
devant doit donc dont du elle elles en encore enfin entre es est et étaient était étant été être eu
eux fait faire fois font furent fut hors ici il ils j jamais je jusque l la là laquelle le lequel
les lesquels leur leurs lors lorsque lui m ma mais malgré me même mêmes mes moins mon n ne ni non
nos notre nous on ont or ou où par parce parmi pas pendant peu peut peuvent plus plusieurs plutôt
pour pourquoi pourtant près presque puis puisque qu quand que quel quelle quelles quelque quelques
quels qui quoi s sa sans se selon sera seraient serait ses seulement si sien soit son sont sous sur
t ta tandis tant te tel telle telles tels tes toi ton toujours tous tout toute toutes très trop tu
un une vers voici voilà vos votre vous y dit dire ajouté déclaré m mm mme
"""
_STOPS = {"en": frozenset(_ENGLISH_STOPS.split()), "fr": frozenset(_FRENCH_STOPS.split())}


@lru_cache(maxsize=1 << 14)
def fold(text: str) -> str:
    """Return `text` without case and accents."""
    bare = unicodedata.normalize("NFKD", text.lower().translate(_LIGATURES))
    return "".join(character for character in bare if not unicodedata.combining(character))


def tokenise(text: str) -> tuple[str, ...]:
    """Return the words and numbers of `text`; `l'accord` is two words, `don't` and `Kiev's` are one."""
    return tuple(match[0].replace("’", "'") for match in _TOKEN.finditer(text))


@lru_cache(maxsize=1 << 12)
def content_words(text: str, language: Language) -> tuple[str, ...]:
    """Return the stems, in small letters, of the words that carry the meaning of `text`, with repeats."""
    stems = (content_stem(token, language) for token in tokenise(text))
    return tuple(stem for stem in stems if stem)


def content_stem(token: str, language: Language) -> str:
    """Return the stem of one token, nothing for a word that carries no meaning."""
    word = token.lower()
    if word in _STOPS[language] or (len(word) == 1 and not word.isdigit()):
        return ""
    return _stem_english(word) if language == "en" else _stem_french(word)


def share_content(text: str, other: str, language: Language) -> float:
    """Return the share of the content words of `text` that `other` has."""
    stems = set(content_words(text, language))
    return len(stems.intersection(content_words(other, language))) / len(stems) if stems else 0.0


def is_cut_from(text: str, other: str) -> bool:
    """Say whether English `text` is `other` with words left out: its content words are in it, in order."""
    words = iter(content_words(other, "en"))
    return all(word in words for word in content_words(text, "en"))


def _stem_english(word: str) -> str:
    word = word.removesuffix("'s")
    if word.endswith("ies") and len(word) > _MIN_STEM:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        word = word[:-1]
    for suffix in ("ing", "ed", "ly"):
        if word.endswith(suffix) and len(word) - len(suffix) >= _MIN_STEM:
            word = _undouble(word.removesuffix(suffix))
            break
    return word.removesuffix("e") if len(word) > _MIN_STEM else word


def _undouble(word: str) -> str:
    """Return `plan` for the `plann` of `planned`."""
    return word[:-1] if word[-1] == word[-2] and word[-1] not in "lsz" else word


def _stem_french(word: str) -> str:
    if word.endswith("aux") and len(word) > _MIN_STEM:
        return word[:-2] + "l"
    if word.endswith(("s", "x")) and len(word) > 3:
        word = word[:-1]
    for suffix in ("aient", "ant", "ent", "ait", "ée", "er", "é"):
        if word.endswith(suffix) and len(word) - len(suffix) >= _MIN_STEM:
            return word.removesuffix(suffix)
    return word.removesuffix("e") if len(word) > _MIN_STEM else word
