"""The doctor command: it looks at what the runs of the same configuration would load."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from summarize.cli.main import main


@pytest.mark.parametrize("table", ["", "[run]\n"])
@pytest.mark.parametrize("key", ["names", "prompts"])
def test_the_tables_that_the_configuration_gives_to_runs_are_looked_at(
    tmp_path: Path, key: str, table: str
) -> None:
    (tmp_path / "mine.toml").write_text(f'{table}{key} = "gone"\n')
    # a profile that is not fetched: the doctor loads no models then
    options = ["--profile", "opus", "--models-dir", str(tmp_path), "-o", str(tmp_path / "pages")]
    result = CliRunner().invoke(main, ["--config", str(tmp_path / "mine.toml"), "doctor", *options])
    assert result.exit_code == 12
    assert f"FAIL  {key}: {tmp_path / 'gone'}: " in result.stdout
