"""Whatever stands in a field or a text: no exception, a sentence with a line that exists, and no markup in any output."""

import re
from pathlib import Path

import pytest
from tests.fakes import NOW, WORDS, FakeSources
from tests.sample import EVERYTHING, OF_KIND

from kammerton.adapters.templates import ThemeTemplates
from kammerton.app.build import assemble
from kammerton.app.load import load
from kammerton.domain.declaration import declarations
from kammerton.domain.item import Item
from kammerton.domain.kinds import KINDS, Kind

TEMPLATES = ThemeTemplates(Path(__file__).parents[2], "de")
SAMPLES = {kind: (file, EVERYTHING[file]) for kind, file in OF_KIND.items()}
VALUES = [
    "~", '""', "[]", "{}", "[[]]", "[{}]", "[a, {b: c}]", "|", '"\\uD800"', '"\\0"', "999999999999999999999", "-1", "2026-02-30", "9999-99-99",
    '"<script>alert(1)</script>"', '"%s %(x)s {0} {field}"', '"{{ 7*7 }}"', '"]]></script><!--"', '"javascript:alert(1)"', '"../../etc/passwd"', '"\\r\\nBcc: x@y.example"', "2027",
    '["", ""]', "[{von: 2026-01-02, bis: 2026-01-01}]", '[{zeit: "00:00", titel: x}]', f'"{"ä" * 5000}"',
]  # fmt: skip
BODIES = [
    "<script>alert(1)</script>", '<a href="javascript:alert(1)">x</a>', "<img src=x onerror=alert(1)>", "<div><p><table><tr><td>x", "<b>" * 500, "<!--", "<![CDATA[", "&#xD800; &#0; &nope;",
    "[x](betrieb:)", "[x](https://[::1)", "[a](<b c>)", "*" * 99, "`" * 50, "\n".join(">" * n + " x" for n in range(1, 40)), "1) a\n  2) b\n\t- c", "\u2028\u2029\x85\ufffe", "{{ x }} {% y %}",
]  # fmt: skip


def without(text: str, key: str) -> str:
    """A file's head without a field."""
    return re.sub(rf"(?m)^{key}:.*\n(?:^[ -].*\n)*", "", text, count=1)


def judge(file: str, text: str) -> None:
    """Read the sample with one file changed; build it where it has no errors."""
    library, report = load(FakeSources({**EVERYTHING, file: text}), NOW)
    told = [(WORDS.text(d.what), d.remedy and WORDS.text(d.remedy)) for d in report.diagnostics]

    assert all(what for what, _ in told)
    assert [d for d in report.diagnostics if d.place.file == file and not 1 <= d.place.line <= text.count("\n") + 1] == []
    if not report.has_errors:
        build = assemble(library, WORDS, TEMPLATES)
        written = [
            *(mail.html for mail in build.mails),
            *(TEMPLATES.render(p.template, view=p.view) for p in build.pages),
            *(f.decode() for f in build.files.values()),
        ]
        assert [output for output in written if "<script>alert" in output or "onerror=alert" in output or 'href="javascript:' in output] == []
        assert not any(b"\r\nBcc:" in mail.message.partition(b"\r\n\r\n")[0] for mail in build.mails)


@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_any_value_in_any_field(kind: Kind) -> None:
    """Every odd value in every field of a kind is told or printed as text; the fields all kinds share are tried with one."""
    file, text = SAMPLES[kind.name]
    shared = {declaration.key for declaration in declarations(Item)} if kind.name != "seite" else set()
    for declaration in (d for d in declarations(kind.model) if d.key not in shared):
        for value in VALUES:
            judge(file, without(text, declaration.key).replace("---\n", f"---\n{declaration.key}: {value}\n", 1))


@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_any_text_in_any_body(kind: Kind) -> None:
    """Every odd text in every body is told or made harmless."""
    file, text = SAMPLES[kind.name]
    head = text.rpartition("---\n")[0]
    for body in BODIES:
        judge(file, f"{head}---\n{body}\n")
