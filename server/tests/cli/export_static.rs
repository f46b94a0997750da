//! `kindred export --static`: a site's groups as files for any web space.

use std::fs;

use crate::program::Kindred;

const SITE: &str = "name = { en = \"Riverside\", es = \"Ribera\" }\nlanguages = [\"en\", \"es\"]\n\
                    time_zone = \"America/Chicago\"\ncountry = \"US\"\n\
                    [contact]\nphone = \"312-555-0100\"\n";

/// A site with the groups of the API's tests.
fn with_groups() -> Kindred {
    let kindred = Kindred::new();
    kindred.write("data/sites/riverside.toml", SITE);
    let groups = kindred.write("groups.json", include_str!("../api/fixtures/groups.json"));
    assert_eq!(kindred.import("kindred", &groups).code, 0);
    kindred
}

fn export(kindred: &Kindred) -> String {
    kindred.ok(&["export", "--site", "riverside", "--static", "web"])
}

fn read(kindred: &Kindred, name: &str) -> String {
    fs::read_to_string(kindred.path(&format!("web/{name}"))).expect(name)
}

/// Where the links of a page lead that are files here, as paths in the folder.
fn links(page: &str, html: &str) -> Vec<String> {
    let folder: Vec<&str> = page.split('/').collect();
    let links = html.split(" href=\"").skip(1);
    let links = links.filter_map(|rest| rest.split('"').next());
    let own = links.filter(|link| !link.contains(':'));
    own.map(|link| {
        let mut path = folder[..folder.len() - 1].to_vec();
        for part in link.split('/') {
            match part {
                ".." => assert!(
                    path.pop().is_some(),
                    "{page} leads out of the folder: {link}"
                ),
                part => path.push(part),
            }
        }
        path.join("/")
    })
    .collect()
}

#[test]
fn a_site_is_written_as_pages_whose_links_all_lead_to_files() {
    let kindred = with_groups();
    assert!(export(&kindred).contains("6 groups"));
    for page in [
        "index.html",
        "groups/evening-circle.html",
        "es/index.html",
        "es/groups/evening-circle.html",
    ] {
        let html = read(&kindred, page);
        let links = links(page, &html);
        assert!(links.len() > 3, "{page}: {links:?}");
        for link in links {
            assert!(
                kindred.path(&format!("web/{link}")).is_file(),
                "{page}: {link}"
            );
        }
        assert!(
            !html.contains("<script") && !html.contains("<form"),
            "{page}"
        );
    }
    assert!(read(&kindred, "es/index.html").contains("<html lang=\"es\""));
}

#[test]
fn how_to_join_is_whom_to_ask_and_nothing_private_is_written() {
    let kindred = with_groups();
    export(&kindred);
    let html = read(&kindred, "groups/evening-circle.html");
    assert!(html.contains("href=\"tel:3125550111\"") && !html.contains("frame/join"));
    for file in [
        "groups/evening-circle.html",
        "data/groups/evening-circle.json",
    ] {
        let text = read(&kindred, file);
        for private in ["hidden-room-77", "0199", "48151623"] {
            assert!(!text.contains(private), "{private} in {file}");
        }
    }
    for file in ["data/groups.json", "data/site.en.json", "data/site.es.json"] {
        let json: serde_json::Value = serde_json::from_str(&read(&kindred, file)).unwrap();
        assert!(json.is_object(), "{file}");
    }
    assert!(read(&kindred, "calendars/evening-circle.ics").starts_with("BEGIN:VCALENDAR"));
}

#[test]
fn the_finder_comes_with_what_it_asks_for_and_nothing_of_a_former_build() {
    let kindred = with_groups();
    let with = |assets: &str| {
        kindred.ok(&[
            "export",
            "--site",
            "riverside",
            "--static",
            "web",
            "--assets",
            assets,
        ])
    };
    assert!(
        with("nowhere").contains("--assets"),
        "it says what is not there"
    );
    assert!(!kindred.path("web/v1").exists() && !kindred.path("web/kindred.js").exists());
    kindred.write(
        "built/kindred.js",
        "'finder.aaaa1111','join.bbbb2222','aside.cccc3333'",
    );
    for name in [
        "finder.aaaa1111.wasm",
        "finder.aaaa1111.wasm.br",
        "finder.0ld00000.wasm",
    ] {
        kindred.write(&format!("built/assets/{name}"), "x");
    }
    kindred.write("built/assets/join.bbbb2222.wasm", "x");
    kindred.write("built/assets/aside.cccc3333.js", "x");
    assert!(!with("built").contains("--assets"));
    let folder = fs::read_dir(kindred.path("web/assets")).unwrap();
    let mut files: Vec<_> = folder.map(|file| file.unwrap().file_name()).collect();
    files.sort();
    assert_eq!(files, ["aside.cccc3333.js", "finder.aaaa1111.wasm"]);
    let site = read(&kindred, "v1/sites/riverside/index.html");
    assert!(
        site.contains("\"name\":\"Riverside\"") && !site.contains('<'),
        "{site}"
    );
    let list = read(&kindred, "v1/sites/riverside/groups/index.html");
    let list: serde_json::Value = serde_json::from_str(&list).unwrap();
    assert_eq!(list["groups"].as_array().unwrap().len(), 6);
    assert!(list["next"].is_null(), "there is nobody to ask for more");
    let group = "v1/sites/riverside/groups/evening-circle";
    let page = read(&kindred, &format!("{group}/index.html"));
    assert!(page.contains("\"without_form\":true"), "{page}");
    for private in ["hidden-room-77", "0199", "48151623"] {
        assert!(!page.contains(private), "{private}");
    }
    assert!(read(&kindred, &format!("{group}/calendar.ics")).starts_with("BEGIN:VCALENDAR"));
}

#[test]
fn a_group_that_is_gone_has_no_page_any_more_and_other_files_stay() {
    let kindred = with_groups();
    export(&kindred);
    let own = [
        kindred.write("web/contact.html", "Ours"),
        kindred.write("web/groups/.htaccess", "Ours"),
        kindred.write("web/groups/picture.jpg", "Ours"),
    ];
    let gone = [
        kindred.write("web/groups/former.html", "Gone"),
        kindred.write("web/de/groups/former.html", "Gone"),
    ];
    let outside = kindred.write("outside.html", "Ours");
    let written = read(&kindred, "data/written.txt");
    assert!(
        written.contains("\nes/groups/evening-circle.html\n"),
        "{written}"
    );
    let before = format!("{written}groups/former.html\nde/groups/former.html\n../outside.html\n");
    kindred.write("web/data/written.txt", &before);
    export(&kindred);
    assert!(own.iter().all(|path| path.is_file()) && outside.is_file());
    assert!(!gone.iter().any(|path| path.exists()));
    assert_eq!(read(&kindred, "data/written.txt"), written);
}

#[test]
fn pages_are_written_instead_of_a_file_not_beside_it() {
    let kindred = with_groups();
    let both = [
        "export",
        "--site",
        "riverside",
        "--static",
        "web",
        "--out",
        "x",
    ];
    let said = kindred.run(&both);
    assert_eq!(said.code, 2, "{}", said.err);
    let unknown = kindred.run(&["export", "--site", "nobody", "--static", "web"]);
    assert_ne!(unknown.code, 0);
    assert!(!kindred.path("web").exists());
}
