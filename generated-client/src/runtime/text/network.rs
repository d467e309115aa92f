//! Addresses in networks.

use super::ParseError;
use super::macros::text;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

text! {
    /// An IP address of either version.
    Ip
}

text! {
    /// An IPv4 address.
    Ipv4
}

text! {
    /// An IPv6 address.
    Ipv6
}

text! {
    /// An IP address with the length of its network's prefix, such as `10.0.0.0/8`.
    IpNetwork
}

/// An IP address and the length of its network's prefix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Network {
    /// The address. Bits beyond the prefix may be set.
    pub address: IpAddr,
    /// The length of the prefix: at most 32 or 128.
    pub prefix: u8,
}

impl Ip {
    /// The address.
    ///
    /// # Errors
    /// If the text is no IP address.
    pub fn parse(&self) -> Result<IpAddr, ParseError> {
        let error = |error| ParseError::new(&self.0, "an IP address", error);
        self.0.parse().map_err(error)
    }
}

impl Ipv4 {
    /// The address.
    ///
    /// # Errors
    /// If the text is no IPv4 address.
    pub fn parse(&self) -> Result<Ipv4Addr, ParseError> {
        let error = |error| ParseError::new(&self.0, "an IPv4 address", error);
        self.0.parse().map_err(error)
    }
}

impl Ipv6 {
    /// The address.
    ///
    /// # Errors
    /// If the text is no IPv6 address.
    pub fn parse(&self) -> Result<Ipv6Addr, ParseError> {
        let error = |error| ParseError::new(&self.0, "an IPv6 address", error);
        self.0.parse().map_err(error)
    }
}

impl IpNetwork {
    /// The address and the prefix. An address alone is a network of one.
    ///
    /// # Errors
    /// If the text is no IP address, or the prefix is too long.
    pub fn parse(&self) -> Result<Network, ParseError> {
        let error = |reason: &dyn fmt::Display| ParseError::new(&self.0, "an IP network", reason);
        let (address, prefix) = match self.0.split_once('/') {
            Some((address, prefix)) => (address, Some(prefix)),
            None => (self.0.as_str(), None),
        };
        let address: IpAddr = address.parse().map_err(|reason| error(&reason))?;
        let longest = if address.is_ipv4() { 32 } else { 128 };
        let prefix = match prefix {
            None => longest,
            Some(prefix) => prefix.parse().map_err(|reason| error(&reason))?,
        };
        if prefix > longest {
            return Err(error(&format_args!("the prefix is longer than {longest}")));
        }
        Ok(Network { address, prefix })
    }
}

impl From<IpAddr> for Ip {
    fn from(address: IpAddr) -> Self {
        Self(address.to_string())
    }
}

impl From<Ipv4Addr> for Ip {
    fn from(address: Ipv4Addr) -> Self {
        Self(address.to_string())
    }
}

impl From<Ipv6Addr> for Ip {
    fn from(address: Ipv6Addr) -> Self {
        Self(address.to_string())
    }
}

impl From<Ipv4Addr> for Ipv4 {
    fn from(address: Ipv4Addr) -> Self {
        Self(address.to_string())
    }
}

impl From<Ipv6Addr> for Ipv6 {
    fn from(address: Ipv6Addr) -> Self {
        Self(address.to_string())
    }
}

impl From<Network> for IpNetwork {
    fn from(network: Network) -> Self {
        Self(network.to_string())
    }
}

impl From<(IpAddr, u8)> for IpNetwork {
    fn from((address, prefix): (IpAddr, u8)) -> Self {
        Self::from(Network { address, prefix })
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.address, self.prefix)
    }
}
