"""Postal addresses: town and house number, buildings, rooms; patterns over the folded text.

A town alone is no address (「亀戸の商店街」), nor is a block that people speak of (「亀戸2丁目の公園」); a house number is, a
room, and a block that somebody lives in (「東砂7丁目に住んでいます」).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.text.privacy.contacts import Match

K = "一二三四五六七八九十百〇"
NUM = rf"(?:\d{{1,4}}|[{K}]{{1,4}})"
NAME = "[一-鿿々ぁ-んァ-ヶヵー]"
PREFECTURE = (
    r"(?:北海道|東京都|京都府|大阪府|(?:青森|岩手|宮城|秋田|山形|福島|茨城|栃木|群馬|埼玉|千葉|神奈川|新潟|富山|石川|福井|山梨|"
    r"長野|岐阜|静岡|愛知|三重|滋賀|兵庫|奈良|和歌山|鳥取|島根|岡山|広島|山口|徳島|香川|愛媛|高知|福岡|佐賀|長崎|熊本|大分|宮崎|"
    r"鹿児島|沖縄)県)"
)
# A municipality begins at a boundary: no particle inside.
CITY_NAME = "[一-鿿々ァ-ヶ]"
CITY = rf"(?:{CITY_NAME}{{1,6}}郡{CITY_NAME}{{1,6}}[町村]|{CITY_NAME}{{1,6}}市(?:{CITY_NAME}{{1,4}}区)?|{CITY_NAME}{{1,5}}区|{CITY_NAME}{{1,5}}[町村])"
HIRAGANA_CITY = r"(?:さいたま市(?:[一-鿿]{1,3}区)?|いわき市|つくば市|ひたちなか市|かすみがうら市|みどり市|ふじみ野市|あきる野市|かほく市|あわら市|おおい町|いなべ市|たつの市|むつ市|にかほ市|みなかみ町|つがる市|さぬき市|うきは市|みやま市|えびの市|うるま市|南あわじ市)"
REGION = rf"(?:{PREFECTURE}\s?(?:{HIRAGANA_CITY}|{CITY})?|{HIRAGANA_CITY}|{CITY})"
# Towns that count their streets (札幌, 旭川, 新潟), then those that do not.
LONG = rf"(?:{NAME}{{0,6}}[東西南北]{NUM}条[東西南北]?|{NAME}{{0,8}}{NUM}(?:番[町丁]|条通)|(?:大字)?{NAME}{{1,10}}?(?:字{NAME}{{1,8}}?)?)"
NO_HOUSE = r"(?!\d|\s?(?:人|名|回|件|年|月|日|時|分|歳|円|万|個|枚|割|%|点|世帯|km|m|メートル|キロ|班|組|区|期|章|節|便|系統|コース|号車|号線))"
HOUSE = (
    rf"(?:{NUM}丁(?:目)?\s?{NUM}番(?:地)?\s?(?:の?\s?{NUM}(?:号)?)?"
    rf"|{NUM}丁(?:目)?\s?\d{{1,4}}(?:(?:-|の)\d{{1,4}}){{0,2}}(?:号)?"
    rf"|\d{{1,4}}(?:(?:-|の)\d{{1,4}}){{1,3}}(?:号|番地?)?{NO_HOUSE}"
    rf"|{NUM}番地(?![区域])(?:\s?の?\s?{NUM})?(?:号)?"
    rf"|第?{NUM}地割\s?{NUM}(?:番地)?(?:-\d{{1,4}})*"
    rf"|{NUM}番\s?{NUM}号)"
)
BLOCK = rf"{NUM}丁目"
BUILDINGS = (
    r"(?:マンション|アパート|ハイツ|メゾン|コーポ|コーポラス|ハイム|団地|ビルディング|ビル|タワー|レジデンス|パレス|ヴィラ|ビラ|カーサ|"
    r"コート|テラス|ハウス|荘|住宅|社宅|寮|ドミトリー|プラザ|スクエア|ガーデン|フラット|エステート)"
)
NO_ROOM = r"(?!\d|\s?(?:人|名|円|年|世帯|戸|歳|件|回|棟|軒|か所|カ所|箇所|台|m|メートル|万|階建|%|点|号線|位|部屋|月|日|時))"
WING = r"(?:\d{1,3}(?:号?棟|号館)の?|[A-Z]棟の?|\d{1,2}\s?-)"
UNIT = rf"(?:{WING}?\s?-?\s?(?:\d{{2,4}}号?室|[A-Z]?\d{{3,4}}号?|{WING}\s?\d{{2,4}}){NO_ROOM})"
WORD = "[一-鿿々ァ-ヶーA-Za-z]"
BUILDING = rf"(?:{WORD}{{0,10}}{BUILDINGS}{WORD}{{0,8}}[\sの]?{UNIT})"
FLOOR = rf"(?:{WORD}{{1,12}}\s?(?:\d{{1,2}}[階F]|\d{{3,4}}号室?|\d{{3,4}}{NO_ROOM}))"
REST = rf"(?:[\s、]{{0,2}}(?:{BUILDING}|{FLOOR}|-?\d{{3,4}}号室?))"
ADDRESS = re.compile(rf"(?P<region>{REGION}\s?)?(?P<town>{LONG})?(?P<house>{HOUSE})(?P<rest>{REST})?")
IN_BLOCK = re.compile(
    rf"(?P<place>(?:{REGION}\s?)?{NAME}{{1,8}}?{BLOCK})(?=\s?(?:に|で|の)?\s?(?:住|在住|暮ら|居住|自宅|一人暮らし|越し))"
)
AFTER_LIVING = re.compile(
    rf"(?:住んでいる(?:の|所|場所)は|(?:現?住所|自宅|住まい|居住地|わが家|我が家|家)(?:は|[:]))\s?(?P<place>(?:{REGION}\s?)?{NAME}{{1,8}}?{BLOCK})"
)
BUILT = re.compile(BUILDING)
ROOMS = re.compile(r"(?<![\d-])(?:(?:\d{1,2}号?棟の?\s?)?\d{2,4}\s?号室|\d{1,2}号?棟の?\s?\d{3,4}(?!\d))")
PARTICLES = re.compile(
    r"^.*(?:[はをにでへもとや]|が(?![丘台谷原岡])|から|まで|より|です|ます|した|住所|自宅|実家|現住所|所在地|場所)(?=[一-鿿ァ-ヶ])"
)
NO_TOWN = re.compile(
    r"(?:令和|平成|昭和|大正|年度?|第|問|図|表|号|土曜|日曜|週|月|約|計|各|毎|全|上|下|中|以上|番|回|時|分|点|項|条|款|章|節|電話|携帯|番号|品番|型番|"
    r"回答|設問|質問|項目|選択肢|資料|別紙|ケース|事例|例|案|部門|ブロック|クラス|学年|レベル|ステップ|パターン|タイプ|グループ|チーム|ナンバー|"
    r"割合|比|率|ほど|くらい|ぐらい|さん|さま|ランク|スコア|ページ|版)$"
)
ENDS_IN_PARTICLE = re.compile(r"(?:[はがをにでへもと、:]|から|まで)\s*$")
SAYING = ("一丁目一番地", "1丁目1番地")  # the first thing to do, no address
CITY_END = re.compile(r"[都道府県市区町村郡]")


def find_addresses(text: str) -> Iterator[Match]:
    """Every find of this module in a folded text; they may overlap."""
    has_number = any(character.isdigit() or character in K for character in text)
    if not has_number:
        return
    if any(mark in text for mark in ("-", "番", "丁", "の", "地割")):
        for found in ADDRESS.finditer(text):
            start = _find_start(found)
            if start is not None:
                yield Match(start, found.end(), "address", "町名と番地の並び")
    if "丁目" in text:
        for found in IN_BLOCK.finditer(text):
            start = found.start() + _skip_particles(found["place"])
            yield Match(start, found.end(), "address", "住んでいると書かれた丁目", "中")
        for found in AFTER_LIVING.finditer(text):
            yield Match(*found.span("place"), "address", "住んでいると書かれた丁目", "中")
    for found in BUILT.finditer(text):
        yield Match(found.start() + _skip_particles(found[0]), found.end(), "address", "建物の名と部屋の番号")
    yield from (Match(*found.span(), "address", "部屋の番号", "中") for found in ROOMS.finditer(text))


def _find_start(found: re.Match) -> int | None:
    """Where the address begins, None where the numbers are none of an address."""
    before = found.string[found.start() : found.start("house")]
    start = found.start() + _skip_particles(before)
    own = found.string[start : found.start("house")]
    house = found["house"]
    strong = "番地" in house or ("番" in house and "号" in house) or "丁" in house or bool(found["rest"])
    if not own.strip():
        return start if "丁" in house and "番" in house else None
    if found.string[start : found.end()] in SAYING:
        return None
    if NO_TOWN.search(own) or ENDS_IN_PARTICLE.search(own):
        return None
    parts = len(re.findall(r"\d+", house))
    return start if strong or CITY_END.search(own) or parts >= 2 else None


def _skip_particles(before: str) -> int:
    """How many characters in front belong to the sentence, not to the place: 「実家は」, 「住所は」."""
    skipped = PARTICLES.match(before)
    return skipped.end() if skipped else 0
