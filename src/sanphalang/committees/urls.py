"""Addresses of the room."""

from django.urls import path

from sanphalang.committees import meeting_views, member_views, order_views, post_views, views

app_name = "committees"

_committee = "<int:committee_id>/"
_order = f"{_committee}orders/<int:order_id>/"
_member = f"{_committee}members/<int:membership_id>/"
_meeting = f"{_committee}meetings/<int:number>/"
_resolution = f"{_meeting}resolutions/<int:resolution>/"
_post = "posts/<int:post_id>/"

urlpatterns = [
    path("", views.committees, name="list"),
    path("new/", views.add, name="add"),
    path("pick-person/", views.pick_person, name="pick_person"),
    path("pick-body/", views.pick_body, name="pick_body"),
    path("pick-organisation/", views.pick_organisation, name="pick_organisation"),
    path(_committee, views.page, name="page"),
    path(f"{_committee}edit/", views.edit, name="edit"),
    path(f"{_committee}end/", views.end, name="end"),
    path(f"{_committee}reopen/", views.reopen, name="reopen"),
    path(f"{_committee}print/", views.print_members, name="print"),
    path(f"{_committee}orders/new/", order_views.add, name="add_order"),
    path(_order, order_views.order, name="order"),
    path(f"{_order}edit/", order_views.edit, name="edit_order"),
    path(f"{_order}sign/", order_views.sign, name="sign_order"),
    path(f"{_order}redraft/", order_views.redraft, name="redraft_order"),
    path(f"{_order}file/", order_views.file, name="order_file"),
    path(f"{_order}publish-file/", order_views.publish_file, name="publish_order_file"),
    path(f"{_order}hide-file/", order_views.hide_file, name="hide_order_file"),
    path(f"{_committee}members/new/", member_views.add, name="add_member"),
    path(_member, member_views.member, name="member"),
    path(f"{_member}edit/", member_views.edit, name="edit_member"),
    path(f"{_member}end/", member_views.end, name="end_term"),
    path(f"{_member}publish/", member_views.publish, name="publish_member"),
    path(f"{_member}hide/", member_views.hide, name="hide_member"),
    path(f"{_member}remove/", member_views.remove, name="remove_member"),
    path(f"{_committee}meetings/new/", meeting_views.add, name="add_meeting"),
    path(_meeting, meeting_views.meeting, name="meeting"),
    path(f"{_meeting}edit/", meeting_views.edit, name="edit_meeting"),
    path(f"{_meeting}print/", meeting_views.print_meeting, name="print_meeting"),
    path(f"{_meeting}minutes/", meeting_views.minutes, name="minutes"),
    path(f"{_meeting}resolutions/new/", meeting_views.add_resolution, name="add_resolution"),
    path(f"{_resolution}edit/", meeting_views.edit_resolution, name="edit_resolution"),
    path(f"{_resolution}follow-up/", meeting_views.follow_up, name="follow_up"),
    path("posts/new/", post_views.add, name="add_post"),
    path(_post, post_views.post, name="post"),
    path(f"{_post}edit/", post_views.edit, name="edit_post"),
    path(f"{_post}end/", post_views.end, name="end_post"),
    path(f"{_post}remove/", post_views.remove, name="remove_post"),
]
HELP = {
    "committees": "list add page edit end reopen print add_order order edit_order sign_order redraft_order "
    "publish_order_file add_member member edit_member end_term publish_member hide_member remove_member "
    "add_meeting meeting edit_meeting print_meeting add_resolution edit_resolution follow_up add_post "
    "post edit_post end_post remove_post",
}
