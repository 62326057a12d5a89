"""Made-up text like that of an office: sentences, quotations, numbers, codes, names with rare characters."""

import random

WORDS = [
    "企业",
    "商标",
    "专利",
    "续展",
    "年费",
    "侵权",
    "风险",
    "排查",
    "走访",
    "登记",
    "台账",
    "调解",
    "协议",
    "维权",
    "援助",
    "指导",
    "建议",
    "泽林镇",
    "工作站",
    "保护",
    "中心",
    "知识产权",
    "市场监督管理所",
    "湖北",
    "鄂州",
    "鄂城区",
    "有限公司",
    "喆",
    "堃",
    "𠮷",
    "䶮",
    "欧阳",
    "买买提·阿卜杜拉",
    "甲方",
    "乙方",
    "双方",
    "达成",
    "一致",
    "如下",
    "意见",
    "责任田",
    "便道",
    "恢复",
    "补偿",
    "争议",
    "事项",
    "依法",
    "申请",
    "司法",
    "确认",
    "履行",
    "期限",
    "以及",
    "并且",
    "但是",
    "应当",
    "不得",
    "可以",
    "已经",
    "尚未",
]
LATIN = [
    "GB/T9704—2012",
    "ISO9001",
    "2026年3月5日",
    "14.2%",
    "1,846.57",
    "91420704MA4KXXXX1A",
    "ZL202310123456.X",
    "13800000001",
    "App",
    "WiFi-6",
    "iPhone",
    "wechat@example.cn",
    "https://example.cn/a/b?id=7&x=1",
    "300mm",
    "30—200",
    "No.7",
    "100℃",
    "¥2,400.00",
    "￥88",
    "〔2026〕17号",
    "3×4",
    "A/B",
]
STOPS, INSIDE = "。。。！？；", "，，，、；：——……"
PAIRS = ["“”", "（）", "《》", "【】", "〔〕", "‘’", "「」", "()"]


def phrase(chance, depth=0):
    parts = [""]
    for _ in range(chance.randint(1, 5)):
        kind = chance.random()
        if kind < 0.7:
            parts.append(chance.choice(WORDS))
        elif kind < 0.85:
            parts.append("和" * parts[-1].isascii() + chance.choice(LATIN))
        elif depth < 3:
            pair = chance.choice(PAIRS)
            parts.append(pair[0] + phrase(chance, depth + 1) + pair[1])
    return "".join(parts) + "完" * (not any(parts))


def prose(seed, sentences=4):
    chance = random.Random(seed)
    text = []
    for _ in range(sentences):
        for _ in range(chance.randint(1, 4)):
            text.append(phrase(chance))
            text.append(chance.choice(["，", "，", "、", "：", "；", "——", "……", " "]))
        text[-1] = chance.choice(STOPS)
    return "".join(text)
