"""Agency style from parliaments: speeches put between quotation marks, with someone who says them.

The corpora are full of sentences that somebody says, and never tell who; half of a dispatch is quotation and
attribution. Here a pair becomes what an agency would make of it: `"…", a déclaré mardi le ministre Morvan.`
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from training.corpus import Pair

_SHORTEST, _LONGEST = 20, 170

_SPEAKERS = (
    ("{n}", "{n}"), ("{n}", "{n}"), ("{n}", "{n}"),
    ("le président {n}", "President {n}"), ("le Premier ministre {n}", "Prime Minister {n}"),
    ("le ministre de l'Intérieur {n}", "Interior Minister {n}"),
    ("le ministre de la Santé {n}", "Health Minister {n}"),
    ("la ministre de la Culture {n}", "Culture Minister {n}"),
    ("le chef de la diplomatie {n}", "Foreign Minister {n}"),
    ("le chef de la diplomatie russe {n}", "Russian Foreign Minister {n}"),
    ("le secrétaire d'Etat américain {n}", "US Secretary of State {n}"),
    ("le porte-parole {n}", "spokesman {n}"), ("la porte-parole {n}", "spokeswoman {n}"),
    ("le porte-parole du gouvernement {n}", "government spokesman {n}"),
    ("le porte-parole du Kremlin {n}", "Kremlin spokesman {n}"),
    ("le procureur {n}", "prosecutor {n}"), ("le maire {n}", "Mayor {n}"), ("la maire {n}", "Mayor {n}"),
    ("le préfet {n}", "prefect {n}"), ("l'avocat {n}", "lawyer {n}"), ("l'entraîneur {n}", "coach {n}"),
    ("le directeur général {n}", "chief executive {n}"), ("l'économiste {n}", "economist {n}"),
    ("le chercheur {n}", "researcher {n}"), ("le chanteur {n}", "singer {n}"),
    ("le député {n}", "lawmaker {n}"), ("la sénatrice {n}", "senator {n}"),
    ("le capitaine des pompiers {n}", "fire captain {n}"),
    ("une source policière", "a police source"), ("une source judiciaire", "a judicial source"),
    ("une source diplomatique", "a diplomatic source"),
    ("une source proche du dossier", "a source close to the case"), ("un témoin", "a witness"),
    ("un responsable américain", "a US official"), ("un haut responsable", "a senior official"),
    ("un habitant", "a resident"), ("son avocat", "his lawyer"), ("la police", "police"),
    ("les pompiers", "firefighters"), ("le gouvernement", "the government"),
    ("la préfecture", "the prefecture"), ("le parquet", "prosecutors"), ("l'armée", "the army"),
    ("l'entreprise", "the company"), ("le groupe", "the group"), ("l'agence", "the agency"),
    ("la mairie", "the town hall"), ("le ministère", "the ministry"), ("le club", "the club"),
    ("l'organisation", "the organisation"), ("les autorités", "the authorities"),
)  # fmt: skip
_NATIONS = (
    ("américain", "américaine", "US"), ("russe", "russe", "Russian"), ("chinois", "chinoise", "Chinese"),
    ("allemand", "allemande", "German"), ("britannique", "britannique", "British"),
    ("français", "française", "French"), ("ukrainien", "ukrainienne", "Ukrainian"),
    ("italien", "italienne", "Italian"), ("espagnol", "espagnole", "Spanish"), ("turc", "turque", "Turkish"),
    ("israélien", "israélienne", "Israeli"), ("iranien", "iranienne", "Iranian"),
    ("polonais", "polonaise", "Polish"), ("syrien", "syrienne", "Syrian"), ("malien", "malienne", "Malian"),
    ("algérien", "algérienne", "Algerian"), ("libanais", "libanaise", "Lebanese"),
    ("brésilien", "brésilienne", "Brazilian"), ("japonais", "japonaise", "Japanese"),
    ("égyptien", "égyptienne", "Egyptian"), ("saoudien", "saoudienne", "Saudi"),
)  # fmt: skip
_OFFICES = (
    ("le président {m} {n}", "{e} President {n}"), ("le Premier ministre {m} {n}", "{e} Prime Minister {n}"),
    ("la Première ministre {f} {n}", "{e} Prime Minister {n}"),
    ("le chef de la diplomatie {f} {n}", "{e} Foreign Minister {n}"),
    ("la cheffe de la diplomatie {f} {n}", "{e} Foreign Minister {n}"),
    ("le ministre {m} de la Défense {n}", "{e} Defence Minister {n}"),
    ("le ministre {m} des Affaires étrangères {n}", "{e} Foreign Minister {n}"),
    ("le ministre {m} de l'Economie {n}", "{e} Economy Minister {n}"),
    ("le chef d'état-major {m} {n}", "{e} chief of staff {n}"),
    ("l'ambassadeur {m} {n}", "{e} ambassador {n}"), ("le négociateur {m} {n}", "{e} negotiator {n}"),
)  # fmt: skip
_NAMED = tuple(one for one in _SPEAKERS if "{n}" in one[0])
_PLURAL = frozenset({"les pompiers", "les autorités"})
_VERBS = (
    ("déclaré", "said"), ("déclaré", "said"), ("dit", "said"), ("indiqué", "said"), ("affirmé", "said"),
    ("estimé", "said"), ("ajouté", "added"), ("souligné", "stressed"), ("expliqué", "explained"),
    ("précisé", "said"), ("assuré", "said"), ("averti", "warned"), ("reconnu", "acknowledged"),
    ("rappelé", "recalled"), ("annoncé", "announced"), ("répondu", "replied"), ("insisté", "insisted"),
    ("regretté", "complained"), ("raconté", "said"), ("lancé", "said"), ("martelé", "insisted"),
    ("confié", "said"), ("commenté", "commented"), ("prévenu", "warned"), ("conclu", "concluded"),
)  # fmt: skip
_PRESENT = (
    ("explique", "explains"), ("raconte", "says"), ("confie", "says"), ("ajoute", "adds"),
    ("souligne", "stresses"), ("précise", "says"), ("affirme", "says"), ("assure", "says"),
    ("déplore", "complains"), ("regrette", "complains"), ("détaille", "explains"), ("insiste", "insists"),
    ("martèle", "insists"), ("estime", "says"), ("poursuit", "continues"), ("conclut", "concludes"),
    ("prévient", "warns"), ("rappelle", "recalls"), ("résume", "sums up"), ("lance", "says"),
    ("répond", "replies"), ("rétorque", "retorts"), ("ironise", "quips"), ("dénonce", "says"),
    ("témoigne", "says"), ("commente", "comments"), ("analyse", "says"), ("écrit", "writes"), ("dit", "says"),
)  # fmt: skip
DAYS = (
    ("lundi", "Monday"), ("mardi", "Tuesday"), ("mercredi", "Wednesday"), ("jeudi", "Thursday"),
    ("vendredi", "Friday"), ("samedi", "Saturday"), ("dimanche", "Sunday"),
)  # fmt: skip
_PLACES = (
    ("dans un communiqué", "in a statement"), ("lors d'une conférence de presse", "at a news conference"),
    ("sur Twitter", "on Twitter"), ("sur la chaîne BFMTV", "on BFMTV"), ("sur RTL", "on RTL radio"),
    ("à la télévision", "on television"), ("devant le Parlement", "before parliament"),
    ("à l'issue de la réunion", "after the meeting"), ("dans un entretien", "in an interview"),
    ("à Bruxelles", "in Brussels"), ("à Paris", "in Paris"), ("à Washington", "in Washington"),
    ("après le match", "after the match"), ("devant les journalistes", "in front of reporters"),
)  # fmt: skip
_LISTENERS = (
    ("à l'AFP", "AFP"), ("à l'AFP", "AFP"), ("à la presse", "reporters"), ("aux journalistes", "reporters"),
    ("à la chaîne CNN", "CNN"), ("au quotidien Le Monde", "the daily Le Monde"),
)  # fmt: skip
_ARTICLES = """
Le La Les L'on Il Elle Ils Elles Nous Ce Cette Ces Un Une Notre Nos
The It We This These A Our There They He She
"""
LOWERED = frozenset(_ARTICLES.split())
"""First words that have their capital from the sentence alone."""


def quote(pairs: Sequence[Pair], names: Sequence[str], count: int, seed: int) -> Iterator[Pair]:
    """Yield `count` or fewer pairs as an agency would report them, in an order that `seed` decides."""
    chance = random.Random(seed)
    usable = [pair for pair in pairs if is_plain(pair)]
    for french, english in chance.sample(usable, min(count, len(usable))):
        yield _report(french[:-1], english[:-1], names, chance)


def is_plain(pair: Pair) -> bool:
    """Whether both sides are one plain sentence."""
    return all(
        _SHORTEST <= len(side) <= _LONGEST
        and side.endswith(".")
        and side[0].isupper()
        and not any(mark in side[:-1] for mark in '".:;!?(')
        for side in pair
    )


def _report(french: str, english: str, names: Sequence[str], chance: random.Random) -> Pair:
    """Return one sentence with its speaker; four in five as a quotation."""
    who = speaker(names, chance)
    if chance.random() < 0.2:
        return _indirect(french, english, who, chance)
    said = (_said_by_pronoun if chance.random() < 0.3 else _said)(who, chance)
    return f'"{french}", {said[0]}.', f'"{english}," {said[1]}.'


def capital(text: str) -> str:
    """Return `text` with a capital in front."""
    return text[0].upper() + text[1:]


def speaker(names: Sequence[str], chance: random.Random, *, with_name: bool = False) -> Pair:
    """Return someone in both languages; one in five holds an office of a country."""
    office, nation = chance.choice(_OFFICES), chance.choice(_NATIONS)
    french, english = office if chance.random() < 0.2 else chance.choice(_NAMED if with_name else _SPEAKERS)
    name = " ".join(chance.choice(names) for _ in range(chance.choice((1, 2, 2, 2))))
    return french.format(n=name, m=nation[0], f=nation[1]), english.format(n=name, e=nation[2])


def _said(who: Pair, chance: random.Random) -> Pair:
    """Return `a déclaré mardi X dans un communiqué` and its English, or `explique X`."""
    if who[0] not in _PLURAL and chance.random() < 0.2:
        verb = chance.choice(_PRESENT)
        return f"{verb[0]} {who[0]}", f"{who[1]} {verb[1]}"
    has = "ont" if who[0] in _PLURAL else "a"
    verb, day = chance.choice(_VERBS), chance.choice(DAYS)
    if chance.random() < 0.3:
        listener = chance.choice(_LISTENERS)
        return f"{has} {verb[0]} {listener[0]} {who[0]}", f"{who[1]} told {listener[1]}"
    where = chance.choice(_PLACES) if chance.random() < 0.4 else None
    when = day if chance.random() < 0.4 else None
    french = [has, verb[0], *([when[0]] if when else []), who[0], *([where[0]] if where else [])]
    english = [who[1], verb[1], *([where[1]] if where else []), *([f"on {when[1]}"] if when else [])]
    return " ".join(french), " ".join(english)


def _said_by_pronoun(who: Pair, chance: random.Random) -> Pair:
    """Return `a-t-il ajouté`, `explique-t-il` or `selon X`, and its English."""
    verb, present = chance.choice(_VERBS), chance.choice(_PRESENT)
    link = "-" if present[0].endswith(("t", "d")) else "-t-"
    return chance.choice(
        (
            (f"{present[0]}{link}il", f"he {present[1]}"),
            (f"{present[0]}{link}elle", f"she {present[1]}"),
            (f"a-t-il {verb[0]}", f"he {verb[1]}"),
            (f"a-t-elle {verb[0]}", f"she {verb[1]}"),
            (f"ont-ils {verb[0]}", f"they {verb[1]}"),
            (f"selon {who[0]}", f"according to {who[1]}"),
        )
    )


def _indirect(french: str, english: str, who: Pair, chance: random.Random) -> Pair:
    """Return the sentence as reported speech, where its first words can lose their capitals."""
    firsts = french.split(" ", 1)[0], english.split(" ", 1)[0]
    if not LOWERED.issuperset(firsts) or chance.random() < 0.3:
        return f"{french}, selon {who[0]}.", f"{english}, according to {who[1]}."
    french, english = french[0].lower() + french[1:], english[0].lower() + english[1:]
    if chance.random() < 0.5:
        return f"Selon {who[0]}, {french}.", f"According to {who[1]}, {english}."
    that = "qu'" if french[0] in "aeiouyéèêà" else "que "
    verb = chance.choice((("déclaré", "said"), ("indiqué", "said"), ("annoncé", "announced")))
    begin = capital(who[0]), capital(who[1])
    has = "ont" if who[0] in _PLURAL else "a"
    return f"{begin[0]} {has} {verb[0]} {that}{french}.", f"{begin[1]} {verb[1]} that {english}."
