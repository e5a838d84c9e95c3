"""Licences by the words podcast programs know them by.

The list: https://github.com/Podcastindex-org/podcast-namespace, license slugs, after SPDX (https://spdx.org/licenses/), as far as texts and recordings
are published under them.
"""

_CC = "https://creativecommons.org"
# The identifier in lower case: how people write it, and where the licence stands.
LICENCES: dict[str, tuple[str, str]] = {
    **{
        f"cc-{kind}-{version}": (f"CC {kind.upper()} {version}", f"{_CC}/licenses/{kind}/{version}/")
        for version in ("4.0", "3.0")
        for kind in ("by", "by-sa", "by-nd", "by-nc", "by-nc-sa", "by-nc-nd")
    },
    **{
        f"cc-{kind}-3.0-de": (f"CC {kind.upper()} 3.0 DE", f"{_CC}/licenses/{kind}/3.0/de/")
        for kind in ("by", "by-sa", "by-nd", "by-nc", "by-nc-sa", "by-nc-nd")
    },
    "cc0-1.0": ("CC0 1.0", f"{_CC}/publicdomain/zero/1.0/"),
    "dl-de-by-2.0": ("Datenlizenz Deutschland – Namensnennung – 2.0", "https://www.govdata.de/dl-de/by-2-0"),
    "dl-de-zero-2.0": ("Datenlizenz Deutschland – Zero – 2.0", "https://www.govdata.de/dl-de/zero-2-0"),
}


def slug_of(text: str) -> str | None:
    """The identifier of a licence as people write it, or None for one that is not known.

    >>> slug_of("CC BY 4.0"), slug_of("cc-by-sa-4.0"), slug_of("CC0 1.0"), slug_of("nur für Mitglieder")
    ('cc-by-4.0', 'cc-by-sa-4.0', 'cc0-1.0', None)
    """
    slug = "-".join(text.lower().split())
    return slug if slug in LICENCES else None
