"""``baeum site``: the pages on this machine, with everything they need, from nothing."""

from __future__ import annotations

import argparse
import contextlib
import os
import socket
from collections.abc import Iterator
from pathlib import Path

from baeum.commands.site_worker import worker_beside
from baeum.commands.wording import complain, end_on_sigterm

FIRST_PORT = 8000
PORTS_TRIED = 100
LARGEST_REQUEST = 12 * 1024 * 1024  # bytes: a case, its undo copy and one file


def describe(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--port", type=int, help=f"the port (default: the first free one from {FIRST_PORT})")
    parser.add_argument(
        "--host", default="127.0.0.1", help="the address to listen on (default: this machine)"
    )
    parser.add_argument(
        "--samples", action="store_true", help="enter the sample people and courses first (with BAEUM_DEMO=1)"
    )
    parser.add_argument(
        "--no-worker", action="store_true", help="run no background jobs here (`baeum worker` does)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Serve until interrupted; returns 2 where the address or the database cannot be used."""
    if arguments.host not in ("127.0.0.1", "localhost", "::1"):
        # whoever opens the site to others names its hosts; without names every name is answered
        os.environ.setdefault("BAEUM_HOSTS", "*")
    listener = _listen(arguments.host, arguments.port)
    if isinstance(listener, str):
        return complain(listener)
    # here and below: `baeum --help` needs neither server nor framework
    from baeum.config.bringing_up import bring_up_to_date, database, set_up_django
    from baeum.postgres.fault import DatabaseFault

    # what is issued for trying out names this site as it is reached from here
    os.environ.setdefault("BAEUM_ADDRESS", f"http://localhost:{listener.getsockname()[1]}")
    end_on_sigterm()
    with contextlib.closing(listener), contextlib.suppress(KeyboardInterrupt):
        try:
            with database():
                set_up_django()
                bring_up_to_date()
                if arguments.samples:
                    _enter_samples()
                _collect()
                with contextlib.nullcontext() if arguments.no_worker else worker_beside():
                    _serve(listener)
        except DatabaseFault as fault:
            return complain(str(fault))
    return 0


def _enter_samples() -> None:
    """Once, and only where the settings say that this is for trying it out."""
    from django.conf import settings

    if settings.DEMO:
        from baeum.demo.making import make_once

        make_once()


def _serve(listener: socket.socket) -> None:
    """Answer until interrupted."""
    import waitress

    from baeum.config.wsgi import application

    host, port = listener.getsockname()[:2]
    server = waitress.create_server(
        application,
        sockets=[listener],
        threads=8,
        max_request_body_size=LARGEST_REQUEST,
        clear_untrusted_proxy_headers=True,
        ident=None,
    )
    shown = f"[{host}]" if ":" in host else host
    print(f"배움 · Baeum: http://{shown}:{port}/  (English: http://{shown}:{port}/en/)", flush=True)
    print("멈추기: Ctrl+C · stop: Ctrl+C", flush=True)
    server.run()


def _listen(host: str, port: int | None) -> socket.socket | str:
    """A socket that already listens, or why there is none."""
    tried = range(FIRST_PORT, FIRST_PORT + PORTS_TRIED) if port is None else (port,)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    why = ""
    for number in tried:
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, number))
            listener.listen(128)
        except (OSError, OverflowError) as error:
            listener.close()
            why = str(error)
            continue
        return listener
    ports = f"{tried[0]}" if port is not None else f"{tried[0]}-{tried[-1]}"
    return (
        f"{host}:{ports} – 이 주소로 열 수 없습니다 ({why}). --port나 --host를 바꾸세요.\n"
        f"{host}:{ports} – cannot listen ({why}). Choose another --port or --host."
    )


def _collect() -> None:
    """Copy, hash and compress the static files, unless that was done after their last change."""
    from django.conf import settings
    from django.core.management import call_command

    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if manifest.exists() and manifest.stat().st_mtime >= max(_changed(settings.STATICFILES_DIRS)):
        return
    print("정적 파일을 준비합니다 · preparing static files …", flush=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    manifest.touch()


def _changed(folders: list[Path]) -> Iterator[float]:
    """When each static file was last changed."""
    for folder in folders:
        for path in folder.rglob("*"):
            yield path.stat().st_mtime
