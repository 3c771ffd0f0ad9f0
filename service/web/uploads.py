"""Files of a form as uploads."""

from fastapi import UploadFile

from service.values.uploads import Upload


def uploads(files: list[UploadFile]) -> tuple[Upload, ...]:
    """Files of a form as uploads; a field that was left empty is no file."""
    told = ((one.filename or "", one.file.read()) for one in files)
    return tuple(Upload.of(name.replace("\\", "/").rpartition("/")[2], content) for name, content in told if name)
