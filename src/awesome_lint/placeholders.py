"""What lists write where something is not there: not yet, or not at all."""

from __future__ import annotations

import re

from awesome_lint.reading.words import length
from awesome_lint.regex import regex

_NOTHING = regex(
    r"[\W_]*(?:n\.?/?a|none|nil|null|no|not|x|yes|y|n|无|否|是|没有|暂无|未知|unknown)?[\W_]*", re.IGNORECASE
)
_TO_COME = regex(
    r"\b(?:tba|tbd|tbc|tbr|todo|(?:coming|available|released?) soon|to appear"
    r"|to be (?:released|announced|added|published|determined)|in (?:press|preparation)|under review|unavailable"
    r"|not (?:yet )?(?:public|available|released|published))\b"
    r"|待定|待补|待更|待公布|待发布|待开源|待录制|暂无|暂未|尚未|未公开|未开源|未发布|即将|敬请期待",
    re.IGNORECASE,
)
_ABSENT = regex(
    r"\b(?:soon|wip|upcoming|forthcoming|pending|private|closed|proprietary|internal|request|removed|deprecated"
    r"|withdrawn|deleted|offline|ongoing|present|anonymous|in progress|unreleased|unpublished|various|multiple)\b"
    r"|待|未|暂|内部|闭源|不开源|不公开|下架|删除|进行中|至今",
    re.IGNORECASE,
)
_SHORT = 4


def announces(text: str) -> bool:
    """Whether *text* says that something is to come, or cannot be had."""
    return _TO_COME.search(text) is not None


def is_placeholder(text: str) -> bool:
    """Whether a cell's *text* stands for nothing: ``-``, ``N/A``, ``无``, ``✅``, ``coming soon``, ``待定``."""
    if _NOTHING.fullmatch(text) or announces(text):
        return True
    return length(text) <= _SHORT and _ABSENT.search(text) is not None
