//! What the console's own pages say to staff. `{name}` stands for what is put in.
//!
//! The console has fewer languages than members are spoken to in: English and Spanish.

use api_types::StaffRole;

use crate::words::Tongue;

/// The words of one language.
pub struct ConsoleWords {
    pub sign_in_title: &'static str,
    pub sign_in_text: &'static str,
    pub sign_in_label: &'static str,
    pub sign_in_button: &'static str,
    pub sign_in_no_mail: &'static str,
    pub passkey_text: &'static str,
    pub passkey_week: &'static str,
    pub passkey_button: &'static str,
    pub passkey_failed: &'static str,
    pub passkey_refused: &'static str,
    pub sent_title: &'static str,
    pub sent: &'static str,
    pub sent_again: &'static str,

    pub link_title: &'static str,
    pub link_text: &'static str,
    pub link_several: &'static str,
    pub stay_today: &'static str,
    pub stay_week: &'static str,
    pub stay_text: &'static str,
    pub link_ended: &'static str,
    pub link_unknown: &'static str,
    pub to_sign_in: &'static str,

    pub set_up_title: &'static str,
    /// `{site}`
    pub set_up_text: &'static str,
    pub set_up_name: &'static str,
    pub set_up_email: &'static str,
    pub set_up_button: &'static str,
    pub bad_name: &'static str,
    pub set_up_ended: &'static str,

    pub opening: &'static str,
    pub no_script: &'static str,
    pub no_program: &'static str,
    pub once_more: &'static str,
    pub home_title: &'static str,
    pub home_name: &'static str,
    pub home_role: &'static str,
    pub home_site: &'static str,
    pub home_groups: &'static str,
    pub role_of: fn(StaffRole) -> &'static str,
    pub to_sessions: &'static str,
    pub sign_out: &'static str,

    pub sessions_title: &'static str,
    pub sessions_text: &'static str,
    pub device_unknown: &'static str,
    pub this_one: &'static str,
    pub since: &'static str,
    pub last_used: &'static str,
    pub end_one: &'static str,
    pub end_others: &'static str,
    pub to_console: &'static str,
}

impl ConsoleWords {
    /// The words of a language; English where the console does not have it.
    pub fn of(tongue: Tongue) -> &'static Self {
        if tongue.tag() == "es" {
            &SPANISH
        } else {
            &ENGLISH
        }
    }

    /// The language that they are in.
    pub fn tongue(asked: Tongue) -> Tongue {
        match asked.tag() {
            "es" => asked,
            _ => Tongue::ENGLISH,
        }
    }
}

static ENGLISH: ConsoleWords = ConsoleWords {
    sign_in_title: "Sign in to the console",
    sign_in_text: "Type the email address that you work with here. We send you a link; there is no \
                   password.",
    sign_in_label: "Your email address",
    sign_in_button: "Send me a link",
    sign_in_no_mail: "This server cannot send email yet. Ask whoever runs it for a link to sign in.",
    passkey_text: "If you have added a passkey in the console, you can sign in with it: by fingerprint, face \
                   or the PIN of your device.",
    passkey_week: "Stay signed in for a week (only on a device of your own)",
    passkey_button: "Sign in with a passkey",
    passkey_failed: "That did not work. Please try again in a moment, or ask for a link by email.",
    passkey_refused: "This passkey does not let anybody in here any more. Ask for a link by email.",
    sent_title: "Look into your mail",
    sent: "If this address belongs to somebody on the staff, a link to sign in is on its way. It holds \
           for fifteen minutes.",
    sent_again: "Nothing there after a few minutes? Look among the spam, then ask again. If it never \
                 comes, ask your coordinator whether this is the address that they know.",

    link_title: "Sign in to the console",
    link_text: "Press a button to sign in. The link works once.",
    link_several: "You are on the staff of more than one organisation. Where would you like to go?",
    stay_today: "Sign in",
    stay_week: "Sign in for a week",
    stay_text: "Choose the week only on a device of your own. On a computer that others use, too, you \
                are signed out when the browser closes, and after two hours without use.",
    link_ended: "It was used before, or it is too old. You can have a new one.",
    link_unknown: "Perhaps a part of it is missing. You can have a new one.",
    to_sign_in: "Get a new link",

    set_up_title: "Set up the console",
    set_up_text: "You are the first here. Tell us who you are, and you are the coordinator of {site}: \
                  you can then invite the others.",
    set_up_name: "Your name",
    set_up_email: "Your email address, to sign in with later",
    set_up_button: "Set up the console",
    bad_name: "Please write a name, at most 60 characters on one line.",
    set_up_ended: "It was used before, or it is too old. If nobody has set the console up yet, \
                   whoever runs the server gets a new link with `kindred staff link`.",

    opening: "Opening the console …",
    no_script: "The console needs JavaScript. Switch it on for this address, then load the page again.",
    no_program: "The console did not open. Perhaps the connection was away for a moment, or the browser \
                 is too old: any of the last three years will do.",
    once_more: "Try again",
    home_title: "The console",
    home_name: "Signed in as",
    home_role: "Role",
    home_site: "Organisation",
    home_groups: "Your groups",
    role_of: |role| match role {
        StaffRole::Coordinator => "Coordinator",
        StaffRole::Facilitator => "Facilitator",
        StaffRole::ReadOnly => "Reads, but not how to reach anybody; changes nothing",
    },
    to_sessions: "Where you are signed in",
    sign_out: "Sign out",

    sessions_title: "Where you are signed in",
    sessions_text: "Is there one that you do not know? Sign it out.",
    device_unknown: "A device that does not say what it is",
    this_one: "This is the one that you are using now.",
    since: "Since",
    last_used: "Last used",
    end_one: "Sign out there",
    end_others: "Sign out everywhere else",
    to_console: "Back to the console",
};

static SPANISH: ConsoleWords = ConsoleWords {
    sign_in_title: "Entra en la consola",
    sign_in_text: "Escribe la dirección de correo con la que trabajas aquí. Te enviamos un enlace; no \
                   hay contraseña.",
    sign_in_label: "Tu dirección de correo",
    sign_in_button: "Envíame un enlace",
    sign_in_no_mail: "Este servidor todavía no puede enviar correo. Pide un enlace para entrar a quien \
                      lo lleva.",
    passkey_text: "Si has añadido una llave de acceso en la consola, puedes entrar con ella: con tu huella, \
                   tu cara o el PIN de tu dispositivo.",
    passkey_week: "Seguir dentro una semana (solo en un dispositivo tuyo)",
    passkey_button: "Entrar con una llave de acceso",
    passkey_failed: "No ha funcionado. Inténtalo otra vez en un momento, o pide un enlace por correo.",
    passkey_refused: "Esta llave ya no deja entrar a nadie aquí. Pide un enlace por correo.",
    sent_title: "Mira tu correo",
    sent: "Si esta dirección es de alguien del equipo, un enlace para entrar ya está en camino. Sirve \
           durante quince minutos.",
    sent_again: "¿No llega nada en unos minutos? Mira en el correo no deseado y pídelo otra vez. Si no \
                 llega nunca, pregunta a quien coordina si es esta la dirección que conoce.",

    link_title: "Entra en la consola",
    link_text: "Pulsa un botón para entrar. El enlace sirve una sola vez.",
    link_several: "Estás en el equipo de más de una organización. ¿Adónde quieres ir?",
    stay_today: "Entrar",
    stay_week: "Entrar por una semana",
    stay_text: "Elige la semana solo en un dispositivo tuyo. En un ordenador que también usan otros, \
                tu sesión termina al cerrar el navegador y después de dos horas sin uso.",
    link_ended: "Ya se usó antes, o es demasiado viejo. Puedes pedir uno nuevo.",
    link_unknown: "Quizá le falta una parte. Puedes pedir uno nuevo.",
    to_sign_in: "Pedir un enlace nuevo",

    set_up_title: "Prepara la consola",
    set_up_text: "Eres la primera persona aquí. Dinos quién eres y coordinas {site}: después puedes \
                  invitar a los demás.",
    set_up_name: "Tu nombre",
    set_up_email: "Tu dirección de correo, para entrar más adelante",
    set_up_button: "Preparar la consola",
    bad_name: "Escribe un nombre, de 60 caracteres como máximo y en una línea.",
    set_up_ended: "Ya se usó antes, o es demasiado viejo. Si nadie ha preparado la consola todavía, \
                   quien lleva el servidor obtiene un enlace nuevo con `kindred staff link`.",

    opening: "Abriendo la consola …",
    no_script: "La consola necesita JavaScript. Actívalo para esta dirección y vuelve a cargar la página.",
    no_program: "La consola no se ha abierto. Quizá se cortó la conexión un momento, o el navegador es \
                 demasiado antiguo: sirve cualquiera de los últimos tres años.",
    once_more: "Inténtalo otra vez",
    home_title: "La consola",
    home_name: "Has entrado como",
    home_role: "Función",
    home_site: "Organización",
    home_groups: "Tus grupos",
    role_of: |role| match role {
        StaffRole::Coordinator => "Coordinación",
        StaffRole::Facilitator => "Facilitación de grupos",
        StaffRole::ReadOnly => "Lee, pero no cómo contactar con nadie; no cambia nada",
    },
    to_sessions: "Dónde tienes la sesión abierta",
    sign_out: "Salir",

    sessions_title: "Dónde tienes la sesión abierta",
    sessions_text: "¿Hay alguna que no conoces? Ciérrala.",
    device_unknown: "Un dispositivo que no dice qué es",
    this_one: "Esta es la que estás usando ahora.",
    since: "Desde",
    last_used: "Último uso",
    end_one: "Cerrar esa sesión",
    end_others: "Cerrar todas las demás",
    to_console: "Volver a la consola",
};
