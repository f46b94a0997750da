//! `kindred check`

use crate::program::Kindred;

fn checked(name: &str, text: &str) -> (i32, String) {
    let kindred = Kindred::new();
    kindred.write(name, text);
    let said = kindred.run(&["check", name]);
    assert_eq!(said.err, "");
    (said.code, said.out)
}

#[test]
fn good_files_are_called_fine() {
    let kindred = Kindred::new();
    kindred.write("kindred.toml", "listen = \"127.0.0.1:9000\"\n");
    kindred.write(
        "riverside.toml",
        include_str!("../api/fixtures/riverside.toml"),
    );
    kindred.write("groups.json", include_str!("../api/fixtures/groups.json"));
    kindred.write(
        "Our rules.toml",
        "[[items]]\nkey = \"a\"\nrule = { en = \"Ask.\", es = \"Pregunta.\" }\n",
    );
    let files = [
        "kindred.toml",
        "riverside.toml",
        "groups.json",
        "Our rules.toml",
    ];
    let said = kindred.ok(&[&["check"], &files[..]].concat());
    assert_eq!(
        said,
        "kindred.toml: fine, the server's settings\n\
         riverside.toml: fine, the site Riverside Cancer Care\n\
         groups.json: fine, 6 groups\n\
         Our rules.toml: fine, guidelines: 1 rule in en, es\n"
    );
}

#[test]
fn languages_that_no_native_reader_has_read_are_named() {
    let kindred = Kindred::new();
    let site = "name = \"A\"\ntime_zone = \"UTC\"\nlanguages = [\"en\", \"pl\", \"cy\", \"es\"]\n\
                reviewed_languages = [\"cy\"]\n";
    kindred.write("a.toml", site);
    let said = kindred.ok(&["check", "a.toml"]);
    assert!(
        said.contains("the site A; consent and crisis texts in pl, es have"),
        "{said}"
    );
}

#[test]
fn a_problem_has_file_line_column_and_the_nearest_key() {
    for (name, text, expected) in [
        (
            "kindred.toml",
            "# The server\nlisen = \"127.0.0.1:1\"\n",
            "kindred.toml:2:1: unknown key `lisen`; did you mean `listen`?\n",
        ),
        (
            "a.toml",
            "name = \"A\"\ntime_zone = \"UTC\"\n[contact]\nphne = \"1\"\n",
            "a.toml:4:1: unknown key `phne` in `contact`; did you mean `phone`?\n",
        ),
        (
            "a.toml",
            "name = \"A\"\n",
            "a.toml:1:1: missing field `time_zone`\n",
        ),
        (
            "A B.toml",
            "name = \"A\"\ntime_zone = \"UTC\"\n",
            "A B.toml:1:1: a site's file is named by its slug: a-z, 0-9 and -, at most 80\n",
        ),
        (
            "g.json",
            "{\"groups\": [\n  {\"slug\": \"a\", \"name\": \"A\", \"language\": \"en\",\n   \
             \"format\": \"online\", \"join_policy\": \"elsewhere\"}\n]}",
            "g.json:2:3: group 1 (A): host_url: it is missing: without a link to where the group \
             lives, members only read whom to ask\n",
        ),
        (
            "g.json",
            "{\"groups\": [\n  {\"slug\": \"a\", \"nmae\": \"A\"}\n]}",
            "g.json:2:17: group 1: unknown key `nmae`; did you mean `name`?\n",
        ),
        (
            "rules.toml",
            "[[items]]\nkey = \"a\"\nrule = { en = \"x\", es = \"y\" }\n[[items]]\nkey = \"b\"\n\
             rule = { en = \"x\" }\n",
            "rules.toml:6:8: item `b`, rule: there are no words in `es`\n",
        ),
        (
            "a.txt",
            "",
            "a.txt:1:1: not a file that this command knows: .toml, .json or .md\n",
        ),
    ] {
        assert_eq!(checked(name, text), (1, expected.to_owned()));
    }
}

#[test]
fn a_wrong_value_in_a_group_has_its_place() {
    let group = |more: &str| {
        format!(
            "{{\"groups\": [\n{{\"slug\": \"a\", \"name\": \"A\", \"language\": \"en\",\n\
             \"format\": \"online\", \"join_policy\": \"open\",\n{more}}}\n]}}"
        )
    };
    let (code, out) = checked("g.json", &group("\"focus\": [\"lungs\"]"));
    assert_eq!(code, 1);
    assert!(
        out.starts_with("g.json:4:") && out.contains("one of: breast"),
        "{out}"
    );
    let (_, out) = checked(
        "g.json",
        &group(
            "\"schedule\": {\"starts_at\": \"2026-01-06T19:00\", \"duration_minutes\": 60,\n \"time_zone\": \"Mars/Base\"}",
        ),
    );
    assert!(
        out.starts_with("g.json:5:15: group 1 (A): schedule.time_zone: "),
        "{out}"
    );
    let (_, out) = checked("g.json", "{\"groups\": [1,\n}");
    assert!(out.starts_with("g.json:2:"), "{out}");
}

#[test]
fn one_bad_file_among_good_ones_sets_the_exit_code() {
    let kindred = Kindred::new();
    kindred.write("kindred.toml", "");
    kindred.write("bad.toml", b"name = \"\xff\"");
    let said = kindred.run(&["check", "kindred.toml", "bad.toml", "none.json"]);
    assert_eq!(said.code, 1);
    assert!(said.out.contains("kindred.toml: fine"));
    assert!(
        said.out.contains("bad.toml:1:9: not UTF-8 text"),
        "{}",
        said.out
    );
    assert!(said.out.contains("none.json:1:1: "));
}

#[test]
fn a_site_file_is_checked_with_the_shelf_beside_it() {
    let kindred = Kindred::new();
    kindred.write(
        "a.toml",
        "name = \"A\"\ntime_zone = \"UTC\"\n[shelf]\nhide = [\"any-grup\"]\n",
    );
    let good = "+++\ntitle = \"What helps?\"\n+++\n";
    kindred.write("a/shelf/en/prompt/what-helps.md", good);
    let said = kindred.run(&["check", "a.toml"]);
    assert_eq!(
        (said.code, said.out.as_str()),
        (
            1,
            "a.toml:4:9: no text of this name is shipped\na/shelf: fine, 1 text\n"
        )
    );
    kindred.write("a.toml", "name = \"A\"\ntime_zone = \"UTC\"\n");
    let bad = "+++\ntitle = \"What helps?\"\nthemes = [\"grif\"]\n+++\n";
    kindred.write("a/shelf/en/prompt/bad.md", bad);
    let said = kindred.run(&["check", "a.toml", "a/shelf/en/prompt/what-helps.md"]);
    let lines: Vec<&str> = said.out.lines().collect();
    assert_eq!(said.code, 1);
    assert_eq!(lines[0], "a.toml: fine, the site A");
    assert!(
        lines[1].starts_with("a/shelf/en/prompt/bad.md:3:11: ") && lines[1].contains("grief"),
        "{}",
        lines[1]
    );
    assert_eq!(
        lines[2],
        "a/shelf/en/prompt/what-helps.md: fine, prompt of the shelf: What helps?"
    );
}
