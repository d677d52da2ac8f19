"""Hand-built briefs and the golden pages made from them. Run this file to write `tests/cases/pages` anew."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from summarize.page.provenance import ModelNote, Provenance
from summarize.page.render import render_page
from summarize.records import (
    Block,
    BlockKind,
    Brief,
    DateProvenance,
    Document,
    DocumentId,
    Evidence,
    Finding,
    Fingerprint,
    KeyFact,
    Origin,
    Passage,
    Publication,
    Replacement,
    Segment,
    Severity,
    Target,
    Translation,
)

GOLDEN = Path(__file__).resolve().parents[1] / "cases" / "pages"

PROVENANCE = Provenance(
    tool="summarize 0.1.0",
    translator=ModelNote(
        name="compact-fr-en",
        revision="2026-01",
        fingerprint="a" * 64,
        signature="marian:compact-fr-en@2026-01|dtype:fp32",
        score="newstest2013 BLEU 27.1",
    ),
    summarizer=ModelNote(name="compact-fr-en", signature="compact:compact-fr-en@2026-01"),
    recipe=Fingerprint("b" * 64),
    prompts=(("headline.v1", Fingerprint("c" * 64)), ("summary.v1", Fingerprint("d" * 64))),
    checks=("numbers", "names", "quotes", "negation", "attribution", "coverage", "repetition"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One block: its sentences as (French, target). Bylines and datelines have no target."""

    kind: BlockKind
    pairs: tuple[tuple[str, Target | None], ...]
    credit: str = ""


def row(kind: BlockKind, *texts: str | Target, credit: str = "") -> Row:
    """A block from French and English in turn."""
    targets = (Target(text=one) if isinstance(one, str) else one for one in texts[1::2])
    return Row(kind, tuple(zip((str(one) for one in texts[::2]), targets, strict=True)), credit)


def verbatim(kind: BlockKind, text: str) -> Row:
    return Row(kind, ((text, None),))


def build_brief(name: str, rows: list[Row], publication: Publication | None = None, **fields: Any) -> Brief:
    """A brief from its blocks; headline and summary are empty unless given."""
    segments: list[Segment] = []
    targets: list[Target] = []
    for number, one in enumerate(rows):
        at = 0
        for source, target in one.pairs:
            end = at + len(source)
            if target is not None:
                index = len(segments)
                segments.append(
                    Segment(index=index, block=number, start=at, end=end, kind=one.kind, source=source)
                )
                targets.append(target)
            at = end + 1
    document = Document(
        id=DocumentId(name),
        fingerprint=Fingerprint("e" * 64),
        format="text",
        encoding="utf-8",
        blocks=tuple(
            Block(kind=one.kind, text=" ".join(source for source, _ in one.pairs), credit=one.credit)
            for one in rows
        ),
        publication=publication or Publication(),
    )
    nothing = Passage(text="", origin=Origin.QUOTED)
    return Brief(
        document=document,
        translation=Translation(segments=tuple(segments), targets=tuple(targets)),
        **({"headline": nothing, "summary": nothing, "facts": ()} | fields),
    )


def fact(brief: Brief, statement: str, *segments: int, note: str = "") -> KeyFact:
    """A key fact with these segments of `brief` as evidence; quoted when there is a note."""
    pairs = [(i, brief.translation.segments[i].source, brief.translation.targets[i].text) for i in segments]
    return KeyFact(
        statement=statement,
        evidence=tuple(Evidence(segment=i, source=french, target=english) for i, french, english in pairs),
        origin=Origin.QUOTED if note else Origin.WRITTEN,
        note=note,
    )


def finding(check: str, severity: Severity, message: str, segment: int | None = None) -> Finding:
    return Finding(
        check=check,
        severity=severity,
        message=message,
        segment=segment,
        where="translation" if segment is not None else "document",
    )


def diplomacy() -> Brief:
    """No headline, no date of its own, captions first and last, findings of every severity."""
    rows = [
        row(
            BlockKind.CAPTION,
            "Deux combattants séparatistes près d'un bâtiment officiel à Donestsk, le 18 janvier 2022",
            "Two separatist fighters near an official building in Donetsk, on 18 January 2022",
            credit="( AFP / Alexander NEMENOV )",
        ),
        row(
            BlockKind.PARAGRAPH,
            "Moscou a froidement accueilli jeudi le rejet américain de ses exigences sécuritaires, mais les "
            "deux camps ont gardé ouverte la porte du dialogue.",
            "Moscow coldly received the US rejection of its security demands on Thursday, but both sides "
            "kept the door to dialogue open.",
        ),
        row(
            BlockKind.PARAGRAPH,
            "Les Etats-Unis et l'Otan ont formellement rejeté mercredi des demandes clés de Moscou: la fin "
            "de la politique d'élargissement et un retour aux frontières de 1997.",
            Target(
                text="The United States and NATO formally rejected key demands from Moscow on Wednesday: an "
                "end to the policy of enlargement and a return to the borders of 1987.",
                replacements=(Replacement(found="Otan", put="NATO"),),
            ),
        ),
        row(
            BlockKind.PARAGRAPH,
            'Le chef de la diplomatie ukrainienne Dmytro Kouleba a souligné n\'avoir "aucune objection".',
            Target(
                text='Ukrainian Foreign Minister Dmytro Kuleba stressed that he had "no objections".',
                replacements=(Replacement(found="Kouleba", put="Kuleba"),),
            ),
        ),
        row(
            BlockKind.PARAGRAPH,
            "Moscou considère la présence de l'Otan dans son voisinage comme une menace existentielle.",
            Target(
                text="Moscow considers NATO's presence in its neighbourhood an existential threat.",
                rungs=("clauses",),
                replacements=(Replacement(found="Otan", put="NATO"),),
            ),
            "Elle veut donc redessiner l'architecture sécuritaire européenne.",
            Target(
                text="Elle veut donc redessiner l'architecture sécuritaire européenne.",
                is_translated=False,
                rungs=("clauses", "beams"),
                doubts=("repeated words", "the output hit its length limit"),
            ),
        ),
        row(
            BlockKind.CAPTION,
            "Carte de la région montrant le déploiement de troupes russes",
            "Map of the region showing the deployment of Russian troops",
            credit="( AFP / )",
        ),
    ]
    brief = build_brief(
        "sample-dispatch.txt",
        rows,
        Publication(date=dt.date(2022, 1, 27), provenance=DateProvenance.CAPTION),
        headline=Passage(text="Moscow coldly receives US rejection of its demands", origin=Origin.WRITTEN),
        summary=Passage(
            text="Moscow coldly received the US rejection of its security demands on Thursday, but "
            "both sides kept the door to dialogue open. NATO had turned down its key demands.",
            origin=Origin.WRITTEN,
        ),
        findings=(
            finding("names", Severity.WARNING, '"Donestsk" is not in the English', 0),
            finding("coverage", Severity.ERROR, "the sentence is left in French", 5),
            finding("doubts", Severity.NOTE, "the translator doubts this: repeated words", 5),
            finding("numbers", Severity.ERROR, "1997 in the French is 1987 in the English", 2),
            finding("reading", Severity.NOTE, "the date comes from a caption"),
        ),
    )
    return replace(
        brief,
        facts=(
            fact(brief, "Moscow coldly received the US rejection of its security demands on Thursday.", 1),
            fact(brief, "The United States and NATO rejected key demands from Moscow.", 2),
            fact(
                brief,
                brief.translation.targets[3].text,
                3,
                note="a name in the draft is not in its evidence",
            ),
            fact(brief, "Moscow considers NATO's presence an existential threat.", 4, 5),
        ),
    )


def budget() -> Brief:
    """Headline, byline, dateline, subheading; nothing found."""
    rows = [
        row(BlockKind.HEADLINE, "France: le déficit à 5,5 % du PIB", "France: deficit at 5.5% of GDP"),
        verbatim(BlockKind.BYLINE, "Par Jeanne D'ARC-MARTIN"),
        verbatim(BlockKind.DATELINE, "PARIS, 3 mars 2025 (AFP) -"),
        row(
            BlockKind.PARAGRAPH,
            "Le déficit public a atteint 5,5 % du PIB en 2024, soit 162,4 milliards d'euros, selon l'Insee.",
            "The public deficit reached 5.5% of GDP in 2024, or €162.4 billion, Insee said on Monday.",
            "C'est moins que prévu.",
            "That is less than expected.",
        ),
        row(BlockKind.SUBHEAD, "«Un effort inédit»", '"An unprecedented effort"'),
        row(
            BlockKind.PARAGRAPH,
            "«Nous tiendrons nos engagements», a dit le ministre à 20h30.",
            '"We will keep our commitments," the minister said at 8:30 pm.',
        ),
    ]
    brief = build_brief(
        "économie/déficit 2024.txt",
        rows,
        Publication(date=dt.date(2025, 3, 3), provenance=DateProvenance.DATELINE),
        headline=Passage(text="France: deficit at 5.5% of GDP", origin=Origin.TRANSLATED),
        summary=Passage(
            text="The French public deficit was €162.4 billion in 2024, or 5.5% of GDP, less than expected.",
            origin=Origin.WRITTEN,
        ),
    )
    return replace(
        brief,
        facts=(
            fact(brief, "The deficit reached 5.5% of GDP in 2024, or €162.4 billion, Insee said.", 1, 2),
            fact(brief, "The minister said that France would keep its commitments.", 4),
        ),
    )


def alert() -> Brief:
    """A headline alone."""
    return build_brief(
        "alerte.txt",
        [row(BlockKind.HEADLINE, "Séisme de magnitude 6,1 au Japon", "Magnitude 6.1 quake in Japan")],
        headline=Passage(text="Magnitude 6.1 quake in Japan", origin=Origin.TRANSLATED),
    )


HOSTILE = (
    "</details><script>alert(1)</script> [x](javascript:y) ![i](http://evil.example/p.png) <b>{{ site.x }} "
    '{% raw %} [[Note]] ![[Embed]] `= dv()` %%hidden%% ==mark== #tag ^block --8<-- "f" $x$ [^1] - [ ] | a | '
    "www.evil.example me@evil.example @octocat #12 GH-12 :smile: *a* _b_ ~~c~~ \u202eevil\u202c \x1b[31mred"
)


def hostile(text: str = HOSTILE) -> Brief:
    """Every text from outside is an attack."""
    attack = Target(
        text=text, doubts=(text,), replacements=(Replacement(found=text, put=text),), rungs=(text,)
    )
    rows = [
        row(BlockKind.HEADLINE, "# " + text, attack),
        verbatim(BlockKind.BYLINE, "---\ntitle: x\n---" + text),
        verbatim(BlockKind.DATELINE, "1. " + text),
        row(BlockKind.SUBHEAD, "> " + text, attack),
        row(BlockKind.PARAGRAPH, "- " + text, attack, text, replace(attack, is_translated=False)),
        row(BlockKind.CAPTION, "```\n" + text, attack, credit=text),
    ]
    brief = build_brief(
        'a\n---\n<b>"|.txt',
        rows,
        headline=Passage(text=text + "\n# ---\n" + text, origin=Origin.QUOTED, note=text),
        summary=Passage(text="===\n" + text, origin=Origin.QUOTED, note=text),
        findings=(
            Finding(check=text, severity=Severity.ERROR, message=text, where=text),
            finding("names", Severity.WARNING, "1) " + text, 2),
        ),
    )
    return replace(brief, facts=(fact(brief, "* " + text, 2, 3, note=text),))


BRIEFS = {"diplomacy": diplomacy, "budget": budget, "alert": alert, "hostile": hostile}


def render(name: str) -> str:
    return render_page(BRIEFS[name](), provenance=PROVENANCE)


if __name__ == "__main__":
    for case in BRIEFS:
        (GOLDEN / f"{case}.md").write_text(render(case), encoding="utf-8")
