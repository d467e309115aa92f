//! A short digest of a text, the same on every machine.

/// FNV-1a, folded to 24 bits. `round` gives another digest of the same text.
pub(crate) fn digest(text: &str, round: usize) -> u32 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in text.bytes().chain(round.to_string().bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    u32::try_from((hash ^ (hash >> 24)) & 0xff_ffff).expect("24 bits fit in 32")
}
