//! Texts that staff begin with when they write to somebody, in the reader's language: kind words for
//! a refusal. Staff change them as they like.

use api_types::DeclineReason;

use super::Tongue;

/// A refusal's words, without greeting and signature, which every letter has.
pub fn decline_text(tongue: Tongue, reason: DeclineReason, group: &str) -> String {
    match (tongue, reason) {
        (Tongue::English, DeclineReason::Full) => format!(
            "Thank you for asking to join {group}. We are sorry: the group is full, and we do not \
             see a place in it any time soon. That says nothing about you.\n\nWe did not want to \
             keep you waiting without hope. If you like, ask us again in a few months, or ask us \
             which other group could suit you."
        ),
        (Tongue::English, DeclineReason::NotRight) => format!(
            "Thank you for asking to join {group}, and for telling us about yourself. We have read \
             it with care. We are sorry: we believe that this group would not give you what you \
             need, because it is made for people in another situation. That says nothing about \
             you.\n\nWe would be glad to help you find one that fits."
        ),
        (Tongue::English, DeclineReason::Other) => format!(
            "Thank you for asking to join {group}. We are sorry: we cannot give you a place in this \
             group. That says nothing about you.\n\nIf you would like to talk about it, please ask \
             us. We are glad to help you find another way."
        ),
        (Tongue::Spanish, DeclineReason::Full) => format!(
            "Gracias por querer unirte a {group}. Lo sentimos: el grupo está completo y no vemos que \
             vaya a haber un lugar pronto. Eso no dice nada de ti.\n\nNo queríamos hacerte esperar \
             en vano. Si quieres, vuelve a preguntarnos dentro de unos meses, o pregúntanos qué otro \
             grupo te puede ir bien."
        ),
        (Tongue::Spanish, DeclineReason::NotRight) => format!(
            "Gracias por querer unirte a {group} y por hablarnos de ti. Lo hemos leído con atención. \
             Lo sentimos: creemos que este grupo no te daría lo que necesitas, porque está hecho \
             para personas en otra situación. Eso no dice nada de ti.\n\nNos gustaría ayudarte a \
             encontrar uno que te vaya bien."
        ),
        (Tongue::Spanish, DeclineReason::Other) => format!(
            "Gracias por querer unirte a {group}. Lo sentimos: no podemos darte un lugar en este \
             grupo. Eso no dice nada de ti.\n\nSi quieres hablar de ello, pregúntanos. Con gusto te \
             ayudamos a encontrar otro camino."
        ),
    }
}
