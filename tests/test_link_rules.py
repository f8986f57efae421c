from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.diagnostic import Applicability, Diagnostic, Severity
from awesome_lint.reading import read
from awesome_lint.rule import Context, Rule
from awesome_lint.rules import (
    conflicting_arxiv_id,
    invalid_arxiv_id,
    invisible_character,
    malformed_link,
    noncanonical_arxiv_url,
    tracking_parameter,
)
from awesome_lint.source import Source

ID, URL, TRACKS = invalid_arxiv_id.RULE, noncanonical_arxiv_url.RULE, tracking_parameter.RULE
UNSEEN, LINK, TWICE = invisible_character.RULE, malformed_link.RULE, conflicting_arxiv_id.RULE
TODAY = dt.date(2026, 11, 1)
SAFE, MANUAL = Applicability.SAFE, Applicability.MANUAL
ZWSP, NBSP, BOM, ZWJ, ZWNJ = "\u200b", "\u00a0", "\ufeff", "\u200d", "\u200c"


def run(rule: Rule, text: str, files: tuple[str, ...] = (), **options: str) -> list[Diagnostic]:
    chosen = {name: option.default for name, option in rule.options.items()} | options
    return list(rule.check(read(Source.of(text)), Context(TODAY, chosen, exists=files.__contains__)))


def fixed(text: str, found: list[Diagnostic], applicability: Applicability = SAFE) -> str:
    edits = [edit for one in found if one.fix and one.fix.applicability is applicability for edit in one.fix.edits]
    return Source.of(text).edited(edits).text


@pytest.mark.parametrize(
    ("rule", "bad", "good"),
    [
        (ID, "[a](https://arxiv.org/abs/1810.08272]) b", "[a](https://arxiv.org/abs/1810.08272) b"),
        (URL, "[a](http://arxiv.org/abs/1810.08272)", "[a](https://arxiv.org/abs/1810.08272)"),
        (URL, "see http://arxiv.org/abs/1810.08272, too", "see https://arxiv.org/abs/1810.08272, too"),
        (URL, "<http://www.arxiv.org/pdf/1810.08272v1.pdf>", "<https://arxiv.org/pdf/1810.08272v1.pdf>"),
        (URL, "[a](https://browse.arxiv.org/abs/1810.08272)", "[a](https://arxiv.org/abs/1810.08272)"),
        (URL, "[a](http://cn.arxiv.org/pdf/1810.08272v2)", "[a](https://arxiv.org/pdf/1810.08272v2)"),
        (URL, "<a href='http://arxiv.org/abs/1810.08272'>a</a>", "<a href='https://arxiv.org/abs/1810.08272'>a</a>"),
        (URL, "| a |\n| - |\n| [b](HTTP://arxiv.org) |\n", "| a |\n| - |\n| [b](HTTPs://arxiv.org) |\n"),
        (TRACKS, "[a](https://a.org/?utm_source=x)", "[a](https://a.org/)"),
        (TRACKS, "[a](https://a.org/?utm_source=x#b)", "[a](https://a.org/#b)"),
        (TRACKS, "[a](https://a.org/?b=1&utm_source=x&c=2&fbclid=y)", "[a](https://a.org/?b=1&c=2)"),
        (
            TRACKS,
            '<a href="https://a.org/?b=1&amp;utm_source=x&amp;c=2">a</a>',
            '<a href="https://a.org/?b=1&amp;c=2">a</a>',
        ),
        (TRACKS, "[a](https://youtu.be/x?si=y)", "[a](https://youtu.be/x)"),
        (TRACKS, "[a](https://www.youtube.com/watch?v=x&t=3&pp=y)", "[a](https://www.youtube.com/watch?v=x&t=3)"),
        (
            TRACKS,
            "[a](https://mp.weixin.qq.com/s?__biz=Mz==&mid=1&idx=1&sn=2&chksm=3&mpshare=1&scene=1&srcid=4#rd)",
            "[a](https://mp.weixin.qq.com/s?__biz=Mz==&mid=1&idx=1&sn=2&chksm=3&scene=1)",
        ),
        (TRACKS, "[a](https://mp.weixin.qq.com/s?srcid=4#rd)", "[a](https://mp.weixin.qq.com/s)"),
        (UNSEEN, f"[a](https://a.org/b{ZWSP})", "[a](https://a.org/b)"),
        (UNSEEN, f"[a](https://a.org/{ZWSP}b{BOM})", "[a](https://a.org/b)"),
        (UNSEEN, f"[a](https://a.org/b{NBSP})", "[a](https://a.org/b)"),
        (UNSEEN, f"some{ZWSP}{ZWSP}thing and {ZWSP}more", "something and more"),
        (UNSEEN, f"a{ZWNJ}b, 灯{ZWJ}火", "ab, 灯火"),
        (UNSEEN, f"| a |\n| - |\n| [b](https://a.org){ZWSP} |\n", "| a |\n| - |\n| [b](https://a.org) |\n"),
        (LINK, "[a] (https://a.org)", "[a](https://a.org)"),
        (LINK, "- [a], [[b] (https://a.org/c)]", "- [a], [[b](https://a.org/c)]"),
        (LINK, "[[b]]  (https://a.org/c_(d))", "[[b]](https://a.org/c_(d))"),
        (LINK, "[![x](b.svg)] (https://a.org)", "[![x](b.svg)](https://a.org)"),
        (LINK, "**Paper**: ]A lamp: b](https://a.org)<br>", "**Paper**: [A lamp: b](https://a.org)<br>"),
        (LINK, "- A lamp for all](https://a.org) - b", "- [A lamp for all](https://a.org) - b"),
        (LINK, "| a |\n| - |\n| lamp](https://a.org) |\n", "| a |\n| - |\n| [lamp](https://a.org) |\n"),
        (LINK, "see (lamp](https://a.org)", "see [lamp](https://a.org)"),
        (LINK, "see [lamp(https://a.org) now", "see [lamp](https://a.org) now"),
        (LINK, "- a [[lamp(https://a.org)]", "- a [[lamp](https://a.org)]"),
        (LINK, "- [[a](https://a.org) / [b(https://b.org)]", "- [[a](https://a.org) / [b](https://b.org)]"),
        (LINK, "- https://a.org/b](https://a.org/b)", "- [https://a.org/b](https://a.org/b)"),
        (LINK, "see [lamp](https://a.org", "see [lamp](https://a.org)"),
        (LINK, "see [lamp](https://a.org/b_(c)\nmore", "see [lamp](https://a.org/b_(c))\nmore"),
        (LINK, "| a |\n| - |\n| [b](https://a.org |\n", "| a |\n| - |\n| [b](https://a.org) |\n"),
        (LINK, "[![x](https://a.org/b.svg](https://a.org)", "[![x](https://a.org/b.svg)](https://a.org)"),
        (LINK, "[a](my lamp.md)", "[a](<my lamp.md>)"),
    ],
)
def test_a_safe_fix_writes_what_it_should(rule: Rule, bad: str, good: str) -> None:
    assert fixed(bad, run(rule, bad)) == good
    assert run(rule, good) == [] or bad == good


@pytest.mark.parametrize(
    ("rule", "bad", "good"),
    [
        (ID, "[a](https://arxiv.org/pdf/1810.08272，.pdf)", "[a](https://arxiv.org/pdf/1810.08272.pdf)"),
        (ID, "[a](http://arxiv.org/1810.08272v2)", "[a](http://arxiv.org/abs/1810.08272v2)"),
        (ID, '<a href="https://arxiv.org/abs/1810.08272,">a</a>', '<a href="https://arxiv.org/abs/1810.08272">a</a>'),
        (TRACKS, "[a](https://a.org/?utm_source=x&b=1)", "[a](https://a.org/?b=1)"),
        (TRACKS, "[a](https://a.org/?fbclid=1&utm_source=x&c=2&utm_id=y&d)", "[a](https://a.org/?c=2&d)"),
        (TRACKS, "[a](https://a.org/?utm\\_source=x&b=__c)", "[a](https://a.org/?b=__c)"),
        (LINK, "灯 [小灯]（https://a.org/b）。", "灯 [小灯](https://a.org/b)。"),
        (LINK, "[a](https://docs. a. org)", "[a](https://docs.a.org)"),
        (LINK, "[a](github.com/b/c)", "[a](https://github.com/b/c)"),
        (LINK, "[a](huggingface.co/papers/2410.06373)", "[a](https://huggingface.co/papers/2410.06373)"),
        (LINK, "[a](https://a.org/b/https://a.org/b/)", "[a](https://a.org/b/)"),
        (LINK, "[a](https//a.org)", "[a](https://a.org)"),
        (LINK, "[a](htps://a.org)", "[a](https://a.org)"),
        (LINK, "[a](https:/a.org)", "[a](https://a.org)"),
        (LINK, "[a](https://https://a.org)", "[a](https://a.org)"),
        (LINK, "[a](https://a.org/bhttps://a.org/b)", "[a](https://a.org/b)"),
        (LINK, "[a](https://a.org/https://a.org/b)", "[a](https://a.org/b)"),
        (LINK, "[a](https://a.org')", "[a](https://a.org)"),
        (LINK, '[a]("https://a.org")', "[a](https://a.org)"),
    ],
)
def test_a_certain_repair_that_changes_more_than_brackets_is_unsafe(rule: Rule, bad: str, good: str) -> None:
    found = run(rule, bad)
    assert fixed(bad, found) == bad
    assert fixed(bad, found, Applicability.UNSAFE) == good
    assert run(rule, good) == []


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (ID, "[a](https://arxiv.org/abs/2308.12966v2) [b](https://arxiv.org/html/2308.1296/x1.png)"),
        (ID, "[a](https://arxiv.org/list/cs.CL/recent) [b](https://arxiv.org) `https://arxiv.org/abs/1`"),
        (ID, "[a](https://arxiv.org/abs/2611.00001) ![b](https://arxiv.org/abs/b.png)"),
        (URL, "[a](https://arxiv.org/abs/2308.12966) [b](https://arxiv.org/pdf/2308.12966v2.pdf)"),
        (URL, "[a](https://huggingface.co/papers/2308.12966) [b](http://info.arxiv.org/help)"),
        (URL, "[a](http://ar5iv.org/abs/2308.12966) [b](http://www.alphaxiv.org/abs/2308.12966)"),
        (URL, "[a](http://export.arxiv.org/api/query?id_list=1) `http://arxiv.org/abs/2308.12966`"),
        (URL, "![a](http://arxiv.org/b.png) ![c](https://img.shields.io/badge/http://arxiv.org-red)"),
        (URL, "[a](https://web.archive.org/web/2020/http://arxiv.org/abs/2308.12966)"),
        (TRACKS, "[a](https://www.youtube.com/watch?v=x&t=3&list=y) [b](https://a.org/?ref=x&source=y&id=z)"),
        (TRACKS, "[a](https://mp.weixin.qq.com/s?__biz=M&mid=1&idx=1&sn=2&chksm=3&scene=21)"),
        (TRACKS, "[a](https://a.org/#/b?utm_source=x) [c](https://a.org/utm_source=x)"),
        (TRACKS, "[a](https://a.org/?url=https%3A%2F%2Fb.org%3Futm_source%3Dx)"),
        (TRACKS, "[a](https://a.org/?url=https://b.org/?c=1&utm_source=x)"),
        (TRACKS, "[a](https://web.archive.org/web/2020/https://b.org/?utm_source=x)"),
        (TRACKS, "[a](https://a.org/?utm_source=github&utm_campaign=x) ![b](https://a.org/?utm_source=x)"),
        (TRACKS, "[a](https://a.org/?utm_source=x&utm_medium=sponsorship) `https://a.org/?utm_source=x`"),
        (UNSEEN, f"Jane{NBSP}Doe, 10{NBSP}km, [a{NBSP}b](https://a.org), soft\u00adhyphen"),
        (UNSEEN, f"👩{ZWJ}💻 ❤️{ZWJ}🔥 می{ZWNJ}خواهم क्{ZWJ}ष ภาษา{ZWSP}ไทย"),
        (UNSEEN, f"`a{ZWSP}b`\n\n```\nc{ZWSP}d\n```\n\n> ```\n> e{ZWSP}f\n> ```\n\n<!-- g{ZWSP}h -->"),
        (UNSEEN, f"a\n* {ZWSP}\n"),
        (UNSEEN, f"a\n\n{ZWSP}\n\n| b |\n| - |\n| {ZWSP} |\n"),
        (LINK, "- [x] (https://a.org)\n- [ ] (https://a.org)\n- [ ] a"),
        (LINK, "[a](https://a.org) (https://b.org) [b] (see https://a.org) [c] (an aside) [d] (#e)"),
        (LINK, "*[Jane Doe](https://a.org), [John Doe](https://b.org), et al.*<br>"),
        (
            LINK,
            "[a](https://a.org ) [[b](https://a.org)] [[c]](https://a.org) [[d](https://a.org)][[e](https://a.org)]",
        ),
        (LINK, "[[paper](https://a.org)] ([code](https://b.org)) [[paper](https://a.org)] (https://c.org)"),
        (LINK, "[a lamp\nover two lines](https://a.org) [a](https://a.org 'title') [b](<https://a.org/b c>)"),
        (LINK, "`[a] (https://a.org)` and `[a](b c.md)`\n\n```\n[a] (https://a.org)\n```"),
        (LINK, "$f[x](y z)$ and a[i](j) and [ACL 2020](to appear) and \\[a\\] (https://a.org)"),
        (LINK, "our page [https://a.org/b] says so; [see https://a.org] (1) a smiley :-] (b)"),
        (LINK, "[a](docs/b.md) [b](notes.md) [c](#d) [e](../f.py) [g](run.sh) [h](mailto:i@a.org) [j](k.io)"),
        (LINK, "[a](https://localhost:8000) [b](http://127.0.0.1/) [c](http://[::1]/x) [d](//a.org/b)"),
        (LINK, "[a](https://web.archive.org/web/2020/https://b.org) [b](https://c.org/?url=https://d.org)"),
        (LINK, "[a](https://r.proxy.org/https://b.org/c) [d](https://a.org/#https://b.org)"),
        (LINK, "[a](https://a.org/'b') [c](https://a.org/Jane's) [d](ftp://a.org) [e](app://a)"),
        (LINK, "[^1]: see (https://a.org)\n\n[a][b] (https://a.org)\n\n[b]: https://b.org"),
        (LINK, "GitHub：https://a.org，以及（https://b.org） [link] https://c.org"),
        (LINK, "[a]()"),
        (
            LINK,
            "[[paper](https://a.org), [code](https://b.org)] and [an aside(https://c.org)] and [see (https://d.org)]",
        ),
    ],
)
def test_what_is_right_stays_silent(rule: Rule, text: str) -> None:
    assert [(one.message, Source.of(text).slice(one.span)) for one in run(rule, text)] == []


@pytest.mark.parametrize(
    ("rule", "text", "said"),
    [
        (ID, "[a](https://arxiv.org/abs/2510.216180)", "5 digits after the dot, not 6"),
        (ID, "[a](https://arxiv.org/abs/2611.00001) [b](https://arxiv.org/abs/2612.00001)", "up to `2611`"),
        (ID, "[a](https://arxiv.org/abs/)", "without an id"),
        (ID, "[a][b]\n\n[b]: https://arxiv.org/abs/2510.216180", "not 6"),
        (LINK, "[a](https://lamp)", "host `lamp`"),
        (LINK, "[a](https://)", "without a host"),
        (LINK, "[a](https://github,com/b)", "host `github,com`"),
        (LINK, "[a](https://a.org/bhttps://c.org/d)", "second address"),
        (LINK, "x, [[https://a.org)] y", "expected `[text](https://a.org)`"),
        (LINK, "x [a](https://b.org), c. Lamp](https://a.org)", "`]` without `[`"),
    ],
)
def test_what_nobody_can_guess_has_no_fix(rule: Rule, text: str, said: str) -> None:
    (found,) = run(rule, text)
    assert said in found.message
    assert found.fix is None


@pytest.mark.parametrize(
    ("rule", "text", "better"),
    [
        (
            ID,
            "- [a](https://arxiv.org/abs/2405.012345) [b](https://huggingface.co/papers/2405.01234)",
            "- [a](https://arxiv.org/abs/2405.01234) [b](https://huggingface.co/papers/2405.01234)",
        ),
        (ID, "https://arxiv.org/abs/2405.01234，灯", "https://arxiv.org/abs/2405.01234"),
        (LINK, "[a](www.a.org/b)", "[a](https://www.a.org/b)"),
        (LINK, "[[a(https://a.org)", "[[a](https://a.org)"),
        (LINK, "[a (https://a.org) b", "[a](https://a.org) b"),
        (LINK, "[1] (https://a.org)", "[1](https://a.org)"),
        (LINK, "[a](https://a.org - b", "[a](https://a.org) - b"),
        (LINK, "[a](https://a.org/b c)", "[a](https://a.org/b%20c)"),
        (UNSEEN, f"[a]{ZWSP}(b)", "[a](b)"),
        (UNSEEN, f"{ZWSP}# a", "# a"),
        (UNSEEN, f"- {ZWSP}# a", "- # a"),
        (UNSEEN, f"see{ZWSP}https://a.org", "seehttps://a.org"),
    ],
)
def test_what_is_likely_is_shown_alone(rule: Rule, text: str, better: str) -> None:
    found = run(rule, text)
    assert fixed(text, found, MANUAL) == better
    assert fixed(text, found) == text


def test_a_file_of_the_repository_needs_no_scheme() -> None:
    text = "[a](lamp.example.com)"
    assert run(LINK, text, files=("lamp.example.com",)) == []
    assert len(run(LINK, text)) == 1


def test_a_no_break_space_in_the_middle_of_an_address_is_left_to_its_author() -> None:
    (found,) = run(UNSEEN, f"[a](https://a.org/b{NBSP}c)")
    assert found.fix is None


def test_a_dead_host_is_a_warning() -> None:
    (found,) = run(URL, "[a](https://browse.arxiv.org/abs/2308.12966)")
    assert found.severity is Severity.WARNING
    (found,) = run(URL, "[a](https://www.arxiv.org/abs/2308.12966)")
    assert found.severity is None


@pytest.mark.parametrize(
    ("url", "form", "version", "better"),
    [
        ("http://arxiv.org/pdf/2308.12966v2.pdf", "abs", "drop", "https://arxiv.org/abs/2308.12966"),
        ("https://arxiv.org/pdf/2308.12966v2.pdf", "abs", "keep", "https://arxiv.org/abs/2308.12966v2"),
        ("https://arxiv.org/pdf/2308.12966v2.pdf", "keep", "drop", "https://arxiv.org/pdf/2308.12966.pdf"),
        ("https://arxiv.org/pdf/2308.12966.pdf#page=2", "abs", "drop", "https://arxiv.org/pdf/2308.12966.pdf#page=2"),
        ("https://arxiv.org/html/2308.12966v2", "abs", "drop", "https://arxiv.org/html/2308.12966v2"),
        ("https://arxiv.org/pdf/2308.1296", "abs", "drop", "https://arxiv.org/pdf/2308.1296"),
        ("https://huggingface.co/papers/2308.12966", "abs", "drop", "https://huggingface.co/papers/2308.12966"),
    ],
)
def test_a_configured_page_and_version(url: str, form: str, version: str, better: str) -> None:
    text = f"[a]({url})"
    found = run(URL, text, form=form, version=version)
    assert fixed(text, found) == f"[a]({better})"
    assert run(URL, f"[a]({better})", form=form, version=version) == []


ONE = "- [Counting ants with two neurons](https://arxiv.org/abs/2402.01234)\n"
OTHER = "- [A model that fits inside one cookie](https://arxiv.org/pdf/2402.01234v2)\n"


def test_one_paper_under_two_titles() -> None:
    (found,) = run(TWICE, ONE + OTHER)
    assert found.span.start == len(ONE) + 2
    assert [related.span.start for related in found.related] == [2]


@pytest.mark.parametrize(
    "text",
    [
        ONE + ONE,
        ONE + OTHER.replace("2402.01234", "2402.01235"),
        ONE + OTHER + "- [Something else that a cookie can do](https://arxiv.org/abs/2402.01234)\n",
        ONE + "- [Cookie models](https://arxiv.org/abs/2402.01234)\n",
        ONE + "- [Counting ants with two very small neurons](https://arxiv.org/abs/2402.01234)\n",
        ONE.replace("Count", "Lamp: count") + OTHER.replace("A model", "Lamp: a model"),
        "## Datasets\n\n" + ONE + OTHER,
        ONE + "- [A dataset of cookies for small models](https://arxiv.org/abs/2402.01234)\n",
        ONE + OTHER.rstrip() + " [more](https://arxiv.org/abs/2402.09999)\n",
        ONE + "- A note on [the first paper](https://arxiv.org/abs/2402.01234)\n",
    ],
)
def test_one_paper_named_twice_for_good_reason(text: str) -> None:
    assert run(TWICE, text) == []


def test_another_paper_s_id_where_the_paper_is_listed_twice() -> None:
    again = "\n## More\n\n" + ONE
    assert len(run(TWICE, ONE + OTHER + again)) == 1
    assert (
        run(TWICE, ONE + again + "\n- We wrote a [survey](https://arxiv.org/abs/2402.01234) of all ants, have a look\n")
        == []
    )


PIECES = st.sampled_from(
    [
        *(
            "[",
            "]",
            "(",
            ")",
            "（",
            "）",
            "!",
            " ",
            "\n",
            "\n\n",
            "| ",
            "- ",
            "lamp",
            "灯",
            "`",
            "\\",
            "'",
            '"',
            "<",
            ">",
            ".md",
        ),
        *(
            "https://a.org/b",
            "http://",
            "https:/",
            "www.a.org",
            "github.com/a",
            "arxiv.org/abs/",
            "http://arxiv.org/pdf/",
        ),
        *(
            "2308.12966",
            "2308.129666",
            "v2",
            ".pdf",
            "?utm_source=x",
            "&",
            "&amp;",
            "si=1",
            "#rd",
            ZWSP,
            NBSP,
            ZWJ,
            BOM,
        ),
        *("[a](", "](", "] (", "| - |\n", "mp.weixin.qq.com/s?srcid=1", "://"),
    ]
)


@pytest.mark.parametrize("rule", [ID, URL, TRACKS, UNSEEN, LINK, TWICE], ids=lambda rule: rule.name)
@given(text=st.lists(PIECES, max_size=24).map("".join))
def test_any_text_is_judged_and_fixing_ends(rule: Rule, text: str) -> None:
    for _ in range(12):
        found = run(rule, text)
        for one in found:
            assert 0 <= one.span.start <= one.span.end <= len(text)
            assert not one.fix or Source.of(text).edited(one.fix.edits).text != text
        safe = [one for one in found if one.fix and one.fix.applicability is SAFE]
        if not safe:
            break
        text = fixed(text, safe[:1])
    else:
        pytest.fail(f"still fixing: {text!r}")


def test_a_bracket_inside_a_bare_address_is_not_mended() -> None:
    found = run(LINK, "https://a.example)![b](https://c.example")
    assert [one.fix for one in found] == [None] * len(found)
