"""Word lists: how English says who speaks."""

from __future__ import annotations

_REGULAR_SPEECH = """
acknowledge add address admit admonish advise affirm agree announce answer apologise apologize
argue ask assent assert assure attest avow bark bawl beam beg begin bellow blurt boast boom breathe
burst call caution challenge chant cheer chide chime chirp chuckle claim coax comment complain
conclude concede confess confide confirm congratulate console continue contradict coo cough counsel
counter croak croon cry curse declaim declare demand demur deny direct disagree drawl echo
ejaculate emphasise emphasize enquire entreat exclaim exhort explain expostulate exult falter
finish fret fume gabble gasp giggle goad greet groan growl grumble grunt gulp gush hail hint hiss
holler howl huff hum imitate implore inform inquire insist interject interpose interpolate
interrupt intone jeer jest joke joke josh lament laugh lecture lie lisp maintain marvel mention
moan mock mouth mumble murmur mutter muse nag narrate note object observe offer opine order pant
persist pipe plead pledge pray predict proclaim promise prompt pronounce propose protest purr
quaver query question quip quiz quote rage rasp rattle read reason reassure recall recite reckon
recollect recommend recount reflect rejoin relate relent remark remind reminisce repeat reply
report reprimand request resolve respond resume retort return reveal roar scoff scold scream
screech shout shriek shrill sigh snap snarl sneer sniff sniffle snicker snigger snivel snort sob
soothe splutter spout sputter squawk squeak squeal stammer state storm stutter submit suggest
summarise summarize surmise swear taunt tease testify thunder trill trumpet urge venture verify
vociferate voice volunteer vow wail warn warble wheeze wheedle whimper whine whisper whistle whoop
wonder worry yap yawn yell yelp
"""
_IRREGULAR_SPEECH = """
said say says saying quoth cried cries crying replied replies replying spoke speaks speaking told
tells telling thought thinks think thinking wrote writes writing written swore swears sworn went
goes began begins beginning begun sang sings sung read reads reading rejoined put puts bid bade
retorted denied denies denying implied implies supplied supply supplies supplied inquired
weighed taught chose sprang broke cut quipped quipping quizzed quizzing blurted admitted admitting
"""
_THOUGHT = (
    "think thinks thought thinking muse muses mused wonder wonders wondered reflect reflected"
)


def _inflections(base: str) -> set[str]:
    if base.endswith("e"):
        return {base, base + "s", base + "d", base[:-1] + "ing"}
    if base.endswith("y") and base[-2] not in "aeiou":
        return {base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"}
    if base.endswith(("s", "sh", "ch", "x", "z")):
        return {base, base + "es", base + "ed", base + "ing"}
    forms = {base, base + "s", base + "ed", base + "ing"}
    if base[-1] in "bgmnpt" and base[-2] in "aeiou" and base[-3] not in "aeiou":
        forms |= {base + base[-1] + "ed", base + base[-1] + "ing"}
    return forms


SPEECH_VERBS = frozenset(
    {form for base in _REGULAR_SPEECH.split() for form in _inflections(base)}
    | set(_IRREGULAR_SPEECH.split())
)
THOUGHT_VERBS = frozenset(_THOUGHT.split())
SURE_VERBS = frozenset(
    """said says say asked asks replied replies answered answers cried cries exclaimed shouted
    whispered murmured muttered remarked observed added inquired enquired responded retorted
    announced explained declared yelled screamed called suggested insisted repeated continued
    thought told demanded begged agreed protested admitted""".split()
)
BASE_FORMS = frozenset(_REGULAR_SPEECH.split()) | frozenset("say speak tell think write go".split())
"""Forms that are verbs only behind "to", "would" and the like: "a reply", "an audible whisper"."""

VERB_LEADS = frozenset(
    "to would could should did do does will might must can may shall not i we you they who and or".split()
)
WRITING_VERBS = frozenset("read reads reading".split())

DELIVERIES = {
    **dict.fromkeys(
        "whisper whispers whispered whispering murmured murmuring breathed".split(), "whisper"
    ),
    **dict.fromkeys("whispers murmurs mutters muttered muttering mumbled under".split(), "whisper"),
    **dict.fromkeys(
        "shout shouts shouted shouting yell yells yelled yelling scream screams screamed "
        "screaming roared roars bellowed bellows bawled thundered hollered shrieked".split(),
        "shout",
    ),
    **dict.fromkeys("thinking thought thinks think mused wondered".split(), "thought"),
}

TITLES_MALE = frozenset(
    "mr mister sir lord king prince duke baron count emperor father brother uncle "
    "grandfather grandpa monsieur herr senor signor don abbot friar squire messrs master".split()
)
TITLES_FEMALE = frozenset(
    "mrs miss ms lady queen princess duchess baroness countess empress mother "
    "sister aunt auntie grandmother grandma madame mademoiselle madam dame frau fraulein senora "
    "signora nurse mistress marm".split()
)
TITLES_OPEN = frozenset(
    "dr doctor prof professor captain capt colonel col major maj general gen sergeant "
    "sgt lieutenant lt inspector constable officer detective judge justice president senator governor "
    "mayor minister secretary chancellor ambassador rev reverend bishop pope saint commander admiral "
    "corporal private cadet comrade cousin old young little agent chief dean coach director engineer "
    "chairman marshal deacon elder pastor rabbi imam commissioner superintendent".split()
)
TITLES = (
    TITLES_MALE | TITLES_FEMALE | (TITLES_OPEN - {"old", "young", "little", "elder", "private"})
)

PRONOUNS = {
    "he": "male",
    "she": "female",
    "they": "plural",
    "we": "first-plural",
    "i": "first",
    "it": "thing",
    "you": "second",
}

MALE_NOUNS = frozenset(
    "man boy gentleman lad king prince father brother son uncle grandfather husband "
    "nephew fellow chap bloke duke lord monk priest friar wizard policeman fireman salesman chairman "
    "businessman postman fisherman old-timer widower waiter steward host actor emperor squire youth "
    "grandpa dad daddy papa footman sailor coachman clergyman vicar knight baron count workman "
    "seaman countryman frenchman englishman irishman dutchman butler abbot bachelor landlord hero "
    "schoolmaster headmaster stepfather godfather grandson".split()
)
FEMALE_NOUNS = frozenset(
    "woman girl lady queen princess mother sister daughter aunt grandmother wife "
    "niece duchess nun witch policewoman waitress hostess actress empress maid widow heroine grandma mum "
    "mom mama mamma landlady housekeeper governess nurse countess baroness lass schoolmistress "
    "stepmother godmother granddaughter maiden damsel matron midwife seamstress chairwoman".split()
)
CHILD_NOUNS = frozenset(
    "boy girl child kid toddler lad lass schoolboy schoolgirl baby infant pupil "
    "grandson granddaughter youngster".split()
)
ELDER_NOUNS = frozenset("grandfather grandmother grandpa grandma elder granny".split())
GENERIC_NOUNS = frozenset(
    "man woman boy girl lad lass gentleman lady fellow chap other friend companion "
    "child youth person stranger speaker latter former latter one guest visitor comrade kid "
    "husband wife brother sister father mother son daughter uncle aunt cousin "
    "creature partner neighbour neighbor host hostess".split()
)
COLLECTIVE_NOUNS = frozenset(
    "team crowd group committee board company staff crew family people men women "
    "children others voices audience chorus critics fans experts scientists researchers engineers "
    "officials analysts reporters soldiers sailors students neighbours neighbors villagers jury "
    "both all everyone everybody".split()
)

DETERMINERS = frozenset(
    "the a an one another his her my their our your its some this that these those each "
    "every both two three four several many most no any either neither all".split()
)
NEW_DETERMINERS = frozenset("a an one another some two three four several".split())
POSSESSIVES = frozenset("his her my their our your its".split())

STOPS = frozenset(
    """
in on at with to from by for into onto upon over under after before as during through across between
among about against without within when while where who whom whose which that than and but or nor so
yet if though although because since until till unless is was are were be been being had has have did
does do will would could should can may might must not never also just only then now again still once
toward towards behind beside beneath near off out up down away back round around along past amid
like unlike despite per via how why what there here
""".split()
)
ADVERBS = frozenset(
    """
then now again still once always never also just only even soon presently suddenly finally at last
first next too quite rather very almost merely simply instead however aloud softly afterwards
hastily thoughtfully gently
""".split()
)

PEOPLE_VERBS = frozenset(
    """
said says asked replied looked turned smiled nodded laughed sat stood walked ran came went took held
shook felt knew thought saw heard wanted tried began stopped leaned raised opened closed put pulled
pushed gave got made found grinned frowned sighed shrugged stared glanced gazed watched waited rose
stepped moved reached lifted dropped picked threw caught lay slept woke ate drank wept blushed
hesitated paused listened understood believed decided remembered wondered hoped wished feared loved
hated told called cried whispered shouted bowed knelt jumped climbed followed led left entered
returned arrived lived died worked seemed appeared could would should might must had was is did
""".split()
)

NOT_NAMES = frozenset(
    """
i i'm i'll i've i'd i’m i’ll i’ve i’d oh ah well yes no and but or the a an if when while then so what who how why where which that this
these those there here it he she they we you his her my your their our its not never now just please
thank thanks god lord heaven heavens sir madam ma'am ma’am monday tuesday wednesday thursday friday
saturday sunday january february march april may june july august september october november december
spring summer autumn winter christmas easter english french german latin greek american british
chapter panel part scene mr mrs miss ms dr another one some all every each both perhaps maybe
good dear my let do did does is are was were will would can could should may might must have has had
as at by for from in into of off on onto out over to under up with without after before because since
until though although yet nor either neither look listen come go hello hi hey hush goodbye
indeed certainly really nonsense very quite only even still again once first last next today
tomorrow yesterday tonight meanwhile however therefore instead besides moreover sometimes often
suddenly finally slowly quickly soon later earlier many most few several two three four five six
seven eight nine ten don't don’t can't can’t won't won’t it's it’s that's that’s what's what’s there's
there’s he's he’s she's she’s you're you’re we're we’re they're they’re isn't isn’t nobody everybody
everyone somebody someone nothing everything something anything whoever whatever too also
""".split()
)

VOCATIVE_LEADS = frozenset(
    "dear my oh o well yes no come please you good goodbye hello hi hey thanks why now and but ah".split()
)

LABEL_STOPS = frozenset(
    "note source sources lesson question answer moral fact date location time title author url link "
    "warning tip example step part goal summary objective key keywords image figure table panel "
    "chapter quote p.s ps".split()
)

ENDEARMENTS = frozenset(
    "old young little poor dear good great big sweet mad fat honest brave".split()
)

NAMEABLE = frozenset(
    """
two three four five six seven eight nine ten may june april august christian will hope grace faith
joy summer autumn mark frank rose violet daisy lily spring winter god lord dear my english
""".split()
)

PRONOUN_GENDER = {
    **dict.fromkeys(("he", "him", "his", "himself"), "male"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "female"),
}

ANAPHORS = frozenset("other latter former one speaker second first rest".split())
COMPANIONS = frozenset(
    "companion friend partner colleague visitor guest host hostess interlocutor".split()
)

PLACE_NOUNS = frozenset(
    """
university college institute institution street road avenue lane park island islands school church
hospital company inc corp corporation museum magazine journal times post lab labs laboratory academy
society association foundation house bank river lake sea ocean county city town village state states
kingdom empire republic prize award war day revolution building tower bridge station airport valley
mountains hills gables castle palace abbey bay harbour harbor team group department project world
""".split()
)

THINGS = frozenset(
    """
water weather paper letter number door floor river winter summer finger shoulder corner laughter
silver computer matter manner order power answer tower flower hammer ladder mirror colour color
honour honor favor favour terror horror error motor factor sector odor vapor member chapter murmur
whisper clatter flicker shower dinner supper breakfast quarter center centre theater theatre timer
voice sound silence morning evening night day moment week month year hour minute time wind rain fog
snow storm sun moon light dark darkness sky sea road room house table chair window wall train car
bus ship boat horse bell clock phone engine machine thing things idea word words question smile
""".split()
)

MANNERS = frozenset(
    """
voice tone whisper smile laugh shrug sigh grin frown nod manner way hurry rush breath moment while
surprise anger fear joy delight horror dismay triumph wonder amazement despair relief
""".split()
)

PEOPLE_NOUNS = (
    MALE_NOUNS
    | FEMALE_NOUNS
    | CHILD_NOUNS
    | ELDER_NOUNS
    | GENERIC_NOUNS
    | (
        frozenset(
            "doctor captain lead chief analyst student teacher boss clerk cook guard judge mayor nurse "
            "pilot spy thief tutor guide expert agent aide ally artist poet critic dentist scientist smith hero "
            "villain ghost robot goose fox wolf bear owl cat dog mouse rabbit dragon giant fairy troll".split()
        )
    )
)
