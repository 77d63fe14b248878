"""Word errors: the fewest words to change, drop or add to make what was heard of what was said."""

from collections.abc import Sequence


def word_errors(said: Sequence[str], heard: Sequence[str]) -> int:
    """Levenshtein's distance in words."""
    above = list(range(len(heard) + 1))
    for row, word in enumerate(said, 1):
        line = [row]
        for column, other in enumerate(heard, 1):
            change = above[column - 1] + (word != other)
            line.append(min(above[column] + 1, line[-1] + 1, change))
        above = line
    return above[-1]
