from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from effort import growth
from hypothesis import given, settings
from hypothesis import strategies as st

from awesome_lint.config import Config
from awesome_lint.document import LinkKind
from awesome_lint.facts import Facts, Kind, LinkFact, Verdict, from_mapping
from awesome_lint.fixer import fix
from awesome_lint.linter import lint
from awesome_lint.migrations import moved_to
from awesome_lint.reading import read
from awesome_lint.registry import activate
from awesome_lint.rule import Context
from awesome_lint.source import Source
from awesome_lint.wanted import Wanted
from awesome_lint.written_as import written_as

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TODAY = dt.date(2026, 11, 1)
OLD, NEW = "https://example.org/old", "https://example.net/new"
ONLINE = {
    "dead-link",
    "moved-link",
    "renamed-repository",
    "archived-repository",
    "missing-fragment",
    "unknown-arxiv-id",
    "arxiv-title-mismatch",
    "withdrawn-paper",
}


def found(text: str, **facts: Mapping[str, Any]) -> list[str]:
    context = Context(TODAY, facts=from_mapping(facts))
    return [each.rule for each in lint(read(Source.of(text)), activate(Config()), context) if each.rule in ONLINE]


def test_without_facts_none_of_them_runs() -> None:
    active = activate(Config())
    assert {each.rule.name for each in active if each.rule.facts} == ONLINE
    text = "- [A](https://arxiv.org/abs/2402.01234) [b](https://example.org/#a) [c](https://github.com/example/ants)\n"
    assert not {each.rule for each in lint(read(Source.of(text)), active, Context(TODAY))} & ONLINE


def test_with_facts_of_nothing_all_are_silent() -> None:
    assert (
        found("- [A](https://arxiv.org/abs/2402.01234) [b](https://example.org/#a) [c](https://github.com/a/b)\n") == []
    )


def test_a_broken_address_is_told_once() -> None:
    facts = {"https://example.org/a\u200bb": {"verdict": "dead"}}
    assert found("- [A](https://example.org/a\u200bb)\n", links=facts) == []


def test_a_renamed_repository_is_no_moved_link_besides() -> None:
    links = {"https://github.com/example/ants/wiki": {"verdict": "moved", "target": "https://github.com/new/ants/wiki"}}
    text = "[w](https://github.com/example/ants/wiki)\n"
    assert found(text, links=links, repositories={"example/ants": {"name": "new/ants"}}) == ["renamed-repository"]
    assert found(text, links=links) == ["moved-link"]


def test_a_missing_repository_is_told_once_for_its_page() -> None:
    links = {"https://github.com/example/ants/wiki": {"verdict": "dead", "reason": "404 Not Found"}}
    assert found("[w](https://github.com/example/ants/wiki)\n", links=links, repositories={"example/ants": None}) == [
        "dead-link"
    ]


def test_the_first_entry_of_two_with_an_unknown_id_is_told_too() -> None:
    text = "- [A](https://arxiv.org/abs/2402.91234)\n- [B](https://arxiv.org/abs/2402.91234)\n"
    assert found(text, papers={"2402.91234": None}) == ["unknown-arxiv-id"] * 2


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "data:text/html,x", "//example.net/new", "ftp://example.net/", "", "https://"]
)
def test_a_move_to_what_is_no_page_is_never_written(target: str) -> None:
    facts = Facts({OLD: LinkFact(Verdict.MOVED, target=target)})
    text = f"[a]({OLD})\n"
    assert fix(Source.of(text), activate(Config()), Context(TODAY, facts=facts)).source.text == text


def test_what_stands_around_an_address_stays() -> None:
    facts = Facts({OLD: LinkFact(Verdict.MOVED, target=NEW)})
    text = f"| a | b |\n| - | - |\n| [x]({OLD}#y 'z') ![i]({OLD}) | `{OLD}` {OLD}/more |\n"
    after = fix(Source.of(text), activate(Config()), Context(TODAY, facts=facts)).source.text
    assert after == text.replace(f"({OLD}", f"({NEW}")


ADDRESSES = st.text(st.sampled_from("ab/?=&;#%+~.,:!*'()[]<>|\\\"`_- \t{}^$@é蚂\u200b amp;copy;lt;"), max_size=30).map(
    lambda rest: "https://example.net/" + rest.replace("#", "")
)
ENDING = " \t\\|<>\"'`[]{}^\u200b"
KINDS = {
    LinkKind.INLINE: "x [t]({}) y\n",
    LinkKind.AUTOLINK: "x <{}> y\n",
    LinkKind.BARE: "x {} y\n",
    LinkKind.HTML: 'x <a href="{}">t</a> y\n',
    LinkKind.REFERENCE: "x [t] y\n\n[t]: {}\n",
}


@settings(max_examples=400)
@given(ADDRESSES, st.sampled_from(sorted(KINDS)), st.booleans())
def test_an_address_is_read_as_it_was_meant_where_it_is_written(address: str, kind: LinkKind, table: bool) -> None:  # noqa: FBT001
    new = written_as(address, kind)
    if not new:
        return
    text = KINDS[kind].format(new)
    if table and kind is not LinkKind.REFERENCE:
        text = f"| a |\n| - |\n| {text.strip()} |\n"
    (link,) = read(Source.of(text)).links
    assert link.kind is kind
    assert link.target == "".join(quote(char) if char in ENDING else char for char in address)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/aclweb.org/anthology/P18-9001",
        "https://aclweb.org.example/anthology/P18-9001",
        "https://www.aclweb.org/anthology/P18-9001/attachment",
        "https://www.aclweb.org/anthology/volumes/P18-1/",
        "https://papers.nips.cc/paper/2012/file/0a1b2c3d4e5f60718293a4b5c6d7e8f9-Paper.pdf",
        "https://cv-foundation.org/openaccess/content_cvpr_2016/papers/Ant_Flies_CVPR_2016_paper.pdf",
        "https://code.google.com/p/ants/issues/list",
        "https://code.google.com/archive/p/ants",
        "https://rawgit.com/",
        "https://cdn.rawgit.com/example/ants/main/",
        "mailto:aclweb.org/anthology/P18-9001",
    ],
)
def test_addresses_whose_new_home_is_not_certain_stay(address: str) -> None:
    assert moved_to(address) == (0, "")


def test_a_migration_leads_to_no_retired_host() -> None:
    old = "https://www.aclweb.org/anthology/P18-9001.pdf"
    length, new = moved_to(old)
    assert length == len(old)
    assert moved_to(new) == (0, "")


def test_many_links_are_looked_up_one_by_one() -> None:
    rules = [each for each in activate(Config()) if each.rule.facts]

    def prepared(count: int) -> Callable[[], object]:
        document = read(Source.of("".join(f"- [T{at}](https://example.org/{at}#part)\n" for at in range(count))))

        def look_up() -> None:
            wanted = Wanted()
            wanted.add(document, frozenset(Kind))
            facts = Facts({url: LinkFact(Verdict.DEAD, "404", names=frozenset()) for url in wanted.links})
            assert len(lint(document, rules, Context(TODAY, facts=facts))) == count

        return look_up

    assert growth(prepared, 100) < 2.5
