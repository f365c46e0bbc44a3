"""Word lists: how English says who speaks."""

from __future__ import annotations

from story.model import Gender


def word_set(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


_REGULAR_SPEECH = """
accost acknowledge add address admit admonish advise affirm agree announce answer apologise
apologize argue articulate ask assent assert assure attest avow bark bawl beam beg begin bellow
blurt boast boom breathe burst cackle call caution challenge chant cheer chide chime chirp
chuckle claim coax comment complain conclude concede confess confide confirm congratulate
console continue contradict coo cough counsel counter croak croon cry curse declaim declare
demand demur deny direct disagree drawl echo ejaculate emphasise emphasize enquire entreat
exclaim exhort explain expostulate exult falter finish fret fume gabble gasp gibber giggle goad
greet groan growl grumble grunt gulp gush hail hint hiss holler howl huff hum imitate implore
inform inquire insist interject interpose interpolate interrupt intone jeer jest joke joke josh
lament laugh lecture lie lisp maintain marvel mention moan mock moralise moralize mouth mumble
murmur mutter muse nag narrate note object observe offer opine order pant persist pipe plead
pledge pray predict proclaim promise prompt pronounce propose protest purr quaver query question
quip quiz quote rage rasp rattle read reason reassure recall recite reckon recollect recommend
recount reflect rejoin relate relent remark remind reminisce repeat reply report reprimand
request resolve respond resume retort return reveal roar scoff scold scream screech shout shriek
shrill sigh snap snarl sneer sniff sniffle snicker snigger snivel snort sob soothe splutter
spout sputter squawk squeak squeal stammer state storm stutter submit suggest summarise
summarize surmise swear taunt tease testify thunder trill trumpet urge venture verify vociferate
voice volunteer vow wail warn warble wheeze wheedle whimper whine whisper whistle whoop wonder
worry yap yawn yell yelp
allege blubber bleat bluster burble caw chortle chorus clamour clamor cluck concur conjecture
contend correct crow deadpan drone enthuse exult gripe grouse guess hazard hoot intervene
jabber judge mimic prattle press probe proffer prophesy puff rave rebuke reiterate remonstrate
reproach reprove ruminate simper squall stipulate sum theorize threaten translate twitter
utter vouchsafe wail warble yammer yodel
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
SURE_VERBS = word_set(
    """
    said says say asked asks replied replies answered answers cried cries exclaimed shouted
    whispered murmured muttered remarked observed added inquired enquired responded retorted
    announced explained declared yelled screamed called suggested insisted repeated continued
    thought told demanded begged agreed protested admitted
    """
)
GOING_ON_VERBS = word_set(
    "continued continues added adds resumed resumes concluded concludes proceeded proceeds"
)
ANSWERING_VERBS = word_set(
    "answered answers replied replies retorted retorts rejoined rejoins responded responds "
    "returned answer reply response retort rejoinder"
)
BASE_FORMS = frozenset(_REGULAR_SPEECH.split()) - {"burst"} | word_set(
    "say speak tell think write go"
)
"""Forms that are verbs only behind "to", "would" and the like: "a reply", "an audible whisper"."""

VERB_LEADS = word_set(
    """
    to would could should did do does will might must can may shall not i we you they who and or
    """
)

_WHISPERS = word_set(
    "whisper whispers whispered whispering murmured murmuring murmurs breathed mutters muttered "
    "muttering mumbled"
)
_SHOUTS = word_set(
    "shout shouts shouted shouting yell yells yelled yelling scream screams screamed screaming "
    "roared roars bellowed bellows bawled thundered hollered shrieked"
)
_PENSIVE = word_set("muse muses mused musing reflect reflects reflected reflecting")
"""What is in quotation marks beside these is said aloud, if to nobody in particular."""
DELIVERIES = {
    **dict.fromkeys(_WHISPERS, "whisper"),
    **dict.fromkeys(_SHOUTS, "shout"),
    **dict.fromkeys(THOUGHT_VERBS, "thought"),
    **dict.fromkeys(_PENSIVE, "calm"),
    "thinking": "thought",
}

TITLES_MALE = word_set(
    """
    mr mister sir lord king prince duke baron count emperor father brother uncle grandfather
    grandpa grandad granddad grandpapa monsieur herr senor signor don abbot friar squire messrs
    master
    """
)
TITLES_FEMALE = word_set(
    """
    mrs miss ms lady queen princess duchess baroness countess empress mother sister aunt auntie
    grandmother grandma gran granny grandmamma madame mademoiselle madam dame frau fraulein senora
    signora signorina nurse mistress marm mme mlle
    """
)
TITLES_OPEN = word_set(
    """
    dr doctor prof professor captain capt colonel col major maj general gen sergeant sgt
    lieutenant lt inspector constable officer detective judge justice president senator governor
    mayor minister secretary chancellor ambassador rev reverend bishop pope saint commander
    admiral corporal private cadet comrade cousin old young little agent chief dean coach
    director engineer chairman marshal deacon elder pastor rabbi imam commissioner
    superintendent
    """
)
TITLES = (
    TITLES_MALE | TITLES_FEMALE | (TITLES_OPEN - {"old", "young", "little", "elder", "private"})
)

SPELT_OUT = {
    "dr": "doctor",
    "prof": "professor",
    "capt": "captain",
    "col": "colonel",
    "maj": "major",
    "gen": "general",
    "sgt": "sergeant",
    "lt": "lieutenant",
    "rev": "reverend",
    "mme": "madame",
    "mlle": "mademoiselle",
}
OFFICES = word_set(
    """
    doctor professor captain colonel major general sergeant lieutenant inspector constable officer
    detective judge justice president senator governor mayor minister secretary chancellor
    ambassador reverend bishop pope commander admiral corporal agent chief dean coach director
    engineer chairman marshal deacon pastor rabbi imam commissioner superintendent king prince duke
    baron count emperor abbot friar squire queen princess duchess baroness countess empress nurse
    madame mademoiselle signora signorina signor senora senor frau
    """
)
"""Titles that are a name by themselves: "the Colonel". "Aunt" is another one for each niece."""
KIN = word_set(
    """
    father mother brother sister husband wife son daughter uncle aunt auntie nephew niece cousin
    grandfather grandmother grandpa grandma papa mamma mama gran granny grandad granddad
    """
)
KIN_CALLS = {
    **dict.fromkeys(("papa", "dad", "daddy", "pa", "father"), "father"),
    **dict.fromkeys(("mamma", "mama", "mum", "mom", "mummy", "mommy", "ma", "mother"), "mother"),
    **dict.fromkeys(("aunt", "auntie", "aunty"), "aunt"),
    **dict.fromkeys(("grandpa", "grandad", "granddad", "grandpapa", "grandfather"), "grandfather"),
    **dict.fromkeys(("grandma", "gran", "granny", "grandmamma", "grandmother"), "grandmother"),
    "uncle": "uncle",
}
"""Nouns of kin by what they are called: "Papa" is the father of whoever says so."""
TITLE_NOUNS = {
    title: word_set(nouns)
    for titles, nouns in (
        ("inspector superintendent", "detective policeman officer inspector"),
        ("sergeant constable", "policeman officer sergeant constable soldier"),
        ("captain", "captain sailor officer skipper soldier"),
        ("colonel major general lieutenant corporal", "soldier officer"),
        ("doctor", "doctor physician surgeon"),
        ("professor", "professor scholar scientist"),
        ("father", "priest"),
        ("reverend", "vicar clergyman parson curate rector minister priest"),
        ("sir", "baronet knight lordship"),
        ("lord", "lord nobleman peer lordship"),
        ("judge", "judge magistrate"),
        ("lady", "ladyship"),
        ("duke duchess", "grace"),
        ("vicar parson clergyman curate rector", "vicar clergyman parson curate rector"),
        ("policeman", "policeman constable officer"),
        ("skipper", "skipper captain"),
        ("physician surgeon", "doctor physician surgeon"),
        ("landlord innkeeper publican", "landlord innkeeper publican"),
        ("lawyer solicitor attorney barrister", "lawyer solicitor attorney barrister"),
        ("teacher schoolmaster", "teacher schoolmaster"),
        ("smith blacksmith", "smith blacksmith"),
        ("driver coachman cabman", "driver coachman cabman"),
    )
    for title in titles.split()
}
"""Other words for whoever has a title or a calling: "Inspector Pell" is the detective."""
STYLES = word_set("ladyship lordship grace")
"""Nouns by which somebody of a title is spoken of: "her ladyship"."""
ELDERS = word_set("father mother husband wife papa mamma mama")
HEADS = word_set("mr mrs sir lord lady dr doctor captain colonel major")
"""Kin who mostly have one surname with whoever calls them so, and the titles that they have."""
ABBREVIATED = SPELT_OUT.keys() | word_set("mr mrs ms messrs st jr sr mme mlle hon insp supt")
"""Words of a name behind which a stop ends no sentence."""

PRONOUNS = {
    "he": "male",
    "she": "female",
    "they": "plural",
    "we": "first-plural",
    "i": "first",
    "it": "thing",
    "you": "second",
}

MALE_NOUNS = word_set(
    """
    man boy gentleman lad king prince father brother son uncle grandfather husband nephew fellow
    chap bloke duke lord monk priest friar wizard policeman fireman salesman chairman
    businessman postman fisherman old-timer widower waiter steward host actor emperor squire
    youth grandpa dad daddy papa footman sailor coachman clergyman vicar knight baron count
    workman seaman countryman frenchman englishman irishman dutchman butler abbot bachelor
    landlord hero schoolmaster headmaster stepfather godfather grandson grandad granddad grandpapa
    lordship
    """
)
FEMALE_NOUNS = word_set(
    """
    woman girl lady queen princess mother sister daughter aunt grandmother wife niece duchess
    nun witch policewoman waitress hostess actress empress maid widow heroine grandma mum mom
    mama mamma landlady housekeeper governess nurse countess baroness lass schoolmistress
    stepmother godmother granddaughter maiden damsel matron midwife seamstress chairwoman
    gran granny grandmamma ladyship
    """
)
CHILD_NOUNS = word_set(
    """
    boy girl child kid toddler lad lass schoolboy schoolgirl baby infant pupil grandson
    granddaughter youngster
    """
)
ELDER_NOUNS = word_set("grandfather grandmother grandpa grandma elder granny")
GENERIC_NOUNS = word_set(
    """
    man woman boy girl lad lass gentleman lady fellow chap other friend companion child youth
    person stranger speaker latter former latter one guest visitor comrade kid husband wife
    brother sister father mother son daughter uncle aunt cousin creature partner neighbour
    neighbor host hostess
    """
)
STRANGERS = word_set("stranger visitor guest")
"""Those whom nobody knows yet: not only another word for somebody who is there."""
QUALITIES = word_set(
    """
    old young elder younger elderly little poor tall short big small large dear good kind stout fat
    thin lean happy unhappy dark fair pretty handsome beautiful strange worthy gentle angry weary
    tired proud brave wise clever stupid silly sad merry gay grave pale grim rude cruel cold quiet
    sullen eager anxious nervous timid shy bold honest simple plain sweet lovely wretched unlucky
    lucky wicked bad mad blind deaf lame sick dying new own very same great burly sturdy slender
    """
)
"""How somebody is, said before a noun: "the old man"; "the cabin boy" and "the second man" are
told from others."""
COLLECTIVE_NOUNS = word_set(
    """
    team crowd group committee board company staff crew family people men women children others
    voices audience chorus critics fans experts scientists researchers engineers officials
    analysts reporters soldiers sailors students neighbours neighbors villagers jury both all
    everyone everybody
    """
)

DETERMINERS = word_set(
    """
    the a an one another his her my their our your its some this that these those each every
    both two three four several many most no any either neither all
    """
)
NEW_DETERMINERS = word_set("a an one another some two three four several")
OWNERS = {"his": "he", "her": "she", "their": "they", "my": "i", "our": "we"}
POSSESSIVES = frozenset(OWNERS) | word_set("your its")

STOPS = word_set(
    """
    in on at with to from by for into onto upon over under after before as during through across
    between among about against without within when while where who whom whose which that than
    and but or nor so yet if though although because since until till unless is was are were be
    been being had has have did does do will would could should can may might must not never
    also just only then now again still once toward towards behind beside beneath near off out
    up down away back round around along past amid like unlike despite per via how why what
    there here
    """
)
PREPOSITIONS = word_set(
    """
    in on at with to from by into onto upon over under after before during through across between
    among about against without within toward towards behind beside beneath near around along past
    amid despite of
    """
)
ADVERBS = word_set(
    """
    then now again still once always never often sometimes usually also just only even soon already
    presently suddenly finally at last first next too quite rather very almost merely simply
    instead however aloud softly
    afterwards hastily thoughtfully gently somewhat
    """
)

PEOPLE_VERBS = word_set(
    """
    said says asked replied looked turned smiled nodded laughed sat stood walked ran came went
    took held shook felt knew thought saw heard wanted tried began stopped leaned raised opened
    closed put pulled pushed gave got made found grinned frowned sighed shrugged stared glanced
    gazed watched waited rose stepped moved reached lifted dropped picked threw caught lay slept
    woke ate drank wept blushed hesitated paused listened understood believed decided remembered
    wondered hoped wished feared loved hated told called cried whispered shouted bowed knelt
    jumped climbed followed led left entered returned arrived lived died worked seemed appeared
    could would should might must had was is did
    """
)

IRREGULAR_PASTS = word_set(
    """
    arose awoke bent bit blew bore bound broke brought built burst bought clung crept cut dealt
    drew drove dug fed fell fled flew flung forgot forgave fought froze grew ground hid hit hung
    hurt kept laid lent let lit lost meant met paid read rode rang ran sang sank sent set shone shot
    shut slid sought sold spent spun sprang spread stole strode struck stuck strove swam swept
    swore swung taught tore threw trod won wore wove wound withdrew undertook overheard bade
    burnt leapt leant learnt spelt spoke wrote chose sprung caught wept
    """
)
"""Past forms that end otherwise than "-ed"."""

NOT_NAMES = word_set(
    """
    i i'm i'll i've i'd i’m i’ll i’ve i’d oh ah well yes no and but or the a an if when while
    then so what who how why where which that this these those there here it he she they we you
    his her my your their our its not never now just please thank thanks god lord heaven heavens
    sir madam ma'am ma’am monday tuesday wednesday thursday friday saturday sunday january
    february march april may june july august september october november december spring summer
    autumn winter christmas easter english french german latin greek american british chapter
    panel part scene mr mrs miss ms dr another one some all every each both perhaps maybe good
    dear my let do did does is are was were will would can could should may might must have has
    had as at by for from in into of off on onto out over to under up with without after before
    because since until though although yet nor either neither look listen come go hello hi hey
    hush goodbye indeed certainly really nonsense very quite only even still again once first
    last next today tomorrow yesterday tonight meanwhile however therefore instead besides
    moreover sometimes often suddenly finally slowly quickly soon later earlier many most few
    several two three four five six seven eight nine ten don't don’t can't can’t won't won’t
    it's it’s that's that’s what's what’s there's there’s he's he’s she's she’s you're you’re
    we're we’re they're they’re isn't isn’t nobody everybody everyone somebody someone nothing
    everything something anything whoever whatever too also said asked cried replied answered
    """
)

VOCATIVE_LEADS = word_set(
    """
    dear my oh o well yes no come please you good goodbye hello hi hey thanks why now ah
    """
)

LABEL_STOPS = word_set(
    """
    note source sources lesson question answer moral fact date location time title author url
    link warning tip example step part goal summary objective key keywords image figure table
    panel chapter quote p.s ps
    yes no oh ah well but and so then now yet thus indeed still why what how where when however
    therefore besides moreover meanwhile finally
    """
)
"""Words before a colon that are no speaker's label: kinds of notes, and openings of sentences."""

WEDDINGS = word_set("married marry wedding wed marriage bride bridegroom honeymoon")
AGES = {"old": "elder", "elder": "elder", "young": "younger", "younger": "younger"}
"""Words before a name that tell two who share it apart: "young Pell"."""
ENDEARMENTS = word_set("old young little poor dear good great big sweet mad fat honest brave")

NAMEABLE = word_set(
    """
    two three four five six seven eight nine ten may june april august christian will hope grace
    faith joy summer autumn mark frank rose violet daisy lily spring winter god lord dear my
    english
    """
)

PRONOUN_GENDER: dict[str, Gender] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "male"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "female"),
}

VOCATIVES: dict[str, Gender] = {
    **dict.fromkeys(
        "sir father papa dad daddy uncle brother son man boy gentlemen fellow chap lad sonny "
        "grandpa grandfather monsieur".split(),
        "male",
    ),
    **dict.fromkeys(
        "madam ma'am ma’am miss mother mamma mama mum mom aunt auntie sister girl lady ladies lass "
        "grandma grandmother madame mademoiselle woman missis".split(),
        "female",
    ),
}
"""By what people are called without a name. "My dear" tells nothing."""

ANAPHORS = word_set("other latter former one speaker second first rest")
COMPANIONS = word_set(
    """
    companion friend partner colleague visitor guest host hostess interlocutor guide mentor
    informant rescuer captor questioner interviewer opponent adversary antagonist rival
    """
)

PLACE_NOUNS = word_set(
    """
    university college institute institution street road avenue lane park island islands school
    church hospital company inc corp corporation museum magazine journal times post lab labs
    laboratory academy society association foundation house bank river lake sea ocean county
    city town village state states kingdom empire republic prize award war day revolution
    building tower bridge station airport valley mountains hills gables castle palace abbey bay
    harbour harbor team group department project world
    """
)

ABSTRACTS = word_set(
    """
    meaning times time thing things subject feeling feelings fortune fit fits courage strength
    pleasure chance curiosity anger joy grief surprise delight pity shame relief pride patience
    temper life death love hope fear thought thoughts idea truth fact sense attention politeness
    admiration confusion determination recollection satisfaction embarrassment excitement
    astonishment amazement bitterness kindness happiness sadness weariness anxiety moment
    """
)
THINGS = word_set(
    """
    water weather paper letter number door floor river winter summer finger shoulder corner
    laughter silver computer matter manner order power answer tower flower hammer ladder mirror
    colour color honour honor favor favour terror horror error motor factor sector odor vapor
    member chapter murmur whisper clatter flicker shower dinner supper breakfast quarter center
    centre theater theatre timer voice sound silence morning evening night day moment week month
    year hour minute time wind rain fog snow storm sun moon light dark darkness sky sea road
    room house table chair window wall train car bus ship boat horse bell clock phone engine
    machine thing things idea word words question smile
    """
)

SPEAKING_PARTS = word_set("voice voices lips mouth tongue eyes face look glance tone smile")
MUTE_PARTS = word_set(
    "arm arms lip eye hand hands head brow brows finger fingers heart cheek cheeks hair gaze "
    "breath shoulders foot feet knee knees throat teeth tears laugh sigh expression"
)
UTTERANCES = word_set(
    """
    answer answers reply question questions cry remark words sentence speech story exclamation
    whisper murmur shout work way business farther further
    """
)
"""What is somebody's, and not somebody: the abrupt answer is no person."""

MANNERS = word_set(
    """
    voice tone whisper smile laugh shrug sigh grin frown nod manner way hurry rush breath moment
    while surprise anger fear joy delight horror dismay triumph wonder amazement despair relief
    """
)

PEOPLE_NOUNS = (
    MALE_NOUNS
    | FEMALE_NOUNS
    | CHILD_NOUNS
    | ELDER_NOUNS
    | GENERIC_NOUNS
    | (
        word_set(
            """
    doctor captain lead chief analyst student teacher boss clerk cook guard judge mayor nurse
    pilot spy thief tutor guide expert agent aide ally artist poet critic dentist scientist
    curate sexton parson rector verger beadle bosun boatswain mate skipper purser tenant squire
    colonel major lieutenant corporal captain convict tramp secretary matron prefect monitor usher
    blacksmith chef valet groom page acrobat cadet recruit scout invalid orphan bride patient client
    magistrate earl viscount marquis baronet canon hermit pirate rogue ruffian rascal beggar
    smith hero villain ghost robot goose fox wolf bear owl cat dog mouse rabbit dragon giant
    fairy troll
    """
        )
    )
)
