//! How is a call made, and what can its body say?
//!
//! A call is named by its resource and method, takes what is required as arguments and everything
//! else through setters, and is sent when it is awaited. `project_id` and `region_id` come from the
//! client unless the call sets them. The answer is a [`Response`](crate::Response): it dereferences
//! to the value, and has `status()` and `headers()`.
//!
//! ```no_run
//! # #[cfg(feature = "full")]
//! # #[allow(deprecated)]
//! # async fn example(client: gcore_client::Client) -> Result<(), gcore_client::Error> {
//! use gcore_client::cloud::types::{CreateSecurityGroupRuleAction, DeleteSecurityGroupRule};
//! use gcore_client::cloud::types::{Direction, UpdateSecurityGroupRule};
//!
//! let mut https = CreateSecurityGroupRuleAction::new(Direction::Ingress)
//!     .port_range_min(443)
//!     .port_range_max(443)
//!     .remote_group_id_null();
//! https.extra_mut().insert("priority", 10);
//! let old = DeleteSecurityGroupRule::new("00000000-0000-4000-8000-000000000001");
//! let changes: [UpdateSecurityGroupRule; 2] = [old.into(), https.into()];
//! let group = client
//!     .cloud()
//!     .security_groups()
//!     .update("00000000-0000-4000-8000-000000000000")
//!     .region_id(76)
//!     .changed_rules(changes)
//!     .tags([("team", Some("web".to_owned())), ("old", None)])
//!     .await?;
//! for rule in group.security_group_rules.iter().flatten() {
//!     match &rule.direction {
//!         Direction::Ingress => println!("{} lets in", rule.id),
//!         Direction::Unknown(word) => println!("{} is `{word}`, whatever that is", rule.id),
//!         _ => {}
//!     }
//! }
//! # Ok(())
//! # }
//! ```
//!
//! - **Absent, null, value.** Where null means something of its own, a field is a
//!   [`Patch`](crate::Patch). The setter gives a value, the one that ends in `_null` sends null, and
//!   what is not set is not sent. `value()` reads it as an `Option`.
//! - **Unions** are enums; each variant converts `into()` them.
//! - **Values that are newer than this crate** are kept: `Unknown` of an enumeration has the text,
//!   `Unknown` or `Other` of a union the JSON. They are sent back as they came.
//! - **Members that are newer** are in `extra()`, and `extra_mut()` adds some. To a body whose members
//!   are set on the call, [`CallOptions::member`](crate::CallOptions::member) adds them. For a whole
//!   body of your own there is [`CallOptions::body`](crate::CallOptions::body).
//! - **Other media types.** Where a body may be sent as JSON or as a form alike,
//!   [`CallOptions::content_type`](crate::CallOptions::content_type) says which.
//! - **Dates, ids and the like** keep their text (`as_str()`), and `parse()` gives the value.
//! - **Operations that are newer**: [`Client::request`](crate::Client::request) sends any method to
//!   any path, with the same credentials, retries and errors.
