"""The routes of the API, room by room."""

from fastapi import APIRouter

from service.api import desk, experts, imports, invitations, match_lists, mine, rounds, short_lists, staff, territories

ROOMS = (imports, experts, territories, match_lists, rounds, invitations, desk, staff, mine, short_lists)

api = APIRouter()
for room in ROOMS:
    api.include_router(room.router)
