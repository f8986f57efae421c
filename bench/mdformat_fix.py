"""Stand in for `awesome-lint` where a tool calls its `fix`: run mdformat, with our extension alone, on the file named last.

usage: mdformat_fix.py fix [OPTION]... FILE

Exits with mdformat's status, and with 2 where its own check of the HTML fails. awesome-lint must be installed.
"""

import sys

from mdformat._cli import run

status = run([sys.argv[-1], "--extensions", "awesome_lint", "--end-of-line", "keep"], cache_toml=False)
sys.exit(2 if status else 0)
