"""The routes of the pages, room by room."""

from fastapi import APIRouter

from service.pages import audit, columns, coming_in, edit_expert, experts, imports, lists, mine, staff, territories, why

pages = APIRouter(include_in_schema=False)
for room in (coming_in, imports, columns, edit_expert, experts, territories, why, lists, mine, staff, audit):
    pages.include_router(room.router)
