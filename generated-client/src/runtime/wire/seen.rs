//! A small set of member indexes.

/// A set of indexes that allocates only beyond 64.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    first: u64,
    others: Vec<u64>,
}

impl Seen {
    /// Adds an index; false if it was there.
    pub(crate) fn insert(&mut self, index: usize) -> bool {
        let (word, bit) = (index / 64, 1 << (index % 64));
        let word = match word.checked_sub(1) {
            None => &mut self.first,
            Some(word) => {
                if self.others.len() <= word {
                    self.others.resize(word + 1, 0);
                }
                &mut self.others[word]
            }
        };
        let is_new = *word & bit == 0;
        *word |= bit;
        is_new
    }

    pub(crate) fn contains(&self, index: usize) -> bool {
        let (word, bit) = (index / 64, 1 << (index % 64));
        let word = match word.checked_sub(1) {
            None => self.first,
            Some(word) => self.others.get(word).copied().unwrap_or_default(),
        };
        word & bit != 0
    }

    /// How many there are.
    pub(crate) fn count(&self) -> u32 {
        let others: u32 = self.others.iter().map(|word| word.count_ones()).sum();
        self.first.count_ones() + others
    }
}
