"""Addresses of the centres and of their people. ``national`` stands for the national team."""

from django.urls import path

from sanphalang.access import account_views, centre_views, invitation_views, password_views, team_views

app_name = "centres"
urlpatterns = [
    path("", centre_views.centre_list, name="list"),
    path("<str:code>/", centre_views.page, name="page"),
    path("<str:code>/edit/", centre_views.edit, name="edit"),
    path("<str:code>/team/", team_views.team, name="team"),
    path("<str:code>/team/invite/", invitation_views.new, name="invite"),
    path("<str:code>/team/<int:grant_id>/", team_views.member, name="member"),
    path("<str:code>/team/<int:grant_id>/until/", team_views.change, name="change"),
    path("<str:code>/team/<int:grant_id>/more/", team_views.give, name="give"),
    path("<str:code>/team/<int:grant_id>/end/", team_views.end, name="end"),
    path("<str:code>/team/<int:grant_id>/close/", account_views.close, name="close"),
    path("<str:code>/team/<int:grant_id>/reopen/", account_views.reopen, name="reopen"),
    path("<str:code>/team/<int:grant_id>/second-step/", account_views.remove_second_step, name="remove_second_step"),
    path("<str:code>/team/<int:grant_id>/password/", password_views.make_link, name="password_link"),
    path("<str:code>/team/invitations/<int:invitation_id>/renew/", invitation_views.renew, name="renew"),
    path("<str:code>/team/invitations/<int:invitation_id>/withdraw/", invitation_views.withdraw, name="withdraw"),
]
HELP = {
    "centres": "list page edit",
    "colleagues": "team invite member change give end close reopen remove_second_step password_link renew withdraw",
}
