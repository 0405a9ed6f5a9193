//! Shapes that are used again: a few lines that use each other could draw a thousand million shapes.

use std::collections::HashMap;

/// Most shapes of a picture, those that are used again counted each time.
const MOST: u64 = 500_000;

/// Which shape leads to which, gathered while a picture is read.
#[derive(Debug, Default)]
pub(super) struct Reuse {
    /// Numbers of ids; 0 is the picture itself.
    numbers: HashMap<String, usize>,
    /// Shapes inside each id.
    weights: HashMap<usize, u64>,
    /// How often the inside of one id leads to another.
    links: HashMap<usize, HashMap<usize, u64>>,
    /// Open elements with the number of their id.
    open: Vec<Option<usize>>,
}

impl Reuse {
    fn number(&mut self, id: String) -> usize {
        let next = self.numbers.len() + 1;
        *self.numbers.entry(id).or_insert(next)
    }

    /// Notes an element, its id and the ids it refers to.
    pub(super) fn open(&mut self, id: Option<String>, led_to: &[String], is_empty: bool) {
        let id = id.map(|id| self.number(id));
        self.open.push(id);
        let targets: Vec<usize> = led_to.iter().map(|target| self.number(target.clone())).collect();
        let owners: Vec<usize> = std::iter::once(0).chain(self.open.iter().flatten().copied()).collect();
        for owner in owners {
            *self.weights.entry(owner).or_insert(0) += 1;
            for target in &targets {
                *self.links.entry(owner).or_default().entry(*target).or_insert(0) += 1;
            }
        }
        if is_empty {
            self.close();
        }
    }

    pub(super) fn close(&mut self) {
        self.open.pop();
    }

    /// False where shapes lead to themselves, or to too many others.
    pub(super) fn is_bounded(&self) -> bool {
        self.total(0, &mut HashMap::new(), 0).is_some_and(|total| total <= MOST)
    }

    /// Shapes that one id draws. `None` in a circle, which `done` shows by a value that is not yet known.
    fn total(&self, id: usize, done: &mut HashMap<usize, Option<u64>>, depth: usize) -> Option<u64> {
        /// Longest chain of shapes that use each other.
        const CHAIN: usize = 64;
        if let Some(known) = done.get(&id) {
            return *known;
        }
        if depth > CHAIN {
            return None;
        }
        done.insert(id, None);
        let mut sum = self.weights.get(&id).copied().unwrap_or(0);
        for (target, times) in self.links.get(&id).into_iter().flatten() {
            sum = sum.saturating_add(self.total(*target, done, depth + 1)?.saturating_mul(*times));
        }
        done.insert(id, Some(sum));
        Some(sum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(elements: &[(&str, &[&str])]) -> Reuse {
        let mut reuse = Reuse::default();
        for (id, led_to) in elements {
            let led_to: Vec<String> = led_to.iter().map(|id| (*id).to_owned()).collect();
            reuse.open((!id.is_empty()).then(|| (*id).to_owned()), &led_to, true);
        }
        reuse
    }

    #[test]
    fn shapes_that_use_each_other_are_counted_each_time() {
        let ten = |id| vec![id; 10];
        let bomb: Vec<(String, Vec<String>)> = (0..9)
            .map(|n| (format!("a{n}"), ten(format!("a{}", n + 1))))
            .chain([("a9".to_owned(), Vec::new())])
            .collect();
        let mut reuse = Reuse::default();
        for (id, led_to) in bomb {
            reuse.open(Some(id), &led_to, true);
        }
        assert!(!reuse.is_bounded());
        assert!(made(&[("a", &[]), ("", &["a", "a"]), ("", &["b"])]).is_bounded());
        assert!(!made(&[("a", &["b"]), ("b", &["a"])]).is_bounded(), "a circle");
    }
}
