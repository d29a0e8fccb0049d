"""Pictures, files and films of a draft: check, change, record."""

from __future__ import annotations

from typing import IO, Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from sanphalang.access.viewer import Viewer
from sanphalang.access.writing import CannotBeError, NoSuchRecordError
from sanphalang.files.papers import DOCUMENTS, paper_type
from sanphalang.files.pictures import clean_picture, smaller
from sanphalang.files.storage import keep_file
from sanphalang.knowledge.models import Attachment, Picture, Version, Video
from sanphalang.knowledge.rules import MOST_FILES, MOST_PICTURES, MOST_VIDEOS
from sanphalang.knowledge.writing import differing, locked, told, touch, working, write_down

SMALL_SIDE = 640
"""Pixels of the longer side of a picture in a list."""


def add_picture(viewer: Viewer, item_id: int, file: IO[bytes], *, alt: str, caption: str = "") -> int:
    """Add a picture to the draft, written anew. Raises ``NotAPicture``."""
    clean = clean_picture(file)
    little = smaller(clean, SMALL_SIDE)
    kept, small = keep_file([clean.jpeg]), keep_file([little.jpeg])
    with transaction.atomic():
        version = _draft(viewer, item_id)
        _check_room(version.pictures.count(), MOST_PICTURES)
        last = version.pictures.aggregate(last=Max("number"))["last"] or 0
        picture = Picture.objects.create(
            version=version,
            number=last + 1,
            file=kept,
            small=small,
            width=clean.width,
            height=clean.height,
            alt=alt,
            caption=caption,
        )
        _noted(viewer, "add_picture", version, about=picture.pk, alt=alt, caption=caption)
    return picture.pk


def edit_picture(viewer: Viewer, item_id: int, picture_id: int, *, alt: str, caption: str) -> None:
    """Change the words of a picture."""
    with transaction.atomic():
        version = _draft(viewer, item_id)
        picture = _one(version.pictures.filter(pk=picture_id))
        changes = differing(picture, {"alt": alt, "caption": caption})
        if changes:
            picture.alt, picture.caption = alt, caption
            picture.save(update_fields=["alt", "caption"])
            touch(version)
            changes = {"about": [None, picture_id], **changes}
            write_down(viewer, "edit_picture", item_id, version.place, told(changes))


def move_picture_up(viewer: Viewer, item_id: int, picture_id: int) -> None:
    """Put a picture before the one that stands before it; the first one stands for the item in lists."""
    with transaction.atomic():
        version = _draft(viewer, item_id)
        pictures = list(version.pictures.all())
        at = next((at for at, each in enumerate(pictures) if each.pk == picture_id), 0)
        if at == 0:
            return
        pictures[at - 1], pictures[at] = pictures[at], pictures[at - 1]
        for number, picture in enumerate(pictures, start=1):
            picture.number = number
        Picture.objects.bulk_update(pictures, ["number"])
        _noted(viewer, "move_picture", version, about=picture_id)


def remove_picture(viewer: Viewer, item_id: int, picture_id: int) -> None:
    """Take a picture out of the draft; its bytes go with the daily cleaning when nothing names them any more."""
    _remove(viewer, item_id, "remove_picture", Picture, picture_id)


def add_file(viewer: Viewer, item_id: int, upload: UploadedFile[Any], *, title: str) -> int:
    """Add a document to the draft. What it is tells its content, not its name."""
    file_type = paper_type(upload.file, DOCUMENTS)  # type: ignore[arg-type]  # an upload has a file
    if not file_type:
        raise CannotBeError(_("This is no PDF, Word, Excel or PowerPoint file. Please choose such a file."))
    kept = keep_file(upload.chunks())
    with transaction.atomic():
        version = _draft(viewer, item_id)
        _check_room(version.attachments.count(), MOST_FILES)
        made = Attachment.objects.create(version=version, file=kept, file_type=file_type, title=title)
        _noted(viewer, "add_file", version, about=made.pk, title=title)
    return made.pk


def remove_attachment(viewer: Viewer, item_id: int, attachment_id: int) -> None:
    """Take a document out of the draft."""
    _remove(viewer, item_id, "remove_file", Attachment, attachment_id)


def add_video(viewer: Viewer, item_id: int, *, url: str, title: str) -> int:
    """Add the link to a film to the draft."""
    with transaction.atomic():
        version = _draft(viewer, item_id)
        _check_room(version.videos.count(), MOST_VIDEOS)
        made = Video.objects.create(version=version, url=url, title=title)
        _noted(viewer, "add_video", version, about=made.pk, url=url, title=title)
    return made.pk


def remove_video(viewer: Viewer, item_id: int, video_id: int) -> None:
    """Take the link to a film out of the draft."""
    _remove(viewer, item_id, "remove_video", Video, video_id)


def _draft(viewer: Viewer, item_id: int) -> Version:
    return working(locked(viewer, item_id))


def _check_room(there: int, most: int) -> None:
    if there >= most:
        raise CannotBeError(_("There are %(count)d already; more are not kept here.") % {"count": most})


def _one(found: Any) -> Any:
    record = found.first()
    if record is None:
        raise NoSuchRecordError
    return record


def _remove(viewer: Viewer, item_id: int, verb: str, table: Any, number: int) -> None:
    with transaction.atomic():
        version = _draft(viewer, item_id)
        _one(table.objects.filter(version=version, pk=number)).delete()
        _noted(viewer, verb, version, about=number)


def _noted(viewer: Viewer, verb: str, version: Version, **values: Any) -> None:
    touch(version)
    changes = {name: ["", value] for name, value in values.items() if value != ""}
    write_down(viewer, verb, version.item_id, version.place, told(changes))
