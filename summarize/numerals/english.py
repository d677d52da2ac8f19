"""Numbers in English."""

from __future__ import annotations

import re
from decimal import Decimal

from summarize.numerals.records import Vocabulary, by_rank

_UNITS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen
"""
_ORDINALS = """
first second third/thirds fourth/fourths fifth/fifths sixth/sixths seventh/sevenths eighth/eighths
ninth/ninths tenth/tenths eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth
eighteenth nineteenth twentieth
"""
_MONTHS = """
january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sept/sep
october/oct november/nov december/dec
"""
_UNIT_WORDS = """
euro:euro euros:euro dollar:dollar dollars:dollar pound:pound pounds:pound sterling:pound ruble:ruble
rubles:ruble rouble:ruble roubles:ruble yen:yen yuan:yuan franc:franc francs:franc hour:hour hours:hour
minute:minute minutes:minute second:second seconds:second day:day days:day week:week weeks:week
month:month months:month year:year years:year km:kilometre kilometre:kilometre kilometres:kilometre
kilometer:kilometre kilometers:kilometre m:metre metre:metre metres:metre meter:metre meters:metre
cm:centimetre mm:millimetre kg:kilogram kilogram:kilogram kilograms:kilogram kilo:kilogram
kilos:kilogram g:gram ton:tonne tons:tonne tonne:tonne tonnes:tonne hectare:hectare hectares:hectare
litre:litre litres:litre liter:litre liters:litre degree:degree degrees:degree point:point points:point
cent:cent cents:cent barrel:barrel barrels:barrel sec:second gram:gram grams:gram
centimetre:centimetre centimetres:centimetre centimeter:centimetre centimeters:centimetre
mile:mile miles:mile acre:acre acres:acre foot:foot feet:foot ft:foot inch:inch inches:inch
ounce:ounce ounces:ounce oz:ounce decade:decade decades:decade century:century centuries:century
krone:krone kroner:krone krona:krone kronor:krone crown:krone crowns:krone koruna:krone rupee:rupee
rupees:rupee dinar:dinar dinars:dinar peso:peso pesos:peso megawatt:megawatt megawatts:megawatt mw:megawatt
gigawatt:gigawatt gigawatts:gigawatt gw:gigawatt
"""
_SCALES = {"thousand": 3, "million": 6, "billion": 9, "bn": 9, "trillion": 12, "mn": 6, "mln": 6, "tn": 12}

ENGLISH = Vocabulary(
    articles=frozenset({"a", "an", "one"}),
    cardinals=by_rank(_UNITS)
    | by_rank("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
    | {"a": 1, "an": 1},
    counts_by_twenties=False,
    hundreds=frozenset({"hundred"}),
    scales={word: Decimal(10) ** power for word, power in _SCALES.items()},
    rough={
        "tens": Decimal(10),
        "dozen": Decimal(12),
        "dozens": Decimal(10),
        "fortnight": Decimal(15),
        "hundreds": Decimal(100),
        "thousands": Decimal(1000),
        "millions": Decimal(10**6),
        "billions": Decimal(10**9),
    },
    fractions={
        "half": Decimal("0.5"),
        "halves": Decimal("0.5"),
        "quarter": Decimal("0.25"),
        "quarters": Decimal("0.25"),
    },
    ordinals=by_rank(_ORDINALS, 1)
    | by_rank("thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth", 30, 10)
    | {"thousandth": 1000},
    firsts={},
    months=by_rank(_MONTHS, 1),
    units=dict(pair.split(":") for pair in _UNIT_WORDS.split()),
    decades=by_rank("twenties thirties forties fifties sixties seventies eighties nineties", 1920, 10),
    clock_words={"noon": 720, "midday": 720, "midnight": 0},
    literal=re.compile(
        r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?"
        r"|[0-9]{1,3}(?:[ \u00a0\u202f\u2009][0-9]{3})+(?![0-9])(?:[.,][0-9]+)?"
        r"|[0-9]{1,3}(?:\.[0-9]{3}){2,}(?![0-9])"
        r"|[0-9]+(?:\.[0-9]+|,[0-9]{1,2}(?![0-9]))?"
    ),
    grouping=",",
    joiner=re.compile(
        r"\sand\s|\sof\s(?=(?:thousands|millions|billions)\b)"
        r"|\sa\s(?=(?:dozen|hundred|thousand|million|billion|trillion)\b)|[-\s]",
        re.IGNORECASE,
    ),
    and_half=re.compile(r"\s+and\s+a\s+half\b", re.IGNORECASE),
    short_scales={"m": Decimal(10**6), "M": Decimal(10**6), "b": Decimal(10**9), "k": Decimal(1000)},
    ordinal_suffix=re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE),
    of=re.compile(r"[\s-]?(?:of )?", re.IGNORECASE),
    minus=re.compile(r"(?:^|[\s(])minus\s$", re.IGNORECASE),
    decade_before=re.compile(r"(?!)"),
    decade_after=re.compile(r"['’]?s\b"),
)
