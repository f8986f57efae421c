"""Whether a list's title for a paper can be meant for the paper that arXiv has under the id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint import titles
from awesome_lint.reading.words import COMMON_WORDS, LABEL_WORDS
from awesome_lint.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from awesome_lint.facts import Paper

_LATIN = regex(r"[a-z0-9]+")
_LETTERS = regex(r"[a-z]{2,}")
_SIZE = regex(r"v?\d+[a-z]?|\d+(?:\.\d+)?[bmk]")
_VERSION = regex(r"v?\d+[a-z]?$")
_TOKEN = regex(r"[A-Za-z]+")
_CAMEL = regex(r"[A-Z]+(?![a-z])|[A-Z][a-z]+|[a-z]+")
_VENUES = frozenset(
    """
    cvpr iccv eccv wacv accv bmvc neurips nips iclr icml aaai ijcai acl emnlp naacl eacl aacl coling tacl conll tpami
    pami tip tmm tmlr jmlr ijcv kdd sigir www cikm wsdm recsys icra iros rss corl ral siggraph interspeech icassp
    miccai tmi oral spotlight poster highlight award best new
    """.split()  # noqa: SIM905  (words are easier to read as text)
)
_UNSAID = frozenset(
    """
    vgg vggnet vgg16 vgg19 alexnet whisper dall dalle unclip elmo seq2seq dqn ddpg a3c gru fgsm googlenet
    original figure summary
    """.split()  # noqa: SIM905  (as above)
)
"""Names that all the world has for papers which do not say them."""
_TOO_SHORT = 2  # characters: `T5`, `R1`
_AUTHORS = regex(
    r"^\W*(?:[\w'-]+,? ){1,3}et al\b.{0,12}$|"
    r"^\W*[A-Z][a-z]+(?:-[A-Z][a-z]+)?(?:(?:,|,? (?:and|&)) [A-Z][a-z.]*)+,? \(?(?:19|20)\d\d[a-z]?\W*$"
)
"""Whoever wrote it, in place of a title: `Smith et al.`, `Smith & Jones (2019)`."""
_COLON = regex(r"[:：]\s*")
_SHARED = 0.34
"""Share of a full title's telling words that also stand in the paper's: retitled papers keep more."""
_LIKE = 0.8
"""How like two words are that differ by a slip of the finger."""
_SHORTEST = 4
"""Letters of the shortest word that may be found inside another: shorter ones are everywhere."""


def is_other_paper(title: str, paper: Paper, beside: Iterable[str] = ()) -> bool:
    """Whether *title*, as a list has it, names another work than *paper*.

    A title that shares telling words with the paper's, a nickname that stands in its title or abstract or whose
    letters are the initials there, and one slip of the finger are no other paper; nor is a title in Chinese
    alone. *beside* are the entry's other texts, which count where arXiv gave no abstract.
    """
    names = [word for word in _latin(title) if _tells(word)]
    behind = _COLON.split(title, maxsplit=1)[-1]
    if not names or titles.like(title, paper.title) or (titles.full(behind) and titles.like(behind, paper.title)):
        return False
    if _AUTHORS.search(title) or _is_made_of(title, paper):
        return False
    if titles.full(title) and len(names) > 3:  # noqa: PLR2004  (fewer words may be a name with its subtitle)
        return _shared(names, paper.title) < _SHARED and not _named(_head(title), paper)
    if _named(names, paper):
        return False
    return bool(paper.summary) or not _shared_any(beside, paper.title)


def _tells(word: str) -> bool:
    """Whether a word of a title can tell one paper from others."""
    said_of_all = word in COMMON_WORDS or word in LABEL_WORDS or word in _VENUES or _SIZE.fullmatch(word)
    return not said_of_all and len(word) > _TOO_SHORT and word not in _UNSAID


def _latin(text: str) -> list[str]:
    return [part for word in titles.words(text) for part in _LATIN.findall(word)]


def _head(title: str) -> list[str]:
    """Return the words of what stands before a colon, where a title has one."""
    return [
        word for word in titles.name(title) if word.isascii() and not _SIZE.fullmatch(word) and word not in COMMON_WORDS
    ]


def _shared(names: list[str], other: str) -> float:
    theirs = _latin(other)
    return sum(any(_alike(word, each) for each in theirs) for word in names) / len(names)


def _shared_any(texts: Iterable[str], other: str) -> bool:
    theirs = {word for word in _latin(other) if len(word) >= _SHORTEST and word not in COMMON_WORDS}
    return any(word in theirs for text in texts for word in _latin(text))


def _named(names: list[str], paper: Paper) -> bool:
    """Whether one of *names*, or all of them as one word, stands in the paper's title or abstract."""
    if not names:
        return False
    text = f"{paper.title} {paper.summary}"
    words = set(_latin(text))
    run_together = "".join(_latin(text))
    joined = "".join(names)
    if len(joined) >= _SHORTEST and joined in run_together:
        return True
    initials = "".join(word if word[0].isdigit() else word[0] for word in _latin(text))
    return any(_is_in(name, words, run_together, initials) for name in names)


def _is_in(name: str, words: set[str], run_together: str, initials: str) -> bool:
    if name in words or (len(name) >= _SHORTEST and name in run_together):
        return True
    if len(name) >= 3 and name in initials:  # noqa: PLR2004  (as for letters)
        return True
    letters = "".join(_LETTERS.findall(_VERSION.sub("", name)))
    if len(letters) >= 3 and (letters in initials or any(word.startswith(letters) for word in words)):  # noqa: PLR2004
        return True
    return len(letters) >= _SHORTEST and any(_alike(letters, word) for word in words)


def _is_made_of(title: str, paper: Paper) -> bool:
    """Whether a name such as `ResNet` or `MAE` is made of parts of the paper's words, in their order."""
    words = _latin(f"{paper.title} {paper.summary}")
    for token in _TOKEN.findall(title):
        parts = [part.lower() for part in _CAMEL.findall(token)]
        if len(parts) > 1 and all(any(word.startswith(part) for word in words) for part in parts):
            return True
        if token.isupper() and len(token) > 1 and _is_acronym(token.lower(), _latin(paper.title)):
            return True
    return False


def _is_acronym(letters: str, words: list[str]) -> bool:
    """Whether *letters* begin with a word's first and go on in the same word or with the first of later ones."""
    for start, word in enumerate(words):
        if word[0] == letters[0]:
            at, rest = 0, letters
            for each in words[start:]:
                at = 0
                while rest and (found := each.find(rest[0], at)) >= 0 and (at or found == 0):
                    at, rest = found + 1, rest[1:]
            if not rest:
                return True
    return False


def _alike(one: str, other: str) -> bool:
    """Whether two words differ in their ending or by a slip alone."""
    if one == other:
        return True
    if min(len(one), len(other)) < _SHORTEST or one[0] != other[0]:
        return False
    if one.startswith(other) or other.startswith(one):
        return True
    from difflib import SequenceMatcher  # noqa: PLC0415  (online alone)

    return SequenceMatcher(None, one, other).ratio() >= _LIKE
