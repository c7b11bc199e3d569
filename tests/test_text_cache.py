"""Kept tokens: nothing is tokenized twice, what is damaged or foreign is made anew, results never differ."""

import numpy as np
import pandas as pd
import pytest

from helpers.findings import Findings
from helpers.text import Dictionaries
from helpers.text import store as token_store
from helpers.text.cache import fingerprint, hash_text, read_kept, write_kept
from helpers.text.morphemes import concatenate, tokenize_with_janome
from helpers.text.store import Tokens, tokenize_texts

PLAIN = Dictionaries()
TEXTS = ["お茶を飲む", "", "水を飲む。", "人\ud83d人", " \u3000", "お茶を飲む", "あ\x00い\x1f\t「\"'\\"]
WORD = "茶を飲,名詞,チャヲノ"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "kept" / "tokens.parquet"


@pytest.fixture
def asked(monkeypatch) -> list[list[str]]:
    """The texts that an engine was asked for, call by call."""
    calls, ask = [], token_store.tokenize_distinct
    monkeypatch.setattr(
        token_store, "tokenize_distinct", lambda texts, *rest: calls.append(list(texts)) or ask(texts, *rest)
    )
    return calls


def assert_equal(one: Tokens, other: Tokens) -> None:
    assert one.texts == other.texts
    for name in ("document", "start", "length", "entry"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))
        assert getattr(one, name).dtype == getattr(other, name).dtype == np.int32
    pd.testing.assert_frame_equal(one.entries, other.entries)


def test_what_is_kept_is_not_tokenized_again(path, asked):
    first = tokenize_texts(TEXTS, PLAIN, cache=path)
    again = tokenize_texts(TEXTS, PLAIN, cache=path)
    assert_equal(first, tokenize_texts(TEXTS, PLAIN))
    assert_equal(again, first)
    assert len(asked) == 2 and asked[0] == asked[1] == list(dict.fromkeys(TEXTS))


def test_only_new_texts_are_tokenized_and_the_order_does_not_show(path, asked):
    tokenize_texts(["水を飲む。", "古い回答"], PLAIN, cache=path)
    mixed = tokenize_texts(TEXTS, PLAIN, cache=path)
    assert asked[1] == [text for text in dict.fromkeys(TEXTS) if text != "水を飲む。"]
    assert_equal(mixed, tokenize_texts(TEXTS, PLAIN))
    assert_equal(tokenize_texts(TEXTS[::-1], PLAIN, cache=path), tokenize_texts(TEXTS[::-1], PLAIN))


def test_another_user_dictionary_is_another_fingerprint(path, asked):
    tokenize_texts(TEXTS, PLAIN, cache=path)
    other = tokenize_texts(TEXTS, Dictionaries(user_words=(WORD,)), cache=path)
    assert "茶を飲" in set(other.entries["surface"]) and asked[0] == asked[1]
    tokenize_texts(TEXTS, Dictionaries(user_words=(WORD,)), cache=path)
    assert len(asked) == 2


def test_both_forms_of_the_same_words_have_the_same_fingerprint():
    long = "茶を飲,0,0,-100000,名詞,*,*,*,*,*,茶を飲,チャヲノ,チャヲノ"
    assert fingerprint((WORD,)) == fingerprint((long,)) != fingerprint(())
    assert fingerprint((WORD, long)) != fingerprint((WORD,))


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: b"text,start\n1,2\n",
        lambda data: data[: len(data) // 2],
        lambda data: data[:40] + bytes(byte ^ 255 for byte in data[40:60]) + data[60:],
        lambda data: data.replace(b"fingerprint", b"fingerprant"),
        lambda data: data.replace(rb"\u8336", rb"\u9152"),
    ],
)
def test_a_damaged_file_is_ignored_and_written_anew(path, asked, damage):
    whole = tokenize_texts(TEXTS, PLAIN, cache=path)
    kept = path.read_bytes()
    path.write_bytes(damage(kept))
    assert_equal(tokenize_texts(TEXTS, PLAIN, cache=path), whole)
    assert len(asked) == 2 and path.read_bytes() == kept


def test_a_table_of_another_kind_is_ignored(path, asked):
    path.parent.mkdir()
    pd.DataFrame({"text": ["お茶を飲む"]}).to_parquet(path)
    tokenize_texts(TEXTS, PLAIN, cache=path)
    assert len(asked) == 1 and read_kept(path, fingerprint(())) is not None


@pytest.mark.parametrize(
    "change",
    [
        lambda m: m.__class__(m.offsets, m.start, m.length, m.entry + 90, m.entries),
        lambda m: m.__class__(m.offsets, m.start, m.length, m.entry - 1, m.entries),
        lambda m: m.__class__(m.offsets, m.start, m.length, m.entry, tuple(e[:6] for e in m.entries)),
    ],
)
def test_entries_that_do_not_fit_are_ignored(path, change):
    morphemes = tokenize_with_janome(["お茶を飲む"], ())
    write_kept(path, "f", [hash_text("お茶を飲む")], change(morphemes))
    assert read_kept(path, "f") is None


def test_same_texts_same_bytes(path, tmp_path):
    tokenize_texts(TEXTS, PLAIN, cache=path)
    tokenize_texts(TEXTS, PLAIN, cache=tmp_path / "other.parquet")
    assert path.read_bytes() == (tmp_path / "other.parquet").read_bytes()


def test_no_texts_at_all(path):
    assert len(tokenize_texts([], PLAIN, cache=path)) == 0
    assert len(tokenize_texts([], PLAIN, cache=path)) == 0
    assert len(tokenize_texts([""], PLAIN, cache=path)) == 0
    assert len(tokenize_texts(["お茶を飲む"], PLAIN, cache=path)) == 3


def test_a_cache_that_cannot_be_written_is_told_and_changes_nothing(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8", newline="\n")
    findings = Findings()
    tokens = tokenize_texts(TEXTS, PLAIN, cache=tmp_path / "file" / "tokens.parquet", findings=findings)
    assert_equal(tokens, tokenize_texts(TEXTS, PLAIN))
    assert [finding.rule for finding in findings.items] == ["token-cache-not-written"]


def test_a_text_is_known_by_all_of_its_characters():
    assert len({hash_text(text) for text in ("が", "か\u3099", "ガ", "\ud83d", "\ufffd", "", " ")}) == 7


def test_morphemes_one_after_the_other_by_hand():
    one, other = (tokenize_with_janome([text], ()) for text in ("水を飲む", "茶を"))
    both = concatenate(one, other)
    assert list(both.offsets) == [0, 3, 5] and list(both.start) == [0, 1, 2, 0, 1]
    assert [entry[0] for entry in both.entries] == ["水", "を", "飲む", "茶"] and list(both.entry) == [
        0,
        1,
        2,
        3,
        1,
    ]
