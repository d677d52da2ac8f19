"""Which words are English: a model that is out of its depth makes words up, or leaves them in French.

The list is that of pyspellchecker, American and without most compounds; a few rules of spelling and of word
formation do the rest.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache

_WORD = re.compile(r"(?<![\w@#/.-])[^\W\d_]+(?:['’][^\W\d_]+)*")
_SHORTEST = 4
_NEWER = """
covid coronavirus lockdown smartphone bitcoin blockchain cryptocurrency cryptocurrencies jihadi jihadist
salafist brexit selfie hashtag livestream app wifi deepfake fintech wellbeing cafe medallist speciality
manoeuvre multi sceptic snowplough rouble facto crewmember femicide floodwaters ransomware malware chatbot
webcam matchday showrunner rollout carmaker gigafactory eurozone whistleblower antivax mpox monkeypox
staycation inkjet backcountry avant garde http jewellery aluminium pyjamas peloton monohull partygoers
jobseekers bronchiolitis norovirus neonicotinoids glyphosate chloroquine hydroxychloroquine remdesivir
geolocation fibreglass exoplanet crosshairs callout biathlete lineout lineouts scepticism sceptical
chequebook chequebooks topstitching burkini hijab virological ombudswoman tech petanque façade wastewater
unrecognisable chikungunya favela telemedicine timeframe smartwatch satnav motorhome motorhomes carmakers
toymaker playmaker crowdfunding clientele moulds draught cheques specialities flatbread seagrass manga burqa
bisphenol azithromycin legionella vitro chateau roadworthiness scrappage sovereigntist sovereigntists
disruptors coupé coupés photofit kippa identitarian downforce coachbuilder chokehold telecom showbusiness
rockslide ricin purée mould knifepoint hypercar digitalisation crêperie configurator coli captagon anonymising
agri absentia grata franceinfo lycée communiqué thirtysomethings sovereignist harki
"""
"""Words of news and of Europe that the list lacks."""

_SPELLINGS = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        ("our", "or"),
        (r"is(e[ds]?|ing|ations?|ers?)$", r"iz\1"),
        (r"ys(e[ds]?|ing)$", r"yz\1"),
        (r"([bgt])re(s?)$", r"\1er\2"),
        (r"ll(ed|ing|ers?)$", r"l\1"),
        (r"ence(s?)$", r"ense\1"),
        (r"ogue(s?)$", r"og\1"),
        (r"mme(s?)$", r"m\1"),
        ("ae|oeu?", "e"),
    )
)
_AFFIXES = tuple(
    re.compile(pattern)
    for pattern in (
        "^(?:anti|bio|co|counter|cyber|de|dis|ex|inter|mega|micro|mis|multi|neo|non|over|post|pre|pro|re|self|semi"
        "|sub|super|trans|ultra|under|un|up|video)",
        "(?:e?s|ing|ed|e?rs?|ly|ness|less|ship|able)$",
    )
)


def strange_words(english: str) -> tuple[str, ...]:
    """Return the words in small letters of `english` that are not English, in order, without repeats.

    Names are left alone, and so is everything that belongs to an address or a number.
    """
    found = (match[0] for match in _WORD.finditer(english))
    return tuple(dict.fromkeys(word for word in found if word.islower() and not is_english(word)))


@lru_cache(maxsize=1 << 16)
def is_english(word: str) -> bool:
    """Whether a word in small letters is in the list, or formed of a word in it; short ones always are."""
    known, bare = _known(), re.sub(r"['’]s?$", "", word)
    if word in known or bare in known or len(bare) < _SHORTEST:
        return True
    once = _variants(bare)
    return any(form in known for form in once) or any(
        form in known for one in once for form in _variants(one)
    )


def _variants(word: str) -> tuple[str, ...]:
    """Return `word` in American spelling, and without its beginning or ending."""
    spelled = [pattern.sub(put, word) for pattern, put in _SPELLINGS]
    cut = [affix.sub("", word) for affix in _AFFIXES]
    ended = [f"{stem}e" for stem in cut[1:] if stem != word]
    return tuple(form for form in (*spelled, *cut, *ended) if form != word and len(form) >= _SHORTEST - 1)


@lru_cache(maxsize=1)
def _known() -> Container[str]:
    from spellchecker import SpellChecker

    return frozenset(SpellChecker(language="en").word_frequency.dictionary).union(_NEWER.split())
