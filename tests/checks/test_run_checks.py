from __future__ import annotations

import time

import pytest
from check_briefs import NAMES, make_brief, with_target
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.checks.registry import CHECKS, run_checks
from summarize.records import Brief


def test_a_clean_brief_has_no_findings() -> None:
    brief = make_brief(
        headline="NATO to pay Kyiv 2.3 billion euros",
        summary="NATO will pay 2.3 billion euros to Kyiv.",
        facts=[("Some 1,200 soldiers left the region, the army said.", 1), ("NATO will pay Kyiv.", 3)],
    )
    assert run_checks(brief, NAMES) == ()


def test_findings_come_in_the_order_of_the_checks() -> None:
    found = run_checks(with_target(2, "He came 7 times."), NAMES)
    order = [one.check for one in found]
    ranks = [check.__module__.rsplit(".", 1)[1] for check in CHECKS]
    assert order == sorted(order, key=ranks.index)
    assert {"numbers", "names", "negation", "attribution", "coverage", "omissions"} == set(order)


@pytest.mark.parametrize(
    "unit",
    [
        "a", "A", "1", '"', "« ", "ne a-", "n'", "selon ", "aurait ", "Ab-", "Le Ab ", "de ", "1 000 ",
        "not ", "(", "' ", "'a ", "aucun a ", "Otan ", "U.S.", "said ", "a ont ", "mille ", "un-",
    ],
)  # fmt: skip
def test_time_grows_with_length_alone(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    started = time.process_time()
    run_checks(make_brief([(text, text)], summary=text), NAMES)
    assert time.process_time() - started < 4


@given(
    pairs=st.lists(
        st.tuples(st.text(max_size=60).filter(str.strip), st.text(max_size=60)), min_size=1, max_size=4
    ),
    summary=st.text(max_size=60),
)
@settings(deadline=None, derandomize=True, max_examples=60)
def test_any_text_is_checked_without_failing(pairs: list[tuple[str, str]], summary: str) -> None:
    brief: Brief = make_brief(pairs, summary=summary, facts=[(summary, 0)])
    for found in run_checks(brief, NAMES):
        assert found.segment is None or 0 <= found.segment < len(pairs)
        assert found.message
