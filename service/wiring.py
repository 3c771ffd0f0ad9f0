"""The composition root: from settings and a command's own options to the workplace that everything leans on."""

from datetime import UTC, datetime

from pydantic import ValidationError

from matcher.messages import say
from service.errors import ServiceError
from service.settings import Settings
from service.workplace import Workplace


def wire(**options: object) -> Workplace:
    """Put the workplace together; an option that is None leaves the setting as it is.

    Raises ServiceError where a setting has a value that it cannot have.
    """
    stated = {name: value for name, value in options.items() if value is not None}
    try:
        settings = Settings(**stated)  # type: ignore[arg-type]  # pydantic checks the values
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"])
        raise ServiceError(say("Setting {name}: {problem}", name=name, problem=first["msg"])) from None
    return Workplace(settings, lambda: datetime.now(UTC))
