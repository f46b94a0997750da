//! The only room that names sqlx: one body of SQL for SQLite and Postgres.
//!
//! Each file holds the SQL of one aggregate. The common subset of both databases: `$1`,
//! `RETURNING`, `ON CONFLICT … DO NOTHING`, text ids, BIGINT for integers and times (milliseconds,
//! UTC), JSON as TEXT. Nothing outside sees a pool. Every method of a tenant takes a [`SiteId`];
//! under another site's id it finds and changes nothing, which a contract test holds for each.

mod acknowledgements;
mod answers;
mod exports;
mod groups;
mod guidelines;
mod hand_overs;
mod import_steps;
mod imports;
mod insight;
mod join_details;
mod joining;
mod meetings;
mod migrations;
mod outbox;
mod places;
mod retention;
mod rotation;
mod site_settings;
mod sites;
mod spent_challenges;
mod sqlite;
mod staff;
mod surveys;
mod tend;

use std::{path::Path, str::FromStr, time::Duration};

use sqlx::{
    PgPool, SqlitePool,
    postgres::{PgConnectOptions, PgPoolOptions},
};

use crate::{
    clock::Chance,
    seal::{SealError, Sealer},
};

pub use exports::{ExportedAttendance, ExportedReceipt, ExportedRequest};
pub use groups::{GroupStatus, StoredGroup};
pub use hand_overs::{HandingOver, StoredHandOver};
pub use imports::{Import, ImportSummary};
pub use insight::CountedDay;
pub use joining::{
    About, AddressChanged, AheadRow, Asked, Asking, Call, CallRow, Called, Closed, ConcernRow,
    Corrected, Decided, DecidedBy, Decision, Deleted, EndedBefore, Entered, Entering, Erased,
    Erasure, History, InLine, Keeper, Kept, Lapsed, Message, MessageCounts, Moved, NewConcern,
    News, OfGroup, OneAttempt, Proof, Proved, Question, Questioned, Queue, QueueFilter, QueueGroup,
    QueuedRequest, QuietRow, Rang, Reader, Released, Reminded, Removal, RemovedMember, Reported,
    RosterRow, SheetRow, SilencedMember, StoredCall, StoredConcern, StoredLetter, StoredLink,
    StoredRequest, StoredRoster, StoredSheet, StoredStep, StoredToday, TakenBack, Wishes, Writer,
};
pub use meetings::{HORIZON_MS, StoredMeeting};
pub use outbox::{Again, ClaimedLetter, LetterCounts, STAFFS_MAIL_WAITS, Sending};
pub use places::StoredPlace;
pub use retention::{Going, Held};
pub use rotation::{SealedAnew, SealedColumn};
pub use site_settings::{SETTINGS_KEPT, SettingsReplaced, SettingsVersion};
pub use staff::{
    Added, EventsAsked, FoundLink, FoundPasskey, GroupLaidOut, Invitation, NamedGroup, NamedStaff,
    NewPasskey, NewSession, PasskeyDetails, ResourceChanged, SignIn, SignedIn, Stopped,
    StoredBatch, StoredEvent, StoredGroupResources, StoredPasskey, StoredResource, StoredSession,
    StoredStaff, Viewer,
};
pub use staff::{
    GroupMade, GroupOverview, GroupPress, GroupSaved, KeepersChosen, LONGEST_NOTE, MeetingChanged,
    MeetingWish, OpenedGroup, StandingSet, TendedMeeting, TendedMeetings,
};
pub use surveys::{
    AnswersKept, AnyoneAsks, AskedAbout, AskedSome, AskingAll, Collection, Exchanged, Exchanging,
    NewNote, NoteKept, StoredCollection, StoredInvitation, StoredNote, StoredRelease,
    StoredResults, StoredSaid, StoredSurvey, StoredWords, SurveyPublication,
};
pub use tend::ToTend;

/// How long a connection waits for another's write to finish.
const PATIENCE: Duration = Duration::from_secs(10);

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident;)+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            /// The id as it stands in the database.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }
    )+};
}

ids! {
    /// A site: the tenant boundary.
    SiteId;
    /// A group within its site.
    GroupId;
    /// One of a site's staff.
    StaffId;
}

/// The database, whichever it is, with what seals and what makes ids.
#[derive(Debug, Clone)]
pub struct Store {
    database: Database,
    sealer: Sealer,
    chance: Chance,
    /// What stands behind the `@` of a Message-ID.
    mail_domain: String,
}

#[derive(Debug, Clone)]
enum Database {
    /// One connection writes, several read.
    Sqlite {
        write: SqlitePool,
        read: SqlitePool,
    },
    Postgres(PgPool),
}

/// What can go wrong with the database.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Neither `sqlite://…` nor `postgres://…`.
    #[error("the database must be sqlite://PATH or postgres://…, not {0:?}")]
    UnknownScheme(String),
    /// A later version of Kindred has changed the tables.
    #[error(
        "the database has migration {0}, which this version of kindred does not know: \
         run the newer version, or restore a backup from before it"
    )]
    NewerDatabase(i64),
    /// A migration failed.
    #[error("the database could not be brought up to date: {0}")]
    Migration(sqlx::migrate::MigrateError),
    /// The site has no such group.
    #[error("the site has no group {0:?}")]
    UnknownGroup(String),
    /// A feed lost most of its groups at once, which is more likely a fault than the truth.
    #[error(
        "feed {feed:?} brought {brought} groups and would hide {missing} of the {before} that it \
         had: nothing was changed; if that is right, import again with --allow-shrink"
    )]
    FeedShrank {
        /// Which feed.
        feed: String,
        /// Groups that it had.
        before: usize,
        /// Groups that it brings now.
        brought: usize,
        /// Groups that would be hidden.
        missing: usize,
    },
    /// A record does not hold together.
    #[error("group {slug:?}: {reason}")]
    BadRecord {
        /// Which group.
        slug: String,
        /// Why.
        reason: String,
    },
    /// A request to join does not hold together; its id.
    #[error("join request {0} does not hold together")]
    BadRequest(String),
    /// A staff member's row does not hold together; its id.
    #[error("staff member {0} does not hold together")]
    BadStaff(String),
    /// A sealed value does not open.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The database itself.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
}

/// Runs one body on a connection for reading, whichever database it is.
macro_rules! read {
    ($store:expr, |$connection:ident| $body:block) => {
        match &$store.database {
            $crate::store::Database::Sqlite { read, .. } => {
                let mut $connection = read.acquire().await?;
                $body
            }
            $crate::store::Database::Postgres(pool) => {
                let mut $connection = pool.acquire().await?;
                $body
            }
        }
    };
}

/// Runs one body in a transaction that begins as a write, whichever database it is, and commits
/// when it ends well. The one way in which writes start: SQLite's deferred transactions can fail
/// half-way, when a reader wants to become a writer.
macro_rules! in_transaction {
    ($store:expr, |$transaction:ident| $body:block) => {
        match &$store.database {
            $crate::store::Database::Sqlite { write, .. } => {
                let mut $transaction = write.begin_with("BEGIN IMMEDIATE").await?;
                let done = $crate::store::fallible(async { $body }).await?;
                $transaction.commit().await?;
                Ok(done)
            }
            $crate::store::Database::Postgres(pool) => {
                let mut $transaction = pool.begin().await?;
                let done = $crate::store::fallible(async { $body }).await?;
                $transaction.commit().await?;
                Ok(done)
            }
        }
    };
}

use {in_transaction, read};

/// Tells the compiler the error of an `async` block.
async fn fallible<T>(work: impl Future<Output = Result<T, StoreError>>) -> Result<T, StoreError> {
    work.await
}

impl Store {
    /// Opens a database, making the file of a new SQLite one, and brings its tables up to date.
    /// `url` is `sqlite://PATH` or `postgres://USER@HOST/NAME`.
    pub async fn open(url: &str, sealer: Sealer, chance: Chance) -> Result<Self, StoreError> {
        let database = if let Some(path) = url.strip_prefix("sqlite://") {
            sqlite::open(Path::new(path)).await?
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let options = PgConnectOptions::from_str(url)?;
            let pool = PgPoolOptions::new()
                .acquire_timeout(PATIENCE)
                .connect_with(options)
                .await?;
            let database = Database::Postgres(pool);
            migrations::run(&database).await?;
            database
        } else {
            let scheme = url.split(':').next().unwrap_or_default();
            return Err(StoreError::UnknownScheme(scheme.to_owned()));
        };
        Ok(Self {
            database,
            sealer,
            chance,
            mail_domain: "kindred.invalid".to_owned(),
        })
    }

    /// Takes the host of the address that letters come from into their Message-IDs. Without it,
    /// they are from a host that never is one (RFC 2606).
    #[must_use]
    pub fn with_mail_domain(self, domain: &str) -> Self {
        Self {
            mail_domain: domain.to_owned(),
            ..self
        }
    }

    /// What seals here; it also makes the keys for what is signed and not stored.
    pub fn sealer(&self) -> &Sealer {
        &self.sealer
    }

    /// Asks the database for the time of day, so to speak.
    pub async fn ping(&self) -> Result<(), StoreError> {
        read!(self, |connection| {
            sqlx::query("SELECT 1").execute(&mut *connection).await?;
            Ok(())
        })
    }

    /// Waits for what is under way and closes every connection.
    pub async fn close(&self) {
        match &self.database {
            Database::Sqlite { write, read } => {
                read.close().await;
                write.close().await;
            }
            Database::Postgres(pool) => pool.close().await,
        }
    }

    /// A new id: UUID version 7, which sorts by time.
    fn new_id(&self, now: i64) -> String {
        let ms = u64::try_from(now).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(ms, &self.chance.bytes())
            .into_uuid()
            .to_string()
    }
}
