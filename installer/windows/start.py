"""What the starter runs: the program as it is when installed, with everything of its own beside it."""

import sys

from ercheng_station.__main__ import main

sys.frozen = True  # type: ignore[attr-defined]
# started again it is the starter that begins, with the person's own arguments
sys.argv[0] = sys.executable
sys.orig_argv[:] = sys.argv

sys.exit(main())
