"""The words that tell a person's name from a place, a shop, or a word that only looks like a name."""

from __future__ import annotations

import re

from helpers.text.privacy.word_lists import kana_surnames, read_surnames, read_words, roman_surnames

__all__ = ["kana_surnames", "read_surnames", "roman_surnames"]
WORDS = read_words()
HONORIFIC = (
    r"(?:さん(?!ま|ざん|しょう)|サン(?![ァ-ヶー])|様(?![々子式相態])|さま(?!ざま)|氏(?!名|神)|くん|君(?!臨|主)|クン(?![ァ-ヶー])|ちゃん(?!ぽん|こ[鍋屋]|ばら)|チャン(?![ァ-ヶー])|"
    r"殿(?!堂|様)|女史|嬢)"
)
ROLES = WORDS["ROLES"]
MAYORS = WORDS["MAYORS"]
FAMILY = WORDS["FAMILY"]
WORKERS = WORDS["WORKERS"]
# What follows a surname in the name of a place, a shop, a school ...
ORGANISATION = re.compile(
    r"(?:町会|町内会|自治会|商店|商会|商事|酒店|書店|薬局|薬店|医院|病院|歯科|内科|外科|眼科|小児科|皮膚科|耳鼻|整形|クリニック|診療所|接骨|"
    r"整骨|治療院|動物|工務店|建設|工業|産業|製作所|製薬|電機|電器|電気|運輸|運送|不動産|組|屋|堂|銀行|証券|生命|財閥|記念|賞|像|神社|大社|"
    r"寺|院|学園|学院|小学|中学|高校|高等|大学|幼稚園|保育園|こども園|公園|団地|ハイツ|マンション|ビル|通り|駅|線|橋|川|山|峠|湖|港|浜|"
    r"坂|城|町|村|市|区|県|郡|島|地区|地域|地方|公民館|会館|図書館|センター|技研|自動車|重工|製鉄|製菓|食品|飲料|化学|道路|街道|遺跡|財団|"
    r"基金|文庫|美術館|旅館|温泉|食堂|酒造|醸造|牧場|農園|農場|園|館|邸|ヶ|が丘|ケ|台|新田|大橋|幕府|時代|病|杯|カップ|流|ワールド|ランド|パーク|展(?!開|望|示))"
)
PLACE_SURNAMES = WORDS["PLACE_SURNAMES"]
NOT_NAMES = WORDS["NOT_NAMES"]
TITLES = frozenset(("王様", "王さま", "殿様", "城様", "金様", "星様", "東様", "西様"))
NICKNAMES = re.compile(
    r"(?:お?(?:ばあ|ばー|じい|じー|にい|にー|ねえ|ねー|かあ|とう|ば|じ|ぼっ)|あか|わん|ワン|にゃん|ニャン|ぼ|ママ|パパ|バア|ジイ|ネコ|イヌ|いぬ|"
    r"ねこ|まご|ベビー|ボランティア|ひよこ|うさぎ|くま|たくさん|みんな|ちゃん|いつも|すみっこ)$"
)
ROLE_KANA = re.compile(
    r"(?:サンタ|ヘルパー|ケアマネ|スタッフ|ボランティア|サポーター|コーディネーター|カウンセラー|ドクター|ナース|ママ|パパ|デイ|サービス|コンビニ|スーパー|"
    r"ホーム|センター|クリニック|メンバー|リーダー|ワーカー|オーナー|アドバイザー|ユーザー|マネージャー|マネジャー|キャスト|パート|バイト|ドライバー|"
    r"ライバー|シェフ|シルバー|シニア|コーチ|トレーナー|チーム|クラブ|グループ|サークル|カフェ|サロン|ショップ|マンション|ハローワーク|ヤクルト|ヤマト|"
    r"ダスキン|イオン|セブン|ローソン|ファミマ|ワン|ニャン|ネコ|イヌ|ゴミ|タクシー|バス|ガス|メーカー|ディーラー|レジ|ガードマン|アナウンサー|タレント|"
    r"モデル|アイドル|クラス|ペット|インド|ベトナム|ブラジル|ネパール|フィリピン|アメリカ|ロシア|ケア|ジム|ネット|マスコミ|メディア|ライター|デザイナー)$"
)
COMMON_GIVEN = WORDS["COMMON_GIVEN"]
GIVEN_END = re.compile(
    r".[子郎朗太美恵江代奈菜香介助斗也哉彦夫雄男樹輝希衣花音乃紀志司吾朋之行人枝世里沙紗咲莉翔磨馬]$"
)
LIKE_GIVEN = re.compile("[一-鿿々]{1,2}[子美恵江奈菜香郎朗太介夫雄男也彦]")
COMMON_NOUNS = WORDS["COMMON_NOUNS"]
