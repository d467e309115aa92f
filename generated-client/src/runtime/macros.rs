//! What is the same in every emitted type of a kind.

/// `Wire` by the two functions named, and serde's traits by `Wire`.
macro_rules! wire {
    ($type:ty, $read:path, $write:path) => {
        impl $crate::runtime::Wire for $type {
            fn read(
                source: $crate::runtime::Source<'_>,
            ) -> ::core::result::Result<Self, $crate::runtime::Failure> {
                $read(source)
            }

            fn write(&self, out: $crate::runtime::Out<'_>) {
                $write(self, out);
            }
        }
        $crate::runtime::serde!($type);
    };
}

/// serde's traits by `Wire`.
macro_rules! serde {
    ($type:ty) => {
        impl $crate::runtime::Serialize for $type {
            fn serialize<S: $crate::runtime::Serializer>(
                &self,
                format: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::runtime::serialize(self, format)
            }
        }

        impl<'de> $crate::runtime::Deserialize<'de> for $type {
            fn deserialize<D: $crate::runtime::Deserializer<'de>>(
                format: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::runtime::deserialize(format)
            }
        }
    };
}

/// A struct that keeps members it does not declare.
macro_rules! object {
    ($type:ty) => {
        $crate::runtime::wire!(
            $type,
            $crate::runtime::read_object,
            $crate::runtime::write_object
        );

        impl $type {
            /// The members that the type does not declare.
            #[must_use]
            pub fn extra(&self) -> &$crate::runtime::Extra {
                &self.extra
            }

            /// The members that the type does not declare, to add to them.
            pub fn extra_mut(&mut self) -> &mut $crate::runtime::Extra {
                &mut self.extra
            }
        }
    };
}

/// A struct whose members beyond the declared ones have a type.
macro_rules! object_typed {
    ($type:ty) => {
        $crate::runtime::wire!(
            $type,
            $crate::runtime::read_object,
            $crate::runtime::write_object
        );
    };
}

/// An enumeration of strings.
macro_rules! open_enum {
    ($type:ty) => {
        impl $type {
            /// The value in JSON.
            #[must_use]
            pub fn as_str(&self) -> &str {
                $crate::runtime::OpenEnum::as_str(self)
            }
        }

        impl $crate::runtime::Wire for $type {
            fn read(
                source: $crate::runtime::Source<'_>,
            ) -> ::core::result::Result<Self, $crate::runtime::Failure> {
                $crate::runtime::read_enum(source)
            }

            fn write(&self, out: $crate::runtime::Out<'_>) {
                out.text(self.as_str());
            }
        }
        $crate::runtime::serde!($type);

        impl ::core::convert::From<&str> for $type {
            fn from(text: &str) -> Self {
                $crate::runtime::known(text)
                    .unwrap_or_else(|| $crate::runtime::OpenEnum::unknown(text.into()))
            }
        }

        impl ::core::convert::From<::std::string::String> for $type {
            fn from(text: ::std::string::String) -> Self {
                $crate::runtime::known(&text)
                    .unwrap_or_else(|| $crate::runtime::OpenEnum::unknown(text))
            }
        }

        impl ::core::fmt::Display for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

/// An enumeration of integers.
macro_rules! open_int_enum {
    ($type:ty) => {
        impl $type {
            /// The value in JSON.
            #[must_use]
            pub fn as_i64(&self) -> i64 {
                $crate::runtime::OpenIntEnum::as_i64(self)
            }
        }

        impl $crate::runtime::Wire for $type {
            fn read(
                source: $crate::runtime::Source<'_>,
            ) -> ::core::result::Result<Self, $crate::runtime::Failure> {
                $crate::runtime::read_int_enum(source)
            }

            fn write(&self, out: $crate::runtime::Out<'_>) {
                out.signed(self.as_i64());
            }
        }
        $crate::runtime::serde!($type);

        impl ::core::convert::From<i64> for $type {
            fn from(integer: i64) -> Self {
                $crate::runtime::known_integer(integer)
                    .unwrap_or_else(|| $crate::runtime::OpenIntEnum::unknown(integer))
            }
        }

        impl ::core::fmt::Display for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.as_i64(), f)
            }
        }
    };
}

/// A union.
macro_rules! union {
    ($type:ty) => {
        $crate::runtime::wire!(
            $type,
            $crate::runtime::read_union,
            $crate::runtime::Union::write
        );

        impl $type {
            /// Why each variant that does not fit the value does not fit it.
            #[must_use]
            pub fn mismatches(&self) -> ::std::vec::Vec<$crate::runtime::Mismatch> {
                $crate::runtime::mismatches(self)
            }
        }
    };
}

/// A new type around another.
macro_rules! wrapper {
    ($type:ty) => {
        impl $crate::runtime::Wire for $type {
            fn read(
                source: $crate::runtime::Source<'_>,
            ) -> ::core::result::Result<Self, $crate::runtime::Failure> {
                $crate::runtime::variant(source, Self)
            }

            fn write(&self, out: $crate::runtime::Out<'_>) {
                $crate::runtime::Wire::write(&self.0, out);
            }
        }
        $crate::runtime::serde!($type);
    };
}

// Not every API has a type of every kind.
#[allow(unused_imports)]
pub(crate) use {object, object_typed, open_enum, open_int_enum, serde, union, wire, wrapper};
