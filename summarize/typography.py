"""Typography of French sources: what a model was trained to read, and text set in capitals."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

from summarize.accents import restore_accents

SIGNATURE = "typography:3"
"""Version of these rules; a change here changes translations."""

_DELETED = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u061c"))
_DELETED |= dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
_REPLACED = str.maketrans(
    {
        **dict.fromkeys("’‘‛ʼ′´`", "'"),
        **dict.fromkeys("“”„‟″", '"'),
        **dict.fromkeys("‹", "«"),
        **dict.fromkeys("›", "»"),
        **dict.fromkeys("‐‑‒–—―−•●▪►▶♦◆", "-"),
        "…": "...",
        "½": " 1/2",
        "¼": " 1/4",
        "¾": " 3/4",
        "⁄": "/",
        "×": "x",
    }
)
_SPACES = re.compile(r"\s+")
_OPENING = re.compile(r"(?:<{2,}|«) ?")
_CLOSING = re.compile(r" ?(?:>{2,}|»)")
# AFP sets a quotation inside a quotation between plus signs: "il a dit +non+".
_INNER_QUOTE = re.compile(r"(?<![\w+])\+(?=[^\W\d_])([^+]{1,200}+)(?<=[\w.!?])\+(?![\w+])")
_MONEY = re.compile(r"(?<=\d) ?(Mds?|Mrds?|M|k|K|)( ?)([€£]|(?<=[dskKM]) ?\$)")
_MULTIPLES = {"": "", "m": "millions", "k": "milliers"}
_CURRENCIES = {"€": "euros", "£": "livres sterling", "$": "dollars"}
# Agencies write as words what parliaments, of whose speeches corpora are made, write as letters.
_LETTERED = re.compile(r"\b(?:Otan|Onu|Oms)\b")


def _fold(word: str) -> str:
    """Return `word` in capitals without accents."""
    bare = unicodedata.normalize("NFD", word.replace("œ", "oe").replace("Œ", "OE"))
    return "".join(character for character in bare if not unicodedata.combining(character)).upper()


_WORD = re.compile(r"[^\W\d_]+")
_ACCENTED = re.compile("[ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŒàâäçéèêëîïôöùûüœ]")
_ROMAN = re.compile(r"[IVX]{2,}")
_ACRONYM_WORDS = """
ADN AFP AIEA ANC AP APEC ARN ARS ASEAN ATP BBC BCE BFM BM BNP BP BRI BTP CAC CAN CDU CEDEAO CEE CGT CFDT
CFA CIA CICR CIJ CIO CNN CNRS COP CPI CRS CSU DGSE DGSI DPA DST EDF EI ETA FARC FBI FDP FIFA FMI FN FO
FSB GAFA GB GIEC GIGN GMT HCR HLM IFOP INSEE INSERM IRA IRM ISF JO KGB LCI LFI LR LREM LVMH MI MM NASA
NBA NHL OCDE OGM OIT OLP OM OMC OMS ONG ONU OPEP OSCE OTAN PCF PDG PIB PKK PME PS PSG RATP RDC RER RFI
RMC RN RSF RTL SARL SAMU SDF SIDA SMIC SNCF SPD SUV SWAT TF TGV TPI TVA UE UDI UEFA UMP UNESCO UNICEF US
USA VIH VTC WTA
"""
_ACRONYMS = frozenset(_ACRONYM_WORDS.split())
_PROPER_WORDS = """
Adriatique Afghanistan Afrique Albanie Alep Alger Algérie Allemagne Amérique Angleterre Angola Ankara
Arabie Argentine Arménie Asie Athènes Atlantique Australie Autriche Azerbaïdjan Bagdad Bangkok Barcelone
Belgique Belgrade Berlin Beyrouth Bélarus Biden Biélorussie Birmanie Bolivie Bombay Bordeaux Bosnie
Boston Brésil Bruxelles Bucarest Budapest Bulgarie Burkina Burundi Caire Californie Cameroun Canada
Caraïbes Chicago Chili Chine Chypre Colombie Congo Corée Corse Covid Crète Crimée Croatie Cuba Damas
Danemark Delhi Donbass Dublin Ecosse Egée Egypte Elysée Equateur Erdogan Erythrée Espagne Estonie
Ethiopie Europe Finlande Floride France Francfort Gaza Genève Géorgie Ghana Grenoble Grèce Guinée Haïti
Hamas Hambourg Hezbollah Hongrie Inde Indonésie Irak Iran Irlande Islande Israël Istanbul Italie Jakarta
Japon Jérusalem Jordanie Kaboul Kenya Kharkiv Kiev Kosovo Lettonie Liban Libye Lille Lisbonne Lituanie
Londres Luxembourg Lyon Macédoine Macron Madagascar Madrid Mali Manille Marioupol Maroc Marseille
Mauritanie Merkel Mexique Méditerranée Miami Milan Moldavie Monaco Monténégro Montpellier Montréal
Moscou Mozambique Munich Nantes Naples Népal Nice Niger Nigeria Norvège Odessa Pacifique Pakistan Paris
Pékin Pérou Philippines Pologne Portugal Poutine Prague Pyongyang Québec Rennes Rome Roumanie Russie
Rwanda Serbie Sénégal Séoul Shanghai Sicile Slovaquie Slovénie Somalie Soudan Stockholm Strasbourg Suède
Suisse Sydney Syrie Taïwan Tchad Tchétchénie Texas Téhéran Thaïlande Tokyo Toulouse Trump Tunis Tunisie
Turin Turquie Ukraine Varsovie Venezuela Venise Vienne Washington Yémen Zagreb Zelensky Zurich
"""
_PROPER = {_fold(name): name for name in _PROPER_WORDS.split()}
_PROPER |= {"MME": "Mme", "MMES": "Mmes", "MLLE": "Mlle", "DR": "Dr", "ETATS": "Etats", "UNIS": "Unis"}


def normalise_source(text: str) -> str:
    """Return `text` as translation models saw French: straight quotes, plain spaces and hyphens, one line.

    `>>` and `<<` become quotation marks, because Marian tokenizers delete `>>…<<`; call this before a control
    token is put in front. The result of a second call is that of the first.
    """
    plain = unicodedata.normalize("NFC", text.translate(_DELETED)).translate(_REPLACED)
    plain = _SPACES.sub(" ", plain)
    plain = _CLOSING.sub('"', _OPENING.sub('"', plain))
    plain = _INNER_QUOTE.sub(r"'\1'", plain)
    plain = _LETTERED.sub(lambda match: match[0].upper(), plain)
    return _MONEY.sub(_spell_money, plain).strip()


def _spell_money(match: re.Match[str]) -> str:
    """Return `2 M€` as `2 millions d'euros`: currency signs are unknown to the vocabularies of the models."""
    multiple, currency = match[1].lower(), _CURRENCIES[match[3].strip()]
    if not multiple:
        return f" {currency}"
    link = "d'" if currency == "euros" else "de "
    return f" {_MULTIPLES.get(multiple, 'milliards')} {link}{currency}"


def has_letters(text: str) -> bool:
    """Say whether there is anything to translate."""
    return any(character.isalpha() for character in text)


def is_all_caps(text: str) -> bool:
    """Say whether at least three words are there and at least 60 % of the letters are capitals."""
    letters = [character for character in text if character.isalpha()]
    n_capitals = sum(character.isupper() for character in letters)
    return len(_WORD.findall(text)) >= 3 and n_capitals >= 0.6 * len(letters)


def collect_forms(texts: Iterable[str]) -> dict[str, str]:
    """Return how words are written in the mixed-case `texts`: `{"MACRON": "Macron", "DECLARE": "déclaré"}`.

    Keys are capitals without accents. A word that is seen in small letters is not a name; a capital at the
    start of a sentence proves nothing.
    """
    counts: dict[str, Counter[str]] = {}
    for text in texts:
        if is_all_caps(text):
            continue
        for match in _WORD.finditer(text):
            word = match[0]
            if len(word) > 1 and not (word.istitle() and _starts_sentence(text, match.start())):
                counts.setdefault(_fold(word), Counter())[word] += 1
    return {key: forms.most_common(1)[0][0] for key, forms in counts.items()}


def lower_caps(text: str, known: Mapping[str, str]) -> str:
    """Return `text`, set in capitals, in sentence case.

    `known` (see `collect_forms`) says how a word is written elsewhere in the document; acronyms, Roman
    numerals, initials and some names of places and people are known without it. A text that has no accent
    at all gets those that its words nearly always have.
    """

    def lower(match: re.Match[str]) -> str:
        word = match[0]
        if not word.isupper() or (len(word) == 1 and text[match.end() : match.end() + 1] == "."):
            return word
        form = _find_form(word, known, is_code=_touches_digit(text, match))
        return form[0].upper() + form[1:] if _starts_sentence(text, match.start()) else form

    lowered = _WORD.sub(lower, text)
    return lowered if _ACCENTED.search(text) else restore_accents(lowered)


def _find_form(word: str, known: Mapping[str, str], *, is_code: bool) -> str:
    key = _fold(word)
    if key in known:
        return known[key]
    if is_code or key in _ACRONYMS or _ROMAN.fullmatch(word):
        return word
    return _PROPER.get(key, word.lower())


def _touches_digit(text: str, match: re.Match[str]) -> bool:
    """Say whether the word is part of a code: `G20`, `A320`, `F-16`; `Covid-19` is none."""
    before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 2]
    if len(match[0]) <= 2:
        after = after.removeprefix("-")
    return before.isdigit() or after[:1].isdigit()


def _starts_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 4) : start].rstrip(" \"'«([-")
    return before.endswith((".", "!", "?", "\n")) or (not before and start < 4)
