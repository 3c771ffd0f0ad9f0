"""Who else comes in, tokens, and the audit, for programs."""

from typing import Any, Literal

from fastapi import APIRouter

from service.api.shapes import Asked, Limit
from service.values.actors import AccountTold, ActorRole, TokenTold
from service.values.json import Json
from service.verbs import roster, staff
from service.verbs.audit_trail import Trace, trail
from service.verbs.retention import Due, due, erase_due
from service.web.asking import Administrator, At, Coordinator, WholeNumber

router = APIRouter(prefix="/api/v1")


class AccountAsked(Asked):
    """Somebody of the staff who is to be let in."""

    name: str
    email: str = ""
    role: ActorRole


class AccountChange(Asked):
    """What is to be different for somebody of the staff."""

    role: ActorRole | None = None
    withdrawn: bool | None = None


class TokenAsked(Asked):
    """A token that is to be made."""

    name: str
    role: ActorRole = ActorRole.VIEWER
    days: int = 90


def account_json(one: AccountTold) -> dict[str, Json]:
    """Somebody of the staff."""
    return {
        "id": one.id,
        "name": one.name,
        "email": one.email,
        "role": one.role,
        "has_password": one.has_password,
        "made_at": one.made_at.isoformat(),
        "withdrawn_at": one.withdrawn_at.isoformat() if one.withdrawn_at else None,
    }


def trace_json(one: Trace) -> dict[str, Json]:
    """A line of the audit."""
    line = one.line
    return {
        "at": line.at.isoformat(),
        "by": one.by,
        "deed": line.deed,
        "thing": line.thing,
        "id": line.thing_id,
        "name": one.thing,
        "detail": line.detail,
    }


def token_json(one: TokenTold) -> dict[str, Json]:
    """A token, without its secret."""
    return {
        "id": one.id,
        "name": one.name,
        "role": one.role,
        "made_at": one.made_at.isoformat(),
        "ends_at": one.ends_at.isoformat(),
        "withdrawn_at": one.withdrawn_at.isoformat() if one.withdrawn_at else None,
    }


class EraseDue(Asked):
    """Who of those that are due is to be erased, by id; "yes" says that it is meant."""

    experts: list[str]
    sure: Literal["yes"]


def due_json(told: Due) -> dict[str, Any]:
    """Who and what is due, or was erased."""
    return {
        "people": [{"id": one.id, "name": one.name, "last_heard": one.last_heard.isoformat()} for one in told.people],
        "imports": [{"id": identity, "read_at": at.isoformat()} for identity, at in told.files],
    }


@router.get("/retention")
def get_retention(_: Administrator, at: At) -> dict[str, Any]:
    """Who and what has been kept as long as the settings say."""
    return due_json(due(at))


@router.post("/retention")
def post_retention(asked: EraseDue, actor: Administrator, at: At) -> dict[str, Any]:
    """Erase those who are due still, for good, and drop the uploads that are; answers what was erased."""
    return due_json(erase_due(asked.experts, actor, at))


@router.get("/accounts")
def get_accounts(_: Administrator, at: At) -> dict[str, Any]:
    """Everybody of the staff, by name."""
    return {"items": [account_json(one) for one in staff.staff(at)]}


@router.post("/accounts", status_code=201)
def post_account(asked: AccountAsked, actor: Administrator, at: At) -> dict[str, Any]:
    """Let somebody in: `path` is a link that works once, with which they set a password; it is told once."""
    made, secret = staff.add_account(asked.name, asked.email, asked.role, actor, at)
    return {**account_json(made), "path": f"/in/{secret}"}


@router.patch("/accounts/{identity}")
def patch_account(identity: str, asked: AccountChange, actor: Administrator, at: At) -> dict[str, Any]:
    """Say what somebody may do, withdraw the account, or let them in again."""
    changed = staff.change_account(identity, actor, at, role=asked.role, withdrawn=asked.withdrawn)
    return dict(account_json(changed))


@router.get("/audit")
def get_audit(_: Administrator, at: At, after: WholeNumber | None = None, limit: Limit = 100) -> dict[str, Any]:
    """Who saw, changed and took out what, latest first: `next` is what to give as `after` for earlier lines."""
    found: roster.Page[Trace] = trail(at, after, limit)
    return {"items": [trace_json(one) for one in found.items], "next": found.next}


@router.get("/tokens")
def get_tokens(_: Coordinator, at: At) -> dict[str, Any]:
    """The tokens that programs come in with, latest first, without their secrets."""
    return {"items": [token_json(one) for one in staff.all_tokens(at)]}


@router.post("/tokens", status_code=201)
def post_token(asked: TokenAsked, actor: Coordinator, at: At) -> dict[str, Any]:
    """Make a token; `secret` is told once."""
    return {"secret": staff.add_token(asked.name, asked.role, asked.days, actor, at)}


@router.delete("/tokens/{identity}", status_code=204)
def delete_token(identity: WholeNumber, actor: Coordinator, at: At) -> None:
    """Let no program in with a token any more."""
    staff.withdraw_token(identity, actor, at)
