"""The form under which names are compared.

Case, accents, hyphens and apostrophes differ between writers; the key of a
name leaves them out, so that "Volodymyr-Volyns'kyi" and "volodymyr volynskyi"
meet. The gazetteer index is built with this very function.
"""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼʹ`´ʻʾʿ\u02b9\u200b\u200c\u200d\ufeff\u00ad"), None)
_GAPS = re.compile(r"[\s\-‐‑‒–—_/,.]+")


def name_key(name: str) -> str:
    """Return the comparison key of a name.

    Parameters
    ----------
    name : str
        Any spelling of a name, in any script.

    Returns
    -------
    str
        Case-folded, without accents and apostrophes, words separated by one
        space; empty if nothing is left.

    Examples
    --------
    >>> name_key("Kam’yanets‘-Podil’s’kyi")
    'kamyanets podilskyi'
    """
    if name.isascii():
        folded = name.casefold().translate(_APOSTROPHES)
    else:
        decomposed = unicodedata.normalize("NFKD", name.translate(_APOSTROPHES))
        folded = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    return _GAPS.sub(" ", folded).strip()
