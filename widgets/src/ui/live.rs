//! A value that views follow.
//!
//! A Leptos signal writes its code anew for each type that it holds, half a kilobyte and more a
//! type. Here the signal is the same for all, a [`Trigger`](ArcTrigger), and the value lies beside
//! it. The value lives as long as somebody holds it, so a task that comes back late finds it.

use std::cell::{Ref, RefCell};

use leptos::{
    prelude::*,
    reactive::{signal::ArcTrigger, traits::Notify},
};

/// A value that views follow.
pub(crate) struct Live<T> {
    value: RefCell<T>,
    changed: ArcTrigger,
}

impl<T> Live<T> {
    pub(crate) fn new(value: T) -> Self {
        Self {
            value: RefCell::new(value),
            changed: ArcTrigger::new(),
        }
    }

    /// The value, for a view that wants to be drawn anew when it changes.
    pub(crate) fn get(&self) -> Ref<'_, T> {
        self.changed.track();
        self.value.borrow()
    }

    /// The value as it is now.
    pub(crate) fn peek(&self) -> Ref<'_, T> {
        self.value.borrow()
    }

    pub(crate) fn set(&self, value: T) {
        self.value.replace(value);
        self.changed.notify();
    }

    pub(crate) fn update(&self, change: impl FnOnce(&mut T)) {
        change(&mut self.value.borrow_mut());
        self.changed.notify();
    }
}

impl<T: Default> Default for Live<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}
