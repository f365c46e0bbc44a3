"""English, as reading a story asks for it."""

from __future__ import annotations

from story.english import address, phrases, picture_prompts, quoted, roles
from story.english import vocabulary as words
from story.english.first_names import first_name_gender, names_like, same_first_name
from story.english.headings import HEADINGS, LABELS
from story.english.leftovers import LEFTOVERS
from story.english.looks import LOOKS
from story.english.moods import MOODS
from story.english.paratext import PARATEXT
from story.english.sentences import LANDMARKS, LEAPS, PHRASING, sentences
from story.english.tags import after, announced, before, clauses, unanswered
from story.language.base import Grammar, Language, Names, Pictures, Pronouns, Quoted, Roles, Verbs

_ARTICLES = frozenset(("the", "a", "an"))

_GRAMMAR = Grammar(
    sentences=sentences,
    tag_after=after.tag_after,
    tag_before=before.tag_before,
    announced=announced.announced,
    spoke_above=after.spoke_above,
    subject=clauses.first_subject,
    acts=clauses.acts,
    acted_on=clauses.acted_on,
    phrase_at=phrases.phrase_at,
    apposition=roles.apposition,
    named_role=roles.named_role,
    predicate=roles.predicate,
    equated=roles.equated,
    unanswered=unanswered.unanswered,
    addresses=address.addresses,
    stands_alone=address.stands_alone,
    introduces=address.introduces,
    reveals=address.reveals,
    asks_name=address.asks_name,
    answers=address.answers,
    joining=frozenset(("and", "but", "while", "when", "then", "as", "so", "that", "till", "until")),
    opening=frozenset(("where", "when", "while", "because", "if", "though", "although", "unless")),
)
_VERBS = Verbs(
    speech=words.SPEECH_VERBS,
    thought=words.THOUGHT_VERBS,
    deeds=words.PEOPLE_VERBS,
    going_on=words.GOING_ON_VERBS,
    answering=words.ANSWERING_VERBS,
    deliveries=words.DELIVERIES,
)
_PRONOUNS = Pronouns(
    kinds=words.PRONOUNS,
    genders=words.PRONOUN_GENDER,
    first_person=frozenset(("i", "me", "my", "myself")),
    possessives=words.POSSESSIVES,
    vocatives=words.VOCATIVES,
)
_ROLES = Roles(
    child=words.CHILD_NOUNS,
    elder=words.ELDER_NOUNS,
    collective=words.COLLECTIVE_NOUNS,
    determiners=words.DETERMINERS,
    fresh=words.NEW_DETERMINERS,
    definite="the",
    another="another",
    heard=frozenset(("voice", "somebody", "someone")),
    parts=words.SPEAKING_PARTS | words.MUTE_PARTS,
    ordered={"latter": 1, "former": 2},
    others=frozenset(("another", "other", "others")),
    passers_by={"female": "a woman", "male": "a man"},
    gender_of=roles.gender_of,
    is_somebody=roles.is_somebody,
    speaks_for=roles.speaks_for,
    points_back=roles.points_back,
    may_be_named=roles.may_be_named,
    is_epithet=roles.is_epithet,
    described=roles.described,
    mark=roles.mark,
    lowered=roles.lowered,
)
_NAMES = Names(
    first_gender=first_name_gender,
    same_first=same_first_name,
    firsts_like=names_like,
    end=phrases.name_end,
    titles=words.TITLES,
    titles_male=words.TITLES_MALE,
    titles_female=words.TITLES_FEMALE,
    civil=frozenset(("miss", "ms", "mrs", "mr")),
    maiden=frozenset(("miss", "mrs")),
    married="mrs",
    particles=phrases.SURNAME_PARTICLES,
    wives=frozenset(("lady", "frau", "signora", "senora")),
    articles=_ARTICLES,
    attributes=words.ENDEARMENTS | words.DETERMINERS,
    possessive=("'s", "’s"),
    not_names=words.NOT_NAMES,
    places=words.PLACE_NOUNS,
    linking="of",
    spelt_out=words.SPELT_OUT,
    offices=words.OFFICES,
    kin=words.KIN,
    kin_calls=words.KIN_CALLS,
    title_nouns=words.TITLE_NOUNS,
    styles=words.STYLES,
    ages=words.AGES,
    weddings=words.WEDDINGS,
    elders=words.ELDERS,
    heads=words.HEADS,
    placed=address.placed,
    renaming=address.renaming,
)
_QUOTED = Quoted(
    elisions=quoted.ELISIONS, is_writing=quoted.is_writing, is_caption=quoted.is_caption
)

ENGLISH = Language(
    grammar=_GRAMMAR,
    verbs=_VERBS,
    pronouns=_PRONOUNS,
    roles=_ROLES,
    names=_NAMES,
    quoted=_QUOTED,
    headings=HEADINGS,
    labels=LABELS,
    leftovers=LEFTOVERS,
    paratext=PARATEXT,
    looks=LOOKS,
    pictures=Pictures(generic=picture_prompts.GENERIC, from_prompt=picture_prompts.from_prompt),
    phrasing=PHRASING,
    leaps=LEAPS,
    moods=MOODS,
    landmarks=LANDMARKS,
)
