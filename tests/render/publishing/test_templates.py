"""Templates stay within a second and 100 MB, whatever they hold."""

import time
import tracemalloc
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from render.publishing.templates import filled_template
from story.errors import SettingsError

VALUES = {
    "title": "The Lamp",
    "summary": "It burns. " * 300,
    "number": 3,
    "links": [{"text": f"link {n}", "address": f"https://example.org/{n}"} for n in range(500)],
    "chapters": [],
    "people": ["Ada", "Tom"],
    "meta": {"license": "CC0"},
}
FORTY = "a" * 40
DEEP = "{% for x in a %}" * 6 + "{% endfor %}" * 6
BOMBS = {
    "concatenation": f"{{% set a='{FORTY}' %}}" + "{% set a = a ~ a %}" * 40 + "{{ a|length }}",
    "in a loop": "{% set ns=namespace(a='aaaa') %}{% for i in ns.a %}{% set ns.a = ns.a ~ ns.a %}"
    "{% endfor %}",
    "addition": f"{{% set a='{FORTY}' %}}" + "{% set a = a + a %}" * 40,
    "many in one": "{% set a = summary ~ summary %}" * 8 + "{{" + "~".join(["a"] * 900) + "}}",
    "nested loops": f"{{% set a='{FORTY}' %}}" + DEEP,
    "loops over a summary": DEEP.replace("in a", "in summary"),
    "work in a loop": "{% for i in summary %}{% for j in summary %}"
    + "{% if summary == title %}{% endif %}" * 100
    + "{% endfor %}{% endfor %}",
    "join": "{% set a = summary|list %}{{ a|join(summary) }}{{ a|join(a|join(summary)) }}",
    "replace": "{{ summary" + "|replace('', summary)" * 10 + "}}",
    "list of lists": "{% set a = ['a'] %}" + "{% set a = [a, a] %}" * 40 + "{{ a }}",
    "lists added": "{% set a = ['a'] %}" + "{% set a = a + a %}" * 40 + "{{ a }}",
    "stored output": "{% set a %}aaaa{% endset %}" + "{% set a %}{{ a }}{{ a }}{% endset %}" * 40,
    "with": "{% with a = 'aaaa' %}{{ a }}{% endwith %}",
    "format": "{{ '%1000000000d'|format(1) }}",
    "percent": "{{ '%1000000000d' % 1 }}",
    "str.format": "{{ '{:1000000000}'.format(1) }}",
    "center": "{{ title|center(1000000000) }}",
    "center method": "{{ title.center(1000000000) }}",
    "zfill": "{{ title.zfill(1000000000) }}",
    "expandtabs": "{{ '\t'.expandtabs(1000000000) }}",
    "indent": "{{ title|indent(1000000000, true) }}",
    "batch": "{{ title|batch(100000000, 'x')|list }}",
    "slice": "{{ title|slice(100000000)|list }}",
    "lipsum": "{{ lipsum(1000000) }}",
    "range": "{{ range(1000000000)|list }}",
    "squares": "{% set a = 9 %}" + "{% set a = a * a %}" * 60 + "{{ a }}",
    "round": "{{ 1.5|round(1000000000) }}",
    "macro": "{% macro f() %}{{ f() }}{{ f() }}{% endmacro %}{{ f() }}",
    "recursive loop": "{% for a in people recursive %}{{ loop(people) }}{% endfor %}",
    "a long template": "{{ title }}" * 10_000,
    "depth": "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    "not not": "{{ " + "not " * 2400 + "1 }}",
    "signs": "{{ " + "-" * 9000 + "1 }}",
    "dictsort": "{{ title|dictsort }}",
    "what there is not": "{{ nonsense }}",
    "an attribute of a number": "{{ number.real.imag.x }}",
}


@pytest.mark.parametrize("template", BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused_within_its_bounds(template):
    tracemalloc.start()
    started = time.process_time()
    try:
        with pytest.raises(SettingsError, match=r"inkreel.toml: youtube.description: "):
            filled_template(template, "description", VALUES)
        assert time.process_time() - started < 3  # tracing memory takes twice the time
        assert tracemalloc.get_traced_memory()[1] < 100_000_000
    finally:
        tracemalloc.stop()


FINE = {
    "{% set a = title ~ ' ' ~ number %}{{ a }}": "The Lamp 3",
    "{{ title + '!' }} {{ number * 2 + 1 }} {{ 'No. %d' }}": "The Lamp! 7 No. %d",
    "{{ people|join(' and ') }}, {{ links|length }}": "Ada and Tom, 500",
    "{{ links|map(attribute='text')|first }}": "link 0",
    "{% for p in people %}{{ loop.index }}/{{ loop.length }} {{ p }}{% if not loop.last %}; "
    "{% endif %}{% endfor %}": "1/2 Ada; 2/2 Tom",
    "{{ title|replace('Lamp', 'Bell')|upper }} {{ title.upper() }}": "THE BELL THE LAMP",
    "{{ meta.license if meta.license in ['CC0', 'CC BY'] else '' }}": "CC0",
    "{{ meta.get('x', 'none') }} {{ summary[:9] }} {{ 2.345|round(1) }}": "none It burns. 2.3",
    "{% for k, v in meta.items() %}{{ k }}={{ v }}{% endfor %}": "license=CC0",
}


@pytest.mark.parametrize(("template", "text"), FINE.items())
def test_what_authors_write_works(template, text):
    assert filled_template(template, "title", VALUES) == text


def test_a_description_with_hundreds_of_links_is_within_bounds():
    text = filled_template(
        "{% for link in links %}{{ link.text }}: {{ link.address }}\n{% endfor %}" + " " * 600,
        "description",
        VALUES,
    )
    assert text.count("\n") == 500


BITS = st.sampled_from(
    "{{ }} {% %} for in if endif endfor set = a b title people ~ + * ( ) [ ] | upper join replace "
    "length loop . , 'x' 9 not macro endmacro with".split()
)


@settings(max_examples=300, deadline=2000)
@given(st.lists(BITS, max_size=40).map(" ".join))
def test_any_template_is_filled_or_refused(template):
    with suppress(SettingsError):
        filled_template(template, "title", VALUES)
