//! What people call things: for each choice the words under which a search should find it, in
//! every language that we ship and in both spellings of English. Folded by the index.

use api_types::{
    Accessibility, Audience, Cost, Focus, Format, HostPlatform, Leadership, Purpose, Stage,
};

/// Words for a condition.
pub fn focus(focus: Focus) -> &'static str {
    match focus {
        Focus::Breast => "breast cancer mama pecho seno mastectomy mastectomia lumpectomy dcis",
        Focus::Prostate => "prostate cancer prostata psa",
        Focus::Lung => "lung cancer pulmon mesothelioma mesotelioma",
        Focus::Colorectal => {
            "colorectal bowel colon rectal rectum cancer intestino recto stoma ostomy ostomia"
        }
        Focus::Blood => {
            "blood cancer leukaemia leukemia lymphoma myeloma sangre leucemia linfoma mieloma \
             hodgkin transplant trasplante"
        }
        Focus::Brain => "brain tumour tumor cancer glioma glioblastoma cerebro cerebral",
        Focus::Gynaecological => {
            "gynaecological gynecological cancer ovarian ovary cervical womb uterine endometrial \
             vulval ginecologico ovario utero cervical"
        }
        Focus::HeadAndNeck => {
            "head and neck cancer throat mouth oral thyroid larynx cabeza cuello garganta boca \
             tiroides"
        }
        Focus::Skin => "skin cancer melanoma piel",
        Focus::Childhood => "childhood cancer child children paediatric pediatric infantil ninos",
        Focus::AnyCancer => "any cancer all cancers cualquier cancer",
        Focus::OtherChronicIllness => {
            "chronic illness long term condition disease enfermedad cronica"
        }
    }
}

/// Words for the people a group is for.
pub fn audience(audience: Audience) -> &'static str {
    match audience {
        Audience::PersonWithCancer => "patient patients survivor survivors paciente pacientes",
        Audience::PersonWithIllness => "patient patients paciente pacientes",
        Audience::Carer => "carer carers caregiver caregivers caring cuidador cuidadora cuidadores",
        Audience::Family => "family families relatives partner spouse familia familiares pareja",
        Audience::Parent => "parent parents mother father mum mom dad padres madre padre",
        Audience::YoungAdult => "young adult adults youth teen jovenes joven",
        Audience::Bereaved => {
            "bereaved bereavement grief grieving loss widow widower duelo perdida"
        }
        Audience::Women => "women woman mujeres mujer",
        Audience::Men => "men man hombres hombre",
        Audience::Lgbtq => "lgbtq lgbt gay lesbian bisexual transgender queer lesbiana trans",
    }
}

/// Words for a stage.
pub fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::NewlyDiagnosed => "newly diagnosed new diagnosis recien diagnosticado diagnostico",
        Stage::InTreatment => {
            "treatment chemotherapy chemo radiotherapy radiation tratamiento quimioterapia \
             radioterapia"
        }
        Stage::AfterTreatment => {
            "after treatment survivorship survivor remission recovery remision despues"
        }
        Stage::AdvancedCancer => {
            "advanced metastatic secondary stage four palliative terminal avanzado metastasico \
             paliativo"
        }
        Stage::Bereavement => "bereavement grief loss duelo perdida",
    }
}

/// Words for a way to meet.
pub fn format(format: Format) -> &'static str {
    match format {
        Format::Online => "online virtual video internet linea",
        Format::InPerson => "in person face presencial",
        Format::Phone => "phone telephone dial telefono",
        Format::Hybrid => "hybrid online in person hibrido presencial",
    }
}

/// Words for a platform.
pub fn platform(platform: HostPlatform) -> &'static str {
    match platform {
        HostPlatform::Kindred | HostPlatform::Other => "",
        HostPlatform::Zoom => "zoom",
        HostPlatform::Teams => "teams microsoft",
        HostPlatform::GoogleMeet => "google meet",
        HostPlatform::Jitsi => "jitsi",
        HostPlatform::MentalHappy => "mentalhappy",
        HostPlatform::FacebookGroups => "facebook",
        HostPlatform::Meetup => "meetup",
    }
}

/// Words for access.
pub fn accessibility(accessibility: Accessibility) -> &'static str {
    match accessibility {
        Accessibility::StepFree => "step free wheelchair accessible silla ruedas accesible",
        Accessibility::HearingLoop => "hearing loop bucle auditivo",
        Accessibility::Captions => "captions captioned subtitles deaf subtitulos",
        Accessibility::SignLanguage => "sign language bsl asl deaf signed lengua senas signos",
        Accessibility::PhoneOnly => "phone telephone telefono",
    }
}

/// Words for who leads.
pub fn leadership(leadership: Leadership) -> &'static str {
    match leadership {
        Leadership::PeerLed => "peer led pares",
        Leadership::ProfessionallyLed => "professional professionally led nurse profesional",
        Leadership::Both => "peer professional led pares profesional",
    }
}

/// Words for a purpose.
pub fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::EmotionalSupport => "emotional support talk apoyo emocional",
        Purpose::Information => "information education informacion",
        Purpose::Both => "emotional support information apoyo emocional informacion",
    }
}

/// Words for a cost.
pub fn cost(cost: Cost) -> &'static str {
    match cost {
        Cost::Free => "free gratis gratuito",
        Cost::Donation => "donation donativo",
        Cost::Paid => "",
    }
}

/// Words that say nothing about which group is meant.
pub const IDLE_WORDS: &[&str] = &[
    "a", "an", "and", "at", "con", "de", "del", "el", "en", "for", "group", "groups", "grupo",
    "grupos", "i", "in", "la", "las", "los", "me", "my", "near", "of", "on", "or", "para", "the",
    "to", "un", "una", "with", "y",
];
