"""Shortened words: titles, Latin, months, streets, companies."""

from __future__ import annotations

import re

from voices.pronunciation.normalise.rule import ReadingRule, rule, words_before_match

TITLE_WORDS = {
    "Mr": "Mister", "Mrs": "Missus", "Ms": "Miz", "Dr": "Doctor", "Prof": "Professor",
    "Gen": "General", "Gov": "Governor", "Sen": "Senator", "Rep": "Representative",
    "Capt": "Captain", "Lt": "Lieutenant", "Col": "Colonel", "Sgt": "Sergeant",
    "Cmdr": "Commander", "Rev": "Reverend", "Hon": "Honorable", "Cpl": "Corporal",
    "Maj": "Major", "Adm": "Admiral", "Msgr": "Monsignor", "Mt": "Mount", "Ft": "Fort",
    "Supt": "Superintendent", "Pvt": "Private", "Messrs": "Messers", "Fr": "Father",
    "Pres": "President", "Insp": "Inspector", "Det": "Detective",
}  # fmt: skip
ALWAYS = {
    "e.g.": "for example", "i.e.": "that is", "etc.": "et cetera", "et al.": "and others",
    "vs.": "versus", "vs": "versus", "cf.": "compare", "viz.": "namely", "approx.": "approximately",
    "a.k.a.": "also known as", "aka": "also known as", "ca.": "circa", "w/o": "without",
    "c/o": "care of",
    "w/": "with", "b/c": "because", "dept.": "department", "Dept.": "Department",
    "govt.": "government",
    "Inc.": "Incorporated", "Ltd.": "Limited", "Corp.": "Corporation", "Bros.": "Brothers",
    "Assn.": "Association", "Univ.": "University", "Ave.": "Avenue", "Blvd.": "Boulevard",
    "Rd.": "Road", "Hwy.": "Highway", "Pkwy.": "Parkway", "Bldg.": "Building", "Apt.": "Apartment",
    "Jr.": "Junior", "Sr.": "Senior", "Jr": "Junior", "Sr": "Senior", "Co.": "Company",
    "Esq.": "Esquire",
    "Jan.": "January", "Feb.": "February", "Aug.": "August", "Sept.": "September",
    "Sep.": "September", "Oct.": "October", "Nov.": "November", "Dec.": "December",
    "Mon.": "Monday", "Tues.": "Tuesday", "Thurs.": "Thursday", "Fri.": "Friday",
    "ibid.": "ibidem", "N.B.": "note well", "n.b.": "note well", "P.S.": "P S",
    "incl.": "including", "esp.": "especially", "resp.": "respectively", "temp.": "temperature",
}  # fmt: skip
BEFORE_A_NUMBER = {
    "No.": "number", "no.": "number", "Nos.": "numbers", "nos.": "numbers", "№": "number",
    "p.": "page", "pp.": "pages", "vol.": "volume", "Vol.": "Volume", "ch.": "chapter",
    "Ch.": "Chapter", "fig.": "figure", "Fig.": "Figure", "figs.": "figures", "sec.": "section",
    "Sec.": "Section", "eq.": "equation", "Eq.": "Equation", "ed.": "edition", "c.": "circa",
    "est.": "established", "Op.": "opus", "op.": "opus", "Art.": "Article", "art.": "article",
    "v.": "version", "Nr.": "number", "nr.": "number", "ver.": "version",
}  # fmt: skip
_KEEPS_SAINT = re.compile("Mount|Port|Fort|Lake|East|West|North|South|Great|Old|New|The")
_ENDS_SENTENCE = re.compile(r"(?:[\"'”’)]*$|[\"'”’)]* +[\"'“‘(]*[A-Z])")
_NEVER_LAST = frozenset(
    ["vs.", "e.g.", "i.e.", "cf.", "ca.", "et al.", "a.k.a.", "viz.", "approx.", "incl.", "N.B."]
)


def _alternatives(words: dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _always(match: re.Match[str]) -> str:
    written = match[0]
    said = ALWAYS[written]
    after = match.string[match.end() :]
    month_or_day = _DATED.fullmatch(said) and re.match(" [0-9]", after)
    ends = written.endswith(".") and written not in _NEVER_LAST and _ENDS_SENTENCE.match(after)
    return said + "." if ends and not month_or_day else said


_DATED = re.compile("January|February|August|September|October|November|December")


def _saint_or_street(match: re.Match[str]) -> str:
    before = words_before_match(match)
    after = re.match(r"\.? [A-Z]", match.string[match.start() + 2 :])
    on_street = bool(before) and before[0][0].isupper() and not _KEEPS_SAINT.fullmatch(before[0])
    touching = match.string[max(0, match.start() - 1) : match.start()] == " "
    if after and not (on_street and touching):
        return "Saint"
    rest = match.string[match.end() :]
    return "Street." if match[0].endswith(".") and _ENDS_SENTENCE.match(rest) else "Street"


RULES: tuple[ReadingRule, ...] = (
    rule(
        rf"\b({_alternatives(TITLE_WORDS)})\b\.?(?= (?:and )?[A-Z])",
        lambda match: TITLE_WORDS[match[1]],
    ),
    rule(r"\bSt\.|\bSt(?= [A-Z])", _saint_or_street),
    rule(
        rf"(?<![\w.])({_alternatives(BEFORE_A_NUMBER)})(?= ?[0-9])",
        lambda match: BEFORE_A_NUMBER[match[1]],
    ),
    rule(rf"(?<![\w.])(?:{_alternatives(ALWAYS)})(?!\w)", _always),
    rule(r"(?<![\w.])&c\.", lambda _: "et cetera"),
)
