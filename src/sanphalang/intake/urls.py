"""Addresses of the room."""

from django.urls import path

from sanphalang.intake import views, views_acts, views_files, views_rows

app_name = "intake"
urlpatterns = [
    path("", views.imports, name="list"),
    path("new/", views.new, name="new"),
    path("template.xlsx", views_files.template, name="template"),
    path("template-people.xlsx", views_files.template, {"kind": "people"}, name="template_of_people"),
    path("template-memberships.xlsx", views_files.template, {"kind": "memberships"}, name="template_of_memberships"),
    path("template-cases.xlsx", views_files.template, {"kind": "knowledge"}, name="template_of_cases"),
    path("<int:batch_id>/", views.batch, name="batch"),
    path("<int:batch_id>/columns/", views_rows.columns, name="columns"),
    path("<int:batch_id>/rows/", views_rows.rows, name="rows"),
    path("<int:batch_id>/rows/<int:number>/", views_rows.row, name="row"),
    path("<int:batch_id>/annotated.xlsx", views_files.annotated, name="annotated"),
    path("<int:batch_id>/to-fix.xlsx", views_files.to_fix, name="to_fix"),
    path("<int:batch_id>/bring-in/", views_acts.bring_in, name="bring_in"),
    path("<int:batch_id>/withdraw/", views_acts.withdraw, name="withdraw"),
    path("<int:batch_id>/check-again/", views_acts.check_again, name="check_again"),
    path("<int:batch_id>/carry-on/", views_acts.carry_on, name="carry_on"),
    path("<int:batch_id>/sheet/", views_acts.choose_sheet, name="choose_sheet"),
    path("<int:batch_id>/heading/", views_acts.choose_header, name="choose_header"),
    path("<int:batch_id>/answer/", views_acts.answer_guess, name="answer_guess"),
    path("<int:batch_id>/places/", views_acts.answer_places, name="answer_places"),
    path("<int:batch_id>/decide/", views_acts.decide, name="decide"),
]
HELP = {
    "lists": "list new batch columns rows row withdraw",
}
