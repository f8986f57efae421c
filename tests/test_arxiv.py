from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.arxiv import ArxivId, from_url, parse_id
from awesome_lint.slips.arxiv_slips import fault, ids_in, repair


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2308.12966", ArxivId("2308.12966", 2023, 8)),
        ("2308.12966v2", ArxivId("2308.12966", 2023, 8, 2)),
        ("2308.12966v12", ArxivId("2308.12966", 2023, 8, 12)),
        ("0704.0001", ArxivId("0704.0001", 2007, 4)),
        ("1412.9999", ArxivId("1412.9999", 2014, 12)),
        ("1501.00001", ArxivId("1501.00001", 2015, 1)),
        ("math/0611800", ArxivId("math/0611800", 2006, 11)),
        ("math.CA/0611800v3", ArxivId("math/0611800", 2006, 11, 3)),
        ("cond-mat.stat-mech/0703001", ArxivId("cond-mat/0703001", 2007, 3)),
        ("hep-th/9107001", ArxivId("hep-th/9107001", 1991, 7)),
    ],
)
def test_an_id_is_read(text: str, expected: ArxivId) -> None:
    assert parse_id(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("", "2308", "2308.1296", "2308.129666", "2300.12966", "2313.12966", "2308.00000", "2308.12966v0"),
        *("2308.12966v", "2308.12966V2", " 2308.12966", "2308.12966)", "arXiv:2308.12966", "0703.0001", "1412.00001"),
        *("1501.0001", "math/0704001", "math/9106001", "math/0613001", "math/0611000", "stat/0611800", "0611800"),
        "２３０８.12966",
    ],
)
def test_no_other_text_is_an_id(text: str) -> None:
    assert parse_id(text) is None


@pytest.mark.parametrize(
    ("url", "host", "kind", "rest"),
    [
        ("https://arxiv.org/abs/2308.12966", "arxiv.org", "abs", ""),
        ("http://www.arxiv.org/pdf/2308.12966v2.pdf", "arxiv.org", "pdf", ".pdf"),
        ("https://ARXIV.org/pdf/2308.12966.pdf#page=3", "arxiv.org", "pdf", ".pdf#page=3"),
        ("https://export.arxiv.org/abs/2308.12966?context=cs", "export.arxiv.org", "abs", "?context=cs"),
        ("https://arxiv.org/abs/2308.12966/", "arxiv.org", "abs", "/"),
        ("https://arxiv.org//abs//arXiv:2308.12966", "arxiv.org", "abs", ""),
        ("https://arxiv.org/html/2308.12966v1/x1.png", "arxiv.org", "html", "/x1.png"),
        ("https://arxiv.org/ftp/arxiv/papers/2308/2308.12966.pdf", "arxiv.org", "ftp", ".pdf"),
        ("https://arxiv.org/2308.12966", "arxiv.org", "", ""),
        ("https://ar5iv.labs.arxiv.org/html/2308.12966", "ar5iv.labs.arxiv.org", "html", ""),
        ("https://ar5iv.org/2308.12966", "ar5iv.org", "", ""),
        ("https://www.alphaxiv.org/overview/2308.12966", "alphaxiv.org", "overview", ""),
        ("https://scirate.com/arxiv/2308.12966", "scirate.com", "arxiv", ""),
        ("https://huggingface.co/papers/2308.12966", "huggingface.co", "papers", ""),
        ("https://hf-mirror.com/papers/2308.12966", "hf-mirror.com", "papers", ""),
        ("https://doi.org/10.48550/ARXIV.2308.12966", "doi.org", "arxiv", ""),
        ("https://api.semanticscholar.org/arXiv:2308.12966", "api.semanticscholar.org", "arxiv", ""),
        ("//arxiv.org/abs/2308.12966", "arxiv.org", "abs", ""),
    ],
)
def test_an_address_names_its_paper(url: str, host: str, kind: str, rest: str) -> None:
    link = from_url(url)
    assert link is not None
    assert link.id is not None
    assert (link.id.text, link.host, link.kind, link.rest) == ("2308.12966", host, kind, rest)
    assert url[link.offset :].startswith(link.text)


def test_an_old_id_is_found_in_addresses() -> None:
    for url in ("https://arxiv.org/abs/cs.LG/0611800v1", "https://arxiv.org/ftp/cs/papers/0611/0611800.pdf"):
        link = from_url(url)
        assert link is not None
        assert link.id is not None
        assert link.id.text == "cs/0611800"


@pytest.mark.parametrize(
    "url",
    [
        *(
            "",
            "arxiv.org/abs/2308.12966",
            "https://arxiv.org",
            "https://arxiv.org/",
            "https://arxiv.org/list/cs.CL/new",
        ),
        *("https://arxiv.org/a/doe_j_1", "https://info.arxiv.org/help/api", "https://huggingface.co/papers"),
        *("https://huggingface.co/papers/date/2024-01-01", "https://example.org/abs/2308.12966"),
        *("https://img.shields.io/badge/arXiv-2308.12966-red", "https://github.com/a/arxiv-2308.12966"),
        *("https://doi.org/10.1000/arxiv.2308.12966", "https://example.org/?url=https://arxiv.org/abs/2308.12966"),
    ],
)
def test_other_addresses_name_none(url: str) -> None:
    assert from_url(url) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2510.216180", "5 digits after the dot, not 6"),
        ("1501.1234", "5 digits after the dot, not 4"),
        ("1412.12345", "4 digits after the dot, not 5"),
        ("2313.12345", "a month from `01` to `12`, not `13`"),
        ("2308.00000", "a number from 1"),
        ("0702.1234", "before `0704`"),
        ("2308.12966v0", "a version from `v1`, not `v0`"),
        ("1810.08272)]", "text after arXiv id `1810.08272`"),
        ("stat/0611800", "an id such as `math/0601001`"),
        ("latest", "one such as `2101.00001`"),
        ("", "without an id"),
    ],
)
def test_a_fault_says_what_was_expected(text: str, said: str) -> None:
    assert said in fault(text)


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("1810.08272)]", "1810.08272"),
        ("1810.08272v2.", "1810.08272v2"),
        ("1810.08272，论文", "1810.08272"),
        ("1810.08272%20", "1810.08272"),
        ("1810.08272v", "1810.08272"),
        ("1810.08272V3", "1810.08272v3"),
    ],
)
def test_a_certain_repair(text: str, better: str) -> None:
    assert repair(text) == (better, True)


@pytest.mark.parametrize(
    ("text", "near", "better"),
    [
        ("1810.08272,1901.00001", (), "1810.08272"),
        ("1810.08272%5Cnhttp://arxiv.org", (), "1810.08272"),
        ("181008272", (), "1810.08272"),
        ("2405.012345", ("2405.01234",), "2405.01234"),
        ("2045.01234v0", ("2405.01234",), None),
        ("2402.0376", ("2402.03766",), "2402.03766"),
        ("2413.01234", ("2431.01234", "2412.01234"), "2431.01234"),
        ("2402.0376", ("2402.99999",), None),
        ("2510.216180", (), None),
        ("", ("2402.03766",), None),
        ("latest", (), None),
    ],
)
def test_an_uncertain_repair_or_none(text: str, near: tuple[str, ...], better: str | None) -> None:
    found = repair(text, near)
    assert found == ((better, False) if better else None)


def test_ids_are_found_in_text() -> None:
    assert list(ids_in("see 2308.12966v2, arXiv:0704.0001 and 1.2308.12966, 2313.12345, 2308.1296")) == [
        "2308.12966",
        "0704.0001",
    ]


@given(st.text())
def test_any_text_after_a_slash_is_judged(text: str) -> None:
    link = from_url(f"https://arxiv.org/abs/{text}")
    assert link is not None
    if link.id is None:
        assert fault(link.text)
        better = repair(link.text)
        assert better is None or parse_id(better.text)


@given(st.integers(7, 26), st.integers(1, 12), st.integers(1, 99_999), st.integers(1, 30))
def test_every_issued_form_is_read(year: int, month: int, number: int, version: int) -> None:
    width = 5 if year >= 15 else 4
    text = f"{year:02}{month:02}.{min(number, 10**width - 1):0{width}}"
    found = parse_id(f"{text}v{version}")
    valid = (year, month) >= (7, 4)
    assert (found == ArxivId(text, 2000 + year, month, version)) == valid


_USUAL = r"(?:abs|pdf)/[0-9]{2}[01][0-9]\.(?:00000|[0-9]{5})(?:v[0-9]{1,2})?(?:\.pdf|/|\?context=cs|0)?"


@given(st.from_regex(_USUAL, fullmatch=True))
def test_the_short_way_reads_as_the_long_one(path: str) -> None:
    assert from_url(f"https://arxiv.org/{path}") == from_url(f"HTTPS://arxiv.org/{path}")
