"""Members listed in one place and not in the other; residents called by the name of another kind of municipality."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from helpers.proofread.document import Document, Span
from helpers.proofread.extract.names import names_of
from helpers.proofread.extract.terms import span
from helpers.proofread.registry import Context, Remark, rule

Listing = dict[str, Span]
GAP, LEAST, ALIKE = (
    6,
    5,
    0.7,
)  # blocks between two names of a list; names of a list; shared part of the shorter one
DENSE = 50  # characters of a block for each name that it lists, at most; a third of it where it has sentences
RESIDENT = re.compile(r"(?<![一-龠])([市区町村県])民(?![館税生権法病センホ会協団活農])")
OTHER_PLACE = r"[一-龠]{{1,4}}{kind}(?!民|役所|長|内|外|立|営|報|議)|市民(?:活動|団体|協働|参加|社会|後見|会議|農園|講座|センター)|「[^」]*市民[^」]*」"


@rule(
    "members-differ",
    "warning",
    "一方の一覧にある組織が、もう一方の一覧にない",
    "同じ顔ぶれの一覧は文書のどこでも一致する（一つの事実は一度だけ持つ）",
    precision="1/1（江東区の報告書。Debianの日本語文書115万字では0件）",
)
def check_members(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> text = "庁内連携：福祉課、長寿課、防災課、保健予防課、青少年課\\n\\n" + "説明する。\\n\\n" * 9 + "出席：福祉課、長寿課、防災課、{}青少年課"
    >>> told("members-differ", text.format("保険予防課、"))
    ['この一覧と21行目の一覧は同じ顔ぶれのようですが、保健予防課はこちらだけ、保険予防課はあちらだけにあります。']
    >>> told("members-differ", text.format("保健予防課、"))
    []
    """
    lists = _listings(context)
    for number, one in enumerate(lists):
        for other in lists[number + 1 :]:
            shared = [name for name in one if name in other]
            if len(shared) < ALIKE * min(len(one), len(other)):
                continue
            here, there = _only(one, other, context), _only(other, one, context)
            if not here or (not there and len(other) < len(one) / 2):
                continue
            line = document.blocks[next(iter(other.values())).block].place(0)[0]
            told = [
                f"{'、'.join(names)}は{side}だけ"
                for names, side in ((here, "こちら"), (there, "あちら"))
                if names
            ]
            message = f"この一覧と{line}行目の一覧は同じ顔ぶれのようですが、{'、'.join(told)}にあります。"
            yield Remark(one[here[0]], message, tuple(other[name] for name in (there or list(other)[:1])))


def _only(one: Listing, other: Listing, context: Context) -> list[str]:
    """Names that only `one` has, without the division in charge, which everyone knows."""
    names = names_of(context, "division")
    charge = max(names, key=lambda name: len(names[name]))
    return [name for name in one if name not in other and name != charge]


def _listings(context: Context) -> list[Listing]:
    """Runs of divisions (…課) that stand close together, in blocks that are mostly names."""
    places: dict[int, list[tuple[str, Span]]] = {}
    for name, found in names_of(context, "division").items():
        for place in found:
            if name.endswith("課"):
                places.setdefault(place.at.block, []).append((name, place.at))
    runs: list[list[tuple[str, Span]]] = []
    last = -GAP - 1
    for block in sorted(places):
        text = context.document.blocks[block].text
        if len(text) * (3 if "。" in text else 1) > DENSE * len(places[block]):
            continue
        if block - last > GAP:
            runs.append([])
        runs[-1] += sorted(places[block], key=lambda item: item[1].start)
        last = block
    listings = [{name: at for name, at in reversed(run)} for run in runs]
    return [dict(reversed(listing.items())) for listing in listings if len(listing) >= LEAST]


@rule(
    "residents",
    "warning",
    "区の文書で「市民」など、別の種類の自治体の住民の呼び名を使っている",
    "地方自治法第10条（市町村の区域内に住所を有する者は、当該市町村の住民）",
    precision="1/1（江東区の報告書。Debianの日本語文書115万字では0件）",
)
def check_residents(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> text = "区民へ周知した。区民に配布した。区民の声を聞く。\\n\\n{}へ広く知らせた。"
    >>> told("residents", text.format("市民"))
    ['住民を「区民」（3か所）と呼ぶ文書の中に「市民」があります。']
    >>> told("residents", text.format("生駒市では市民")), told("residents", text.format("区民"))
    ([], [])
    """
    found = [
        (number, match)
        for number, block in enumerate(document.blocks)
        for match in RESIDENT.finditer(block.folded.text)
    ]
    counts = Counter(match.group(1) for _, match in found)
    if not counts:
        return
    usual, most = max(counts.items(), key=lambda item: (item[1], item[0]))
    first = next(
        (span(document, number, *match.span()) for number, match in found if match.group(1) == usual), None
    )
    for number, match in found:
        kind = match.group(1)
        if kind in (usual, "県") or usual == "県" or most < 3 or counts[kind] * 3 > most:
            continue
        if not re.search(OTHER_PLACE.format(kind=kind), document.blocks[number].folded.text):
            message = f"住民を「{usual}民」（{most}か所）と呼ぶ文書の中に「{kind}民」があります。"
            yield Remark(span(document, number, *match.span()), message, (first,), f"{usual}民")
