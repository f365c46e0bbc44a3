"""How texts are said: `written => said`, one a row; rows with # name the group that follows."""

from __future__ import annotations

TABLE = r"""
# money
approximately $2-3 million in computing => approximately two to three million dollars in computing
between $5-7 billion developing => between five to seven billion dollars developing
$2–$3 million => two to three million dollars
$5-$10 => five to ten dollars
$2.5-3.5 billion => two point five to three point five billion dollars
$100k-200k => one hundred to two hundred thousand dollars
$1M–$2M => one to two million dollars
$900 million-$1.2 billion => nine hundred million dollars to one point two billion dollars
£2-3m => two to three million pounds
€5-7 billion => five to seven billion euros
a $2-3 million project => a two to three million dollar project
over $10,000 each => over ten thousand dollars each
$500,000 or more => five hundred thousand dollars or more
He paid $1,234.56. => He paid one thousand two hundred thirty four dollars and fifty six cents.
$3.50 => three dollars and fifty cents
$0.99 => ninety nine cents
$0.05 => five cents
$1 => one dollar
$1.00 => one dollar
$5. => five dollars.
-$5 => minus five dollars
-$1.5 million => minus one point five million dollars
$1.5M => one point five million dollars
£3m => three million pounds
£9.99 => nine pounds and ninety nine pence
€50 => fifty euros
€1.2bn => one point two billion euros
¥10,000 => ten thousand yen
₹500 => five hundred rupees
50¢ => fifty cents
US$20 billion => twenty billion US dollars
5 USD => five dollars
USD 5 million => five million dollars
20 EUR => twenty euros
$5/month => five dollars per month
$5+ => five dollars plus
a $5 million deal => a five million dollar deal
$5 million deals => five million dollars deals
a $100 bill => a one hundred dollar bill
crisp $100 bills => crisp one hundred dollar bills
a 3-year, $5-million deal => a three-year, five million dollar deal
$2-million => two million dollars
$1 trillion => one trillion dollars
$22 million and $380 million => twenty two million dollars and three hundred eighty million dollars

# ranges and percentages
a 30-40% reduction => a thirty to forty percent reduction
5-10% => five to ten percent
10%–20% => ten to twenty percent
2.5-3.5% => two point five to three point five percent
within 18-24 months. => within eighteen to twenty four months.
an 18-24-month wait => an eighteen to twenty four-month wait
20,000-30,000 people => twenty thousand to thirty thousand people
pp. 12–15 => pages twelve to fifteen
5-10 minutes => five to ten minutes
10-15 km => ten to fifteen kilometers
-10 to -5°C => minus ten to minus five degrees Celsius
-10–-5 °C => minus ten to minus five degrees Celsius
2-3x faster => two to three times faster
7-8B models => seven to eight B models
100–200K users => one hundred to two hundred K users
the score was 21–14 => the score was twenty one to fourteen
9-5 => nine to five
40% more data => forty percent more data
100% => one hundred percent
2.5% => two point five percent
±5% => plus or minus five percent
+5% => plus five percent
<5% => less than five percent
~50 => about fifty
>50 => more than fifty
≤ 10 => at most ten
50+ people => fifty plus people

# years and decades
In February 2023, Meta => In February twenty twenty three, Meta
July 2023 => July twenty twenty three
early 2022. => early twenty twenty two.
mid-2022, the => mid twenty twenty two, the
As 2024 progressed => As twenty twenty four progressed
in 1066 => in ten sixty six
1905 => nineteen oh five
1984: With millions => nineteen eighty four: With millions
2005 => two thousand five
2000 => two thousand
In 1984, 2001 people came. => In nineteen eighty four, two thousand one people came.
from 1998 to 2004 => from nineteen ninety eight to two thousand four
1914-1918 => nineteen fourteen to nineteen eighteen
1914–18 => nineteen fourteen to eighteen
2020-21 => twenty twenty to twenty one
the 1990s => the nineteen nineties
the '90s => the nineties
the ’60s and ’70s => the sixties and seventies
1990's => nineteen nineties
mid-1980s => mid nineteen eighties
the 1800s => the eighteen hundreds
the early 2000s => the early two thousands
2010s => twenty tens
in her 30s => in her thirties
40s-50s => forties to fifties
She was born in '45. => She was born in forty five.
300 BC => three hundred BC
c. 1850 => circa eighteen fifty
c. 1500 BC => circa fifteen hundred BC
1024 parameters => one thousand twenty four parameters
1500 people => fifteen hundred people
2000 years => two thousand years
100s of => hundreds of
0s and 1s => zeros and ones

# dates and times
July 4, 1776 => July fourth, seventeen seventy six
July 4th => July fourth
on 4 July 1776 => on the fourth of July seventeen seventy six
the 21st of May, 1999 => the twenty first of May nineteen ninety nine
the 4th of July => the fourth of July
Mon, Oct 16 2023 => Monday, October sixteenth, twenty twenty three
Tuesday, 4 May => Tuesday, the fourth of May
Sept. 11 => September eleventh
Dec. 25, 2020 => December twenty fifth, twenty twenty
Oct 2020 => October twenty twenty
July 4-6 => July fourth to sixth
2023-07-18 => July eighteenth, twenty twenty three
7/18/2023 => July eighteenth, twenty twenty three
13/01/2020 => January thirteenth, twenty twenty
7/18 => July eighteenth
9/11 => nine eleven
May 5 => May fifth
you may 5 times => you may five times
3:30 pm => three thirty P.M.
3:30 p.m. => three thirty P.M.
a 3 AM session => a three A.M. session
at 3 a.m. He slept. => at three A.M. He slept.
at 10 a.m., he => at ten A.M., he
between 10 a.m. and 3 p.m. => between ten A.M. and three P.M.
10:05 => ten oh five
12:00 => twelve o'clock
at 17:45 => at seventeen forty five
at 14:00 => at fourteen hundred
00:05:30 => zero oh five and thirty seconds
3-4 pm => three to four P.M.
9am-5pm => nine A.M. to five P.M.
10:30-11:30 => ten thirty to eleven thirty

# numbers
1,000 => one thousand
1,200,034.89 => one million two hundred thousand thirty four point eight nine
0.5 => zero point five
.5 => point five
3.14159 => three point one four one five nine
-5 => minus five
−5 => minus five
1234567890123456 => one two three four five six seven eight nine zero one two three four five six
0123 => zero one two three
007 => double oh seven
1 000 => one thousand
100 000 => one hundred thousand
1,5 => one, five
2 million => two million
3.5 billion => three point five billion
1 in 4 => one in four
3rd => third
21st century => twenty first century
the 112th => the one hundred twelfth
1,000th => one thousandth
mid-19th century => mid nineteenth century
5th–6th century => fifth to sixth century
5-year-old => five-year-old
20-somethings => twenty-somethings
1/2 => one half
3/4 => three quarters
2/3 => two thirds
1 1/2 => one and a half
5 1/4 inches => five and a quarter inches
1½ cups => one and a half cups
½ => one half
3/10 => three out of ten
10/10 => ten out of ten
99/100 => ninety nine out of one hundred
22/7 => twenty two over seven
50/50 => fifty fifty
80/20 => eighty twenty
24/7. Any => twenty four seven. Any
24/7/365 => twenty four seven three sixty five
16:9 => sixteen to nine
John 3:16 => John three sixteen
5 × 3 => five times three
4x4 => four by four
1920x1080 => nineteen twenty by ten eighty
10x faster => ten times faster
a 10x engineer => a ten X engineer
2× faster => two times faster
555-1234 => five five five, one two three four
(650) 555-0199 => six five zero, five five five, zero one nine nine
1-800-555-0199 => one, eight zero zero, five five five, zero one nine nine
+1 (555) 123-4567 => plus one, five five five, one two three, four five six seven
123-45-6789 => one two three, four five, six seven eight nine
call 911 => call nine one one
192.168.0.1 => one hundred ninety two dot one hundred sixty eight dot zero dot one
version 1.2.3 => version one point two point three
He said 3, 4, and 5. => He said three, four, and five.

# measures
10 km => ten kilometers
a 10 km run => a ten kilometer run
1 km => one kilometer
5 ft => five feet
6'2" => six foot two
60 mph => sixty miles per hour
5–10 km/h => five to ten kilometers per hour
9.8 m/s² => nine point eight meters per second squared
100 km² => one hundred square kilometers
3 m³ => three cubic meters
20 sq ft => twenty square feet
5°C => five degrees Celsius
−40°F => minus forty degrees Fahrenheit
100° => one hundred degrees
16 GB of RAM => sixteen gigabytes of RAM
a 16 GB card => a sixteen gigabyte card
2.4 GHz => two point four gigahertz
3 kWh => three kilowatt hours
60 fps => sixty frames per second
5 lbs => five pounds
2½ km => two and a half kilometers
5 in the morning => five in the morning
5 m tall => five meters tall
a 100-km road => a one hundred kilometer road

# names of letters and digits
thousands of NVIDIA A100 GPUs => thousands of NVIDIA A one hundred GPUs
H100s => H one hundreds
Llama 2 => Llama two
Llama-2-70b-chat => Llama two seventy B chat
a 7B model => a seven B model
70B => seventy B
100B people => one hundred billion people
10M users => ten million users
GPT-4 => GPT four
GPT-3.5 => GPT three point five
GPT-4o => GPT four O
COVID-19 => COVID nineteen
F-16s => F sixteens
B-52 => B fifty two
R2-D2 => R two D two
C-3PO => C three P O
T-1000 => T one thousand
MI6 => MI six
i7 => I seven
x86 => X eighty six
Core i9-13900K => Core I nine thirteen thousand nine hundred K
RTX 4090 => RTX forty ninety
Boeing 747 => Boeing seven forty seven
747s => seven forty sevens
Room 101 => Room one oh one
Xbox 360 => Xbox three sixty
H.264 => H two sixty four
MP3 => MP three
4K => four K
1080p => ten eighty P
5G => five G
3-D => three D
3D => three D
CO2 => C O two
CO₂ => C O two
H2O => H two O
B2B => B to B
Y2K => Y two K
K-12 => K twelve
the 401(k) => the four oh one K
v2.0.1 => version two point zero point one
Python 3.11 => Python three point one one
plan A. => plan A.
an A in math => an A in math
A man => A man
C++ => C plus plus
C# => C sharp
F# => F sharp
Q3 2023 => Q three twenty twenty three

# Roman numerals
Henry VIII => Henry the eighth
Louis XIV's => Louis the fourteenth's
Elizabeth I => Elizabeth the first
Charles I was king => Charles the first was king
and then Charles I think => and then Charles I think
Peter I of Russia => Peter the first of Russia
King George V => King George the fifth
Pope John Paul II => Pope John Paul the second
John Smith III => John Smith the third
Malcolm X => Malcolm X
World War II => World War two
WWII => World War two
WW-II => World War two
WWI => World War one
Chapter IV => Chapter four
Act I, Scene II => Act one, Scene two
Apollo XI => Apollo eleven
Super Bowl LVIII => Super Bowl fifty eight
Rocky IV => Rocky four
Type II => Type two
Vitamin C => Vitamin C
She and I. => She and I.

# short forms
Dr. Smith => Doctor Smith
Mr. and Mrs. Smith => Mister and Missus Smith
Prof. Jones => Professor Jones
Lt. Col. Smith => Lieutenant Colonel Smith
St. Mary => Saint Mary
Mount St. Helens => Mount Saint Helens
123 Main St. today => one hundred twenty three Main Street today
on Main St. He left. => on Main Street. He left.
Martin Luther King Jr. spoke => Martin Luther King Junior spoke
Acme Inc. announced => Acme Incorporated announced
Acme Inc. He left. => Acme Incorporated. He left.
No. 5 => number five
Nos. 3 and 4 => numbers three and four
No. He left. => No. He left.
Fig. 3 => Figure three
vol. 2 => volume two
p. 5 => page five
e.g., this => for example, this
i.e., that => that is, that
cats, dogs, etc. and => cats, dogs, et cetera and
cats, dogs, etc. => cats, dogs, et cetera.
et cetera => et cetera
Kramer vs. Kramer => Kramer versus Kramer
Smith et al. (2020) => Smith and others (twenty twenty)
approx. 5 km => approximately five kilometers
w/o sugar => without sugar
a.k.a. Bob => also known as Bob
The U.S. economy => The U.S. economy
Ph.D. student => Ph.D. student

# signs
R&D => R and D
AT&T's => AT and T's
rock & roll => rock and roll
and/or => and or
his/her => his or her
TCP/IP => TCP IP
IF/THEN rules => IF THEN rules
#1 => number one
#OpenAI => hashtag Open AI
#BlackLivesMatter => hashtag Black Lives Matter
@elonmusk => at elonmusk
me@example.com => me at example dot com
https://arxiv.org/abs/2307.1 => arxiv dot org slash abs slash two three zero seven dot one
Visit https://example.com/path?x=1 now. => Visit example dot com slash path now.
www.example.com => example dot com
index.md => index dot M D
README.md => README dot M D
node.js => node dot J S
§ 5 => section five
§§ 3-5 => sections three to five
hello 😀 world => hello world
Hi 🙂! => Hi!
Great 👍🏽 work => Great work
🇺🇸 flag => flag
1️⃣ first => one first
Foo™ bar => Foo bar
a → b => a to b
taking shape - one that => taking shape — one that
word -- word => word — word
word – word => word — word
word—word => word—word
wait... => wait…
wait . . . what => wait … what
[x](/y/) => (x)(/y/)
snake_case => snake case
α and β => alpha and beta
日本 => 日本
café => café

# formulas
$f(x)$, used => F of X, used
used $e$ for => used E for
$\pi$ for => pi for
$\Sigma$ => Sigma
$V - E + F = 2$ => V minus E plus F equals two
$e^{i\pi} + 1 = 0$ => E to the I pi plus one equals zero
$x^2 + y^2 = z^2$ => X squared plus Y squared equals Z squared
$\frac{a}{b}$ => A over B
$\frac{1}{2}$ => one half
$\sqrt{x}$ => the square root of X
$a_1$ => A one
$\sum_{i=1}^{n} i$ => the sum from I equals one to N of I
$$E = mc^2$$ => E equals M C squared
\(x\) => X
e=mc² => E equals M C squared
a² + b² = c² => A squared plus B squared equals C squared
y = mx + b => Y equals M X plus B
f(x) = x² => F of X equals X squared
O(n log n) => O of N log N
1 + 1 = 2 => one plus one equals two
5 - 3 = 2 => five minus three equals two
6 ÷ 2 => six divided by two
2^10 => two to the tenth
10⁶ => ten to the sixth
10^-3 => ten to the minus three
x² => X squared
√2 => the square root of two
π ≈ 3.14 => pi is about three point one four

# drawn out
Nooooo! => No!
Sooo good => So good
Yesss => Yes
Coool => Cool
Pleeease => Please
hmmmm => hmm
AAA => AAA
WWW => WWW

# the lexicon
Euler's number => Euler's number
LLaMA => llama
Königsberg => Königsberg
"""


def cases() -> list[tuple[str, str]]:
    """Pairs of (written, said)."""
    rows = (row for row in TABLE.splitlines() if row and not row.startswith("# "))
    return [(written, said) for written, said in (row.split(" => ") for row in rows)]
