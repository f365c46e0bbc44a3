"""Sites and vaults: pictures are found where their tools would find them."""

from story.problems import Problems
from story.script import read_script


def panels_of(story):
    script = read_script(story, Problems())
    return [panel.file for section in script.sections for panel in section.panels]


def test_a_vault_s_pictures_are_found_by_name_alone(tmp_path):
    (tmp_path / ".obsidian").mkdir()
    for name in ("tales", "files/art"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "files/art/map.png").write_bytes(b"x")
    (tmp_path / "tales/sea.md").write_text("# T\n\n![[map.png|300]]\n\nOne.\n\n![[gone.png]]\n")
    assert panels_of(tmp_path / "tales/sea.md") == [tmp_path / "files/art/map.png", None]


def test_paths_with_a_site_s_values_start_at_its_root(tmp_path):
    (tmp_path / "_config.yml").write_text("")
    (tmp_path / "img").mkdir()
    (tmp_path / "img/a.png").write_bytes(b"x")
    text = "![]({{ site.baseurl }}/img/a.png)\n\n![]({{ '/img/a.png' | relative_url }})\n\nOne.\n"
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_posts/2024-a.md").write_text(f"# T\n\n{text}")
    assert panels_of(tmp_path) == [tmp_path / "img/a.png"] * 2


def test_hugo_s_static_folder_is_its_root(tmp_path):
    (tmp_path / "hugo.toml").write_text("")
    for name in ("static/img", "content/posts/a"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "static/img/a.png").write_bytes(b"x")
    (tmp_path / "content/posts/a/index.md").write_text("# T\n\n![](/img/a.png)\n\nOne.\n")
    assert panels_of(tmp_path) == [tmp_path / "static/img/a.png"]
