"""Ukrainian place names: in Latin letters, in Russian where regular, as the adjective of a council."""

from __future__ import annotations

import re

_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z",
    "и": "y", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ь": "", "ю": "iu", "я": "ia",
}  # fmt: skip
_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_PRESS = {"є": "ye", "й": "y", "ю": "yu", "я": "ya"}  # what English-language maps of the war mostly write
_OLD = {**_PRESS, "ї": "yi"}
_APOSTROPHES = re.compile("[’'ʼ`]")
_RUSSIAN_LETTERS = str.maketrans("иієїґІЄЇҐИ", "ыиеигИЕИГИ")
_RUSSIAN = tuple(
    (re.compile(pattern), tuple(forms.split()))
    for pattern, forms in (
        ("^Верхньо", "Верхнє"),
        ("^Нижньо", "Нижнє"),
        ("^Вільн", "Вольн"),
        ("^Біл", "Бел"),
        ("(?<=.)біл", "бел"),
        ("^Гірн", "Горн"),
        ("^Північн", "Сєвєрн"),
        ("камян", "камєн"),
        ("Камян", "Камєн"),
        ("^Кінськ", "Конськ"),
        ("^Миколаї", "Ніколає"),
        ("миколаї", "ніколає"),
        ("^Михайл", "Міхайл"),
        ("михайл", "міхайл"),
        ("іївка$", "еєвка ієвка"),
        ("ївка$", "євка"),
        ("(?<=[гжчшщ])ирівка$", "ировка"),
        ("(?<=[жчшщ])івка$", "овка євка"),
        ("(?<=[лн])івка$", "овка євка"),
        ("(?<=р)івка$", "овка ьєвка"),
        ("івка$", "овка"),
        ("івське$", "овскоє евскоє"),
        ("ївське$", "евскоє"),
        ("(?<=[сц])ьке$", "коє"),
        ("(?<=[сц])ький$", "кій"),
        ("(?<=[сцз])ьк(?=а$|$)", "к"),
        ("ине$", "іно іноє"),
        ("ригор", "рігор"),
        ("ове$", "овоє ово"),
        ("еве$", "ево евоє"),
        ("(?<=[нрлтдб])е$", "оє"),
        ("(?<=[гкжчшщ])и", "і"),
        ("ий$", "ий"),
        ("ів$", "ов"),
        ("їв$", "єв"),
        ("инці$", "инцы"),
        ("ці$", "цы"),
        ("пілля$", "польє"),
        ("піль$", "поль"),
    )
)
_VOWELS = "аеєиіїоуюя"
_VELAR = {"к": "ц", "ч": "ц", "ц": "ц", "г": "з", "ж": "з", "з": "з", "х": "с", "ш": "с", "с": "с"}


def romanised(name: str) -> list[str]:
    """Return a name in Latin letters: by the rules of 2010, and as the press writes it.

    Examples
    --------
    >>> romanised("Нетайлове")
    ['Netailove', 'Netaylove']
    """
    plain = _APOSTROPHES.sub("", name)
    forms = [_spelt(plain, _FIRST, {}), _spelt(plain, _FIRST, _PRESS), _spelt(plain, _FIRST, _OLD)]
    if plain.endswith(("ий", "ій")):
        forms.append(_spelt(plain[:-1], _FIRST, _PRESS))
    return list(dict.fromkeys(forms))


def _spelt(name: str, first: dict[str, str], other: dict[str, str]) -> str:
    out, opens = [], True
    for i, letter in enumerate(name):
        small = letter.lower()
        latin = (first if opens else other).get(small, _LATIN.get(small, letter))
        if small == "г" and i and name[i - 1].lower() == "з":
            latin = "gh"
        out.append(latin.capitalize() if letter.isupper() else latin)
        opens = not letter.isalpha()
    return "".join(out)


def russian(name: str) -> list[str]:
    """Return the Russian forms a name has where its endings are regular, likeliest first.

    What is not regular is left alone: no rule knows that "Роботине" is "Работино".

    Examples
    --------
    >>> russian("Новоселівське"), russian("Андріївка")
    (['Новоселовское'], ['Андреевка', 'Андриевка'])
    """
    forms = [_APOSTROPHES.sub("", name)]
    for pattern, news in _RUSSIAN:
        forms = [
            changed
            for form in forms
            for changed in ([pattern.sub(new, form) for new in news] if pattern.search(form) else [form])
        ]
    return list(dict.fromkeys(form.translate(_RUSSIAN_LETTERS) for form in forms))


def adjectives(name: str) -> set[str]:
    """Return the adjectives (feminine, small letters) that a council of this place may be called by.

    Examples
    --------
    >>> "кліщіївська" in adjectives("Кліщіївка"), "верхнокам'янська" in adjectives("Верхнокам'янське")
    (True, True)
    """
    words = re.split(r"[\s-]+", _APOSTROPHES.sub("'", name).lower())
    found = _of_word(words[-1])
    for word in reversed(words[:-1]):
        found = {head + rest for head in _heads(word) for rest in found}
    return found | (_of_word("".join(words)) if len(words) > 1 else set())


def _heads(word: str) -> set[str]:
    """Return the forms a first word takes in a compound: "нова" in "новоіванівська"."""
    for ending, bases in (
        ("ій", ("ьо", "йо", "о")), ("ья", ("ьо",)), ("ий", ("о",)), ("я", ("ьо", "о")), ("а", ("о",)),
        ("є", ("ьо", "о")), ("е", ("о", "ьо")), ("і", ("о", "ьо")), ("о", ("о",)), ("и", ("о",)),
    ):  # fmt: skip
        if word.endswith(ending):
            return {word[: -len(ending)] + base for base in bases} | {word}
    return {word + "о", word}


def _of_word(word: str) -> set[str]:
    found: set[str] = set()
    if word.endswith(("ськ", "цьк", "зьк")):
        found.add(word + "а")
    if word.endswith(
        ("ське", "цьке", "зьке", "ський", "цький", "зький", "ська", "цька", "зька", "ські", "цькі")
    ):
        found.add(re.sub("(е|ий|а|і)$", "", word) + "а")
    if word.endswith(("ий", "ій", "е", "є", "а", "я", "і", "и")):
        found.add(re.sub("(ий|ій|е|є|а|я|і|и)$", "", word) + "а")  # "Морське" aside: "Садове" → "Садова"
    for stem in _stems(word):
        found |= _with_suffix(stem)
    return found


def _stems(word: str) -> set[str]:
    """Return what may stand before -ська: the word without its ending, vowels alternating."""
    found = {word}
    bare = re.sub("(ий|ій|а|я|е|є|и|і|о|ь|ї)$", "", word)
    found.add(bare)
    if word.endswith(("ка", "ки", "ко", "ок", "ець", "ці", "ча", "ця", "че", "це")):
        found.add(re.sub("(ка|ки|ко|ок|ець|ці|ча|ця|че|це)$", "", word))
    if re.search("(ове|ова|ово|ів)$", word):
        found |= {re.sub("(ове|ова|ово|ів)$", ending, word) for ending in ("ів", "ов")}
    if re.search("(еве|єве|їв|ева)$", word):
        found |= {re.sub("(еве|єве|їв|ева)$", ending, word) for ending in ("ів", "їв", "ев", "єв")}
    if re.search("(ине|ино|їне|ін|ин)$", word):
        found.add(re.sub("(е|о)$", "", word))
    if word.endswith("ці"):
        found |= {bare[:-1] + "ец", re.sub("івц$", "овец", bare), re.sub("івц$", "івец", bare)}
    found |= {re.sub("(іл|ілл)$", "іл", bare)} if re.search("піл{1,2}$", bare) else set()
    if bare.endswith("ьк") and word[-1] in "аи":
        found.add(bare[:-2])
    return {_softened(stem) for stem in found if len(stem) > 1} | {stem for stem in found if len(stem) > 1}


def _softened(stem: str) -> str:
    return stem.removesuffix("ь")


def _with_suffix(stem: str) -> set[str]:
    last = stem[-1]
    found = {stem + "ська", stem + "ьська"}
    if last in _VELAR:
        found.add(stem[:-1] + _VELAR[last] + "ька")
    for more in ("ів", "ин", "ян", "ен", "їв", "ан", "ійв", "нів", "лян", "ч"):
        found.add(stem + more + ("ська" if more != "ч" else "анська"))
    if last == "к":
        found |= {stem + "івська", stem[:-1] + "чанська", stem[:-1] + "чинська", stem[:-1] + "ківська"}
    if last in "гх":
        changed = {"г": "ж", "х": "ш"}[last]
        found |= {stem[:-1] + changed + "анська", stem[:-1] + changed + "ивська"}
    if len(stem) > 3 and stem[-1] not in _VOWELS and stem[-2] not in _VOWELS:  # "Гребля" → "гребельська"
        found |= {stem[:-1] + vowel + stem[-1] + "ська" for vowel in "еоі"}
    if stem[-2:-1] in ("о", "е"):  # "Поріг", "порозька"; "Кам'янець"
        found.add(stem[:-2] + "і" + stem[-1] + "ська")
    if stem[-2:-1] == "і":
        found |= {stem[:-2] + vowel + stem[-1] + "ська" for vowel in ("о", "е")}
    return found
