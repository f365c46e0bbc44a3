"""Words by which English tells what a scene feels like."""

from __future__ import annotations

import re

from story.language.base import MoodWords

_TENSE = r"""
    afraid alarm\w* anxious\w* attack\w* battle\w* blind(?:ness|ed)? blood\w* bomb\w*
    brace[sd]? break broke burn\w* chase[sd]? coll(?:apse|ided?)\w* crash\w* cried crisis
    cruel\w* cry danger\w* dark(?:ness|ened)? dead(?:ly)? debates? defeat\w* desperate\w* died
    disaster\w* disrupt\w* doomed doubt\w* drown\w* dying enem(?:y|ies) erupt\w*
    escap(?:e|ed|ing) explo(?:de|sion)\w* fail\w* falling fault\w* fever fight(?:s|ing)? fled
    flee fog froze\w* furious\w* grim\w* growl\w* harsh\w* hid(?:e|ing)? hurr(?:y|ied|ying)
    hurt impossible insult\w* lay-?offs? limited los[et] miss(?:ed|ing) monsters? mourn\w*
    obstacles? painful pains? panic\w* plummet\w* pursu\w* race raid\w* reduc(?:ed|tion)
    risk\w* roar\w* ruin\w* scared scorched scramble[sd]? scream\w* severe\w* shadows?
    shiver\w* shock\w* shortages? shot skyrocket\w* smolder\w* smoulder\w* squadrons? storm\w*
    struggl\w* suffer\w* surg(?:ery|eon) swords? thief thieves thunder\w* trap(?:ped)?
    trembl\w* undermin\w* unprepared urgent\w* warn\w* weapons? wolf wolves worr(?:y|ied)
    wound\w* wrong
"""
"""Danger, loss, quarrel, haste."""
_TENSE_STRONG = r"""
    aggressive\w* arms_race bombers? death_ray fear(?:s|ed|ful|fully)? gun(?:s|fire|shot)?
    kill(?:s|ed|ing|er)? lost_(?:nearly_all_)?(?:his_|her_|their_)?(?:eye)?sight murder\w*
    nazi\w* nightmares? terr(?:or|ified|ifying|ible)\w* threat\w* totally_blind war(?:s|fare)?
"""
"""No scene with these is at ease."""
_BRIGHT = r"""
    accelerat\w* accept\w* advantages? bak(?:ed|ing) ball(?:oon)?s? benefi(?:ts?|ted|cial)
    best better bright(?:er|est)? brilliant(?:ly)? candles? celebrat\w* cheer\w*
    clapp?(?:ed|ing) creativ(?:e|ity) danc\w* delight\w* eager\w* exceed\w* excit\w* fair
    festival flowers? free friendly friends? fun(?:ny)? games? gifts? glad(?:ly)? grin\w*
    growth happ(?:y|ily|iness) honou?r\w* hugg?\w* impressive improv\w* innovati\w*
    invit(?:ed|ation) jok(?:e|ed|es|ing) jump(?:ed|ing) kiss\w* laugh\w* liked loved lucky
    lunch merr(?:y|ily) morning music part(?:y|ies) play(?:ed|ing|s)? popular praise[sd]?
    prize proud\w* quipp\w* rejoic\w* sang shar(?:e|ed|ing) sing(?:s|ing)? smil\w* song spring
    success\w* sun(?:ny|rise|shine)? surpass\w* talent\w* thank\w* together tournament
    welcom\w* whistl\w* witty
"""
"""Company, success, mirth."""
_BRIGHT_STRONG = r"""
    brand-new brightest hurrah hurray joy(?:s|ful|fully)? tide_turns triumph\w*
    victor(?:y|ies|ious) won
"""
"""Somebody is glad."""
_WONDER = r"""
    advanc\w* ambitious ancient appears? beautiful\w* beyond breakthroughs? clouds? crystal
    curious(?:ly)? detect\w* discover\w* dream(?:s|ed|ing)? eagles? earth enormous everything
    forever foundation futur\w* giants? gleam\w* glitter\w* glow\w* gold(?:en)?
    heaven(?:s|ly)? highest history humanity imagin\w* impossible infinite\w* intelligence
    invent\w* invisible ladders? lamps? lanterns? learn(?:s|ed|ing)? lighthouses? lights?
    mankind moon(?:light)? myster\w* new notation planets? powerful radiant remarkable?
    revolution\w* rise[sn]? rockets? rose science secret\w* shimmer\w* shin(?:e|es|ing|y)
    signals? silver sky sparkl\w* stars? strange(?:ly)? symbols? towers? transform\w*
    unexpected unprecedented vast vision waves? wings? world
"""
"""What is vast, new, hidden or far ahead."""
_WONDER_STRONG = r"""
    ahead_of_(?:his|her|its|their)_time awe magic\w* marvel\w* miracl\w* universe what_if
    wonder(?:s|ed|ful|fully|ing|rous)?
"""
"""Somebody is amazed."""
_CALM = r"""
    asleep bed blanket\w* born brother careful\w* child(?:ren|hood)? evening family farm
    fathers? garden\w* gentl[ey] grand(?:children|father|ma|mother|pa) grew_up home hush\w*
    kept kind(?:ly|ness)? lab later lessons? letters? life meadow mother old
    patien(?:t|tly|ce) peace\w* portrait quiet\w* remain\w* rememb\w* rest(?:ed|ing)? river
    sat school sigh\w* silen(?:t|ce) sister sleep\w* slow(?:ly)? snow\w* soft\w* son still
    stud(?:y|ied|ies) taught tea teach\w* teachers? thought(?:ful)? village walks? warm\w*
    wife young
"""
"""Home, childhood, learning, quiet."""
_CALM_STRONG = r"""
    at_peace fell_asleep final_days good_night last_words lullab\w*
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
