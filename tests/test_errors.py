"""The catalogue of messages: three Chinese parts each, every fact given, nothing a clerk cannot read."""

import ast
import pickle
import re
from string import Formatter

import pytest

import ercheng_station
from ercheng_station.errors import Fault, Refused, UserError, messages
from ercheng_station.paths import resources

SOURCE = resources().parent / "src" / ercheng_station.__name__
READABLE = {"PDF", "Excel", "Word", "WPS", "xlsx", "docx", "U", "keys.json"}
PARTS = ("what", "safe", "do")


def facts_of(message):
    return {name for part in PARTS for _, name, _, _ in Formatter().parse(message[part]) if name}


def raised():
    """Every UserError("code", fact=…) in the program with a literal code: where, code, facts given (None = **)."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "UserError":
                codes = [one.value for one in ast.walk(node.args[0]) if isinstance(one, ast.Constant)]
                for code in codes:
                    yield f"{path.name}:{node.lineno}", code, {keyword.arg for keyword in node.keywords}


@pytest.mark.parametrize("code", messages())
def test_every_message_has_three_chinese_sentences_with_every_fact_filled(code):
    message = messages()[code]
    facts = {name: f"〈{name}〉" for name in facts_of(message)}

    error = UserError(code, **facts)

    assert message.keys() == {"no", *PARTS}
    assert str(error) == f"{error.what}{error.safe}{error.do}[{error.no}]"
    for part in (error.what, error.safe, error.do):
        assert re.search(r"[\u4e00-\u9fff]", part)
        assert part.endswith(("。", "？"))
        assert "{" not in part
    assert all(f"〈{name}〉" in str(error) for name in facts)


@pytest.mark.parametrize("code", messages())
def test_no_message_holds_words_that_are_not_chinese(code):
    text = "".join(messages()[code][part] for part in PARTS)

    words = set(re.findall(r"[A-Za-z][A-Za-z.]*[A-Za-z]|[A-Za-z]", re.sub(r"\{\w+\}", "", text)))

    assert words <= READABLE


def test_every_message_has_its_own_number():
    numbers = [message["no"] for message in messages().values()]

    assert all(re.fullmatch(r"E-\d{3}", number) for number in numbers)
    assert len(set(numbers)) == len(numbers)


def test_every_refusal_in_the_program_is_in_the_catalogue_and_gives_its_facts():
    unknown = [(where, code) for where, code, _ in raised() if code not in messages()]
    short = [
        (where, code, facts_of(messages()[code]) - given)
        for where, code, given in raised()
        if code in messages() and None not in given and not facts_of(messages()[code]) <= given
    ]

    assert (unknown, short) == ([], [])


@pytest.mark.faults
def test_every_message_of_the_catalogue_is_raised_somewhere(figure):
    written = {
        node.value
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
    }

    assert set(messages()) - written == set()
    figure(
        "N31",
        "messages: three Chinese parts each, no English word, raised by the program",
        f"{len(messages())} of {len(messages())}",
    )


def test_an_unknown_code_and_a_missing_fact_are_faults_of_the_program():
    with pytest.raises(KeyError):
        UserError("no-such-code")
    with pytest.raises(KeyError):
        UserError("store-missing")


def test_facts_are_data_and_never_a_pattern():
    error = UserError("store-missing", path="{0}/%s/{path}\ud800", kept=5)

    assert "“{0}/%s/{path}?”" in error.what
    assert error.facts == {"path": "{0}/%s/{path}\ud800", "kept": 5}


def test_a_refusal_of_one_record_lists_every_fault_by_its_label():
    error = Refused({"name": "必填", "minutes": "不能大于 600"}, {"name": "企业名称"})

    assert error.code == "refused"
    assert error.faults == {"name": "必填", "minutes": "不能大于 600"}
    assert error.what == "有 2 处填写需要改：企业名称：必填；minutes：不能大于 600。"


def test_refusals_travel_between_processes():
    whole = [
        UserError("store-missing", path="甲"),
        Refused({"name": "必填"}, {"name": "名称"}),
        Fault("不是日期"),
    ]

    arrived = pickle.loads(pickle.dumps(whole))

    assert [str(error) for error in arrived] == [str(error) for error in whole]
    assert arrived[1].faults == {"name": "必填"}
    assert arrived[2].why == "不是日期"


def test_what_was_typed_turns_no_sentence_around():
    typed = "甲\u202e乙\u2066"

    assert Fault(f"“{typed}”不是日期").why == "“甲乙”不是日期"
    assert "甲乙" in UserError("record-moved-on", label=typed).what
