"""What the exit code of a command says; scripts rely on it."""

from ercheng_station.errors import UserError

DONE, OUR_FAULT, MISUSED, REFUSED, UNUSABLE = range(5)
_UNUSABLE = (
    "store-",
    "key-",
    "login-",
    "right-",
    "recovery-refused",
    "folder-",
    "file-",
    "backup-",
    "attachment-",
    "migration-",
)
_UNUSABLE_FILES = frozenset(
    {
        "import-empty",
        "import-truncated",
        "import-broken",
        "import-locked",
        "import-password-wrong",
        "bundle-damaged",
        "bundle-newer",
        "receipt-damaged",
        "picture-damaged",
        "pdf-unusable",
        "temp-no-room",
        "server-unreachable",
        "server-refused",
        "server-full",
    }
)
"""Damaged, locked, newer or without room; a sound file that is the wrong one is refused."""


def exit_code(error: UserError) -> int:
    """3 for what was given, 4 for a file, folder or store that cannot be used; both: nothing was changed."""
    if error.code == "command-misused":
        return MISUSED
    if error.code == "done-unread":
        return OUR_FAULT
    unusable = error.code in _UNUSABLE_FILES or error.code.startswith(_UNUSABLE)
    return UNUSABLE if unusable else REFUSED
