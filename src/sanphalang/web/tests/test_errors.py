"""Error pages say what happened and what to do, in both languages."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseNotAllowed
from django.test import RequestFactory
from django.utils import translation
from django.views.csrf import csrf_failure

from sanphalang.web import errors
from sanphalang.web.language import LanguageMiddleware
from sanphalang.web.tests.shell import DATA_MANAGER, NOBODY


def _forbidden(viewer: SimpleNamespace, reason: str = "") -> str:
    request = RequestFactory().get("/imports/")
    request.shown_to = viewer  # type: ignore[attr-defined]
    return errors.forbidden(request, PermissionDenied(reason) if reason else None).content.decode()


@pytest.mark.parametrize(
    ("language", "said", "next_step"),
    [("th", "ไม่พบหน้านี้", "กรุณาตรวจที่อยู่อีกครั้ง"), ("en", "There is no such page", "Please check the address")],
)
def test_a_missing_page_says_so_and_what_to_do(language: str, said: str, next_step: str) -> None:
    response = LanguageMiddleware(errors.not_found)(RequestFactory().get(f"/no-such-page/?lang={language}"))
    assert isinstance(response, HttpResponse)
    html = response.content.decode()
    assert response.status_code == 404
    assert f"<title>{said}" in " ".join(html.split()).replace("<title> ", "<title>")
    assert next_step in html
    assert f'<html lang="{language}">' in html


def test_nobody_is_offered_to_sign_in() -> None:
    with translation.override("th"):
        html = _forbidden(NOBODY)
    assert "กรุณาเข้าสู่ระบบด้วยบัญชีที่มีหน้าที่ในเรื่องนี้" in html
    assert "/accounts/login/?next=%2Fimports%2F" in html


def test_a_signed_in_person_is_told_whom_to_ask() -> None:
    with translation.override("th"):
        html = _forbidden(DATA_MANAGER)
    assert "กรุณาแจ้งผู้ประสานงานของศูนย์เพื่อขอสิทธิ์" in html
    assert "/accounts/login/" not in html


def test_a_refusal_s_own_sentence_is_shown() -> None:
    with translation.override("th"):
        html = _forbidden(DATA_MANAGER, "พื้นที่นี้อยู่ในความดูแลของศูนย์ขอนแก่น <b>")
    assert "พื้นที่นี้อยู่ในความดูแลของศูนย์ขอนแก่น &lt;b&gt;" in html


@pytest.mark.parametrize(
    ("handler", "status", "said"),
    [(errors.server_error, 500, "ขออภัย ระบบขัดข้องชั่วคราว"), (errors.bad_request, 400, "ระบบไม่เข้าใจคำขอนี้")],
)
def test_these_pages_need_neither_database_nor_viewer(handler: object, status: int, said: str) -> None:
    with translation.override("th"):
        response = handler(RequestFactory().get("/"))  # type: ignore[operator]
    assert response.status_code == status
    assert said in response.content.decode()
    assert 'href="/"' in response.content.decode()


def test_a_form_that_was_open_too_long_says_what_to_do() -> None:
    request = RequestFactory().post("/organisations/")
    with translation.override("th"):
        response = csrf_failure(request)
    assert response.status_code == 403
    assert "แบบฟอร์มเปิดไว้นานเกินไป" in response.content.decode()


def test_error_pages_keep_the_content_policy() -> None:
    html = _forbidden(DATA_MANAGER) + errors.server_error(RequestFactory().get("/")).content.decode()
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", html)


def test_the_header_names_who_is_signed_in_and_offers_to_sign_out() -> None:
    with translation.override("th"):
        html = _forbidden(DATA_MANAGER)
    assert '<p class="menu-note">สมศรี ใจดี</p>' in html
    assert 'action="/accounts/logout/"' in html
    assert "csrfmiddlewaretoken" in html


def test_the_sign_in_page_does_not_lead_back_to_itself() -> None:
    html = errors.not_found(RequestFactory().get("/accounts/login/?next=/x/")).content.decode()
    assert 'href="/accounts/login/"' in html
    assert "next=%2Faccounts" not in html


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_opens_the_address_of_a_button_reads_what_to_do(method: str) -> None:
    request = getattr(RequestFactory(), method)("/accounts/logout/")
    with translation.override("th"):
        answer = errors.NotAllowedMiddleware(lambda _request: HttpResponseNotAllowed(["POST"]))(request)
    assert isinstance(answer, HttpResponse)
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert ("กรุณาเปิดหน้าที่มีปุ่มนั้น" in answer.content.decode()) == (method == "get")
