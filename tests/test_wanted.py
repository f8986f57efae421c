from __future__ import annotations

import pytest

from awesome_lint.facts import Kind
from awesome_lint.reading import read
from awesome_lint.source import Source
from awesome_lint.wanted import Wanted

ALL = frozenset(Kind)


def wanted(text: str, kinds: frozenset[Kind] = ALL) -> Wanted:
    found = Wanted()
    found.add(read(Source.of(text)), kinds)
    return found


def test_papers_and_repositories_are_asked_for_by_name() -> None:
    found = wanted(
        "[a](https://arxiv.org/pdf/2402.01234v2.pdf) [b](http://export.arxiv.org/abs/math.CA/0611800)\n"
        "[c](https://github.com/Example/Ants) [d](https://github.com/example/ants.git)\n"
    )
    assert found == Wanted(set(), set(), {"2402.01234", "math/0611800"}, {"example/ants"})


def test_without_a_service_pages_are_asked_for() -> None:
    text = "[a](https://arxiv.org/abs/2402.01234) [c](https://github.com/Example/Ants)\n"
    assert wanted(text, frozenset((Kind.LINKS,))).links == {"https://github.com/Example/Ants"}
    assert wanted(text, frozenset((Kind.PAPERS,))) == Wanted(papers={"2402.01234"})


def test_pages_inside_a_repository_are_asked_for_besides() -> None:
    found = wanted("[c](https://github.com/Example/Ants/tree/main/nest) [d](https://github.com/example/ants#usage)\n")
    assert found.repositories == {"example/ants"}
    assert found.links == {"https://github.com/Example/Ants/tree/main/nest", "https://github.com/example/ants"}
    assert found.deep == {"https://github.com/example/ants"}


def test_each_address_once_without_its_fragment() -> None:
    found = wanted(
        "[a](https://example.org/a#one) [b](https://example.org/a#two) <https://example.org/a>\n"
        "[c](//example.org/c) [d][x] ![i](https://example.org/i.png#frame) <img src='https://example.org/j.png'>\n\n"
        "[x]: http://example.org/d\n"
    )
    assert found.links == {
        "https://example.org/a",
        "https://example.org/c",
        "http://example.org/d",
        "https://example.org/i.png",
        "https://example.org/j.png",
    }
    assert found.deep == {"https://example.org/a"}


@pytest.mark.parametrize(
    "text",
    [
        "[a](mailto:a@example.org) [b](docs/a.md) [c](#here) [d](ftp://example.org/) [e](javascript://alert(1))",
        "`https://example.org/`",
        "<!-- https://example.org/ [a](https://example.org/) -->",
        "    https://example.org/",
        "![stars](https://img.shields.io/github/stars/example/ants)",
        "[e](http://) [f](https:///a)",
    ],
)
def test_what_is_not_of_the_web_is_not_asked_for(text: str) -> None:
    assert wanted(text + "\n") == Wanted()


@pytest.mark.parametrize(
    "fragment", ["/route", "!route", ":~:text=ants", "L10", "L10-L20", "page=3", "t=30", "gid=0", "top", "", "readme"]
)
def test_a_fragment_that_is_no_name_needs_no_whole_page(fragment: str) -> None:
    assert wanted(f"[a](https://example.org/a#{fragment})\n") == Wanted({"https://example.org/a"})


def test_only_what_concerns_is_added() -> None:
    found = Wanted()
    found.add(read(Source.of("<https://a.example/>\n\n<https://b.example/>\n")), ALL, lambda span: span.start > 5)
    assert found.links == {"https://b.example/"}
