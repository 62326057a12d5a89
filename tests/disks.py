"""Disks that are full: a small one of its own, where one may be mounted, and a limit on the size of any file."""

import resource
import subprocess
from contextlib import contextmanager

import pytest

SIZE = 64 << 20


@contextmanager
def small_disk(folder):
    """A new folder that is an empty disk of SIZE bytes."""
    folder.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", folder]
    if subprocess.run(words, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@contextmanager
def file_limit(size):
    """No file grows beyond that many bytes, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
