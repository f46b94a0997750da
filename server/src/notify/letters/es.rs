//! Letters in Spanish: palabras sencillas y amables, de tú.

use api_types::JoinState;
use chrono_tz::Tz;

use super::{
    parts::{Part, fact, link, text, written},
    when::Tongue,
    words::{Ways, Worded, Words},
};

const T: Tongue = Tongue::Spanish;
const PAGE: &str = "Abre tu página";

/// The words.
pub(super) struct Spanish;

impl Words for Spanish {
    fn tongue(&self) -> Tongue {
        T
    }
    fn sender(&self) -> &'static str {
        "Inscripciones"
    }
    fn hello(&self) -> &'static str {
        "Hola:"
    }
    fn opening(&self) -> &'static str {
        "Este mensaje trata de algo que se pidió en nuestra página web. Sus primeras líneas \
              dicen poco a propósito, para que nadie que mire tu pantalla sepa más de lo que tú \
              quieras. Esto es lo que queremos decirte:"
    }
    fn unsubscribe(&self) -> &'static str {
        "Para no recibir más mensajes como este"
    }

    fn ask(&self, phone: Option<&str>, email: Option<&str>) -> Option<String> {
        match (phone, email) {
            (Some(phone), Some(email)) => Some(format!(
                "Si tienes alguna pregunta, llama al {phone} o escribe a {email}."
            )),
            (Some(phone), None) => Some(format!("Si tienes alguna pregunta, llama al {phone}.")),
            (None, Some(email)) => Some(format!("Si tienes alguna pregunta, escribe a {email}.")),
            (None, None) => None,
        }
    }

    fn prove_address(&self, code: &str, url: &str) -> Worded {
        Worded {
            subject: "Tu código",
            plain_subject: "Tu código para unirte".to_owned(),
            preview: "Este es el código que pediste.",
            parts: vec![
                text("Este es el código que pediste. Escríbelo en la página donde empezaste:"),
                Part::Code(code.to_owned()),
                text("O abre esta página y pulsa su botón. Con una de las dos cosas basta."),
                link("Confirma esta dirección", url),
                text(
                    "¿No lo has pedido? Entonces alguien escribió tu dirección por error. No tienes \
                 que hacer nada, y la borraremos.",
                ),
            ],
        }
    }

    fn link_again(&self, url: &str) -> Worded {
        Worded {
            subject: "Tu enlace",
            plain_subject: "Tu enlace".to_owned(),
            preview: "Este es el enlace que pediste.",
            parts: vec![
                text("Este es el enlace que pediste. Guárdalo para ti: abre tu página."),
                link(PAGE, url),
                text("¿No lo has pedido? Entonces no tienes que hacer nada."),
            ],
        }
    }

    fn new_address(&self, url: &str) -> Worded {
        Worded {
            subject: "¿Es esta tu dirección?",
            plain_subject: "¿Es esta tu nueva dirección?".to_owned(),
            preview: "Dinos, por favor, si esta dirección es tuya.",
            parts: vec![
                text(
                    "Alguien nos pidió que le escribamos a esta dirección a partir de ahora. Si fuiste \
                     tú, abre esta página en los próximos dos días y pulsa su botón.",
                ),
                link("Confirmar esta dirección", url),
                text(
                    "¿No lo has pedido? Entonces alguien escribió tu dirección por error. No tienes \
                     que hacer nada, y la borraremos.",
                ),
            ],
        }
    }

    fn address_changed(&self, url: &str) -> Worded {
        Worded {
            subject: "Gracias por avisarnos",
            plain_subject: "A partir de ahora te escribimos aquí".to_owned(),
            preview: "A partir de ahora te escribimos aquí.",
            parts: vec![
                text(
                    "A partir de ahora te escribimos a esta dirección. Los enlaces de nuestros correos \
                     anteriores ya no funcionan. Este es uno nuevo.",
                ),
                link(PAGE, url),
                text(
                    "Guárdalo para ti: abre tu página. Si tienes nuestras fechas en tu propio \
                     calendario, crea allí también una nueva dirección de calendario.",
                ),
            ],
        }
    }

    fn address_left(&self) -> Worded {
        Worded {
            subject: "A partir de ahora escribimos a otra dirección",
            plain_subject: "A partir de ahora escribimos a otra dirección".to_owned(),
            preview: "Si fuiste tú, no tienes que hacer nada.",
            parts: vec![
                text(
                    "Nos pidieron escribir a otra dirección a partir de ahora, así que este es el último \
                     correo que te enviamos aquí sobre esto. Los enlaces de nuestros correos anteriores \
                     ya no funcionan.",
                ),
                text(
                    "Si fuiste tú, no tienes que hacer nada. Si no fuiste tú, avísanos pronto, por \
                     favor: responde a este correo y lo miraremos.",
                ),
            ],
        }
    }

    fn received(&self, group: &str, reference: &str, answer_by: &str, url: &str) -> Worded {
        Worded {
            subject: "Tenemos tu solicitud",
            plain_subject: format!("Tenemos tu solicitud para unirte a {group}"),
            preview: "Gracias. Tenemos lo que enviaste.",
            parts: vec![
                text(format!(
                    "Gracias por querer unirte a {group}. Tu solicitud ha llegado. Una persona la \
                 leerá y te responderá a más tardar el {}.",
                    T.day(answer_by)
                )),
                fact("Tu referencia, si nos llamas", reference),
                text("En tu página puedes ver cómo va tu solicitud, cambiarla o retirarla."),
                link(PAGE, url),
            ],
        }
    }

    fn placed(&self, group: &str, url: &str) -> Worded {
        Worded {
            subject: "Novedades sobre tu solicitud",
            plain_subject: format!("Tienes un lugar en {group}"),
            preview: "Hay una respuesta para ti.",
            parts: vec![
                text(format!(
                    "Tienes un lugar en {group}. Nos alegra que vengas."
                )),
                text(
                    "En tu página están las próximas reuniones y cómo entrar. La primera vez puedes \
                 venir y solo escuchar, si prefieres empezar así.",
                ),
                link(PAGE, url),
                text("Guarda este enlace para ti: abre tu página."),
            ],
        }
    }

    fn waitlisted(&self, group: &str, url: &str) -> Worded {
        Worded {
            subject: "Novedades sobre tu solicitud",
            plain_subject: format!("Estás en la lista de espera de {group}"),
            preview: "Hay una respuesta para ti.",
            parts: vec![
                text(format!(
                    "{group} está completo por ahora, así que estás en su lista de espera. Cuando \
                 quede un lugar y sea tu turno, te escribiremos."
                )),
                text(
                    "No tienes que hacer nada. En tu página puedes salir de la lista cuando quieras.",
                ),
                link(PAGE, url),
            ],
        }
    }

    fn offered(&self, group: &str, until: &str, url: &str, zone: Tz) -> Worded {
        Worded {
            subject: "Responde, por favor: novedades sobre tu solicitud",
            plain_subject: format!("Hay un lugar para ti en {group}"),
            preview: "Guardamos algo para ti. Responde, por favor.",
            parts: vec![
                text(format!(
                    "Buenas noticias: ha quedado un lugar en {group}, y es tuyo."
                )),
                fact("Te lo guardamos hasta el", T.moment(until, zone)),
                text("Dinos si lo quieres, por favor. Después pasa a la siguiente persona."),
                link("Acepta el lugar o déjalo", url),
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
                "Gracias por querer unirte a {group}. Lo sentimos: este grupo no puede darte un lugar. Eso \
         no dice nada de ti. Cada grupo está hecho para ciertas personas, y este no es el adecuado \
         para ti."
            ))]
        };
        let mut parts = words.map_or_else(ours, written);
        if !others.is_empty() {
            parts.push(text("Estos grupos pueden irte mejor:"));
            parts.push(Part::Links(others));
        }
        parts.push(link(PAGE, url));
        Worded {
            subject: "Novedades sobre tu solicitud",
            plain_subject: format!("Sobre tu solicitud para unirte a {group}"),
            preview: "Hay una respuesta para ti.",
            parts,
        }
    }

    fn question(&self, group: &str, words: &str, url: &str) -> Worded {
        let mut parts = vec![text(format!(
            "Quieres unirte a {group}. Antes de decidir, nos gustaría preguntarte algo:"
        ))];
        parts.extend(written(words));
        parts.push(text(
            "Responde a este mensaje, por favor: tu respuesta nos llega. Cuéntanos solo lo que \
             quieras. Si en una semana no sabemos nada, decidimos con lo que sabemos.",
        ));
        parts.push(link(PAGE, url));
        Worded {
            subject: "Una pregunta sobre tu solicitud",
            plain_subject: format!("Una pregunta sobre tu solicitud para unirte a {group}"),
            preview: "Nos gustaría preguntarte algo.",
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
            (JoinState::Approved, _) => format!("Tienes un lugar en {group}."),
            (JoinState::Waitlisted, _) => format!(
                "{group} está completo por ahora, así que estás en su lista de espera. Cuando te \
                 toque, te escribimos."
            ),
            (_, Some(day)) => format!(
                "Una persona que lleva {group} leerá tu solicitud y te responderá a más tardar el {}.",
                T.day(day)
            ),
            _ => format!("Una persona que lleva {group} leerá ahora tu solicitud."),
        };
        Worded {
            subject: "Novedades sobre tu solicitud",
            plain_subject: format!("Tu solicitud es ahora para {group}"),
            preview: "Hay novedades para ti.",
            parts: vec![
                text(format!(
                    "Querías unirte a {from}. Creemos que otro grupo te va mejor y hemos pasado tu \
                     solicitud a {group}."
                )),
                text(standing),
                text(
                    "Cada grupo tiene normas para que todos se sientan seguros. Lee las de este grupo \
                     en tu página, por favor, y dinos que las has leído. Si no quieres ir a ese \
                     grupo, puedes retirar tu solicitud en la misma página.",
                ),
                link("Lee las normas de este grupo", url),
            ],
        }
    }

    fn answer_late(&self, group: &str, reference: &str, phone: Option<&str>) -> Worded {
        let next = match phone {
            Some(phone) => format!(
                "Hemos avisado a las personas responsables. Si no quieres esperar, llama al {phone} y \
             di tu referencia."
            ),
            None => {
                "Hemos avisado a las personas responsables. Si no quieres esperar, responde a este \
                 mensaje y di tu referencia."
                    .to_owned()
            }
        };
        Worded {
            subject: "Tu solicitud tarda más",
            plain_subject: format!("Tu solicitud para unirte a {group} tarda más"),
            preview: "Sentimos que sigas esperando.",
            parts: vec![
                text(format!(
                    "Te prometimos una respuesta sobre {group} y todavía no la tienes. Lo sentimos. \
                 Tu solicitud no se ha perdido."
                )),
                text(next),
                fact("Tu referencia", reference),
            ],
        }
    }

    fn guidelines_changed(&self, group: &str, url: &str) -> Worded {
        Worded {
            subject: "Algo para leer",
            plain_subject: format!("Las normas de {group} han cambiado"),
            preview: "Algo ha cambiado. Míralo, por favor.",
            parts: vec![
                text(format!(
                    "Las normas de {group} han cambiado: las reglas que lo hacen seguro para todas las \
                 personas. Lee lo nuevo, por favor, y di que lo has leído."
                )),
                link("Mira qué ha cambiado", url),
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
                "Este es el recordatorio que pediste. {group} se reúne pronto."
            )),
            fact("Cuándo", when),
        ];
        parts.extend(theirs.map(|theirs| fact("Es decir, para el grupo", theirs)));
        if let Some(prompt) = prompt {
            parts.push(text("Algo en lo que pensar antes, si quieres:"));
            parts.extend(written(prompt));
        }
        parts.push(text("En tu página está cómo entrar."));
        parts.push(link(PAGE, url));
        Worded {
            subject: "Un recordatorio",
            plain_subject: format!("{group} se reúne pronto"),
            preview: "Este es el recordatorio que pediste.",
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
                "{group} no se reúne esta vez. Sentimos si te hacía ilusión."
            )),
            fact("Cancelada", when),
        ];
        parts.extend(theirs.map(|theirs| fact("Es decir, para el grupo", theirs)));
        parts.extend(note.map(|note| fact("Del grupo", note)));
        parts.push(text(
            "Tu lugar sigue siendo tuyo. Las próximas reuniones están en tu página.",
        ));
        parts.push(link(PAGE, url));
        Worded {
            subject: "Un cambio en tus fechas",
            plain_subject: format!("Se cancela una reunión de {group}"),
            preview: "Ha cambiado una de tus fechas.",
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
            text(format!("{group} se reúne a otra hora, solo esta vez.")),
            fact("Nueva fecha", when),
        ];
        parts.extend(theirs.map(|theirs| fact("Es decir, para el grupo", theirs)));
        parts.push(fact("Ya no", was));
        parts.extend(note.map(|note| fact("Del grupo", note)));
        parts.push(text("En tu página está cómo entrar, como siempre."));
        parts.push(link(PAGE, url));
        Worded {
            subject: "Un cambio en tus fechas",
            plain_subject: format!("{group} se reúne a otra hora"),
            preview: "Ha cambiado una de tus fechas.",
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
                "Te escribimos que una reunión de {group} había cambiado. Al final sí se celebra, a su \
                 hora."
            )),
            fact("Cuándo", when),
        ];
        parts.extend(theirs.map(|theirs| fact("Es decir, para el grupo", theirs)));
        parts.push(text("En tu página está cómo entrar, como siempre."));
        parts.push(link(PAGE, url));
        Worded {
            subject: "Un cambio en tus fechas",
            plain_subject: format!("{group} sí se reúne"),
            preview: "Ha cambiado una de tus fechas.",
            parts,
        }
    }

    fn groups_to_tend(&self, without_dates: &[String], unchecked: &[String], url: &str) -> Worded {
        let mut parts = vec![text("Algunos de tus grupos necesitan que los mires.")];
        if !without_dates.is_empty() {
            parts.push(text(
                "Estos ya han tenido su última reunión. Añade las próximas fechas, por favor, o pon el \
                 grupo en pausa:",
            ));
            parts.push(text(without_dates.join(", ")));
        }
        if !unchecked.is_empty() {
            parts.push(text(
                "Nadie ha mirado estos desde hace tres meses. ¿Sigue todo bien? Basta con pulsar un \
                 botón:",
            ));
            parts.push(text(unchecked.join(", ")));
        }
        parts.push(link("Abre tus grupos", url));
        Worded {
            subject: "Míralo, por favor",
            plain_subject: match without_dates.first().or(unchecked.first()) {
                Some(group) => format!("Míralo, por favor: {group}"),
                None => "Míralo, por favor".to_owned(),
            },
            preview: "Hay algo que te espera.",
            parts,
        }
    }

    fn group_message(&self, group: &str, (subject, words): (&str, &str), url: &str) -> Worded {
        let mut parts = vec![
            text(format!(
                "Esto va a todas las personas de {group}, a cada una en un correo propio."
            )),
            fact("Sobre", subject),
        ];
        parts.extend(written(words));
        parts.push(link(PAGE, url));
        Worded {
            subject: "Un mensaje para ti",
            plain_subject: format!("{group}: {subject}"),
            preview: "Hay un mensaje para ti.",
            parts,
        }
    }

    fn feedback(&self, group: &str, day: Option<&str>, url: &str) -> Worded {
        let about = match day {
            Some(day) => format!("{group} se reunió el {}. ¿Cómo fue para ti?", T.day(day)),
            None => format!("Nos gustaría saber cómo te va con {group}."),
        };
        Worded {
            subject: "Una pregunta breve",
            plain_subject: "Una pregunta breve".to_owned(),
            preview: "Nos gustaría saber de ti, si quieres.",
            parts: vec![
                text(about),
                text(
                    "Te llevará uno o dos minutos. Tú eliges si pones tu nombre; sin él, nadie puede \
                     saber qué respuestas son tuyas. No tienes que contestar.",
                ),
                link("Contestar ahora", url),
            ],
        }
    }

    fn member_note(&self, group: &str, url: &str) -> Worded {
        Worded {
            subject: "Un miembro te ha escrito",
            plain_subject: format!("Un miembro de {group} te ha escrito"),
            preview: "Hay algo para leer.",
            parts: vec![
                text(format!(
                    "Un miembro de {group} ha escrito algo para ti, con su nombre. Está en la consola, \
                     en Opiniones. No espera a otros, así que léelo pronto, por favor."
                )),
                link("Leerlo en la consola", url),
            ],
        }
    }

    fn removed(&self, group: &str, words: &str, url: &str) -> Worded {
        let mut parts = vec![text(format!(
            "Esto es sobre tu lugar en {group}, que ha terminado."
        ))];
        parts.extend(written(words));
        parts.push(text(
            "En tu página ves lo que guardamos de ti, y puedes pedir que se borre.",
        ));
        parts.push(link(PAGE, url));
        Worded {
            subject: "Sobre tu lugar",
            plain_subject: format!("Sobre tu lugar en {group}"),
            preview: "Esto es sobre tu lugar.",
            parts,
        }
    }

    fn concern(&self, group: &str, url: &str) -> Worded {
        Worded {
            subject: "Algo para leer pronto",
            plain_subject: format!("Puede que algo vaya mal en {group}"),
            preview: "Hay algo que te espera.",
            parts: vec![
                text(format!(
                    "Alguien de {group} escribe que algo va mal en el grupo. Lo que escribió está en \
                     la consola, en Hoy. Quien dirige el grupo no lo sabe."
                )),
                link("Léelo en la consola", url),
            ],
        }
    }

    fn new_request(&self, group: &str, reference: &str, answer_by: &str, ways: Ways<'_>) -> Worded {
        let what = format!(
            "Alguien quiere unirse a {group}. Se le prometió una respuesta a más tardar el {}. Lee la \
         solicitud, por favor, y apruébala o recházala.",
            T.day(answer_by)
        );
        to_staff("Una solicitud nueva", what, group, reference, ways)
    }

    fn answer_overdue(&self, group: &str, reference: &str, ways: Ways<'_>) -> Worded {
        let what = format!(
            "Una solicitud para unirse a {group} no ha tenido respuesta en el tiempo prometido. La \
         persona sabe que tarda más y a quién llamar. Respóndele ahora, por favor."
        );
        to_staff(
            "Una solicitud espera demasiado",
            what,
            group,
            reference,
            ways,
        )
    }

    fn to_review(&self, group: &str, reference: &str, ways: Ways<'_>) -> Worded {
        let what = format!(
            "Llegó una solicitud para {group} sin la prueba de que la envió una persona. Mírala, por \
             favor: a menudo solo es un aparato viejo o lento. Aún no hemos escrito a su dirección."
        );
        to_staff("Una solicitud para revisar", what, group, reference, ways)
    }

    fn to_ring(&self, group: &str, reference: &str, ways: Ways<'_>) -> Worded {
        let what = format!(
            "Alguien que quiere unirse a {group} dejó un número de teléfono. Llámale, por favor. El \
         número está en la solicitud."
        );
        to_staff("Alguien espera una llamada", what, group, reference, ways)
    }

    fn sign_in(&self, until: &str, url: &str, zone: Tz) -> Worded {
        Worded {
            subject: "Tu enlace",
            plain_subject: "Tu enlace para entrar".to_owned(),
            preview: "Este es el enlace que pediste.",
            parts: vec![
                text("Este es el enlace para entrar en la consola. Ábrelo y pulsa su botón."),
                link("Entrar", url),
                fact("Sirve una sola vez, hasta", T.moment(until, zone)),
                text(
                    "¿No lo has pedido? Entonces no tienes que hacer nada. No des el enlace a nadie, \
                     te lo pida quien te lo pida.",
                ),
            ],
        }
    }

    fn invited(&self, organisation: &str, until: &str, url: &str, zone: Tz) -> Worded {
        Worded {
            subject: "Una invitación",
            plain_subject: format!("{organisation} te invita a su consola"),
            preview: "Hay algo que puedes hacer.",
            parts: vec![
                text(format!(
                    "{organisation} quiere que ayudes a llevar sus grupos. En su consola ves lo que \
                     te toca: solicitudes, miembros y reuniones. Para empezar, abre esta página y \
                     pulsa su botón."
                )),
                link("Aceptar la invitación", url),
                fact("Sirve una sola vez, hasta", T.moment(until, zone)),
                text(
                    "Después entras solo con tu dirección de correo: no hay ninguna contraseña que \
                     recordar. ¿No era para ti? Entonces no tienes que hacer nada.",
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
        fact("Referencia", reference),
        link("Abre la solicitud", page),
    ];
    parts
        .extend(console.map(|url| link("O ábrela en la consola, donde entras con tu cuenta", url)));
    Worded {
        subject,
        plain_subject: format!("{subject}: {group}, {reference}"),
        preview: "Hay algo que te espera.",
        parts,
    }
}
