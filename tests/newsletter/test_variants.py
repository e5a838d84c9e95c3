"""The forms of a mail on the proofreading board."""

import re

from kammerton.newsletter.variants import variants

MAIL = (
    '<html style="color-scheme: light dark;"><head><meta name="color-scheme" content="light dark"><style>a { color: red; }\n'
    "@media (prefers-color-scheme: dark) { a { color: blue; } }\n@media (max-width: 599px) { a { color: green; } }</style></head>"
    '<body><img alt="Ein Tor" src="https://x.example/bilder/a.png" width="8"><!--[if mso]><img src="o.png"><![endif]--></body></html>'
)


def test_each_scheme_is_decided() -> None:
    """Dark rules hold in the dark form and never in the others, whatever the screen is set to; other queries stay."""
    forms = variants(MAIL, {})

    assert "(min-width: 0px) { a { color: blue" in forms["dunkel"]
    assert "(min-width: 99999px) { a { color: blue" in forms["hell"]
    assert all("prefers-color-scheme" not in form for form in forms.values())
    assert "(max-width: 599px)" in forms["hell"]
    assert 'content="dark"' in forms["dunkel"]
    assert 'content="light"' in forms["hell"]
    assert "light dark" not in forms["hell"] + forms["dunkel"]


def test_pictures_are_found_beside() -> None:
    """A picture of the site is shown from the disk; without pictures only alternative texts are left."""
    forms = variants(MAIL, {"https://x.example/bilder/a.png": "../bilder/a.png"})

    assert 'src="../bilder/a.png"' in forms["hell"]
    assert "src=" not in re.sub("<!--.*?-->", "", forms["ohne-bilder"])
    assert 'alt="Ein Tor"' in forms["ohne-bilder"]


def test_without_styles_nothing_of_the_mail_s_block_is_left() -> None:
    """The block of the mail goes; links open nowhere inside a frame."""
    forms = variants(MAIL, {})

    assert "@media" not in forms["ohne-stile"]
    assert all(form.count('<base target="_blank">') == 1 for form in forms.values())
