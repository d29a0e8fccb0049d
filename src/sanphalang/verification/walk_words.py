"""What the walk's script says: whole sentences with named gaps, translated here, in the language of the page."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

Words = dict[str, str | tuple[str, str]]


def walk_words() -> Words:
    """Return every sentence by its key; where a number chooses, the one for 1 and the one for all others."""
    one, many = _counted(1), _counted(2)
    return {**_list(), **_answer(), **_fields(), **_extras(), **_what_became(), **_device()} | {
        key: (one[key], many[key]) for key in one
    }


def _counted(n: int) -> dict[str, str]:
    return {
        "near": ngettext("{n} place near you", "{n} places near you", n),
        "left": ngettext("{n} place left", "{n} places left", n),
        "more": ngettext("Show {n} more", "Show {n} more", n),
        "answered": ngettext("{n} answer", "{n} answers", n),
        "troubled": ngettext("{n} answer needs you", "{n} answers need you", n),
        "members": ngettext("{n} member", "{n} members", n),
        "not_confirmed_for": ngettext("Not confirmed for {n} month", "Not confirmed for {n} months", n),
        "offline_waiting": ngettext(
            "No signal. {n} answer is kept on this telephone and goes by itself when there is a signal.",
            "No signal. {n} answers are kept on this telephone and go by themselves when there is a signal.",
            n,
        ),
        "gone_waiting": ngettext(
            "You are signed out. {n} answer is kept on this telephone; sign in, and it will be sent.",
            "You are signed out. {n} answers are kept on this telephone; sign in, and they will be sent.",
            n,
        ),
        "sending": ngettext("Sending; {n} answer to go", "Sending; {n} answers to go", n),
        "waiting": ngettext("{n} answer waits to be sent", "{n} answers wait to be sent", n),
        "others": ngettext(
            "Somebody else has {n} unsent answer on this telephone. It will be sent when that person signs in "
            "here, and is "
            "erased after 30 days.",
            "Somebody else has {n} unsent answers on this telephone. They will be sent when that person signs in "
            "here, and "
            "are erased after 30 days.",
            n,
        ),
        "erase_question": ngettext(
            "The list is erased from this telephone, and {n} answer that was not sent yet is lost.",
            "The list is erased from this telephone, and {n} answers that were not sent yet are lost.",
            n,
        ),
    }


def _list() -> dict[str, str]:
    return {
        "round": _("{name} · until {day}"),
        "progress": _("{done} of {all} answered"),
        "all_done": _("Every place is answered. Thank you."),
        "village": _("Village"),
        "every_village": _("Every village"),
        "near_first": _("Nearest first"),
        "near_again": _("Where am I now"),
        "far_metres": _("{m} metres away"),
        "far_kilometres": _("{km} kilometres away"),
        "never_confirmed": _("Never confirmed"),
        "confirmed_on": _("Last confirmed {day}"),
        "members_unknown": _("Members unknown"),
        "founded": _("Founded {year}"),
        "refused": _("The last answer was not taken: {why}"),
        "offline": _("No signal. You can go on: answers are kept on this telephone."),
        "gone_link": _("You are signed out. Sign in to fetch your list."),
        "no_access": _("No places are assigned to you any more. If this is a mistake, please ask your coordinator."),
        "send_now": _("Send now"),
        "sign_in": _("Sign in"),
        "why_no_task": _("Nothing to look after now"),
        "why_no_task_do": _("When a coordinator assigns places to you, they will be here."),
        "why_no_list": _("There is no list on this telephone"),
        "why_no_list_do": _("Open this page once where there is a signal; from then on it works without one."),
        "why_expired": _("The list was too old and has been erased from this telephone"),
        "why_expired_do": _("Open this page where there is a signal to fetch a fresh one. Unsent answers are kept."),
        "why_coming": _("Your list is being fetched"),
        "why_coming_do": _("This takes a moment. Afterwards it works without a signal."),
        "why_checking": _("The sign-in has ended since the list was fetched"),
        "why_checking_do": _("Open this page where there is a signal. Unsent answers are kept."),
        "why_erased": _("Everything has been erased from this telephone"),
        "why_erased_do": _("Open this page where there is a signal to fetch the list again."),
        "why_gone": _("You are signed out"),
        "why_gone_do": _("The list has been erased from this telephone. It comes back when you sign in."),
        "why_refused": _("No places are assigned to you any more"),
        "why_refused_do": _(
            "The list has been erased from this telephone. Please ask your coordinator if that is a mistake."
        ),
    }


def _answer() -> dict[str, str]:
    return {
        "confirm": _("Still there, all correct"),
        "correct": _("Correct it"),
        "gone": _("Moved / closed / not found"),
        "confirm_more": _("Confirm with a photograph or a note"),
        "how_confirmed": _("Still there, and what is known is correct."),
        "how_corrected": _("Still there, but something has changed."),
        "how_gone": _("It is not here, or not any more."),
        "what_happened": _("What happened?"),
        "choose_moved": _("It has moved"),
        "choose_closed": _("It has closed"),
        "choose_not_found": _("I could not find it"),
        "note_help_gone": _("For example whom you asked."),
        "keep": _("Keep the answer"),
        "back": _("Back to the list"),
        "wrong_outcome": _("Please choose what happened."),
        "wrong_nothing": _("Nothing has been changed. If all is correct, go back and confirm it."),
        "kept": _("Kept: {name}"),
        "undo": _("Take the answer back"),
        "undone": _("The answer is taken back."),
        "undo_late": _("This answer is on its way already and can no longer be undone here."),
        "full": _(
            "This telephone has no room left, so the answer was not kept. Leave the photograph out, or free some room."
        ),
        "not_kept": _(
            "The answer could not be kept on this telephone. What you wrote is still here; please try again."
        ),
        "understood": _("Understood"),
    }


def _fields() -> dict[str, str]:
    return {
        "field_name": _("Name"),
        "field_members": _("Members"),
        "field_founded": _("Year founded"),
        "field_activity": _("Activity"),
        "field_village": pgettext("of an address", "Village number"),
        "field_note": _("Note (if there is one)"),
        "field_where": _("Where to?"),
        "where_help": _("Subdistrict and district, or as people there say it."),
        "wrong_where": _("Please say where it has moved to. If nobody knows, choose “I could not find it”."),
        "founded_help": _("Such as 2558; Thai or Arabic digits."),
        "wrong_name": _("Please write the name."),
        "wrong_members": _("Please write the number of members in digits."),
        "wrong_founded": _("Please write the year with four digits, such as 2558 or 2015; it cannot lie ahead."),
    }


def _extras() -> dict[str, str]:
    return {
        "photo_take": _("Take a photograph"),
        "photo_another": _("Take another"),
        "photo_working": _("Making the photograph smaller"),
        "photo_kept": _("The photograph is kept"),
        "photo_remove": _("Leave the photograph out"),
        "photo_unreadable": _("This picture could not be read. Please take another, or go on without one."),
        "spot_take": _("I am there now"),
        "spot_asking": _("Looking for the spot"),
        "spot_kept": _("The spot is kept, within {m} metres"),
        "spot_remove": _("Leave the spot out"),
        "spot_denied": _(
            "This page may not know where you are, and need not: the list stays in the order of villages and "
            "names. If you "
            "change your mind, allow the position in the settings of the browser."
        ),
        "spot_none": _(
            "The spot could not be found just now. Please try again under the open sky, or go on without it."
        ),
    }


def _what_became() -> dict[str, str]:
    return {
        "said_confirmed": _("still there"),
        "said_corrected": _("corrected"),
        "said_moved": _("moved"),
        "said_closed": _("closed"),
        "said_not_found": _("not found"),
        "state_kept": _("Kept on this telephone"),
        "state_applied": _("Arrived and entered"),
        "state_waiting": _("Arrived; waits for approval"),
        "state_elsewhere": _("Answered already"),
        "trouble_over": _("The round is over, or somebody else has this place now."),
        "trouble_over_do": _("The answer cannot be sent. Tell your coordinator if it matters, then discard it."),
        "trouble_wrong": _("The answer could not be taken as it is."),
        "trouble_wrong_do": _("It is still here. Correct it and it will be sent again, or discard it."),
        "trouble_changed": _("Somebody has changed the record since you fetched the list."),
        "trouble_changed_do": _(
            "The answer is still here. Look at what the record says now and answer again, or discard it."
        ),
        "again": _("Answer again"),
        "discard": _("Discard"),
        "discard_question": _("The answer about {name} is lost if you discard it."),
        "keep_it": _("Keep it"),
    }


def _device() -> dict[str, str]:
    return {
        "device": _("This telephone"),
        "ready": _("The list is on this telephone. It works without a signal, also after the browser was closed."),
        "not_ready": _("Preparing this telephone for places without a signal"),
        "erase": _("Erase everything from this telephone"),
        "erase_question_none": _("The list is erased from this telephone. Nothing that was not sent is lost."),
    }
