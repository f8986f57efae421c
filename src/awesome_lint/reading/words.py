"""The words that lists use for columns, labels and attributes, English and Chinese."""

from __future__ import annotations

from functools import lru_cache

from awesome_lint.regex import regex

_WORD = regex(r"[a-z]+|[\u3400-\u9fff]+|\d+")

# What a link says when it is not the entry's title. A label made of these alone is a label.
LABEL_WORDS = frozenset(
    """
    paper papers pdf abs abstract arxiv article preprint report technical journal conference published openreview acl
    anthology cvf ieee acm springer elsevier doi biorxiv medrxiv ssrn semantic scholar html full text
    code codes github git gitlab repo repository source implementation implementations official unofficial pytorch
    tensorflow tf keras jax caffe matlab torch mxnet paddle colab
    notebook notebooks jupyter kaggle
    project projects page pages website web site homepage home url link links here read more download downloads
    demo demos online app space spaces playground api docs documentation doc wiki
    dataset datasets data benchmark leaderboard model models weights checkpoint checkpoints
    huggingface hugging face hf modelscope
    video videos youtube bilibili talk talks slides slide ppt poster presentation recording lecture
    blog blogs blogpost post news tweet twitter x thread medium zhihu wechat tutorial supp supplement supplementary
    supplemental material materials appendix extended bib bibtex ref refs cite citation version
    v camera ready and the by of
    awesome stars star license tl dr tldr review reviews author authors main short long oral spotlight findings
    论文 代码 项目 主页 数据集 数据 模型 链接 地址 解读 博客 知乎
    视频 演示 官网 网站 源码 原文 中文 英文 下载 文档 教程 笔记
    项目地址 论文地址 代码地址 论文链接 代码链接 项目主页 项目链接 官方 公众号 微信 幻灯片 报告 权重 体验 试用 入口 详情
    """.split()
)

TITLE_HEADERS = frozenset(
    """
    title paper papers name model models method methods project projects dataset datasets api library framework tool
    tools benchmark repository notebook resource resources article book course work entry algorithm approach survey
    标题 论文 论文标题 名称 名字 模型 题目 方法 项目 数据集 工具 课程 书名 资源 文章
    """.split()
)
# What heads full titles, where the others may head short names.
FULL_TITLE_HEADERS = frozenset("title paper papers article survey 标题 论文 论文标题 题目 文章".split())
DATE_HEADERS = frozenset(
    """
    date dates year years publish published release released timeline time month
    年份 时间 日期 论文日期 发布时间 年 发表时间 更新时间
    """.split()
)
VENUE_HEADERS = frozenset(
    "venue publication conference journal published publisher pub venues 会议 期刊 发表 来源 会议期刊 发表会议".split()
)
AUTHOR_HEADERS = frozenset(
    "author authors 作者 机构 organization institution affiliation company team 单位 公司".split()
)
DESCRIPTION_HEADERS = frozenset(
    """
    description descriptions details summary remarks remark note notes comment comments about overview
    简介 说明 描述 备注 介绍 摘要 内容 特点
    """.split()
)

ATTRIBUTE_WORDS = frozenset(
    """
    author authors publisher published publish date year venue conference journal task tasks tl tldr summary institution
    affiliation affiliations organization keyword keywords tag tags category release released license language
    framework note notes comment comments description metrics env environment size stars cited citations highlights
    contribution contributions motivation
    作者 机构 单位 简介 摘要 发表 时间 日期 备注 关键词 任务 会议 期刊 发布 发表时间 许可证 语言 类别 年份
    """.split()
)

_ROLES = (
    (
        "code",
        frozenset(
            "code codes github git gitlab repo repository implementation source 代码 源码 代码地址 代码链接".split()
        ),
    ),
    ("project", frozenset("project page website homepage home site 项目 主页 官网 项目主页 网站".split())),
    ("data", frozenset("dataset datasets data benchmark 数据集 数据".split())),
    ("model", frozenset("model models weights checkpoint checkpoints huggingface hf modelscope 模型 权重".split())),
    ("demo", frozenset("demo demos online app space playground colab 演示 体验 试用".split())),
    ("video", frozenset("video videos youtube bilibili talk recording 视频".split())),
    ("blog", frozenset("blog blogs post news tweet twitter zhihu medium wechat 博客 知乎 解读".split())),
    ("paper", frozenset("paper papers pdf abs arxiv article preprint openreview 论文 原文 论文地址 论文链接".split())),
)
LINK_ROLES = tuple(role for role, _ in _ROLES)
"""What a link can be for, by its label."""
_HOSTS = (
    (
        "paper",
        (
            "arxiv.org/",
            "openreview.net/",
            "aclanthology.org/",
            "aclweb.org/",
            "thecvf.com/",
            "doi.org/",
            "proceedings.mlr.press/",
            "papers.nips.cc/",
            "proceedings.neurips.cc/",
        ),
    ),
    ("code", ("github.com/", "gitlab.com/", "gitee.com/")),
    ("model", ("huggingface.co/", "hf.co/", "modelscope.cn/")),
    ("video", ("youtube.com/", "youtu.be/", "bilibili.com/")),
    ("image", ("img.shields.io/", "badge")),
)


def words(text: str) -> list[str]:
    """Return the lower-case words of *text*: Latin words, runs of Chinese, numbers."""
    return _WORD.findall(text.lower())


def length(text: str) -> int:
    """Return the number of words; two Chinese characters count as one."""
    return sum(1 if word.isascii() else (len(word) + 1) // 2 for word in words(text))


def has_words(text: str) -> bool:
    """Whether *text* has a word or a number."""
    return _WORD.search(text.lower()) is not None


@lru_cache(maxsize=1 << 15)
def is_label(text: str) -> bool:
    """Whether a link's text only says what kind of page it leads to (`paper`, `代码`, `pdf v2`), or nothing."""
    for match in _WORD.finditer(text.lower()):
        word = match.group()
        if word not in LABEL_WORDS and not word.isdigit():
            return False
    return True


def role_of(label: str, target: str) -> str:
    """Return what a link is for, by its label first and its host second: ``paper``, ``code``, … or ``other``."""
    said = set(words(label))
    if len(said) <= 3:  # noqa: PLR2004  (a longer label is a title that happens to hold the word)
        for role, names in _ROLES:
            if said & names:
                return role
    for role, hosts in _HOSTS:
        if any(host in target for host in hosts):
            return role
    return "other"


@lru_cache(maxsize=256)
def header_role(text: str) -> str:
    """Return the role that a header names: ``title``, ``date``, ``venue``, ``authors``, ``description`` or nothing."""
    said = words(text)
    for role, names in (
        ("date", DATE_HEADERS),
        ("title", TITLE_HEADERS),
        ("venue", VENUE_HEADERS),
        ("authors", AUTHOR_HEADERS),
        ("description", DESCRIPTION_HEADERS),
    ):
        if said and (said[0] in names or "".join(said) in names):
            return role
    return ""


# Words that so many papers have in their titles that sharing them says nothing.
COMMON_WORDS = frozenset(
    """
    a an all and approach are as at based by can deep do efficient for framework from how in into is it its language
    large learning method model models network networks neural new of on or our over paper report study survey system
    technical the this through to toward towards training using via visual we what when with without you your
    """.split()
)
