"""First names and the gender they mostly have, from the bundled list."""

from __future__ import annotations

from functools import cache

from story.assets import asset
from story.model import Gender


def first_name_gender(name: str) -> Gender:
    """The gender that bearers of a first name mostly have; unknown where both or none have."""
    first = name.casefold().removesuffix(".")
    return _genders().get(first) or _genders().get(first.partition("-")[0], "unknown")


@cache
def _genders() -> dict[str, Gender]:
    genders: dict[str, Gender] = {}
    text = asset("names/first-names.txt").read_text("utf-8")
    gender: Gender = "unknown"
    for line in text.splitlines():
        if line.startswith("# female"):
            gender = "female"
        elif line.startswith("# male"):
            gender = "male"
        elif line and not line.startswith("#"):
            genders.update(dict.fromkeys(line.split(), gender))
    return genders


_GROUPS = """
alexander alex sandy; andrew andy drew; anthony tony; arthur art artie; benjamin ben benny;
catherine kate katie kathy cathy kitty; charles charlie charley chuck; christopher chris kit;
daniel dan danny; david dave davy; edward ed eddie ned ted teddy; elizabeth liz lizzie beth betsy
betty bess eliza; emily emmy em; francis frank; frances fanny fran; frederick fred freddy freddie;
gabriel gabe; george georgie; gerald gerry jerry; gilbert gil; gregory greg; harold harry hal;
henry harry hal hank; herbert bert bertie; isabella bella; jacob jake; james jim jimmy jamie jem;
jennifer jenny jen; jessica jess jessie; john johnny jack; jonathan jon; joseph joe joey;
joshua josh; katherine kate katie kathy kitty kat; lawrence larry; leonard leo len; lillian lily;
margaret maggie meg peggy madge greta; martha patty; mary molly polly; matthew matt; michael mike
mickey mick; nathaniel nat nate; nicholas nick; oliver ollie; patricia pat patty; patrick pat
paddy; peter pete; philip phil; rebecca becky; richard dick rick ricky; robert bob bobby rob
robbie; ronald ron; samuel sam sammy; sarah sally; stephen steve; steven steve; susan sue susie;
susannah sue susie; theodore ted teddy theo; theresa tess tessa; thomas tom tommy; timothy tim;
victoria vicky; vincent vince; walter walt; william will bill billy willy willie liam;
zachary zach; abigail abby; deborah debbie; dorothy dot dolly; eleanor nell nellie ellie;
helen nell; jane jenny janey; josephine jo josie; judith judy; amanda mandy; ernest ernie;
elizabeth lizzy libby; catherine katy; katherine katy; katharine kate katie kitty kit; ann annie
nan nancy; anne annie nan nancy; anna annie; caroline carrie caro; charlotte lottie; harriet
hattie; georgiana georgie; gwendolen gwen; louisa lou; louise lou; augusta gussie; cecilia cissy
cecily; christina chrissie tina; florence flo florrie; gertrude gertie; henrietta etta hetty;
matilda tilly mattie; mildred millie; millicent milly; olivia livy; penelope penny; sophia sophy
sophie; theodora dora thea; virginia ginny; winifred win winnie; wilhelmina mina minnie; alfred
alf alfie fred; albert bert bertie; archibald archie; augustus gus; bartholomew bart; bernard
bernie; clement clem; clifford cliff; donald don; douglas doug; edmund ned ed; edwin ed; eugene
gene; geoffrey geoff; isaac ike; jeremiah jerry; kenneth ken kenny; laurence larry laurie; leopold
leo; lewis lew; louis lou; maximilian max; percival percy; raymond ray; reginald reg reggie; rodney
rod; roderick rod; sebastian seb; sidney sid; simon si; solomon sol; stanley stan; terence terry;
tobias toby; wallace wally; wilfred wilf;
"""
_SHORT: dict[str, frozenset[str]] = {}
for _line in _GROUPS.replace("\n", " ").split(";"):
    for _name in _line.split()[1:]:
        _SHORT[_name] = _SHORT.get(_name, frozenset()) | {_line.split()[0]}
_FORMS: dict[str, frozenset[str]] = {}
for _short, _names in _SHORT.items():
    for _name in _names:
        _FORMS[_name] = _FORMS.get(_name, frozenset()) | {_short}


def same_first_name(one: str, other: str) -> bool:
    """Whether one name is the other, or a short form of it."""
    if one == other:
        return True
    return other in _SHORT.get(one, ()) or one in _SHORT.get(other, ())


def names_like(one: str) -> frozenset[str]:
    """The name itself, its short forms, and the names that it is short for."""
    return _SHORT.get(one, frozenset()) | _FORMS.get(one, frozenset()) | {one}
