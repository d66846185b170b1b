"""The key that a device seals somebody's habits with, so that nobody else who uses the device can read them."""

from django.utils.crypto import salted_hmac

from folja.web.organisation.models import Account


def habit_key(account: Account) -> str:
    """256 bits in hexadecimal, the same on every day and on every device of hers. It is shown to nobody else."""
    return salted_hmac("folja.web.collection.habits", str(account.pk), algorithm="sha256").hexdigest()
