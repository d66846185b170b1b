"""In whose name the invented city's reports are: content/demo/municipality.yaml, and a logo that is nobody's."""

from pathlib import Path

from folja.instruments.content import SHIPPED, read
from folja.web.organisation.municipality import Checked, Written, checked


def municipality(root: Path = SHIPPED) -> Checked:
    """The look, checked as one that is typed in. Raises Refused with what is wrong."""
    node = read(root / "demo" / "municipality.yaml", root)
    node.only("name", "accent", "logo", "contact")
    logo, contact = root / "demo" / node.word("logo"), "\n".join(node.words("contact"))
    return checked(Written(node.word("name"), contact, node.word("accent"), logo.read_bytes(), logo.name))
