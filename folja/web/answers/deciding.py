"""Where a manager decides about answers that are put aside: do they count, or are they removed?"""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from folja.web.answers import actions
from folja.web.answers.put_aside import told
from folja.web.collection.aside import aside_called
from folja.web.frame.templatetags.frame import language
from folja.web.organisation.models import Account
from folja.web.organisation.scope import scope_of

CHOICES = ("keep", "remove")


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, code: str) -> HttpResponse:
    """Asks once more before anything is done."""
    aside = aside_called(code)
    scope = scope_of(request)
    if not scope.may_manage(aside.unit) or not isinstance(request.user, Account):
        raise PermissionDenied
    families = f"{reverse('families')}?unit={aside.unit}"
    choice = request.POST.get("choice")
    if choice not in CHOICES:
        return redirect(f"{families}#put-aside")
    if "sure" in request.POST:
        actions.decide(aside, request.user, keep=choice == "keep")
        return redirect(f"{families}&decided={choice}")
    shown = {"at": scope.tree[aside.unit], "aside": told(aside, language()), "keeps": choice == "keep"}
    return render(request, "answers/decide.html", shown)
