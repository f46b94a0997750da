//! How members get into a group's meetings: sealed in the group's row, opened for approved
//! members and staff alone.

use sqlx::Row;

use super::{GroupId, SiteId, Store, StoreError, read};
use crate::{domain::group::JoinDetails, seal::Cell};

/// Where join details stand in a group's row.
#[derive(Debug, Clone, Copy)]
pub(super) enum JoinColumn {
    /// As the feed brings them, or as staff wrote them for a group of their own.
    Brought,
    /// As staff wrote them over a feed's.
    Edited,
}

impl JoinColumn {
    fn name(self) -> &'static str {
        match self {
            Self::Brought => "join_details",
            Self::Edited => "join_edits",
        }
    }
}

pub(super) fn join_cell<'a>(site: &'a SiteId, group: &'a str, column: JoinColumn) -> Cell<'a> {
    Cell {
        site_id: site.as_str(),
        table: "groups",
        column: column.name(),
        row: group,
    }
}

impl Store {
    /// How members get into a group's meetings. For approved members and staff alone.
    pub async fn find_join_details(
        &self,
        site: &SiteId,
        group: &GroupId,
    ) -> Result<Option<JoinDetails>, StoreError> {
        let found = read!(self, |connection| {
            let row = sqlx::query(
                "SELECT join_details, join_edits FROM groups WHERE site_id = $1 AND id = $2",
            )
            .bind(site.as_str())
            .bind(group.as_str())
            .fetch_optional(&mut *connection)
            .await?;
            match row {
                Some(row) => {
                    let brought: Vec<u8> = row.try_get("join_details")?;
                    let edited: Option<Vec<u8>> = row.try_get("join_edits")?;
                    Some((brought, edited))
                }
                None => None,
            }
        });
        let Some((brought, edited)) = found else {
            return Ok(None);
        };
        self.open_join_details(site, group.as_str(), &brought, edited.as_deref())
            .map(Some)
    }

    /// The join details that count: staff's where they wrote some, else those that were brought.
    pub(super) fn open_join_details(
        &self,
        site: &SiteId,
        group: &str,
        brought: &[u8],
        edited: Option<&[u8]>,
    ) -> Result<JoinDetails, StoreError> {
        let (sealed, column) = match edited {
            Some(edited) => (edited, JoinColumn::Edited),
            None => (brought, JoinColumn::Brought),
        };
        let plain = self.sealer.open(join_cell(site, group, column), sealed)?;
        serde_json::from_slice(&plain).map_err(|_| StoreError::BadRecord {
            slug: group.to_owned(),
            // What is inside is private; the parser would quote it.
            reason: "its join details cannot be read".to_owned(),
        })
    }

    pub(super) fn seal_join_details(
        &self,
        site: &SiteId,
        group: &str,
        column: JoinColumn,
        join: &JoinDetails,
    ) -> Vec<u8> {
        let plain = serde_json::to_vec(join).unwrap_or_default();
        self.sealer.seal(join_cell(site, group, column), &plain)
    }
}
