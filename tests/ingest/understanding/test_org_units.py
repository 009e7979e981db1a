"""Companies and their parts, as the reference lists know them or as printed."""

import pytest

from pipelines.ingest.understanding.org_units import find_issuer, find_org_units


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Cainiao reused boxes", "Cainiao"),
        (
            "in Alibaba Cloud's self-built data centers",
            "Alibaba Cloud's own data centers",
        ),
        ("electricity used in its cloud data centers", "Alibaba Cloud data centers"),
        ("its cloud arm", "Alibaba Cloud"),
        ("菜鸟重复使用纸箱", "Cainiao"),
        ("at its Wuhan plant", "Wuhan plant"),
        ("our subsidiary NorthGrid", "NorthGrid"),
    ],
)
def test_a_part_is_named_as_the_reference_names_it(text: str, unit: str) -> None:
    assert [each.term for each in find_org_units(text, "Alibaba Group")] == [unit]


@pytest.mark.parametrize(
    "text", ["the company", "emissions of plants", "South China Morning Post"]
)
def test_what_is_no_part(text: str) -> None:
    assert find_org_units(text, "Alibaba Group") == []


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("Alibaba Group Holding reported improvements.", "Alibaba Group"),
        ("腾讯2022年温室气体排放总量", "Tencent"),
        ("Foo Group grew. At Foo Group we care.", "Foo Group"),
        ("We care about the climate.", None),
    ],
)
def test_the_issuer_is_the_company_spoken_of(text: str, issuer: str | None) -> None:
    assert find_issuer(text) == issuer
