"""How a number is printed: half-width digits, commas every three digits, one decimal, rounded half up."""

from decimal import ROUND_HALF_UP, Decimal

MYRIADS = ((10**12, "兆"), (10**8, "億"), (10**4, "万"))


def number_text(value: int | float, decimals: int = 1) -> str:
    """524310 -> 524,310; 28.7037 -> 28.7; 12.25 -> 12.3 (half up on the decimal form, as the trade rounds)."""
    if isinstance(value, int):
        return f"{value:,}"
    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return f"{rounded:,}"


def money_text(yen: int) -> str:
    """2000000 -> 200万円; 123450000 -> 1億2,345万円; 12345 -> 12,345円 (公用文作成の考え方: 兆・億・万 in kanji)."""
    if yen <= 0 or yen % 10_000:
        return f"{yen:,}円"
    text = ""
    for size, name in MYRIADS:
        count, yen = divmod(yen, size)
        text += f"{count:,}{name}" if count else ""
    return f"{text}円"
