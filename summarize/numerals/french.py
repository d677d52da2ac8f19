"""Numbers in French."""

from __future__ import annotations

import re
from decimal import Decimal

from summarize.numerals.records import Vocabulary, by_rank

_UNITS = """
zéro un/une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize
"""
_TENS = "dix vingt/vingts trente quarante cinquante soixante septante huitante/octante nonante"
_ORDINALS = """
unième deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième
douzième treizième quatorzième quinzième seizième
"""
_AGES = """
trentenaire/trentenaires quadragénaire/quadragénaires quinquagénaire/quinquagénaires
sexagénaire/sexagénaires septuagénaire/septuagénaires octogénaire/octogénaires nonagénaire/nonagénaires
centenaire/centenaires
"""
_JUBILEES = {"cinquantenaire": 50, "bicentenaire": 200, "tricentenaire": 300}
_MONTHS = """
janvier/janv/jan février/fevrier/févr/fév mars avril/avr mai juin juillet/juil août/aout septembre/sept
octobre/oct novembre/nov décembre/decembre/déc
"""
_UNIT_WORDS = """
euro:euro euros:euro dollar:dollar dollars:dollar livre:pound livres:pound rouble:ruble roubles:ruble
yen:yen yens:yen yuan:yuan yuans:yuan franc:franc francs:franc h:hour heure:hour heures:hour
minute:minute minutes:minute seconde:second secondes:second jour:day jours:day semaine:week
semaines:week mois:month an:year ans:year année:year années:year km:kilometre kilomètre:kilometre
kilomètres:kilometre m:metre mètre:metre mètres:metre cm:centimetre mm:millimetre kg:kilogram
kilo:kilogram kilos:kilogram g:gram tonne:tonne tonnes:tonne ha:hectare hectare:hectare hectares:hectare
litre:litre litres:litre l:litre degré:degree degrés:degree point:point points:point cent:cent
cents:cent centime:cent centimes:cent baril:barrel barils:barrel min:minute sec:second gramme:gram
grammes:gram centimètre:centimetre centimètres:centimetre mile:mile miles:mile milles:mile acre:acre
acres:acre pied:foot pieds:foot pouce:inch pouces:inch once:ounce onces:ounce décennie:decade
décennies:decade siècle:century siècles:century couronne:krone couronnes:krone roupie:rupee roupies:rupee
dinar:dinar dinars:dinar peso:peso pesos:peso mégawatt:megawatt mégawatts:megawatt mw:megawatt
gigawatt:gigawatt gigawatts:gigawatt gw:gigawatt
"""

_SCALES = {
    "mille": 3,
    "million": 6,
    "millions": 6,
    "milliard": 9,
    "milliards": 9,
    "billion": 12,
    "billions": 12,
    "md": 9,
    "mds": 9,
    "mrd": 9,
    "mrds": 9,
}
_ROUGH = {
    "dizaine": 10,
    "douzaine": 12,
    "quatorzaine": 14,
    "quinzaine": 15,
    "vingtaine": 20,
    "trentaine": 30,
    "quarantaine": 40,
    "cinquantaine": 50,
    "soixantaine": 60,
    "centaine": 100,
    "millier": 1000,
}

_BEFORE_NEW = re.compile(
    r"\b(?:flambant|battant|tout|du|quoi de|rien\s(?:\w+\s){0,2}de|(?:ref|rem|mi[st])\w*\sà"
    r"|(?:un|le|ce|du|son|leur|au|chaque)\s(?!chiffre|numéro|nombre|total|groupe)[^\W\d_]{3,}(?<!di))\s$",
    re.IGNORECASE,
)
_MONTH_WORDS = "|".join(_MONTHS.replace("/", " ").split())
_SMALL = "aux|dans|sous|sans|puis|mais|plus|depuis|après|alors|dès|des|les|vers|pas|jamais|près"
_COUNTED = re.compile(rf"\s+(?!(?:{_SMALL})\b)(?:[^\W\d_]+[sx]|{_MONTH_WORDS})\b", re.IGNORECASE)


def is_new(text: str, start: int, end: int) -> bool:
    """Say whether the `neuf` at `start` means new: `flambant neuf`, `refait à neuf`, `un navire neuf`."""
    return _BEFORE_NEW.search(text[max(0, start - 40) : start]) is not None and not _COUNTED.match(text, end)


FRENCH = Vocabulary(
    articles=frozenset({"un", "une"}),
    cardinals=by_rank(_UNITS) | by_rank(_TENS, 10, 10),
    counts_by_twenties=True,
    hundreds=frozenset({"cent", "cents"}),
    scales={word: Decimal(10) ** power for word, power in _SCALES.items()},
    rough={word + s: Decimal(value) for word, value in _ROUGH.items() for s in ("", "s")},
    fractions={
        "tiers": Decimal(1) / 3,
        "quart": Decimal("0.25"),
        "quarts": Decimal("0.25"),
        "moitié": Decimal("0.5"),
        "demi": Decimal("0.5"),
        "demie": Decimal("0.5"),
    },
    ordinals=by_rank(_ORDINALS, 1)
    | by_rank("vingtième trentième quarantième cinquantième soixantième", 20, 10)
    | {"centième": 100, "millième": 1000}
    | by_rank(_AGES, 30, 10)
    | _JUBILEES,
    firsts=by_rank("premier/première/premiers/premières second", 1),
    months=by_rank(_MONTHS, 1),
    units=dict(pair.split(":") for pair in _UNIT_WORDS.split()),
    decades={},
    clock_words={"midi": 720, "minuit": 0},
    literal=re.compile(
        r"[0-9]{1,3}(?:[ \u00a0\u202f\u2009][0-9]{3})+(?![0-9])(?:,[0-9]+)?"
        r"|[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9])(?:,[0-9]+)?"
        r"|[0-9]{1,3}(?:,[0-9]{3}){2,}(?![0-9])"
        r"|[0-9]+(?:[.,][0-9]+)?"
    ),
    grouping=".",
    joiner=re.compile(
        r"[-\s]et[-\s](?=(?:une?|onze|unième|onzième)\b)|\sde\s(?=(?:milliers|millions|milliards)\b)|[-\s]",
        re.IGNORECASE,
    ),
    and_half=re.compile(r"\s+et\s+demie?\b", re.IGNORECASE),
    short_scales={"M": Decimal(10**6), "k": Decimal(1000), "K": Decimal(1000)},
    ordinal_suffix=re.compile(r"(?:ers?|i?[èe]mes?|[èe]res?|res?|nde?s?|es?)\b", re.IGNORECASE),
    of=re.compile(r"[\s-]?(?:de |d['’])?", re.IGNORECASE),
    minus=re.compile(r"(?:^|[\s(])moins\s$", re.IGNORECASE),
    # "depuis de nombreuses années 80 salariés" is no decade
    decade_before=re.compile(
        r"(?<!euses )(?<!longues )(?<!ières )(?<!aines )(?<!elques )(?<!sieurs )"
        r"\bannées\s(?:\d\d et\s)?['’]?$",
        re.IGNORECASE,
    ),
    decade_after=re.compile(r"(?!)"),
)
