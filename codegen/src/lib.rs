//! Turns OpenAPI documents into the source of a Rust client.
//!
//! The whole way, each arrow a function from one plain data type to the next:
//!
//! ```text
//! Sources (text) --load--> Documents (values) --normalize--> Documents (3.1)
//!   --model--> Document (operations; schemas by pointer) --lower--> Api (the IR)
//!   --analyze--> Facts --name--> Names --render--> source files as tokens --emit--> GeneratedFiles
//! ```
//!
//! The crate does no input or output: text comes in, text and diagnostics go out.

pub mod analyze;
pub mod config;
pub mod diagnostic;
pub mod emit;
pub mod explain;
pub mod instances;
mod interface;
pub mod ir;
pub mod load;
pub mod lower;
pub mod model;
pub mod name;
pub mod normalize;
pub mod origin;
pub mod render;
pub mod value;

pub use interface::{Input, Output, RuntimeFile, Summary, Target};
