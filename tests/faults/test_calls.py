from tests.faults.calls import differing

LOG = (
    """
7 openat(AT_FDCWD</data>, "station.db", O_RDWR) = 5</data/station.db>
7 pwrite64(5</data/station.db>, "…", 4096, 0) = 4096
7 fdatasync(5</data/station.db>) = 0
"""
    + "7 pwrite64(5</data/station.db>, …) = 4096\n7 pwrite64(6</data/wal>, …) = 24\n" * 60
)


def test_every_call_alone_between_others_is_taken():
    assert differing(LOG, {"openat"}) == [1]
    assert differing(LOG, {"fdatasync", "fsync"}) == [1]
    assert 1 in differing(LOG, {"pwrite64"})


def test_of_a_long_row_the_ends_and_some_between_are_taken_file_by_file():
    taken = differing(LOG, {"pwrite64"})

    assert len(taken) == 1 + 12 + 12
    assert {2, 3, 4, 5, 6, 7, 8, 9, 114, 115, 116, 117, 118, 119, 120, 121} <= set(taken)
