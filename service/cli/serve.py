"""`territory-match serve`: the service, for browsers and programs."""

from pathlib import Path
from typing import Annotated

import typer

from service.cli import options


def serve(
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Port to listen on.")] = 8000,
    data: options.Data = None,
    host: Annotated[str, typer.Option("--host", help="Address to listen on; 0.0.0.0 is every one.")] = "127.0.0.1",
    demo: Annotated[
        Path | None,
        typer.Option("--demo", metavar="FOLDER", help="Import the exports of a folder where nothing is stored yet."),
    ] = None,
    database: options.Database = None,
    encoder: options.Encoder = None,
    language: options.Language = None,
) -> None:
    """Start the service, and print its address with a link to sign in, once.

    Examples:

    - `territory-match serve --port 8000 --data service-data`

    - `territory-match serve --database postgresql://match@localhost/match`
    """
    import uvicorn

    from service.app import make_app
    from service.cli.first_data import import_demo
    from service.cli.terminal import err, workplace
    from service.verbs.access import first_link

    with workplace(data=data or Path("service-data"), database=database, encoder=encoder, language=language) as opened:
        app = make_app(opened)
        if demo is not None and import_demo(demo, opened):
            err.print(opened.sentences.text("The demo data are imported"))
        address = opened.settings.site or f"http://localhost:{port}"
        said = opened.sentences.text("The service is at {address}. Sign in, once, with this link:")
        err.print(said.format(address=address), soft_wrap=True, highlight=False)
        typer.echo(f"{address}/in/{first_link(opened)}")
        uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False, server_header=False)
