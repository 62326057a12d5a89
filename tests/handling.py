"""Clues, those who report them, transfers and letters, for tests; raw values as a person types them."""

from datetime import date

from ercheng_station.records.clues import Clue, Cooperation, Reporter, Transfer
from tests.mediating import made

SECRETS = ("钱秘密", "13871234567", "420704199001011231", "保密路八号", "只有下班后接电话")


def clue_of(store, **raw):
    usual = {
        "received_on": "2026-11-16", "source": "holder", "right_class": "trademark", "suspect": "某某五金店",
        "facts": "销售的刀头使用近似标识。", "handler": "余慧敏", "right_note": "注册证复印件", "acts": "销售",
    }  # fmt: skip
    return made(store, Clue, **{**usual, **raw})


def graded(**raw):
    usual = {
        "grade": "general", "graded_by": "余慧敏", "graded_on": "2026-11-17", "confirmed_by": "程德胜", "status": "graded",
    }  # fmt: skip
    return {**usual, **raw}


def reporter_of(store, clue, **raw):
    name, mobile, identity, address, note = SECRETS
    usual = {
        "clue": clue, "kind": "real", "name": name, "mobile": mobile, "id_number": identity, "address": address, "note": note,
    }  # fmt: skip
    return made(store, Reporter, **{**usual, **raw})


def transfer_of(store, clue, **raw):
    usual = {
        "clue": clue, "opened_on": date(2026, 11, 16), "to": "police", "receiver": "鄂城区公安分局", "name": "某某五金店涉嫌假冒案",
        "reason": "货值六万元。", "basis": "国务院令第310号", "handler": "余慧敏", "organ": "鄂州市鄂城区市场监督管理局",
        "papers": "letter、report、goods、inspection",
    }  # fmt: skip
    return made(store, Transfer, **{**usual, **raw})


def letter_of(store, **raw):
    usual = {
        "opened_on": date(2026, 11, 10), "way": "out", "kind": "assist", "counterpart": "大冶市市场监督管理局", "matter": "某店涉嫌侵权",
        "request": "核实发货仓库。", "contact": "余慧敏", "contact_phone": "0711-5550018", "organ": "鄂州市鄂城区市场监督管理局",
    }  # fmt: skip
    return made(store, Cooperation, **{**usual, **raw})
