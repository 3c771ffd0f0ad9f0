"""`territory-match verify`: check a dossier offline."""

from pathlib import Path
from typing import Annotated

import typer

from service.cli import options


def verify(
    files: Annotated[list[Path], typer.Argument(metavar="DOSSIER...", help="Dossiers, as the service wrote them.")],
    language: options.Language = None,
) -> None:
    """Check dossiers: that nobody changed a byte, and that scores, ranks and words follow from what they rest on.

    Needs neither the service nor its database. Exit code 1 where something is wrong.

    Example:

    - `territory-match verify dossier.json`
    """
    from service.cli.terminal import err, tell, workplace
    from service.cli.uploads import upload_of
    from service.render.dossier_check import check_dossier

    wrong = False
    with workplace(language=language) as opened:
        for file in files:
            stated, faults = check_dossier(upload_of(file).content)
            wrong |= bool(faults)
            for fault in faults:
                err.print(opened.sentences.labelled(file.name, opened.sentences.write(fault)), soft_wrap=True)
            if not faults:
                said = opened.sentences.text("{file}: as it was written, and it holds. SHA-256 {sha256}")
                tell(said.format(file=file.name, sha256=stated))
    if wrong:
        raise typer.Exit(1)
