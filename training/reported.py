"""Reported speech as agencies write it: infinitives and participles where parliaments say "I".

`J'ai proposé un plan.` becomes `La ministre Morvan a indiqué avoir proposé un plan.`, and two sentences one
with `…, estimant que …`. Many claims of a dispatch have one of these forms, hardly any in the corpora.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from training.corpus import Pair
from training.quoted import DAYS, LOWERED, capital, is_plain, speaker

_PAST = (
    ("a indiqué", "said"), ("a affirmé", "said"), ("a déclaré", "said"), ("a assuré", "said"),
    ("a dit", "said"),
    ("a souligné", "stressed that"), ("a reconnu", "acknowledged that"), ("a précisé", "said"),
    ("a expliqué", "explained that"), ("a annoncé", "announced that"),
    ("a répété", "repeated that"),
)  # fmt: skip
_NOW = (
    ("affirme", "says"),
    ("assure", "says"),
    ("dit", "says"),
    ("estime", "believes"),
    ("reconnaît", "admits"),
)
_PARTICIPLES = (
    ("estimant", "saying"), ("jugeant", "saying"), ("assurant", "saying"), ("affirmant", "saying"),
    ("soulignant", "stressing that"), ("précisant", "saying"), ("ajoutant", "adding that"),
    ("rappelant", "recalling that"), ("expliquant", "explaining that"), ("indiquant", "saying"),
    ("regrettant", "regretting that"), ("notant", "noting that"), ("reconnaissant", "acknowledging that"),
    ("avertissant", "warning that"), ("alors", "while"), ("tandis", "while"),
)  # fmt: skip
_INFINITIVES = {
    "ai": "avoir", "suis": "être", "veux": "vouloir", "souhaite": "souhaiter", "espère": "espérer",
    "pense": "penser", "crois": "croire", "soutiens": "soutenir", "comprends": "comprendre",
}  # fmt: skip
_FORMS = {
    "have": ("had", "has"), "am": ("was", "is"), "want": ("wanted", "wants"), "wish": ("wished", "wishes"),
    "hope": ("hoped", "hopes"), "think": ("thought", "thinks"), "believe": ("believed", "believes"),
    "support": ("supported", "supports"), "understand": ("understood", "understands"),
    "do not": ("did not", "does not"),
}  # fmt: skip
"""What "I" says, "he" said and "he" says."""

_FRENCH_I = re.compile(rf"^J(?:e |')(n(?:e |'))?({'|'.join(_INFINITIVES)})( pas)? (?=\w)")
_WENT = r"\w+ed|said|made|took|gave|saw|went|met|told|found|heard"
_ENGLISH_I = re.compile(rf"^I ({'|'.join(_FORMS)}|{_WENT}) (?=\w)")
_FRENCH_PERSONS = re.compile(
    r"\b(?:je|me|mon|ma|mes|moi|nous|notre|nos|vous|votre|vos)\b|\b[jm]'|\bM\. |\bMon[ds]", re.IGNORECASE
)
_ENGLISH_PERSONS = re.compile(r"\b(?:I|me|my|mine|myself|we|us|our|you|your|Mr|Madam|Speaker)\b")
_LONGEST = 90
_REMARKS = 0.1
"""Share of short sentences that become a remark: as many as there are, they would drown the infinitives."""


def report(pairs: Sequence[Pair], names: Sequence[str], count: int, seed: int) -> Iterator[Pair]:
    """Return `count` or fewer pairs, as far as there are, in an order that `seed` decides."""
    return islice(_report(pairs, names, random.Random(seed)), count)


def _report(pairs: Sequence[Pair], names: Sequence[str], chance: random.Random) -> Iterator[Pair]:
    waiting: Pair | None = None
    for index in chance.sample(range(len(pairs)), len(pairs)):
        pair = pairs[index]
        if not is_plain(pair):
            continue
        if told := _as_infinitive(pair, names, chance):
            yield told
        elif len(pair[0]) <= _LONGEST and _names_nobody(pair) and _begins_low(pair):
            if waiting is not None and chance.random() < _REMARKS:
                yield _with_remark(waiting, pair, chance)
            waiting = pair


def _as_infinitive(pair: Pair, names: Sequence[str], chance: random.Random) -> Pair | None:
    """Return what somebody says of himself, `X a indiqué avoir …`, if the pair is of that kind."""
    french, english = _FRENCH_I.match(pair[0]), _ENGLISH_I.match(pair[1])
    if french is None or english is None:
        return None
    rest = pair[0][french.end() :], pair[1][english.end() :]
    is_negated = french[1] is not None
    says_not = english[1] == "do not" or rest[1].startswith(("no ", "not "))
    if (
        not _names_nobody(rest)
        or is_negated != says_not
        or (is_negated and not french[3] and rest[1][:2] != "no")
    ):
        return None
    who, is_past = speaker(names, chance, with_name=True), chance.random() < 0.75
    verb = chance.choice(_PAST if is_past else _NOW)
    day = chance.choice(DAYS) if is_past and chance.random() < 0.3 else None
    forms = _FORMS.get(english[1], (english[1], english[1]))
    pronoun = "she" if who[0].startswith(("la ", "une ")) else "he"
    infinitive = _INFINITIVES[french[2]]
    if is_negated:
        infinitive = f"ne pas {infinitive}" if french[3] else f"n'{infinitive}"
    told = " ".join((capital(who[0]), verb[0], *([day[0]] if day else []), infinitive, rest[0]))
    when = [f"on {day[1]}"] if day else []
    put = (capital(who[1]), *verb[1].split(" ")[:1], *when, *verb[1].split(" ")[1:], pronoun)
    return told, " ".join((*put, forms[0 if is_past else 1], rest[1]))


def _with_remark(pair: Pair, other: Pair, chance: random.Random) -> Pair:
    """Return `…, estimant que …`: the second sentence hangs on the first."""
    participle = chance.choice(_PARTICIPLES)
    french, english = (side[0].lower() + side[1:] for side in other)
    that = "qu'" if french[0] in "aeiouyéèêà" else "que "
    return f"{pair[0][:-1]}, {participle[0]} {that}{french}", f"{pair[1][:-1]}, {participle[1]} {english}"


def _names_nobody(pair: Pair) -> bool:
    """Whether neither side speaks of "I", "we" or "you"."""
    return not _FRENCH_PERSONS.search(pair[0]) and not _ENGLISH_PERSONS.search(pair[1])


def _begins_low(pair: Pair) -> bool:
    """Whether both first words have their capital from the sentence alone."""
    return LOWERED.issuperset(side.split(" ", 1)[0] for side in pair)
