"""Who asks: a bearer of a token that holds, and that does not ask too often. No cookie opens anything here."""

from django.http import HttpRequest
from ninja.security import HttpBearer

from folja.vocabulary.clock import today
from folja.vocabulary.problem import Problem, problem
from folja.web.api import actions
from folja.web.api.problems import NO_TOKEN, Unanswered
from folja.web.api.tokens import Caller, caller, token_that_holds
from folja.web.organisation.throttle import Throttle

MOST, WINDOW = 120, 60  # questions of one token, in so many seconds

questions = Throttle(most=MOST, window=WINDOW)


class Bearer(HttpBearer):
    """Authorization: Bearer folja_…"""

    def __call__(self, request: HttpRequest) -> Caller:
        found: Caller | None = super().__call__(request)
        if found is None:
            raise Unanswered(401, NO_TOKEN, headers={"WWW-Authenticate": "Bearer"})
        return found

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:  # noqa: ARG002
        held = token_that_holds(token, today())
        if held is None:
            return None
        if seconds := questions.wait(str(held.pk)):
            raise Unanswered(429, _too_often(seconds), headers={"Retry-After": str(seconds)})
        actions.used(held, today())
        return caller(held)


def _too_often(seconds: int) -> Problem:
    return problem(
        "",
        sv=f"Nyckeln har frågat {MOST} gånger på en minut. Vänta {seconds} sekunder.",
        en=f"this token has asked {MOST} times within a minute; wait {seconds} seconds",
    )
