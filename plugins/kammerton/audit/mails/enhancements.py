"""Features that a required mail program leaves out and that an issue may use all the same.

Each was reviewed: a mail without it stays complete and readable, for the reason given. A feature that is not here and that a
required program leaves out is an error of rule M011.
"""

_STYLE_BLOCK = "only in the style block, which carries dark mode and wider pictures on telephones; without it the inlined styles stay"
_ONLY_NAMES = "only helps assistive technology; reading order and words are right without it"
_LONG_WORDS = "one of three properties that break long words; together they reach every program, and soft hyphens do where none is known"
_PREVIEW = "one of several ways of hiding the line behind the subject; each program knows at least one, Outlook for Windows mso-hide"

ENHANCEMENTS: dict[str, str] = {
    # the style block
    "html-style": "carries dark mode and wider pictures on telephones; layout and light colours are inlined",
    "css-at-media": _STYLE_BLOCK,
    "css-at-media-prefers-color-scheme": _STYLE_BLOCK,
    "css-important": _STYLE_BLOCK,
    "css-selector-attribute": _STYLE_BLOCK + " (the attributes are those Outlook.com sets)",
    "css-selector-class": _STYLE_BLOCK,
    "css-selector-descendant": _STYLE_BLOCK,
    "css-selector-type": _STYLE_BLOCK,
    "css-color-scheme": "says that the mail has dark colours of its own; programs that do not know it show the light ones, or invert",
    "html-meta-color-scheme": "as css-color-scheme",
    # words for assistive technology
    "html-lang": _ONLY_NAMES,
    "html-dir": _ONLY_NAMES + ", and German is written from left to right anyway",
    "html-role": _ONLY_NAMES,
    "html-aria-hidden": _ONLY_NAMES + "; it keeps the line behind the subject from being read twice",
    # layout
    "html-body": "replaced by an element of the program; colours, language and direction stand on the wrapper inside",
    "css-border-radius": "buttons have square corners then",
    "css-max-width": "Outlook for Windows has a table of 600 pixels of its own around it",
    "css-overflow": "wide tables scroll where it is known and widen the mail where it is not; the preview line is hidden by other means, too",
    "css-overflow-wrap": _LONG_WORDS,
    "css-word-wrap": _LONG_WORDS,
    "css-word-break": _LONG_WORDS,
    # the line behind the subject
    "css-display-none": _PREVIEW,
    "css-max-height": _PREVIEW,
    "css-opacity": _PREVIEW,
}
