"""One brief as a Markdown page: `summarize.page.render.render_page`."""
