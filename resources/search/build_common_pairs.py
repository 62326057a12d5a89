"""Lists the pairs of characters that many texts have: `python build_common_pairs.py < texts > common_pairs.txt`.

One text a line. A longer list makes the index larger and searches for two common words that never touch quicker.
"""  # noqa: INP001

import sys
from collections import Counter
from itertools import pairwise

SHARE = 0.02


def main() -> None:
    texts = sys.stdin.read().splitlines()
    seen: Counter[str] = Counter()
    for text in texts:
        seen.update({first + second for first, second in pairwise(text)})
    common = sorted(pair for pair, count in seen.items() if count >= SHARE * len(texts) and worth(pair))
    sys.stdout.write("\n".join(common) + "\n")


def worth(pair: str) -> bool:
    """No Latin letters and digits: two of them always count; no white space, it separates."""
    return not any(char.isspace() or (char.isascii() and char.isalnum()) for char in pair)


if __name__ == "__main__":
    main()
