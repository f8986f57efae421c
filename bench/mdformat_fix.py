"""Stand in for `awesome-lint` where a tool calls its `fix`: run mdformat with our extension alone.

usage: mdformat_fix.py fix [OPTION]... FILE

Exits with 2 where mdformat fails, as it does when its own comparison of the HTML finds a difference.
awesome-lint must be installed.
"""

import subprocess
import sys

command = [sys.executable, "-m", "mdformat", "--extensions", "awesome_lint", "--end-of-line", "keep", sys.argv[-1]]
sys.exit(2 if subprocess.run(command, check=False).returncode else 0)
