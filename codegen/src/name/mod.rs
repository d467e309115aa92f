//! Gives everything its Rust name, once the IR is complete.

use crate::ir::OperationId;

/// Every Rust name. Names are plain identifiers; a raw one carries its `r#`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Names {
    /// The product's module (`cloud`); `None` in a crate of one document without product level.
    pub product: Option<String>,
    /// One for each of `Api::types`.
    pub types: Vec<TypeNames>,
    /// One for each of `Api::operations`.
    pub operations: Vec<OperationNames>,
    /// Every resource; parents come before their children. A [`ResourceId`] indexes it.
    pub resources: Vec<Resource>,
}

/// Names of a declared type.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TypeNames {
    /// `SecurityGroup`.
    pub name: String,
    /// One for each field, enumeration value or variant, in the order of the IR: `snake_case` for
    /// fields, `PascalCase` for the others. A constant member has a name too.
    pub members: Vec<String>,
    /// For a struct the builder methods and for a union the constructors are the members' names.
    /// Name of the struct that takes its required members, if it has one: `CreateImageRequired`.
    pub required: Option<String>,
    /// The file below `types/` and `wire/` it stands in, without `.rs`: the name of the one
    /// first-level resource that uses it, else `shared`.
    pub file: String,
}

/// Index into `Names::resources`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResourceId(pub usize);

/// A node of the resource tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Resource {
    /// Module and accessor: `security_groups`.
    pub module: String,
    /// Type: `SecurityGroups`.
    pub type_name: String,
    /// `None` for the first level.
    pub parent: Option<ResourceId>,
    /// The tag's description, for documentation.
    pub description: Option<String>,
    /// In the order of `Api::operations`.
    pub operations: Vec<OperationId>,
    /// In alphabetical order.
    pub children: Vec<ResourceId>,
}

/// Names of an operation.
#[derive(Debug, Clone, PartialEq)]
pub struct OperationNames {
    /// Where it is found.
    pub resource: ResourceId,
    /// `create`.
    pub method: String,
    /// The builder's type in the resource's module: `Create`.
    pub builder: String,
    /// One for each of `Operation::parameters`: argument or setter.
    pub parameters: Vec<String>,
    /// For a spread body one for each field of its struct: argument or setter. Differs from the
    /// field's own name only where it would meet a parameter's or a reserved one.
    pub members: Vec<String>,
    /// The argument or setter of a whole body: `body`, or what the body is.
    pub body: String,
    /// With several success shapes the name of the enumeration and of its variants.
    pub outcome: Option<(String, Vec<String>)>,
}
