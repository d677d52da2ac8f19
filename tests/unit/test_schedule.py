from __future__ import annotations

import shlex
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from summarize.errors import InputError
from summarize.schedule import EXAMPLE, Installation, cron_line, service_text, timer_text

CONTRIB = Path(__file__).resolve().parents[2] / "contrib"
ODD = replace(
    EXAMPLE,
    python=Path("/bin/true"),
    inputs=Path('/srv/my "50 %" $HOME\'s'),
    outputs=Path("/srv/pa ges"),
    state=Path("/home/x/state\\y"),
    config=Path("/srv/my $conf 5%.toml"),
)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("summarize.service", service_text(EXAMPLE)),
        ("summarize.timer", timer_text()),
        ("summarize.cron", cron_line(EXAMPLE)),
    ],
)
def test_contrib_holds_what_the_command_prints(name: str, text: str) -> None:
    assert (CONTRIB / name).read_text() == text


def verify(tmp_path: Path, installation: Installation) -> subprocess.CompletedProcess[str]:
    service, timer = tmp_path / "summarize.service", tmp_path / "summarize.timer"
    service.write_text(service_text(installation))
    timer.write_text(timer_text())
    return subprocess.run(
        ["systemd-analyze", "verify", service, timer], capture_output=True, text=True, check=False
    )


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed")
@pytest.mark.parametrize("installation", [replace(EXAMPLE, python=Path("/bin/true")), ODD])
def test_systemd_has_nothing_to_say_against_the_units(tmp_path: Path, installation: Installation) -> None:
    done = verify(tmp_path, installation)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_dollar_sign_names_no_variable_in_a_command_and_is_itself_in_a_path() -> None:
    lines = service_text(ODD).splitlines()
    (command,) = [line for line in lines if line.startswith("ExecStart=")]
    (path,) = [line for line in lines if line.startswith("ReadOnlyPaths=")]
    assert ("$$HOME" in command, "$$HOME" in path) == (True, False)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed")
def test_systemd_reads_paths_as_they_are_meant(tmp_path: Path) -> None:
    # systemd quotes a path that is not absolute in its complaint: so we see what it read
    text = service_text(ODD).replace('ReadOnlyPaths="/', 'ReadOnlyPaths="')
    (tmp_path / "summarize.service").write_text(text)
    done = subprocess.run(
        ["systemd-analyze", "verify", tmp_path / "summarize.service"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert f"ignoring: {str(ODD.inputs)[1:]}\n" in done.stderr


def test_the_cron_line_runs_the_same_command(tmp_path: Path) -> None:
    line = cron_line(replace(ODD, state=tmp_path))
    assert line.count("\n") == 1
    command = line.split(" ", 5)[5].replace("\\%", "%")
    words = shlex.split(command)
    assert words[: words.index("&&")] == ["mkdir", "-p", str(tmp_path)]
    started = words[words.index("&&") + 1 : -1]
    assert started == list(replace(ODD, state=tmp_path).command)
    assert subprocess.run(["sh", "-c", command], check=False).returncode == 0


def test_conflicts_are_not_a_failure_and_deaths_are_tried_again() -> None:
    text = service_text(EXAMPLE)
    for line in ("SuccessExitStatus=4", "Restart=on-abnormal", "PrivateNetwork=yes", "User=summarize"):
        assert f"\n{line}\n" in text
    assert "OnCalendar=*-*-* 01:30:00 UTC\nPersistent=true" in timer_text()


def test_paths_that_a_unit_cannot_hold_are_refused() -> None:
    with pytest.raises(ValueError, match="not absolute"):
        replace(EXAMPLE, inputs=Path("dispatches"))
    with pytest.raises(InputError):
        replace(EXAMPLE, inputs=Path("/srv/a\nExecStart=/bin/sh"))
    with pytest.raises(ValueError, match="not absolute"):
        replace(EXAMPLE, config=Path("summarize.toml"))


def test_runs_get_the_configuration_in_force_and_may_read_it() -> None:
    installation = replace(EXAMPLE, config=Path("/etc/summarize.toml"))
    started = "/opt/summarize/.venv/bin/python -m summarize --config /etc/summarize.toml run /srv/dispatches "
    text = service_text(installation)
    assert f"\nExecStart={started}" in text
    assert "\nReadOnlyPaths=/srv/dispatches /etc/summarize.toml\n" in text
    assert f" && {started}" in cron_line(installation)


def test_files_rest_for_a_minute_unless_the_configuration_says_how_long() -> None:
    assert "--min-age" in EXAMPLE.command
    assert "--min-age" not in replace(EXAMPLE, has_min_age=True).command


@pytest.mark.parametrize(
    ("options", "device", "private"),
    [
        ((), "auto", "yes"),
        (("--device=cuda",), "auto", "no"),
        (("--device", "cuda"), "auto", "no"),
        (("--device=cuda", "--strict"), "cpu", "no"),
        (("--device=cuda", "--device=cpu"), "auto", "yes"),
        (("--device", "cpu"), "cuda", "yes"),
        (("--strict", "--device"), "auto", "yes"),
        ((), "cuda", "no"),
    ],
)
def test_devices_are_hidden_unless_the_runs_compute_on_one(
    options: tuple[str, ...], device: str, private: str
) -> None:
    text = service_text(replace(EXAMPLE, options=options, device=device))
    assert f"\nPrivateDevices={private}\n" in text
