//! The pages in Spanish, de tú.

use api_types::{Audience, ByStaff, JoinState, OnBehalfOf, Stage};

use super::{Words, console};
use crate::{domain::letter::Series, notify::letters::Tongue};

pub static WORDS: Words = Words {
    tongue: Tongue::Spanish,
    direction: "ltr",
    console: &console::SPANISH,

    questions: "¿Tienes preguntas?",
    crisis: "Si necesitas ayuda ahora mismo",
    emergency: ("¿Hay peligro? Llama al ", "."),
    call: "llama al",
    text: "escribe un mensaje al",
    text_word: "envía {word} al",
    good_to_know: "Conviene saberlo",
    privacy: "Qué hacemos con lo que nos cuentas",

    group: "Grupo",
    reference: "Referencia",
    state: "Estado",
    answer_by: "Alguien responde antes del",
    kept_until: "Guardado para ti hasta",
    name: "Nombre",
    pronouns: "Pronombres",
    filled_in: "Quién rellenó el formulario",
    filled_in_by: "Nombre de quien lo rellenó",
    age: "Edad",
    reach: "Correo o teléfono",
    audience: "Viene como",
    stage: "Momento",
    access_needs: "Necesario para participar",
    introduction: "Presentación",
    shared: "El grupo puede leerlo.",
    not_shared: "Solo para quien dirige el grupo.",
    agreed_to: "Ha aceptado",
    language: "Idioma",
    time_zone: "Zona horaria",
    yes: "Sí",
    no: "No",
    audience_of: audience,
    stage_of: stage,
    on_behalf_of,
    standing,
    headline,
    meaning,
    by_staff,
    step,
    actor,
    steps: "Lo que ha pasado hasta ahora",

    prove_title: "¿Es esta tu dirección?",
    prove_text: "Alguien nos pidió escribir a esta dirección. Si fuiste tú, pulsa el botón.",
    prove_button: "Sí, es mi dirección",
    prove_not_me: "¿No fuiste tú? Cierra esta página. No pasa nada, y borramos tu dirección.",
    proved_title: "Gracias. Tu dirección está confirmada.",
    proved_letter: "El enlace a tu propia página está en el correo que te acabamos de enviar.",
    open_page: "Abrir tu página",

    new_address_title: "¿Es esta tu nueva dirección?",
    new_address_text: "Alguien nos pidió que le escribamos a esta dirección a partir de ahora. Si \
                       fuiste tú, pulsa el botón.",
    new_address_button: "Sí, quiero los correos aquí",
    address_changed_title: "Gracias. A partir de ahora te escribimos aquí.",
    address_changed_links: "Los enlaces de nuestros correos anteriores ya no funcionan. Uno nuevo va \
                            de camino.",
    address_changed_calendar: "¿Tienes nuestras fechas en tu propio calendario? Entonces crea una nueva \
                               dirección de calendario en tu página.",
    address_in_use_title: "Esta dirección ya se usa aquí",
    address_in_use: "Alguien se unió antes con ella; quizá fuiste tú. Por eso no ha cambiado nada. \
                     Habla con nosotros, por favor, y lo arreglamos juntos.",
    new_address_waits: "Hemos enviado un correo a {address}. Ábrelo en los próximos dos días y pulsa su \
                        botón. A partir de entonces te escribimos allí.",
    new_address: "Dirección nueva, aún sin confirmar",

    offer_title: "Hay un lugar libre para ti",
    offer_text: "Hay un lugar para ti en {group}. ¿Lo quieres?",
    offer_later: "Si no haces nada hasta entonces, preguntamos a la siguiente persona de la lista.",
    offer_take: "Sí, quiero el lugar",
    offer_leave: "No, sácame de la lista",
    offer_taken_title: "El lugar es tuyo",
    offer_taken: "Te hemos enviado un correo con todo lo que necesitas.",
    offer_asked_title: "Guardamos el lugar para ti",
    offer_asked: "Quien dirige el grupo dice primero si puede ser. Recibirás un correo.",
    offer_left_title: "Ya no estás en la lista",
    offer_left: "Gracias por avisar. Ahora preguntamos a otra persona. Puedes volver a pedirlo cuando \
                 quieras.",

    member_title: "Tu página",
    way_in: "Cómo entrar",
    way_in_private: "Esto es solo para ti. Por favor, no se lo des a nadie.",
    way_in_none: "Quien dirige el grupo te dirá cómo entrar.",
    join_link: "Abrir la reunión",
    link_as_text: "El enlace, para copiar",
    by_phone: "Por teléfono",
    more: "También conviene saber",
    address: "Dirección",
    set_up: "Cómo entrar en la reunión",
    set_up_from_group: "Lo que te dice el grupo",
    meetings: "Próximas reuniones",
    no_meetings: "Ahora mismo no hay ninguna fecha.",
    meeting_cancelled: "Cancelada: esta reunión no se celebra.",
    meeting_moved: "Cambiada: iba a ser el {time}.",
    group_time: "Donde está el grupo: {time}",
    for_your_group: "Para tu grupo",
    calendar: "En tu propio calendario",
    calendar_text: "Puedes tener una dirección privada, hecha solo para ti, que pone las reuniones \
                    en tu calendario. Solo se puede leer, y no lleva el enlace de la reunión.",
    calendar_provider: "Si tu calendario es de una empresa, por ejemplo la que hizo tu teléfono, esa \
                        empresa buscará esta dirección y leerá las fechas.",
    calendar_button: "Crear una dirección de calendario",
    calendar_made_title: "Tu dirección de calendario",
    calendar_made: "Ábrela en el aparato donde tienes tu calendario, o cópiala en tu calendario.",
    calendar_once: "Solo se muestra ahora. Si la pierdes, crea otra: la anterior deja de servir.",
    calendar_open: "Abrir en mi calendario",
    calendar_event: "Cita",
    calendar_name: "Citas",
    emails: "Correos",
    reminders_on: "Recibes un correo antes de cada reunión.",
    turn_off: "No quiero más recordatorios",
    guidelines: "Lo que aceptaste en el grupo",
    no_guidelines: "Este grupo no tenía normas cuando entraste.",
    newer_title: "Las normas han cambiado",
    newer_text: "Lee, por favor, lo que es nuevo. Mientras lees, tu plaza sigue siendo tuya.",
    newer_button: "Las he leído y estoy de acuerdo",
    rule_new: "Nuevo:",
    rule_changed: "Cambiado:",
    rules_gone: "Esto ya no está:",
    guidelines_moved: "Las normas acaban de cambiar otra vez. Léelas, por favor, una vez más.",
    guidelines_read: "Leíste la versión {version} el {date}.",
    held: "Lo que sabemos de ti",
    held_text: "Esto es todo lo que guardamos. Lo pueden leer quien dirige el grupo y nuestra \
                coordinación.",
    held_show: "Mostrarlo aquí",
    held_download: "Descargarlo en un archivo (JSON)",
    letters: "Correos sobre esto",
    concern: "Algo va mal en este grupo",
    concern_readers: (
        "Díselo a quienes coordinan. Lo leen en un día laborable. Quien dirige el grupo no lo ve.",
        "Díselo a quienes coordinan. Lo leen en {days} días laborables. Quien dirige el grupo no lo ve.",
    ),
    concern_leader: (
        "Quien dirige este grupo lo lee en un día laborable: aquí nadie más coordina grupos. Si se \
         trata de esa persona, llama o escribe a nuestra organización, por favor.",
        "Quien dirige este grupo lo lee en {days} días laborables: aquí nadie más coordina grupos. Si \
         se trata de esa persona, llama o escribe a nuestra organización, por favor.",
    ),
    concern_link: "Díselo a quienes coordinan",
    concern_label: "¿Qué ha pasado?",
    concern_hint: "Bastan unas palabras. No hace falta nombrar a nadie.",
    concern_ring: "Por favor, llamadme",
    concern_button: "Enviar a quienes coordinan",
    concern_sent_title: "Gracias por decírnoslo",
    concern_sent: "Quienes coordinan ya tienen tus palabras. Se lo toman en serio y te responden en \
                   la dirección o el número que nos diste.",
    concern_too_often: "Hoy nos has escrito varias veces. Llámanos o escríbenos, por favor, para que \
                        podamos hablar.",
    ending: "Si quieres dejarlo",
    leave_group: "Dejar el grupo",
    take_back: "Retirar mi solicitud",
    erase: "Borrar todo sobre mí",
    leave_text: "Tu lugar en {group} será para otra persona. Puedes volver a pedirlo más adelante.",
    take_back_text: "Te sacamos de la lista de {group}. Puedes volver a pedirlo más adelante.",
    leave_button: "Sí, dejar el grupo",
    take_back_button: "Sí, retirarla",
    go_back: "No, volver a mi página",
    erase_text: "Borramos todo lo que sabemos de ti: lo que escribiste, tu dirección, tus respuestas, \
                 nuestros correos y esta página.",
    erase_leaves: "Si tienes un lugar en el grupo, será para otra persona.",
    erase_for_good: "Nadie puede recuperarlo.",
    erase_button: "Sí, borrar todo ahora",
    erased_title: "Todo está borrado",
    erased_text: "Aquí ya no guardamos nada sobre ti. Puedes cerrar esta página. Si quieres volver, \
                  serás siempre bienvenido o bienvenida.",

    stop_title: "¿Dejar de recibir estos correos?",
    stop_text,
    stop_button: "Sí, no quiero más",
    stopped_title: "Ya no recibirás estos correos",
    stopped,
    stopped_text,
    change: "Cambiar lo que escribiste",
    change_name: "¿Cómo puede llamarte el grupo?",
    change_needs: "¿Qué necesitas para participar?",
    change_share: "El grupo también puede leer mi presentación",
    free_text: (
        "Lo lee quien dirige el grupo, normalmente en un día laborable. En este momento nadie lo está \
         mirando.",
        "Lo lee quien dirige el grupo, normalmente en {days} días laborables. En este momento nadie \
         lo está mirando.",
    ),
    change_email: "¿Tienes otra dirección de correo?",
    change_email_name: "Nueva dirección de correo",
    change_email_text: "Déjalo vacío si no ha cambiado nada. Enviamos un correo a la dirección nueva, y \
                        te escribimos allí cuando hayas pulsado su botón.",
    change_address: "¿Tienes otra dirección de correo u otro teléfono? Dínoslo, por favor: al final de \
                     esta página está cómo hablar con nosotros.",
    change_save: "Guardar",
    change_back: "Volver a mi página sin guardar",
    saved: "Está guardado. Gracias.",
    faults_title: "Mira esto otra vez, por favor",
    fault,

    review_title: "Una solicitud para entrar",
    removed_before: "Ya estuvo en este grupo y se le dio de baja el {time}.",
    removed_why: "Lo que se escribió entonces:",
    review_ring: "Por favor, llama: dejó un número de teléfono.",
    review_held: "Por favor, mira esta primero. Su aparato no pudo mostrar que la envió una persona, \
                  así que todavía no le ha llegado ningún correo.",
    ring: "Qué decir por teléfono",
    ring_steps: &[
        "Pregunta por {name}. Di tu nombre y todavía nada del grupo: quizá ha contestado otra persona.",
        "¿Es otra persona o un contestador? Di que volverás a llamar. No dejes dicho para qué es.",
        "Cuando sepas quién es: «Nos preguntaste por un grupo. ¿Es buen momento?»",
        "Pregunta si es el número correcto, cuándo puedes llamar y si puedes dejar mensajes.",
        "Lee la referencia, {reference}, y di qué pasa después y hasta cuándo.",
    ],
    ring_text: "Después pulsa este botón. Dice que el número es correcto, y la solicitud sigue adelante.",
    ring_button: "He llamado: el número es correcto",
    rang: "Gracias. El número está confirmado.",
    wrote: "Lo que escribió",
    decide: "Tu respuesta",
    decide_text: "Lo sabrá enseguida, con palabras amables. Aceptar también dice que un número \
                  es correcto.",
    decide_unproved: "Le das un lugar cuando haya confirmado su dirección. Si dices que no antes de \
                      eso, no se escribe a nadie: no sabemos de quién es la dirección.",
    approve: "Aceptar: darle un lugar",
    decline: "Decir que no, con amabilidad",
    release: "Enviarle el correo",
    release_text: "Si parece una persona, envía el correo con el que confirma su dirección. Después \
                   decides tú.",
    released: "El correo está en camino. Te avisaremos cuando confirme su dirección.",
    approved: "Ya tiene un lugar, y un correo está en camino.",
    declined: "La solicitud no se acepta, y un correo amable está en camino.",
    declined_untold: "La solicitud no se acepta. No se escribe a nadie: la dirección nunca se confirmó.",
    already_decided: "Esta solicitud ya tiene respuesta.",
    full: "No hay ningún lugar libre, así que no ha cambiado nada.",

    form_title: "Unirse a un grupo",
    form_no_script: "El formulario necesita JavaScript, que está apagado en tu navegador o no se ha \
                     podido cargar. También puedes llamarnos o escribirnos.",
    form_gone_title: "Este grupo ya no está aquí",
    form_gone: "Puede que haya terminado o que esté en otro sitio. Vuelve a la página de la que \
                vienes y busca otro.",

    survey_title: "Una pregunta breve",
    survey_no_script: "Las preguntas necesitan JavaScript, que está desactivado en tu navegador o no se ha podido \
                       cargar. No tienes que contestar. Si quieres decirnos algo, llámanos o escríbenos.",
    survey_gone_title: "Aquí ya no hay nada que contestar",
    survey_gone: "El enlace ya se usó o ha caducado. No tienes que hacer nada. Si quieres decirnos algo, llámanos o \
                  escríbenos.",

    gone_title: "Este enlace ya no funciona",
    gone_ended: "Ya se usó, o es demasiado antiguo. No se ha perdido nada: si te uniste a un grupo, \
                 podemos enviarte un enlace nuevo.",
    gone_unknown: "Quizá falta una parte, o ya no hace falta. Si te uniste a un grupo, podemos \
                   enviarte un enlace nuevo.",
    gone_staff: "Ya se usó, o es demasiado antiguo. Quizá un correo más reciente tenga uno que sirva.",
    send_link_title: "Enviar mi enlace otra vez",
    send_link_text: "Escribe la dirección de correo con la que te uniste.",
    send_link_label: "Tu dirección de correo",
    send_link_button: "Enviar mi enlace",
    link_sent_title: "Mira tu correo",
    link_sent: "Si alguien se unió con esta dirección, un correo con el enlace está en camino. Puede \
                tardar unos minutos.",
    not_an_address: "Esto no parece una dirección de correo. Una dirección es como \
                     nombre@example.org.",
    trouble_title: "Algo ha fallado",
    trouble: "No es culpa tuya, y no se ha perdido nada. Espera un momento y prueba otra vez.",
    slow_down: "Esto se ha intentado muchas veces ahora mismo. Espera un poco y prueba otra vez.",
    cannot_now: "Esto ya no se puede hacer: la solicitud ha cambiado desde entonces.",
};

fn audience(audience: Audience) -> &'static str {
    match audience {
        Audience::PersonWithCancer => "Persona con cáncer",
        Audience::PersonWithIllness => "Persona con una enfermedad",
        Audience::Carer => "Quien cuida",
        Audience::Family => "Familia",
        Audience::Parent => "Madre o padre",
        Audience::YoungAdult => "Persona joven",
        Audience::Bereaved => "Persona en duelo",
        Audience::Women => "Mujer",
        Audience::Men => "Hombre",
        Audience::Lgbtq => "LGBTQ+",
    }
}

fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::NewlyDiagnosed => "Diagnóstico reciente",
        Stage::InTreatment => "En tratamiento",
        Stage::AfterTreatment => "Después del tratamiento",
        Stage::AdvancedCancer => "Con cáncer avanzado",
        Stage::Bereavement => "Tras una muerte",
    }
}

fn on_behalf_of(who: OnBehalfOf) -> &'static str {
    match who {
        OnBehalfOf::Me => "La propia persona",
        OnBehalfOf::SomeoneICareFor => "Alguien que cuida de ella, con su acuerdo",
        OnBehalfOf::Professional => "Una o un profesional, con su acuerdo",
    }
}

fn stop_text(series: Series) -> &'static str {
    match series {
        Series::Reminders => {
            "Te escribimos antes de cada reunión. Si ya no lo quieres, todo lo demás sigue igual."
        }
        Series::Guidelines => {
            "Te escribimos cuando cambian las normas. Si ya no lo quieres, todo lo demás sigue igual."
        }
        Series::Messages => {
            "Quien dirige tu grupo escribe a veces a todas las personas del grupo. Si ya no lo \
             quieres, todo lo demás sigue igual."
        }
        Series::Feedback => {
            "A veces te preguntamos cómo va tu grupo. Si ya no lo quieres, todo lo demás sigue igual."
        }
    }
}

fn stopped(series: Series) -> (&'static str, &'static str) {
    match series {
        Series::Reminders => (
            "No recibes correos antes de las reuniones.",
            "Quiero recordatorios",
        ),
        Series::Guidelines => (
            "No recibes correos cuando cambian las normas.",
            "Avísenme cuando cambien",
        ),
        Series::Messages => (
            "No recibes los correos que van a todo el grupo.",
            "Envíenmelos de nuevo",
        ),
        Series::Feedback => (
            "No te preguntamos cómo te va en tu grupo.",
            "Pueden preguntarme de nuevo",
        ),
    }
}

fn stopped_text(series: Series) -> &'static str {
    match series {
        Series::Reminders => {
            "Ya no te escribimos antes de las reuniones. Si cambias de idea, puedes volver a activar \
             los recordatorios en tu propia página."
        }
        Series::Guidelines => {
            "Ya no te escribimos cuando cambian las normas. En tu propia página puedes seguir viendo \
             qué hay de nuevo."
        }
        Series::Messages => {
            "Ya no te escribimos lo que va a todas las personas del grupo. Sobre lo tuyo sí te \
             escribimos."
        }
        Series::Feedback => "Ya no te preguntamos cómo va tu grupo.",
    }
}

fn standing(state: JoinState) -> &'static str {
    match state {
        JoinState::Requested => "La dirección aún no está confirmada",
        JoinState::Pending => "A la espera de una respuesta",
        JoinState::Waitlisted => "En la lista de espera",
        JoinState::Offered => "Se ofrece un lugar",
        JoinState::Approved => "Un lugar en el grupo",
        JoinState::Declined => "Este grupo no",
        JoinState::Left => "Fuera del grupo",
    }
}

fn headline(state: JoinState) -> &'static str {
    match state {
        JoinState::Requested => "Confirma tu dirección",
        JoinState::Pending => "Tenemos tu solicitud",
        JoinState::Waitlisted => "Estás en la lista de espera",
        JoinState::Offered => "Hay un lugar libre para ti",
        JoinState::Approved => "Tienes un lugar",
        JoinState::Declined => "Este grupo no, esta vez",
        JoinState::Left => "No estás en este grupo",
    }
}

fn meaning(state: JoinState) -> &'static str {
    match state {
        JoinState::Requested => "Todavía no sabemos si tu dirección es correcta.",
        JoinState::Pending => {
            "Gracias por querer entrar en {group}. Una persona lee lo que escribiste y te responde."
        }
        JoinState::Waitlisted => {
            "{group} está completo. Estás en la lista, en el orden en que llegó cada persona. Cuando \
             haya un lugar para ti, te escribimos."
        }
        JoinState::Offered => {
            "Hay un lugar libre para ti en {group}. Abre el correo que te enviamos para aceptarlo."
        }
        JoinState::Approved => "Tienes un lugar en {group}. Nos alegra que vengas.",
        JoinState::Declined => {
            "{group} no es el adecuado esta vez. Eso no dice nada de ti. Te ayudamos con gusto a \
             encontrar otro."
        }
        JoinState::Left => {
            "Ahora no estás en {group} ni en su lista. Puedes volver a pedirlo cuando quieras."
        }
    }
}

fn by_staff(what: ByStaff) -> (&'static str, &'static str) {
    match what {
        ByStaff::Paused => (
            "Tu lugar está en pausa",
            "Tu lugar en {group} está en pausa por un tiempo. Mientras tanto no hay acceso a las \
             reuniones. Si no sabes por qué, pregúntanos.",
        ),
        ByStaff::Removed => (
            "Ya no estás en este grupo",
            "Tu lugar en {group} ha terminado. Si no sabes por qué, o no lo ves bien, pregúntanos. \
             Con gusto te ayudamos a encontrar otro grupo.",
        ),
    }
}

fn step(step: &str) -> Option<&'static str> {
    Some(match step {
        "requested" => "Pidió entrar",
        "pending" => "Dirección confirmada; a la espera de una respuesta",
        "waitlisted" => "En la lista de espera",
        "offered" => "Se ofreció un lugar",
        "approved" => "Recibió un lugar",
        "declined" => "No se aceptó",
        "left" => "Se fue, o retiró la solicitud",
        "lapsed" => "Se acabó el plazo",
        "corrected" => "Se corrigió la dirección",
        "superseded" => "Pidió de nuevo; esta solicitud dejó sitio",
        "known-already" => "Ya estaba en el grupo",
        "guidelines-read-out" => "Se leyeron las normas por teléfono",
        "released" => "Se dejó salir el correo a la dirección",
        "reminders-on" => "Recordatorios activados",
        "reminders-off" => "Recordatorios desactivados",
        "messages-on" => "Mensajes al grupo activados de nuevo",
        "guidelines-letters-on" => "Correos sobre normas nuevas activados de nuevo",
        "feedback-letters-on" => "Cartas que piden opinión activadas de nuevo",
        "feedback-letters-off" => "Cartas que piden opinión desactivadas",
        "messages-off" => "Mensajes al grupo desactivados",
        "silenced" => "Se dejó de escribirle",
        "unsilenced" => "Se le puede escribir de nuevo",
        "paused" => "En pausa",
        "resumed" => "Terminó la pausa",
        "removed" => "Se terminó su participación en el grupo",
        "guidelines-letters-off" => "Correos sobre normas nuevas desactivados",
        "address-asked" => "Dio otra dirección de correo, aún sin confirmar",
        "address-changed" => "La nueva dirección de correo se confirmó",
        "details-changed" => "Cambió lo que escribió",
        "question-asked" => "Se le preguntó algo por correo",
        "question-answered" => "Llegó la respuesta",
        "not-reached" => "Se llamó; no se localizó a nadie",
        "wrong-number" => "El número era de otra persona",
        "skipped" => "Pasó al final de la lista de espera",
        "moved" => "Pasó a este grupo",
        "taken-back" => "Se retiró la decisión",
        "offer-withdrawn" => "Se retiró el ofrecimiento",
        "overdue" => "Se avisó a la coordinación de que la respuesta tarda",
        _ => return None,
    })
}

fn actor(actor: &str) -> &'static str {
    match actor {
        "member" => "la persona",
        "facilitator" => "quien dirige el grupo",
        "coordinator" => "la coordinación",
        _ => "por sí solo",
    }
}

fn fault(code: &str) -> &'static str {
    match code {
        "missing" => "Escribe algo aquí, por favor.",
        "too-long" => "Hazlo más corto, por favor: como mucho {most} letras y signos.",
        "bad-characters" => {
            "Aquí hay un signo que no podemos aceptar. Escríbelo a mano, por favor."
        }
        "bad-email" => {
            "Esto no parece una dirección de correo. Una dirección es como nombre@example.org."
        }
        "too-often" => {
            "La dirección se ha cambiado muchas veces últimamente. Habla con nosotros, por favor: al \
             final de esta página está cómo."
        }
        _ => "Deja esto vacío, por favor: el grupo ya no lo pregunta.",
    }
}
