"""A piece of HTML in, all of its text out: an entry of a feed has nothing around it to leave out."""

from __future__ import annotations

import re

import lxml.etree
import lxml.html

_BLOCK = re.compile(
    "address|article|aside|blockquote|br|dd|div|d[lt]|fig(ure|caption)|footer|h[1-6r]|header|li|main|nav|[ou]l|p|pre|"
    "section|t(able|body|head|foot|[dhr])"
)
_SILENT = ("script", "style", "template", "noscript", "iframe", "object", "svg", "head", "title")
_BREAK = "\0"  # no HTML has one: the parser takes it out
_SPACES = re.compile(r"\s+")


def plain(markup: str) -> str:
    r"""Return the text of a piece of HTML, a paragraph a line.

    Examples
    --------
    >>> plain("<p>One\n<b>two</b>.</p>three")
    'One two.\nthree'
    """
    if not markup.strip():
        return ""
    try:
        root = lxml.html.fragment_fromstring(markup, create_parent="div")
    except (lxml.etree.ParserError, ValueError):
        return ""  # nothing in it, or nothing that can be text
    lxml.etree.strip_elements(root, lxml.etree.Comment, *_SILENT, with_tail=False)
    lxml.etree.strip_tags(root, lxml.etree.ProcessingInstruction)
    parts: list[str] = []
    for event, node in lxml.etree.iterwalk(root, events=("start", "end")):
        if _BLOCK.fullmatch(str(node.tag)):
            parts.append(_BREAK)
        parts.append((node.text if event == "start" else node.tail) or "")
    trimmed = (_SPACES.sub(" ", line).strip() for line in "".join(parts).split(_BREAK))
    return "\n".join(line for line in trimmed if line)
