"""Bytes to text: the encoding is found, damage is repaired and reported."""

from __future__ import annotations

import codecs

from geomap.errors import InputError

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13, 27}
_SAMPLE = 8192
_BINARY_SHARE = 0.05


def decode(raw: bytes, name: str) -> tuple[str, list[str]]:
    """Return the text of some bytes and what had to be repaired.

    Line ends become line feeds; NUL characters become U+FFFD.

    Raises
    ------
    InputError
        When the bytes do not look like text.
    """
    text, repairs = _to_text(raw, name)
    if "\0" in text:
        repairs.append(f"{text.count(chr(0))} NUL characters replaced")
    return tidy(text), repairs


def tidy(text: str) -> str:
    """Return a text that every output can hold: no NUL, no lone surrogate, line feeds only."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    return text if text.isascii() else text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def _to_text(raw: bytes, name: str) -> tuple[str, list[str]]:
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            return raw.decode(encoding, "replace"), []
    _refuse_binary(raw, name)
    try:
        return raw.decode("utf-8"), []
    except UnicodeDecodeError:
        return _guess(raw)


def _refuse_binary(raw: bytes, name: str) -> None:
    sample = raw[:_SAMPLE]
    strange = sum(byte in _CONTROLS for byte in sample)
    if sample and strange / len(sample) > _BINARY_SHARE:
        raise InputError(
            f"{name}: not a text (it looks like a binary file)",
            hint="Save it as plain text, Markdown, HTML, CSV or JSONL.",
        )


def _guess(raw: bytes) -> tuple[str, list[str]]:
    damaged = raw.decode("utf-8", "replace")
    lost = damaged.count("\ufffd")
    if lost <= max(3, len(raw) // 1000):
        return damaged, [f"{lost} bytes that are not UTF-8 replaced"]
    from charset_normalizer import from_bytes  # slow to import, seldom needed

    best = from_bytes(raw).best()
    if best is None:
        return damaged, [f"{lost} bytes that are not UTF-8 replaced"]
    return str(best), [f"not UTF-8; read as {best.encoding}"]
