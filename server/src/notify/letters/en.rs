//! Letters in English: plain, kind words that a twelve-year-old can follow.

use api_types::JoinState;
use chrono_tz::Tz;

use super::{
    parts::{Part, fact, link, text, written},
    when::Tongue,
    words::{Ways, Worded, Words},
};

const T: Tongue = Tongue::English;
const PAGE: &str = "Open your page";

/// The words.
pub(super) struct English;

impl Words for English {
    fn tongue(&self) -> Tongue {
        T
    }
    fn sender(&self) -> &'static str {
        "Sign-up desk"
    }
    fn hello(&self) -> &'static str {
        "Hello,"
    }
    fn opening(&self) -> &'static str {
        "This is a message about something that was asked for on our website. Its first lines \
              say little on purpose, so that nobody who glances at your screen learns more than \
              you want. Here it is:"
    }
    fn unsubscribe(&self) -> &'static str {
        "To get no more messages like this one"
    }

    fn ask(&self, phone: Option<&str>, email: Option<&str>) -> Option<String> {
        match (phone, email) {
            (Some(phone), Some(email)) => Some(format!(
                "If you have a question, ring {phone} or write to {email}."
            )),
            (Some(phone), None) => Some(format!("If you have a question, ring {phone}.")),
            (None, Some(email)) => Some(format!("If you have a question, write to {email}.")),
            (None, None) => None,
        }
    }

    fn prove_address(&self, code: &str, url: &str) -> Worded {
        Worded {
            subject: "Your code",
            plain_subject: "Your code to join".to_owned(),
            preview: "Here is the code that you asked for.",
            parts: vec![
                text("Here is the code that you asked for. Type it on the page where you began:"),
                Part::Code(code.to_owned()),
                text("Or open this page and press its button. Either way is enough."),
                link("Confirm this address", url),
                text(
                    "Did you not ask for this? Then somebody typed your address by mistake. You need \
                 do nothing, and we will delete it.",
                ),
            ],
        }
    }

    fn link_again(&self, url: &str) -> Worded {
        Worded {
            subject: "Your link",
            plain_subject: "Your link".to_owned(),
            preview: "Here is the link that you asked for.",
            parts: vec![
                text(
                    "Here is the link that you asked for. Keep it to yourself: it opens your page.",
                ),
                link(PAGE, url),
                text("Did you not ask for this? Then you need do nothing."),
            ],
        }
    }

    fn new_address(&self, url: &str) -> Worded {
        Worded {
            subject: "Is this your address?",
            plain_subject: "Is this your new address?".to_owned(),
            preview: "Please say whether this address is yours.",
            parts: vec![
                text(
                    "Somebody asked us to write to them at this address from now on. If it was you, \
                     open this page within two days and press its button.",
                ),
                link("Confirm this address", url),
                text(
                    "Did you not ask for this? Then somebody typed your address by mistake. You need \
                     do nothing, and we will delete it.",
                ),
            ],
        }
    }

    fn address_changed(&self, url: &str) -> Worded {
        Worded {
            subject: "Thank you for telling us",
            plain_subject: "From now on we write to you here".to_owned(),
            preview: "From now on we write to you here.",
            parts: vec![
                text(
                    "From now on we write to you at this address. Links in our earlier emails do not \
                     work any more. Here is a new one.",
                ),
                link(PAGE, url),
                text(
                    "Keep this link to yourself: it opens your page. If our dates are in your own \
                     calendar, make a new calendar address there, too.",
                ),
            ],
        }
    }

    fn address_left(&self) -> Worded {
        Worded {
            subject: "We write to another address from now on",
            plain_subject: "We write to another address from now on".to_owned(),
            preview: "You need do nothing if this was you.",
            parts: vec![
                text(
                    "We were asked to write to another address from now on, so this is our last \
                     email to you here about this. Links in our earlier emails do not work any more.",
                ),
                text(
                    "If this was you, you need do nothing. If it was not you, please tell us soon: \
                     answer this email, and we look into it.",
                ),
            ],
        }
    }

    fn received(&self, group: &str, reference: &str, answer_by: &str, url: &str) -> Worded {
        Worded {
            subject: "We have your request",
            plain_subject: format!("We have your request to join {group}"),
            preview: "Thank you. We have what you sent.",
            parts: vec![
                text(format!(
                    "Thank you for asking to join {group}. Your request has arrived. A person will \
                 read it and answer you by {}.",
                    T.day(answer_by)
                )),
                fact("Your reference, if you ring us", reference),
                text(
                    "On your page you can see where your request stands, change it or take it back.",
                ),
                link(PAGE, url),
            ],
        }
    }

    fn placed(&self, group: &str, url: &str) -> Worded {
        Worded {
            subject: "News about your request",
            plain_subject: format!("You have a place in {group}"),
            preview: "There is an answer for you.",
            parts: vec![
                text(format!(
                    "You have a place in {group}. We are glad that you are coming."
                )),
                text(
                    "Your page has the next meetings and how to get in. You can come and only listen \
                 the first time, if you like to begin that way.",
                ),
                link(PAGE, url),
                text("Keep this link to yourself: it opens your page."),
            ],
        }
    }

    fn waitlisted(&self, group: &str, url: &str) -> Worded {
        Worded {
            subject: "News about your request",
            plain_subject: format!("You are on the waiting list of {group}"),
            preview: "There is an answer for you.",
            parts: vec![
                text(format!(
                    "{group} is full at the moment, so you are on its waiting list. When a place \
                 becomes free and it is your turn, we write to you."
                )),
                text("You need do nothing. On your page you can leave the list at any time."),
                link(PAGE, url),
            ],
        }
    }

    fn offered(&self, group: &str, until: &str, url: &str, zone: Tz) -> Worded {
        Worded {
            subject: "Please answer: news about your request",
            plain_subject: format!("A place in {group} is free for you"),
            preview: "Something is kept for you. Please answer.",
            parts: vec![
                text(format!(
                    "Good news: a place in {group} has become free, and it is yours."
                )),
                fact("We keep it for you until", T.moment(until, zone)),
                text("Please say whether you want it. After that time it goes to the next person."),
                link("Take the place, or let it go", url),
            ],
        }
    }

    fn declined(
        &self,
        group: &str,
        words: Option<&str>,
        others: Vec<(String, String)>,
        url: &str,
    ) -> Worded {
        let ours = || {
            vec![text(format!(
                "Thank you for asking to join {group}. We are sorry: this group cannot give you a place. \
         That says nothing about you. Each group is made for certain people, and this one is not \
         the right one for you."
            ))]
        };
        let mut parts = words.map_or_else(ours, written);
        if !others.is_empty() {
            parts.push(text("These groups may suit you better:"));
            parts.push(Part::Links(others));
        }
        parts.push(link(PAGE, url));
        Worded {
            subject: "News about your request",
            plain_subject: format!("About your request to join {group}"),
            preview: "There is an answer for you.",
            parts,
        }
    }

    fn question(&self, group: &str, words: &str, url: &str) -> Worded {
        let mut parts = vec![text(format!(
            "You asked to join {group}. Before we decide, we would like to ask you something:"
        ))];
        parts.extend(written(words));
        parts.push(text(
            "Please answer this email: your answer reaches us. Tell us no more than you like to. If \
             we hear nothing within a week, we decide with what we know.",
        ));
        parts.push(link(PAGE, url));
        Worded {
            subject: "A question about your request",
            plain_subject: format!("A question about your request to join {group}"),
            preview: "We would like to ask you something.",
            parts,
        }
    }

    fn moved(
        &self,
        (from, group): (&str, &str),
        (state, answer_by): (JoinState, Option<&str>),
        url: &str,
    ) -> Worded {
        let standing = match (state, answer_by) {
            (JoinState::Approved, _) => format!("You have a place in {group}."),
            (JoinState::Waitlisted, _) => format!(
                "{group} is full at the moment, so you are on its waiting list. When it is your turn, \
                 we write to you."
            ),
            (_, Some(day)) => format!(
                "A person who looks after {group} reads your request and answers by {}.",
                T.day(day)
            ),
            _ => format!("A person who looks after {group} reads your request now."),
        };
        Worded {
            subject: "News about your request",
            plain_subject: format!("Your request is for {group} now"),
            preview: "There is news for you.",
            parts: vec![
                text(format!(
                    "You asked to join {from}. We believe that another group fits you better, and \
                     have moved your request there: {group}."
                )),
                text(standing),
                text(
                    "Each group has rules that keep it safe for everyone. Please read those of this \
                     group on your page, and say that you have. If you do not want to go there, you \
                     can take your request back on the same page.",
                ),
                link("Read the rules of this group", url),
            ],
        }
    }

    fn answer_late(&self, group: &str, reference: &str, phone: Option<&str>) -> Worded {
        let next = match phone {
            Some(phone) => format!(
                "We have told the people in charge. If you do not want to wait, ring {phone} and say \
             your reference."
            ),
            None => {
                "We have told the people in charge. If you do not want to wait, answer this message \
                 and say your reference."
                    .to_owned()
            }
        };
        Worded {
            subject: "Your request takes longer",
            plain_subject: format!("Your request to join {group} takes longer"),
            preview: "We are sorry that you are still waiting.",
            parts: vec![
                text(format!(
                    "We promised you an answer about {group} by now, and you have none. We are sorry. \
                 Your request is not lost."
                )),
                text(next),
                fact("Your reference", reference),
            ],
        }
    }

    fn guidelines_changed(&self, group: &str, url: &str) -> Worded {
        Worded {
            subject: "Something to read",
            plain_subject: format!("The guidelines of {group} have changed"),
            preview: "Something has changed. Please have a look.",
            parts: vec![
                text(format!(
                    "The guidelines of {group} have changed: the rules that keep it safe for everyone. \
                 Please read what is new, and say that you have."
                )),
                link("See what changed", url),
            ],
        }
    }

    fn reminder(
        &self,
        group: &str,
        (when, theirs): (String, Option<String>),
        prompt: Option<&str>,
        url: &str,
    ) -> Worded {
        let mut parts = vec![
            text(format!(
                "This is the reminder that you asked for. {group} meets soon."
            )),
            fact("When", when),
        ];
        parts.extend(theirs.map(|theirs| fact("That is, for the group", theirs)));
        if let Some(prompt) = prompt {
            parts.push(text("Something to think about beforehand, if you like:"));
            parts.extend(written(prompt));
        }
        parts.push(text("How to get in stands on your page."));
        parts.push(link(PAGE, url));
        Worded {
            subject: "A reminder",
            plain_subject: format!("{group} meets soon"),
            preview: "Here is the reminder that you asked for.",
            parts,
        }
    }

    fn meeting_cancelled(
        &self,
        group: &str,
        (when, theirs): (String, Option<String>),
        note: Option<&str>,
        url: &str,
    ) -> Worded {
        let mut parts = vec![
            text(format!(
                "{group} does not meet this time. We are sorry if you were looking forward to it."
            )),
            fact("Cancelled", when),
        ];
        parts.extend(theirs.map(|theirs| fact("That is, for the group", theirs)));
        parts.extend(note.map(|note| fact("From the group", note)));
        parts.push(text(
            "Your place stays yours. The next meetings are on your page.",
        ));
        parts.push(link(PAGE, url));
        Worded {
            subject: "A change to your dates",
            plain_subject: format!("A meeting of {group} is cancelled"),
            preview: "One of your dates has changed.",
            parts,
        }
    }

    fn meeting_moved(
        &self,
        group: &str,
        (was, _): (String, Option<String>),
        (when, theirs): (String, Option<String>),
        note: Option<&str>,
        url: &str,
    ) -> Worded {
        let mut parts = vec![
            text(format!("{group} meets at another time, this once.")),
            fact("New time", when),
        ];
        parts.extend(theirs.map(|theirs| fact("That is, for the group", theirs)));
        parts.push(fact("Not", was));
        parts.extend(note.map(|note| fact("From the group", note)));
        parts.push(text("How to get in stands on your page, as always."));
        parts.push(link(PAGE, url));
        Worded {
            subject: "A change to your dates",
            plain_subject: format!("{group} meets at another time"),
            preview: "One of your dates has changed.",
            parts,
        }
    }

    fn meeting_restored(
        &self,
        group: &str,
        (when, theirs): (String, Option<String>),
        url: &str,
    ) -> Worded {
        let mut parts = vec![
            text(format!(
                "We wrote to you that a meeting of {group} had changed. It takes place after all, at \
                 its own time."
            )),
            fact("When", when),
        ];
        parts.extend(theirs.map(|theirs| fact("That is, for the group", theirs)));
        parts.push(text("How to get in stands on your page, as always."));
        parts.push(link(PAGE, url));
        Worded {
            subject: "A change to your dates",
            plain_subject: format!("{group} meets after all"),
            preview: "One of your dates has changed.",
            parts,
        }
    }

    fn groups_to_tend(&self, without_dates: &[String], unchecked: &[String], url: &str) -> Worded {
        let mut parts = vec![text("Some of your groups need a look from you.")];
        if !without_dates.is_empty() {
            parts.push(text(
                "These have had their last meeting. Please add the next dates, or pause the group:",
            ));
            parts.push(text(without_dates.join(", ")));
        }
        if !unchecked.is_empty() {
            parts.push(text(
                "Nobody has looked at these for three months. Is everything still right? One press \
                 says so:",
            ));
            parts.push(text(unchecked.join(", ")));
        }
        parts.push(link("Open your groups", url));
        Worded {
            subject: "Please have a look",
            plain_subject: match without_dates.first().or(unchecked.first()) {
                Some(group) => format!("Please have a look: {group}"),
                None => "Please have a look".to_owned(),
            },
            preview: "There is something for you to do.",
            parts,
        }
    }

    fn group_message(&self, group: &str, (subject, words): (&str, &str), url: &str) -> Worded {
        let mut parts = vec![
            text(format!(
                "This goes to everybody in {group}, to each by an email of their own."
            )),
            fact("About", subject),
        ];
        parts.extend(written(words));
        parts.push(link(PAGE, url));
        Worded {
            subject: "A message for you",
            plain_subject: format!("{group}: {subject}"),
            preview: "There is a message for you.",
            parts,
        }
    }

    fn feedback(&self, group: &str, day: Option<&str>, url: &str) -> Worded {
        let about = match day {
            Some(day) => format!("{group} met on {}. How was it for you?", T.day(day)),
            None => format!("We would like to know how things are for you with {group}."),
        };
        Worded {
            subject: "A short question",
            plain_subject: "A short question".to_owned(),
            preview: "We would like to hear from you, if you like.",
            parts: vec![
                text(about),
                text(
                    "It takes a minute or two. You choose whether your name is on it; without it, \
                     nobody can tell which answers are yours. You need not answer.",
                ),
                link("Answer now", url),
            ],
        }
    }

    fn member_note(&self, group: &str, url: &str) -> Worded {
        Worded {
            subject: "A member wrote to you",
            plain_subject: format!("A member of {group} wrote to you"),
            preview: "There is something for you to read.",
            parts: vec![
                text(format!(
                    "A member of {group} wrote something for you, with their name. It stands in the \
                     console, under Feedback. It does not wait for others, so please read it soon."
                )),
                link("Read it in the console", url),
            ],
        }
    }

    fn removed(&self, group: &str, words: &str, url: &str) -> Worded {
        let mut parts = vec![text(format!(
            "This is about your place in {group}, which has ended."
        ))];
        parts.extend(written(words));
        parts.push(text(
            "On your page you see what we hold of you, and can have it erased.",
        ));
        parts.push(link(PAGE, url));
        Worded {
            subject: "About your place",
            plain_subject: format!("About your place in {group}"),
            preview: "This is about your place.",
            parts,
        }
    }

    fn concern(&self, group: &str, url: &str) -> Worded {
        Worded {
            subject: "Something to read soon",
            plain_subject: format!("Something may be wrong in {group}"),
            preview: "There is something for you to read.",
            parts: vec![
                text(format!(
                    "A member of {group} writes that something is wrong in the group. What they wrote \
                     stands in the console, under Today. Who leads the group has not been told."
                )),
                link("Read it in the console", url),
            ],
        }
    }

    fn new_request(&self, group: &str, reference: &str, answer_by: &str, ways: Ways<'_>) -> Worded {
        let what = format!(
            "Somebody asks to join {group}. They were promised an answer by {}. Please read the \
         request, then approve or decline it.",
            T.day(answer_by)
        );
        to_staff("A new request", what, group, reference, ways)
    }

    fn answer_overdue(&self, group: &str, reference: &str, ways: Ways<'_>) -> Worded {
        let what = format!(
            "A request to join {group} has had no answer within the promised time. The person knows \
         that it takes longer, and whom to ring. Please answer it now."
        );
        to_staff("A request waits too long", what, group, reference, ways)
    }

    fn to_review(&self, group: &str, reference: &str, ways: Ways<'_>) -> Worded {
        let what = format!(
            "A request for {group} came without the proof that a person sent it. Please look at it: \
             often the device was just old or slow. We wrote nothing to its address so far."
        );
        to_staff("A request to look at", what, group, reference, ways)
    }

    fn to_ring(&self, group: &str, reference: &str, ways: Ways<'_>) -> Worded {
        let what = format!(
            "Somebody who wants to join {group} gave a telephone number. Please ring them. The number \
         stands with the request."
        );
        to_staff("Somebody waits for a call", what, group, reference, ways)
    }

    fn sign_in(&self, until: &str, url: &str, zone: Tz) -> Worded {
        Worded {
            subject: "Your link",
            plain_subject: "Your link to sign in".to_owned(),
            preview: "Here is the link that you asked for.",
            parts: vec![
                text("Here is the link to sign in to the console. Open it and press its button."),
                link("Sign in", url),
                fact("It works once, until", T.moment(until, zone)),
                text(
                    "Did you not ask for this? Then you need do nothing. Give the link to nobody, \
                     whoever asks for it.",
                ),
            ],
        }
    }

    fn invited(&self, organisation: &str, until: &str, url: &str, zone: Tz) -> Worded {
        Worded {
            subject: "An invitation",
            plain_subject: format!("{organisation} invites you to its console"),
            preview: "There is something for you to do.",
            parts: vec![
                text(format!(
                    "{organisation} would like you to help run its groups. In its console you see \
                     what is yours to do: requests, members and meetings. To begin, open this page \
                     and press its button."
                )),
                link("Accept the invitation", url),
                fact("It works once, until", T.moment(until, zone)),
                text(
                    "Later you sign in with your email address alone: there is no password to \
                     remember. Was this not meant for you? Then you need do nothing.",
                ),
            ],
        }
    }
}

fn to_staff(
    subject: &'static str,
    what: String,
    group: &str,
    reference: &str,
    (page, console): Ways<'_>,
) -> Worded {
    let mut parts = vec![
        text(what),
        fact("Reference", reference),
        link("Open the request", page),
    ];
    parts.extend(console.map(|url| link("Or open it in the console, where you sign in", url)));
    Worded {
        subject,
        plain_subject: format!("{subject}: {group}, {reference}"),
        preview: "There is something for you to do.",
        parts,
    }
}
