"""Mail addresses as they are kept: checked, the domain in the form servers want, two spellings of one address known as one."""

from email_validator import EmailNotValidError, validate_email

_LONGEST = 254  # RFC 5321, 4.5.3.1.3, without the angle brackets


class UnfitAddress(ValueError):  # noqa: N818 - named for what it says
    """A text that is no mail address a newsletter can be sent to."""


def kept_address(text: str) -> str:
    """The address as it is kept and sent to: ASCII, an international domain encoded (RFC 5891), the domain in small letters.

    Nothing is looked up. Raises ``UnfitAddress`` for anything else, line breaks included.

    >>> kept_address(" Mira@Müller.example ")
    'Mira@xn--mller-kva.example'
    """
    try:
        found = validate_email(text.strip(), check_deliverability=False, strict=True)
    except EmailNotValidError:
        raise UnfitAddress from None
    address = found.ascii_email
    # "=?" would be read as an encoded word (RFC 2047).
    if address is None or len(address) > _LONGEST or "=?" in address:
        raise UnfitAddress
    return address


def shown_address(address: str) -> str:
    """A kept address as people write it.

    >>> shown_address("Mira@xn--mller-kva.example")
    'Mira@müller.example'
    """
    try:
        return validate_email(address, check_deliverability=False).normalized
    except EmailNotValidError:
        return address


def same(address: str) -> str:
    """What two spellings of one address share; capital letters before the at sign tell nobody apart in practice.

    >>> same("Info@betrieb.example") == same("info@betrieb.example")
    True
    """
    return address.lower()
