"""Janome's lattice (janome/lattice.py, janome/tokenizer.py) over arrays, in the part of Python that numba compiles.

What Janome does, and this must do alike:
- A text is taken in chunks of at most 1,024 characters; from the 500th on, one ends after 、。,.？?！! or an empty line.
- At every place that a word can end, words of the user dictionary, of the system dictionary (both up to 50 characters,
  within the chunk) and unknown words begin. Unknown words of a kind begin where no word of the system dictionary
  does, or where the kind always may; one takes in all characters of its kind that follow (kanji: two).
- A node's predecessor is the cheapest. Strictly cheaper wins; at equal cost, of two dictionary words the one with the
  lower number; else the one that was added first.

All arrays are flat and reach the functions as bare pointers, so that nothing of numba is needed when they run. The
records that they hold, field by field:

    nodes  cost, right, rank, word, begin, back, following: the next node that ends at the same place
    ends   first and last node that end at a place, -1 for none
    front  cost, right, rank, node: what ends at the present place
    seen   of a context number: when it last came as right and where in `front`; when as left and its predecessor

`rank` decides at equal cost: the entry's number, -1 for the beginning and for unknown words.
"""

from __future__ import annotations

CHUNK, SPLIT, WINDOW, FAR = 1024, 500, 50, 2**31 - 1
USER, UNKNOWN = 1 << 30, 1 << 29  # added to the numbers of words that are not the system dictionary's
NODE, FRONT, SEEN, ROW, KIND, WORD = 8, 4, 4, 4, 3, 3  # lengths of the records


def add_node(nodes, ends, free, begin, end, cost, right, rank, word, back):
    node = free * NODE
    nodes[node], nodes[node + 1], nodes[node + 2], nodes[node + 3] = cost, right, rank, word
    nodes[node + 4], nodes[node + 5], nodes[node + 6] = begin, back, -1
    if ends[2 * end] < 0:
        ends[2 * end] = free
    else:
        nodes[ends[2 * end + 1] * NODE + 6] = free
    ends[2 * end + 1] = free
    return free + 1


def line_up(nodes, ends, front, seen, place, moment):
    """Fill `front`, in the order of adding, without nodes that cost more than another with the same right context."""
    count, node = 0, ends[2 * place]
    while node >= 0:
        cost, right = nodes[node * NODE], nodes[node * NODE + 1]
        other = seen[right * SEEN + 1] * FRONT if seen[right * SEEN] == moment else -1
        if other < 0 or cost <= front[other]:
            if other >= 0 and cost < front[other]:
                front[other] = FAR
            seen[right * SEEN], seen[right * SEEN + 1] = moment, count
            front[count * FRONT], front[count * FRONT + 1] = cost, right
            front[count * FRONT + 2], front[count * FRONT + 3] = nodes[node * NODE + 2], node
            count += 1
        node = nodes[node * NODE + 6]
    return close_ranks(front, count)


def close_ranks(front, count):
    kept = 0
    for i in range(count):
        if front[i * FRONT] < FAR:
            for k in range(FRONT):
                front[kept * FRONT + k] = front[i * FRONT + k]
            kept += 1
    return kept


def choose(front, seen, connections, contexts, left, count, moment):
    """Where in `front` the best predecessor of a node with this left context stands."""
    if seen[left * SEEN + 2] == moment:
        return seen[left * SEEN + 3]
    row, best, chosen, rank = left * contexts, FAR, 0, -1
    for i in range(count):
        cost = front[i * FRONT] + connections[row + front[i * FRONT + 1]]
        other = front[i * FRONT + 2]
        if cost < best or (cost == best and rank >= 0 and 0 <= other < rank):
            best, chosen, rank = cost, i * FRONT, other
    seen[left * SEEN + 2], seen[left * SEEN + 3] = moment, chosen
    return chosen


def find_child(trie, label, node, letter):
    """The child of `node` by a character number, 0 if there is none."""
    low, end = trie[2 * node], trie[2 * node + 2]
    high = end
    while low < high:
        middle = (low + high) >> 1
        if label[middle] < letter:
            low = middle + 1
        else:
            high = middle
    if low < end and label[low] == letter:
        return low
    return 0


def add_words(
    codes, base, place, size, character, first, trie, label, rows, offset,
    nodes, ends, front, seen, connections, contexts, count, moment, free,
):  # fmt: skip
    """Every word of a dictionary that begins at `place`; returns the next free number of a node."""
    end, node = place, 0
    while end < size and end < place + WINDOW:
        letter = character[codes[base + end]]
        node = find_child(trie, label, node, letter) if end > place else first[letter]
        end += 1
        if node == 0:
            break
        for row in range(trie[2 * node + 1], trie[2 * node + 3]):
            left, right, cost = rows[row * ROW], rows[row * ROW + 1], rows[row * ROW + 2]
            number = rows[row * ROW + 3]
            at = choose(front, seen, connections, contexts, left, count, moment)
            cost += front[at] + connections[left * contexts + front[at + 1]]
            free = add_node(
                nodes, ends, free, place, end, cost, right, number, number + offset, front[at + 3]
            )
    return free


def find_end(codes, base, place, size, group, members, kind, reach, reached):
    """Where an unknown word of this kind ends. `reached`: where the kind's run of characters ended last time."""
    end, bound = place + 1, min(size, place + reach + 1)
    if bound == size and reached[kind] > place:
        return reached[kind]
    while end < bound and (members[group[codes[base + end]]] >> kind) & 1:
        end += 1
    if bound == size:
        reached[kind] = end
    return end


def add_unknown(
    codes, base, place, size, matched, group, kind_of, kinds, members, traits, words, reached,
    nodes, ends, front, seen, connections, contexts, count, moment, free,
):  # fmt: skip
    """Every unknown word that begins at `place`; returns the next free number of a node."""
    own = group[codes[base + place]]
    for k in range(kind_of[own], kind_of[own + 1]):
        kind = kinds[k]
        if matched and traits[kind * KIND] == 0:
            continue
        end = find_end(codes, base, place, size, group, members, kind, traits[kind * KIND + 1], reached)
        for row in range(traits[kind * KIND + 2], traits[kind * KIND + KIND + 2]):
            left, right, cost = words[row * WORD], words[row * WORD + 1], words[row * WORD + 2]
            at = choose(front, seen, connections, contexts, left, count, moment)
            cost += front[at] + connections[left * contexts + front[at + 1]]
            free = add_node(nodes, ends, free, place, end, cost, right, -1, row + UNKNOWN, front[at + 3])
    return free


def may_split(codes, last):
    """Whether a chunk that has 500 characters may end after the one at `last`."""
    code = codes[last]
    if code == 10:
        blank = codes[last - 1] == 13 and codes[last - 2] == 10 and codes[last - 3] == 13
        return blank or codes[last - 1] == 10
    if code < 64:
        return code == 44 or code == 46 or code == 63 or code == 33
    return code == 0x3001 or code == 0x3002 or code == 0xFF1F or code == 0xFF01


def write_path(nodes, node, end, shift, out, capacity, filled):
    """The tokens on the way back from `node`, into the rows start, length, word of `out`; returns how many."""
    count, back = 0, node
    while nodes[back * NODE + 4] >= 0:
        count += 1
        back = nodes[back * NODE + 5]
    for k in range(filled + count - 1, filled - 1, -1):
        begin = nodes[node * NODE + 4]
        out[k], out[capacity + k] = shift + begin, end - begin
        out[2 * capacity + k] = nodes[node * NODE + 3]
        end, node = begin, nodes[node * NODE + 5]
    return count


def tokenize_codes(
    codes, bounds, texts, out, capacity, counts,
    u_character, u_first, u_trie, u_label, u_rows,
    s_character, s_first, s_trie, s_label, s_rows,
    group, kind_of, kinds, members, traits, words, kind_count,
    connections, contexts, nodes, ends, front, seen, reached,
):  # fmt: skip
    """Tokens of the texts `codes[bounds[i]:bounds[i + 1]]` into `out`, three rows of `capacity`: start in the text,
    length, word (number of an entry of the system dictionary, USER + number of one of the user dictionary, UNKNOWN +
    row of an unknown word). `counts[i + 1]` gets how many tokens the first i + 1 texts have.
    """
    filled, moment = 0, 0
    for text in range(texts):
        base, finish = bounds[text], bounds[text + 1]
        while base < finish:
            size = min(finish - base, CHUNK)
            for place in range(size + 1):
                ends[2 * place] = -1
            for kind in range(kind_count):
                reached[kind] = 0
            free, place, moment = add_node(nodes, ends, 0, -1, 0, 0, 0, -1, -1, -1), 0, moment + 1
            count = line_up(nodes, ends, front, seen, place, moment)
            while place < size and not (place >= SPLIT and may_split(codes, base + place - 1)):
                free = add_words(
                    codes, base, place, size, u_character, u_first, u_trie, u_label, u_rows, USER,
                    nodes, ends, front, seen, connections, contexts, count, moment, free,
                )  # fmt: skip
                before = free
                free = add_words(
                    codes, base, place, size, s_character, s_first, s_trie, s_label, s_rows, 0,
                    nodes, ends, front, seen, connections, contexts, count, moment, free,
                )  # fmt: skip
                free = add_unknown(
                    codes, base, place, size, free > before, group, kind_of, kinds, members, traits, words, reached,
                    nodes, ends, front, seen, connections, contexts, count, moment, free,
                )  # fmt: skip
                place, moment = place + 1, moment + 1
                while ends[2 * place] < 0:
                    place += 1
                count = line_up(nodes, ends, front, seen, place, moment)
            last = front[choose(front, seen, connections, contexts, 0, count, moment) + 3]
            filled += write_path(nodes, last, place, base - bounds[text], out, capacity, filled)
            base += place
        counts[text + 1] = filled
    return filled
