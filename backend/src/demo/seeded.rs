//! Chance that is the same every time: a generator for each thing, seeded by its name.

use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;
use sha2::{Digest, Sha256};

/// The generator for one thing: the same `what` and `n` always give the same numbers.
pub(super) fn seeded(what: &str, n: u64) -> ChaCha8Rng {
    let seed = Sha256::new().chain_update(what.as_bytes()).chain_update(n.to_be_bytes()).finalize();
    ChaCha8Rng::from_seed(seed.into())
}

/// Spreads neighbouring numbers far apart (the finaliser of SplitMix64).
pub(super) const fn mix(n: u64) -> u64 {
    let n = n.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    n ^ (n >> 31)
}

/// The member of a list that `n` falls on.
pub(super) fn of<T: Copy>(list: &[T], n: usize) -> T {
    list[n % list.len()]
}
