//! Bytes as text.

use super::ParseError;
use super::macros::text;
use base64::Engine as _;
use base64::alphabet;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD};

text! {
    /// Bytes as base64. What is made from `&str` or `String` is the encoded text; what is made from
    /// bytes is encoded.
    Base64
}

const LENIENT: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(true);
const PLAIN: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, LENIENT);
const URL_SAFE: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, LENIENT);

impl Base64 {
    /// The bytes. Both alphabets are read, with padding or without, and over several lines.
    ///
    /// # Errors
    /// If the text is not base64.
    pub fn parse(&self) -> Result<Vec<u8>, ParseError> {
        let is_url_safe = self.0.contains(['-', '_']);
        let engine = if is_url_safe { URL_SAFE } else { PLAIN };
        let result = if self.0.contains(char::is_whitespace) {
            let text: String = self.0.split_whitespace().collect();
            engine.decode(text)
        } else {
            engine.decode(&self.0)
        };
        result.map_err(|error| ParseError::new(&self.0, "base64", error))
    }
}

impl From<&[u8]> for Base64 {
    fn from(bytes: &[u8]) -> Self {
        Self(STANDARD.encode(bytes))
    }
}

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Self::from(bytes.as_slice())
    }
}
