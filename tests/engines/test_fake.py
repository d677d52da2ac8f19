"""The fake engines keep what checks look at and let tests inject trouble."""

from __future__ import annotations

import pytest
from zoo import build_article

from summarize.engines.fake import FakeSummarizer, FakeTranslator
from summarize.errors import DeviceError, EngineError
from summarize.records import Decoding, Task


def test_numbers_names_and_marks_survive() -> None:
    [found] = FakeTranslator().translate(["Le maire a dit à Anne Petit : « 3,5 % jeudi »."], Decoding())
    assert found.text == "The maire has dit to Anne Petit : « 3,5 % Thursday »."


def test_a_headline_has_ten_words_and_no_final_stop() -> None:
    [found] = FakeTranslator().translate(["mot " * 20 + "."], Decoding(task=Task.HEADLINE))
    assert found.text == " ".join(["mot"] * 10)


def test_faults_are_injected_by_source() -> None:
    translator = FakeTranslator(fault=lambda source: EngineError("boom") if "x" in source else None)
    assert translator.translate(["Oui"], Decoding())[0].text == "Oui"
    with pytest.raises(EngineError, match="boom"):
        translator.translate(["Oui", "x"], Decoding())


def test_faults_are_injected_by_article() -> None:
    summarizer = FakeSummarizer(fault=lambda article: DeviceError("gone"))
    with pytest.raises(DeviceError):
        summarizer.summaries([build_article(0, 2)])


def test_what_its_vocabulary_loses_is_reported_and_lost() -> None:
    translator = FakeTranslator()
    assert translator.unknown_characters("a ☃ b ☃") == ("☃", "☃")
    assert "☃" not in translator.translate(["a ☃ b"], Decoding())[0].text
