"""Accounts, centres with their territories, grants, invitations, links for new passwords, timed sessions of staff."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

from sanphalang.access.roles import NATIONAL_ROLES, Role
from sanphalang.places.models import Place


class UserManager(BaseUserManager["User"]):
    """Makes accounts; an e-mail address is compared in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Make and save an account; without a password nobody can sign in to it."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """Find an account by its e-mail address, however it is capitalised."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """An account. What it may do stands in its grants, nowhere else."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    # Counted up to end every open session at once: an account that was closed and opened again begins without any.
    session_round = models.PositiveIntegerField(default=0)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return self.name or self.email

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Return what a web session must know to go on: it changes with the password and with the round."""
        said = f"{self.password}:{self.session_round}"
        return salted_hmac("sanphalang.access.session", said, secret=secret, algorithm="sha256").hexdigest()


class Centre(models.Model):
    """A provincial (ศปจ.) or Bangkok (ศปก.) coordination centre, which keeps the data of its territory."""

    code = models.CharField(max_length=8, unique=True)
    name_th = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160)
    # Of the office, for everybody; a person's own telephone does not belong here.
    address = models.CharField(max_length=300, blank=True)
    telephone = models.CharField(max_length=60, blank=True)
    email = models.EmailField(blank=True)
    # Written by hand: loading the reference data again leaves it alone.
    edited_at = models.DateTimeField(null=True, blank=True)
    territory = models.ManyToManyField(Place, related_name="centres")

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name_th


class Grant(models.Model):
    """A role over the territory of a centre, or over the nation when it names no centre."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=30, choices=[(role, role) for role in Role])
    centre = models.ForeignKey(Centre, null=True, blank=True, on_delete=models.PROTECT, related_name="grants")
    starts_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("user", "role", "centre"), name="one_grant_of_a_role_at_a_centre"),
            models.UniqueConstraint(
                fields=("user", "role"), condition=models.Q(centre=None), name="one_grant_of_a_role_in_the_nation"
            ),
            # A grant without a centre reaches the whole nation: a role of a centre must never lose its centre.
            models.CheckConstraint(
                condition=models.Q(centre=None, role__in=NATIONAL_ROLES)
                | models.Q(centre__isnull=False) & ~models.Q(role__in=NATIONAL_ROLES),
                name="national_roles_and_no_others_without_a_centre",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.centre_id or 'nation'}"


class Invitation(models.Model):
    """A role that waits for whoever brings the link. Of the link's secret part only a digest is kept."""

    role = models.CharField(max_length=30, choices=[(role, role) for role in Role])
    centre = models.ForeignKey(Centre, null=True, blank=True, on_delete=models.PROTECT, related_name="invitations")
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.CharField(max_length=80)  # an actor, such as user:5
    role_ends_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="invitations")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=("centre", "expires_at")),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(centre=None, role__in=NATIONAL_ROLES)
                | models.Q(centre__isnull=False) & ~models.Q(role__in=NATIONAL_ROLES),
                name="national_roles_and_no_others_invite_without_a_centre",
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} {self.centre_id or 'nation'}"


class PasswordLink(models.Model):
    """A link that sets a new password once. Of its secret part only a digest is kept.

    ``account_mark`` is what a session of the account knew when the link was made: whatever ends the sessions ends the
    link. ``made_by`` is the colleague, or empty where the account's own mailbox was sent the link.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="password_links")
    token_digest = models.CharField(max_length=64, unique=True)
    made_by = models.CharField(max_length=80, blank=True)  # an actor, such as user:5
    account_mark = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user_id} {self.expires_at:%Y-%m-%d %H:%M}"


class StaffSession(models.Model):
    """A while in which one of the national team sees private fields, for a written reason."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="staff_sessions")
    reason = models.CharField(max_length=500)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=("user", "ends_at")),)

    def __str__(self) -> str:
        return f"{self.user_id} {self.starts_at:%Y-%m-%d %H:%M}"
