//! Client for the Gcore API.
