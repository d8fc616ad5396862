"""What account pages have to know of how this copy is run."""

from django import template
from django.conf import settings

from careers.drawings.code_square import code_square

register = template.Library()
register.simple_tag(code_square)


@register.simple_tag
def mail_goes_out() -> bool:
    """Off, mail is kept in files, which the operator alone can read."""
    return settings.MAIL_GOES_OUT
