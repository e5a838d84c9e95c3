"""Texts of calendars."""

from icalendar import vText


class Text(vText):
    r"""A text in a calendar (RFC 5545, section 3.3.11).

    The library takes a backslash before an N for a line break already while writing, which would break ``C:\Neu``.
    """

    def to_ical(self) -> bytes:
        r"""The text with backslashes, semicolons, commas and line breaks escaped.

        >>> Text("Halle 3; C:\\Neu").to_ical()
        b'Halle 3\\; C:\\\\Neu'
        """
        escaped = str(self).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
        return escaped.encode()
