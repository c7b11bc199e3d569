"""Which engine tokenizes: whatever happens, the tokens are those of Janome, and who wants to know is told."""

import subprocess
import sys

import pandas as pd
import pytest
from text_fuzz import read_sentences

from helpers.errors import ParameterError
from helpers.findings import Findings
from helpers.text import Dictionaries, engines
from helpers.text.engines import choose_sample, find_difference, tokenize_distinct
from helpers.text.morphemes import Morphemes, tokenize_with_janome
from helpers.text.store import tokenize_texts

SENTENCES = read_sentences()[:60]
WORDS = ("高齢者,名詞,コウレイシャ", "地域福,1288,1288,3000,名詞,一般,*,*,*,*,地域福,チイキフク,チイキフク")


@pytest.fixture
def here(monkeypatch):
    """As if the extra `fast` were installed and all it keeps were there; its engine is Janome, and counts."""
    from helpers.text.fast import compiled

    calls = []

    def tokenize(texts, user_words, findings):
        calls.append(list(texts))
        return tokenize_with_janome(texts, user_words)

    monkeypatch.setattr(compiled, "has_numba", lambda: True)
    monkeypatch.setattr(engines, "_tokenize_and_check", tokenize)
    return calls


@pytest.fixture
def missing(monkeypatch):
    from helpers.text.fast import compiled

    monkeypatch.setattr(compiled, "has_numba", lambda: False)


def is_same(one: Morphemes, other: Morphemes) -> bool:
    return len(one) == len(other) and all(one.of(row) == other.of(row) for row in range(len(one)))


def test_an_unknown_engine_is_refused_by_name():
    with pytest.raises(ParameterError, match=r"mecab.*auto、janome、fast"):
        tokenize_texts(["水"], Dictionaries(), engine="mecab")


def test_few_texts_go_to_janome_and_nothing_is_compiled_or_loaded():
    code = (
        "import sys; from helpers.text import Dictionaries; from helpers.text.store import tokenize_texts;"
        "tokenize_texts(['お茶を飲む'] * 9000, Dictionaries());"
        "sys.exit(any(name.split('.')[0] in ('numba', 'llvmlite') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("size", "ready", "fast"), [(99, True, 0), (100, True, 1), (100, False, 0), (900, False, 1)]
)
def test_break_even(here, monkeypatch, size, ready, fast):
    pytest.importorskip("llvmlite")
    from helpers.text.fast import engine

    monkeypatch.setattr(engines, "READY", 100)
    monkeypatch.setattr(engines, "FIRST", 900)
    monkeypatch.setattr(engine, "is_ready", lambda: ready)
    tokenize_distinct(["あ" * size], (), "auto", None)
    assert len(here) == fast


def test_janome_when_asked_for_and_fast_when_asked_for(here):
    tokenize_distinct(["水"], (), "janome", None)
    assert here == []
    tokenize_distinct(["水"], (), "fast", None)
    assert here == [["水"]]


def test_without_the_extra_the_results_are_the_same(missing, monkeypatch):
    monkeypatch.setattr(engines, "READY", 1)
    findings = Findings()
    for engine in ("auto", "fast"):
        mine = tokenize_distinct(SENTENCES[:5], WORDS, engine, findings)
        assert is_same(mine, tokenize_with_janome(SENTENCES[:5], WORDS))
    assert [finding.rule for finding in findings.items] == ["fast-tokenizer-missing"]
    assert "casebook[fast]" in findings.items[0].remedy


def test_who_collects_no_findings_is_warned(missing):
    with pytest.warns(UserWarning, match="Janomeで解析します"):
        tokenize_distinct(["水"], (), "fast", None)


def test_an_engine_that_fails_is_replaced_by_janome(here, monkeypatch):
    def fail(*_):
        raise OSError("no space")

    monkeypatch.setattr(engines, "_tokenize_and_check", fail)
    findings = Findings()
    assert is_same(
        tokenize_distinct(["水を飲む"], (), "fast", findings), tokenize_with_janome(["水を飲む"], ())
    )
    assert findings.items[0].rule == "fast-tokenizer-failed" and "OSError" in findings.items[0].remedy


def test_one_different_morpheme_in_the_sample_and_all_is_tokenized_by_janome(tmp_path, monkeypatch):
    pytest.importorskip("numba", reason="the extra `fast` is not installed")
    from helpers.text.fast import engine

    monkeypatch.setattr(engine, "open_engine", lambda words: words)
    wrong = tokenize_with_janome(["水を飲む", "お茶を飲み"], ())
    monkeypatch.setattr(engine, "tokenize_with_engine", lambda texts, opened: wrong)
    findings = Findings()
    mine = tokenize_distinct(["水を飲む", "お茶を飲む"], (), "fast", findings)
    assert is_same(mine, tokenize_with_janome(["水を飲む", "お茶を飲む"], ()))
    assert [(f.rule, f.severity, f.given) for f in findings.items] == [
        ("fast-tokenizer-differs", "warning", "お茶を飲む")
    ]


def test_the_fast_engine_gives_the_same_store(tmp_path, monkeypatch):
    pytest.importorskip("numba", reason="the extra `fast` is not installed")
    monkeypatch.setenv("CASEBOOK_CACHE", str(tmp_path))
    findings, dictionaries = Findings(), Dictionaries(user_words=WORDS)
    fast = tokenize_texts([*SENTENCES, None], dictionaries, engine="fast", findings=findings)
    janome = tokenize_texts([*SENTENCES, None], dictionaries, engine="janome")
    assert findings.items == [] and fast.texts == janome.texts
    pd.testing.assert_frame_equal(fast.to_frame(), janome.to_frame())
    pd.testing.assert_frame_equal(fast.entries, janome.entries)


def test_a_difference_is_found_where_it_is():
    texts = ["水を飲む", "お茶を飲む", "水"]
    right = tokenize_with_janome(texts, ())
    assert find_difference(texts, right, ()) is None
    other = tokenize_with_janome(["水を飲む", "お茶を飲む", "氷"], ())
    assert find_difference(texts, other, ()) == 2


@pytest.mark.parametrize(
    ("lengths", "rows"),
    [
        ([], []),
        ([5], [0]),
        ([9000], [0]),
        ([100] * 20, list(range(20))),
        ([100] * 40, list(range(0, 40, 2))),
        ([1990, 100, 10, 1], [0, 2]),
    ],
)
def test_the_sample_by_hand(lengths, rows):
    assert choose_sample(["あ" * length for length in lengths]) == rows
