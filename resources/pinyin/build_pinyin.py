"""Makes readings.txt and phrases.txt from pypinyin's dictionaries, corrections.txt and surnames.txt."""  # noqa: INP001

from collections import Counter, defaultdict
from pathlib import Path

from pypinyin import Style
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT
from pypinyin.style import convert

HERE = Path(__file__).parent
HANZI = ((0x3007, 0x3007), (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))
LONGEST_PHRASE = 3
WELL_ATTESTED = 20
CLEARLY_MORE = 2
# Written by the phrase dictionary, yet only how a tone bends in speech.
BENT = {"一": "yi1", "不": "bu4"}

Readings = dict[str, list[str]]
Phrases = dict[str, list[str]]


def main() -> None:
    corrections = lines("corrections.txt")
    surnames = lines("surnames.txt")
    readings = {char: known for char in hanzi() if (known := attested(char))}
    words = surnames + [(word, rest) for word, rest in corrections if len(word) == len(rest) > 1]
    for char, marks in ((word, marks) for word, marks in corrections if len(word) == 1):
        correct(readings, char, marks)
    for char, reading in (pair for word, rest in words for pair in zip(word, rest, strict=True)):
        correct(readings, char, [f"+{reading}"])
    (HERE / "readings.txt").write_text(reading_lines(readings), encoding="utf-8", newline="\n")
    phrases = unusual(readings) | {word: rest for word, rest in corrections if len(word) > 1}
    kept = (f"{word} {' '.join(rest)}\n" for word, rest in sorted(phrases.items()) if rest != ["-"])
    (HERE / "phrases.txt").write_text("".join(kept), encoding="utf-8", newline="\n")


def lines(name: str) -> list[tuple[str, list[str]]]:
    found = [line.split() for line in (HERE / name).read_text(encoding="utf-8").splitlines()]
    return [(words[0], words[1:]) for words in found if words and words[0] != "#"]


def hanzi() -> list[str]:
    return [chr(code) for code in sorted(PINYIN_DICT) if any(low <= code <= high for low, high in HANZI)]


def toned(pinyin: str) -> str:
    """`lǜ` → `lv4`, neutral tone 5; what has no vowel (`ng`, `hm`) gives an empty string."""
    syllable = convert(pinyin, Style.TONE3, strict=False, default="")
    syllable = syllable if syllable[-1:].isdigit() else f"{syllable}5"
    return syllable if set(syllable) & set("aeiouv") and syllable.isascii() else ""


def count_uses() -> dict[str, Counter[str]]:
    uses: dict[str, Counter[str]] = defaultdict(Counter)
    for phrase, pinyins in PHRASES_DICT.items():
        for char, pinyin in zip(phrase, pinyins, strict=True):
            uses[char][toned(pinyin[0])] += 1
    return uses


USES = count_uses()


def attested(char: str) -> list[str]:
    """The dictionary's first reading and those that a phrase uses; usual first."""
    known = [reading for pinyin in PINYIN_DICT[ord(char)].split(",") if (reading := toned(pinyin))]
    uses = USES[char]
    kept = [reading for i, reading in enumerate(known) if i == 0 or uses[reading]]
    sounds: Counter[str] = Counter()
    for reading, count in uses.items():
        sounds[reading[:-1]] += count
    first = kept[0][:-1] if kept else ""
    sound, count = sounds.most_common(1)[0] if sounds else (first, 0)
    if count >= WELL_ATTESTED and count >= CLEARLY_MORE * sounds[first]:
        first = sound
    return sorted(kept, key=lambda reading: reading[:-1] != first)


def correct(readings: Readings, char: str, marks: list[str]) -> None:
    known = readings.setdefault(char, [])
    for mark, reading in ((mark[0], mark[1:]) for mark in marks):
        if mark == "+" and reading[:-1] not in {other[:-1] for other in known}:
            known.append(reading)
        elif mark in "-=":
            known[:] = [other for other in known if other[:-1] != reading[:-1]]
            known[:0] = [reading] if mark == "=" else []


def reading_lines(readings: Readings) -> str:
    """One line a toned syllable. Of readings that differ only in tone the first is kept."""
    usual: dict[str, list[str]] = defaultdict(list)
    further: dict[str, list[str]] = defaultdict(list)
    for char, known in sorted(readings.items()):
        usual[known[0]].append(char)
        sounds = {known[0][:-1]}
        for reading in known[1:]:
            if reading[:-1] not in sounds:
                sounds.add(reading[:-1])
                further[reading].append(char)
    syllables = sorted(usual.keys() | further.keys())
    return "".join(f"{s} {''.join(usual[s])} {''.join(further[s])}".rstrip() + "\n" for s in syllables)


def unusual(readings: Readings) -> Phrases:
    """Short phrases in which some character sounds otherwise than usual."""
    found: Phrases = {}
    for phrase, pinyins in PHRASES_DICT.items():
        said = [BENT.get(char) or toned(p[0]) for char, p in zip(phrase, pinyins, strict=True)]
        usual = [readings.get(char, [""])[0] for char in phrase]
        if len(phrase) <= LONGEST_PHRASE and any(a[:-1] != b[:-1] for a, b in zip(said, usual, strict=True)):
            found[phrase] = said
    return found


if __name__ == "__main__":
    main()
