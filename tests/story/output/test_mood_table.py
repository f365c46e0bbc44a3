"""The moods of scenes as a person looks them over."""

from story.output.review import mood_table


def test_each_scene_is_shown_with_the_words_that_tell_its_mood(told) -> None:
    glad = "They laughed and sang, full of joy."
    table = mood_table(told(f"# T\n\n## One\n\n{glad}\n\n## Two\n\nHe put it on the table.\n"))
    assert "| One | bright | joy, laughed, sang |" in table
    assert "| Two | bright | nothing clear (–) |" in table
