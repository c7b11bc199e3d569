"""The accelerated engine against Janome itself: real answers, hostile ones, both forms of user dictionaries."""

import numpy as np
import pytest
from text_fuzz import make_texts, make_user_words, read_sentences

from helpers.text.morphemes import open_tokenizer, tokenize_with_janome

pytest.importorskip("numba", reason="the extra `fast` is not installed")

from helpers.text.fast import engine as fast

SENTENCES = read_sentences()
TIES = ("は,5,5,1000,記号,一般,*,*,*,*,は,ハ,ワ", "と,1283,1285,0,名詞,一般,*,*,*,*,と,ト,ト")


@pytest.fixture(scope="module", autouse=True)
def kept_folder(tmp_path_factory):
    """Compiled once for this file, away from the user's own cache folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CASEBOOK_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


def assert_same(texts: list[str], user_words: tuple[str, ...] = ()) -> None:
    mine = fast.tokenize_with_engine(texts, fast.open_engine(user_words))
    peer = tokenize_with_janome(texts, user_words)
    for row, text in enumerate(texts):
        assert mine.of(row) == peer.of(row), repr(text)
    assert mine.entries == peer.entries
    assert all(
        (getattr(mine, name) == getattr(peer, name)).all()
        and getattr(mine, name).dtype == getattr(peer, name).dtype
        for name in ("offsets", "start", "length", "entry")
    )


def test_every_text_of_the_project():
    assert_same(SENTENCES[::6])


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "\u3000\n", "a", "あ", "\x00", "あ\x00い", "\ud83d", "人\udc00人", "\U0010ffff", "👨‍👩‍👧と🇯🇵"),
        *("か\u3099き\u3099", "12.5％と１２．５%", "一二三四五六七八九十百千万", "〇〇区"),
        *("コミュニティ" * 40, "アイウ" * 400, "ABCDEFG" * 300, "漢字" * 700, "あ" * 1500, "ー" * 1025),
        *("地域の課題を話し合う。" * 200, "地域の課題を話し合う" * 200, "か、" * 600, "あ\n\n" * 400, "あ\r\n\r\n" * 300),
        *("x" * 498 + "。\n\n" + "y" * 600, "x" * 499 + "\r\n\r\n" + "あ" * 30, "あ" * 500 + "！" + "い" * 530),
        *("すもももももももものうち", "にわにはにわにわとりがいる", "東京都庁の都庁前駅", "ＰＦの運営　について\n意見あり"),
        "\x1c\x85\u2028 前後の空白 \u2029\xa0",
    ],
)  # fmt: skip
def test_hostile_texts(text):
    assert_same([text])


@pytest.mark.parametrize("size", [499, 500, 501, 1023, 1024, 1025, 2048, 2500])
@pytest.mark.parametrize("filling", ["あ", "ア", "字", "1", "。", "東京は"])
def test_bounds_of_chunks(size, filling):
    assert_same([(filling * size)[:size], (filling * size)[: size - 1] + "。続き"])


@pytest.mark.parametrize("seed", range(4))
def test_fuzzed_texts(seed):
    assert_same(list(make_texts(seed, 60, SENTENCES)))


@pytest.mark.parametrize("seed", range(4))
def test_fuzzed_texts_with_a_user_dictionary(seed):
    assert_same(list(make_texts(100 + seed, 40, SENTENCES)), make_user_words(seed, 40, SENTENCES))


def test_ties_and_words_that_share_a_surface():
    assert_same(["母とはははとは話す", "とはとははとと", "ははは"], (*TIES, TIES[0].replace("記号", "名詞")))


def test_at_equal_cost_the_lower_number_wins():
    """Connection 0-0 costs -434 (janome/sysdic/connections1.py): あいう alone costs as much as あい and う."""
    lines = [
        f"{word},0,0,{cost},名詞,*,*,*,*,*,{word},*,*"
        for word, cost in (("う", -50000), ("あいう", -100434), ("あい", -50000))
    ]
    assert open_tokenizer(()).sys_dic.get_trans_cost(0, 0) == -434
    assert surfaces_of("あいう", (lines[0], lines[1], lines[2])) == ["あい", "う"]
    assert surfaces_of("あいう", (lines[1], lines[0], lines[2])) == ["あいう"]
    assert_same(["あいうあいう", "うあいう"], tuple(lines))
    assert_same(["あいうあいう", "うあいう"], (lines[1], lines[0], lines[2]))


def test_at_equal_cost_the_word_of_a_dictionary_stays_before_the_unknown_one():
    """U+9FA6 is of no class, and its unknown word 記号,一般 with 5, 5, 4769 (janome/sysdic/unknowns.py)."""
    line = "\u9fa6,5,5,4769,名詞,固有名詞,一般,*,*,*,辞書,ジショ,ジショ"
    engine = fast.open_engine((line,))
    assert fast.tokenize_with_engine(["\u9fa6"], engine).entries[0][4] == "辞書"
    assert_same(["\u9fa6", "東京の\u9fa6は", "\u9fa6\u9fa6"], (line,))


def test_at_equal_cost_and_number_the_word_that_was_added_first_stays():
    """Entry 1 of Janome's dictionary is 雑然たる with 1315, 1315, 4349: user word 1 ties with it, user word 2 loses."""
    line = "雑然たる,1315,1315,4349,連体詞,*,*,*,*,*,利用者,*,*"
    other = "無関係,0,0,0,名詞,*,*,*,*,*,*,*,*"
    for words, base_form in (((other, line), "利用者"), ((other, other, line), "雑然たる")):
        assert fast.tokenize_with_engine(["雑然たる"], fast.open_engine(words)).entries[0][4] == base_form
        assert_same(["雑然たる町", "町は雑然たるものだ"], words)


def surfaces_of(text: str, user_words: tuple[str, ...]) -> list[str]:
    return [entry[0] for _, _, entry in fast.tokenize_with_engine([text], fast.open_engine(user_words)).of(0)]


@pytest.mark.parametrize("length", [1, 49, 50, 51, 60])
def test_user_words_as_long_as_the_window(length):
    word = "長い名前の団体"[:1] * length
    assert_same(
        [f"昨日{word}へ行った", word, "前" * 480 + word], (f"{word},0,0,-100000,名詞,一般,*,*,*,*,ナ,ナ,ナ",)
    )


def test_a_strange_user_word_does_not_hide_unknown_words():
    """Janome lets unknown words begin where only the user dictionary has one."""
    assert_same(
        ["𠮷野家と𠮷田", "㊙資料"],
        ("𠮷野家,名詞,ヨシノヤ", "㊙,1288,1288,30000,記号,一般,*,*,*,*,㊙,マルヒ,マルヒ"),
    )


@pytest.mark.parametrize(
    "line",
    [
        "東京,1288,1288,2000000,名詞,一般,*,*,*,*,東京,トウキョウ,トーキョー",
        "東京,1316,1288,1000,名詞,一般,*,*,*,*,東京,トウキョウ,トーキョー",
        "東京,1288,-1,1000,名詞,一般,*,*,*,*,東京,トウキョウ,トーキョー",
    ],
)
def test_what_only_janome_understands_is_left_to_it(line):
    assert fast.open_engine((line,)) is None


def test_every_word_of_the_system_dictionary_is_found_where_janome_finds_it():
    """Janome's own automaton, asked for one word in two thousand."""
    tokenizer = open_tokenizer(())
    dictionary, lexicon = tokenizer.sys_dic, fast.open_engine(()).system.lexicon
    for number in range(0, 392127, 2003):
        surface = dictionary._find_entry(number)[0]
        peer = dictionary.lookup(surface.encode(), tokenizer.matcher)
        best = {}  # of those alike in surface, left and right, the cheapest, then the lowest number
        for entry in sorted(peer, key=lambda entry: (entry[4], entry[0])):
            best.setdefault(entry[1:4], (*entry[2:5], entry[0]))
        assert sorted(find_prefixes(lexicon, surface)) == sorted(best.values())


def find_prefixes(lexicon, text: str) -> list[tuple]:
    found, node = [], 0
    for place, sign in enumerate(text):
        letter = lexicon.character[ord(sign)]
        low, high = lexicon.trie[node, 0], lexicon.trie[node + 1, 0]
        children = {int(label): low + i for i, label in enumerate(lexicon.label[low:high])}
        node = int(lexicon.first[letter]) if place == 0 else children.get(int(letter), 0)
        if node == 0:
            break
        rows = lexicon.rows[lexicon.trie[node, 1] : lexicon.trie[node + 1, 1]]
        found += [tuple(row) for row in rows.tolist()]
    return found


def test_batches_do_not_show(monkeypatch):
    texts = [f" {sentence}" for sentence in SENTENCES[:40]]
    whole = fast.tokenize_with_engine(texts, fast.open_engine(()))
    monkeypatch.setattr(fast, "BATCH", 50)
    parts = fast.tokenize_with_engine(texts, fast.open_engine(()))
    assert whole.entries == parts.entries
    assert all((getattr(whole, name) == getattr(parts, name)).all() for name in ("offsets", "start", "entry"))


def test_nothing_to_tokenize():
    morphemes = fast.tokenize_with_engine([], fast.open_engine(()))
    assert list(morphemes.offsets) == [0] and morphemes.entries == () and morphemes.start.dtype == np.int32


def test_the_lattice_is_the_same_without_being_compiled():
    """Plain Python over the same arrays: what is compiled is what stands in the file."""
    from helpers.text.fast.lattice import tokenize_codes

    texts = [*SENTENCES[:3], "ＰＦ😀ｺﾐｭﾆﾃｨ12", "か\u3099"]
    engine = fast.open_engine(make_user_words(1, 10, SENTENCES))
    joined, bounds = "".join(texts), np.cumsum([0, *map(len, texts)], dtype=np.int64)
    arguments = fast.gather_arguments(engine.system, engine.user)
    flat = {
        name: value.ravel().tolist() if hasattr(value, "ravel") else value
        for name, value in arguments.items()
    }
    codes, counts = [ord(sign) for sign in joined], [0] * len(bounds)
    out = [0] * (3 * len(codes))
    filled = tokenize_codes(
        codes=codes,
        bounds=bounds.tolist(),
        texts=len(texts),
        out=out,
        capacity=len(codes),
        counts=counts,
        **flat,
    )
    peer, sums = fast.run_kernel(joined, bounds, engine)
    assert counts == sums.tolist()
    assert [out[row * len(codes) : row * len(codes) + filled] for row in range(3)] == peer.tolist()
