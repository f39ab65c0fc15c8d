//! Numbers, each once: a table of few hundreds is filled in a quarter of the time that sorting them takes.

/// Different numbers. They are hashes: their lower bits are as good as any.
#[derive(Debug, Clone)]
pub struct Distinct {
    /// At their lower bits or in the next free slot behind.
    slots: Vec<u32>,
    /// In their order, as they first came.
    numbers: Vec<u32>,
    /// [`FREE`] is no number of the table.
    has_free: bool,
}

const FREE: u32 = u32::MAX;

impl Distinct {
    /// Of at most so many numbers.
    pub fn of(numbers: impl Iterator<Item = u32>, most: usize) -> Distinct {
        let mut distinct =
            Distinct { slots: vec![FREE; (2 * most).next_power_of_two()], numbers: Vec::with_capacity(most / 2), has_free: false };
        for number in numbers {
            let slot = distinct.slot(number);
            let is_new = if number == FREE { !distinct.has_free } else { distinct.slots[slot] == FREE };
            if is_new {
                distinct.slots[slot] = number;
                distinct.has_free |= number == FREE;
                distinct.numbers.push(number);
            }
        }
        distinct
    }

    /// Where a number is, or would be.
    fn slot(&self, number: u32) -> usize {
        let mut slot = number as usize & (self.slots.len() - 1);
        while self.slots[slot] != FREE && self.slots[slot] != number {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        slot
    }

    pub fn numbers(&self) -> &[u32] {
        &self.numbers
    }

    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn has(&self, number: u32) -> bool {
        if number == FREE { self.has_free } else { self.slots[self.slot(number)] == number }
    }

    /// How many numbers both have.
    pub fn shared(&self, other: &Distinct) -> usize {
        self.numbers.iter().filter(|number| other.has(**number)).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_is_there_once() {
        let distinct = Distinct::of([7, 3, u32::MAX, 7, 0, 3, u32::MAX, 15].into_iter(), 8);
        assert_eq!(distinct.numbers(), [7, 3, u32::MAX, 0, 15]);
        assert!(distinct.has(u32::MAX) && distinct.has(15) && !distinct.has(23));
        assert_eq!(distinct.shared(&Distinct::of([15, 1, u32::MAX].into_iter(), 3)), 2);
        let none = Distinct::of(std::iter::empty(), 0);
        assert!(!none.has(u32::MAX) && !none.has(0));
    }
}
