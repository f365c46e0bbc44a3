"""Words that a chat model or a prompt leaves in a story."""

from __future__ import annotations

import re

from story.language.base import Leftovers

_CHAT = re.compile(
    r"(?:sure|certainly|of course|absolutely|great)?[!,.]?\s*"
    r"(?:i(?:'|’)ll|i will|i(?:'|’)ve|i have|here(?:'|’)s|here is|here are|below is|let me)\s+"
    r"(?:now\s+)?(?:create|created|write|written|generate|generated|provide|the|a|an|your|develop)\b"
    r".{0,80}\b(?:narrative|graphic[- ]novel|story ?board|image prompts?|prompts?|panels?"
    r"|markdown|draft)\b"
    r"|(?:sure|certainly|of course|absolutely)\b[^\n]{0,20}\bhere(?:(?:'|’)s| is| are)\b"
    r"[^\n]{0,200}[:!.]$"
    r"|here(?:(?:'|’)s| is) (?:your|the) (?:story|tale|poem|chapter)\b[^\n]{0,100}:$",
    re.IGNORECASE | re.DOTALL,
)
_REQUEST = re.compile(
    r"(?:image \d+:\s*|panel \d+:?\s*|prompt:\s*|image prompt:\s*)?(?:please\s+)?(?:now\s+)?"
    r"(?:generate|create|draw|make|produce|design)\s+(?:an?|the|this|one)\s"
    r".{0,80}\b(?:image|drawing|illustration|picture|panel|graphic[- ]novel|cover"
    r"|artwork|infographic)\b",
    re.IGNORECASE | re.DOTALL,
)
_OFFER = re.compile(
    r"(?:would you like me to|let me know if you(?:'|’)d like|do you want me to"
    r"|shall i (?:continue|generate))\b"
    r".{0,200}\b(?:image|prompt|panel|story|version|change|continue|adjust|generate"
    r"|longer|shorter|different|another|tweak|edit|expand|revise|add)",
    re.IGNORECASE | re.DOTALL,
)
_PROMPT_LABEL = re.compile(
    r"(?:image|cover|narrative|panel|art|drawing) prompt\s*(?:\d+\s*)?:", re.IGNORECASE
)

_PROMPT_TITLE = re.compile(
    r"(?:show )?(?:(?:image|cover|narrative|panel|story|art|drawing) )+prompts?\s*:?", re.IGNORECASE
)
_LONE_LABEL = re.compile(
    r"(?:narrative|narration|caption|story text|panel text)\s*:?", re.IGNORECASE
)
_OF_THE_STORY = re.compile(r"narrative|story", re.IGNORECASE)

LEFTOVERS = Leftovers(
    chat=_CHAT,
    offer=_OFFER,
    request=_REQUEST,
    prompt_label=_PROMPT_LABEL,
    prompt_title=_PROMPT_TITLE,
    lone_label=_LONE_LABEL,
    of_the_story=_OF_THE_STORY,
)
