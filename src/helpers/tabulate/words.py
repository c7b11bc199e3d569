"""What the statistics of df_by_question_choice are called in print."""

from __future__ import annotations

STATISTICS = {
    "mean": "平均", "sd": "標準偏差", "median": "中央値", "min": "最小値", "max": "最大値", "q1": "第1四分位",
    "q3": "第3四分位", "top2": "上位2（計）", "bottom2": "下位2（計）", "nps": "NPS", "promoters": "推奨者",
    "passives": "中立者", "detractors": "批判者", "score": "得点", "answered": "回答あり",
    "chi2": "カイ2乗値", "cramers_v": "クラメールのV",
}  # fmt: skip
