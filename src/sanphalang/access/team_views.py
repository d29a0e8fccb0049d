"""The people of a centre, or of the national team: who they are, until when, and what a coordinator does about it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sanphalang.access.answering import answering_refusals, viewer_of
from sanphalang.access.answers import centre_behind
from sanphalang.access.grants import change_end, end_grant, give_grant, latest_end
from sanphalang.access.lost_factor import has_second_factors
from sanphalang.access.models import Centre
from sanphalang.access.policy import Refused, lacks_only_second_factor
from sanphalang.access.roles import Act, Role
from sanphalang.access.team import NATIONAL, Colleague, colleague, roles_held_by, team_of
from sanphalang.access.team_forms import EndForm, RoleForm
from sanphalang.access.team_tables import former_table, team_table
from sanphalang.access.words import ROLES, WHAT_FOR
from sanphalang.places.names import own_name


@require_safe
@answering_refusals
def team(request: HttpRequest, code: str) -> HttpResponse:
    """Who works here, who is invited, who was here."""
    centre = centre_behind(code)
    viewer = viewer_of(request)
    found = team_of(viewer, centre)
    context = about(centre, code) | {
        "team": found,
        "needs_second_step": lacks_only_second_factor(viewer, Act.GRANTS_GIVE),
        "table": team_table(found, code),
        "former": former_table(found, code) if found.former else None,
        "roles": [
            {"label": ROLES[role], "value": WHAT_FOR[role]} for role in ROLES if role.is_national == (code == NATIONAL)
        ],
    }
    return render(request, "access/team.html", context)


@require_safe
@answering_refusals
def member(request: HttpRequest, code: str, grant_id: int) -> HttpResponse:
    """One role of one colleague, with what can be done about it."""
    return _member_page(request, code, grant_id)


@require_POST
@answering_refusals
def change(request: HttpRequest, code: str, grant_id: int) -> HttpResponse:
    """Let the role last until another day."""
    centre = centre_behind(code)
    viewer = viewer_of(request)
    found = _found(request, centre, grant_id)
    form = EndForm(request.POST, limit=latest_end(viewer, centre))
    if not form.is_valid():
        return _member_page(request, code, grant_id, end_form=form)
    change_end(viewer, grant_id, form.ends_at)
    return _back(request, code, _("Saved. The role of %(name)s has another end now.") % {"name": found.name})


@require_POST
@answering_refusals
def give(request: HttpRequest, code: str, grant_id: int) -> HttpResponse:
    """Give the colleague one more role."""
    centre = centre_behind(code)
    viewer = viewer_of(request)
    found = _found(request, centre, grant_id)
    team_roles = team_of(viewer, centre).givable
    form = RoleForm(request.POST, limit=latest_end(viewer, centre), roles=team_roles)
    if not form.is_valid():
        return _member_page(request, code, grant_id, role_form=form)
    role = Role(form.cleaned_data["role"])
    give_grant(viewer, user_id=found.user_id, role=role, centre=centre, ends_at=form.ends_at)
    return _back(request, code, _("%(name)s has one more role: %(role)s.") % {"name": found.name, "role": ROLES[role]})


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def end(request: HttpRequest, code: str, grant_id: int) -> HttpResponse:
    """Take the role back: asked once."""
    centre = centre_behind(code)
    found = _found(request, centre, grant_id)
    if request.method == "POST":
        end_grant(viewer_of(request), grant_id)
        return _back(request, code, _("The role of %(name)s has ended.") % {"name": found.name})
    names = {"name": found.name, "role": ROLES[found.role]}
    context = {
        "title": _("End a role"),
        "question": _("Shall the role “%(role)s” of %(name)s end now?") % names,
        "consequences": [
            _("What the role allows is closed at the next page that %(name)s opens.") % names,
            _("Everything that was written stays, with its history."),
        ],
        "undo": _("The role can be given again at any time, by an invitation."),
        "submit": _("End the role"),
        "cancel": reverse("centres:member", args=[code, grant_id]),
        "crumbs": crumbs(centre, code),
        "fields": [],
    }
    return render(request, "web/confirm.html", context)


def about(centre: Centre | None, code: str) -> dict[str, Any]:
    """Return what every page of a team shows: whose it is, and the way back."""
    name = own_name(centre) if centre else _("The national team")
    return {"centre": centre, "code": code, "centre_name": name, "crumbs": crumbs(centre, code)}


def crumbs(centre: Centre | None, code: str) -> list[dict[str, str]]:
    """Return where a page of a team stands."""
    found = [{"label": _("Centres"), "url": reverse("centres:list")}]
    if centre is not None:
        found.append({"label": own_name(centre), "url": reverse("centres:page", args=[code])})
    return [*found, {"label": _("Colleagues and roles"), "url": reverse("centres:team", args=[code])}]


def _member_page(
    request: HttpRequest,
    code: str,
    grant_id: int,
    *,
    end_form: EndForm | None = None,
    role_form: RoleForm | None = None,
) -> HttpResponse:
    centre, viewer = centre_behind(code), viewer_of(request)
    found = _found(request, centre, grant_id)
    limit = latest_end(viewer, centre)
    held = roles_held_by(found.user_id, centre)
    more = [role for role in team_of(viewer, centre).givable if role not in held]
    may_change = found.may_change and not found.is_self
    context = about(centre, code) | {
        "found": found,
        "role": ROLES[found.role],
        "what_for": WHAT_FOR[found.role],
        "has_second_step": found.looked_after and has_second_factors(found.user_id),
        "end_form": (end_form or EndForm(limit=limit)) if may_change else None,
        "role_form": (role_form or RoleForm(limit=limit, roles=more)) if more and not found.is_self else None,
    }
    return render(request, "access/member.html", context)


def _found(request: HttpRequest, centre: Centre | None, grant_id: int) -> Colleague:
    viewer = viewer_of(request)
    if not team_of(viewer, centre).givable:
        raise Refused(_("Roles are given and taken back by the coordinators of the centre."))
    found = colleague(viewer, centre, grant_id)
    if found is None:
        raise Http404
    return found


def _back(request: HttpRequest, code: str, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("centres:team", code)
