"""The questions for a new site, asked at the terminal one by one."""

import sys
from collections.abc import Mapping
from typing import Any

from kammerton.adapters.console import Console
from kammerton.app.interview import default_of, is_asked
from kammerton.domain.answers import Answers
from kammerton.domain.declaration import Declaration, declarations
from kammerton.domain.diagnostic import M, Message
from kammerton.reading.schema import value_problems


def somebody_answers() -> bool:
    """Whether a person sits at the terminal."""
    return sys.stdin is not None and sys.stdin.isatty()


def interview(console: Console, given: Mapping[str, Any]) -> dict[str, Any]:
    """The given answers and those to the other questions; a wrong one is asked again, an empty one takes what stands in brackets."""
    console.say(M("Jede Frage können Sie mit der Eingabetaste beantworten; dann gilt, was in eckigen Klammern steht."))
    console.say(M("Alle Antworten stehen danach in pelicanconf.py und lassen sich dort ändern. Mit Strg+C brechen Sie ab."))
    answers, number = dict(given), 0
    for declaration in declarations(Answers):
        asked = [d.key for d in declarations(Answers) if d.key not in given and is_asked(d.key, answers)]
        if declaration.key not in asked:
            continue
        number += 1
        console.say(M("\nFrage {number} von {all}: {question}", number=number, all=len(asked), question=Message(declaration.help)), "bold")
        answer = _answer(console, declaration, default_of(declaration.key, answers))
        if answer:
            answers[declaration.key] = answer
    return answers


def _answer(console: Console, declaration: Declaration, default: str) -> str:
    """What fits the field; empty only where the field may be."""
    console.say(M("  Zum Beispiel: {example}", example=declaration.example))
    while True:
        answer = console.ask(M("  [{default}] ", default=default or M("keine Angabe"))) or default
        problems = value_problems(Answers, declaration.key, answer) if answer else []
        if not problems:
            return answer
        console.correct(problems)
