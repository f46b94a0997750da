use crate::samples::{GROUP, letters, riverside, to_ana};
use server::{
    domain::letter::Letter,
    notify::letters::{Letterhead, Written, write},
};

fn shown(written: &Written) -> String {
    let Written {
        sender,
        reply_to,
        subject,
        text,
        html,
    } = written;
    let reply_to = reply_to.as_deref().unwrap_or("-");
    // The padding says nothing, at length.
    let html = html.replace("&#847;&zwnj;&nbsp;", "");
    format!("From: {sender}\nReply-To: {reply_to}\nSubject: {subject}\n\n{text}\n{html}")
}

/// Languages that ship, found by their folders.
fn languages() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/words/text");
    let entries = std::fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.collect()
}

#[test]
fn every_letter_in_every_language_is_whole_and_isolates_what_reads_the_other_way() {
    for language in languages() {
        let rtl = ["ar", "fa", "he", "ur"].contains(&language.as_str());
        for plain in [false, true] {
            let head = Letterhead {
                plain,
                ..riverside()
            };
            for letter in letters() {
                let name = format!("{language} {}", letter.kind());
                let written = write(&to_ana(&language, letter), &head);
                assert!(!shown(&written).contains(['{', '}']), "{name}");
                let direction = if rtl { "rtl" } else { "ltr" };
                let root = format!("<html lang=\"{language}\" dir=\"{direction}\">");
                assert!(written.html.contains(&root), "{name}");
                // What the isolates of the plain text became.
                let opened = written.html.matches("<bdi dir=").count();
                assert_eq!(opened, written.html.matches("</bdi>").count(), "{name}");
                assert!(
                    !written.html.contains(['\u{2066}', '\u{2067}', '\u{2069}']),
                    "{name}"
                );
                assert!(
                    !written
                        .subject
                        .contains(['\u{2066}', '\u{2067}', '\u{2069}']),
                    "{name}"
                );
                let foreign = written.html.contains("<a href=") || written.html.contains(GROUP);
                assert!(opened == 0 || rtl, "{name}");
                assert!(opened > 0 || !rtl || !foreign, "{name}");
            }
        }
    }
}

#[test]
fn each_letter_in_english_and_spanish() {
    for language in ["en", "es"] {
        for letter in letters() {
            let name = format!("{language}-{}", letter.kind());
            let written = write(&to_ana(language, letter), &riverside());
            insta::assert_snapshot!(name, shown(&written));
        }
    }
}

#[test]
fn a_site_that_wants_it_plain_has_it_plain() {
    let head = Letterhead {
        plain: true,
        ..riverside()
    };
    let placed = letters().remove(2);
    insta::assert_snapshot!("plain-placed", shown(&write(&to_ana("en", placed), &head)));
    for letter in letters() {
        // To sign in is about no group, nor is where somebody is written to; who is asked how it was
        // reads that in no list of letters.
        let about_a_group = !matches!(
            letter,
            Letter::SignIn { .. }
                | Letter::Invited { .. }
                | Letter::AddressChanged { .. }
                | Letter::AddressLeft
                | Letter::Feedback { .. }
        );
        if letter.is_to_unproved() || !about_a_group {
            continue;
        }
        let written = write(&to_ana("es", letter), &head);
        assert_eq!(written.sender, "Riverside Cancer Care");
        assert!(written.subject.contains(GROUP), "{}", written.subject);
    }
}

/// Words that tell what it is about, for the sample site and group.
const TELLING: [&str; 6] = ["cancer", "riverside", "breast", "circle", "KIN-", " join"];

fn tells(text: &str) -> Option<&'static str> {
    let text = text.to_lowercase();
    TELLING
        .into_iter()
        .find(|word| text.contains(&word.to_lowercase()))
}

#[test]
fn what_a_locked_screen_shows_tells_nothing() {
    for language in languages() {
        for letter in letters() {
            let kind = letter.kind();
            let written = write(&to_ana(&language, letter), &riverside());
            assert_eq!(tells(&written.sender), None, "{kind}");
            assert_eq!(tells(&written.subject), None, "{kind}");
            // Signs of East Asia are as wide as two letters.
            let mut room = 160;
            let fits = |letter: &char| {
                room -= if *letter > '\u{2e80}' { 2 } else { 1 };
                room >= 0
            };
            let first: String = written.text.chars().take_while(fits).collect();
            assert_eq!(tells(&first), None, "{kind}: {first}");
            // The hidden line, with which programs fill theirs, and its padding.
            let head = written.html.split("<div role=\"article\"").next().unwrap();
            assert_eq!(tells(head), None, "{kind}");
            assert!(head.matches("&zwnj;").count() >= 90);
        }
    }
}

#[test]
fn to_an_unproved_address_no_letter_names_anything() {
    for language in languages() {
        for letter in letters().into_iter().filter(Letter::is_to_unproved) {
            let written = write(&to_ana(&language, letter), &riverside());
            assert_eq!(tells(&written.text), None);
            assert_eq!(tells(&written.html.replace("708-555", "circle")), None);
            assert_eq!(written.reply_to, None);
        }
    }
}

#[test]
fn every_page_says_its_language_has_no_picture_and_asks_nobody() {
    for letter in letters() {
        let written = write(&to_ana("es", letter), &riverside());
        assert!(written.html.contains("<html lang=\"es\" dir=\"ltr\">"));
        for remote in ["<img", "<link", "<script", "src=", "url(", "@import"] {
            assert!(!written.html.contains(remote), "{remote}");
        }
        for address in written.html.split("href=\"").skip(1) {
            let address = address.split('"').next().unwrap();
            assert!(written.text.contains(address), "{address}");
            assert!(address.starts_with("https://groups.example.org/"));
        }
    }
}

#[test]
fn a_reader_whose_zone_is_unknown_reads_the_sites() {
    let offered = letters().remove(4);
    let mut letter = to_ana("en", offered);
    letter.time_zone = Some("Nowhere/At_All".to_owned());
    let written = write(&letter, &riverside());
    assert!(
        written.text.contains("6 pm, Chicago time (CST)"),
        "{}",
        written.text
    );
}

#[test]
fn letters_to_staff_are_known_by_their_kind() {
    let to_staff = letters().into_iter().filter(Letter::is_to_staff);
    let mut kinds: Vec<_> = to_staff.map(|letter| letter.kind()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    // Those about a request go on when somebody leaves (`forget_letters_to_member!`).
    let about_a_request = [
        "answer-overdue",
        "member-note",
        "new-request",
        "to-review",
        "to-ring",
    ];
    let others = ["concern", "groups-to-tend", "invited", "sign-in"];
    let mut known = [&about_a_request[..], &others].concat();
    known.sort_unstable();
    assert_eq!(kinds, known);
}
