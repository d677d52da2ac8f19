"""What a scheduler needs to run this installation every night: systemd units and a cron line."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from summarize.errors import InputError

UNIT = "summarize"
PLAIN = re.compile(r"[\w./:=+-]+")
SPECIAL = {"%": "%%", "\\": "\\\\", '"': '\\"'}


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """Absolute paths of one installation, and the options that its runs get.

    `config` is the configuration file of the runs, `device` the one that it names; `options` overrule it.
    `has_min_age` says that it names the age of files that may still be arriving.
    Raises `InputError` for a path that cannot stand in a unit file.
    """

    python: Path
    inputs: Path
    outputs: Path
    state: Path
    user: str = ""
    options: tuple[str, ...] = ()
    config: Path | None = None
    device: str = "auto"
    has_min_age: bool = False

    def __post_init__(self) -> None:
        config = (self.config,) if self.config else ()
        for path in (self.python, self.inputs, self.outputs, self.state, *config):
            if not path.is_absolute():
                raise ValueError(f"{path}: not absolute")
            if not str(path).isprintable():
                raise InputError(f"{path}: cannot stand in a unit file", hint="Choose a plain folder name.")

    @property
    def command(self) -> tuple[str, ...]:
        """The command of a nightly run. Files that may still be arriving wait, by default for a minute."""
        folders = (str(self.inputs), "--output", str(self.outputs), "--state", str(self.state))
        config = ("--config", str(self.config)) if self.config else ()
        words = (str(self.python), "-m", "summarize", *config, "run", *folders)
        age = () if self.has_min_age else ("--min-age", "60")
        return (*words, *age, "--log-json", *self.options)

    @property
    def needs_devices(self) -> bool:
        """Whether the runs compute on a GPU: the last that their options say, or else their configuration."""
        device = self.device
        for before, word in zip(("", *self.options), self.options, strict=False):
            if before == "--device":
                device = word
            elif word.startswith("--device="):
                device = word.removeprefix("--device=")
        return device == "cuda"


EXAMPLE = Installation(
    python=Path("/opt/summarize/.venv/bin/python"),
    inputs=Path("/srv/dispatches"),
    outputs=Path("/srv/pages"),
    state=Path("/var/lib/summarize"),
    user="summarize",
)
"""The installation that the files in `contrib/` are for."""


def service_text(installation: Installation) -> str:
    """Return the systemd service. Conflicts (4) are news for editors, not a failure of the service."""
    user = f"User={installation.user}\n" if installation.user else ""
    return f"""\
[Unit]
Description=Translate, summarise and check the night's dispatches
StartLimitIntervalSec=12h
StartLimitBurst=4
# OnFailure=a unit of yours that tells somebody

[Service]
Type=oneshot
{user}Environment={_quote(f"XDG_CACHE_HOME={installation.state / 'cache'}")}
ExecStart={_command(installation.command)}
SuccessExitStatus=4
# a death by signal, a hang or no memory: again, at most three times; the document to blame is left alone then
Restart=on-abnormal
RestartSec=30s
TimeoutStartSec=8h
TimeoutStopSec=2min
KillMode=mixed
MemoryMax=80%
OOMPolicy=stop
Nice=10
UMask=0022
{_state_directory(installation.state)}ReadOnlyPaths={_read_only(installation)}
ReadWritePaths={_quote(installation.outputs)} {_quote(installation.state)}
ProtectSystem=strict
ProtectHome=read-only
PrivateNetwork=yes
PrivateTmp=yes
PrivateDevices={"no" if installation.needs_devices else "yes"}
NoNewPrivileges=yes
CapabilityBoundingSet=
ProtectClock=yes
ProtectControlGroups=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectProc=invisible
RestrictAddressFamilies=AF_UNIX
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
# not MemoryDenyWriteExecute: the kernels of the model runtimes are compiled while they run

[Install]
WantedBy=multi-user.target
"""


def timer_text() -> str:
    """Return the systemd timer: in UTC, where no night lacks an hour; a missed night is caught up."""
    return f"""\
[Unit]
Description=Every night: translate, summarise and check the night's dispatches

[Timer]
OnCalendar=*-*-* 01:30:00 UTC
Persistent=true
RandomizedDelaySec=10min
Unit={UNIT}.service

[Install]
WantedBy=timers.target
"""


def cron_line(installation: Installation) -> str:
    """Return the crontab entry, for machines without systemd: local time, after any change of clocks."""
    state = shlex.quote(str(installation.state))
    log = shlex.quote(str(installation.state / "log.jsonl"))
    command = f"mkdir -p {state} && {shlex.join(installation.command)} 2>>{log}"
    # a percent sign is a line end to cron
    return f"30 4 * * * {command.replace('%', chr(92) + '%')}\n"


def _quote(word: str | Path) -> str:
    escaped = "".join(SPECIAL.get(character, character) for character in str(word))
    return escaped if PLAIN.fullmatch(escaped) else f'"{escaped}"'


def _state_directory(state: Path) -> str:
    """Let systemd make the state folder where that is its place; the folder of the pages has to be there."""
    return f"StateDirectory={_quote(state.name)}\n" if state.parent == Path("/var/lib") else ""


def _read_only(installation: Installation) -> str:
    paths = (installation.inputs, installation.config)
    return " ".join(_quote(path) for path in paths if path)


def _command(words: Iterable[str]) -> str:
    """Quote the words of a command: other than in a list of paths, a dollar sign would name a variable."""
    return " ".join(_quote(word).replace("$", "$$") for word in words)
