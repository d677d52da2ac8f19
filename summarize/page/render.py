"""A brief → its sealed Markdown page. Pure: no path, no clock.

The HTML on a page is ours and constant (`<sup id>`, `<details>`, `<summary>`, `<p>`, `<em>`, `<strong>`);
every text from outside, a model's included, goes through `inert`.
"""

from __future__ import annotations

from summarize.frontmatter import seal
from summarize.page.body import write_facts, write_photos, write_summary, write_translation
from summarize.page.foot import write_checks, write_french
from summarize.page.head import write_banner, write_bylines, write_front_matter, write_title
from summarize.page.provenance import Provenance
from summarize.records import Brief


def render_page(brief: Brief, *, provenance: Provenance) -> str:
    """Return the whole page of `brief`, sealed: same brief and provenance, same bytes."""
    sections = (
        write_title(brief),
        write_bylines(brief),
        write_banner(brief, provenance),
        write_summary(brief),
        write_facts(brief),
        write_translation(brief),
        write_photos(brief),
        write_checks(brief, provenance),
        write_french(brief),
    )
    body = "\n\n".join(section for section in sections if section)
    return seal(f"{write_front_matter(brief, provenance)}\n{body}\n")
