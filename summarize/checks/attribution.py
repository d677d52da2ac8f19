"""Attribution: a claim keeps its claimant, and what is only said to be so is not stated."""

from __future__ import annotations

import re

from summarize.checks.ground import Ground, list_pairs, list_parts
from summarize.checks.patterns import any_of
from summarize.names import NamesTable
from summarize.records import Brief, Finding, Origin, Severity

CHECK = "attribution"

# Verbs of saying: stems of regular participles, irregular participles, and forms of the present.
_STEMS = """
affirm déclar assur estim indiqu annonc précis soulign expliqu ajout jug accus dénonc regrett rappel
insist révél rapport réaffirm martel plaid comment avou racont témoign jur not confirm
déplor critiqu fustig argu reproch confi répét suggér avanc confess considér détaill évoqu signal
"""
_PARTICIPLES = "dit prévenu averti admis reconnu démenti répondu prétendu fait_savoir fait_valoir"
_PRESENTS = """
affirm déclar assur estim indiqu annonc précis soulign expliqu ajout accus dénonc regrett rappell insist
rapport constat plaid comment avou racont confirm déplor considèr jug juge prétend soutien reconnaî
reconnai admet pens croi
"""
_SOURCES = "selon d['’]après(?!-midi|_photo) à_en_croire aux_dires de_l['’]avis de_sources? citant"
_NO_SOURCE = (
    "que qu['’] l[ea]s?quel l[ea]s?_(?:règle|loi|statut|critère|besoin|mode|saison|météo|cas|pays|région)"
)

# Behind some participles these are things, not claims; behind others ("a annoncé un recul") they are.
_NO_CLAIM = (
    r"(?:(?<=relevé)|(?<=rapporté)|(?<=accusé)|(?<=confié)) (?:\w+di |dimanche )?"
    r"(?:une?|les?|la|l['’]|ses?|son|sa|leurs?) ?"
    r"(?:lourde |légère |nette? )?"
    r"(?:perte|recul|retard|taux|prévision|objectif|plafond|économie|sac|montre|somme|argent|cuisine|enquête|gestion)"
    r"|(?<=confié) ses (?:deux |trois )?enfants|(?<=relevé) \d|(?<=rapporté) dix fois"
    r"|(?<=déclaré) (?:forfait|la maladie)|(?<=dit) (?:adieu|oui)|(?<=juré) de|(?<=reconnu) coupable"
    r"|(?<=rapporté) (?:(?:plus de|près de|quelque) )?\d"
)


def _either(words: str) -> str:
    return "|".join(word.replace("_", " ") for word in words.split())


_HAVE = "a|ont|avait|avaient|aurait"
_ASIDES = (
    r"(?:,? ?(?:pour (?:sa|leur) part|de (?:son|leur) côté|à (?:son|leur) tour|(?:lui|eux|elles?)-mêmes?),? "
    r"|[^\W\d_]+ ){0,2}?"
)
_DAY = r"(?:\w+di |dimanche )?"

# "Relevé" and "constaté" are more often raised, found and recorded than said, and made 21 of 90 objections
# to right pairs: they are claims in front of "que", and behind a comma where what follows can be who says so.
_NOTED = r"(?:relev|constat)é\b"
_NOT_WHO = (
    rf"(?! {_DAY}(?:ses?\b|son\b|sa\b|leurs?\b|des?\b|d['’]|à\b|au\b|\d|plusieurs\b"
    r"|l[ea]s? (?:notes?|seuil|niveau|prix|salaires?|estimations?|défi|budget|gant)\b))"
)
_PRESENT = (
    rf"\b(?!(?:comment|précis|rapport|constat)\b)(?:{_either(_PRESENTS)})"
    r"(?:e|ent|ait|aient|t|nent|d|dent|ssent|tent)?"
)
_WHO = r"(?:(?:l[ea]s?|une?|des?|du|ses?|son|sa|leurs?|cet?|cette|ces|plusieurs)\b|[ld]['’]|(?-i:[A-ZÉ]))"

# Of 37,431 right pairs, "a-t-elle ajouté" finds 83 more claims and "affirme avoir" 84, without an objection;
# ", indique la police" finds 850 more with 9 objections, 8 of them to an English "the UN charges".
_FRENCH_CLAIM = re.compile(
    rf"\b(?:{_either(_SOURCES)})\b(?! (?:{_either(_NO_SOURCE)}))"
    rf"|\b(?:{_HAVE}|ayant),? {_ASIDES}(?:(?:{_either(_STEMS)})é|{_either(_PARTICIPLES)})\b(?!{_NO_CLAIM})"
    rf"|\b(?:a-t|{_HAVE})-(?:ils?|elles?|on) {_ASIDES}"
    rf"(?:(?:{_either(_STEMS)}|relev|constat)é|appris|{_either(_PARTICIPLES)})\b|\ba appris l['’]AFP\b"
    rf"|\b(?:{_HAVE}|ayant) {_ASIDES}{_NOTED}(?=,? {_DAY}qu[e'’])"
    rf"|(?<=[,\"”»] )(?:{_HAVE}) (?!été\b){_ASIDES}{_NOTED}{_NOT_WHO}(?!{_NO_CLAIM})"
    rf"|{_PRESENT}(?:-t)?(?=,? qu[e'’]|-(?:ils?|elles?|on)\b)"
    rf"|(?<=[,\"”»] )(?!rapport){_PRESENT}(?= {_DAY}{_WHO})"
    rf"|{_PRESENT}(?= (?:ne (?:pas|plus|jamais|rien) |n['’]|s['’]|l['’]|les? |la |y |en )?(?:avoir|être)\b)"
    r"|(?<!\bse )\b(?:dit|disent|disait|disaient)\b(?! (?:(?:presque )?rien|adieu|long|oui|aussi)\b)"
    r"|\b(?:disant|affirmant|déclarant)\b"
    r"|(?<!s['’])\bestimant\b(?! (?:leurs?|ses|son|sa) )"
    r"|\bassurant\b(?= (?:qu|ne |n['’]|s['’]|avoir|être|vouloir|pouvoir|devoir))",
    re.IGNORECASE,
)
_DONE_TO = re.compile(
    r"\bété (?:jug|admi|évoqu|signal|confi(?!rm)|not)[^\W\d_]*\b(?!,? qu[e'’])", re.IGNORECASE
)
"""No claims, though their verbs make some: "il a été jugé à Bobigny", "admis à l'hôpital"."""
_FRENCH_HEARSAY = re.compile(
    r"\b(?:aurait|auraient|serait|seraient)\b(?: (?!dû|pu|fallu|voulu|dit)[^\W\d_]+){0,2}?"
    r" [^\W\d_]*(?:é|i|u|is|it|ert|ort)e?s?\b",
    re.IGNORECASE,
)
_FRENCH_IF = any_of("si s['’]ils? au_cas sans pourrai* devrai*")
_ENGLISH_CLAIM = any_of(
    r"""
    said says? saying told tells? telling according reportedly allegedly supposedly apparently
    in_the_words claims? claimed claiming stated stating states_that announc* declar* explain*
    add(?:s|ed|ing) insist* warn* believ* thinks? thought estimat* deem* judged accus* denounc* deplor*
    regret* not(?:es|ed|ing) point*_out stress* emphasi* underlin* acknowledg* admit* conced* confirm*
    den(?:y|ied|ies|ying) report(?:s|ed|ing)? reveal* suggest* argue[sd]? arguing maintain* promis* vow*
    pledg* recall* remind* describ* calls called assert* contend* alleg(?:es?|ed|ing) observ* highlight*
    indicat* specif* clarif* consider* regards refer(?:s|red)_to regarded feels felt blam* criticis*
    criticiz* condemn* slam* assur* swear swears swore testif* writes? wrote repl(?:y|ied|ies) answer*
    respond* repeat* reiterat* affirm* mention* comment(?:s|ed|ing)? remark* recount* quot*
    cit(?:es?|ed|ing) sources? put_it finds shows showed predict* expect* fear* hop(?:es?|ed|ing) conclud*
    disclos* informed convinced recogni[sz]* plead* urg(?:es?|ed) asked opinion words spoke speaking
    confess* protest* verdict sworn let_\w+_know
    signal* detail* lament* confid(?:e|es|ed|ing) complain* bemoan* rul(?:es?|ed|ing) reaffirm* found_that
    finding_that saw made_known let_it_be_known charged uph(?:olds?|eld|olding)
    learn(?:s|ed|t)? reads relates? (?<=,_)charges (?<=["”]_)charges charges_that (?<=,_)note note_that
    in_the_view_of in_(?:\w+_){0,3}\w+['’]s_view (?<!was_)(?<!were_)(?<!been_)found(?=[.,;])
    """
)
_ENGLISH_HEARSAY = any_of(
    """
    would could may might should reportedly allegedly supposedly seem* appear* likely suspected alleg*
    supposed believed understood thought rumou?r* said says? told according possibl* probabl* perhaps
    claim* reports? apparently purported* presumabl* estimated are_to is_to if will
    """
)

# What someone holds, as against what a source tells.
_FRENCH_CONTESTED = any_of(
    "considèr* estim* jug(?:e|ent|é|ait) prétend* accus* affirm* assur* dénonc* croi(?:t|ent)"
)
_SPEAKER = re.compile(r"[A-Z][^:]{1,40}: ")


def check(brief: Brief, names: NamesTable) -> tuple[Finding, ...]:
    """Compare every segment with its target, and what was written with what it rests on."""
    found = [
        Finding(check=CHECK, severity=Severity.WARNING, message=message, segment=pair.segment)
        for pair in list_pairs(brief)
        if (message := compare_attribution(pair.source, pair.target))
    ]
    found += [
        Finding(
            check=CHECK,
            severity=Severity.ERROR,
            message="states flatly what its evidence only reports",
            where=part.where,
        )
        for part in list_parts(brief)
        if part.where.startswith("fact") and part.origin is not Origin.QUOTED
        if loses_claimant(part.text, part.evidence)
    ]
    return tuple(found)


def compare_attribution(source: str, target: str) -> str:
    """Return what the target lost of the source's distance, or nothing."""
    if _claims(source) and not _ENGLISH_CLAIM.search(target):
        return "the French names who says so, the English does not"
    if is_hearsay(source) and not _ENGLISH_HEARSAY.search(target):
        return "a conditional of hearsay became a statement"
    return ""


def _claims(source: str) -> bool:
    """Whether the French says that someone says so."""
    return _FRENCH_CLAIM.search(_DONE_TO.sub("été là", source)) is not None


def is_hearsay(source: str) -> bool:
    """Whether the French reports with the conditional ("aurait", "serait") what it does not vouch for."""
    return _FRENCH_HEARSAY.search(source) is not None and _FRENCH_IF.search(source) is None


def loses_claimant(statement: str, ground: Ground) -> bool:
    """Whether `statement` says flatly what `ground` attributes to someone or leaves open."""
    if _claims(ground.source) and not names_claimant(statement):
        return True
    return is_hearsay(ground.source) and not _keeps_open(statement)


def states_contested(statement: str, ground: Ground) -> bool:
    """Whether `statement` says flatly what someone in `ground` holds, or what is only heard.

    The rule for headlines, which by custom leave out the source of an uncontested fact ("police said").
    """
    is_open = _FRENCH_CONTESTED.search(ground.source) is not None or is_hearsay(ground.source)
    return is_open and not _keeps_open(statement)


def names_claimant(statement: str) -> bool:
    """Whether the English `statement` says that someone says so; a headline may do it with a colon."""
    return _ENGLISH_CLAIM.search(statement) is not None or _SPEAKER.match(statement) is not None


def _keeps_open(statement: str) -> bool:
    return names_claimant(statement) or _ENGLISH_HEARSAY.search(statement) is not None
