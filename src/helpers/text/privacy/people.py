"""What says who somebody is without a name: the relatives and the age of a named person, a post at a named workplace."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from helpers.text.privacy.contacts import Match

RELATIVE = re.compile(
    r"(?:さん|様|さま|氏|くん|君|ちゃん|先生)?(?P<joint>の|宅の|家の)?"
    r"(?P<relative>[おご]?(?:奥さん|奥様|奥さま|妻|夫婦|夫妻|夫|旦那(?:さん|様)?|だんなさん|主人|息子(?:さん)?|娘(?:さん)?|長男|次男|二男|三男|"
    r"長女|次女|二女|三女|母さん|母様|母親|母|父さん|父様|父親|父|ばあさん|ばあちゃん|じいさん|じいちゃん|祖母|祖父|孫(?:さん)?|兄さん|"
    r"兄|弟さん|弟|姉さん|姉|妹さん|妹|一家|家族|両親|子さん|子ども(?:さん)?|子供(?:さん)?|お嫁さん|嫁|婿|義母|義父|甥|姪|いとこ|親子|姉妹|兄弟))"
)
CLOSE = ("夫婦", "夫妻", "一家", "家族", "親子", "姉妹", "兄弟")
NUMBER = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3}|百[一二三四五六七八九十]{0,3})"
AGE = re.compile(
    rf"(?<![\d一二三四五六七八九十]){NUMBER}\s?(?:歳|才|さい)(?![以未前代]|ぐらい|くらい|頃|ごろ|から|まで|児|過ぎ|台|位|を超)"
)
IN_BRACKETS = re.compile(r"(?:さん|様|氏|くん|ちゃん|先生)?\s?(?P<age>\((?:当時)?(?P<number>\d{1,3})\))")
SENTENCE = re.compile(r"[^。\n]+")
PLACES = (
    r"(?:小学校|中学校|中学(?=の)|高校|高等学校|大学|専門学校|支援学校|学園|学院|保育園|保育所|幼稚園|こども園|学童クラブ|児童館|病院|医院|クリニック|診療所|歯科|"
    r"薬局|商店|商店街|会社|商事|工務店|建設|銀行|信用金庫|支店|郵便局|交番|警察署|消防署|消防団|事務所|営業所|センター|施設|ホーム|苑|社協|"
    r"社会福祉協議会|町会|自治会|町内会|老人会|老人クラブ|婦人会|民児協|PTA|商工会|農協|組合|寺|院|神社|教会|図書館|公民館|会館|旅館|食堂|"
    r"書店|マンション|団地|管理組合|サロン|の会|会|園|塾|課|室|出張所|支所|署|市役所|区役所|町役場|村役場)"
)
POSTS = (
    r"(?:校長|副校長|教頭|(?:PTA|同窓会|学級)(?:会長|副会長|委員長)|園長|院長|副院長|理事長|理事|会長|副会長|社長|専務|店長|所長|センター長|施設長|館長|署長|局長|支店長|支所長|住職|宮司|"
    r"牧師|神父|事務局長|事務長|代表|部長|課長|係長|主任|看護師長|師長|総務|会計|書記|役員|民生委員|管理人|オーナー|経営者|組合長|塾長|学長|教授|管理者|店主|マスター|女将|代表理事|支配人|委員長)"
)
PROPER = r"[一-鿿々ァ-ヶーA-Za-z〇○●◯ぁ-ん]"
POST = re.compile(
    rf"(?P<name>(?:(?:株式会社|有限会社|NPO法人|社会福祉法人|医療法人|一般社団法人)\s?)?{PROPER}{{1,14}}?)(?P<place>{PLACES})の\s?(?P<post>{POSTS})(?![会職])"
)
COMPANY = re.compile(
    rf"(?:株式会社|有限会社|合同会社|NPO法人|特定非営利活動法人|社会福祉法人|医療法人|一般社団法人|\(株\)|\(有\)|特養|特別養護老人ホーム|"
    rf"デイサービス|グループホーム|有料老人ホーム|ケアハウス|カフェ|喫茶|レストラン|居酒屋|スーパー|子ども食堂|スナック|美容室)"
    rf"\s?[「『]?[一-鿿々ァ-ヶーA-Za-zぁ-ん]{{2,12}}?[」』]?の\s?(?:代表理事|{POSTS})"
)
HEADS = re.compile(
    rf"(?P<name>{PROPER}{{1,14}}?)(?P<place>町会|自治会|町内会|老人会|商店会|小学校|中学校|病院|保育園|幼稚園|図書館|公民館|児童館|郵便局|警察署|"
    r"消防署|支店|支所|出張所|営業所|会館|課|管理組合)長(?![寿いく期年所老屋崎野])"
)
HEADED = re.compile(rf"長|{POSTS}")
SENTENCE_PART = re.compile(
    r"^.*(?:[はがをにでへもとやのか]|から|まで|より|です|ます|した|して|いる|ある|ない|な|い|、)(?=[一-鿿ァ-ヶA-Z〇○]|$)"
)
KIND_OF_PLACE = re.compile(rf"{PLACES}|病院|動物園|公園|寺院|特養|庭園|農園|学習塾")
GENERIC = re.compile(
    r"^(?:区立|市立|町立|村立|県立|都立|府立|国立|公立|私立|地元|近所|近隣|近く|当|本|同|各|全|某|他|別|元|前|現|隣|うち|自分|我々|大|小|中|多|"
    r"地域|地区|区内|市内|町内|県内|都内|国内|子ども|こども|高齢者|福祉|介護|老人|障害者|障害|総合|民間|大手|地方|一般|町|村|市|区|認可|無認可|"
    r"母校|地域の|単位|連合|特養|養護|特別養護|老人福祉|包括|地域包括支援|地域包括|支援|子育て|有料老人|グループ|デイ|相談|役員|実行|委員|実行委員|協議|連合|婦人|青年|親|父母|保護者|後援|担当|関係|所管|友の|集い|研究|勉強|愛好|同好|県人|同窓|サークル|自治|商店|商工|消防|交通安全|防犯|体育|文化|環境|防災|総務|人事|企画|財政|保健|健康|生活|住宅|都市|建設|土木|市民|区民|町民|経済|産業|観光|農政|税務|会計|教育|学務|コミュニティ|株式|有限)*$"
)


def find_relatives(text: str, names: Sequence[Match]) -> Iterator[Match]:
    """The word for the relative of a person whose name was found before it."""
    for name in names:
        found = RELATIVE.match(text, name.end)
        if found and (found["joint"] or found["relative"].lstrip("ご") in CLOSE):
            yield Match(*found.span("relative"), "family", "氏名の出た人の家族", "中")


def find_ages(text: str, names: Sequence[Match]) -> Iterator[Match]:
    """An exact age in a sentence that names somebody, or in brackets behind a name."""
    for name in names:
        found = IN_BRACKETS.match(text, name.end)
        if found and 0 < int(found["number"]) < 120:
            yield Match(*found.span("age"), "age", "氏名の後の括弧の年齢")
    for sentence in SENTENCE.finditer(text):
        if any(sentence.start() <= name.start < sentence.end() for name in names):
            for found in AGE.finditer(text, sentence.start(), sentence.end()):
                yield Match(*found.span(), "age", "氏名のある文の年齢")


def find_posts(text: str) -> Iterator[Match]:
    """東雲台小学校の教頭: a post that one person holds, at a workplace with a name of its own."""
    if not HEADED.search(text):
        return
    for found in COMPANY.finditer(text):
        yield Match(*found.span(), "post", "法人の名と役職", "中")
    for found in (*POST.finditer(text), *HEADS.finditer(text)):
        skipped = SENTENCE_PART.match(found["name"])
        start = found.start() + (skipped.end() if skipped else 0)
        name = text[start : found.end("name")]
        if name and not GENERIC.fullmatch(name) and not KIND_OF_PLACE.fullmatch(name + found["place"]):
            hidden = re.match("[〇○●◯]", name)
            yield Match(start, found.end(), "post", "名のある勤務先と役職", "低" if hidden else "中")
