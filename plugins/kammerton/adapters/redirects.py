"""Requests that follow no redirect by themselves: it may lead an account's token elsewhere, or has to be shown."""

import urllib.request


class NoRedirects(urllib.request.HTTPRedirectHandler):
    """Answers every redirect with nothing, so that it reaches the caller as ``HTTPError``."""

    def redirect_request(self, *_args: object) -> None:
        """Follow nothing."""
        return
