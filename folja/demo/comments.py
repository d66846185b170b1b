"""What families of the demo city have written in their own words, read from content and handed to the city."""

from folja.demo.loading import period
from folja.instruments.content import SHIPPED, Node, read
from folja.web.collection.receipt import new_receipt
from folja.web.comments import actions
from folja.web.comments.models import Comment

FOLDER = SHIPPED / "demo"


def write_comments() -> None:
    """Comments that wait for their tertial's closing, and a wish."""
    node = _read()
    for unit in node.nodes("units"):
        actions.add_all(unit.word("unit"), period(node, "tertial"), unit.words("comments"))
    wish = node.node("wish")
    actions.receive_wish(new_receipt(), wish.word("unit"), wish.word("words"))


def cite_comments() -> None:
    """One comment of each unit is cited in its report, once they have been released."""
    node = _read()
    for unit in node.nodes("units"):
        words = unit.word("cited")
        released = Comment.objects.filter(
            unit=unit.word("unit"), tertial=str(period(node, "tertial")), words__startswith=words
        )
        if one := released.first():
            actions.cite(one, words, None, identifies_nobody=True)


def _read() -> Node:
    node = read(FOLDER / "comments.yaml", FOLDER)
    node.only("tertial", "wish", "units")
    return node
