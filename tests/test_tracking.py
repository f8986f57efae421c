from __future__ import annotations

import pytest

from awesome_lint.tracking import is_tracking, without_tracking


@pytest.mark.parametrize(
    ("host", "name"),
    [
        *(("example.org", name) for name in ("utm_source", "UTM_Medium", "fbclid", "gclid", "spm", "_hsenc", "mc_cid")),
        *(("youtube.com", name) for name in ("si", "feature", "pp")),
        *(("m.youtube.com", "si"), ("youtu.be", "si"), ("x.com", "s"), ("twitter.com", "ref_src")),
        *(("bilibili.com", "spm_id_from"), ("space.bilibili.com", "vd_source"), ("bilibili.com", "share_medium")),
        *(("medium.com", "source"), ("someone.medium.com", "source"), ("zhihu.com", "share_code")),
        *(("mp.weixin.qq.com", name) for name in ("srcid", "mpshare", "sharer_shareinfo_first", "lang", "version")),
    ],
)
def test_tracks(host: str, name: str) -> None:
    assert is_tracking(host, name)


@pytest.mark.parametrize(
    ("host", "name"),
    [
        *(
            ("example.org", name)
            for name in ("", "id", "ref", "source", "si", "s", "t", "lang", "version", "utm", "spm2")
        ),
        *(("youtube.com", name) for name in ("v", "t", "list", "source")),
        *(("bilibili.com", "p"), ("bilibili.com", "t"), ("notyoutube.com", "si"), ("youtube.com.example.org", "si")),
        *(("mp.weixin.qq.com", name) for name in ("__biz", "mid", "idx", "sn", "chksm", "scene")),
    ],
)
def test_does_not_track(host: str, name: str) -> None:
    assert not is_tracking(host, name)


def test_a_query_keeps_what_the_page_needs() -> None:
    query = "__biz=Mz==&mid=2&idx=1&mpshare=1&sn=a&srcid=2"
    assert without_tracking("mp.weixin.qq.com", query) == "__biz=Mz==&mid=2&idx=1&sn=a"
    assert without_tracking("example.org", "a=1&&b") == "a=1&&b"
    assert without_tracking("example.org", "utm_source=x") == ""
