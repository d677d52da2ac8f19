"""Words that are capitalised for another reason than being a name, and words that link the parts of one."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PARTICLES = _words("de du des d la le von van der den bin ben ibn al el di da dos del della y")
"""Lower-case words that may stand between two capitals of one name."""

ELISIONS = _words("l d s n c j m t qu jusqu lorsqu puisqu quoiqu")
"""What stands before a French apostrophe without being part of the word after it."""

INSTITUTIONS = _words(
    """
    académie administration agence alliance armée assemblée association autorité banque bourse bureau
    cabinet caisse centre chambre chef cité club code comité commission communauté compagnie confédération
    congrès conseil constitution convention coopération coupe cour défense département députés
    développement direction droit droits église eglise empire environnement état etat états etats exécutif
    éducation education faculté fédération fête finances fondation fonds force forces garde gouvernement
    grand grande groupe guerre haut haute hôpital hôtel institut intérieur jeux journal justice
    laboratoire ligue livre loi lycée mairie maison marine mer ministère ministre monde mont mouvement
    musée nation nations observatoire office ordre organisation palais parlement parti pays place plan
    planète police pont port porte premier première président présidence prix programme projet protection
    quai radio recherche relations république réseau révolution roi route royaume rue saint sainte santé
    sciences secrétaire sécurité sénat service société stade syndicat système terre théâtre tour traité
    travail trésor tribunal union université ville affaires agriculture armées budget commerce écologie
    enseignement industrie jeunesse logement numérique outre-mer pêche sports tourisme transition
    transports étrangères culture économie emploi énergie est extérieur fils homme internet nord orient
    ouest sud père
    """
)
"""Common nouns that French capitalises in institutions; a translation need not look like them."""

HONORIFICS = {
    "fr": _words("m mm mme mmes mlle mlles dr pr me mgr"),
    "en": _words("mr mrs ms dr sir lord lady madam madame monsieur"),
}

CALENDAR = {
    "fr": _words(
        """
        lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet
        août septembre octobre novembre décembre
        """
    ),
    "en": _words(
        """
        i monday mondays tuesday tuesdays wednesday wednesdays thursday thursdays friday fridays saturday
        saturdays sunday sundays january february march april may june july august september october
        november december jan feb aug sept oct nov dec
        """
    ),
}
"""Capitalised by rule in English; in French only at the head of a sentence."""

PEOPLES = _words(
    """
    afghan african albanian algerian american arab arabic argentine argentinian armenian asian australian
    austrian azerbaijani bangladeshi basque belarusian belgian bolivian bosnian brazilian british briton
    bulgarian burmese cambodian cameroonian canadian catalan chadian chechen chilean chinese christian
    colombian congolese croatian croat cuban cypriot czech danish dane dutch ecuadorian egyptian english
    estonian ethiopian european filipino finn finnish french gabonese georgian german ghanaian greek
    guinean gypsy haitian hebrew hindu hungarian icelandic indian indonesian iranian iraqi irish islamic
    islamist israeli italian ivorian jamaican japanese jewish jew jordanian kazakh kenyan korean kosovar
    kurdish kurd kuwaiti latin latvian lebanese liberian libyan lithuanian macedonian malaysian malian
    maltese mauritanian mexican moldovan mongolian moroccan muslim nepalese nigerian nigerien nordic
    norwegian orthodox pakistani palestinian peruvian pole polish portuguese protestant qatari roma
    romanian rwandan russian saudi scandinavian scot scottish senegalese serb serbian shia shiite
    slavic slovak slovenian slovene somali soviet spaniard spanish sudanese sunni swede swedish swiss
    syrian taiwanese tajik tamil tanzanian thai tibetan tunisian turk turkish turkmen ugandan ukrainian
    uruguayan uzbek venezuelan vietnamese welsh western westerner yemeni zimbabwean
    """
)
"""Peoples and faiths, which English capitalises and French, as adjectives, does not."""

TITLES = _words(
    """
    president presidents vice-president prime premier minister ministers ministry king queen prince
    princess duke pope secretary chancellor senator senators congressman governor mayor general colonel
    captain judge justice professor ambassador commissioner chairman director chief sheikh ayatollah emir
    sultan emperor cardinal bishop archbishop state states parliament government congress senate house
    council court assembly commission committee ministry department party union university bank office
    republic church army police constitution foreign defence defense interior finance labour labor
    internet web god north south east west northern southern eastern western
    """
)
"""Common nouns that English capitalises in titles and institutions."""

OPENERS = {
    "fr": _words(
        """
        a à afin ainsi alors apparemment après au aucun aucune aujourd aujourd'hui auparavant aussi autant
        autour autre autres aux avant avec beaucoup bien bientôt bref car ce ceci cela celle celles celui
        cent cependant certain certaine certaines certains ces cet cette ceux chacun chaque chez
        ci-dessous cinq comme comment côté concernant dans de deux depuis derrière dès des désormais
        devant dix donc dont du durant également elle elles en encore enfin ensuite entre environ et eux
        évidemment face faute finalement grâce hier hors huit il ils ici jadis jamais je jusque la là
        là-bas laquelle le lequel les lesquels leur leurs lors lorsque lui maintenant mais malgré me même
        mes mieux mille moi moins mon naturellement néanmoins neuf ni non nos notamment notre nous nouveau
        nouvelle nouveaux nouvelles nul on onze or ou où outre par parallèlement parce parfois parmi
        partout pas pendant personne peu peut-être plus plusieurs plutôt pour pourquoi pourtant près
        presque puis puisque quand quant quatre que quel quelle quelles quelque quelques quels qui
        quiconque quoi quoique rares récemment rien sa sans sauf se seize selon sept ses seul seule
        seulement si sinon six soit son sous souvent suite suivant sur surtout ta tandis tant te tel telle
        telles tels toujours tous tout toute toutefois toutes très trois trop tu un une vers veille voici
        voilà vos votre vous vu y l'ancien l'ex ex ancien ancienne anciens sources source photo photos
        vidéo mort morts
        """
    ),
    "en": _words(
        """
        a about above according across after again against ago all almost already also although always am
        amid among an and another any anyone are around as aside asked at away back based be because been
        before being below besides between both but by can could despite did do does due during each
        earlier either else even ever every everyone everything few finally first five following for
        former four from further given had half has have having he hence her here hers his how however if
        in including indeed instead into is it its just last late lately later like many maybe me
        meanwhile might more moreover most much must my near nearly neither never nevertheless new next
        nine no nobody none nor not nothing now of off officials on once one only or other others our out
        over overall people perhaps police previously quite rather recently same second seven several
        shall she should similarly since six so some someone something soon still such ten than thanks
        that the their them then there therefore these they third this those though three through
        throughout thus to today together tomorrow too toward towards two under unfortunately unless
        unlike until up upon us very via was we well were what whatever when where whereas whether which
        while who whose why will with within without would yes yesterday yet you your
        """
    ),
}
"""Words that open a sentence often and are never the first word of a name there."""
