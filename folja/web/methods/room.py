"""The writing room of one method: its questions with where each stands, who writes, and what may be done."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from folja.methods.method import Answer, Method, is_answered
from folja.methods.profile import ElementProfile, profile
from folja.methods.typology import Element, Question, Typology, shipped
from folja.vocabulary.unit import Unit
from folja.web.methods.actions import Place, may_delete
from folja.web.methods.models import MethodReference, MethodRemark, MethodText, MethodTurn, StoredMethod
from folja.web.methods.stored import (
    answer_of,
    claims_of,
    copies_of,
    draft,
    edition_of,
    latest_texts,
    latest_turn,
    published,
    references_of,
    remarks_of,
    stored_method,
    writers,
)
from folja.web.organisation.models import Account
from folja.web.organisation.scope import Scope, scope_of

State = Literal["empty", "begun", "writing", "done"]


@dataclass(frozen=True)
class Asked:
    """One question in the room. `others` write in it just now; `open_remarks` are those nobody has seen to."""

    question: Question
    text: MethodText | None
    others: tuple[Account, ...]
    open_remarks: int

    @property
    def answer(self) -> Answer:
        return answer_of(self.text)

    @property
    def version(self) -> int:
        return self.text.version if self.text else 0

    @property
    def state(self) -> State:
        if self.others:
            return "writing"
        if is_answered(self.question, self.answer):
            return "done"
        return "empty" if self.answer.is_empty else "begun"


@dataclass(frozen=True)
class AskedElement:
    """One element with its questions as they stand."""

    element: Element
    profile: ElementProfile
    questions: tuple[Asked, ...]

    @property
    def done(self) -> int:
        return sum(one.state == "done" for one in self.questions)

    @property
    def is_done(self) -> bool:
        return self.done == len(self.questions)

    @property
    def how_far(self) -> str:
        """3 av 8."""
        return _("%(done)s av %(all)s") % {"done": self.done, "all": len(self.questions)}


@dataclass(frozen=True)
class Room:
    """One method as somebody who describes it has it before them."""

    typology: Typology
    stored: StoredMethod
    unit: Unit
    scope: Scope
    account: Account

    @cached_property
    def texts(self) -> Mapping[str, MethodText]:
        return latest_texts(self.stored)

    @cached_property
    def method(self) -> Method:
        return draft(self.stored, self.texts)

    @cached_property
    def published(self) -> Method | None:
        """What everybody reads; None until something is published."""
        edition = edition_of(self.stored) if self.stored.edition else None
        return published(edition) if edition else None

    def version_of(self, key: str) -> int:
        return self.texts[key].version if key in self.texts else 0

    @cached_property
    def remarks(self) -> list[MethodRemark]:
        return remarks_of(self.stored)

    @cached_property
    def references(self) -> list[MethodReference]:
        return references_of(self.stored)

    @cached_property
    def turn(self) -> MethodTurn | None:
        return latest_turn(self.stored)

    @cached_property
    def asking(self) -> MethodTurn | None:
        """Who asked for the latest review."""
        return latest_turn(self.stored, MethodTurn.Kind.ASKED)

    @cached_property
    def removal(self) -> MethodTurn | None:
        """That words were taken out of the draft for good, until it goes on."""
        turn = latest_turn(self.stored, *MethodTurn.Kind)
        return turn if turn is not None and turn.kind == MethodTurn.Kind.REMOVED else None

    @cached_property
    def writers(self) -> list[Account]:
        """Who has written since the last edition."""
        return writers(self.stored)

    @cached_property
    def writing(self) -> Mapping[str, list[Account]]:
        """Who else writes just now, by question, or in what the method is called."""
        claims = claims_of(self.stored)
        return {key: [one for one in writing if one != self.account] for key, writing in claims.items()}

    @cached_property
    def elements(self) -> tuple[AskedElement, ...]:
        """All of them, in the order they are asked."""
        profiles = {one.element.code: one for one in profile(self.typology, self.method)}
        return tuple(
            AskedElement(
                element,
                profiles[element.code],
                tuple(self._asked(one) for one in element.questions),
            )
            for element in self.typology.elements
        )

    def _asked(self, question: Question) -> Asked:
        others = tuple(self.writing.get(question.code, ()))
        left = sum(one.key == question.code and not one.is_done for one in self.remarks)
        return Asked(question, self.texts.get(question.code), others, left)

    @property
    def asked(self) -> tuple[Asked, ...]:
        return tuple(one for element in self.elements for one in element.questions)

    @property
    def done(self) -> int:
        return sum(element.done for element in self.elements)

    @property
    def how_far(self) -> str:
        """34 av 58 frågor har svar."""
        return _("%(done)s av %(all)s frågor har svar") % {"done": self.done, "all": len(self.asked)}

    @property
    def next_question(self) -> Asked | None:
        """The first that is not answered."""
        return next((one for one in self.asked if one.state != "done"), None)

    @property
    def is_locked(self) -> bool:
        """Whether nothing can be changed: it waits to be reviewed, or is, or its unit has ended."""
        return self.stored.state != StoredMethod.State.DRAFT or not self.may_write

    @property
    def may_write(self) -> bool:
        return self.scope.may_describe(self.unit.code)

    @property
    def has_ended(self) -> bool:
        return self.unit.code in self.scope.ended

    @property
    def takes_over(self) -> tuple[Unit, ...]:
        """The units that its reader may take the method over to."""
        return self.scope.takes_over(self.unit.code)

    @property
    def waits(self) -> bool:
        return self.stored.state == StoredMethod.State.ASKED

    @property
    def is_reviewed(self) -> bool:
        return self.stored.state == StoredMethod.State.REVIEWED

    @property
    def sent_back(self) -> MethodTurn | None:
        """What is to be made better, until a review is asked for again."""
        return self.turn if self.turn is not None and self.turn.kind == MethodTurn.Kind.SENT_BACK else None

    @property
    def may_review(self) -> bool:
        has_asked = self.asking is not None and self.asking.by == self.account
        return self.waits and self.may_write and not has_asked and self.account not in self.writers

    @property
    def may_delete(self) -> bool:
        """Whether it was never published, and its reader has written in it or manages the unit."""
        return not self.is_locked and may_delete(self.stored, self.account)

    @property
    def lives_on(self) -> bool:
        """Whether what is taken out of the draft may still stand in editions or in copies."""
        return bool(self.stored.edition or copies_of([self.stored.key]))

    @property
    def may_publish(self) -> bool:
        return self.is_reviewed and self.may_write and (self.may_manage or self.scope.develops)

    @property
    def may_manage(self) -> bool:
        return self.scope.may_manage(self.unit.code)

    def place(self, question: str) -> Place:
        return Place(self.stored.key, question)

    def question(self, code: str) -> Asked:
        """The question of that code. Raises Http404."""
        found = next((one for one in self.asked if one.question.code == code), None)
        if found is None:
            raise Http404
        return found

    def element_of(self, one: Asked) -> AskedElement:
        return next(element for element in self.elements if one in element.questions)

    def after(self, one: Asked) -> Asked | None:
        """The question that follows; none after the last."""
        place = self.asked.index(one) + 1
        return self.asked[place] if place < len(self.asked) else None


def room_of(request: HttpRequest, key: str, *, may_be_taken_over: bool = False) -> Room:
    """The room of an address. Raises Http404 for who neither describes methods at the unit nor reads its rooms.

    The room of a unit that has ended is read, and nothing is sent there but, where it `may_be_taken_over`, that.
    """
    stored, scope, account = stored_method(key), scope_of(request), request.user
    if stored is None or not isinstance(account, Account) or not scope.may_read_rooms(stored.unit):
        raise Http404
    is_taken_over = may_be_taken_over and request.POST.get("act") == "take_over"
    if request.method == "POST" and not scope.may_describe(stored.unit) and not is_taken_over:
        raise Http404
    return Room(shipped(), stored, scope.tree[stored.unit], scope, account)
