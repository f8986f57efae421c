"""Lists as people write them, with slips; and what happens to a list in a hand that slips."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

_DATES = (
    "2024-05",
    "2024-11",
    "2024/06",
    "2024.7",
    "2024-13",
    "05/2024",
    "2024-05-06",
    "2024年5月",
    "May 2024",
    "2031-01",
    "",
    "-",
)
_TITLES = (
    "Oolong",
    "The art of tea",
    "茶的艺术",
    "`Sencha`",
    "**Matcha**",
    "Tea: a story",
    "Oolong [v2]",
    "A | B",
    "Tea\u200bpot",
    "",
)
_ADDRESSES = (
    *(
        "https://a.example/oolong",
        "http://github.com/a/b",
        "https://arxiv.org/abs/2405.01234",
        "https://www.arxiv.org/pdf/2405.01234v2",
    ),
    *(
        "http://arxiv.org/abs/2413.01234",
        "https://a.example/?id=1&utm_source=x",
        "https://a.example/（茶）",
        "#teas",
        "docs/a.md",
    ),
    *(
        "https://a .example",
        "https//a.example",
        "https://a",
        "www.a.example",
        "https://a.example，",
        "",
        "https://a.example/x\u200b",
    ),
    *("https://arxiv.org/abs/2405.0123", "https://browse.arxiv.org/abs/2405.01234", "<https://a.example>"),
)
_TEXTS = (
    *(
        "Good for rainy days.",
        "good for rainy days",
        "茶很好,喝吧!",
        "see https://a.example，ok",
        "~~old~~",
        "<br>",
        "a  ",
        "*new*",
        "✅",
    ),
    *(
        "中文English混排",
        "[code](https://github.com/a/b)",
        "(ICML 2024)",
        "Javascript",
        "<!-- awesome-lint ignore bare-url -->",
        "",
        "..",
    ),
    *(
        "![s](https://img.shields.io/badge/2024.05-red)",
        "[a][r]",
        "[r]: https://a.example",
        "\\",
        "wait...",
        "a_b",
        "1. x",
        "- x",
        "# x",
    ),
)
_MARKERS = ("- ", "* ", "+ ", "1. ", "-   ", "2) ", "-", "  - ", "    - ", "> - ", "- [ ] ")
_SEPARATORS = (" - ", " – ", ": ", " ", "", "：", "  - ")

links = st.tuples(st.sampled_from(_TITLES), st.sampled_from(_ADDRESSES)).map(lambda pair: f"[{pair[0]}]({pair[1]})")
_entries = st.tuples(
    st.sampled_from((*_DATES, "", "")), links, st.sampled_from(_SEPARATORS), st.sampled_from(_TEXTS)
).map(lambda parts: f"{parts[0]} {parts[1]}{parts[2]}{parts[3]}".strip(" "))


@st.composite
def bullets(draw: st.DrawFn) -> str:
    """Make a list of entries that mostly have one form."""
    marker, separator, gap = (
        draw(st.sampled_from(_MARKERS)),
        draw(st.sampled_from(_SEPARATORS)),
        draw(st.sampled_from(("\n", "\n", "\n\n"))),
    )
    lines = []
    for number in range(draw(st.integers(1, 14))):
        if draw(st.integers(0, 4)):
            lines.append(
                f"{marker}2024-{number % 12 + 1:02} [Tea number {number}](https://a.example/{number}){separator}words"
            )
        else:
            lines.append(draw(st.sampled_from(_MARKERS)) + draw(_entries))
    return gap.join(lines)


@st.composite
def tables(draw: st.DrawFn) -> str:
    """Make a table whose rows mostly have as many cells as its header."""
    width = draw(st.integers(1, 4))
    header = draw(st.permutations(("Date", "Title", "Link", "说明")))[:width]
    delimiters = draw(st.lists(st.sampled_from(("---", ":-:", "-", "--:", " --- ")), min_size=width, max_size=width))
    rows = [f"| {' | '.join(header)} |", f"|{'|'.join(delimiters)}|"]
    cell = st.one_of(st.sampled_from((*_DATES, *_TEXTS)), links)
    for _ in range(draw(st.integers(0, 10))):
        cells = draw(st.lists(cell, min_size=width, max_size=width if draw(st.integers(0, 4)) else width + 2))
        cells = cells[: len(cells) - (not draw(st.integers(0, 6)))]
        rows.append(
            f"{draw(st.sampled_from(('| ', '|', '')))}{' | '.join(cells)}{draw(st.sampled_from((' |', '|', '')))}"
        )
    return "\n".join(rows)


_headings = st.sampled_from(
    ("# Teas", "## Oolong", "##  Oolong ##", "## Oolong", "### 茶", "Teas\n====", "##No", "<h2>Tea</h2>", "## Contents")
)
_others = st.sampled_from(
    (
        *(
            "Words.\nMore  \nwords",
            "> quoted\n> - [a](https://a.example)",
            "```\n- code\n```",
            "***",
            "<div>\n\n",
            "</div>",
        ),
        *(
            "[r]: https://a.example",
            "- [Oolong](#oolong)\n- [茶](#茶)",
            "<!-- awesome-lint off links -->",
            "<!-- awesome-lint on -->",
        ),
        *(
            "<details>\n<summary>x</summary>\n\n",
            "</details>",
            "<table><tr><td><a href='u'>a</a></td></tr></table>",
            "\t- x",
            "    code",
        ),
        *(
            "- a\n\n  b\n\n      code\n\n- c",
            "1. a\n1. b\n3. c",
            "- a\n    - b\n        - c",
            "[^1]: note",
            "<!-- open",
            "---",
        ),
    )
)


@st.composite
def lists(draw: st.DrawFn) -> str:
    """Make a whole file."""
    block = st.one_of(bullets(), bullets(), tables(), tables(), _headings, _others, _entries)
    blocks = draw(st.lists(block, min_size=1, max_size=6))
    gaps = draw(
        st.lists(
            st.sampled_from(("\n\n", "\n\n", "\n\n", "\n", "\n\n\n", "\n \n")),
            min_size=len(blocks),
            max_size=len(blocks),
        )
    )
    text = "".join(block + gap for block, gap in zip(blocks, gaps, strict=True))
    newline = draw(st.sampled_from(("\n", "\n", "\n", "\r\n")))
    return text.replace("\n", newline)


_INSERTED = st.sampled_from(
    (
        *(
            "|",
            "||",
            " | x |",
            "\n",
            "\n\n",
            " ",
            "\t",
            "[",
            "]",
            "(",
            ")",
            "](",
            "[a](u)",
            "*",
            "**",
            "`",
            "<",
            ">",
            "\\",
            "-",
            "- ",
        ),
        *(
            "#",
            "0",
            "1",
            "2024-05",
            "，",
            "\u200b",
            "\u00a0",
            "\u3000",
            "\r",
            "<!--",
            "-->",
            "</div>",
            "https://",
            "&amp;",
            "_",
            "~",
            ":",
            "...",
        ),
    )
)


def _mutation(parts: tuple[int, float, float, str]) -> Callable[[str], str]:
    kind, first, second, inserted = parts

    def act(text: str) -> str:
        start, end = int(first * len(text)), int(first * len(text)) + int(second * 40)
        lines = text.split("\n")
        one, other = int(first * (len(lines) - 1)), int(second * (len(lines) - 1))
        if kind == 0:
            return text[:start] + text[end:]
        if kind == 1:
            return text[:start] + inserted + text[start:]
        if kind == 2:
            return text[:end] + text[start:end] + text[end:]
        if kind == 3:
            lines[one], lines[other] = lines[other], lines[one]
        elif kind == 4:
            del lines[one]
        else:
            lines.insert(other, lines[one])
        return "\n".join(lines)

    return act


_parts = st.floats(0, 1, exclude_max=True)
mutations = st.lists(
    st.tuples(st.integers(0, 5), _parts, _parts, _INSERTED).map(_mutation), min_size=1, max_size=5
).map(lambda acts: lambda text: reduce(lambda so_far, act: act(so_far), acts, text))
"""Functions from a text to one with slips: pieces cut, put in, doubled; lines exchanged, dropped, doubled."""
