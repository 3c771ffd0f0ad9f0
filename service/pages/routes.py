"""The routes of the pages, room by room."""

from fastapi import APIRouter

from service.pages import (
    audit,
    columns,
    coming_in,
    conflict_check,
    edit_expert,
    experts,
    imports,
    invitations,
    invited,
    lists,
    merge_experts,
    mine,
    my_data,
    my_profile,
    registration,
    retention,
    round_seats,
    rounds,
    short_lists,
    staff,
    territories,
    why,
)

ROOMS = (
    coming_in,
    registration,
    imports,
    columns,
    edit_expert,  # before the pages of single experts: "new" is nobody's id
    merge_experts,
    experts,
    territories,
    why,
    lists,
    conflict_check,
    rounds,
    round_seats,
    invitations,
    invited,
    mine,
    my_data,
    my_profile,
    short_lists,
    staff,
    retention,
    audit,
)

pages = APIRouter(include_in_schema=False)
for room in ROOMS:
    pages.include_router(room.router)
