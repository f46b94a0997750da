//! Rendered bodies of one snapshot: those that were asked for last, within a budget of bytes.

use std::{collections::HashMap, sync::Arc};

use crate::answer::Rendered;

/// What the bodies of one site may weigh, bytes, their compressed copies left out.
const BUDGET: usize = 4 << 20;

/// A small store that forgets what was not asked for longest.
#[derive(Debug, Default)]
pub struct Bodies {
    held: HashMap<String, (u64, Arc<Rendered>)>,
    weight: usize,
    turn: u64,
}

impl Bodies {
    /// The body of this key, if it is still there.
    pub fn get(&mut self, key: &str) -> Option<Arc<Rendered>> {
        self.turn += 1;
        let (used, body) = self.held.get_mut(key)?;
        *used = self.turn;
        Some(body.clone())
    }

    /// Keeps a body, and lets go of others as long as all weigh too much.
    pub fn put(&mut self, key: String, body: Arc<Rendered>) {
        self.turn += 1;
        let length = key.len();
        self.weight += length + body.len();
        if let Some((_, former)) = self.held.insert(key, (self.turn, body)) {
            self.weight -= length + former.len();
        }
        while self.weight > BUDGET && self.held.len() > 1 {
            let oldest = self.held.iter().min_by_key(|(_, (used, _))| *used);
            let Some(key) = oldest.map(|(key, _)| key.clone()) else {
                return;
            };
            if let Some((_, gone)) = self.held.remove(&key) {
                self.weight -= key.len() + gone.len();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::JSON;

    #[test]
    fn what_was_not_asked_for_longest_goes_first() {
        let mut bodies = Bodies::default();
        let body = || Arc::new(Rendered::new(JSON, vec![b' '; BUDGET / 3]));
        for key in ["a", "b"] {
            bodies.put(key.to_owned(), body());
        }
        assert!(bodies.get("a").is_some());
        bodies.put("c".to_owned(), body());
        assert!(bodies.get("b").is_none());
        assert!(bodies.get("a").is_some() && bodies.get("c").is_some());
    }
}
