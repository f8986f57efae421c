"""Markdown that nobody would write by hand: texts made of the fragments that parsers stumble over."""

from __future__ import annotations

from hypothesis import strategies as st

_WORDS = (
    "a",
    "word",
    "two words",
    "论文",
    "（注）",
    "a\u00a0b",
    "a\u3000b",
    "é",
    "🎉",
    "2024-05",
    "x_y",
    "1.",
    "：",
    "，",
)
_MARKUP = (
    *("[", "]", "(", ")", "[]", "()", "](", "[[", "]]", "![", "!", "<", ">", "`", "``", "*", "**", "***", "_", "__"),
    *("~", "~~", "\\", "\\[", "\\*", "\\\\", "&", "&amp;", "&lt;", "&#35;", "&copy;", "&nope;", '"', "'", ":"),
)
_LINKS = (
    *("[t](u)", "[t](<u v>)", '[t](u "title")', "[t](u 'x')", "[a*b*](u_v)", "[[t](u)]", "[[t]](u)", "[![i](j)](u)"),
    *("[t]()", "[t](u )", "[t](a(b)c)", "[t](a\\)b)", "[t](a&amp;b)", "[ref]", "[t][ref]", "[ref][]", "![alt](i.png)"),
    *("[t] (u)", "[`c`](u)", "[t](u", "[**b**](u)", "[x](u)[y](v)", "![i][ref]", "[论文](https://a.org/（x）)"),
)
_ADDRESSES = (
    *("https://a.org", "http://a.org/x?y=1&z=2", "www.a.org", "ftp://a.org/", "<https://a.org>", "https://a.org/（x）"),
    *("https://a_b.org", "https://a.org/x_y", "https://a.org).", "(https://a.org)", "https://a.org&amp;", "https://"),
    *("www.", "HTTPS://A.org", "WWW.a.org", "xhttps://a.org", "https://localhost", "https://a.org/*b*", "www.a_b.c_d"),
    *("https://a.org;", "https://a.org'", "https://a.org~", "https://a..b", "https://论文.org/a", "www.a"),
)
_TAGS = ("<br>", "<b>", "</b>", '<a href="u">', "</a>", "<a>", '<img src="i">', "<!-- c -->", "<!--", "-->", "<x y=")
_INLINE = st.one_of(*(st.sampled_from(group) for group in (_WORDS, _MARKUP, _LINKS, _ADDRESSES, _TAGS)), st.just(" "))

inline_texts = st.lists(_INLINE, max_size=12).map("".join).map(lambda text: text.strip(" \t"))
"""One line of inline content."""

_STARTS = (
    *(
        "",
        "",
        "",
        "- ",
        "* ",
        "+ ",
        "1. ",
        "2) ",
        "> ",
        ">",
        "# ",
        "### ",
        "    ",
        "  ",
        "\t",
        " ",
        "- - ",
        "> - ",
        "-\t",
    ),
    *("  - ", "    - ", "| ", "|", "-", "```", "~~~ ", "#", "<div>", "</div>", "<details>", "<!-- ", "1986. "),
)
_LINES = (
    *(
        "",
        "",
        "",
        "---",
        "===",
        "| a | b |",
        "|---|---|",
        "|:-:|",
        "--|--",
        "a | b | c",
        "| a \\| b | `c|d` |",
        "***",
        "-",
    ),
    *(
        "\n[ref]: https://r.org\n",
        '\n[ref]: <u> "t"\n',
        "\n[REF]: v\n",
        "```",
        "~~~",
        "<br />",
        "- [ ] task",
        "* * *",
        ">",
    ),
)
_line = st.one_of(
    st.sampled_from(_LINES),
    st.tuples(st.sampled_from(_STARTS), inline_texts).map("".join),
)
markdown_texts = st.lists(_line.map(lambda line: line if line.strip(" \t") else ""), max_size=14).map("\n".join)
"""A whole text; what GitHub reads otherwise (see the tests of known differences) does not occur."""
