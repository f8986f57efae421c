"""Titles of pages that are not what was asked for: nothing is there, or something stands before it."""

from __future__ import annotations

import re

from awesome_lint.regex import regex

_PARTS = regex(r"\s+[-–—|·•:»]+\s+|\s*[|·•»—]\s*|:\s+|[。！!]\s*")
_GONE_PART = regex(  # of a title, as a whole: an article on error 404 has more to say
    r"\W*(?:"
    r"(?:(?:http|status|code|error|oops|sorry|错误)\W*){0,3}(?:404|410)"
    r"(?:\W*(?:error|page|gone|错误|页面|(?:page |file )?not found)){0,2}|"
    r"(?:(?:sorry|oops|error)\W*)?(?:(?:the|this|that|your)\s)?(?:requested\s)?"
    r"(?:page|file|article|document|content|site|resource|url|repository|post|video|project)\s"
    r"(?:(?:you\s(?:requested|are looking for))\s)?(?:was\s|is\s|could\s|can)?(?:not|n.t)\s?(?:be\s)?(?:found|exist)|"
    r"(?:file or directory )?not found|"
    r"(?:(?:sorry|oops|error)\W*)?(?:(?:the|this|your)\s)?(?:requested\s)?"
    r"(?:page|file|article|document|content|resource|post|video|project)\s"
    r"(?:does not exist|doesn.t exist|(?:is )?no longer (?:available|exists?))|"
    r"(?:很?抱歉|对不起|您|你|该|此|所|的|要?访问|\W){0,5}(?:页面不存在|页面未找到|"
    r"找不到(?:该|此|您|你)?.{0,6}页面?|访问的页面(?:不存在|没有找到)|内容不存在|文章不存在|页面走丢了)了?"
    r")\W*",
    re.IGNORECASE,
)
_WALL_TITLE = regex(
    r"^\W*(?:just a moment|attention required|access (?:to this page )?(?:has been )?denied|"
    r"are you (?:a )?(?:human|robot)|robot check|security check|checking your browser|"
    r"verify(?:ing)? (?:you are|that you)|human verification|please wait|ddos-guard|one moment|before you continue)\b|"
    r"^(?:安全验证|人机验证|请完成.{0,4}验证|环境异常)",
    re.IGNORECASE,
)
_LOGIN_PART = regex(
    r"\W*(?:please\s)?(?:log\s?in|sign\s?in|登录|登陆)(?:\s(?:to|with|required|page)\b.*)?\W*", re.IGNORECASE
)


def is_gone_title(title: str) -> bool:
    """Whether a page's title, or a part of it between marks, says that there is nothing."""
    return any(_GONE_PART.fullmatch(part) for part in (title, *_PARTS.split(title)))


def is_wall_title(title: str) -> bool:
    """Whether a page's title says that it stands before another page."""
    return bool(_WALL_TITLE.search(title)) or any(_LOGIN_PART.fullmatch(part) for part in _PARTS.split(title))
