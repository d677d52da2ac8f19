"""A long French sentence → a short one in its own words: what can be left out goes before translation.

Cutting by rules of grammar keeps what is left faithful (sentence compression; Knight and Marcu,
"Summarization beyond sentence extraction", Artificial Intelligence 139, 2002), and a short sentence is
translated better than a long one. Nothing is cut inside quotation marks, and no source or verb of saying: a
claim keeps its claimant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

FEWEST_WORDS = 6
"""Words that must be left."""

LONGEST = 1_000
"""Characters; what is longer is no sentence."""

ROOM = 100
"""Characters that a headline has; a sentence that fits keeps its clauses."""

_FORMS = (
    "ai|a|avons|avez|ont|suis|est|sommes|êtes|sont|était|étaient|avait|avaient|aurait|auraient|serait|seraient"
    "|sera|seront|aura|auront|doit|doivent|peut|peuvent|va|vont|devra|devront|pourra|pourront|devrait|devraient"
    r"|pourrait|pourraient|fait|font|veut|veulent|vient|viennent|prend|\w{2,}(?:ait|aient|èrent|era|eront)"
)
_VERB = rf"(?:(?:ne|se|y|en|lui|leur) |[nsl]'|l'en |n'y )*(?:{_FORMS})\b"
_FINITE = re.compile(rf"(?<![\w'-]){_VERB}", re.IGNORECASE)
_SAID = (
    "(?:dit|déclar|indiqu|affirm|annonc|précis|soulign|expliqu|ajout|estim|assur|rapport|racont|confi|averti|jug"
    r"|dénonc|accus|révél|reconnu|rappel|considèr|prétend)\w*"
)
_TOLD = "annoncé|indiqué|précisé|rapporté|fait savoir|appris|confirmé"
_NEGATION = re.compile(r"\b(?:ne |n'|sans |seule?s? |aucune? )", re.IGNORECASE)
_TURNS = re.compile(
    r"\b(?:sursis|fermes?|sauf|excepté|hormis|présum|fait appel|contest|ni(?:e|ent|ant|er|é|a)\b|dément"
    r"|rétract|ravis|annul|blanchi|acquitt|relax|disqualifi|exclu|innocent|suspen|faux|fausse)",
    re.IGNORECASE,
)
"""Words that take back or limit what is said: "trois ans, dont deux avec sursis" is no three years."""
_DETERMINER = "(?:l[ea]s? |l'|d[eu]s? |d'|une? |aux? |à )"
_POSSESSIVE = "(?:son|sa|ses|leurs?) "
_CONDITION = "(?:sauf|hormis|excepté|à condition|à moins|sous réserve|en cas|faute|si |s')"
_SOURCE = "(?:selon|d'après|à en croire|citant|de source)"
_CLAIM = re.compile(rf"\b(?:{_SOURCE}|{_SAID})\b", re.IGNORECASE)
_SUBORDINATE = re.compile(
    r"(?:(?:alors|tandis|si|quand|bien|même si|après|avant|en|comme|pour|interrogée?|selon|depuis|dans|à|a|au"
    r"|aux|sur|lors|face|malgré|avec|sans|grâce|dès|devant|chez|sous|contre|par|il y a)\b|[sd]'|lorsqu)",
    re.IGNORECASE,
)
_CONNECTORS = (
    "mais|et|or|ainsi|enfin|cependant|toutefois|pourtant|néanmoins|en effet|en outre|par ailleurs|de plus"
    "|du coup|dès lors|dans ce contexte|de (?:son|leur) côté|pour (?:sa|leur) part|en revanche|au passage"
    "|résultat|pour autant|autrement dit"
)
_INSERTED = (
    "sans surprise|en effet|en revanche|notamment|toutefois|cependant|par ailleurs|de (?:son|leur) côté"
    "|pour (?:sa|leur) part|quant à (?:lui|elle|eux|elles)|à (?:son|leur) tour|dès lors|entre autres|en outre"
    "|(?:lui|elle|eux|elles) aussi|en particulier|bien sûr|en tout cas|au contraire|du moins"
)
_RELATIVE = (
    "(?:qui|dont|où|lequel|laquelle|lesquels|lesquelles|auquel|auxquels|à laquelle"
    "|(?:dans|avec|sur) (?:lequel|laquelle))"
)
_NO_GERUND = (
    "cependant|pendant|avant|auparavant|maintenant|devant|durant|suivant|moyennant|autant|nonobstant"
    "|étant donné|pourtant|tant|quant|enfant|dont"
)


@dataclass(frozen=True, slots=True)
class _Rule:
    """What may be left out.

    A `tail` has the main clause before it, without a comma if it is `at_first_comma`; an apposition stands
    before the verb (`in_subject`). Only a rule with `source` may leave out who said so. What is `denied` in
    "nobody was hurt in the fire" is not the same without the fire.
    """

    pattern: re.Pattern[str]
    put: str = ""
    tail: bool = False
    in_subject: bool = False
    at_first_comma: bool = False
    source: bool = False
    denied: bool = False


def _rule(pattern: str, put: str = "", **needs: bool) -> _Rule:
    return _Rule(re.compile(pattern, re.IGNORECASE), put, **needs)


_ASIDES = (
    _rule(r" ?\([^()\d]*\)"),
    _rule(r" [-–—] [^-–—\"]{3,200} [-–—](?=[ ,])"),
    _rule(rf"^(?:{_CONNECTORS}),? (?!qu[e']|\w+-)"),
    _rule(rf"^(?:parmi|outre) [^,\"]{{3,60}}, (?=[^\",]*\b{_VERB})"),
    _rule(rf", (?:{_INSERTED}),(?= )"),
    _rule(r"\b(a|ont|est|sont|était|avait) (?:lui|elle|eux|elles)(?: aussi)?(?= )", r"\1"),
    _rule(r"(?<!mais) (?:dès lors|également|par ailleurs|en outre|en effet)(?= )"),
)
_RELATIVES = (
    _rule(rf", {_RELATIVE} [^,\":;]{{5,160}},(?= {_VERB})"),
    _rule(
        r", (?:un|une|des) [^,\":;]{3,60} (?:qui|dont|où) [^,\":;]{5,160}(?=,|[.]$)",
        tail=True,
    ),
)
_TAILS = (
    _rule(
        rf", (?:{_RELATIVE}|ce qu[ie]|après (?:avoir|s'être)|avant d[e']"
        rf"|(?:en )?(?!(?:{_NO_GERUND})\b)\w{{2,}}ant\b|[^,\":;]{{3,80}} (?:s')?(?:étant|ayant)\b)"
        r"[ ']?.*(?=[.]$)",
        tail=True,
    ),
)
_DAY = "(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche)(?: (?:matin|midi|soir|dernier|prochain)\\b)?"
_DONE = r"(?:a|ont|est|sont|été)\b(?: \w+)?? \w+(?:ée?s?|[iu](?:e?s|t|e)?|ert)"
_CIRCUMSTANCES = (
    "(?:dans le cadre|à l'occasion|au cours|lors|en raison|à l'issue|sur fond|en marge|au lendemain|au terme"
    "|à la suite|à quelques (?:jours|semaines|mois)) d[eu']|(?<!peu )(?<!juste )après|alors que"
)
_HEADLINES = (
    # A headline is of its day. "le vote de mercredi", "publié mercredi" say which of several.
    # A verb of saying in front of the day stays.
    _rule(rf"\b({_DONE}) {_DAY}(?=[ .])(?! \d)", r"\1", source=True),
    _rule(rf"^{_DAY}, (?=\w)"),
)
_ADJUNCTS = (_rule(rf",? (?:{_CIRCUMSTANCES})\b[^\",]*(?=[.]$)", tail=True, denied=True),)
_SECOND_CLAUSES = (
    _rule(r" ?\([^()]*\)"),
    _rule(r"; .*(?=[.]$)", tail=True),
    _rule(r" ?: (?!\").*(?=[.]$)", tail=True),
    _rule(rf", (?:mais|et|puis|(?:alors|tandis|bien) qu[e']|même si) ?[^\"]*?{_VERB}.*(?=[.]$)", tail=True),
    _rule(rf", [^,\":;]{{3,90}},(?= {_VERB})(?! (?:a|ont) {_SAID})", in_subject=True),
    # Who told an uncontested fact is left out of headlines by custom.
    _rule(rf"^([^\"]+), (?:a|ont) (?:{_TOLD})\b[^\",]*(?=[.]$)", r"\1", source=True),
    _rule(
        rf"(?<![\"éuit])(?<!és)(?<!ée)(?<!ées), (?!{_SOURCE}|{_CONDITION}|{_POSSESSIVE})"
        rf"(?!{_DETERMINER}[^\",]* et )[^\"]*?(?=, (?:{_SOURCE}|(?:(?:a|ont) )?{_SAID})\b|[.]$)",
        tail=True,
        at_first_comma=True,
    ),
)


def condense(sentence: str) -> str:
    """Return a French sentence without asides, relative clauses and what trails behind its main clause.

    The sentence itself comes back where nothing can be left out, or too little would be left.
    """
    return _apply(sentence, (*_ASIDES, *_RELATIVES, *_TAILS))


def condense_to_clause(sentence: str) -> str:
    """Return what `condense` leaves, cut to its first main clause: what a headline has room for."""
    return _apply(condense(sentence), (*_HEADLINES, *_SECOND_CLAUSES, *_TAILS, *_ADJUNCTS), room=ROOM)


def _apply(sentence: str, rules: tuple[_Rule, ...], room: int = 0) -> str:
    """Apply the rules, one after the other, until the sentence has no more than `room` characters."""
    # Of a piece of a quotation nobody knows what is inside.
    if len(sentence) > LONGEST or sentence.count('"') % 2:
        return sentence
    for rule in rules:
        if len(sentence) <= room:
            break
        start = 0
        while match := rule.pattern.search(sentence, start):
            start = match.start() + 1
            shorter = f"{sentence[: match.start()]}{match.expand(rule.put)}{sentence[match.end() :]}"
            shorter = shorter.replace("..", ".") if ".." not in sentence else shorter
            if _may_go(sentence, match, rule) and len(shorter.split()) >= FEWEST_WORDS:
                sentence, start = f"{shorter[0].upper()}{shorter[1:]}", match.start()
    return sentence


def _may_go(sentence: str, match: re.Match[str], rule: _Rule) -> bool:
    """Whether what matched is no part of a quotation and no source, and stands where its rule wants it."""
    before = sentence[: match.start()]
    if _TURNS.search(match[0]):
        return False
    if match[0].count('"') % 2 or before.count('"') % 2 or before.count("(") != before.count(")"):
        return False
    if (_CLAIM.search(match[0]) and not rule.source) or (
        rule.in_subject and not _is_subject(before + match[0])
    ):
        return False
    if rule.denied and _NEGATION.search(before):
        return False
    return not rule.tail or (_has_clause(before) and not (rule.at_first_comma and _has_comma(before)))


def _is_subject(text: str) -> bool:
    """Whether `text` is a subject with one apposition: no verb yet, and no enumeration."""
    return text.count(",") == 2 and _FINITE.search(text) is None


def _has_comma(text: str) -> bool:
    """Whether a comma follows the first verb of `text`."""
    verb = _FINITE.search(text)
    return verb is not None and "," in text[verb.end() :]


def _has_clause(text: str) -> bool:
    """Whether `text` has a main clause; behind a preposition or conjunction it comes after a comma."""
    if _SUBORDINATE.match(text):
        text = text.partition(", ")[2]
    return _FINITE.search(text) is not None
