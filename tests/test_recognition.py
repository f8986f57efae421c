"""Which titles can be meant for a paper, and which cannot. All papers but the recorded ones are invented."""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from awesome_lint import titles
from awesome_lint.facts import Facts, Paper, from_mapping
from awesome_lint.reading import read
from awesome_lint.recognition import is_other_paper
from awesome_lint.rule import Context
from awesome_lint.rules import arxiv_title_mismatch
from awesome_lint.source import Source
from awesome_lint.wanted import paper_of

if TYPE_CHECKING:
    from collections.abc import Mapping

CORPUS = Path(os.environ.get("AWESOME_LINT_CORPUS", "/nowhere"))

ANTNET = Paper(
    "AntNet: Counting Ants on a Moving Branch with One Camera",
    summary="Ants are hard to count. We present AntNet, also called Formica-2, trained on a million branches.",
)
UMBRELLA = Paper("Learning to Fold Umbrellas from a Single Video", summary="Our system, UmbraFold, folds any umbrella.")
DUST = Paper("A Theory of Dust in Old Libraries")


@pytest.mark.parametrize(
    ("title", "paper"),
    [
        ("AntNet: Counting Ants on a Moving Branch with One Camera", ANTNET),
        ("antnet", ANTNET),
        ("AntNet v2", ANTNET),
        ("Ant Net", ANTNET),
        ("AntNte", ANTNET),
        ("🔥 AntNet (ICML 2024)", ANTNET),
        ("Formica 2", ANTNET),
        ("Formica-2-7B", ANTNET),
        ("Counting Ants on a Moving Branch", ANTNET),
        ("Counting Ants on Moving Branches with a Camera", ANTNET),
        ("Counting Ants on a Mooving Brnach with One Camera", ANTNET),
        ("AntNet: Estimating Colony Sizes in the Wild from Video", ANTNET),
        ("AntNet：用一个摄像头数树枝上的蚂蚁", ANTNET),
        ("用一个摄像头数树枝上的蚂蚁", ANTNET),
        ("论文解读", ANTNET),
        ("Paper", ANTNET),
        ("arXiv 2024", ANTNET),
        ("2402.01234", ANTNET),
        ("", ANTNET),
        ("Counting Ants on a Moving Branch with One…", ANTNET),
        ("[NeurIPS'24 Oral] AntNet", ANTNET),
        ("UmbraFold", UMBRELLA),
        ("UmbraFold: Robots that Close What Rain Has Opened", UMBRELLA),
        ("LFUSV", UMBRELLA),
        ("Fold-Umbrellas", UMBRELLA),
        ("Rain or Shine: Learning to Fold Umbrellas from a Single Video", UMBRELLA),
        ("DustTheory", DUST),
        ("Dusty", DUST),
        ("The Dust of Old Libraries: Theory and Practice", DUST),
        ("ATD", DUST),
        ("AntNetv3", ANTNET),
        ("3DDC", Paper("3D Dust Counting by Night")),
        ("T5", DUST),
        ("VGG-16", DUST),
        ("ELMo", DUST),
        ("seq2seq", DUST),
        ("Wang et al., 2023", DUST),
        ("Vaswani et al.", DUST),
        ("Smith & Jones (2019)", DUST),
        ("Original paper (2017)", DUST),
        ("Figure 2", DUST),
        ("FAU", Paper("Of Rain", summary="We show how to fold any umbrella.")),
    ],
)
def test_titles_that_can_be_meant(title: str, paper: Paper) -> None:
    assert not is_other_paper(title, paper)


@pytest.mark.parametrize(
    ("title", "paper"),
    [
        ("AntNet", UMBRELLA),
        ("AntNet 1.0", UMBRELLA),
        ("AntNet：数树枝上的蚂蚁", UMBRELLA),
        ("🔥 AntNet (ICML 2024)", UMBRELLA),
        ("UmbraFold", ANTNET),
        ("Counting Ants on a Moving Branch with One Camera", UMBRELLA),
        ("Counting Ants on a Moving Branch with One Camera", DUST),
        ("BeeFormer: Where Do Bees Go When It Rains at Night?", ANTNET),
        ("Why Cats Sleep on Warm Machines and Not beside Them", UMBRELLA),
        ("GPT-4", DUST),
        ("Counting Ants on a Moving Branch with One Camera (2023)", DUST),
        ("AntNet, 2023", DUST),
        ("CLIP", DUST),
    ],
)
def test_titles_of_another_paper(title: str, paper: Paper) -> None:
    assert is_other_paper(title, paper)


def test_what_stands_beside_counts_only_without_an_abstract() -> None:
    assert not is_other_paper("Sweeper", DUST, ["how dust settles"])
    assert is_other_paper("Sweeper", DUST, ["how cats sleep"])
    assert is_other_paper("Sweeper", DUST._replace(summary="It settles."), ["how dust settles"])


def found(text: str, papers: Mapping[str, Paper]) -> list[str]:
    document = read(Source.of(text))
    context = Context(dt.date(2026, 11, 1), facts=Facts(papers=papers))
    return [document.source.slice(each.span) for each in arxiv_title_mismatch.check(document, context)]


@pytest.mark.parametrize(
    "text",
    [
        "- [UmbraFold](https://arxiv.org/abs/2402.01234), after [AntNet](https://arxiv.org/abs/2402.05678)\n",
        "- [UmbraFold](https://huggingface.co/papers/2402.01234)\n",
        "- [![UmbraFold](https://example.org/i.png)](https://arxiv.org/abs/2402.01234)\n",
        "- See [arXiv](https://arxiv.org/abs/2402.01234)\n",
        "Text that mentions [a paper](https://arxiv.org/abs/2402.01234) in passing, and goes on about other things.\n",
    ],
)
def test_where_nothing_surely_names_the_paper_nothing_is_said(text: str) -> None:
    assert found(text, {"2402.01234": ANTNET, "2402.05678": UMBRELLA}) == []


def test_an_entry_in_a_table_whose_title_is_no_link() -> None:
    links = "[pdf](https://arxiv.org/pdf/2402.01234) [abs](https://arxiv.org/abs/2402.01234)"
    text = f"| Title | Paper |\n| - | - |\n| UmbraFold | {links} |\n"
    assert found(text, {"2402.01234": ANTNET}) == ["[pdf](https://arxiv.org/pdf/2402.01234)"]
    assert found(text.replace("UmbraFold", "AntNet"), {"2402.01234": ANTNET}) == []


# Titles as arXiv has them, and the names in abstracts; it gives its metadata away (CC0).
RECORDED = from_mapping(
    {"papers": json.loads(Path(__file__).with_name("recorded_papers.json").read_text("utf-8"))}
).papers


@pytest.mark.skipif(not CORPUS.is_dir(), reason="no AWESOME_LINT_CORPUS")
@pytest.mark.parametrize("abstracts", [True, False])
def test_two_papers_under_other_names_in_a_real_list(abstracts: bool) -> None:  # noqa: FBT001
    (file,) = (CORPUS / "examples").glob("000_*.md")
    papers = {
        name: paper if abstracts else paper._replace(summary="")
        for name, paper in RECORDED.items()
        if paper is not None
    }
    text = file.read_text(encoding="utf-8")
    said = found(text, papers)
    assert [re.findall(r"\d{4}\.\d{5}", each) for each in said] == [["2312.05542"], ["2404.00227"]]
    assert len(set(re.findall(r"\d{4}\.\d{5}", text)) & papers.keys()) == len(papers)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="no AWESOME_LINT_CORPUS")
def test_rates_on_real_titles() -> None:
    """Small changes of a title are no other paper; the title of another entry of the same list mostly is."""
    chance = random.Random(7)  # noqa: S311  (the same sample each time)
    lists = []
    for file in sorted((CORPUS / "corpus").glob("*.md"))[::4]:
        document = read(Source.decode(file.read_bytes()))
        papers = [entry for entry in document.entries if any(map(paper_of, entry.links)) and titles.full(entry.title)]
        lists.append([entry.title for entry in papers if " " in entry.title][:60])
    changed = alarms = swapped = hits = 0
    for listed in lists:
        for title in listed:
            words = title.split()
            paper = Paper(title)
            for other in (
                f"🔥 {title} [CVPR 2024]",
                title.upper(),
                " ".join(words[: max(3, len(words) // 2)]) + "…",
                " ".join([*words[: len(words) // 2], "Otherwise", *words[len(words) // 2 + 1 :]]),
                "一种新的方法：" + words[0],
            ):
                changed += 1
                alarms += is_other_paper(other, paper)
            another = chance.choice(listed)
            if not titles.like(title, another):
                swapped += 1
                hits += is_other_paper(another, paper)
    assert swapped > 300
    assert alarms <= changed * 0.001
    assert hits >= swapped * 0.75
