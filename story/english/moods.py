"""Words by which English tells what a scene feels like."""

from __future__ import annotations

import re

from story.language.base import MoodWords

_TENSE = r"""
    afraid aggressive\w* alarm(?:s|ed|ing)? ambush\w* anger angr(?:y|ily) anguish\w* anxiety
    anxious\w* argu(?:ed|ing|ments?) arrest\w* attack\w* avalanche bankrupt\w* battle\w* beast\w*
    betray\w* bitter(?:ly|ness)? bleak\w* blind(?:ness|ed)? blizzard blood\w* bomb\w* brace[sd]?
    break broke(?:n)? bullets? burn\w* chaos chaotic chase[sd]? chasing chok(?:e|ed|ing) claws?
    coffins? coll(?:apse|ided?)\w* crack\w* crash\w* creak\w* crept cried crimes? crisis cruel\w*
    crush\w* cry cyclones? danger\w* dark(?:ness|ened)? dead(?:ly)? death debates? debts? defeat\w*
    despair\w* desperat\w* destroy\w* destruction died disaster\w* disease\w* disrupt\w* doubt\w*
    dragged dread\w* drown\w* dying earthquakes? emergenc(?:y|ies) enem(?:y|ies) erupt\w*
    escap(?:e|ed|ing) evil executed executions? exhaust(?:ed|ion) explo(?:de|sion)\w* fail\w*
    falling famine fangs fault\w* fever fierce\w* fight(?:s|ing)? fled flee flood\w* fog fought
    frantic\w* fright\w* froze\w* furious\w* fury gasp\w* ghosts? grief grim\w* groan\w* growl\w*
    guilt\w* harsh\w* hatred helpless\w* hid(?:e|ing)? hiss\w* hostile howl\w* hung(?:er|ry)
    hunt(?:ed|ing)? hurricanes? hurr(?:y|ied|ying) hurt impossible injur\w* insult\w* invaded
    invasion jail knife knives lay-?offs? leak(?:s|ed|ing)? lightning limited los(?:e|t|s) lurk\w*
    menac\w* miser\w* miss(?:ed|ing) mob monsters? mourn\w* nervous\w* obstacles? ominous\w*
    outrage\w* painful pains? panic\w* peril\w* perish\w* pistols? plague plummet\w* plunged
    poison\w* poverty prison\w* protest\w* pursu\w* quarrel\w* race rage raid\w* reckless\w*
    reduc(?:ed|tion) revenge riots? risk\w* roar\w* rubble ruin\w* sank scared scorched
    scramble[sd]? scream\w* sever(?:e|ely) shadows? shatter\w* shipwreck\w* shiver\w* shock\w*
    shortages? shot shout(?:ed|ing|s)? shriek\w* shudder\w* sick(?:ness)? siege sinking sirens?
    skyrocket\w* slam(?:med|ming)? smash\w* smolder\w* smoulder\w* snarl\w* sob(?:s|bed|bing)?
    sorrow\w* squadrons? stab(?:bed|bing)? stagger(?:ed|ing)? stalk\w* starv\w* storm\w* struck
    struggl\w* suddenly suffer\w* surg(?:ery|eon) suspicio\w* swords? terribl[ey] thief thieves
    threw thunder\w* torn tornado trap(?:ped)? trembl\w* trouble[ds]? unconscious undermin\w*
    unemploy\w* unprepared urgent\w* vicious\w* victims? violen(?:t|tly|ce) wail\w* warn\w*
    war(?:s|fare)? weapons? weep\w* wept wolf wolves worr(?:y|ied) wound\w* wreck\w* wrong
    yell(?:ed|ing)
"""
"""Danger, loss, quarrel, haste, need."""
_TENSE_STRONG = r"""
    arms_race bombers? catastroph\w* corpses? death_ray doomed fear(?:s|ed|ful|fully)?
    gun(?:s|fire|shot)? horr(?:or|ors|ified|ifying) kill(?:s|ed|ing|er)?
    lost_(?:nearly_all_)?(?:his_|her_|their_)?(?:eye)?sight massacre\w* murder\w* nazi\w*
    nightmares? run_for slaughter\w* terr(?:or|ified|ifying) threat\w* totally_blind
"""
"""No scene with these is at ease."""
_BRIGHT = r"""
    accelerat\w* accept\w* achiev\w* admir\w* advantages? amus\w* applau\w* award\w* bak(?:ed|ing)
    ball(?:oon)?s? banquet beam(?:ed|ing) benefi(?:ts?|ted|cial) best better birthdays? bless\w*
    blossom\w* bonnets? boom(?:ed|ing)? bounc\w* bright(?:er|est|ly)? brilliant(?:ly)? bustl\w*
    cakes? carnival celebrat\w* champagne champions? charming cheer\w* chuckl\w* clapp?(?:ed|ing)
    confident(?:ly)? congratulat\w* creativ(?:e|ity) crown(?:ed)? danc\w* delicious delight\w*
    eager\w* encourag\w* enjoy\w* enthusias\w* exceed\w* excit\w* famous feast\w* festival
    flourish\w* flowers? fortunate\w* free freedom friend(?:s|ly|ship)? fun(?:ny)? games? gifts?
    giggl\w* glad(?:ly)? glee\w* grateful\w* grin\w* growth happ(?:y|ily|iness) heroe?s? holidays?
    hono(?:u)?r\w* hop(?:eful|efully) hugg?\w* impressive improv\w* innovati\w* invit(?:ed|ation)
    jazz jok(?:e|ed|es|ing) jolly jump(?:ed|ing) kiss\w* laugh\w* liked lively loved luck(?:y|ily)
    lunch medals? melod\w* merr(?:y|ily) mirth morning music opportunit\w* optimis\w* orchestra
    parade\w* part(?:y|ies) picnic play(?:ed|ing|s)? pleas(?:ed|ant|antly|ure) popular praise[sd]?
    presents pride prize profit\w* progress prosper\w* proud\w* quipp\w* rejoic\w* relief relieved
    reunit\w* reward\w* sang shar(?:e|ed|ing) sing(?:s|ing)? smil\w* song splendid spring success\w*
    sun(?:ny|rise|shine|light)? surpass\w* talent\w* thank\w* thriv\w* together tournament toys?
    treats? trumpets? welcom\w* whistl\w* winn(?:er|ers|ing) wins? wit(?:ty)?
"""
"""Company, success, mirth."""
_BRIGHT_STRONG = r"""
    brand-new brightest happily_ever_after hooray hurrah hurray joy(?:s|ful|fully)? jubil\w*
    overjoyed tide_turns triumph\w* victor(?:y|ies|ious) won
"""
"""Somebody is glad."""
_WONDER = r"""
    advanc\w* ambitious ancient angels? appears? astronom\w* atoms? aurora beaut(?:y|iful|ifully)
    beyond boundless breakthroughs? celestial clouds? comets? constellations? craters? crystal
    curiosity curious(?:ly)? dazzl\w* detect\w* diamonds? discover\w* distant divine
    dream(?:s|ed|ing)? eagles? earth eclipse endless(?:ly)? enormous etern\w* everything
    experiment\w* explor(?:e|ed|ers?|ing|ation) extraordinary fair(?:y|ies) fantastic fascinat\w*
    forever foundation frontiers? futur\w* giants? gleam\w* glimmer\w* glint\w* glisten\w*
    glitter\w* glow\w* gold(?:en)? heaven(?:s|ly)? hidden highest history horizon humanity imagin\w*
    immens\w* impossible incredibl[ey] infinite\w* intelligence invent\w* invisible jewels? ladders?
    lamps? lanterns? learn(?:s|ed|ing)? legend\w* lighthouses? lights? luminous majest\w* mankind
    moon(?:s|light|lit)? myster\w* myth\w* new notation orbit\w* paradise pearls? phenomen\w*
    planets? powerful prophe\w* radian(?:t|ce) rainbows? realms? remarkabl[ey] reveal\w*
    revolution\w* rise[sn]? rockets? rose sacred scien(?:ce|tists?|tific) secret\w* shimmer\w*
    shin(?:e|es|ing|y) signals? silver sk(?:y|ies) soar\w* solar spacecraft spaceship sparkl\w*
    star(?:s|light|lit)? strange(?:ly)? sublime symbols? telescopes? towers? transform\w* treasures?
    unexpected unimagin\w* unknown unprecedented vast vision waves? wings? wonder\w* world
"""
"""What is vast, new, hidden or far ahead."""
_WONDER_STRONG = r"""
    ahead_of_(?:his|her|its|their)_time amaz(?:ed|ing|ement) astonish\w* awe(?:struck|d)?
    cosm(?:os|ic) enchant\w* galax(?:y|ies) magic\w* marvel\w* miracl\w* spellbound universe what_if
    wondered_at wonder(?:s|ful|fully|ment) wondrous
"""
"""Somebody is amazed."""
_CALM = r"""
    asleep aunt bath bed bedtime blanket\w* born breakfast breeze brother calm(?:ly|ness)?
    careful\w* child(?:ren|hood)? co[sz]y cottage cradle curled daughter doz(?:e|ed|ing) drows\w*
    dusk evening familiar family farewell farm(?:er)? fathers? fireplace fireside forgiv\w*
    garden\w* gentl[ey] grand(?:children|father|ma|mother|pa) grew_up hearth home humble hush\w*
    kettle kind(?:ly|ness)? kitchen knit\w* lab lake lessons? letters? library linger\w* mama meadow
    memor(?:y|ies) mended mild(?:ly)? modest\w* mother murmur\w* nap nodded nurse[ds]? orchard papa
    parents parlo(?:u)?r patien(?:t|tly|ce) peace pillow pond\w* porch portrait pray\w* quiet\w*
    quilt reflected relax\w* rememb\w* rest(?:ed|ing) river safe(?:ly)? school settled shawl sigh\w*
    sister sleep\w* slow(?:ly)? slumber\w* snow\w* soft\w* soothe\w* stroll\w* stud(?:y|ied|ies)
    sunset supper taught tea teachers? teach\w* tender\w* thought(?:ful)? tucked twilight uncle
    village walks? warm\w* whisper\w* wife wise\w* woo(?:l|len) yawn\w* young(?:est)?
"""
"""Home, childhood, learning, quiet."""
_CALM_STRONG = r"""
    at_peace final_days good_night last_words lullab\w* peaceful\w* seren(?:e|ely|ity) tranquil\w*
"""
"""Peace, or a farewell."""


def _any(words: str) -> re.Pattern[str]:
    """Whole words, but no part of a contraction ("won't"); "_" is a space."""
    either = "|".join(words.split()).replace("_", r"\s")
    return re.compile(rf"\b(?:{either})\b(?!['’]t)", re.IGNORECASE)


MOODS = {
    "calm": MoodWords(_any(_CALM), _any(_CALM_STRONG)),
    "bright": MoodWords(_any(_BRIGHT), _any(_BRIGHT_STRONG)),
    "tense": MoodWords(_any(_TENSE), _any(_TENSE_STRONG)),
    "wonder": MoodWords(_any(_WONDER), _any(_WONDER_STRONG)),
}
