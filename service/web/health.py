"""Whether the service lives, and whether it can do its work: for whatever watches over it. Tells nothing of anybody."""

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from service.verbs.checkup import State, essentials
from service.web.asking import At

RETRY_AFTER = "5"  # seconds
health = APIRouter(include_in_schema=False)


@health.get("/health")
async def alive() -> JSONResponse:
    """The process answers."""
    return JSONResponse({"status": "ok"})


@health.get("/health/ready")
def ready(request: Request, at: At) -> JSONResponse:
    """Database, folder and worker can be used; 503 where one cannot."""
    parts = {str(part.name.text).lower(): part.state is not State.WRONG for part in essentials(at)}
    parts["worker"] = request.app.state.worker.is_running
    fine = all(parts.values())
    told = {"status": "ok" if fine else "not ready", "parts": parts}
    return JSONResponse(told, 200 if fine else 503, {} if fine else {"retry-after": RETRY_AFTER})
