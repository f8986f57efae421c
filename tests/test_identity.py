from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.identity import identity_of

SAME = {
    "arxiv:2308.12966": (
        "https://arxiv.org/abs/2308.12966",
        "http://www.arxiv.org/pdf/2308.12966v3.pdf",
        "https://browse.arxiv.org/pdf/2308.12966.pdf",
        "https://huggingface.co/papers/2308.12966",
        "https://doi.org/10.48550/arXiv.2308.12966",
        "https://alphaxiv.org/abs/2308.12966",
    ),
    "doi:10.1145/3474085.3475188": (
        "https://doi.org/10.1145/3474085.3475188",
        "http://dx.doi.org/10.1145%2F3474085.3475188",
        "https://dl.acm.org/doi/abs/10.1145/3474085.3475188",
        "https://dl.acm.org/doi/pdf/10.1145/3474085.3475188?download=true",
    ),
    "acl:2024.acl-long.605": (
        "https://aclanthology.org/2024.acl-long.605/",
        "https://aclanthology.org/2024.acl-long.605.pdf",
        "https://doi.org/10.18653/v1/2024.acl-long.605",
    ),
    "acl:D14-1162": (
        "https://www.aclweb.org/anthology/D14-1162",
        "http://anthology.aclweb.org/D/D14/D14-1162.pdf",
        "https://aclanthology.org/d14-1162v2.pdf",
        "https://doi.org/10.3115/v1/D14-1162",
    ),
    "openreview:abCD12": (
        "https://openreview.net/forum?id=abCD12",
        "https://openreview.net/pdf?id=abCD12&name=pdf",
        "https://openreview.net/forum?noteId=xyz&id=abCD12",
    ),
    "cvf:CVPR2024/Doe_Tiny_Lamps": (
        "https://openaccess.thecvf.com/content/CVPR2024/html/Doe_Tiny_Lamps_CVPR_2024_paper.html",
        "https://openaccess.thecvf.com/content/CVPR2024/papers/Doe_Tiny_Lamps_CVPR_2024_paper.pdf",
    ),
    "cvf:CVPR2015/Doe_Big_Lamps": (
        "http://www.cv-foundation.org/openaccess/content_cvpr_2015/papers/Doe_Big_Lamps_2015_CVPR_paper.pdf",
        "https://openaccess.thecvf.com/content_cvpr_2015/html/Doe_Big_Lamps_2015_CVPR_paper.html",
    ),
    "neurips:5e84e4413268b713f0d4a1b23a9dae57": (
        "https://papers.nips.cc/paper/2023/hash/5e84e4413268b713f0d4a1b23a9dae57-Abstract.html",
        "https://proceedings.neurips.cc/paper_files/paper/2023/file/5e84e4413268b713f0d4a1b23a9dae57-Paper.pdf",
    ),
    "neurips:5850": ("http://papers.nips.cc/paper/5850-some-lamps.pdf", "https://papers.nips.cc/paper/5850-some-lamps"),
    "pmlr:v162/doe22a": (
        "https://proceedings.mlr.press/v162/doe22a.html",
        "http://proceedings.mlr.press/v162/doe22a/doe22a.pdf",
    ),
    "hf:owner/lamp": (
        "https://huggingface.co/Owner/Lamp",
        "https://hf.co/owner/lamp/",
        "https://hf-mirror.com/owner/lamp",
    ),
    "hf:datasets/owner/lamps": ("https://huggingface.co/datasets/owner/lamps",),
    "gh:owner/lamp": (
        "https://github.com/Owner/Lamp",
        "http://www.github.com/owner/lamp/",
        "https://github.com/owner/lamp.git",
        "https://github.com/owner/lamp#readme",
        "https://github.com/owner/lamp?tab=readme-ov-file",
    ),
    "gh:owner/lamp/tree/main/Docs": ("https://github.com/Owner/Lamp/tree/main/Docs/",),
    "wx:MzA3/26509/1": (
        "https://mp.weixin.qq.com/s?__biz=MzA3&mid=26509&idx=1&sn=ab&chksm=cd#rd",
        "http://mp.weixin.qq.com/s?__biz=MzA3&mid=26509&idx=1&srcid=12",
    ),
    "wx:s/Kne-j0": ("https://mp.weixin.qq.com/s/Kne-j0", "https://mp.weixin.qq.com/s/Kne-j0?scene=1#rd"),
    "url:example.org/a": (
        "https://example.org/a",
        "http://www.Example.org:80/a/",
        "https://example.org/a?utm_source=x#part",
    ),
    "url:example.org/a?id=2": ("https://example.org/a?id=2&utm_medium=x", "https://example.org/a?fbclid=1&id=2"),
    "url:example.org#/route": ("https://example.org/#/route",),
    "url:github.com/topics/lamp": ("https://github.com/topics/lamp",),
    "url:github.com/user-attachments/assets/ab": ("https://github.com/user-attachments/assets/ab",),
    "url:github.com/solutions/ci": ("https://github.com/solutions/ci",),
    "url:github.com/owner": ("https://github.com/owner/",),
    "url:huggingface.co/blog/lamp": ("https://hf.co/blog/lamp",),
}


@pytest.mark.parametrize(("key", "urls"), SAME.items())
def test_addresses_of_one_work_share_its_key(key: str, urls: tuple[str, ...]) -> None:
    assert {url: identity_of(url) for url in urls} == dict.fromkeys(urls, key)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://arxiv.org/abs/2308.12966", "https://arxiv.org/abs/2308.12967"),
        ("https://github.com/a/b", "https://github.com/a/b/tree/main/c"),
        ("https://github.com/a/b#usage", "https://github.com/a/b"),
        ("https://github.com/a/b/tree/main/c", "https://github.com/a/b/tree/main/C"),
        ("https://example.org/?id=1", "https://example.org/?id=2"),
        ("https://example.org/#/a", "https://example.org/#/b"),
        ("https://example.org:8080/a", "https://example.org/a"),
        ("https://example.org/A", "https://example.org/a"),
        ("https://huggingface.co/a/b", "https://huggingface.co/datasets/a/b"),
        ("https://openaccess.thecvf.com/menu", "https://openaccess.thecvf.com/CVPR2024"),
        ("https://www.youtube.com/watch?v=a&si=1", "https://www.youtube.com/watch?v=b&si=1"),
        ("https://arxiv.org/abs/2402.0376", "https://arxiv.org/abs/2402.0377"),
    ],
)
def test_other_works_have_other_keys(one: str, other: str) -> None:
    assert identity_of(one) != identity_of(other)


@given(st.text())
def test_any_text_has_a_key(text: str) -> None:
    assert ":" in identity_of(text)


HOSTS = (
    *("arxiv.org", "doi.org", "github.com", "huggingface.co", "mp.weixin.qq.com", "openreview.net"),
    *("aclanthology.org", "papers.nips.cc", "openaccess.thecvf.com", "proceedings.mlr.press"),
)


@given(st.sampled_from(HOSTS), st.text())
def test_any_address_at_a_known_host_has_a_key(host: str, rest: str) -> None:
    assert ":" in identity_of(f"https://{host}/{rest}")
