//! File, environment and flags, in that order of increasing weight; help and version

use crate::{program::Kindred, serve::Running};

#[test]
fn flags_outweigh_the_environment_and_that_the_file() {
    let kindred = Kindred::with_site();
    kindred.write(
        "data/kindred.toml",
        "listen = \"127.0.0.1:1\"\nlog_level = \"error\"\n",
    );
    // Port 1 is not ours to take, so each weaker source would fail.
    let mut environment = kindred.command();
    environment
        .args(["serve"])
        .env("KINDRED_LISTEN", "127.0.0.1:0");
    assert!(
        Running::start(environment)
            .get("/healthz")
            .contains("alive")
    );
    let mut flag = kindred.command();
    flag.args(["serve", "--listen", "127.0.0.1:0"])
        .env("KINDRED_LISTEN", "127.0.0.2:1");
    assert!(Running::start(flag).address.starts_with("127.0.0.1:"));
}

#[test]
fn the_database_and_the_data_folder_can_be_named_in_each_way() {
    let kindred = Kindred::with_site();
    kindred.write(
        "data/kindred.toml",
        "database = \"sqlite://from-file.db\"\n",
    );
    kindred.ok(&["export", "--site", "riverside"]);
    assert!(kindred.path("from-file.db").exists());
    kindred.ok(&[
        "export",
        "--site",
        "riverside",
        "--database",
        "sqlite://from-flag.db",
    ]);
    assert!(kindred.path("from-flag.db").exists());
    assert!(!kindred.path("data/kindred.db").exists());
}

#[test]
fn a_broken_settings_file_stops_every_command_with_its_place() {
    let kindred = Kindred::with_site();
    kindred.write("data/kindred.toml", "\nlistn = 1\n");
    let said = kindred.run(&["serve"]);
    assert_eq!(said.code, 1);
    assert!(
        said.err
            .contains("data/kindred.toml:2:1: unknown key `listn`; did you mean `listen`?"),
        "{}",
        said.err
    );
}

#[test]
fn a_key_in_the_environment_stands_in_for_the_key_file() {
    let kindred = Kindred::with_site();
    let mut export = kindred.command();
    let key = "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=";
    export
        .args(["export", "--site", "riverside"])
        .env("KINDRED_KEY", key);
    assert!(export.status().unwrap().success());
    assert!(!kindred.path("data/kindred.key").exists());
    let mut export = kindred.command();
    export
        .args(["export", "--site", "riverside"])
        .env("KINDRED_KEY", "secret-but-short");
    let said = export.output().unwrap();
    assert!(!said.status.success());
    let err = String::from_utf8(said.stderr).unwrap();
    assert!(
        err.contains("KINDRED_KEY") && !err.contains("secret-but-short"),
        "{err}"
    );
}

#[test]
fn proxies_are_named_in_each_way_and_what_is_none_stops_the_start() {
    let kindred = Kindred::with_site();
    let said = kindred.run(&["serve", "--trusted-proxies", "::1,10.0.0.0/40"]);
    assert_eq!(said.code, 2);
    assert!(
        said.err.contains("\"10.0.0.0/40\" is not an address"),
        "{}",
        said.err
    );
    let mut environment = kindred.command();
    environment
        .args(["serve", "--listen", "127.0.0.1:0"])
        .env("KINDRED_TRUSTED_PROXIES", "::1,10.0.0.0/8");
    assert!(
        Running::start(environment)
            .get("/healthz")
            .contains("alive")
    );
    kindred.write("data/kindred.toml", "trusted_proxies = [\"ten\"]\n");
    let said = kindred.run(&["serve"]);
    let place = "data/kindred.toml:1:19: \"ten\" is not an address";
    assert!(said.err.contains(place), "{}", said.err);
}

#[test]
fn the_version_is_told() {
    let kindred = Kindred::new();
    let expected = format!("kindred {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(kindred.ok(&["version"]), expected);
    assert_eq!(kindred.ok(&["--version"]), expected);
}

#[test]
fn help_teaches_with_examples_and_names_every_key_and_variable() {
    let kindred = Kindred::new();
    for command in ["serve", "import", "import-places", "export", "check"] {
        let help = kindred.ok(&[command, "--help"]);
        assert!(help.contains("Examples:"), "{command}");
    }
    let help = kindred.ok(&["serve", "--help"]);
    let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
    for key in [
        "listen",
        "database",
        "assets",
        "examples",
        "trusted_proxies",
        "smtp",
        "smtp_ca_file",
        "mail_from",
        "public_url",
        "mail_folder",
        "log_format",
        "log_level",
    ] {
        assert!(help.contains(&format!("{key} = ")), "{key}");
        assert!(
            help.contains(&format!("KINDRED_{}", key.to_uppercase())),
            "{key}"
        );
    }
    assert!(help.contains("KINDRED_KEY") && help.contains("KINDRED_DATA"));
    let said = kindred.run(&["improt"]);
    assert!(said.err.contains("import"), "{}", said.err);
}
