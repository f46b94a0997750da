//! How groups are found and kept.

use api_types::{Choice, Insight, InsightPeriod};

use super::{ConsoleServer, Line, Told};

impl ConsoleServer {
    /// The counts of a period, in one group or in all (empty).
    pub(crate) fn insight(&self, period: InsightPeriod, group: &str, line: &Line) -> Told<Insight> {
        let asked = [("period", period.as_str()), ("group", group)];
        let parts = if group.is_empty() { 1 } else { 2 };
        self.get(&["insight"], &asked[..parts], line)
    }
}
