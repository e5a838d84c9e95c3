"""The Jinja environment of the theme: Jinja's own, made quick for thousands of pages. It prints the same.

What a template says in the words of the catalogue alone is put in when the template is compiled, and what was compiled is kept
(docs/dev/decisions/0037-the-cost-of-a-page.md).
"""

import hashlib
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import BaseLoader, BytecodeCache, Environment, StrictUndefined, Template, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from jinja2.utils import internalcode
from markupsafe import escape

from kammerton.adapters.catalogue import catalogue_mark, load_catalogue
from kammerton.adapters.files import CACHE, write_new

_FOLDER = CACHE + "vorlagen"
_WORD = "_"
# How templates are compiled; raise it with every change of that, so that what was compiled is made anew.
_RECIPE = 2
# How many parts of pages ``Once`` holds, each about a kilobyte: the frames of every section, and the cards of some thousand things.
_MOST = 16_384
# What every template may count on, on pages and in mails alike.
JINJA_OPTIONS: dict[str, Any] = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True, "extensions": ["jinja2.ext.i18n"]}


def install_words(environment: Environment, language: str) -> None:
    """Make ``_`` and ``ngettext`` speak the language."""
    environment.install_gettext_translations(load_catalogue(language), newstyle=True)  # type: ignore[attr-defined]  # added by the i18n extension


_SPECIAL = re.compile("[&<>\"']")


def printed(value: Any) -> str:
    """What a template prints of a value where it escapes: most is text in which nothing has to be escaped."""
    return value if type(value) is str and not _SPECIAL.search(value) else escape(value)


class _Writer(CodeGenerator):
    """Writes templates as Python that escapes by ``printed``."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("environment.printed(")
        else:
            super()._output_child_pre(node, frame, finalize)


class _QuickContext(Context):
    """Calls macros, which are most of what templates call, without asking what they want to be given."""

    @internalcode
    def call(self, obj: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        if type(obj) is not Macro:
            return super().call(obj, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return obj(self.eval_ctx, *args, **kwargs)


class _SharedTemplate(Template):
    """A template whose macros are made once. Jinja asks at every import whether a template got variables of its own, which ours never do."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002 - as Jinja calls it
        return super()._get_default_module()


class ThemeEnvironment(Environment):
    """Compiles the theme's templates for one language and keeps what it compiled in the project's cache."""

    template_class = _SharedTemplate
    code_generator_class = _Writer
    context_class = _QuickContext
    printed = staticmethod(printed)

    def __init__(self, root: Path, language: str, loader: BaseLoader, *, autoescape: bool | Callable[[str | None], bool]) -> None:
        """Take the project, the language of the words, where templates lie and which of them are escaped; a template that changes later is not seen."""
        self._gettext = load_catalogue(language).gettext
        super().__init__(loader=loader, autoescape=autoescape, auto_reload=False, cache_size=-1, **JINJA_OPTIONS)
        install_words(self, language)
        self.bytecode_cache = _Kept(root / _FOLDER, f"{language} {autoescape is True}", catalogue_mark(language))
        self.globals["once"] = Once()

    def _generate(self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False) -> str:  # noqa: FBT001, FBT002 - Jinja's own
        _translate(source, self._gettext)
        return super()._generate(source, name, filename, defer_init)


def _translate(template: nodes.Template, gettext: Callable[[str], str]) -> None:
    """Replace every ``_("…")`` without values by what it prints, as the i18n extension would while rendering."""
    if any(name.name == _WORD and name.ctx != "load" for name in template.find_all(nodes.Name)):
        return  # a template that gives the name another meaning is left alone
    for parent in (template, *template.find_all(nodes.Node)):
        if isinstance(parent, nodes.Concat):
            continue  # Jinja joins constants without asking what is markup
        for field, value in parent.iter_fields():
            if isinstance(value, list):
                value[:] = [_translated(entry, gettext) for entry in value]
            else:
                setattr(parent, field, _translated(value, gettext))


def _translated(node: Any, gettext: Callable[[str], str]) -> Any:
    """The words instead of the call, where it is one."""
    if not (isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == _WORD):
        return node
    if node.kwargs or node.dyn_args or node.dyn_kwargs or len(node.args) != 1 or not isinstance(node.args[0], nodes.Const):
        return node
    try:
        said = gettext(node.args[0].value) % {}
    except (KeyError, TypeError, ValueError):
        return node  # it cannot be printed; Jinja says so where it is
    return nodes.MarkSafeIfAutoescape(nodes.Const(said, lineno=node.lineno), lineno=node.lineno)


class Once:
    """Calls a macro with one thing once; the same macro with the same thing again, in the same manner, prints what it printed.

    For what stands around many pages and in many lists. Nothing but the thing, the manner, the words and the colours may decide
    what the macro prints; the manner are plain values.
    """

    def __init__(self) -> None:
        """Begin with nothing printed."""
        self._printed: dict[tuple[object, ...], tuple[object, object, str]] = {}

    def __call__(self, macro: Macro, thing: object, *manner: str | int) -> str:
        """What the macro prints of the thing."""
        key = id(macro), id(thing), *manner  # they are kept beside what was printed, so that nothing else gets their numbers
        found = self._printed.get(key)
        if found is None:
            if len(self._printed) >= _MOST:
                self._printed.clear()
            found = self._printed[key] = macro, thing, macro(thing, *manner)
        return found[2]


class _Kept(BytecodeCache):
    """Compiled templates as files. A damaged one, or one from another version of anything, is made anew."""

    def __init__(self, folder: Path, environment: str, words: str) -> None:
        self._folder, self._environment = folder, environment
        self._made_by = f"{_RECIPE} Python {sys.version} Jinja {jinja2.__version__} {words}"

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return hashlib.sha256(f"{self._environment}|{name}|{filename}".encode()).hexdigest()

    def get_source_checksum(self, source: str) -> str:
        return hashlib.sha256(f"{self._made_by}|{source}".encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            content = (self._folder / bucket.key).read_bytes()
            digest, code = content[:32], content[32:]
            if hashlib.sha256(code).digest() == digest:  # what unpacks it must not be given anything else
                bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        code = bucket.bytecode_to_string()
        with suppress(OSError):  # a service may only read; it compiles again at its next start
            write_new(self._folder / bucket.key, hashlib.sha256(code).digest() + code)
