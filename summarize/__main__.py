"""`python -m summarize` and the `summarize` command."""

from summarize.cli.main import main

if __name__ == "__main__":
    main()
