"""Laws of all papers about a case: empty forms, drafts, masked copies, versions, nothing lost between field and page."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from ercheng_station.records.base import Record
from ercheng_station.records.mediation import (
    Agent,
    Agreement,
    Committee,
    Confirmation,
    FollowUp,
    Investigation,
    Mediation,
    Party,
    Session,
)
from ercheng_station.services.papers import How
from tests.documents.mediation.papers import OF_A_CASE, Listening, copy_of, printed, whole_for, words
from tests.mediating import APPLIED, made

MARK = re.compile(r"〔待补：(.*?)〕")
every_paper = pytest.mark.parametrize("form", OF_A_CASE, ids=lambda form: form.name)


def scarcely(store, ordinal, **more):
    """A case of which nothing is known that can be left out."""
    body = made(
        store, Committee, name=f"鄂城区第{ordinal}人民调解委员会", short_name=f"鄂{ordinal}", numbering="own"
    )
    dispute = {"source": "application", "dispute_type": "trademark_infringement"}
    return made(store, Mediation, name="某案", committee=body, applied_on=APPLIED, **dispute, **more)


@pytest.fixture(scope="module")
def bare(full_store):
    return scarcely(full_store, "二").uid


@pytest.fixture(scope="module")
def sparse(full_store):
    """With one record of every kind that papers are about."""
    case = scarcely(full_store, "三", backfilled="是")
    party = made(
        full_store, Party, case=case, role="applicant", kind="company", name="甲公司", consent="pending"
    )
    made(full_store, Agent, party=party, name="陈律")
    made(
        full_store,
        Investigation,
        case=case,
        begun_at="2026-09-04 09:00",
        place="门店",
        asked="某人",
        by="周立新",
        content="问答",
    )
    made(
        full_store,
        Session,
        case=case,
        serial="1",
        begun_at="2026-09-05 09:00",
        place="调解室",
        is_open="否",
        parties="甲公司",
        rights_told="是",
        content="记录",
    )
    made(
        full_store,
        Agreement,
        case=case,
        form="written",
        agreed_on="2026-09-05",
        facts="争议",
        terms="停止使用",
    )
    made(
        full_store,
        FollowUp,
        case=case,
        done_on="2026-09-08",
        way="phone",
        asked="甲公司",
        by="周立新",
        reason="回访",
        extent="full",
    )
    made(full_store, Confirmation, case=case, state="preparing")
    return case.uid


@every_paper
def test_the_empty_form_has_its_name_and_asks_for_nothing(form, full_store, tmp_path):
    pages = printed(form, None, copy_of(full_store, None), tmp_path / "a.pdf")

    assert "待补" not in "".join(pages)
    assert "None" not in "".join(pages)
    assert form.name == "back_cover" or form.title.split("（")[0].removesuffix("封面") in pages[0]


@every_paper
def test_a_draft_marks_only_what_is_missing(form, full_store, sparse, tmp_path):
    whole = whole_for(full_store, form, sparse)

    pages = printed(form, whole, copy_of(full_store, whole, How(draft=True)), tmp_path / "a.pdf")

    marked = set(MARK.findall("".join(pages)))
    assert marked <= set(form.missing(whole))
    assert bool(marked) == bool(form.missing(whole))


@pytest.mark.parametrize(
    "form", [form for form in OF_A_CASE if form.kind is Mediation], ids=lambda form: form.name
)
def test_a_draft_of_a_bare_case_marks_only_what_is_missing(form, full_store, bare, tmp_path):
    whole = whole_for(full_store, form, bare)

    pages = printed(form, whole, copy_of(full_store, whole, How(draft=True)), tmp_path / "a.pdf")

    marked = set(MARK.findall("".join(pages)))
    assert marked <= set(form.missing(whole))
    assert bool(marked) == bool(form.missing(whole))


@every_paper
def test_a_copy_for_a_pen_has_no_marks(form, full_store, sparse, tmp_path):
    whole = whole_for(full_store, form, sparse)

    pages = printed(form, whole, copy_of(full_store, whole, How(by_hand=True)), tmp_path / "a.pdf")

    marked = set(MARK.findall("".join(pages)))
    assert not marked & form.by_hand
    assert marked <= set(form.missing(whole))


@every_paper
def test_every_text_a_paper_asks_for_is_printed(form, full_store, finished, tmp_path):
    whole = whole_for(full_store, form, finished)
    copy = copy_of(full_store, whole)

    text = "".join(printed(form, whole, copy, tmp_path / "a.pdf"))

    assert [line for one in copy.said for line in one.split("\n") if "".join(line.split()) not in text] == []


@every_paper
def test_a_masked_copy_tells_nobody(form, full_store, finished, tmp_path):
    whole = whole_for(full_store, form, finished)
    secrets = set(Mediation.aliases(whole))
    numbers = {"11010519491231002X", "13812345678", "13912345678", "0711-3851234", "91420704MA4F2ABC46"}

    text = "".join(printed(form, whole, copy_of(full_store, whole, How(masked=True)), tmp_path / "a.pdf"))

    assert numbers < secrets
    assert [secret for secret in secrets if secret in text] == []


@every_paper
def test_what_changes_the_paper_changes_its_version(form, full_store, finished):
    whole = whole_for(full_store, form, finished)
    copy = copy_of(full_store, whole, kind=Listening)
    before, shown = words(form, whole, copy)
    silent, seen = [], 0

    for record in records_of(whole):
        for name, described in type(record).kept.items():
            was = getattr(record, name)
            for value in others(described, was, copy.context):
                setattr(record, name, value)
                after, told = words(form, whole, copy)
                setattr(record, name, was)
                seen += after != before
                if after != before and told == shown:
                    silent.append(f"{type(record).__name__}.{name}")

    assert silent == []
    assert seen > 0


def records_of(whole):
    """The case, all it owns, and whom it names: committee and mediators."""
    case = whole.record
    named = [getattr(case, name) for name, each in Mediation.kept.items() if each.type == "ref"]
    found = [case, *named, *(one for each in whole.parts.values() for one in each)]
    found += [one.court for one in whole.all(Confirmation)]
    return [one for one in found if isinstance(one, Record)]


def others(described, was, context):
    """Values that the field could have had."""
    if described.type in {"choice", "choices"}:
        codes = [code.code for code in context.codes(described.codes).active(context.today)]
        values = codes if described.type == "choice" else [(code,) for code in codes]
        return [value for value in values if value != was]
    one = {
        "whole": lambda: (was or 0) + 1,
        "money": lambda: (was or 0) + 1,
        "flag": lambda: not was,
        "day": lambda: (was or date(2026, 1, 1)) - timedelta(days=400),
        "moment": lambda: (was or datetime(2026, 1, 1, tzinfo=UTC)) + timedelta(hours=1),
        "text": lambda: f"{was or ''}改",
    }
    return [one[described.type]()] if described.type in one else []
