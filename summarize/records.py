"""Every record that travels through the pipeline: frozen, without I/O and without models.

Sequences are tuples. Texts are NFC, with line feeds as line ends. Offsets count characters (code points).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

DocumentId = NewType("DocumentId", str)
"""Path relative to the input folder, POSIX separators; undecodable bytes as `surrogateescape`."""

Fingerprint = NewType("Fingerprint", str)
"""SHA-256 of content, 64 lower-case hexadecimal digits."""


class Severity(StrEnum):
    """How much a finding matters; declared from mild to grave."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


class BlockKind(StrEnum):
    """What a block of a dispatch is."""

    HEADLINE = "headline"
    BYLINE = "byline"
    DATELINE = "dateline"
    SUBHEAD = "subhead"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"


class DateProvenance(StrEnum):
    """Where a publication date was found; the date of the run is never one."""

    METADATA = "metadata"
    DATELINE = "dateline"
    FILE_NAME = "file name"
    CAPTION = "inferred from a caption"
    UNKNOWN = "unknown"


class Status(StrEnum):
    """The one class in which every directory entry that was seen ends."""

    DONE = "done"
    UNCHANGED = "unchanged"
    ADOPTED = "adopted"
    SKIPPED = "skipped"
    FAILED = "failed"
    DEFERRED = "deferred"
    CONFLICT = "conflict"
    QUARANTINED = "quarantined"


class Reason(StrEnum):
    """Closed list of reasons; logs and reports use these words."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    BINARY = "binary"
    UNDECODABLE = "undecodable"
    NOT_FRENCH = "not-french"
    NOT_USABLE = "not-usable"
    SYMLINK = "symlink"
    NOT_REGULAR = "not-regular"
    HIDDEN = "hidden"
    UNSUPPORTED_TYPE = "unsupported-type"
    PERMISSION = "permission"
    PATH_TOO_LONG = "path-too-long"
    UNREADABLE = "unreadable"
    MALFORMED = "malformed"
    MISSING_EXTRA = "missing-extra"
    TIMEOUT = "timeout"
    CHANGED = "changed"
    VANISHED = "vanished"
    TOO_YOUNG = "too-young"
    MODEL_ERROR = "model-error"
    CRASHED = "crashed"
    EDITED = "edited"
    REMOVED = "removed"
    BUG = "bug"


class Task(StrEnum):
    """What a generating model is asked for; the value is the control token of the compact model."""

    TRANSLATE = ""
    HEADLINE = ">>headline<<"
    SUMMARY = ">>summary<<"
    FACT = ">>fact<<"


class Origin(StrEnum):
    """How a passage on the page came to be."""

    TRANSLATED = "translated"
    WRITTEN = "written"
    SHORTENED = "shortened"
    """Translated from a French sentence of which something was left out."""
    QUOTED = "quoted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check says. `segment` indexes `Translation.segments`; `where` names the part of the page."""

    check: str
    severity: Severity
    message: str
    segment: int | None = None
    where: str = "translation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """Publication date of a dispatch and where it was found."""

    date: dt.date | None = None
    provenance: DateProvenance = DateProvenance.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One typed block of a dispatch. A caption's `credit` is verbatim and not part of `text`."""

    kind: BlockKind
    text: str
    credit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One dispatch as read. `fingerprint` is that of the file's bytes; `notes` are the reader's findings."""

    id: DocumentId
    fingerprint: Fingerprint
    format: str
    encoding: str
    blocks: tuple[Block, ...]
    publication: Publication = Publication()
    notes: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """The unit given to the translator: `document.blocks[block].text[start:end] == source`."""

    index: int
    block: int
    start: int
    end: int
    kind: BlockKind
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoding:
    """Decoding options under their usual names. `task` is the leading control token, if any.

    Hypotheses compete by log-probability / length ** `length_penalty`. Measured on newstest2013 with
    the compact model in float32: 26.2 BLEU with 0.3, 26.1 with 0; with the usual 1 it was 25.9 in int8, and
    the search takes longer.
    """

    beam: int = 4
    length_penalty: float = 0.3
    no_repeat_ngram: int = 0
    task: Task = Task.TRANSLATE


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """One candidate target. `score`: mean log-probability a token; `truncated`: decoding hit its cap.

    `others` are the rest of the beam that found it, best first, as far as the engine tells.
    """

    text: str
    score: float | None = None
    truncated: bool = False
    others: tuple[Hypothesis, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """What was set right in a target: an entry of the names table, or a garbled name by its source."""

    found: str
    put: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Confidence:
    """Of targets like this one, the shares found right, and wrong; in the rest a detail is wrong."""

    right: float
    wrong: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What became of one segment. When `is_translated` is false, the page shows the French.

    `rungs` are the steps of the retry ladder that were taken, `doubts` what the detector still says.
    Without `confidence` nothing is known about targets of this translator.
    """

    text: str
    score: float | None = None
    is_translated: bool = True
    rungs: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    replacements: tuple[Replacement, ...] = ()
    confidence: Confidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """Segments and their targets: same length, same order."""

    segments: tuple[Segment, ...]
    targets: tuple[Target, ...]

    def __post_init__(self) -> None:
        if len(self.segments) != len(self.targets):
            raise ValueError(f"{len(self.segments)} segments with {len(self.targets)} targets")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One body sentence as a summariser sees it; `segment` is an index into `Translation.segments`.

    `short` and `clause` are the English of the source without its asides, and of its main clause alone;
    empty where nothing can be left out. `is_doubtful` says that something is wrong with what would be quoted,
    `short` or else the target, as far as can be told from the pair alone; `is_clause_clear` that nothing is
    wrong with `clause`. `confidence`, where it is known, is of what would be quoted too.
    """

    segment: int
    paragraph: int
    source: str
    target: str
    is_doubtful: bool = False
    short: str = ""
    clause: str = ""
    is_clause_clear: bool = False
    confidence: Confidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A dispatch without captions, as a summariser sees it: French and English sentence by sentence."""

    headline_source: str
    headline_target: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactDraft:
    """A statement proposed by a summariser, with the segments that it names as evidence."""

    statement: str
    segments: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A headline or a summary. `note` says why it was not written, `segments` what it was quoted from."""

    text: str
    origin: Origin
    note: str = ""
    segments: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A quoted segment, both sides."""

    segment: int
    source: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFact:
    """One checkable statement. Without evidence it cannot be built; `note` says why it was not written."""

    statement: str
    evidence: tuple[Evidence, ...]
    origin: Origin = Origin.WRITTEN
    note: str = ""

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError("a key fact needs evidence")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """Everything besides the source that can change a page; its fingerprint covers every field."""

    schema: int
    translator: str
    summarizer: str
    prompts: tuple[tuple[str, Fingerprint], ...]
    names: Fingerprint
    decoding: Decoding
    segmenter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """All that is published for one document."""

    document: Document
    translation: Translation
    headline: Passage
    summary: Passage
    facts: tuple[KeyFact, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one directory entry. `page` is the file name written or kept, if any."""

    id: DocumentId
    status: Status
    reason: Reason | None = None
    detail: str = ""
    hint: str = ""
    page: str = ""
    findings: tuple[Finding, ...] = ()
