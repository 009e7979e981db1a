"""Many phrases at once: whole words, the longest first, in every script."""

from pipelines.ingest.understanding.phrase_index import PhraseIndex


def _find(text: str, *phrases: str) -> list[str]:
    return [each.text for each in PhraseIndex((p, p) for p in phrases).find(text)]


def test_the_longest_phrase_at_a_place_is_found() -> None:
    assert _find("less than ten", "less", "less than") == ["less than"]


def test_a_word_inside_another_is_not_found() -> None:
    assert _find("darüber und über", "über") == ["über"]


def test_a_stem_lets_its_word_go_on() -> None:
    assert _find("aus erneuerbaren Quellen", "erneuerbar*") == ["erneuerbaren"]


def test_scripts_without_spaces_match_anywhere() -> None:
    assert _find("阿里云清洁电力占比", "清洁", "电力") == ["清洁", "电力"]


def test_names_can_keep_their_case() -> None:
    index = PhraseIndex([("Shell", 1)], keeps_case=True)

    assert [each.meaning for each in index.find("a shell by Shell")] == [1]
