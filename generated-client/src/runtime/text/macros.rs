//! What all strings with a format have in common.

/// Declares a new type around the text, with everything but `parse`.
macro_rules! text {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The text, as it was read or given.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text, as it was read or given.
            #[must_use]
            pub fn into_string(self) -> String {
                self.0
            }
        }

        impl $crate::runtime::Wire for $name {
            fn read(
                source: $crate::runtime::Source<'_>,
            ) -> Result<Self, $crate::runtime::Failure> {
                let context = source.context();
                let text = Self(source.text()?.into_owned());
                // Any text is kept. Among the variants of a union, one whose format it has fits better.
                if context.is_trying() && text.parse().is_err() {
                    context.note_format();
                }
                Ok(text)
            }

            fn write(&self, out: $crate::runtime::Out<'_>) {
                out.text(&self.0);
            }
        }

        $crate::runtime::serde!($name);

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl From<&String> for $name {
            fn from(text: &String) -> Self {
                Self(text.clone())
            }
        }

        impl From<&$name> for $name {
            fn from(text: &$name) -> Self {
                text.clone()
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.0 == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.0 == *other
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(&self.0)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Debug::fmt(&self.0, f)
            }
        }
    };
}

pub(super) use text;
