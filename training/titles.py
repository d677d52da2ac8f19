"""Titles from sentences: labels, no articles, no auxiliaries, the present tense, subjects on their own.

`Incendie à Vitrolles: deux pompiers blessés` has no verb and begins with a noun that nothing announces. The
corpora have hardly any such lines, and a model of sentences takes the first word for a name. Here pairs of
sentences lose on both sides what titles leave out, or get what titles have in front.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice

from training.agency import weigh_names
from training.corpus import Pair
from training.lexicon import Lexicon, read_table
from training.quoted import capital, is_plain

_SOURCES = (
    ("ministre", "minister"), ("police", "police"), ("préfecture", "prefecture"),
    ("pompiers", "firefighters"), ("premier bilan", "first toll"), ("nouveau bilan", "new toll"),
    ("sondage", "poll"), ("armée", "army"), ("source policière", "police source"),
    ("source judiciaire", "judicial source"), ("ONU", "UN"), ("Elysée", "Elysee"), ("Kremlin", "Kremlin"),
    ("Maison Blanche", "White House"), ("Otan", "NATO"), ("gouvernement", "government"),
    ("agence", "agency"), ("institut", "institute"), ("ONG", "NGO"), ("officiel", "official"),
    ("témoins", "witnesses"), ("parquet", "prosecutors"), ("presse", "press"),
)  # fmt: skip
_PRESENT = {
    "adopté": ("adopte", "adoptent", "adopt"), "annoncé": ("annonce", "annoncent", "announce"),
    "accepté": ("accepte", "acceptent", "accept"), "rejeté": ("rejette", "rejettent", "reject"),
    "proposé": ("propose", "proposent", "propose"), "demandé": ("demande", "demandent", "request"),
    "approuvé": ("approuve", "approuvent", "approve"), "refusé": ("refuse", "refusent", "refuse"),
    "présenté": ("présente", "présentent", "present"), "condamné": ("condamne", "condamnent", "condemn"),
    "dénoncé": ("dénonce", "dénoncent", "denounce"), "décidé": ("décide", "décident", "decide"),
    "confirmé": ("confirme", "confirment", "confirm"), "publié": ("publie", "publient", "publish"),
    "signé": ("signe", "signent", "sign"), "lancé": ("lance", "lancent", "launch"),
    "créé": ("crée", "créent", "create"), "examiné": ("examine", "examinent", "examine"),
    "invité": ("invite", "invitent", "invite"), "salué": ("salue", "saluent", "welcome"),
    "critiqué": ("critique", "critiquent", "criticise"), "souligné": ("souligne", "soulignent", "stress"),
    "augmenté": ("augmente", "augmentent", "increase"),
    "renforcé": ("renforce", "renforcent", "strengthen"), "quitté": ("quitte", "quittent", "leave"),
    "perdu": ("perd", "perdent", "lose"), "reçu": ("reçoit", "reçoivent", "receive"),
    "gagné": ("gagne", "gagnent", "win"), "atteint": ("atteint", "atteignent", "reach"),
    "promis": ("promet", "promettent", "promise"), "ouvert": ("ouvre", "ouvrent", "open"),
    "fermé": ("ferme", "ferment", "close"), "choisi": ("choisit", "choisissent", "choose"),
    "réduit": ("réduit", "réduisent", "reduce"), "obtenu": ("obtient", "obtiennent", "obtain"),
    "reconnu": ("reconnaît", "reconnaissent", "acknowledge"),
    "soutenu": ("soutient", "soutiennent", "support"), "défendu": ("défend", "défendent", "defend"),
    "appelé": ("appelle", "appellent", "call"),
}  # fmt: skip
_IRREGULAR = {"leave": "left", "lose": "lost", "win": "won", "choose": "chose|chosen"}

_PLAIN = 0.06
"""Share of sentences that become titles by losing their full stop alone."""
_LONGEST_LABEL = 45

_FRENCH_ARTICLE = re.compile(r"^(?:Les? |La |L'|Une? |Des )(?=\w)")
_ENGLISH_ARTICLE = re.compile(r"^(?:The|An?) (?=\w)")
_FRENCH_VERB = re.compile(
    r" (?:n'|ne |n'en |n'y |se |s'y |s'en |nous |vous |lui |leur |l'|les? |la |en |y )*"
    r"(?:est|sont|a|ont|était|étaient|doit|doivent|peut|peuvent|sera|seront|devrait|devraient|"
    r"reste|restent|constitue|constituent|semble|semblent|fait|font|avait|avaient|va|vont|pourrait)\b"
)
_ENGLISH_VERB = re.compile(
    r" (?:is|are|has|have|had|was|were|must|can|cannot|will|would|should|may|could|does|do|did|"
    r"needs?|remains?|constitutes?|seems?|makes?)\b"
)
_NO_SUBJECT = re.compile(
    r"[,;:()]|\b(?:qui|que|dont|où|lequel|which|that|who|whose|where|there|what|this|these|and it|à qui)\b",
    re.IGNORECASE,
)
_FRENCH_PASSIVE = re.compile(
    r" (?:a été|ont été|est|sont) (?=[a-zà-ÿ]{3,}(?:ées?|és?|ies?|is?|ues?|us?|ites?|its?)\b)"
)
_ENGLISH_PASSIVE = re.compile(
    r" (?:has been|have been|was|were|is|are) (?=(?:[a-z]{3,}ed|[a-z]{2,}en|made|held|sent|found|built|put|"
    r"set|brought|kept|lost|paid|sold|cut|shot|hit|told|left|known|shown|drawn|born|felt|met|led|read|said)\b)"
)
_FRENCH_PAST = re.compile(rf" (a|ont) ({'|'.join(_PRESENT)})(?= )")
_PRONOUN = re.compile(r"^(?:They|It|He|She|We|This|These|Those|That|There|I|You|One|Such|What)\b")
_UNFIT = re.compile(
    r"^(?:In|On|For|At|As|By|From|With|To|After)\b|"
    r"(?:\b(?:appears?|to|we|I|it|they|he|she|you|mêmes?|also|often|always|now|then|therefore|however|still|"
    r"never|yet|all|both|aussi|pas|ne|en|se|nous|y)|[a-z]ly)$"
)
"""How a part of a sentence begins or ends that is no subject, or one that the other side says otherwise."""


def _read_labels() -> tuple[tuple[Pair, ...], tuple[Pair, ...]]:
    """Return the topics and the places of `training/labels.tsv`."""
    rows = list(read_table("labels.tsv"))
    return tuple((row[0], row[1]) for row in rows if row[1:]), tuple(
        (row[0], row[0]) for row in rows if not row[1:]
    )


_LABELS, _PLACES = _read_labels()


def entitle(
    pairs: Sequence[Pair], lexicon: Lexicon, names: Mapping[str, int], count: int, seed: int
) -> Iterator[Pair]:
    """Return `count` or fewer pairs written as titles, in an order that `seed` decides.

    `names` are the people and places of articles, with how often they occur; some titles begin with one.
    """
    return islice(_entitle(pairs, lexicon, names, random.Random(seed)), count)


def _entitle(
    pairs: Sequence[Pair], lexicon: Lexicon, names: Mapping[str, int], chance: random.Random
) -> Iterator[Pair]:
    known, weights = weigh_names(names)
    subject = ("", "")
    for index in chance.sample(range(len(pairs)), len(pairs)):
        old = pairs[index]
        if not is_plain(old) or not _FRENCH_ARTICLE.match(old[0]) or _PRONOUN.match(old[1]):
            continue
        renewed = lexicon.replace(old, chance) if chance.random() < 0.6 else old
        pair = renewed[0].removesuffix("."), renewed[1].removesuffix(".")
        ways = [title for way in _WAYS if (title := way(pair))]
        # Sentences that only lose their full stop are most of what there is, and teach least.
        title = chance.choice(ways) if ways else pair if chance.random() < _PLAIN else None
        if title is None:
            continue
        title = _low(title, is_bare=chance.random() < 0.6)
        yield _dress(title, _label(known, weights, subject, chance), chance)
        subject = _low(_subject(pair) or subject, is_bare=True)


def _subject(pair: Pair) -> Pair | None:
    """Return the subjects of both sentences: what stands in front of the first verb."""
    verbs = _FRENCH_VERB.search(pair[0]), _ENGLISH_VERB.search(pair[1])
    if verbs[0] is None or verbs[1] is None:
        return None
    french, english = pair[0][: verbs[0].start()], pair[1][: verbs[1].start()]
    n_french, n_english = len(re.findall(r"\w+", french)), len(re.findall(r"\w+", english))
    is_fit = 3 <= n_french <= 15 and n_english >= 2 and 0.55 <= n_english / n_french <= 1.1
    parts = french, english
    if not is_fit or any(_NO_SUBJECT.search(part) or _UNFIT.search(part) for part in parts):
        return None
    return parts


def _passive(pair: Pair) -> Pair | None:
    """Return the sentences without the auxiliaries of their passives: `Deux personnes blessées dans …`."""
    found = _FRENCH_PASSIVE.search(pair[0]), _ENGLISH_PASSIVE.search(pair[1])
    if found[0] is None or found[1] is None:
        return None
    heads = pair[0][: found[0].start()], pair[1][: found[1].start()]
    if any(map(_NO_SUBJECT.search, heads)) or _FRENCH_VERB.search(heads[0]) or _ENGLISH_VERB.search(heads[1]):
        return None
    return f"{heads[0]} {pair[0][found[0].end() :]}", f"{heads[1]} {pair[1][found[1].end() :]}"


def _present(pair: Pair) -> Pair | None:
    """Return the sentences with their one past tense as titles have it: `a adopté` becomes `adopte`."""
    found = _FRENCH_PAST.search(pair[0])
    if found is None or _NO_SUBJECT.search(pair[0][: found.start()]):
        return None
    one, many, english = _PRESENT[found[2]]
    pasts = _IRREGULAR.get(english) or rf"{english}e?d|{english[:-1]}ied|{english}{english[-1]}ed"
    past = re.search(rf" (?:(?:has|have) )?(?:{pasts})(?= )", pair[1])
    if past is None or _ENGLISH_VERB.search(pair[1][: past.start()]):
        return None
    is_one = found[1] == "a"
    ending = "" if not is_one else "es" if english.endswith(("s", "sh", "ch")) else "s"
    return (
        f"{pair[0][: found.start()]} {one if is_one else many}{pair[0][found.end() :]}",
        f"{pair[1][: past.start()]} {english}{ending}{pair[1][past.end() :]}",
    )


_WAYS: tuple[Callable[[Pair], Pair | None], ...] = (_subject, _passive, _present)


def _low(pair: Pair, *, is_bare: bool) -> Pair:
    """Return a title as it stands behind a label, with or without its first articles."""
    french, english = _FRENCH_ARTICLE.match(pair[0]), _ENGLISH_ARTICLE.match(pair[1])
    if is_bare and french:
        return pair[0][french.end() :], pair[1][english.end() :] if english else pair[1]
    # Where no article stands in front, English may begin with a name: its capital stays.
    return pair[0][0].lower() + pair[0][1:], pair[1][0].lower() + pair[1][1:] if english else pair[1]


def _label(known: Sequence[str], weights: Sequence[float], subject: Pair, chance: random.Random) -> Pair:
    """Return what stands in front of a title: a topic, a name, or the subject of another sentence."""
    way = chance.random()
    if way < 0.2 and known:
        name = chance.choices(known, cum_weights=weights)[0]
        return name, name
    if way < 0.4 and 0 < len(subject[0]) <= _LONGEST_LABEL:
        return subject
    return chance.choice(_PLACES if way > 0.85 else _LABELS)


def _dress(title: Pair, label: Pair, chance: random.Random) -> Pair:
    """Return a title, half the time with a label in front, now and then as a quotation or with its source."""
    way = chance.random()
    # The press sets a space in front of a colon, agencies do not.
    head = capital(label[0]) + chance.choice(("", " ")), capital(label[1])
    if way < 0.4:
        return f"{head[0]}: {title[0]}", f"{head[1]}: {title[1]}"
    if way < 0.45:
        return f'{head[0]}: "{title[0]}"', f'{head[1]}: "{title[1]}"'
    if way < 0.52:
        source = chance.choice(_SOURCES)
        return f"{capital(title[0])} ({source[0]})", f"{capital(title[1])} ({source[1]})"
    return capital(title[0]), capital(title[1])
