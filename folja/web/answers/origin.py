"""Whether a form was sent from one of our own pages: what a token in a cookie is for elsewhere."""

from django.http import HttpRequest


def sent_from_here(request: HttpRequest) -> bool:
    """Browsers say where a form came from and let no page say otherwise.

    What says nothing is no browser that another site could have made send it.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is None or origin == f"{request.scheme}://{request.get_host()}"
