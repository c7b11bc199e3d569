"""Small counts in one line of a table, and what must be left out with them so that no subtraction gives them back."""

from __future__ import annotations

import numpy as np


def is_small(counts: np.ndarray, threshold: int) -> np.ndarray:
    """Somebody, but fewer than the threshold."""
    return (counts > 0) & (counts < threshold)


def hide_parts(counts: np.ndarray, rest: float, forced: np.ndarray, threshold: int) -> np.ndarray:
    """Which parts of a known sum are left out; `rest` of the sum is in no part, and not printed.

    The small ones, the `forced` ones, and as many of the smallest others as it takes until at least two parts are
    unknown and stand for at least `threshold` respondents.
    """
    hidden = is_small(counts, threshold) | forced
    if not (hidden & (counts > 0)).any() and not 0 < rest < threshold:
        return hidden
    while True:
        unknown = hidden & (counts > 0)
        if unknown.sum() + (rest > 0) >= 2 and counts[unknown].sum() + rest >= threshold:
            return hidden
        others = np.flatnonzero(~hidden & (counts > 0))
        if not len(others):
            return hidden
        hidden[others[np.argmin(counts[others])]] = True


def is_revealing(chosen: np.ndarray, base: np.ndarray, threshold: int) -> np.ndarray:
    """Few who chose, or few who did not: 選んだ人, 選ばなかった人."""
    return is_small(chosen, threshold) | is_small(base - chosen, threshold)


def hide_choices(chosen: np.ndarray, base: np.ndarray, forced: np.ndarray, threshold: int) -> np.ndarray:
    """Which parts of one choice's known sum are left out, bases being known; the last part is the unprinted rest.

    More are left out until each unknown part in which somebody chose could be one less or one more, and those who
    chose (and who did not) in the unknown parts are not few. What can only be nobody, or everybody of a part that is not
    `forced`, is shown as such.
    """
    hidden = is_revealing(chosen, base, threshold) | forced
    unprinted = np.zeros(len(chosen), bool)
    unprinted[-1] = True
    if hidden.any():
        hidden |= unprinted
    while hidden.any() and _is_guessed(chosen, base, hidden, threshold):
        others = np.flatnonzero(~hidden & (base > 0))
        if not len(others):
            break
        smaller = np.minimum(chosen, base - chosen)[others]
        hidden[others[np.lexsort((smaller, smaller == 0))[0]]] = True
    nobody = (chosen == 0) & (chosen[hidden].sum() == 0)
    everybody = (chosen == base) & ((base - chosen)[hidden].sum() == 0) & ~forced
    return hidden & ~nobody & ~everybody


def _is_guessed(chosen: np.ndarray, base: np.ndarray, hidden: np.ndarray, threshold: int) -> bool:
    """Whether an unknown part is known after all, or all unknown parts together are few."""
    yes, no = chosen[hidden], (base - chosen)[hidden]
    can_fall = (yes > 0) & (((no > 0).sum() - (no > 0)) > 0)  # one less here, one more elsewhere
    can_rise = (no > 0) & (((yes > 0).sum() - (yes > 0)) > 0)
    few = is_small(np.array([yes.sum(), no.sum()]), threshold).any()
    return bool(few or ((yes > 0) & ~can_fall & ~can_rise).any())
