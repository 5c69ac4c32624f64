package dev.colophon.settings;

/** The two listeners: where they are, what they take, and whom they believe. */
public record ServerSettings(AddressSettings addresses, RequestSettings requests, TrustSettings trust) {}
