"""The template word for help with the page that is shown."""

from typing import Any

from django import template

from folja.web.help.of_page import help_address

register = template.Library()


@register.simple_tag(takes_context=True)
def help_here(context: dict[str, Any]) -> str:
    """The address of the help with this page; nothing where there is none."""
    match = getattr(context.get("request"), "resolver_match", None)
    return help_address(match.url_name or "") if match else ""
