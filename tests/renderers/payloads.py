"""Hostile texts: whatever a report may bring along. ``pwned`` is the sentinel that must never be set."""

from __future__ import annotations

_CALL = "window.pwned=1"
_HTML = [
    "<script>{}</script>", "</script><script>{}</script>", "<SCRIPT>{}</SCRIPT>", "<script src=//127.0.0.1/x.js></script>",
    "<img src=x onerror={}>", "<img src=x onerror='{}'>", '"><img src=x onerror={}>', "'><img src=x onerror={}>",
    "<body onload={}>", "<iframe srcdoc='<script>parent.{}</script>'>", "<iframe src=javascript:{}>", "<a href=javascript:{}>x</a>",
    "<details open ontoggle={}>", "<video><source onerror={}></video>", "<audio src=x onerror={}>", "<input autofocus onfocus={}>",
    "<select autofocus onfocus={}>", "<textarea autofocus onfocus={}>", "<marquee onstart={}>", "<object data=javascript:{}>",
    "<embed src=javascript:{}>", "<form action=javascript:{}><button>x", "<base href=//127.0.0.1/>", "<meta http-equiv=refresh content='0;url=javascript:{}'>",
    "<link rel=stylesheet href=//127.0.0.1/x.css>", "<style>@import '//127.0.0.1/x.css';</style>", "<!--<script>{}", "--><script>{}</script>",
    "<![CDATA[<script>{}</script>]]>", "<noscript><p title='</noscript><img src=x onerror={}>'>", "</noscript><script>{}</script>", "</title><script>{}</script>",
    "</style><script>{}</script>", "</textarea><script>{}</script>", "<template><script>{}</script></template>", "<math><mtext><img src=x onerror={}>",
    "<xmp><script>{}</script></xmp>", "<plaintext>", "<table><td background=javascript:{}>", "<div style=background:url(javascript:{})>",
    "&lt;script&gt;{}&lt;/script&gt;", "&#60;script&#62;{}&#60;/script&#62;", "<script\x0b>{}</script>", "<script/x>{}</script>", "<<script>{}//<</script>",
    "<img src=x:x onerror\n={}>", "<img\tsrc=x\tonerror={}>", "<IMG \"\"\"><SCRIPT>{}</SCRIPT>\">",
]  # fmt: skip
_TEMPLATES = [
    "${{{}}}", "`${{{}}}`", "`;{};`", "';{};'", '";{};"', "\\';{};//", "\\u003cscript\\u003e{}\\u003c/script\\u003e", "\\x3cscript\\x3e{}\\x3c/script\\x3e",
    "{{{{ {} }}}}", "{{% raw %}}{}", "{{{{7*7}}}}", "{{# {} #}}", "<%= {} %>", "<?php {} ?>", "#{{{}}}", "[[{}]]", "*{{{}}}", "@{{{}}}", "{{{{constructor.constructor('{}')()}}}}",
    "__proto__", "constructor", "toString", "hasOwnProperty", "{{\"a\":1}}", "]}}{{{}", "\u2028{}\u2029", "\\\n{}", "//{}", "/*{}*/", "*/{}/*",
]  # fmt: skip
_SVG = [
    "<svg onload={}>", "<svg><script>{}</script></svg>", "<svg><a xlink:href=javascript:{}><text>x</text></a></svg>", "<svg><use href=//127.0.0.1/x.svg#a>",
    "<svg><image href=x onerror={}>", "<svg><animate onbegin={} attributeName=x>", "<svg><set attributeName=href to=javascript:{}>", "<svg><foreignObject><img src=x onerror={}>",
    "<svg><style>@import '//127.0.0.1/x.css';</style>", "<svg/onload={}>", "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]><x>&y;</x>", "&y;", "]]>",
    "<svg><handler xmlns:ev='http://www.w3.org/2001/xml-events' ev:event=load>{}</handler>", "<svg><title></title><script>{}</script>",
]  # fmt: skip
_CSS = [
    "expression({})", "url(javascript:{})", "}}*{{background:url(//127.0.0.1/x)}}", "</style>", "@import url(//127.0.0.1/x.css)", "behavior:url(x.htc)",
    "-moz-binding:url(//127.0.0.1/x)", "\\3c script\\3e", "/**/", "color:red;}}", "#map{{display:none}}", "body{{visibility:hidden}}", ":root{{--ink:#fff}}",
]  # fmt: skip
_URLS = [
    "javascript:{}", "JaVaScRiPt:{}", " javascript:{}", "java\nscript:{}", "java\tscript:{}", "\x01javascript:{}", "data:text/html,<script>{}</script>",
    "data:text/html;base64,PHNjcmlwdD4=", "vbscript:{}", "file:///etc/passwd", "//127.0.0.1/x", "http:javascript:{}", "https://", "http://[", "blob:x", "about:blank",
    "https://example.org/\"><script>{}</script>", "https://example.org/' onclick='{}", "ftp://example.org/", "mailto:x@example.org", "http://example.org:99999999/", "view-source:x",
]  # fmt: skip
_TEXT = [
    "\u202egnitrevni", "\u202d\u202e\u202c", "\u2066\u2067\u2068\u2069", "\u200e\u200f\u061c", "\u200b\u200c\u200d\ufeff", "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334" * 8,
    "a" + "\u0301" * 300, "\x00", "a\x00b", "\x07\x08\x1b[31mred\x1b[0m", "\x7f\x80\x9f", "\ud800", "\udfff\ud800", "\ufffe\uffff", "\U0010ffff", "\ufffd" * 20, "𝕊𝕦𝕞𝕪", "ＫＵＲＳＫ",
    "السلام عليكم", "שלום", "مرحبا <script>{}</script>", "👩‍👩‍👧‍👦" * 20, "ß" * 300, "İıI", "ﬁ", "x" * 50_000, " " * 5_000, "\n" * 500, "\t" * 500, "\r\n" * 200, "'" * 200, '"' * 200, "`" * 200,
]  # fmt: skip
FORMULAS = [
    "=1+1", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", " =1+1", "=HYPERLINK(\"http://127.0.0.1\")", "=IMPORTXML(\"http://127.0.0.1\")", "\n=1+1", "％=1", "=\u200b1",
    "\ufeff=1+1", ";=1+1", "\"=1+1\"",
]  # fmt: skip


def _filled(text: str) -> str:
    return text.replace("{}", _CALL).replace("{{", "{").replace("}}", "}") if "{" in text else text


PAYLOADS: tuple[str, ...] = tuple(
    dict.fromkeys(
        [_filled(text) for group in (_HTML, _TEMPLATES, _SVG, _CSS, _URLS, _TEXT) for text in group]
        + FORMULAS
    )
)
