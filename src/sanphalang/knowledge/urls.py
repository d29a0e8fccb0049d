"""Addresses of the room."""

from django.urls import path

from sanphalang.knowledge import desk_views, file_views, life_views, review_views, theme_views, tie_views, views

app_name = "knowledge"

_item = "<int:item_id>/"
_step = f"{_item}steps/<slug:step>/"
_thread = f"{_item}threads/<int:thread_id>/"
_partners = f"{_item}steps/partners/"
_pictures = f"{_item}steps/pictures/"
_files = f"{_item}steps/files/"
_theme = "themes/<int:theme_id>/"

urlpatterns = [
    path("", views.items, name="list"),
    path("new/", desk_views.add, name="add"),
    path("desk/", desk_views.work, name="work"),
    path("themes/", theme_views.themes, name="themes"),
    path("themes/new/", theme_views.add_theme, name="add_theme"),
    path(_theme, theme_views.theme, name="theme"),
    path(f"{_theme}edit/", theme_views.edit_theme, name="edit_theme"),
    path(f"{_theme}lessons/", theme_views.gather, name="gather"),
    path(f"{_theme}publish/", theme_views.publish_theme, name="publish_theme"),
    path(f"{_theme}unpublish/", theme_views.unpublish_theme, name="unpublish_theme"),
    path(f"{_theme}remove/", theme_views.remove_theme, name="remove_theme"),
    path(_item, views.page, name="page"),
    path(f"{_item}case.pdf", views.pdf, name="pdf"),
    path(f"{_item}desk/", desk_views.desk, name="desk"),
    path(f"{_item}preview/", desk_views.preview, name="preview"),
    path(f"{_item}steps/ties/", tie_views.ties, name="ties"),
    path(_partners, tie_views.partners, name="partners"),
    path(f"{_partners}organisations/", tie_views.add_partner, name="add_partner"),
    path(f"{_partners}organisations/<int:partner_id>/remove/", tie_views.remove_partner, name="remove_partner"),
    path(f"{_partners}people/", tie_views.add_participant, name="add_participant"),
    path(f"{_partners}people/<int:participant_id>/remove/", tie_views.remove_participant, name="remove_participant"),
    path(f"{_partners}names/<int:person_id>/", tie_views.name_person, name="name_person"),
    path(f"{_item}names/<int:person_id>/hide/", tie_views.unname_person, name="unname_person"),
    path(_pictures, file_views.pictures, name="pictures"),
    path(f"{_pictures}<int:picture_id>/edit/", file_views.edit_picture, name="edit_picture"),
    path(f"{_pictures}<int:picture_id>/up/", file_views.move_picture, name="move_picture"),
    path(f"{_pictures}<int:picture_id>/remove/", file_views.remove_picture, name="remove_picture"),
    path(_files, file_views.files, name="files"),
    path(f"{_files}add/", file_views.add_file, name="add_file"),
    path(f"{_files}<int:attachment_id>/remove/", file_views.remove_file, name="remove_file"),
    path(f"{_files}films/", file_views.add_video, name="add_video"),
    path(f"{_files}films/<int:video_id>/remove/", file_views.remove_video, name="remove_video"),
    path(f"{_item}pictures/<int:picture_id>/", file_views.picture, name="picture"),
    path(f"{_item}pictures/<int:picture_id>/small/", file_views.picture, {"size": "small"}, name="small_picture"),
    path(f"{_item}files/<int:attachment_id>/", file_views.attachment, name="file"),
    path(_step, desk_views.step, name="step"),
    path(f"{_step}keep/", desk_views.keep, name="keep"),
    path(f"{_step}drop/", desk_views.drop, name="drop"),
    path(f"{_item}threads/<slug:step>/", review_views.open_thread, name="open_thread"),
    path(f"{_thread}say/", review_views.add_remark, name="add_remark"),
    path(f"{_thread}resolve/", review_views.resolve_thread, name="resolve_thread"),
    path(f"{_thread}reopen/", review_views.reopen_thread, name="reopen_thread"),
    path(f"{_item}submit/", life_views.submit, name="submit"),
    path(f"{_item}send-back/", life_views.send_back, name="send_back"),
    path(f"{_item}publish/", life_views.publish, name="publish"),
    path(f"{_item}revise/", life_views.begin_revision, name="begin_revision"),
    path(f"{_item}discard/", life_views.discard, name="discard"),
    path(f"{_item}withdraw/", life_views.withdraw, name="withdraw"),
    path(f"{_item}restore/", life_views.restore, name="restore"),
    path(f"{_item}versions/<int:number>/", life_views.version, name="version"),
    path(f"{_item}versions/<int:number>/changes/", review_views.changes, name="changes"),
    path(f"{_item}versions/<int:number>/remove/", life_views.remove_version, name="remove_version"),
]
HELP = {
    "knowledge": "list add work page desk preview ties partners name_person pictures edit_picture files add_file step "
    "send_back publish discard withdraw open_thread version changes remove_version",
    "lessons": "themes add_theme theme edit_theme gather remove_theme",
}
