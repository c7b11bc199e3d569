"""What a template or an unfinished draft has left behind, and cells that were not filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.proofread.document import Document, Span
from helpers.proofread.extract.terms import span, whole, written_blocks
from helpers.proofread.registry import Context, Remark, rule

SOURCE = "ひな形の指示や空欄を残したまま公表しない（「公用文作成の考え方」Ⅰ-2 正確に書く）"
PLACEHOLDER = re.compile(
    r"[〇○◯●]{2,}(?:[市区町村県課部氏名様年月日回人円件]|(?=を|が|は|の|に|と|で|、|。))|\bTBD\b|\A\W*(?:TODO|FIXME)[:：]|XX+(?=[年月日回人名件円%課市区])"
    r"|[Ll]orem ipsum|(?<=[(【])(?:要確認|確認中|調整中|作成中|執筆中|記載予定|後日記載|追って記載)(?=[)】])|ここに(?:記入|入力)(?![さしすを])|ダミー(?:テキスト|文)"
)
EMPTY_BRACKET = re.compile(r"【[\s_＿]*】|（[\s　]{1,}）|「[\s　]+」|\[[\s　]{2,}\]")
INSTRUCTION = re.compile(
    r"[(（【※＊]?[^()（）【】。※]{0,40}(?:(?:ご|御)?(?:記入|記載|掲載|入力|挿入|貼付|添付|差し替え|列挙|選択)(?:して)?(?:の上|のうえ)?(?:くだ|下)さい"
    r"|を(?:記入|記載|列挙|貼付|挿入)(?:すること|のこと)?)[)）】]?"
)
ORDER = re.compile(r"(?:くだ|下)さい")
IF_ANY = re.compile(r"[(](?:あれば|必要に応じて|任意|該当する場合)[)](?:を|は)?(?:記入|記載|列挙|添付)")
GIVER = re.compile(
    r"(?:御|ご)(?:写真|原稿|寄稿|提供|執筆|回答|提出|返送)(?:を|の)?(?:ご|御)?[^。]{0,10}(?:くだ|下)さい"
)
NOT_A_RESULT = re.compile(
    r"(?:望ましい|べきである|べきだ|必要がある|求められる|していきたい|する予定である|と考えられる|期待される)[。]?\Z"
)


@rule(
    "placeholder",
    "error",
    "埋めるはずの所が空欄や仮の字のまま残っている",
    SOURCE,
    precision="誤報なし（江東区の報告書、Debianの日本語文書115万字に該当なし）",
)
def check_placeholders(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("placeholder", "〇〇市が開催した。\\n\\n参加者はXX人。\\n\\n担当：TBD")
    ['仮の字「〇〇市」が残っています。', '仮の字「XX」が残っています。', '仮の字「TBD」が残っています。']
    >>> told("placeholder", "予定は○である。自由に○を付ける。時刻は調整中である。TODOリストを作る。")
    []
    """
    for number, block in written_blocks(document):
        for match in PLACEHOLDER.finditer(block.folded.text):
            at = span(document, number, *match.span())
            yield Remark(at, f"仮の字「{match.group()}」が残っています。")


@rule(
    "empty-bracket",
    "warning",
    "かっこの中が空いている",
    SOURCE,
    precision="1/1（江東区の報告書。Debianの日本語文書115万字では0件）",
)
def check_brackets(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("empty-bracket", "その他【　】"), told("empty-bracket", "その他【公園】")
    (['「【　】」の中が空いています。'], [])
    """
    for number, block in written_blocks(document):
        for match in EMPTY_BRACKET.finditer(block.text):
            yield Remark(Span(number, *match.span()), f"「{match.group()}」の中が空いています。")


@rule(
    "template-instruction",
    "warning",
    "ひな形の記入の指示が残っている",
    SOURCE,
    precision="2/2（江東区の報告書。Debianの日本語文書115万字では0件）",
)
def check_instructions(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("template-instruction", "（活動内容が分かる御写真をご掲載下さい）")
    ['記入を求める指示「(活動内容が分かる御写真をご掲載下さい)」が残っているようです。']
    >>> told("template-instruction", "７．次年度の案 ※PDCAサイクルに照らした事業イメージ（あれば）を列挙")
    ['記入を求める指示「(あれば)を列挙」が残っているようです。']
    >>> told("template-instruction", "申請書に記入し、窓口に出した。アンケートに回答してくださいと頼んだ。")
    []
    """
    for number, block in written_blocks(document):
        text = block.folded.text
        match = IF_ANY.search(text) or _instruction(text)
        if match:
            at = span(document, number, *match.span())
            yield Remark(
                at, f"記入を求める指示「{match.group()}」が残っているようです。", (), "差し替えるか、削る"
            )


def _instruction(text: str) -> re.Match[str] | None:
    """An order to fill in or hand in that makes up the whole block, or stands in brackets."""
    match = INSTRUCTION.search(text) if ORDER.search(text) else None
    whole_block = match and len(text) <= len(match.group()) + 2 and text[0] in "(（【※"
    return (
        match
        if match and (whole_block or GIVER.search(match.group())) and match.group()[0] in "(（【※"
        else None
    )


@rule(
    "template-hint",
    "style",
    "ひな形の注記（※…）が表の項目名に残っている",
    SOURCE,
    precision="1/1（江東区の報告書。Debianの日本語文書115万字では0件）",
)
def check_hints(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("template-hint", "庁内連携内容\\n\\n※会議体、情報共有\\n\\n連絡調整\\n\\n庁内連携内容\\n\\n※会議体、情報共有\\n\\n情報交換")
    ['項目名の注記「※会議体、情報共有」が2か所に残っています。']
    >>> told("template-hint", "人口 5,000人\\n\\n※令和2年国勢調査による。")
    []
    """
    seen: dict[str, list[int]] = {}
    for number, block in written_blocks(document):
        text = block.folded.text
        if (
            block.kind == "note"
            and text.startswith("※")
            and len(text) <= 40
            and not re.search(r"[。\d]", text)
        ):
            seen.setdefault(text, []).append(number)
    if notes := [places for places in seen.values() if len(places) >= 2]:
        first = notes[0][0]
        message = f"項目名の注記「{document.blocks[first].folded.text}」が{len(notes[0])}か所に残っています。"
        yield Remark(whole(document, first), message, tuple(whole(document, other) for other in notes[0][1:]))


@rule(
    "empty-cell",
    "warning",
    "ほかはすべて埋まっている表に、空いた欄がある",
    "空欄は0でも「なし」でもない（総務省「統計表における機械判読可能なデータの表記方法の統一ルール」）",
    precision="1/1（江東区の報告書。Debianの日本語文書115万字では0件）",
)
def check_cells(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> rows = "団体 役職\\n\\n南砂自治会 会長\\n\\n東陽自治会 会長\\n\\n大島団地自治会 副会長\\n\\n江東福祉会{}\\n\\n深川長屋 理事長"
    >>> told("empty-cell", rows.format(""))
    ['前後の行には役職がありますが、「江東福祉会」にはありません。']
    >>> told("empty-cell", rows.format(" 理事"))
    []
    """
    yield from _cells_of_grids(document)
    yield from _rows_of_dumps(document)


def _cells_of_grids(document: Document) -> Iterator[Remark]:
    """One cell empty in a column of at least five, in a table that is otherwise full."""
    for table in document.tables:
        body = table.cells[table.heads :]
        empty = [row for row, cells in enumerate(body) for cell in cells if not cell.strip()]
        if len(body) < 5 or not 1 <= len(empty) <= max(1, len(body) // 10):
            continue
        for row in empty:
            label = next((cell for cell in body[row] if cell.strip()), "")
            yield Remark(whole(document, table.block), f"表の「{label}」の行に空いた欄があります。")


POST = r"(?:会長|副会長|理事長|理事|代表|代表取締役|運営委員|管理者|事務局長|課長|部長|係長|委員|所長|館長|主任|座長)"
ROW = re.compile(rf"\S+(?: [^ ]+)*? (?:\S*・)?\S*{POST}(?:\s|\Z)")
BARE = re.compile(r"[一-龠ァ-ヶーA-Z]{3,20}(?:会|法人|社|協会|連盟|センター|組合|クラブ|の会|家)")


def _rows_of_dumps(document: Document) -> Iterator[Remark]:
    """In a flattened table of bodies and posts: a body without one between rows that have them."""
    blocks = document.blocks
    has_post = [len(block.text) <= 60 and bool(ROW.search(block.text)) for block in blocks]
    for number in range(2, len(blocks) - 1):
        around = has_post[max(0, number - 3) : number] + has_post[number + 1 : number + 3]
        text = blocks[number].folded.text
        if not has_post[number] and sum(around) >= 4 and BARE.fullmatch(text):
            message = f"前後の行には役職がありますが、「{text}」にはありません。"
            yield Remark(whole(document, number), message, (whole(document, number - 1),))


@rule(
    "result-cell",
    "warning",
    "「結果」の欄に、結果でないこと（提案・予定）が書かれている",
    "見出しと中身を合わせる（「公用文作成の考え方」Ⅲ-4）",
    precision="1/1（江東区の報告書。Debianの日本語文書115万字では0件）",
)
def check_results(document: Document, context: Context) -> Iterator[Remark]:
    """
    >>> told("result-cell", "結果\\n\\n公共施設や交通機関での配布が望ましい。\\n\\n工夫点")
    ['「結果」の欄にあるのは結果ではなく、提案や予定のようです。']
    >>> told("result-cell", "結果\\n\\n110名が参加した。今後も周知が望ましい。\\n\\n工夫点")
    []
    """
    for number, block in enumerate(document.blocks[:-1]):
        below = document.blocks[number + 1].folded.text
        only_one = below.count("。") <= 1 and "\n" not in below and NOT_A_RESULT.search(below)
        if block.folded.text in ("結果", "成果", "実施結果", "事業結果", "成果検証") and only_one:
            message = f"「{block.folded.text}」の欄にあるのは結果ではなく、提案や予定のようです。"
            yield Remark(whole(document, number + 1), message, (whole(document, number),))
