"""The store against a plain dict: whatever is done in whatever order, both say the same and the history verifies."""

import shutil
from uuid import uuid4

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, rule
from hypothesis.stateful import run_state_machine_as_test as run_machine

from ercheng_station.db.changes import Alter, Create, Remove, Restore
from ercheng_station.db.check import check, is_damaged
from ercheng_station.db.listing import Query
from ercheng_station.db.store import Store
from ercheng_station.errors import UserError
from ercheng_station.records import CATALOGUE
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import Link
from ercheng_station.records.visit import Visit
from tests.conftest import NOW

NAMES = st.text(st.sampled_from("甲乙丙宏达会计单𠮷aB1 "), min_size=1, max_size=6).filter(str.strip)
FINDINGS = st.none() | st.text(st.sampled_from("商标专利侵权<b>=1%_\n𠮷aA"), min_size=1, max_size=8).filter(
    str.strip
)
WORDS = st.text(st.sampled_from("甲宏达会商标专利侵<=1%_𠮷a"), min_size=1, max_size=3)


class Stores(RuleBasedStateMachine):
    """`firms` and `visits` are what ought to be there: uid → (values, removed)."""

    firms = Bundle("firms")
    visits = Bundle("visits")

    def __init__(self, empty, scratch):
        super().__init__()
        self.folder = shutil.copytree(empty, scratch / str(uuid4()) / "数据")
        self.store = Store.open(self.folder, CATALOGUE, now=lambda: NOW)
        self.kept, self.past = {}, []

    @initialize(target=firms, name=NAMES)
    def one_firm(self, name):
        return self.create(Enterprise, {"name": name})

    @rule(target=firms, name=NAMES)
    def add_firm(self, name):
        return self.create(Enterprise, {"name": name})

    @rule(target=visits, firm=firms, findings=st.lists(FINDINGS, min_size=1, max_size=3))
    def add_visits(self, firm, findings):
        raw = {"enterprise": str(firm), "visited_on": "2026-03-05", "way": "field", "visitors": "余慧敏"}
        if self.kept[firm][2]:
            return multiple()
        values, faults = self.store.examine(Visit, raw)
        assert not faults.hard
        creates = [Create(Visit, {**values, "findings": text}) for text in findings]
        self.act("新增走访", creates)
        for one in creates:
            self.kept[one.uid] = (Visit, dict(one.values), False)
        return multiple(*(one.uid for one in creates))

    @rule(firm=firms, name=NAMES)
    def rename(self, firm, name):
        kind, values, removed = self.kept[firm]
        if removed:
            self.refused("record-gone", Alter(kind, firm, {"name": name}))
        elif values["name"] != name:
            self.act("改名", [Alter(kind, firm, {"name": name})])
            self.kept[firm] = (kind, {**values, "name": name}, False)

    @rule(visit=visits, findings=FINDINGS)
    def rewrite(self, visit, findings):
        kind, values, removed = self.kept[visit]
        if not removed and values["findings"] != findings:
            self.act("修改走访", [Alter(kind, visit, {"findings": findings})])
            self.kept[visit] = (kind, {**values, "findings": findings}, False)

    @rule(one=firms | visits)
    def remove(self, one):
        kind, values, removed = self.kept[one]
        if removed:
            self.refused("record-gone", Remove(kind, one, "试验"))
        elif self.is_referred_to(one):
            self.refused("record-referred-to", Remove(kind, one, "试验"))
        else:
            self.act("删除", [Remove(kind, one, "试验")])
            self.kept[one] = (kind, values, True)

    @rule(one=firms | visits)
    def restore(self, one):
        kind, values, removed = self.kept[one]
        if removed and not self.points_to_removed(values):
            self.act("恢复", [Restore(kind, one)])
            self.kept[one] = (kind, values, False)

    @rule(first=firms, second=firms, name=NAMES)
    def all_or_nothing(self, first, second, name):
        """The second change is refused, so the first is not there either."""
        if not self.kept[first][2]:
            self.refused(
                "record-gone",
                Alter(Enterprise, first, {"name": f"{name}改"}),
                Remove(Enterprise, uuid4(), "x"),
            )

    @rule()
    def undo(self):
        if not self.past:
            with pytest.raises(UserError, match="没有可以撤销的操作"):
                self.store.undo()
            return
        before = self.past.pop()
        self.store.undo()
        gone = self.kept.keys() - before.keys()
        voided = {uid: (*self.kept[uid][:2], True) for uid in gone}
        self.kept = {**before, **voided}

    @rule()
    def begin_again(self):
        self.store.close()
        self.store = Store.open(self.folder, CATALOGUE, now=lambda: NOW)

    @rule(word=WORDS)
    def search(self, word):
        for kind, field in ((Enterprise, "name"), (Visit, "findings")):
            found = {row.uid for row in self.store.rows(Query(kind, text=word))}
            scanned = {
                uid
                for uid, (of, values, removed) in self.kept.items()
                if of is kind and not removed and self.holds(kind, values, field, word)
            }
            assert scanned <= found, (kind, word)
            if not word.isascii():
                assert found == scanned, (kind, word)

    @invariant()
    def both_say_the_same(self):
        for removed in (False, True):
            rows = {
                row.uid: row
                for kind in (Enterprise, Visit)
                for row in self.store.rows(Query(kind, removed=removed))
            }
            assert rows.keys() == {uid for uid, one in self.kept.items() if one[2] == removed}
            for uid, row in rows.items():
                wanted = self.kept[uid][1]
                assert {name: row.values[name] for name in wanted} == wanted
        numbers = [
            row.number for removed in (False, True) for row in self.store.rows(Query(Visit, removed=removed))
        ]
        assert len(numbers) == len(set(numbers))
        assert not self.store.broken()

    def teardown(self):
        assert not is_damaged(check(self.store))
        self.store.close()
        shutil.rmtree(self.folder.parent)

    def create(self, kind, raw):
        values, faults = self.store.examine(kind, raw)
        assert not faults.hard
        one = Create(kind, values)
        self.act("新增", [one])
        self.kept[one.uid] = (kind, dict(values), False)
        return one.uid

    def act(self, label, changes):
        self.past.append(dict(self.kept))
        self.store.act(label, changes)

    def refused(self, code, *changes):
        with pytest.raises(UserError) as refusal:
            self.store.act("试验", changes)
        assert refusal.value.code == code

    def is_referred_to(self, uid):
        return any(not removed and uid in links(values) for _, values, removed in self.kept.values())

    def points_to_removed(self, values):
        return any(self.kept[uid][2] for uid in links(values))

    def holds(self, kind, values, field, word):
        """As a scan of the register's texts would: its own, and the names of those it points to."""
        texts = [values[field], values.get("visitors")]
        texts += [self.kept[uid][1]["name"] for uid in links(values)]
        return any(word.lower() in text.lower() for text in texts if text)


def links(values):
    return {value.uid for value in values.values() if isinstance(value, Link)}


@pytest.mark.fuzz
def test_the_store_does_what_a_dict_would(empty_folder, tmp_path, full):
    few = settings(max_examples=500 if full else 8, stateful_step_count=40 if full else 20)

    run_machine(lambda: Stores(empty_folder, tmp_path), settings=few)
