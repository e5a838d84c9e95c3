"""Markdown to a tree with unresolved references: bounded, sanitised, with bare links linked."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from html.parser import HTMLParser

import markdown
import nh3

from kammerton.domain.diagnostic import Diagnostic, M, Place
from kammerton.domain.document import LINK_SCHEMES, PICTURE, BodyReference, Document, Element, Node, text_of, walk
from kammerton.domain.kinds import LINKABLE
from kammerton.domain.values import CONTROL
from kammerton.reading.frontmatter import error
from kammerton.reading.lists import normalised
from kammerton.reading.problems import TOO_BIG
from kammerton.reading.quick_markdown import TESTED, QuickMarkdown
from kammerton.reading.quotes import without_fences
from kammerton.reading.relative import link_target, picture_file, resolved

EXTENSIONS = ["tables", "fenced_code", "def_list", "sane_lists"]
QUICK, PLAIN = "schnell", "pur"
_form = QUICK
_VOID = frozenset({"br", "hr", "img"})
# The allow list.
_TAGS = {
    "p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "em", "strong", "b", "i",
    "a", "abbr", "del", "ins", "sub", "sup", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td", "kbd", "mark", "q", "small", "img",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt"},
    "abbr": {"title"},
    "ol": {"start"},
    "th": {"scope"},
    "td": {"colspan", "rowspan"},
    "code": {"class"},
}
_SCHEMES = {*LINK_SCHEMES, *LINKABLE}
_CLEANER = nh3.Cleaner(tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None)
_URL = re.compile(r"https?://(?=\w)[^\s<>\"'„“”‚‘’»«\[\]{}|\\…]+")
_REFERENCE = re.compile(r"(" + "|".join(LINKABLE) + r"):([^#]*)(?:#.*)?")
# Fenced, indented and inline code, and comments: what stands there is shown, not followed.
_CODE = re.compile(r"^ {0,3}(```|~~~).*?(?:^ {0,3}\1|\Z)|(?<=\n\n) {4}.*?(?=\n {0,3}\S|\Z)|`[^`\n]*`|<!--.*?-->", re.DOTALL | re.MULTILINE)
# The address of a link up to a bracket closed with a backslash, where another closes the link.
_CLOSED = re.compile(r"(\]\( {0,9}[^\s()\\]{1,2000}\([^\s()\\]{0,2000})\\\)(?= ?\))")
# What continues a word or an address to the left, and to the right, besides letters and digits.
_WITHIN, _WITHIN_END = frozenset("_./-"), frozenset("_-")
_MAX_BRACKETS = 100
# In one paragraph, which a long table or list is too; the parser looks for the partner of each of these in all that follows.
_MAX_SIGNS = {"[": 1_000, "<": 1_000, "*": 10_000, "_": 10_000, "`": 10_000, "&": 10_000, "|": 10_000, "\\": 10_000}
_MAX_IN_ALL = {"[": 5_000, "<": 4_000}
_SIGNS = re.compile(r"[\[*_`<&|\\]")
_RUNS = re.compile(r"\[+|\]+|\(+|\)+|\*+|_{2,}|`+|<+|!+")
_LEAD = re.compile(r"(?:[ >]|[-*+] |\d{1,9}[.)] )*")
_MARKS = re.compile(r">|[-*+] |\d+[.)] ")
_MAX_DEPTH = 12
_MAX_TREE = 60
_MAX_LINE = 100_000
# One of these is in every text that is too hard for its runs or its depth: nearly all texts need no look at each line.
_LONG_RUN = re.compile(rf"([\[\]()*_`<!])\1{{{_MAX_BRACKETS}}}")
_DEEP = re.compile(rf"^(?: {{{_MAX_DEPTH * 4 + 1}}}|(?: *(?:>|[-*+] |\d{{1,9}}[.)] )){{{_MAX_DEPTH + 1}}})", re.MULTILINE)


@lru_cache(maxsize=10_000)
def parse_markdown(file: str, text: str, first_line: int) -> tuple[Document, list[Diagnostic]]:
    """The tree of a body, whose text begins in ``first_line`` of ``file``. Never raises.

    Bodies no person writes (long runs of brackets, a dozen nested levels) are refused before parsing, for the
    parser's time grows with the square of them.
    """
    text = _clean(text)
    hard = list(_too_hard(file, text, first_line))
    if hard:
        return Document(), hard
    try:
        raw = _converter().reset().convert(normalised(without_fences(text)))
    except RecursionError:
        _converter.cache_clear()  # it stopped half-way
        return Document(), [
            error(
                TOO_BIG,
                Place(file, first_line),
                M("Der Text ist zu tief verschachtelt."),
                M("Verschachteln Sie Listen und Zitate höchstens zwölf Ebenen tief."),
            )
        ]
    html = _CLEANER.clean(raw)
    builder = _Builder()
    builder.feed(html)
    builder.close()
    tree = builder.finished()
    return Document(tuple(resolved(tuple(_linked(tree)), file)), tuple(_references(tree, file, text, first_line))), []


def _clean(text: str) -> str:
    r"""Composed Unicode without control characters; line breaks and blanks stay, for they carry meaning.

    A bracket in an address that is closed with a backslash, as in ``[Ison](https://x.example/S1_(ISON\))``, is closed without.
    """
    return _CLOSED.sub(r"\1)", CONTROL.sub("", unicodedata.normalize("NFC", text.replace("\t", "    "))))


@lru_cache(maxsize=1)
def _converter() -> markdown.Markdown:
    make = QuickMarkdown if _form == QUICK and markdown.__version__ == TESTED else markdown.Markdown
    return make(extensions=EXTENSIONS, output_format="html")


def use_form(form: str) -> None:
    """Convert with ``QUICK`` or ``PLAIN`` from now on; both give the same, the plain one is the library as it is."""
    global _form  # noqa: PLW0603 - one converter serves the whole program
    _form = form
    _converter.cache_clear()


def _too_hard(file: str, text: str, first_line: int) -> Iterator[Diagnostic]:
    """The first thing that would cost the parser more time than any person's text is worth."""
    if _is_easy(text):
        return
    signs: Counter[str] = Counter()
    in_all: Counter[str] = Counter()
    for number, line in enumerate(text.split("\n"), start=first_line):
        found = Counter(_SIGNS.findall(line))
        signs, in_all = (signs + found if line.strip() else Counter()), in_all + found
        too_many = any(n > _MAX_SIGNS[sign] for sign, n in signs.items()) or any(in_all[sign] > most for sign, most in _MAX_IN_ALL.items())
        run = max((len(run) for run in _RUNS.findall(line)), default=0)
        is_rule = bool(re.fullmatch(r"\s*([*_-])\1+\s*", line))
        if len(line) > _MAX_LINE or (run > _MAX_BRACKETS and not is_rule) or too_many:
            what = M("In dieser Zeile wiederholen sich Zeichen hundertfach.")
            yield error(TOO_BIG, Place(file, number), what, M("Löschen Sie, was beim Einfügen zu viel geworden ist."))
            return
        lead = _LEAD.match(line)
        depth = len(_MARKS.findall(lead[0])) if lead else 0
        if line.strip(" >") and (depth > _MAX_DEPTH or len(line) - len(line.lstrip(" ")) > _MAX_DEPTH * 4):
            what = M("Diese Zeile ist zu tief eingerückt.")
            yield error(TOO_BIG, Place(file, number), what, M("Verschachteln Sie Listen und Zitate höchstens zwölf Ebenen tief."))
            return


def _is_easy(text: str) -> bool:
    """Whether nothing in a text can be too hard, told without looking at each line; most texts are easy."""
    most = {**_MAX_SIGNS, **{sign: min(n, _MAX_SIGNS[sign]) for sign, n in _MAX_IN_ALL.items()}}
    few = len(text) <= _MAX_LINE and all(text.count(sign) <= n for sign, n in most.items())
    return few and not _LONG_RUN.search(text) and not _DEEP.search(text)


class _Builder(HTMLParser):
    """Builds the tree from sanitised, well-formed HTML; marks nested deeper than 60 levels are dropped, their text stays."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._stack: list[tuple[str, tuple[tuple[str, str], ...], list[Node]]] = [("", (), [])]
        self._too_deep = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = tuple((name, value or "") for name, value in attrs)
        if tag in _VOID:
            self._stack[-1][2].append(Element(tag, attributes))
        elif len(self._stack) > _MAX_TREE:
            self._too_deep += 1
        else:
            self._stack.append((tag, attributes, []))

    def handle_endtag(self, tag: str) -> None:
        if self._too_deep and tag not in _VOID:
            self._too_deep -= 1
        elif tag not in _VOID and len(self._stack) > 1:
            name, attributes, children = self._stack.pop()
            self._stack[-1][2].append(Element(name, attributes, tuple(children)))

    def handle_data(self, data: str) -> None:
        self._stack[-1][2].append(data)

    def finished(self) -> tuple[Node, ...]:
        """The nodes; elements left open are closed."""
        self._too_deep = 0
        while len(self._stack) > 1:
            self.handle_endtag(self._stack[-1][0])
        return tuple(node for node in self._stack[0][2] if not isinstance(node, str) or node.strip())


def _linked(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """The nodes with bare web addresses made into links, outside links and code; a link without text shows its address."""
    for node in nodes:
        if isinstance(node, str):
            yield from _linked_text(node)
        elif node.tag == "a" and not text_of(node).strip():
            yield Element(node.tag, node.attributes, (node.attribute("href") or "",))
        elif node.tag in ("a", "code", "pre"):
            yield node
        else:
            yield Element(node.tag, node.attributes, tuple(_linked(node.children)))


def _linked_text(text: str) -> Iterator[Node]:
    end = 0
    for found in _URL.finditer(text):
        address = _without_tail(found[0])
        yield from filter(None, (text[end : found.start()],))
        yield Element("a", (("href", address),), (address,))
        end = found.start() + len(address)
    yield from filter(None, (text[end:],))


def _without_tail(address: str) -> str:
    """An address without the punctuation of the sentence around it; a closing bracket stays if one opens in it."""
    end, unopened = len(address), address.count(")") - address.count("(")
    while end and (address[end - 1] in ".,;:!?*_'" or (address[end - 1] == ")" and unopened > 0)):
        unopened -= address[end - 1] == ")"
        end -= 1
    return address[:end]


def _references(tree: tuple[Node, ...], file: str, text: str, first_line: int) -> Iterator[BodyReference]:
    """Every link to an item, every picture, and every link that leads to nothing, with the line it is written in."""
    prose = _CODE.sub(lambda code: "\n" * code[0].count("\n"), text)
    last: dict[str, int] = {}
    for element in walk(tree):
        address = element.attribute("src" if element.tag == "img" else "href")
        if address is None or (element.tag == "a" and _leads_elsewhere(address)):
            continue
        found = _find(address, prose, last.get(address, -1) + 1)
        at = last[address] = last.get(address, 0) if found is None else found
        line = first_line + prose.count("\n", 0, at)
        yield _reference(element.tag, address, file, line)


def _find(address: str, prose: str, start: int) -> int | None:
    """Where an address stands by itself, not as a part of a longer one or of a word."""
    at = prose.find(address, start)
    while at >= 0:
        before, after = prose[at - 1 : at] if at else "", prose[at + len(address) : at + len(address) + 1]
        if not (before.isalnum() or before in _WITHIN) and not (after.isalnum() or after in _WITHIN_END):
            return at
        at = prose.find(address, at + 1)
    return None


def _reference(tag: str, address: str, file: str, line: int) -> BodyReference:
    picture = picture_file(address, file) if tag == "img" else None
    if picture is not None:
        return BodyReference(PICTURE, picture, line)
    found = _REFERENCE.fullmatch(link_target(address, file) or address) if tag == "a" else None
    return BodyReference(found[1], found[2], line) if found else BodyReference("", address, line)


def _leads_elsewhere(address: str) -> bool:
    scheme, colon, _ = address.partition(":")
    return bool(colon) and scheme.lower() in LINK_SCHEMES
