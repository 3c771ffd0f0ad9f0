"""The routes of the API, room by room."""

from fastapi import APIRouter

from service.api import desk, experts, imports, match_lists, mine, rounds, staff, territories

ROOMS = (imports, experts, territories, match_lists, rounds, desk, staff, mine)

api = APIRouter()
for room in ROOMS:
    api.include_router(room.router)
