import pytest

from helpers.raw.csv_layout import find_delimiters, find_unsound_quote, read_layout, read_sound_layout


def best(text):
    return find_delimiters(read_layout(text.encode()))[0]


@pytest.mark.parametrize(
    ("text", "newline"),
    [
        ("a,b\n1,2\n", "lf"),
        ("a,b\r\n1,2\r\n", "crlf"),
        ("a,b\r1,2\r", "cr"),
        ("a,b\r\n1,2\n", "mixed"),
        ('a,b\r\n1,"x\ny"\r\n', "crlf"),  # the LF stands in a cell
        ('a,b\r1,"x\r\ny"\r', "cr"),
        ("a,b", ""),
    ],
)
def test_newlines_between_records(text, newline):
    assert read_layout(text.encode()).newline == newline


def test_widths_do_not_count_what_is_quoted():
    layout = read_layout(b'a,b,c\n1,"x,y\n,z",2\n\n4')
    assert layout.widths(",").tolist() == [3, 3, 1, 1]
    assert read_layout(b"a,b\n").widths(",").tolist() == [2]


def test_semicolons_that_join_choices_are_no_columns():
    assert best("ID,MA\n1,a;b;c\n2,a;b;c\n3,a;b;c\n").sign == ","


def test_decimal_commas_are_no_columns():
    assert best("ID;円\n1;0,5\n2;1,5\n").sign == ";"


def test_tabs_with_joined_choices():
    found = best("ID\tMA\tFA\n1\ta,b\tよい、わるい\n2\ta\tx,y,z\n")
    assert (found.sign, found.width, found.share) == ("\t", 3, 1.0)


def test_a_title_line_is_an_exception():
    found = best("調査の結果\n\nID,a,b\n1,2,3\n4,5,6\n")
    assert (found.sign, found.width, found.share) == (",", 3, 0.75)


def test_one_column_has_no_delimiter():
    assert find_delimiters(read_layout("意見\nよい\n".encode())) == []
    assert find_delimiters(read_layout(b"")) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('a,"b""c","d\ne"\n"",x\n', None),
        ('"a"', None),
        ('a,"b"c,d\n', 4),  # the closing quote is followed by a letter
        ('a,5"x"\n', 3),
        ('a,"b\nc\n', 7),  # never closed: the end of the file
    ],
)
def test_quotes_that_are_not_sound(text, place):
    assert find_unsound_quote(read_layout(text.encode()), ",") == place


def test_what_stands_before_a_broken_quote_tells_the_delimiter():
    text = 'a;b\r\n1;"x\ny"\r\n2;z\r\n3;"彼は"はい"と"\r\n4;",,\n,'
    layout, sound = read_sound_layout(text.encode())
    assert (len(sound.ends), sound.newline) == (3, "crlf")
    assert [one.sign for one in find_delimiters(sound)] == [";"]
    assert len(layout.data) == len(text.encode())


def test_too_little_before_a_broken_quote_is_read_without_quotes():
    _, sound = read_sound_layout(b'a,b\n1,"x"y\n2,z\n3,z\n')
    assert sound.widths(",").tolist() == [2, 2, 2, 2]
