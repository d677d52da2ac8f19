"""A value written in either language, in digits or in words, is read back as the value."""

from decimal import Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from summarize.numerals import quantities, same_quantities

MODEST = settings(deadline=None, derandomize=True, max_examples=150)
FR_WORDS = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
FR_TENS_WORDS = "dix vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt"
EN_WORDS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen"""
EN_TENS_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
FR, FR_TENS = FR_WORDS.split(), ["", *FR_TENS_WORDS.split()]
EN, EN_TENS = EN_WORDS.split(), ["", "", *EN_TENS_WORDS.split()]


def below_hundred_fr(n: int) -> str:
    if n < 17:
        return FR[n]
    tens, rest = divmod(n, 10)
    if tens in {7, 9}:
        rest += 10
    if rest == 0:
        return FR_TENS[tens] + ("s" if tens == 8 else "")
    joint = " et " if rest in {1, 11} and tens in {2, 3, 4, 5, 6, 7} else "-"
    return FR_TENS[tens] + joint + below_hundred_fr(rest)


def spell_fr(n: int) -> str:
    for scale, word in ((10**9, "milliard"), (10**6, "million")):
        if n >= scale:
            many, rest = divmod(n, scale)
            return f"{spell_fr(many)} {word}{'s' * (many > 1)} {spell_fr(rest) if rest else ''}".strip()
    if n >= 1000:
        many, rest = divmod(n, 1000)
        bare = spell_fr(many).removesuffix("s") if many % 100 in {0, 80} else spell_fr(many)
        head = "mille" if many == 1 else f"{bare} mille"
        return f"{head} {spell_fr(rest) if rest else ''}".strip()
    if n >= 100:
        many, rest = divmod(n, 100)
        head = "cent" if many == 1 else f"{FR[many]} cent{'' if rest else 's'}"
        return f"{head} {below_hundred_fr(rest) if rest else ''}".strip()
    return below_hundred_fr(n)


def spell_en(n: int) -> str:
    for scale, word in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if n >= scale:
            many, rest = divmod(n, scale)
            return f"{spell_en(many)} {word} {spell_en(rest) if rest else ''}".strip()
    if n >= 100:
        many, rest = divmod(n, 100)
        return f"{EN[many]} hundred{' and ' + spell_en(rest) if rest else ''}"
    if n < 20:
        return EN[n]
    tens, rest = divmod(n, 10)
    return EN_TENS[tens] + (f"-{EN[rest]}" if rest else "")


def group(n: int, mark: str) -> str:
    return f"{n:,}".replace(",", mark)


WHOLE = st.integers(2, 99) | st.integers(2, 9999) | st.integers(2, 10**12 - 1)


@MODEST
@given(WHOLE)
def test_words_are_read_back(n: int) -> None:
    (french,) = quantities(f"Il y a {spell_fr(n)} cas.", "fr")
    (english,) = quantities(f"There are {spell_en(n)} cases.", "en")
    assert french.value == english.value == n


@MODEST
@given(WHOLE, st.sampled_from([" ", "\u00a0", "\u202f", "."]))
def test_grouped_digits_are_read_back(n: int, mark: str) -> None:
    (french,) = quantities(f"Il y a {group(n, mark)} cas.", "fr")
    (english,) = quantities(f"There are {group(n, ',')} cases.", "en")
    assert french.value == english.value == n


@MODEST
@given(st.decimals(0, 9999, places=2))
def test_decimals_are_read_back(value: Decimal) -> None:
    (french,) = quantities(f"{value}".replace(".", ",") + " %", "fr")
    (english,) = quantities(f"{value} percent", "en")
    assert french.value == english.value == value


@MODEST
@given(st.integers(0, 23), st.integers(0, 59))
def test_times_are_read_back(hours: int, minutes: int) -> None:
    half = f"{hours % 12 or 12}:{minutes:02} {'pm' if hours >= 12 else 'am'}"
    assert same_quantities(f"à {hours}h{minutes:02}", f"at {half}").matched
    assert quantities(half, "en")[0].value == hours * 60 + minutes


@MODEST
@given(st.integers(11, 10**9), st.integers(11, 10**9))
def test_any_other_number_is_found_out(one: int, other: int) -> None:
    assume(one != other)
    comparison = same_quantities(f"Il y a {group(one, ' ')} cas.", f"There are {group(other, ',')} cases.")
    assert comparison.missing
    assert comparison.added


@MODEST
@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from([*FR, *EN, "et", "and", "-", " ", "2,3", "%", "€", "h"])).map("".join)
)
def test_any_text_is_read_in_order_without_overlap(text: str) -> None:
    for language in ("fr", "en"):
        position = 0
        for quantity in quantities(text, language):
            assert position <= quantity.start < quantity.end
            assert text[quantity.start : quantity.end] == quantity.text
            position = quantity.end
