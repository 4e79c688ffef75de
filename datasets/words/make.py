"""Makes usual.txt, given.txt, surnames.txt, elsewhere.txt and common.txt of this folder from two packages that generate test data:

    python3 -m venv V && V/bin/pip install faker==40.63.0 mimesis==22.2.0 && V/bin/python datasets/words/make.py

What is kept: names in Latin letters, in lower case, each part of a double name by itself, one of those that are spelled
alike (alike below; Alike in internal/person is the same). Names of two letters are Swedish ones only, which the rest of
the world's would drown in words of the language.
"""

import importlib
import json
import os
import re
import unicodedata
from collections import Counter

import faker.providers.person
import mimesis

HERE = os.path.dirname(os.path.abspath(__file__))
FAKER = os.path.dirname(faker.providers.person.__file__)
MIMESIS = os.path.join(os.path.dirname(mimesis.__file__), "datasets")
SOURCE = """# {what}
# Source: Faker 40.63.0 (PyPI faker, github.com/joke2k/faker; its Swedish names: Isof 2023, Skatteverket 2025),
#   Copyright (c) 2012 Daniele Faraglia, MIT licence; and Mimesis 22.2.0 (PyPI mimesis, github.com/lk-geimfari/mimesis),
#   Copyright (c) 2016-Present Isaak Uchakaev (Likid Geimfari), MIT licence. Texts of both licences: LICENCES.txt.
# Made by make.py beside this file; do not edit.
"""
# Whose surnames are taken: Sweden's and its neighbours', and those of languages in Latin letters that many here come from.
FAMILY = ("sv", "da", "no", "fi", "et", "hr", "tr")
# A common Swedish word is a name, too, when so many of the packages' lists have it as one: Roman, Dina.
WORLDWIDE = 10
ALIKE = (
    ("æ", "ä"), ("ø", "ö"), ("ß", "ss"), ("đ", "d"), ("ı", "i"), ("ł", "l"), ("ph", "f"), ("th", "t"), ("ck", "k"),
    ("ch", "k"), ("x", "ks"), ("c", "k"), ("q", "k"), ("w", "v"), ("z", "s"), ("y", "i"), ("j", "i"),
)


def alike(word):
    """What is left of a word of four letters or more when those that sound alike are made one."""
    if len(word) < 4:
        return word
    letters = (c if c in "åäö" else unicodedata.normalize("NFD", c) for c in word)
    word = "".join(c for c in "".join(letters) if not unicodedata.combining(c))
    for old, new in ALIKE:
        word = word.replace(old, new)
    word = re.sub("(?<=[aeiouåäö])h(?![aeiouåäö])", "", word)
    return re.sub(r"(.)\1+", r"\1", word)


def words(texts):
    """The parts of names in Latin letters, of two letters at least."""
    for text in texts:
        for word in re.split("[^a-zà-ɏ]+", unicodedata.normalize("NFC", text).lower()):
            if len(word) > 1 and re.fullmatch(r"[A-Za-zÀ-ɏ'’ -]+", text):
                yield word


def texts(value):
    """Every text in lists, tuples and dicts."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner if isinstance(inner, (list, dict)) else key)
    elif isinstance(value, (list, tuple, set, frozenset)):
        for inner in value:
            yield from texts(inner)


def of_faker(locale):
    """Given names and surnames of a locale of Faker."""
    provider = importlib.import_module("faker.providers.person." + locale).Provider
    given, family = set(), set()
    for name in dir(provider):
        value = getattr(provider, name)
        if "name" not in name or callable(value) or re.search("format|prefix|suffix|romanized|kana", name):
            continue
        (family if re.search("last|sur|family", name) else given).update(words(texts(value)))
    return given, family


def of_mimesis(locale):
    """Given names and surnames of a locale of Mimesis."""
    with open(os.path.join(MIMESIS, locale, "person.json"), encoding="utf-8") as f:
        person = json.load(f)
    return set(words(texts(person.get("names", [])))), set(words(texts(person.get("surnames", []))))


def write(name, what, names):
    """Writes words in order, one a line."""
    path = os.path.join(HERE, name)
    with open(path, "w", encoding="utf-8") as f:
        f.write(SOURCE.format(what=what))
        f.writelines(word + "\n" for word in sorted(names))


def main():
    given, family, abroad = Counter(), set(), set()
    locales = [(of_faker, d) for d in sorted(os.listdir(FAKER)) if os.path.isdir(os.path.join(FAKER, d)) and "__" not in d]
    locales += [(of_mimesis, d) for d in sorted(os.listdir(MIMESIS)) if os.path.isfile(os.path.join(MIMESIS, d, "person.json"))]
    for read, locale in locales:
        g, f = read(locale)
        given.update(g)
        if re.split("[-_]", locale)[0] in FAMILY:
            family |= f
        abroad |= f
    swedish, swedish_family = of_faker("sv_SE")
    with open(os.path.join(MIMESIS, "sv", "text.json"), encoding="utf-8") as f:
        common = {w for w in words(json.load(f)["words"]) if given[w] <= WORLDWIDE} - swedish - swedish_family
    given = {w for w in given if len(w) > 2 and w not in common} | swedish
    first = {}
    for word in sorted(swedish) + sorted(given):
        first.setdefault(alike(word), word)
    write("usual.txt", "What people are called: the given names that most in Sweden have.", swedish)
    write("given.txt", "What people are called: other given names.", set(first.values()) - swedish)
    family = {w for w in family if len(w) > 2 and w not in common} | swedish_family
    last = {}
    for word in sorted(swedish_family) + sorted(family):
        if alike(word) not in first or word in swedish_family:
            last.setdefault(alike(word), word)
    with open(os.path.join(MIMESIS, "en", "text.json"), encoding="utf-8") as f:
        english = {w for w in words(json.load(f)["words"]) if w not in given and w not in family}
    common |= {w for w in english if alike(w) in first or alike(w) in last}
    write("surnames.txt", "What people are called: surnames.", last.values())
    other = {}
    for word in sorted(w for w in abroad if len(w) > 2 and w not in common):
        if alike(word) not in first and alike(word) not in last:
            other.setdefault(alike(word), word)
    write("elsewhere.txt", "What people are called: surnames of other languages in Latin letters.", other.values())
    write("common.txt", "Common Swedish words that are no names, and English ones that are spelled like names.", common)


if __name__ == "__main__":
    main()
