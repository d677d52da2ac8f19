"""Words that the corpora are too old to have, put where other words of their kind stand.

In a pair where a common word and its usual translation stand once each, `rapport` and `report`, another word
of the same gender and kind can stand there (Fadaee et al., "Data Augmentation for Low-Resource Neural Machine
Translation", ACL 2017). What the sentence then says makes little sense; which word means which it says well.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import accumulate
from math import sqrt

from training.corpus import Pair

_HOSTS = {
    "m": "rapport/report programme/programme projet/project budget/budget système/system marché/market "
    "problème/problem document/document secteur/sector texte/text dialogue/dialogue conflit/conflict "
    "accord/agreement amendement/amendment effort/effort élément/element emploi/job objectif/objective "
    "argument/argument aspect/aspect instrument/instrument exemple/example article/article",
    "f": "proposition/proposal résolution/resolution question/question directive/directive mesure/measure "
    "décision/decision procédure/procedure situation/situation réforme/reform crise/crisis/crises "
    "loi/law stratégie/strategy/strategies aide/aid/= initiative/initiative idée/idea action/action "
    "institution/institution entreprise/company/companies étude/study/studies élection/election",
    "pm": "ministre/minister président/president député/member citoyen/citizen travailleur/worker "
    "commissaire/commissioner représentant/representative producteur/producer médecin/doctor père/father "
    "homme/man/men enfant/child/children agriculteur/farmer auteur/author étudiant/student ami/friend",
    "pf": "femme/woman/women fille/girl mère/mother commission/committee société/company/companies "
    "institution/institution entreprise/company/companies organisation/organisation",
    "v": "adopt/adopted présent/presented rejet/rejected approuv/approved accept/accepted examin/examined "
    "propos/proposed refus/refused",
    "a": "européen/européenne/European américain/américaine/American économique/économique/economic "
    "politique/politique/political social/sociale/social national/nationale/national "
    "financier/financière/financial public/publique/public important/importante/important",
}
"""Words of each kind that parliaments say often, nearly always with the same translation."""

_VOWEL = re.compile(r"[aeiouyàâéèêëîïôûœ]|h(?!au)", re.IGNORECASE)
_AN = re.compile(r"[aeio]|u(?!ni[^dmn]|kr)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A word in both languages, its forms in the same order: singular and plural, for `v` and `a` four."""

    kind: str
    french: tuple[str, ...]
    english: tuple[str, ...]

    @property
    def place(self) -> tuple[str, bool]:
        """What a word shares with one that it can replace: its kind, and whether `le` becomes `l'`."""
        is_noun = self.kind not in {"v", "a"}
        return self.kind, is_noun and _VOWEL.match(self.french[0]) is not None


def read_lexicon() -> tuple[Entry, ...]:
    """Return the entries of `training/lexicon.tsv`."""
    return tuple(_entry(kind, french, english) for kind, french, english in read_table("lexicon.tsv"))


def read_table(name: str) -> Iterator[list[str]]:
    """Yield the rows of a table beside this module; lines that begin with `#` are remarks."""
    text = files("training").joinpath(name).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))


def _entry(kind: str, french: str, english: str) -> Entry:
    """Return an entry with all its forms."""
    if kind == "d":
        return Entry(kind, (french,), tuple(english.split("/")))
    if kind == "v":
        return Entry(kind, tuple(french + ending for ending in ("é", "ée", "és", "ées")), (english,) * 4)
    if kind == "a":
        one, other = french.split("/")
        plural = one[:-1] + "ux" if one.endswith("al") else _plural(one)
        return Entry(kind, (one, other, plural, _plural(other)), (english,) * 4)
    return Entry(kind, _numbers(french), _numbers(english))


def _numbers(forms: str) -> tuple[str, ...]:
    """Return singular and plural; the singular alone where `=` stands for the plural."""
    singular, _, plural = forms.partition("/")
    return (singular,) if plural == "=" else (singular, plural or _plural(singular))


def _plural(word: str) -> str:
    return word if word.endswith(("s", "x")) else f"{word}s"


def _hosts() -> Iterator[Entry]:
    for kind, text in _HOSTS.items():
        for word in text.split():
            french, english = word.rsplit("/", 1) if kind == "a" else word.split("/", 1)
            yield _entry(kind, french, english)


class Lexicon:
    """`entries` in place of common words; one that `texts` have often is taken often."""

    def __init__(self, entries: Sequence[Entry], texts: Iterable[str]) -> None:
        counts = _count_forms(entries, texts)
        self._places: dict[tuple[str, bool], tuple[list[Entry], list[float]]] = {}
        for place in {entry.place for entry in entries}:
            there = [entry for entry in entries if entry.place == place]
            weights = accumulate(sqrt(5 + counts[entry.french[0]]) for entry in there)
            self._places[place] = there, list(weights)
        hosts = [host for host in _hosts() if host.place in self._places]
        self._hosts = {form: (host, number) for host in hosts for number, form in enumerate(host.french)}
        self._pattern = _any_of(self._hosts)

    def replace(self, pair: Pair, chance: random.Random, most: int = 2) -> Pair:
        """Return the pair with up to `most` of its words replaced."""
        found = sorted(set(self._pattern.findall(pair[0])))
        for form in chance.sample(found, min(most, len(found))):
            pair = self._replace(pair, form, chance)
        return pair

    def _replace(self, pair: Pair, form: str, chance: random.Random) -> Pair:
        """Replace one word if it and its translation stand once, and another has the form."""
        host, number = self._hosts[form]
        there, weights = self._places[host.place]
        new = chance.choices(there, cum_weights=weights)[0]
        if number >= min(len(new.french), len(new.english), len(host.english)):
            return pair
        old, put = host.english[number], new.english[number]
        french = _swap(form, new.french[number], pair[0])
        english = _swap(old, put, _fit_article(old, put, pair[1]))
        return (french, english) if french and english else pair


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    longest_first = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(rf"(?<![\w-])(?:{longest_first})(?![\w-])")


def _count_forms(entries: Sequence[Entry], texts: Iterable[str]) -> Counter[str]:
    """Count the first form of each entry in French texts."""
    pattern = _any_of(entry.french[0] for entry in entries)
    return Counter(form for text in texts for form in pattern.findall(text))


def _swap(old: str, new: str, text: str) -> str:
    """Return `text` with its one `old` replaced; nothing if there is none, or more."""
    found = re.findall(rf"(?<![\w-]){re.escape(old)}(?![\w-])", text)
    return re.sub(rf"(?<![\w-]){re.escape(old)}(?![\w-])", lambda _: new, text) if len(found) == 1 else ""


def _fit_article(old: str, new: str, english: str) -> str:
    """Return `english` with the article in front of `old` as `new` needs it."""
    end = "n" if _AN.match(new) else ""
    return re.sub(rf"\b([Aa])n? (?={re.escape(old)}(?![\w-]))", rf"\1{end} ", english)
